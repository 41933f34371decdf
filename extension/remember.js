// @ts-check
/**
 * What each link said when the page was inspected: its address, rel and words. A script may turn a
 * link into another one afterwards; what the report says is shown of a link only while the link
 * still is what it was.
 *
 * The links are remembered in the task in which they are collected: no script of the page runs between.
 */
var linkglanceRemembered = (() => {
  const { getAttribute, getter, hrefOf, localName, nodeType, parentNode } = linkglanceSurvey;
  const { solid } = linkglanceWords;
  const firstChild = getter(Node.prototype, "firstChild");
  const nextSibling = getter(Node.prototype, "nextSibling");
  const data = getter(CharacterData.prototype, "data");

  /** Most nodes of a link that are read: links may be in each other, so a link's all is too much. */
  const MAX_NODES = 200;
  /** Most UTF-16 units of a link's words that are compared. */
  const MAX_WORDS = 2000;

  /** @typedef {Inspected["links"][number]} Link */

  /** @type {WeakMap<Link, { rel: string | null, words: string | null }>} */
  const remembered = new WeakMap();

  /**
   * Remembers what the links say. Once the time is up only their address and rel are.
   * @param {Inspected[]} inspected
   * @param {Deadline} deadline
   */
  function remember(inspected, deadline) {
    for (const { links } of inspected) {
      for (const link of links) {
        const words = deadline.isOver() ? null : saidIn(link.element);
        remembered.set(link, { rel: getAttribute(link.element, "rel"), words });
      }
    }
  }

  /**
   * Whether a link is no longer what was inspected.
   * @param {Link} link
   */
  function hasChanged(link) {
    const { element, href } = link;
    if (hrefOf(element) !== href) return true;
    const known = remembered.get(link);
    if (!known) return false;
    return getAttribute(element, "rel") !== known.rel || (known.words !== null && saidIn(element) !== known.words);
  }

  /**
   * The words of a link, without white space and no more of them than are compared.
   * @param {Element} link
   * @param {(element: Element) => string} [ofElement] What an element in it adds to them.
   */
  function wordsIn(link, ofElement = () => "") {
    let words = "";
    for (const node of nodesIn(link, MAX_NODES)) {
      const type = nodeType(node);
      if (type === Node.TEXT_NODE) words += solid(data(node).slice(0, MAX_WORDS));
      else if (type === Node.ELEMENT_NODE) words += solid(ofElement(/** @type {Element} */ (node)).slice(0, MAX_WORDS));
      if (words.length >= MAX_WORDS) break;
    }
    return words.slice(0, MAX_WORDS);
  }

  /** The words of a link and those of its images. @param {Element} link */
  function saidIn(link) {
    return wordsIn(link, (element) => (localName(element) === "img" ? (getAttribute(element, "alt") ?? "") : ""));
  }

  /**
   * The first nodes in an element, in the order of the document.
   * @param {Element} root
   * @param {number} most
   */
  function* nodesIn(root, most) {
    /** @type {Node | null} */
    let node = firstChild(root);
    for (let count = 0; node && count < most; count += 1) {
      yield node;
      let next = firstChild(node);
      for (let end = node; !next && end && end !== root; end = parentNode(end)) next = nextSibling(end);
      node = next;
    }
  }

  return { hasChanged, nodesIn, remember, wordsIn };
})();
