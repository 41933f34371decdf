// @ts-check
/**
 * Marks links and mentions on the page, lights one, scrolls to one, and takes it all away again.
 *
 * These marks change no node of the page. A link's outline is an animation that stands still: it adds no
 * attribute, class or element, moves no layout, and a page's `animation: none` does not touch it.
 * Words are marked with the CSS Custom Highlight API; its rules come from the background worker
 * (`scripting.insertCSS`), and no list of style sheets shows them. Where a page forbids outlines
 * (`outline: none !important` beats animations) a link's words are highlighted instead, and of a
 * link without words the shadow is drawn.
 */
var linkglanceMarks = (() => {
  const { boundingBox, defaultView, getter, method, nodeType, parentNode } = linkglanceSurvey;
  const { createRange, isThere, locate, solid } = linkglanceWords;
  const { hasChanged, nodesIn, wordsIn } = linkglanceRemembered;
  const animate = method(Element.prototype, "animate");
  const checkVisibility = method(Element.prototype, "checkVisibility");
  const scrollIntoView = method(Element.prototype, "scrollIntoView");
  const isConnected = getter(Node.prototype, "isConnected");

  /** Most nodes in a link without words that are asked for their box. */
  const MAX_INSIDE = 20;
  /** How long a flash takes, in milliseconds, and how often it does. */
  const FLASH = { duration: 350, iterations: 4 };

  /**
   * How something is marked: for a link its outline, for words the rule of this name.
   * @typedef {{ name: string, outline?: string | null, tint?: string | null, shadow?: string | null }} Look
   * @typedef {object} Place One link or mention of the report.
   * @property {Document} page
   * @property {Inspected["links"][number]} [link]
   * @property {Range} [range]
   * @property {string} [words] Of a mention, without white space.
   */

  /** The highlights of one name in one document. */
  class Layer {
    #highlight;

    /**
     * @param {Document} page
     * @param {string} name
     * @param {number} priority
     */
    constructor(page, name, priority) {
      this.view = defaultView(page);
      this.name = name;
      this.#highlight = this.view && new this.view.Highlight();
      if (!this.#highlight) return; // A frame that was taken away has no view.
      this.#highlight.priority = priority;
      this.view.CSS.highlights.set(name, this.#highlight);
    }

    /** @param {Range} range */
    add(range) {
      this.#highlight?.add(range);
    }

    clear() {
      this.#highlight?.clear();
      this.view?.CSS.highlights.delete(this.name);
    }
  }

  /** What is drawn together and taken away together. */
  class Drawing {
    /** @type {Animation[]} */
    #animations = [];
    /** @type {Map<Document, Map<string, Layer>>} */
    #layers = new Map();

    /** @param {number} priority Of two highlights over the same words the higher is seen. */
    constructor(priority) {
      this.priority = priority;
    }

    /**
     * @param {Element} box
     * @param {PropertyIndexedKeyframes} keyframes
     * @param {KeyframeAnimationOptions} [options]
     */
    animate(box, keyframes, options) {
      // At its end from the start and held there: a finished animation costs no frame.
      this.#animations.push(animate(box, keyframes, options ?? { duration: 0, fill: "forwards" }));
    }

    /**
     * @param {Document} page
     * @param {Range} range
     * @param {Look} look
     */
    highlight(page, range, look) {
      const layers = this.#layers.get(page) ?? new Map();
      this.#layers.set(page, layers);
      const layer = layers.get(look.name) ?? new Layer(page, look.name, this.priority);
      layers.set(look.name, layer);
      layer.add(range);
    }

    clear() {
      for (const animation of this.#animations) animation.cancel();
      for (const layers of this.#layers.values()) for (const layer of layers.values()) layer.clear();
      this.#animations = [];
      this.#layers.clear();
    }
  }

  /** All marks of one panel. */
  class Marks {
    #inspected;
    #tell;
    /** @type {Map<string, Place>} */
    #places = new Map();
    /** @type {Map<Element, string>} */
    #spots = new Map();
    /** @type {Set<string>} */
    #marked = new Set();
    #marks = new Drawing(1);
    #light = new Drawing(2);
    /** Ends the listening to the page, with the marks. */
    #listening = new AbortController();
    /** Ends the watch over the scrolling that was asked for last. */
    #scrolling = new AbortController();
    /** @type {string | null} */
    #over = null;
    /** @type {string | null} */
    #shining = null;
    /** @type {Look} */
    #lit = { name: "" };
    /** @type {ReturnType<typeof setTimeout> | undefined} */
    #dark;

    /**
     * @param {Inspected[]} inspected
     * @param {(message: object) => void} tell
     */
    constructor(inspected, tell) {
      this.#inspected = inspected;
      this.#tell = tell;
    }

    /**
     * What may be marked, from now on. Frames are numbered as in the report; null is the page.
     * @param {{ links: { spot: string, frame: number | null, href: string, nth: number }[],
     *   mentions: (Words & { frame: number | null })[], lit: Look }} report
     */
    know({ links, mentions, lit }) {
      this.#lit = lit;
      this.#inspected.forEach(({ page, links: seen }, index) => {
        const here = (/** @type {{ frame: number | null }} */ { frame }) => (frame ?? -1) === index - 1;
        const known = new Map(seen.map((link) => [`${link.nth} ${link.href}`, link]));
        for (const { spot, href, nth } of links.filter(here)) {
          const link = known.get(`${nth} ${href}`);
          if (!link) continue;
          this.#places.set(spot, { page, link });
          this.#spots.set(link.element, spot);
        }
        for (const [spot, range] of locate(page, mentions.filter(here))) {
          this.#places.set(spot, { page, range, words: solid(range.toString()) });
        }
        this.#listen(page);
      });
    }

    /** The link of the report that this element was. @param {Element} element */
    spotOf(element) {
      return this.#spots.get(element);
    }

    /**
     * Marks these and no others. Reports which are no longer on the page, and which links have
     * become others.
     * @param {{ spot: string, look: Look }[]} wanted
     */
    show(wanted) {
      this.#marks.clear();
      this.#marked.clear();
      const outlined = [];
      const gone = [];
      const changed = [];
      for (const { spot, look } of wanted) {
        const { place, state } = this.#find(spot);
        if (state === "gone") gone.push(spot);
        if (state === "changed") changed.push(spot);
        if (!place) continue;
        this.#marked.add(spot);
        if (place.range) this.#marks.highlight(place.page, place.range, look);
        if (place.link) outlined.push({ place, look, box: boxOf(place.link.element) });
      }
      for (const { box, look } of outlined) this.#marks.animate(box, outlineOf(look));
      // Styles are read only after all have been set, so that they are worked out once.
      for (const { place, box, look } of outlined.filter(isForbidden)) {
        const words = wordsOf(place);
        if (words) this.#marks.highlight(place.page, words, look);
        else if (look.shadow) this.#marks.animate(box, { boxShadow: still(look.shadow) });
      }
      // Of two outlines the later is seen.
      if (this.#shining !== null) this.light(this.#shining);
      this.#tell({ type: "shown", marked: this.#marked.size, gone, changed });
    }

    /**
     * Lights one place, or none.
     * @param {string | null} spot
     */
    light(spot) {
      clearTimeout(this.#dark);
      this.#light.clear();
      this.#shining = spot;
      const place = spot === null ? null : this.#find(spot).place;
      if (place) this.#draw(place);
    }

    /**
     * Scrolls to a place and flashes it, or reports that it is gone, another link now, or not to be seen
     * just now.
     * @param {string} spot
     */
    go(spot) {
      const { place, state } = this.#find(spot);
      if (!place) return this.#tell({ type: state === "changed" ? "differs" : "gone", spot });
      const box = place.link ? boxOf(place.link.element) : null;
      const target = box ?? parentElementOf(/** @type {Range} */ (place.range));
      if (!target) return this.#tell({ type: "gone", spot });
      const { width, height } = boundingBox(target);
      if (!checkVisibility(target) || width === 0 || height === 0) {
        return this.#tell({ type: "unseen", spot });
      }
      const calm = matchMedia("(prefers-reduced-motion: reduce)").matches;
      const view = defaultView(place.page);
      const tall = place.range && height > view.innerHeight / 2;
      this.#arrive(view, target);
      scrollIntoView(target, { block: "center", inline: "nearest", behavior: calm || tall ? "instant" : "smooth" });
      if (place.range && tall) {
        const { top } = place.range.getBoundingClientRect();
        view.scrollBy({ top: top - view.innerHeight / 2, behavior: "instant" });
      }
      this.light(spot);
      if (box && !calm) this.#light.animate(box, { opacity: [1, 0.35, 1] }, FLASH);
      this.#dark = setTimeout(() => {
        this.#scrolling.abort(); // later scrolling is the user's own
        this.light(null);
      }, FLASH.duration * FLASH.iterations + 600);
      this.#tell({ type: "arrived", spot });
    }

    /**
     * A page that is laid out again while it scrolls (a panel that opens makes it narrower) ends
     * somewhere else: then it is put right.
     * @param {Window} view
     * @param {Element} target
     */
    #arrive(view, target) {
      this.#scrolling.abort();
      this.#scrolling = new AbortController();
      const put = () => {
        const { top, bottom } = boundingBox(target);
        if (bottom < 0 || top > view.innerHeight) scrollIntoView(target, { block: "center", behavior: "instant" });
      };
      view.addEventListener("scrollend", put, { capture: true, once: true, signal: this.#scrolling.signal });
    }

    /** Takes everything away. */
    clear() {
      this.#listening.abort();
      this.#scrolling.abort();
      clearTimeout(this.#dark);
      this.#marks.clear();
      this.#light.clear();
    }

    /** @param {Place} place */
    #draw(place) {
      if (place.range) return this.#light.highlight(place.page, place.range, this.#lit);
      if (!place.link) return;
      const box = boxOf(place.link.element);
      this.#light.animate(box, outlineOf(this.#lit));
      const words = wordsOf(place);
      if (words) this.#light.highlight(place.page, words, this.#lit);
    }

    /**
     * A place that may be shown: it is on the page and still what the report says of it. Else why not.
     * @param {string} spot
     * @returns {{ place: Place, state: "there" } | { place: null, state: "gone" | "changed" }}
     */
    #find(spot) {
      const place = this.#places.get(spot);
      if (!place) return { place: null, state: "gone" };
      const { link, range, words } = place;
      if (link) {
        if (!isConnected(link.element)) return { place: null, state: "gone" };
        return hasChanged(link) ? { place: null, state: "changed" } : { place, state: "there" };
      }
      const same = range && isThere(range) && solid(range.toString()) === words;
      return same ? { place, state: "there" } : { place: null, state: "gone" };
    }

    /** @param {Document} page */
    #listen(page) {
      const view = defaultView(page);
      const how = { capture: true, signal: this.#listening.signal };
      view?.addEventListener("click", (/** @type {MouseEvent} */ event) => this.#click(page, event), how);
      view?.addEventListener("pointerover", (/** @type {Event} */ event) => this.#hover(event), { ...how, passive: true });
    }

    /**
     * A plain click on a marked link chooses it; with a modifier, another button or the keyboard
     * it is followed as ever.
     * @param {Document} page
     * @param {MouseEvent} event
     */
    #click(page, event) {
      if (!event.isTrusted || event.button !== 0 || event.detail === 0) return;
      if (event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
      const link = this.#linkOf(event);
      const spot = this.#mentionAt(page, event) ?? link;
      if (spot === null || !this.#find(spot).place) return;
      if (link !== null) {
        event.preventDefault();
        event.stopImmediatePropagation();
      }
      this.#tell({ type: "chosen", spot });
    }

    /** @param {Event} event */
    #hover(event) {
      const spot = this.#linkOf(event);
      if (spot === this.#over) return;
      this.#over = spot;
      this.#tell({ type: "over", spot });
    }

    /**
     * The marked link an event happened in.
     * @param {Event} event
     * @returns {string | null}
     */
    #linkOf(event) {
      if (this.#marked.size === 0) return null;
      for (const target of event.composedPath()) {
        const spot = this.#spots.get(/** @type {Element} */ (target));
        if (spot !== undefined) return this.#marked.has(spot) ? spot : null;
      }
      return null;
    }

    /**
     * The marked mention under the pointer.
     * @param {Document} page
     * @param {MouseEvent} event
     * @returns {string | null}
     */
    #mentionAt(page, { clientX, clientY }) {
      for (const spot of this.#marked) {
        const place = this.#places.get(spot);
        if (!place?.range || place.page !== page) continue;
        for (const { left, right, top, bottom } of place.range.getClientRects()) {
          const inside = left <= clientX && clientX <= right && top <= clientY && clientY <= bottom;
          if (inside) return spot;
        }
      }
      return null;
    }
  }

  /**
   * The element whose outline shows where a link is: the link, or where it has no words or no box
   * of its own, the largest thing in it.
   * @param {Element} link
   * @returns {Element}
   */
  function boxOf(link) {
    const own = getComputedStyle(link).display !== "contents";
    if (own && wordsIn(link) !== "") return link;
    let best = link;
    let most = own ? areaOf(link) : -1;
    for (const inside of nodesIn(link, MAX_INSIDE)) {
      if (nodeType(inside) !== Node.ELEMENT_NODE) continue;
      const element = /** @type {Element} */ (inside);
      const area = areaOf(element);
      if (area > most) [best, most] = [element, area];
    }
    return best;
  }

  /** @param {Element} element */
  function areaOf(element) {
    const { width, height } = boundingBox(element);
    return width * height;
  }

  /** The value at the beginning and at the end. @param {string} value */
  const still = (value) => [value, value];

  /**
   * @param {Look} look
   * @returns {PropertyIndexedKeyframes}
   */
  function outlineOf({ outline, tint }) {
    const line = { outline: still(outline ?? "none"), outlineOffset: still("1px") };
    return tint ? { ...line, boxShadow: still(tint) } : line;
  }

  /**
   * Whether the page has not let the outline be drawn.
   * @param {{ box: Element, look: Look }} outlined
   */
  function isForbidden({ box, look: { outline } }) {
    return Boolean(outline) && !outline?.includes(getComputedStyle(box).outlineStyle);
  }

  /**
   * The words of a link; null where it has none.
   * @param {Place} place
   */
  function wordsOf({ page, link }) {
    if (!link || wordsIn(link.element) === "") return null;
    const range = createRange(page);
    range.selectNodeContents(link.element);
    return range;
  }

  /**
   * @param {Range} range
   * @returns {Element | null}
   */
  function parentElementOf(range) {
    const parent = parentNode(range.startContainer);
    return parent && nodeType(parent) === 1 ? parent : null;
  }

  return { Marks };
})();
