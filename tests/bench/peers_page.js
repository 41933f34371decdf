// @ts-check
//! What runs in the browser's page for `peers.mjs`: which of its links do Readability.js, Defuddle and tags
//! take for main content?
//!
//! A link is found again in what a peer gives by a mark: before, each link gets an attribute with its number.
//! Both peers keep that attribute and neither looks at it. A link that a peer has made again, without the
//! attribute, is found by its address and its text; of several that are alike the first is taken.

/** An attribute that links do not have, and that Defuddle leaves on all elements. */
const MARK = "kind";
const LINKS = "a[href], area[href]";
/** Words around a link that say where it is in a text: fewer are in many places. */
const WINDOW = 5;
/** The parts of a page that are said to be something else than its main content. */
const ASIDE = "nav, aside, [role=navigation], [role=complementary], [role=banner], [role=contentinfo], [role=search]";
/** The header and footer of these are their own, not the page's (HTML-AAM). */
const SECTIONS = "article, aside, main, nav, section, [role=article], [role=main], [role=region]";
const MAIN = "main, article, [role=main], [role=article]";

/**
 * @typedef {{ href: string, nth: number }} Named A link by its attribute, to the letter, and its place among those with the same.
 * @typedef {{ links: Set<number>, empty: boolean, again: number, error: string }} Given What a peer gives: `again`: links without their mark.
 * @typedef {{ content: boolean } & Named} Labelled
 * @typedef {{ tags: boolean, readability: boolean, defuddle: boolean }} Said
 * @typedef {{ labels: Labelled[], said: (Said | null)[], peers: Record<"readability" | "defuddle", { empty: boolean, links: number, again: number, error: string }> }} Answers
 */

/**
 * What each way says of the links that are named, or of all that the page's main text decides.
 * @param {new (page: Document) => { parse: () => { content?: string | null } | null }} Readability
 * @param {new (page: Document, options: { url: string }) => { parse: () => { content: string } }} Defuddle
 * @param {Named[]} named
 * @param {string | null} text The page's main text, where no link is labelled.
 * @returns {Answers}
 */
export function answers(Readability, Defuddle, named, text) {
  const links = Array.from(document.querySelectorAll(LINKS));
  const names = namesOf(links);
  const labels = text === null ? [] : labelled(links, names, text);
  const numbers = new Map(names.map(({ href, nth }, number) => [`${nth} ${href}`, number]));
  for (const [number, link] of links.entries()) link.setAttribute(MARK, `link-${number}`);
  const tags = byTags(links);
  const copy = /** @type {Document} */ (document.cloneNode(true));
  const defuddle = given(links, () => new Defuddle(document, { url: location.href }).parse().content);
  const readability = given(links, () => new Readability(copy).parse()?.content);
  const said = (text === null ? named : labels).map(({ href, nth }) => {
    const number = numbers.get(`${nth} ${href}`);
    if (number === undefined) return null;
    return { tags: tags.has(number), readability: readability.links.has(number), defuddle: defuddle.links.has(number) };
  });
  const told = (/** @type {Given} */ { links, empty, again, error }) => ({ links: links.size, empty, again, error });
  return { labels, said, peers: { readability: told(readability), defuddle: told(defuddle) } };
}

/** @param {Element[]} links @returns {Named[]} */
function namesOf(links) {
  const seen = new Map();
  return links.map((link) => {
    const href = link.getAttribute("href") ?? "";
    const nth = seen.get(href) ?? 0;
    seen.set(href, nth + 1);
    return { href, nth };
  });
}

/**
 * Content is what is in `main` or `article` and in no navigation, aside, header or footer of the page. A
 * page without `main` and `article` is content where it is in none of these.
 * @param {Element[]} links
 */
function byTags(links) {
  const hasMain = document.querySelector(MAIN) !== null;
  const numbers = [...links.keys()].filter((number) => {
    const link = /** @type {Element} */ (links[number]);
    if (link.closest(ASIDE) !== null) return false;
    for (let end = link.closest("header, footer"); end !== null; end = end.parentElement?.closest("header, footer") ?? null) {
      if (end.parentElement?.closest(SECTIONS) == null) return false;
    }
    return !hasMain || link.closest(MAIN) !== null;
  });
  return new Set(numbers);
}

/**
 * The links in a peer's HTML. A peer that fails or gives nothing has no link.
 * @param {Element[]} links
 * @param {() => string | null | undefined} read
 * @returns {Given}
 */
function given(links, read) {
  let html = "";
  let error = "";
  try {
    html = read() ?? "";
  } catch (thrown) {
    error = String(thrown);
  }
  const parsed = new DOMParser().parseFromString(html, "text/html");
  /** @type {Set<number>} */
  const found = new Set();
  for (const marked of parsed.querySelectorAll(`[${MARK}^="link-"]`)) found.add(Number(marked.getAttribute(MARK)?.slice("link-".length)));
  const again = Array.from(parsed.querySelectorAll(LINKS)).filter((link) => link.getAttribute(MARK)?.startsWith("link-") !== true);
  for (const link of again) {
    const alike = links.findIndex((own, number) => !found.has(number) && address(own) === address(link) && wordsOf(own).join(" ") === wordsOf(link).join(" "));
    if (alike >= 0) found.add(alike);
  }
  return { links: found, empty: html.trim() === "", again: again.length, error };
}

/** @param {Element} link */
function address(link) {
  return URL.parse(link.getAttribute("href") ?? "", document.baseURI)?.href;
}

/** @param {string} text */
function words(text) {
  return text.normalize("NFKC").toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];
}

/** @param {Element} element */
function wordsOf(element) {
  return words(element.textContent ?? "");
}

/**
 * Labels by the page's main text: a link is content where its words are in it, together with the words
 * around that make them `WINDOW` at least, before, after or on both sides. A link without words has none.
 * @param {Element[]} links
 * @param {Named[]} names
 * @param {string} text
 * @returns {Labelled[]}
 */
function labelled(links, names, text) {
  const main = ` ${words(text).join(" ")} `;
  const { all, ends } = pageWords();
  return links.flatMap((link, number) => {
    const end = ends.get(link);
    const name = names[number];
    if (end === undefined || name === undefined) return [];
    const lacking = Math.max(0, WINDOW - (end[1] - end[0]));
    const half = Math.ceil(lacking / 2);
    const content = [[lacking, 0], [0, lacking], [half, half]].some(([before = 0, after = 0]) => {
      const window = all.slice(Math.max(0, end[0] - before), end[1] + after);
      // At the ends of the page there may be too few.
      return window.length >= WINDOW && main.includes(` ${window.join(" ")} `);
    });
    return [{ ...name, content }];
  });
}

/** All words of the page in order, and between which of them each link's are. */
function pageWords() {
  /** @type {string[]} */
  const all = [];
  /** @type {Map<Element, [number, number]>} */
  const ends = new Map();
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
    if (node.parentElement?.closest("script, style, noscript") !== null) continue;
    const from = all.length;
    all.push(...words(node.nodeValue ?? ""));
    const link = node.parentElement.closest("a[href]");
    if (link !== null && all.length > from) ends.set(link, [ends.get(link)?.[0] ?? from, all.length]);
  }
  return { all, ends };
}
