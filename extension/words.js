// @ts-check
/**
 * Finds the words of the report again in the live page. The core reads its text out of the same
 * document; white space is left out of both here, so how blocks part words need not be known.
 */
var linkglanceWords = (() => {
  const { documentElement, getter, localName, method, nodeType, parentNode, shadowRoot } =
    linkglanceSurvey;
  const lastChild = getter(Node.prototype, "lastChild");
  const previousSibling = getter(Node.prototype, "previousSibling");
  const rootOf = method(Node.prototype, "getRootNode");
  const data = getter(CharacterData.prototype, "data");
  const createRange = method(Document.prototype, "createRange");

  /** Most UTF-16 units of text that are searched, white space left out. */
  const MAX_TEXT = 4 * 1024 * 1024;
  /** After so many searches in vain the page is taken for another one: each costs its length. */
  const MAX_IN_VAIN = 50;
  /** Characters on a side that are asked for where the whole context has changed. */
  const NEAR = 12;

  /** What these hold is never shown as text of the page: the core leaves it out, too. */
  const UNSEEN = new Set(
    (
      "audio canvas datalist desc head iframe metadata noembed noframes noscript object script " +
      "style template textarea title video"
    ).split(" "),
  );

  /** @param {string} text */
  const solid = (text) => text.replace(/\s+/g, "");

  /** The text of a document without white space, and where each piece of it comes from. */
  class Reading {
    text = "";
    /** @type {{ start: number, node: Text }[]} */
    #pieces = [];
    /** The place that was found last. The next one is mostly behind it, so a long text is read once. */
    #last = { piece: -1, at: 0, offset: 0 };

    /** @param {Document} page */
    constructor(page) {
      this.page = page;
      const texts = [];
      let length = 0;
      /** @type {Node[]} */
      const stack = [documentElement(page)];
      for (let node = stack.pop(); node && length < MAX_TEXT; node = stack.pop()) {
        const type = nodeType(node);
        if (type === Node.TEXT_NODE) {
          const text = solid(data(node));
          if (text === "") continue;
          this.#pieces.push({ start: length, node: /** @type {Text} */ (node) });
          texts.push(text);
          length += text.length;
        } else if (type === Node.ELEMENT_NODE && !UNSEEN.has(localName(node))) {
          pushChildren(stack, node);
          const shadow = shadowRoot(node);
          if (shadow) pushChildren(stack, shadow);
        }
      }
      this.text = texts.join("");
    }

    /**
     * The range of the page that a stretch of the text comes from; null where it crosses the edge
     * of a shadow root, which no range can.
     * @param {number} start
     * @param {number} end
     * @returns {Range | null}
     */
    range(start, end) {
      const from = this.#place(start);
      const to = this.#place(end - 1);
      if (!from || !to || rootOf(from.node) !== rootOf(to.node)) return null;
      const range = createRange(this.page);
      range.setStart(from.node, from.offset);
      range.setEnd(to.node, to.offset + 1);
      return range;
    }

    /** @param {number} at */
    #place(at) {
      let [low, high] = [0, this.#pieces.length];
      while (low < high) {
        const middle = (low + high) >> 1;
        if (/** @type {{ start: number }} */ (this.#pieces[middle]).start <= at) low = middle + 1;
        else high = middle;
      }
      const piece = this.#pieces[low - 1];
      if (!piece) return null;
      const text = data(piece.node);
      const last = this.#last;
      const onwards = last.piece === low - 1 && last.at <= at;
      let left = onwards ? at - last.at : at - piece.start;
      for (let offset = onwards ? last.offset : 0; offset < text.length; offset += 1) {
        if (/\s/.test(text[offset] ?? "")) continue;
        if (left === 0) {
          this.#last = { piece: low - 1, at, offset };
          return { node: piece.node, offset };
        }
        left -= 1;
      }
      return null;
    }
  }

  /**
   * Pushes children so that the first of them is popped first.
   * @param {Node[]} stack
   * @param {Node} parent
   */
  function pushChildren(stack, parent) {
    for (let child = lastChild(parent); child; child = previousSibling(child)) stack.push(child);
  }

  /**
   * Where the words are now. What is no longer there is left out.
   * @param {Document} page
   * @param {Words[]} wanted
   * @returns {Map<string, Range>}
   */
  function locate(page, wanted) {
    const found = new Map();
    if (wanted.length === 0 || !documentElement(page)) return found;
    const reading = new Reading(page);
    /** Where each site's next mention may begin: the report lists them in order. */
    const next = new Map();
    let inVain = 0;
    for (const { spot, site, text, before, after } of wanted) {
      if (inVain > MAX_IN_VAIN) break;
      const [words, head, tail] = [solid(text), solid(before), solid(after)];
      const from = next.get(site) ?? 0;
      let start = find(reading.text, from, head, words, tail);
      if (start < 0) start = find(reading.text, from, head.slice(-NEAR), words, tail.slice(0, NEAR));
      const range = start < 0 ? null : reading.range(start, start + words.length);
      if (range) {
        found.set(spot, range);
        next.set(site, start + 1);
      } else {
        inVain += 1;
      }
    }
    return found;
  }

  /**
   * Where `words` are between `head` and `tail`, not before `from`; -1 for nowhere.
   * @param {string} text
   * @param {number} from
   * @param {string} head
   * @param {string} words
   * @param {string} tail
   */
  function find(text, from, head, words, tail) {
    if (words === "") return -1;
    const at = text.indexOf(head + words + tail, Math.max(0, from - head.length));
    return at < 0 ? -1 : at + head.length;
  }

  /**
   * Whether a range still holds words of its page.
   * @param {Range} range
   */
  const isThere = (range) => !range.collapsed && parentNode(range.startContainer) !== null;

  return { createRange, isThere, locate, solid };
})();

/**
 * Words to find: as they are in the report, in its order.
 * @typedef {{ spot: string, site: string, text: string, before: string, after: string }} Words
 */
