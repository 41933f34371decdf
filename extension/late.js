// @ts-check
/**
 * Notices that a page has more links than when it was inspected: lazy comments, infinite scroll,
 * a view that a script has put in the other's place. It looks only at what was added, a while
 * after it was, and gives up on a page that never comes to rest. It tells addresses; which of
 * them lead out is for the core to say. It tells, too, when a script gives the page another address.
 */
var linkglanceLate = (() => {
  const { Survey, documentElement, documentUrl, getAttribute, getter, localName, namespace, nodeType } =
    linkglanceSurvey;
  const isConnected = getter(Node.prototype, "isConnected");
  const anchorUrl = getter(HTMLAnchorElement.prototype, "href");
  const areaUrl = getter(HTMLAreaElement.prototype, "href");

  /** How long additions are gathered before they are looked at, in milliseconds. */
  const PAUSE = 500;
  /** Most new links that are told of. */
  const MAX_LATE = 1000;
  /** Most added elements that are gathered in one pause; with more the whole page is looked at. */
  const MAX_ADDED = 2000;
  /** Looks after which a page is taken for one that never rests: some minutes of steady change. */
  const MAX_LOOKS = 600;

  const WHAT = { subtree: true, childList: true, attributes: true, attributeFilter: ["href"] };

  class Late {
    #inspected;
    #tell;
    /** @type {WeakSet<Element>} */
    #known = new WeakSet();
    /** @type {Set<Element>} */
    #late = new Set();
    /** @type {Set<Element>} */
    #added = new Set();
    #everything = false;
    #looks = 0;
    #told = "";
    /** The address that was told last: at first none, because the page may have moved on unwatched. */
    #url = "";
    #listening = new AbortController();
    /** @type {ReturnType<typeof setTimeout> | undefined} */
    #timer;
    #observer = new MutationObserver((records) => this.#note(records));

    /**
     * @param {Inspected[]} inspected
     * @param {(message: object) => void} tell
     */
    constructor(inspected, tell) {
      this.#inspected = inspected;
      this.#tell = tell;
      for (const { page, links, shadowRoots } of inspected) {
        for (const { element } of links) this.#known.add(element);
        for (const root of [page, ...shadowRoots]) this.#observer.observe(root, WHAT);
      }
      // Not every browser has this; without it an address is looked at when links may have come.
      const { navigation } = /** @type {{ navigation?: EventTarget }} */ (window);
      const { signal } = this.#listening;
      navigation?.addEventListener("currententrychange", () => this.#sayWhere(), { signal });
      this.#sayWhere();
      // The panel may have been away since the inspection.
      this.#everything = true;
      this.#wait();
    }

    stop() {
      this.#observer.disconnect();
      this.#listening.abort();
      clearTimeout(this.#timer);
    }

    /** @param {MutationRecord[]} records */
    #note(records) {
      for (const { type, target, addedNodes } of records) {
        if (type === "attributes") this.#add(target);
        for (const node of addedNodes) this.#add(node);
      }
      if (this.#added.size > 0) this.#wait();
    }

    /** @param {Node} node */
    #add(node) {
      if (nodeType(node) !== Node.ELEMENT_NODE) return;
      if (this.#added.size < MAX_ADDED) this.#added.add(/** @type {Element} */ (node));
      else this.#everything = true;
    }

    #wait() {
      this.#timer ??= setTimeout(() => {
        this.#timer = undefined;
        this.#look();
      }, PAUSE);
    }

    #sayWhere() {
      const url = documentUrl(document);
      if (url === this.#url) return;
      this.#url = url;
      this.#tell({ type: "moved", url });
    }

    #look() {
      this.#sayWhere();
      const roots = this.#everything
        ? this.#inspected.map(({ page }) => documentElement(page))
        : [...this.#added].filter(isConnected);
      this.#added.clear();
      this.#everything = false;
      for (const root of roots) {
        const { links, shadowRoots } = new Survey(root);
        for (const shadow of shadowRoots) this.#observer.observe(shadow, WHAT);
        for (const { element } of links) {
          if (!this.#known.has(element) && this.#late.size < MAX_LATE) this.#late.add(element);
        }
      }
      this.#looks += 1;
      const stopped = this.#late.size >= MAX_LATE || this.#looks >= MAX_LOOKS;
      if (stopped) this.stop();
      this.#say(stopped);
    }

    /**
     * Tells what is new, if that has changed. A script that draws a list anew brings no new links:
     * an address that has gone with one element and come with another does not count.
     * @param {boolean} stopped
     */
    #say(stopped) {
      /** @type {Map<string, number>} */
      const gone = new Map();
      for (const { links } of this.#inspected) {
        for (const { element, href } of links) {
          if (!isConnected(element)) gone.set(href, (gone.get(href) ?? 0) + 1);
        }
      }
      const urls = [];
      for (const element of this.#late) {
        if (!isConnected(element)) {
          this.#late.delete(element);
          continue;
        }
        const href = getAttribute(element, "href");
        const replaced = gone.get(href) ?? 0;
        if (replaced > 0) gone.set(href, replaced - 1);
        else urls.push(address(element));
      }
      const message = { type: "late", urls, stopped };
      const told = JSON.stringify(message);
      if (told === this.#told || (this.#told === "" && urls.length === 0 && !stopped)) return;
      this.#told = told;
      this.#tell(message);
    }
  }

  /** @param {Element} element */
  function address(element) {
    if (namespace(element) !== "http://www.w3.org/1999/xhtml") return getAttribute(element, "href") ?? "";
    return localName(element) === "a" ? anchorUrl(element) : areaUrl(element);
  }

  return { Late };
})();
