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

/** A page that is served as XML, with what only XML has: empty elements of any name, sections of text. */
export const XHTML = {
  url: "http://pages.example/xml",
  headers: { "content-type": "application/xhtml+xml" },
  body:
    '<?xml version="1.0" encoding="utf-8"?><html xmlns="http://www.w3.org/1999/xhtml" xml:lang="en"><head><title>Tea</title>' +
    '<link rel="icon" href="data:,"/><script>//<![CDATA[\nif (1 < 2 && true) document.title += "";\n//]]></script></head>' +
    "<body><main><div/><h1>Tea</h1><p>Some leaves are <![CDATA[<bright>]]>, as " +
    '<a href="https://brightleaf.example/?a=1&amp;b=2" rel="nofollow">this one</a><br/> is, and ' +
    '<a href="https://elsewhere.example/">others</a> are not.</p></main></body></html>',
};

/**
 * A page with so many outbound links, with words and regions of many kinds.
 * @param {number} count
 */
export function many(count) {
  const words = ["tea", "white tea from the hills", "click here", "kettle", "a slower cup, explained at some length for patient people"];
  const rels = ["", ' rel="nofollow"', ' rel="sponsored"', ' rel="ugc nofollow"'];
  const link = (/** @type {unknown} */ _, /** @type {number} */ at) =>
    `<li>Item ${at} on <a href="https://site${at % 97}.example/page-${at}?q=${at % 13}"${rels[at % 4]}>${words[at % 5]} ${at}</a> and why</li>`;
  const list = (/** @type {string} */ tag, /** @type {number} */ length) => `<${tag}><ul>${Array.from({ length }, link).join("")}</ul></${tag}>`;
  const body = `<!doctype html><html lang="en"><link rel="icon" href="data:,"><title>A page of ${count} links</title><main><h1>Links</h1>${list("section", count)}</main></html>`;
  return { url: `http://pages.example/many-${count}`, body };
}

/** One of pages/*.html. @param {string} name */
export function page(name) {
  return { url: `http://pages.example/${name}`, body: file(`e2e/pages/${name}.html`) };
}
