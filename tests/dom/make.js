// @ts-check
/**
 * Makes documents as only scripts can: a tree put together at random, by a seed, from all that a
 * serialisation does not say. Runs in the page.
 */

const HTML = "http://www.w3.org/1999/xhtml";
const SVG = "http://www.w3.org/2000/svg";
const MATHML = "http://www.w3.org/1998/Math/MathML";
const XLINK = "http://www.w3.org/1999/xlink";
const NONE = null;
const OTHER = "urn:example:other";

const FORGED = '<a href="https://forged.example/">Zorbex tea</a>';

/** Texts that read as something else where they are taken for markup, and usual ones. */
const TEXTS = [
  ...["tea ", " Zorbex ", "Zorbex", "Zor", "bex", " a\u00a0b ", "\n", "1 < 2 & 3", "&lt;b&gt; &amp;amp;", "\"'`=", "\u0000x", "\ud800", "]]>"],
  ...[`-->${FORGED}<!--`, `--!>${FORGED}`, `>${FORGED}`, `<!--${FORGED}-->`, `<!--<script>${FORGED}`, FORGED],
  ...["script", "style", "xmp", "noscript", "iframe", "noembed", "noframes", "title", "textarea", "plaintext", "template", "div", "svg"].map(
    (name) => `</${name}>${FORGED}<${name}>`,
  ),
  ...["<!--<script>", "</SCRIPT >", "<script>", "<plaintext>", "<template shadowrootmode=open>", "<![CDATA[", "<?"],
];

/** @type {[string | null, string[]][]} */
const NAMES = [
  [HTML, ["a", "a", "a", "a", "area", "div", "p", "span", "b", "ul", "li", "table", "tr", "td", "section", "h2", "pre", "details", "summary"]],
  [HTML, ["br", "hr", "img", "input", "wbr", "col", "link", "button", "select", "option", "object", "canvas", "video", "audio", "datalist"]],
  [HTML, ["script", "style", "xmp", "iframe", "noembed", "noframes", "noscript", "plaintext", "textarea", "title", "template", "listing"]],
  [HTML, ["svg", "math", "image", "keygen", "x-tea", "font", "A", "AREA", "SCRIPT", "x:a", "_x", "\u00e9", "a\u00e9", "foreignObject"]],
  [SVG, ["svg", "svg", "a", "a", "g", "text", "title", "desc", "foreignObject", "script", "style", "div", "b", "p", "image", "area", "metadata"]],
  [MATHML, ["math", "math", "mi", "mtext", "annotation-xml", "semantics", "mrow", "a", "mglyph"]],
  [NONE, ["a", "area", "div", "svg"]],
  [OTHER, ["a", "q:a", "p"]],
];

/** @type {[string | null, string, string[]][]} */
const ATTRIBUTES = [
  [NONE, "href", ["/one", "https://acme-tea.example/", "", " /two ", '"><a href="https://forged.example/">', "a&b=\"c\"&lt;", "\ud800"]],
  [NONE, "rel", ["nofollow", "UGC sponsored", "noopener,nofollow", ""]],
  [NONE, "title", ["Zorbex", "a title"]],
  [NONE, "alt", ["an alt", "> tea"]],
  [NONE, "aria-label", ["a label"]],
  [NONE, "HREF", ["/upper"]],
  [NONE, "xlink:href", ["/no-namespace"]],
  [NONE, ":href", ["/bound"]],
  [NONE, "shadowrootmode", ["open", "closed"]],
  [NONE, "class", ["tea"]],
  [NONE, "encoding", ["text/html", "x"]],
  [XLINK, "xlink:href", ["/xlink"]],
  [XLINK, "href", ["/xlink-plain"]],
  [XLINK, "q:href", ["/xlink-other-prefix"]],
  [XLINK, "xlink:title", ["an xlink title"]],
  [OTHER, "href", ["/other"]],
  [OTHER, "q:href", ["/other-prefixed"]],
  [OTHER, "rel", ["nofollow"]],
  [OTHER, "alt", ["other alt"]],
  [OTHER, "shadowrootmode", ["open"]],
];

/** Of NAMES and ATTRIBUTES so many rows are nothing that a parser could not have made. */
const TAME_NAMES = 1;
const TAME_ATTRIBUTES = 5;

/** Sources that a parser makes of what scripts then put elsewhere. */
const SOURCES = [
  `<p>tea <a href="/parsed" rel=ugc>Zorbex <b>leaf</b></a> <!-- ${FORGED} --></p>`,
  `<svg><a xlink:href="/svg"><title>x</title><text>Zorbex</text></a><foreignObject><a href="/inner">in</a></foreignObject></svg>`,
  `<math><mtext><a href="/mtext">m</a></mtext><annotation-xml encoding="text/html"><a href="/ann">n</a></annotation-xml></math>`,
  `<noscript>${FORGED}</noscript><template>${FORGED}</template><a href="/after">after</a>`,
  `<script type=x><!--<script>${FORGED}</script>--></script><textarea>${FORGED}</textarea><a href="/after-script">after</a>`,
  `<table><tr><td>Zorbex<td><a href="/cell">cell</a></table><xmp>${FORGED}</xmp>`,
  `<div><template shadowrootmode=open>${FORGED}</template></div>`,
];

/** A generator of numbers below 1 that is the same for the same seed (mulberry32). @param {number} seed */
function random(seed) {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/**
 * Puts a document of this seed in place of the page's own.
 * @param {Document} page
 * @param {number} seed
 */
export function make(page, seed) {
  const next = random(seed);
  const below = (/** @type {number} */ count) => Math.floor(next() * count);
  /** @template T @param {T[]} choices @returns {T} */
  const one = (choices) => /** @type {T} */ (choices[below(choices.length)]);

  // Every other document has nothing but what the browser's own writing says, texts that look
  // like markup among it.
  const tame = below(2) === 0;
  const names = tame ? NAMES.slice(0, TAME_NAMES) : NAMES;
  const attributesToSet = tame ? ATTRIBUTES.slice(0, TAME_ATTRIBUTES) : ATTRIBUTES;

  const root = page.createElement("html");
  const body = page.createElement("body");
  root.append(page.createElement("head"), body);
  page.replaceChild(root, /** @type {Element} */ (page.documentElement));
  /** @type {(Element | ShadowRoot | DocumentFragment)[]} */
  const parents = [body, body, body, /** @type {Element} */ (root.firstElementChild), root];

  /** The name rules differ between browsers: what one refuses is left out. @param {() => void} change */
  const attempt = (change) => {
    try {
      change();
    } catch {}
  };
  /** @param {Node} node */
  const place = (node) => {
    const parent = one(parents);
    const before = below(3) === 0 ? parent.firstChild : null;
    attempt(() => parent.insertBefore(node, before));
  };
  /** @param {Element} element */
  const attributes = (element) => {
    for (let count = below(4); count > 0; count -= 1) {
      const [space, name, values] = one(attributesToSet);
      attempt(() => element.setAttributeNS(space, name, one(values)));
    }
  };
  const element = () => {
    const [space, choices] = one(names);
    attempt(() => {
      const made = page.createElementNS(space, one(choices));
      // No script here is run, and a link that is one more often than not says more.
      if (/script/i.test(made.localName)) made.setAttribute("type", "x");
      if (made.localName === "a" && below(3) > 0) made.setAttribute("href", one(["/usual", "https://acme-tea.example/a"]));
      attributes(made);
      if (below(3) === 0) made.append(one(TEXTS));
      place(made);
      parents.push(made);
      if (made instanceof HTMLTemplateElement) parents.push(made.content);
      if (below(8) === 0) attempt(() => parents.push(made.attachShadow({ mode: one(["open", "open", "closed"]) })));
    });
  };
  const xml = page.implementation.createDocument(null, "x");
  const usual = [
    element,
    element,
    element,
    () => place(page.createTextNode(one(TEXTS))),
    () => place(page.createTextNode(one(TEXTS))),
    () => place(page.createComment(one(TEXTS.filter((text) => !tame || !text.includes("-->"))))),
    () => place(one([...page.querySelectorAll("body *"), page.createTextNode(" moved ")])),
    () => {
      const holder = page.createElement("div");
      holder.innerHTML = one(SOURCES);
      place(holder);
    },
  ];
  const strange = [
    () => attempt(() => place(page.createProcessingInstruction("x", one(TEXTS)))),
    () => attempt(() => place(page.adoptNode(xml.createCDATASection(one(TEXTS))))),
    () => place(page.adoptNode(/** @type {Element} */ (new DOMParser().parseFromString(one(SOURCES), "text/html").body.firstElementChild))),
  ];
  const parts = tame ? usual : [...usual, ...strange];
  for (let count = 3 + below(30); count > 0; count -= 1) one(parts)();
  if (below(10) === 0) attributes(root);
  if (!tame && below(50) === 0) attempt(() => page.replaceChild(page.createElementNS(SVG, "svg"), root));
}
