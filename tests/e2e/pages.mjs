//! The pages of the tests and of the demonstration, and the site profile that goes with them.

import { readFileSync } from "node:fs";

/** @typedef {import("./server.mjs").Answer} Answer */

/** @param {string} path below tests/ */
function file(path) {
  return readFileSync(new URL(`../${path}`, import.meta.url), "utf8");
}

/** The sample profile. @type {import("./browser.mjs").Site} */
export const BRIGHTLEAF = JSON.parse(file("demo/site.json"));

/** The demonstration article. */
export const ARTICLE = { url: "http://fieldandkettle.example/brewing/a-slower-cup", body: file("demo/article.html") };

/** The smallest PDF that viewers take. */
export const PDF = {
  url: "http://pages.example/menu.pdf",
  headers: { "content-type": "application/pdf" },
  body:
    "%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n" +
    "3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 200 200]>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n",
};

/** One of pages/*.html. @param {string} name */
export function page(name) {
  return { url: `http://pages.example/${name}`, body: file(`e2e/pages/${name}.html`) };
}
