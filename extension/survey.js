// @ts-check
/**
 * The walk over a live page that the other scripts share: its links in the order of the core's
 * report, its shadow roots and its frames. It only reads: it makes no judgement and never writes to the page.
 *
 * A page may name its elements like DOM properties (`<form name=attributes>`,
 * `<img name=querySelectorAll>`), so properties of page nodes are read through the prototypes'
 * own getters, never through the node itself.
 *
 * These scripts run again with each inspection, in the extension's own world of the page, and share
 * their names there: a `var` may be declared twice.
 */
var linkglanceSurvey = (() => {
  /** Most links that are taken of a document; the core lists no more. */
  const MAX_LINKS = 5000;

  /**
   * @param {object} prototype
   * @param {string} name
   * @returns {(node: any) => any}
   */
  const getter = (prototype, name) => {
    const get = /** @type {() => any} */ (Object.getOwnPropertyDescriptor(prototype, name)?.get);
    return (node) => get.call(node);
  };
  /**
   * @param {object} prototype
   * @param {string} name
   * @returns {(node: any, ...args: any[]) => any}
   */
  const method = (prototype, name) => {
    const call = Object.getOwnPropertyDescriptor(prototype, name)?.value;
    return (node, ...args) => call.apply(node, args);
  };

  const documentElement = getter(Document.prototype, "documentElement");
  const documentUrl = getter(Document.prototype, "URL");
  const defaultView = getter(Document.prototype, "defaultView");
  const nodeType = getter(Node.prototype, "nodeType");
  const parentNode = getter(Node.prototype, "parentNode");
  const firstChild = getter(Node.prototype, "firstChild");
  const localName = getter(Element.prototype, "localName");
  const namespace = getter(Element.prototype, "namespaceURI");
  const shadowRoot = getter(Element.prototype, "shadowRoot");
  const lastElementChild = getter(Element.prototype, "lastElementChild");
  const previousElementSibling = getter(Element.prototype, "previousElementSibling");
  const getAttribute = method(Element.prototype, "getAttribute");
  const elementsIn = method(Element.prototype, "querySelectorAll");
  const getAttributeNS = method(Element.prototype, "getAttributeNS");
  const hasAttribute = method(Element.prototype, "hasAttribute");
  const hasAttributeNS = method(Element.prototype, "hasAttributeNS");
  const boundingBox = method(Element.prototype, "getBoundingClientRect");
  const lastChildOfFragment = getter(DocumentFragment.prototype, "lastElementChild");
  const host = getter(ShadowRoot.prototype, "host");
  const frameDocument = getter(HTMLIFrameElement.prototype, "contentDocument");
  const oldFrameDocument = getter(HTMLFrameElement.prototype, "contentDocument");
  const anchorUrl = getter(HTMLAnchorElement.prototype, "href");
  const areaUrl = getter(HTMLAreaElement.prototype, "href");

  const HTML = "http://www.w3.org/1999/xhtml";
  const SVG = "http://www.w3.org/2000/svg";
  const XLINK = "http://www.w3.org/1999/xlink";

  /** How long an inspection may hold up the page, in milliseconds; real pages take a hundredth. */
  const TIME_LIMIT = 2000;
  /** How often a deadline is asked before it looks at the clock again. */
  const ASKED = 64;

  /** The end of the time that an inspection may take. */
  class Deadline {
    #end;
    #asked = 0;
    #over = false;

    /** @param {number} [share] The share of all the time there is. */
    constructor(share = 1) {
      this.#end = performance.now() + share * TIME_LIMIT;
    }

    isOver() {
      this.#asked += 1;
      if (!this.#over && this.#asked % ASKED === 0) this.#over = performance.now() > this.#end;
      return this.#over;
    }

    /** Whether it was over when it was asked last. */
    get wasOver() {
      return this.#over;
    }

    /** The time limit in seconds. */
    get seconds() {
      return TIME_LIMIT / 1000;
    }
  }

  /** What a document, or a part of one, holds, in the order its markup will have. */
  class Survey {
    /** @type {{ element: Element, href: string, nth: number }[]} */
    links = [];
    /** @type {ShadowRoot[]} */
    shadowRoots = [];
    /** @type {Element[]} */
    frames = [];
    closedShadowRoots = 0;
    /** @type {Map<string, number>} */
    #seen = new Map();

    /**
     * @param {Element | null} root
     * @param {Deadline} [deadline]
     */
    constructor(root, deadline = new Deadline()) {
      /** @type {Element[]} */
      const stack = root ? [root] : [];
      for (let element = stack.pop(); element && !deadline.isOver(); element = stack.pop()) {
        const name = localName(element);
        // With scripting on, a browser and the core read what is in noscript as text. A template
        // shows nothing, neither its contents nor children that a script has given it.
        if ((name === "noscript" || name === "template") && namespace(element) === HTML) continue;
        pushChildren(stack, lastElementChild(element));
        const shadow = shadowRoot(element);
        if (shadow) {
          this.shadowRoots.push(shadow);
          pushChildren(stack, lastChildOfFragment(shadow));
        } else if (isClosedHost(element, name)) {
          this.closedShadowRoots += 1;
        }
        if (name === "a" || name === "area") this.#link(element);
        if ((name === "iframe" || name === "frame") && namespace(element) === HTML) this.frames.push(element);
      }
    }

    /** @param {Element} element */
    #link(element) {
      const href = hrefOf(element);
      if (href === null || this.links.length >= MAX_LINKS) return;
      const nth = this.#seen.get(href) ?? 0;
      this.#seen.set(href, nth + 1);
      this.links.push({ element, href, nth });
    }
  }

  /**
   * Where an `a` or `area` leads, to the letter; null if it is no link. An SVG link may say it in the
   * namespace of XLink; in any other namespace, or none, an `a` is no link.
   * @param {Element} element
   * @returns {string | null}
   */
  function hrefOf(element) {
    const vocabulary = namespace(element);
    if (vocabulary !== HTML && (vocabulary !== SVG || localName(element) !== "a")) return null;
    const plain = getAttributeNS(element, null, "href");
    const written = plain === null && vocabulary === SVG ? getAttributeNS(element, XLINK, "href") : plain;
    // As in the markup: half a surrogate pair is no text, and no message can carry it.
    return written?.toWellFormed?.() ?? written;
  }

  /** Where a link of HTML leads, as the browser resolves it. @param {Element} element @returns {string} */
  function urlOf(element) {
    return localName(element) === "a" ? anchorUrl(element) : areaUrl(element);
  }

  /**
   * Pushes siblings so that the first of them is popped first.
   * @param {Element[]} stack
   * @param {Element | null} last
   */
  function pushChildren(stack, last) {
    for (let child = last; child; child = previousElementSibling(child)) stack.push(child);
  }

  /** Which of HTML's own elements may have a shadow root (DOM, `attachShadow`). */
  const HOSTS = new Set("article aside blockquote body div footer h1 h2 h3 h4 h5 h6 header main nav p section span".split(" "));

  /**
   * @param {Element} element
   * @param {string} name
   */
  function isClosedHost(element, name) {
    // Calling into the browser for each element is slow: asked are custom elements, and others that are empty, for
    // what is in a host is mostly in its shadow root alone.
    if (!name.includes("-") && !(HOSTS.has(name) && !firstChild(element))) return false;
    const dom = /** @type {any} */ (globalThis.chrome)?.dom;
    try {
      return Boolean(dom?.openOrClosedShadowRoot(element));
    } catch {
      return false;
    }
  }

  /**
   * The parent in the flat sense: a shadow root's parent is its host.
   * @param {Node} node
   * @returns {Element | null}
   */
  function parentElement(node) {
    const parent = parentNode(node);
    // By node type, not by class: a frame's nodes belong to the frame's own classes.
    if (!parent) return null;
    if (nodeType(parent) === 11) return host(parent);
    return nodeType(parent) === 1 ? parent : null;
  }

  /** @param {Element} frame */
  function readableDocument(frame) {
    try {
      return localName(frame) === "iframe" ? frameDocument(frame) : oldFrameDocument(frame);
    } catch {
      return null;
    }
  }

  /** Whether a frame that can't be read holds a document: another site's, or its own in a sandbox. @param {Element} frame */
  function holdsDocument(frame) {
    if (localName(frame) === "iframe" && hasAttribute(frame, "srcdoc")) return true;
    const source = getAttribute(frame, "src");
    return Boolean(source) && !/^about:/i.test(source);
  }

  return {
    Deadline,
    HTML,
    SVG,
    Survey,
    XLINK,
    boundingBox,
    defaultView,
    documentElement,
    documentUrl,
    elementsIn,
    getAttribute,
    getter,
    hasAttribute,
    hasAttributeNS,
    holdsDocument,
    hrefOf,
    localName,
    method,
    namespace,
    nodeType,
    parentElement,
    parentNode,
    readableDocument,
    shadowRoot,
    urlOf,
  };
})();

/** @typedef {InstanceType<typeof linkglanceSurvey.Survey>} Survey */
/** @typedef {InstanceType<typeof linkglanceSurvey.Deadline>} Deadline */

/**
 * What the last inspection saw, for marking it: the documents in the order of the report, the
 * page's own first, and the links of each.
 * @typedef {{ page: Document, links: { element: Element, href: string, nth: number }[], shadowRoots: ShadowRoot[] }} Inspected
 * @type {Inspected[]}
 */
var linkglanceInspected = [];
