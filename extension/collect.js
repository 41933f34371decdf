// @ts-check
/**
 * Collects what the core needs from the page in front of the user: the document as markup with its
 * open shadow roots, and where each link is on the screen. It makes no judgement, never writes to
 * the page, and holds it up no longer than its deadline. Its value is the collected page (`Page` of
 * linkglance-core).
 */
(() => {
  /** Most UTF-16 units of source taken from the page and all its frames together. */
  const MAX_HTML = 8 * 1024 * 1024;
  /** Most same-origin frames that are read. */
  const MAX_FRAMES = 50;
  /** At or below this size in CSS pixels an element can't be seen (the usual visually-hidden trick). */
  const NO_SIZE = 1;

  /** Most elements in a link of no size of its own that are measured in its place. */
  const MAX_MEASURED = 20;

  const { Deadline, HTML, Survey, boundingBox, defaultView, documentElement, documentUrl, getAttribute } =
    linkglanceSurvey;
  const { getter, hasAttribute, holdsDocument, localName, method, namespace, parentElement, readableDocument, urlOf } =
    linkglanceSurvey;

  const characterSet = getter(Document.prototype, "characterSet");
  const contentType = getter(Document.prototype, "contentType");
  const bodyOf = getter(Document.prototype, "body");
  const scrollingElement = getter(Document.prototype, "scrollingElement");
  const createTreeWalker = method(Document.prototype, "createTreeWalker");
  const nextNode = method(TreeWalker.prototype, "nextNode");
  const queryAll = method(Document.prototype, "querySelectorAll");
  const nodeValue = getter(Node.prototype, "nodeValue");
  const id = getter(Element.prototype, "id");
  const scrollLeft = getter(Element.prototype, "scrollLeft");
  const scrollTop = getter(Element.prototype, "scrollTop");
  const checkVisibility = method(Element.prototype, "checkVisibility");
  const baseUri = getter(Node.prototype, "baseURI");

  /**
   * What an element has from the nearest element, itself or around it, that decides. Each element is
   * asked once, however many links are in it.
   * @template T
   */
  class Inherited {
    /** @type {Map<Element, T>} */
    #known = new Map();
    #decide;
    #otherwise;

    /**
     * @param {(element: Element) => T | undefined} decide
     * @param {T} otherwise What holds where none decides.
     */
    constructor(decide, otherwise) {
      this.#decide = decide;
      this.#otherwise = otherwise;
    }

    /** @param {Element} element */
    of(element) {
      const path = [];
      let found = this.#otherwise;
      for (let node = /** @type {Element | null} */ (element); node; node = parentElement(node)) {
        const value = this.#known.get(node) ?? this.#decide(node);
        path.push(node);
        if (value !== undefined) {
          found = value;
          break;
        }
      }
      for (const node of path) this.#known.set(node, found);
      return found;
    }
  }

  /** Decides for each link of a document whether it can be seen, and if not, why. */
  class Visibility {
    #backgrounds = new Inherited(background, UNKNOWN);
    #collapsed = new Inherited((element) => this.#collapses(element) || undefined, false);
    /** Ids of tab panels and accordion bodies: what is hidden in one is collapsed, not hidden. */
    #collapsible = new Set();
    /** Whether elements without a box render what is in them. @type {Map<Element, boolean>} */
    #rendered = new Map();
    /** @type {Set<Element> | undefined} The elements that hold a word, once a caller has asked. */
    #worded;
    #clipped = new Inherited((element) => clipsAll(element) || undefined, false);
    /** How far what is around an element is scrolled. @type {Map<Element | null, Scrolled>} */
    #scrolled = new Map();
    /** Whether the page is scrolled to the left, and whether upwards. */
    #leftwards = false;
    #upwards = false;
    #page;
    #shadowRoots;
    /** @type {Window} */
    #view;

    /**
     * @param {Document} page
     * @param {ShadowRoot[]} shadowRoots
     */
    constructor(page, shadowRoots) {
      this.#page = page;
      this.#shadowRoots = shadowRoots;
      this.#view = defaultView(page);
      for (const control of queryAll(page, "[aria-controls]")) {
        for (const name of getAttribute(control, "aria-controls").split(/\s+/)) {
          this.#collapsible.add(name);
        }
      }
      // The viewport takes them from the body (CSS Writing Modes, 8).
      const writer = bodyOf(page) ?? documentElement(page);
      if (!writer) return;
      const { direction, writingMode } = getComputedStyle(writer);
      const rightToLeft = direction === "rtl";
      const isVertical = writingMode !== "horizontal-tb";
      this.#leftwards = isVertical ? writingMode.endsWith("-rl") : rightToLeft;
      this.#upwards = isVertical && rightToLeft !== (writingMode === "sideways-lr");
    }

    /** @param {Element} element */
    layout(element) {
      // An area has no box of its own, and its map's image does not describe it.
      const isArea = localName(element) === "area";
      if (isArea || !this.#renders(element)) {
        return { x: 0, y: 0, width: 0, height: 0, fontSize: 0, hidden: isArea ? null : this.#unseen(element, "not_rendered") };
      }
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
     * Whether an element, or without a box of its own what is in it, is rendered. Computed styles are
     * asked for only just below what is rendered: deeper down a browser makes each from the top again.
     * @param {Element} element
     */
    #renders(element) {
      const path = [];
      let node = /** @type {Element | null} */ (element);
      for (; node && !this.#rendered.has(node) && !checkVisibility(node); node = parentElement(node)) path.push(node);
      let renders = node ? (this.#rendered.get(node) ?? true) : true;
      for (const below of path.reverse()) {
        // Asking in what is folded away would make the browser lay it out.
        renders &&= !(node && this.#folds(node)) && getComputedStyle(below).display === "contents";
        this.#rendered.set(below, renders);
        node = below;
      }
      return renders;
    }

    /**
     * A link's own box, or where it has none, its first descendant's that has one.
     * @param {Element} element
     */
    #box(element) {
      const own = boundingBox(element);
      if (own.width > NO_SIZE && own.height > NO_SIZE) return own;
      const inside = createTreeWalker(this.#page, element, NodeFilter.SHOW_ELEMENT);
      for (let measured = 0; measured < MAX_MEASURED; measured += 1) {
        const next = nextNode(inside);
        if (!next) break;
        const box = boundingBox(next);
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
      if (style.visibility !== "visible") return this.#unseen(element, "invisible");
      if (!checkVisibility(element, { opacityProperty: true }) && style.display !== "contents") {
        return "transparent";
      }
      if (box.width <= NO_SIZE || box.height <= NO_SIZE) return this.#unseen(element, "zero_size");
      if (style.position === "static" && this.#clipped.of(element)) return this.#unseen(element, "zero_size");
      if (this.#isBeforeStart(box, x, y) && this.#cannotBeReached(element, box)) return "off_screen";
      return this.#isSameColour(element, style) ? "same_colour" : null;
    }

    /**
     * Whether a box overflows where the page begins: there it can't be scrolled to.
     * @param {DOMRect} box
     * @param {number} x
     * @param {number} y
     */
    #isBeforeStart(box, x, y) {
      const beside = this.#leftwards ? x > this.#view.innerWidth + NO_SIZE : x + box.width < NO_SIZE;
      const beyond = this.#upwards ? y > this.#view.innerHeight + NO_SIZE : y + box.height < NO_SIZE;
      return beside || beyond;
    }

    /**
     * The same where everything around an element is scrolled back to its start: a reader who has scrolled within
     * the page has not hidden what was above.
     * @param {Element} element
     * @param {DOMRect} box
     */
    #cannotBeReached(element, box) {
      const { left, top } = this.#scrolledBefore(element);
      return this.#isBeforeStart(box, box.left + this.#view.scrollX + left, box.top + this.#view.scrollY + top);
    }

    /** How far all that is around an element is scrolled, but for the page itself. @param {Element} element @returns {Scrolled} */
    #scrolledBefore(element) {
      const path = [];
      let node = parentElement(element);
      for (; node && !this.#scrolled.has(node); node = parentElement(node)) path.push(node);
      let { left, top } = this.#scrolled.get(node) ?? { left: 0, top: 0 };
      // Not always the root, nor the body: either may scroll by itself within the page.
      const ofPage = scrollingElement(this.#page);
      for (const around of path.reverse()) {
        if (around !== ofPage) {
          left += scrollLeft(around);
          top += scrollTop(around);
        }
        this.#scrolled.set(around, { left, top });
      }
      return { left, top };
    }

    /**
     * Why an element can't be seen: because it is folded away, where it is.
     * @param {Element} element
     * @param {string} otherwise
     */
    #unseen(element, otherwise) {
      return this.#collapsed.of(element) ? "collapsed" : otherwise;
    }

    /** Whether an element folds what is in it away, to be unfolded by the user. @param {Element} element */
    #collapses(element) {
      const isPanel = getAttribute(element, "role")?.toLowerCase() === "tabpanel";
      return this.#folds(element) || isPanel || this.#collapsible.has(id(element));
    }

    /** Whether the browser itself does. @param {Element} element */
    #folds(element) {
      if (localName(element) === "details" && namespace(element) === HTML) return !hasAttribute(element, "open");
      return getAttribute(element, "hidden")?.toLowerCase() === "until-found";
    }

    /**
     * @param {Element} element
     * @param {CSSStyleDeclaration} style
     */
    #isSameColour(element, style) {
      return style.color === this.#backgrounds.of(element) && this.#hasWords(element);
    }

    /** @param {Element} element */
    #hasWords(element) {
      this.#worded ??= this.#elementsWithWords();
      return this.#worded.has(element);
    }

    /** In one walk over the page's text: asking each link for its own reads the text of nested ones again and again. */
    #elementsWithWords() {
      const worded = new Set();
      for (const root of [this.#page, ...this.#shadowRoots]) {
        const texts = createTreeWalker(this.#page, root, NodeFilter.SHOW_TEXT);
        for (let text = nextNode(texts); text; text = nextNode(texts)) {
          if (!/\S/.test(nodeValue(text))) continue;
          for (let node = parentElement(text); node && !worded.has(node); node = parentElement(node)) worded.add(node);
        }
      }
      return worded;
    }
  }

  /** Whether an element shows nothing of what is in it: the usual way of hiding text from all but screen readers. @param {Element} element */
  function clipsAll(element) {
    if (getComputedStyle(element).overflowX === "visible") return false;
    const { width, height } = boundingBox(element);
    return width <= NO_SIZE && height <= NO_SIZE;
  }

  /** @typedef {{ left: number, top: number }} Scrolled In CSS pixels. */

  /** A background that an image or a see-through colour makes unknown. */
  const UNKNOWN = "unknown";

  /**
   * The colour an element has behind it by itself; undefined where what is behind it shows.
   * @param {Element} element
   */
  function background(element) {
    const { backgroundColor, backgroundImage } = getComputedStyle(element);
    if (backgroundImage !== "none") return UNKNOWN;
    if (backgroundColor.startsWith("rgb(")) return backgroundColor;
    return backgroundColor === "rgba(0, 0, 0, 0)" ? undefined : UNKNOWN;
  }

  /** Looking a page through may take half of the time; the other is for writing what it is. */
  const LOOKING = 0.5;

  const deadline = new Deadline();
  const lookDeadline = new Deadline(LOOKING);
  let room = MAX_HTML;
  /** @type {string | null} */
  let leftOut = null;
  let framesNotInspected = 0;
  let closedShadowRoots = 0;
  let textsLikeLinks = 0;

  /**
   * @param {Document} page
   * @param {Survey} survey
   * @param {Visibility} visibility
   * @param {string | null} hidden Why the frame that shows the page can't be seen.
   */
  function collect(page, survey, visibility, hidden) {
    const written = linkglanceMarkup.write(page, survey.shadowRoots, room, lookDeadline, deadline);
    linkglanceInspected.push({ page, links: survey.links, shadowRoots: survey.shadowRoots });
    const html = written.source.slice(0, room);
    if (html.length < written.source.length) leftOut = `${MAX_HTML / 1024 / 1024} MiB`;
    room -= html.length;
    closedShadowRoots += survey.closedShadowRoots;
    textsLikeLinks += written.textsLikeLinks;
    return {
      url: documentUrl(page),
      html: html.toWellFormed?.() ?? html,
      markup: written.markup,
      layout: layouts(survey, visibility, hidden),
      addresses: addresses(page, survey),
    };
  }

  /**
   * Where the links lead whose query the browser writes in the page's encoding. The core writes all in
   * UTF-8: the tables of the other encodings would be larger than all of it.
   * @param {Document} page
   * @param {Survey} survey
   */
  function addresses(page, survey) {
    /** @type {Map<string, string>} */
    const known = new Map();
    if (characterSet(page) === "UTF-8") return [];
    for (const { element, href } of survey.links) {
      if (deadline.isOver()) break;
      if (namespace(element) !== HTML || known.has(href) || !hasEncodedQuery(href)) continue;
      const url = urlOf(element);
      if (url.length > room) {
        leftOut = `${MAX_HTML / 1024 / 1024} MiB`;
        break;
      }
      room -= url.length;
      known.set(href, url);
    }
    return Array.from(known, ([href, url]) => ({ href, url }));
  }

  /** Whether an address has a query with letters that each encoding writes in its own way. @param {string} href */
  function hasEncodedQuery(href) {
    const [address = ""] = href.split("#", 1);
    const query = address.indexOf("?");
    return query >= 0 && /[^\x00-\x7f]/.test(address.slice(query));
  }

  /**
   * Where the links are, as far as there is time: of the others it is not known.
   * @param {Survey} survey
   * @param {Visibility} visibility
   * @param {string | null} hidden Why none of them can be seen.
   */
  function layouts(survey, visibility, hidden) {
    const rows = [];
    for (const { element, href, nth } of survey.links) {
      if (deadline.isOver()) break;
      const layout = visibility.layout(element);
      rows.push({ href, nth, ...layout, hidden: layout.hidden ?? hidden });
    }
    return rows;
  }

  /**
   * @param {Survey} top
   * @param {Visibility} ofTop
   */
  function collectFrames(top, ofTop) {
    const frames = [];
    /** Frames, with what tells whether they can be seen, and why the frame they are in can't. @type {{ frame: Element, above: Visibility, outside: string | null }[]} */
    const queue = top.frames.map((frame) => ({ frame, above: ofTop, outside: null }));
    for (const { frame, above, outside } of queue) { // which grows as frames in frames are found
      const page = readableDocument(frame);
      if (!page) {
        if (holdsDocument(frame)) framesNotInspected += 1;
        continue;
      }
      if (!documentElement(page)) continue;
      const survey = new Survey(documentElement(page), lookDeadline);
      if (survey.links.length === 0 && survey.frames.length === 0) continue;
      const hidden = outside ?? above.layout(frame).hidden;
      const visibility = new Visibility(page, survey.shadowRoots);
      for (const inner of survey.frames) queue.push({ frame: inner, above: visibility, outside: hidden });
      if (survey.links.length === 0) continue;
      if (frames.length === MAX_FRAMES) {
        framesNotInspected += 1;
        continue;
      }
      frames.push({ base: baseUri(page), ...collect(page, survey, visibility, hidden) });
    }
    return frames;
  }

  linkglanceInspected = [];
  const survey = new Survey(documentElement(document), lookDeadline);
  const visibility = new Visibility(document, survey.shadowRoots);
  const page = documentElement(document) ? collect(document, survey, visibility, null) : { url: documentUrl(document), html: "" };
  const frames = collectFrames(survey, visibility);
  linkglanceRemembered.remember(linkglanceInspected, deadline);
  return {
    ...page,
    contentType: contentType(document),
    frames,
    framesNotInspected,
    closedShadowRoots,
    leftOut,
    outOfTime: deadline.wasOver || lookDeadline.wasOver ? deadline.seconds : null,
    textsLikeLinks,
  };
})();
