// @ts-check
/**
 * Notices that a page is no longer what was inspected. It has more links: lazy comments, infinite
 * scroll, a view that a script has put in the other's place. Or a script has made another link of
 * one. It looks only at what was added or changed, a while after it was, and gives up on a page that
 * never comes to rest or takes too long. It reports addresses; which of them lead out is for the core
 * to say. It also reports which address the page has.
 */
var linkglanceLate = (() => {
  const { HTML, documentElement, documentUrl, getter, hrefOf, localName, namespace, nodeType, parentNode, shadowRoot, urlOf } =
    linkglanceSurvey;
  const { hasChanged } = linkglanceRemembered;
  const isConnected = getter(Node.prototype, "isConnected");
  const lastElementChild = getter(Element.prototype, "lastElementChild");
  const lastChildOfFragment = getter(DocumentFragment.prototype, "lastElementChild");
  const previousElementSibling = getter(Element.prototype, "previousElementSibling");

  /** How long additions are gathered before they are looked at, in milliseconds. */
  const PAUSE = 500;
  /** Most links that are reported. */
  const MAX_LATE = 1000;
  /** Most changes that are gathered in one pause; with more the whole page is looked at. */
  const MAX_ADDED = 2000;
  /** Looks after which a page is taken for one that never rests: some minutes of steady change. */
  const MAX_LOOKS = 600;
  /** How long all looks together may keep the page from its own work, in milliseconds. */
  const MAX_WORK = 2000;
  /** So many elements are looked at between two glances at the clock. */
  const BETWEEN_GLANCES = 256;
  /** How far above a change a link is looked for. */
  const MAX_ABOVE = 20;
  /** Most UTF-16 units of an address that are reported. */
  const MAX_ADDRESS = 2000;

  const WHAT = { subtree: true, childList: true, characterData: true, attributes: true, attributeFilter: ["href", "rel"] };

  class Late {
    #inspected;
    #spotOf;
    #tell;
    /** @type {WeakSet<Node>} */
    #known = new WeakSet();
    /** @type {Set<Element>} */
    #late = new Set();
    /** @type {Set<Element>} */
    #added = new Set();
    #everything = false;
    /** Whether a known link may have become another. */
    #compare = false;
    #noted = 0;
    #looks = 0;
    #worked = 0;
    #told = { late: "", changed: "" };
    /** The address that was reported last: at first none, because the page may have moved on unwatched. */
    #url = "";
    #listening = new AbortController();
    /** @type {ReturnType<typeof setTimeout> | undefined} */
    #timer;
    #observer = new MutationObserver((records) => this.#note(records));

    /**
     * @param {Inspected[]} inspected
     * @param {(message: object) => void} tell
     * @param {(element: Element) => string | undefined} spotOf The link of the report that an element was.
     */
    constructor(inspected, tell, spotOf) {
      this.#inspected = inspected;
      this.#tell = tell;
      this.#spotOf = spotOf;
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
      this.#compare = true;
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
        if (this.#everything && this.#compare) break;
        this.#noted += 1;
        if (type === "attributes") {
          this.#add(target);
          this.#compare = true;
        }
        this.#compare ||= this.#noted > MAX_ADDED || this.#isInLink(target);
        for (const node of addedNodes) {
          if (this.#everything) break;
          this.#add(node);
        }
      }
      if (this.#added.size > 0 || this.#compare) this.#wait();
    }

    /** @param {Node} node */
    #add(node) {
      if (nodeType(node) !== Node.ELEMENT_NODE) return;
      if (this.#added.size < MAX_ADDED) this.#added.add(/** @type {Element} */ (node));
      else this.#everything = true;
    }

    /** Whether a change happened in a link that was inspected. @param {Node} changed */
    #isInLink(changed) {
      let node = /** @type {Node | null} */ (changed);
      for (let above = 0; node && above < MAX_ABOVE; above += 1) {
        if (this.#known.has(node)) return true;
        node = parentNode(node);
      }
      return false;
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
      const start = performance.now();
      const isOver = () => this.#worked + performance.now() - start > MAX_WORK;
      const roots = this.#everything ? this.#inspected.map(({ page }) => documentElement(page)) : this.#added;
      const compare = this.#compare;
      const there = [...roots].filter((root) => root && isConnected(root));
      this.#added.clear();
      this.#everything = false;
      this.#compare = false;
      this.#noted = 0;
      let inTime = walk(there, isOver, (element) => this.#visit(element));
      if (compare) inTime = this.#sayChanged(isOver) && inTime;
      this.#worked += performance.now() - start;
      this.#looks += 1;
      const restless = this.#late.size >= MAX_LATE || this.#looks >= MAX_LOOKS;
      const stopped = inTime ? (restless ? "changes" : null) : "time";
      if (stopped) this.stop();
      this.#sayLate(stopped);
    }

    /** @param {Element} element */
    #visit(element) {
      const shadow = shadowRoot(element);
      if (shadow) this.#observer.observe(shadow, WHAT);
      const name = localName(element);
      if (name !== "a" && name !== "area") return;
      const isNew = !this.#known.has(element) && hrefOf(element) !== null;
      if (isNew && this.#late.size < MAX_LATE) this.#late.add(element);
    }

    /**
     * Reports which links are no longer what was inspected, if others are than before: those of the
     * report by their names, of the others where they lead now. Says whether there was time.
     * @param {() => boolean} isOver
     */
    #sayChanged(isOver) {
      /** @type {string[]} */
      const spots = [];
      /** @type {string[]} */
      const urls = [];
      let count = 0;
      for (const { links } of this.#inspected) {
        for (const link of links) {
          count += 1;
          if (count % BETWEEN_GLANCES === 0 && isOver()) return false;
          if (spots.length + urls.length >= MAX_LATE) break;
          if (!isConnected(link.element) || !hasChanged(link)) continue;
          const spot = this.#spotOf(link.element);
          if (spot !== undefined) spots.push(spot);
          else urls.push(address(link.element));
        }
      }
      const message = { type: "changed", spots, urls };
      const told = JSON.stringify(message);
      const first = this.#told.changed === "" && spots.length + urls.length === 0;
      if (told !== this.#told.changed && !first) this.#tell(message);
      if (!first) this.#told.changed = told;
      return true;
    }

    /**
     * Reports what is new, if that has changed. A script that draws a list again brings no new links:
     * an address that has gone with one element and come with another does not count.
     * @param {"changes" | "time" | null} stopped Why there will be no further look.
     */
    #sayLate(stopped) {
      /** @type {Map<string | null, number>} */
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
        const href = hrefOf(element);
        const replaced = gone.get(href) ?? 0;
        if (replaced > 0) gone.set(href, replaced - 1);
        else urls.push(address(element));
      }
      const message = { type: "late", urls, stopped };
      const told = JSON.stringify(message);
      if (told === this.#told.late || (this.#told.late === "" && urls.length === 0 && !stopped)) return;
      this.#told.late = told;
      this.#tell(message);
    }
  }

  /**
   * Visits elements and all that is in them, open shadow roots too, each once, even if one
   * is in another. Says whether all was visited before time was over.
   * @param {Iterable<Element>} elements
   * @param {() => boolean} isOver
   * @param {(element: Element) => void} visit
   */
  function walk(elements, isOver, visit) {
    const roots = new Set(elements);
    const met = new Set();
    let count = 0;
    for (const root of roots) {
      const stack = [root];
      for (let element = stack.pop(); element; element = stack.pop()) {
        if (roots.has(element)) {
          if (met.has(element)) continue;
          met.add(element);
        }
        count += 1;
        if (count % BETWEEN_GLANCES === 0 && isOver()) return false;
        // With scripting on, what is in noscript is text; a template shows nothing.
        const name = localName(element);
        if ((name === "noscript" || name === "template") && namespace(element) === HTML) continue;
        pushChildren(stack, lastElementChild(element));
        const shadow = shadowRoot(element);
        if (shadow) pushChildren(stack, lastChildOfFragment(shadow));
        visit(element);
      }
    }
    return true;
  }

  /**
   * Pushes siblings so that the first of them is popped first.
   * @param {Element[]} stack
   * @param {Element | null} last
   */
  function pushChildren(stack, last) {
    for (let child = last; child; child = previousElementSibling(child)) stack.push(child);
  }

  /** Where a link leads. @param {Element} element */
  function address(element) {
    const html = namespace(element) === HTML;
    const whole = html ? urlOf(element) : (hrefOf(element) ?? "");
    return whole.slice(0, MAX_ADDRESS);
  }

  return { Late };
})();
