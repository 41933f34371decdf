// @ts-check
/**
 * Collects what the core needs from the page in front of a person: the serialised document with
 * its open shadow roots, and where each link stands on the screen. It judges nothing and never
 * writes to the page. Its value is the collected page (`Page` of linkglance-core).
 */
(() => {
  /** Most UTF-16 units of source taken from the page and all its frames together. */
  const MAX_HTML = 8 * 1024 * 1024;
  /** Most same-origin frames that are read. */
  const MAX_FRAMES = 50;
  /** At or below this size in CSS pixels an element can't be seen (the usual visually-hidden trick). */
  const NO_SIZE = 1;

  const { Survey, boundingBox, defaultView, documentElement, documentUrl, elementsIn, getAttribute } =
    linkglanceSurvey;
  const { getter, hasForeignSource, localName, method, parentElement, readableDocument } =
    linkglanceSurvey;

  const compatMode = getter(Document.prototype, "compatMode");
  const contentType = getter(Document.prototype, "contentType");
  const scrollingElement = getter(Document.prototype, "scrollingElement");
  const queryAll = method(Document.prototype, "querySelectorAll");
  const textContent = getter(Node.prototype, "textContent");
  const attributes = getter(Element.prototype, "attributes");
  const innerHtml = getter(Element.prototype, "innerHTML");
  const id = getter(Element.prototype, "id");
  const closest = method(Element.prototype, "closest");
  const checkVisibility = method(Element.prototype, "checkVisibility");
  const baseUri = getter(Node.prototype, "baseURI");

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
    linkglanceInspected.push({ page, links: survey.links, shadowRoots: survey.shadowRoots });
    const html = source.slice(0, room);
    if (html.length < source.length) leftOut = `${MAX_HTML / 1024 / 1024} MiB`;
    room -= html.length;
    closedShadowRoots += survey.closedShadowRoots;
    return {
      url: documentUrl(page),
      html: html.toWellFormed?.() ?? html,
      // XML is serialised as XML, which the core reads as source.
      markup: contentType(page) === "text/html" ? "serialised" : "source",
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
      const survey = new Survey(documentElement(page));
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

  linkglanceInspected = [];
  const survey = new Survey(documentElement(document));
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
