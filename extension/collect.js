// @ts-check
/**
 * Collects what the core needs from the page in front of a person: the serialised document with
 * its open shadow roots, and where each link stands on the screen. It judges nothing and never
 * writes to the page. Its value is the collected page (`Page` of linkglance-core).
 *
 * A page may name its elements like DOM properties (`<form name=attributes>`,
 * `<img name=querySelectorAll>`), so properties of page nodes are read through the prototypes'
 * own getters, never through the node itself.
 */
(() => {
  /** Most UTF-16 units of source taken from the page and all its frames together. */
  const MAX_HTML = 8 * 1024 * 1024;
  /** Most links whose layout is taken; the core lists no more. */
  const MAX_LINKS = 5000;
  /** Most same-origin frames that are read. */
  const MAX_FRAMES = 50;
  /** At or below this size in CSS pixels an element can't be seen (the usual visually-hidden trick). */
  const NO_SIZE = 1;

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
  const compatMode = getter(Document.prototype, "compatMode");
  const contentType = getter(Document.prototype, "contentType");
  const scrollingElement = getter(Document.prototype, "scrollingElement");
  const queryAll = method(Document.prototype, "querySelectorAll");
  const defaultView = getter(Document.prototype, "defaultView");
  const nodeType = getter(Node.prototype, "nodeType");
  const baseUri = getter(Node.prototype, "baseURI");
  const parentNode = getter(Node.prototype, "parentNode");
  const textContent = getter(Node.prototype, "textContent");
  const localName = getter(Element.prototype, "localName");
  const namespace = getter(Element.prototype, "namespaceURI");
  const attributes = getter(Element.prototype, "attributes");
  const shadowRoot = getter(Element.prototype, "shadowRoot");
  const lastElementChild = getter(Element.prototype, "lastElementChild");
  const previousElementSibling = getter(Element.prototype, "previousElementSibling");
  const innerHtml = getter(Element.prototype, "innerHTML");
  const id = getter(Element.prototype, "id");
  const getAttribute = method(Element.prototype, "getAttribute");
  const getAttributeNS = method(Element.prototype, "getAttributeNS");
  const hasAttribute = method(Element.prototype, "hasAttribute");
  const closest = method(Element.prototype, "closest");
  const elementsIn = method(Element.prototype, "querySelectorAll");
  const boundingBox = method(Element.prototype, "getBoundingClientRect");
  const checkVisibility = method(Element.prototype, "checkVisibility");
  const lastChildOfFragment = getter(DocumentFragment.prototype, "lastElementChild");
  const host = getter(ShadowRoot.prototype, "host");
  const frameDocument = getter(HTMLIFrameElement.prototype, "contentDocument");
  const oldFrameDocument = getter(HTMLFrameElement.prototype, "contentDocument");

  const HTML = "http://www.w3.org/1999/xhtml";
  const XLINK = "http://www.w3.org/1999/xlink";

  /** What one document holds, in the order its serialisation will have. */
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

    /** @param {Document} page */
    constructor(page) {
      const root = documentElement(page);
      /** @type {Element[]} */
      const stack = root ? [root] : [];
      for (let element = stack.pop(); element; element = stack.pop()) {
        const name = localName(element);
        // With scripting on, a browser and the core read what is in noscript as text.
        if (name === "noscript" && namespace(element) === HTML) continue;
        pushChildren(stack, lastElementChild(element));
        const shadow = shadowRoot(element);
        if (shadow) {
          this.shadowRoots.push(shadow);
          pushChildren(stack, lastChildOfFragment(shadow));
        } else if (isClosedHost(element)) {
          this.closedShadowRoots += 1;
        }
        if (name === "a" || name === "area") this.#link(element);
        if (name === "iframe" || name === "frame") this.frames.push(element);
      }
    }

    /** @param {Element} element */
    #link(element) {
      const href = getAttribute(element, "href") ?? getAttributeNS(element, XLINK, "href");
      if (href === null || this.links.length >= MAX_LINKS) return;
      const nth = this.#seen.get(href) ?? 0;
      this.#seen.set(href, nth + 1);
      this.links.push({ element, href, nth });
    }
  }

  /**
   * Pushes siblings so that the first of them is popped first.
   * @param {Element[]} stack
   * @param {Element | null} last
   */
  function pushChildren(stack, last) {
    for (let child = last; child; child = previousElementSibling(child)) stack.push(child);
  }

  /** @param {Element} element */
  function isClosedHost(element) {
    // Only custom elements are asked: calling into the browser for each element is slow.
    if (!localName(element).includes("-")) return false;
    const dom = /** @type {any} */ (globalThis.chrome)?.dom;
    try {
      return Boolean(dom?.openOrClosedShadowRoot(element));
    } catch {
      return false;
    }
  }

  /**
   * The document as markup, open shadow roots as declarative templates.
   * @param {Document} page
   * @param {ShadowRoot[]} shadowRoots
   * @returns {string}
   */
  function serialise(page, shadowRoots) {
    const root = documentElement(page);
    if (!root) return "";
    const getHtml = Object.getOwnPropertyDescriptor(Element.prototype, "getHTML")?.value;
    const inner =
      shadowRoots.length > 0 && getHtml ? getHtml.call(root, { shadowRoots }) : innerHtml(root);
    let start = compatMode(page) === "CSS1Compat" ? "<!DOCTYPE html><html" : "<html";
    for (const { name, value } of attributes(root)) {
      const escaped = value.replaceAll("&", "&amp;").replaceAll('"', "&quot;");
      start += ` ${name}="${escaped}"`;
    }
    return `${start}>${inner}</html>`;
  }

  /** Decides for each link of a document whether it can be seen, and if not, why. */
  class Visibility {
    /** @type {Map<Element, string | null>} */
    #backgrounds = new Map();
    /** Ids of tab panels and accordion bodies: what is hidden in one is collapsed, not hidden. */
    #collapsible = new Set();
    #rightToLeft = false;
    /** @type {Window} */
    #view;

    /** @param {Document} page */
    constructor(page) {
      this.#view = defaultView(page);
      for (const control of queryAll(page, "[aria-controls]")) {
        for (const name of getAttribute(control, "aria-controls").split(/\s+/)) {
          this.#collapsible.add(name);
        }
      }
      const scroller = scrollingElement(page) ?? documentElement(page);
      if (scroller) this.#rightToLeft = getComputedStyle(scroller).direction === "rtl";
    }

    /** @param {Element} element */
    layout(element) {
      const style = getComputedStyle(element);
      const box = this.#box(element);
      const x = box.left + this.#view.scrollX;
      const y = box.top + this.#view.scrollY;
      return {
        x,
        y,
        width: box.width,
        height: box.height,
        fontSize: Number.parseFloat(style.fontSize) || 0,
        hidden: this.#hidden(element, style, box, x, y),
      };
    }

    /**
     * A link's own box, or where it has none, its first descendant's that has one.
     * @param {Element} element
     */
    #box(element) {
      const own = boundingBox(element);
      if (own.width > NO_SIZE && own.height > NO_SIZE) return own;
      const inside = elementsIn(element, "*");
      for (let i = 0; i < Math.min(inside.length, 20); i += 1) {
        const box = boundingBox(inside[i]);
        if (box.width > NO_SIZE && box.height > NO_SIZE) return box;
      }
      return own;
    }

    /**
     * @param {Element} element
     * @param {CSSStyleDeclaration} style
     * @param {DOMRect} box
     * @param {number} x
     * @param {number} y
     */
    #hidden(element, style, box, x, y) {
      if (localName(element) === "area") return null; // An area has no box of its own.
      const rendered = style.display === "contents" || checkVisibility(element);
      if (!rendered) return this.#isCollapsed(element) ? "collapsed" : "not_rendered";
      if (style.visibility !== "visible") {
        return this.#isCollapsed(element) ? "collapsed" : "invisible";
      }
      if (!checkVisibility(element, { opacityProperty: true }) && style.display !== "contents") {
        return "transparent";
      }
      if (box.width <= NO_SIZE || box.height <= NO_SIZE) {
        return this.#isCollapsed(element) ? "collapsed" : "zero_size";
      }
      // What overflows at the start of the writing direction, or at the top, can't be scrolled to.
      const before = this.#rightToLeft
        ? x > this.#view.innerWidth + NO_SIZE
        : x + box.width < NO_SIZE;
      if (before || y + box.height < NO_SIZE) return "off_screen";
      return this.#isSameColour(element, style) ? "same_colour" : null;
    }

    /** @param {Element} element */
    #isCollapsed(element) {
      const details = closest(element, "details:not([open])");
      if (details || closest(element, '[hidden="until-found"],[role="tabpanel"]')) return true;
      for (let node = /** @type {Element | null} */ (element); node; node = parentElement(node)) {
        if (this.#collapsible.has(id(node))) return true;
      }
      return false;
    }

    /**
     * @param {Element} element
     * @param {CSSStyleDeclaration} style
     */
    #isSameColour(element, style) {
      if (!textContent(element).trim()) return false;
      return style.color === this.#background(element);
    }

    /**
     * The colour behind an element; null where an image or a see-through colour makes it unknown.
     * @param {Element} element
     * @returns {string | null}
     */
    #background(element) {
      const path = [];
      let colour = null;
      for (let node = /** @type {Element | null} */ (element); node; node = parentElement(node)) {
        const known = this.#backgrounds.get(node);
        if (known !== undefined) {
          colour = known;
          break;
        }
        path.push(node);
        const style = getComputedStyle(node);
        if (style.backgroundImage !== "none") break;
        if (style.backgroundColor.startsWith("rgb(")) {
          colour = style.backgroundColor;
          break;
        }
        if (style.backgroundColor !== "rgba(0, 0, 0, 0)") break;
      }
      for (const node of path) this.#backgrounds.set(node, colour);
      return colour;
    }
  }

  /**
   * The parent in the flat sense: a shadow root's parent is its host.
   * @param {Element} element
   * @returns {Element | null}
   */
  function parentElement(element) {
    const parent = parentNode(element);
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

  /** @param {Element} frame */
  function hasForeignSource(frame) {
    const source = getAttribute(frame, "src");
    return Boolean(source) && !hasAttribute(frame, "srcdoc") && !/^about:/i.test(source);
  }

  let room = MAX_HTML;
  /** @type {string | null} */
  let leftOut = null;
  let framesNotInspected = 0;
  let closedShadowRoots = 0;

  /**
   * @param {Document} page
   * @param {Survey} survey
   */
  function collect(page, survey) {
    const visibility = new Visibility(page);
    const source = serialise(page, survey.shadowRoots);
    const html = source.slice(0, room);
    if (html.length < source.length) leftOut = `${MAX_HTML / 1024 / 1024} MiB`;
    room -= html.length;
    closedShadowRoots += survey.closedShadowRoots;
    return {
      url: documentUrl(page),
      html: html.toWellFormed?.() ?? html,
      layout: survey.links.map(({ element, href, nth }) => ({
        href,
        nth,
        ...visibility.layout(element),
      })),
    };
  }

  /** @param {Survey} top */
  function collectFrames(top) {
    const frames = [];
    const queue = [...top.frames];
    for (let frame = queue.shift(); frame; frame = queue.shift()) {
      const page = readableDocument(frame);
      if (!page) {
        if (hasForeignSource(frame)) framesNotInspected += 1;
        continue;
      }
      if (!documentElement(page)) continue;
      const survey = new Survey(page);
      queue.push(...survey.frames);
      if (survey.links.length === 0) continue;
      if (frames.length === MAX_FRAMES) {
        framesNotInspected += 1;
        continue;
      }
      frames.push({ base: baseUri(page), ...collect(page, survey) });
    }
    return frames;
  }

  const survey = new Survey(document);
  const page = collect(document, survey);
  const frames = collectFrames(survey);
  return {
    ...page,
    contentType: contentType(document),
    frames,
    framesNotInspected,
    closedShadowRoots,
    leftOut,
  };
})();
