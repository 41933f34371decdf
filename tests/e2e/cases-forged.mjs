//! What a page only writes as a link, and what is one only in a vocabulary of its own: the report has
//! the links that the browser has, in every form of document that scripts and XML can make.

import assert from "node:assert/strict";

import { BRIGHTLEAF } from "./pages.mjs";

/** @typedef {import("./cases.mjs").Check} Check */

const ICON = '<link rel="icon" href="data:,">';

/**
 * The ways in which text comes out of a serialised document as a link. They run in the page, which
 * has no link.
 * @type {Record<string, (link: string) => void>}
 */
const FORMS = {
  comment: (link) => document.body.append(document.createComment(`-->${link}<!--`)),
  script: (link) => {
    const script = document.createElement("script");
    script.type = "text/plain";
    script.append(`\u003c/script>${link}\u003cscript>`);
    document.body.append(script);
  },
  style: (link) => {
    const style = document.createElement("style");
    style.append(`</style>${link}<style>`);
    document.body.append(style);
  },
  // Its text is shown, so a name in it would be a mention: it names another.
  xmp: (link) => {
    const xmp = document.createElement("xmp");
    xmp.append(`</xmp>${link.replaceAll(/Brightleaf Tea|brightleaf/g, "another")}<xmp>`);
    document.body.append(xmp);
  },
  noscript: (link) => {
    const noscript = document.createElement("noscript");
    noscript.append(`</noscript>${link}<noscript>`);
    document.body.append(noscript);
  },
  iframe: (link) => {
    const frame = document.createElement("iframe");
    frame.append(`</iframe>${link}<iframe>`);
    document.body.append(frame);
  },
  instruction: (link) => document.body.append(document.createProcessingInstruction("x", `>${link}`)),
};

/** Elements and attributes that are written as a link and are none. @type {Record<string, () => void>} */
const NONE = {
  "an element of no namespace": () => {
    const link = document.createElementNS(null, "a");
    link.setAttribute("href", "https://brightleaf.example/none");
    link.append("Brightleaf");
    document.body.append(link);
  },
  "an address in another namespace": () => {
    const link = document.createElement("a");
    link.setAttributeNS("urn:example", "href", "https://brightleaf.example/attribute");
    link.append("Brightleaf");
    document.body.append(link);
  },
  "a template that claims to be a shadow root": () => {
    const host = document.createElement("div");
    const template = document.createElement("template");
    template.innerHTML = '<a href="https://brightleaf.example/template">Brightleaf</a>';
    template.setAttribute("shadowrootmode", "open");
    host.append(template);
    document.body.append(host);
  },
};

const SVG_PAGE = {
  url: "http://pages.example/drawing.svg",
  headers: { "content-type": "image/svg+xml" },
  body:
    '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" viewBox="0 0 200 100"><title>Leaves</title>' +
    '<a xlink:href="https://brightleaf.example/leaf"><text x="10" y="40">a leaf</text></a>' +
    '<a href="https://elsewhere.example/"><text x="10" y="80">another</text></a></svg>',
};

const XML_PAGE = {
  url: "http://pages.example/plain.xml",
  headers: { "content-type": "application/xhtml+xml" },
  body:
    `<html xmlns="http://www.w3.org/1999/xhtml"><head><title>Tea</title>${ICON.replace(">", "/>")}</head><body><p>` +
    '<a xmlns="" href="https://brightleaf.example/none">no link</a> and ' +
    '<a href="https://elsewhere.example/">one</a></p></body></html>',
};

/** @param {Check} check */
export function forgedCases(check) {
  check("text that reads as a link is none, in any form", [BRIGHTLEAF], async (current) => {
    const link = '<a href="https://brightleaf.example/forged">Brightleaf Tea</a>'.replaceAll("<", "\\u003c");
    const scripts = Object.values(FORMS).map((form) => `(${form})(\`${link}\`);`);
    const { panel, state } = await reported(current, "forged", scripts);
    assert.deepEqual([state.links, state.mentions], [[], []]);
    const limits = await panel.evaluate(() => [...document.querySelectorAll("[data-part=limit]")].map((limit) => limit.textContent ?? ""));
    const count = String(Object.keys(FORMS).length);
    assert.ok(limits.some((limit) => limit.includes("reads as links") && limit.includes(count)), String(limits));
  });

  check("elements and attributes that are only written as a link's are none", [BRIGHTLEAF], async (current) => {
    const { state } = await reported(current, "unlike", Object.values(NONE).map((make) => `(${make})();`));
    assert.deepEqual(state.links, []);
  });

  check("a link of SVG in a document of SVG is one", [BRIGHTLEAF], async (current) => {
    current.allow("GET http://pages.example/favicon.ico"); // Chromium, for the tab's icon
    const { links } = await (await current.browser.click(await current.open(SVG_PAGE))).settled();
    assert.deepEqual(links.map(({ href, follow }) => `${href} ${follow}`), [
      "https://brightleaf.example/leaf unknown",
      "https://elsewhere.example/ unknown",
    ]);
  });

  check("an element of no namespace in a page of XML is no link", [BRIGHTLEAF], async (current) => {
    const { links } = await (await current.browser.click(await current.open(XML_PAGE))).settled();
    assert.deepEqual(links.map(({ href, follow }) => `${href} ${follow}`), ["https://elsewhere.example/ followed"]);
  });
}

/**
 * The panel, and its report of a page that scripts have made.
 * @param {import("./cases.mjs").Case} current
 * @param {string} name
 * @param {string[]} scripts
 */
async function reported(current, name, scripts) {
  const body = `<!doctype html>${ICON}<title>${name}</title><main><p>A page without a link.</p></main><script>${scripts.join("\n")}</script>`;
  const panel = await current.browser.click(await current.open({ url: `http://pages.example/${name}`, body }));
  const state = await panel.settled();
  assert.equal(state.state, "report");
  return { panel, state };
}
