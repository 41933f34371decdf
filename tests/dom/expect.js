// @ts-check
/**
 * What a report must say of a live document: its links and the mentions of one name, told by a
 * second program that is as simple as can be, reads no markup, and knows nothing of ours. Runs in the page.
 */

const HTML = "http://www.w3.org/1999/xhtml";
const SVG = "http://www.w3.org/2000/svg";
const XLINK = "http://www.w3.org/1999/xlink";

/** Those of the elements that make.js makes, or that are made by parsing, that part words. */
const BLOCKS = new Set(
  "body br button dd details div dl dt form h2 hr legend li option p pre section select summary table tbody td thead tr ul".split(" "),
);
/** Those whose text is none of the page's. */
const UNSEEN = new Set(
  "audio canvas datalist desc head iframe metadata noembed noframes noscript object script style template textarea title video".split(" "),
);
/** White space as Unicode has it, which is what the core goes by. */
const SPACE = /[\t-\r \u0085\u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]+/g;

/** @typedef {{ href: string, rel: string[], text: string }} Expected */

/**
 * @param {Document} page
 * @param {string} name
 * @returns {{ links: Expected[], mentions: number }}
 */
export function expected(page, name) {
  const elements = page.documentElement ? within(page.documentElement) : [];
  const lines = textOf(page.documentElement).split("\n");
  const word = new RegExp(`(?<![\\p{L}\\p{N}_])${name}(?![\\p{L}\\p{N}_])`, "gu");
  return {
    links: elements.flatMap((element) => linkOf(element) ?? []),
    mentions: lines.reduce((sum, line) => sum + [...line.matchAll(word)].length, 0),
  };
}

/** An element and all in it, shadow roots first; nothing in `noscript` and `template`. @param {Element} top @returns {Element[]} */
function within(top) {
  if (top.namespaceURI === HTML && (top.localName === "noscript" || top.localName === "template")) return [];
  return [top, ...children(top).flatMap((child) => (child instanceof Element ? within(child) : []))];
}

/** @param {Node} node @returns {Node[]} */
function children(node) {
  const shadow = node instanceof Element ? node.shadowRoot : null;
  return [...(shadow ? shadow.childNodes : []), ...node.childNodes];
}

/** @param {Element} element @returns {Expected | undefined} */
function linkOf(element) {
  const { localName, namespaceURI } = element;
  const isHtml = namespaceURI === HTML && (localName === "a" || localName === "area");
  const isSvg = namespaceURI === SVG && localName === "a";
  const href = isHtml || isSvg ? attribute(element, "href") : null;
  if (href === null) return undefined;
  const rel = (attribute(element, "rel") ?? "").toLowerCase();
  return { href: wellFormed(href), rel: rel.split(/[\s,]+/).filter((token) => token !== ""), text: anchorOf(element) };
}

/** An attribute as it counts: in no namespace, or in SVG in that of XLink. @param {Element} element @param {string} name */
function attribute(element, name) {
  const plain = element.getAttributeNS(null, name);
  return plain === null && element.namespaceURI !== HTML ? element.getAttributeNS(XLINK, name) : plain;
}

/** @param {Element} link */
function anchorOf(link) {
  const words = isSeen(link) ? line(textOf(link)) : "";
  if (words !== "") return words;
  const alts = within(link).map((element) => {
    const isImage = element === link || (element.localName === "img" && element.namespaceURI === HTML);
    if (isImage) return attribute(element, "alt");
    return element.localName === "svg" ? attribute(element, "aria-label") : null;
  });
  const sources = [...alts, attribute(link, "aria-label"), attribute(link, "title")];
  return sources.map((source) => line(source ?? "")).find((source) => source !== "") ?? "";
}

/** @param {Element} element */
function isSeen(element) {
  /** @type {Node | null} */
  let node = element;
  while (node) {
    if (node instanceof Element && UNSEEN.has(node.localName)) return false;
    node = node instanceof ShadowRoot ? node.host : node.parentNode;
  }
  return true;
}

/** The text of a node, blocks separated by line feeds. @param {Node | null} node @returns {string} */
function textOf(node) {
  if (node === null) return "";
  if (node instanceof Text) return wellFormed(node.data).replace(SPACE, " ");
  if (!(node instanceof Element) || UNSEEN.has(node.localName)) return "";
  const inside = children(node).map(textOf).join("");
  return BLOCKS.has(node.localName) ? `\n${inside}\n` : inside;
}

/** @param {string} text */
function line(text) {
  return text.replace(SPACE, " ").trim();
}

/** No message carries half a surrogate pair. @param {string} text */
function wellFormed(text) {
  return /** @type {any} */ (text).toWellFormed();
}
