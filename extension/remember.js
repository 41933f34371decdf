// @ts-check
/**
 * What each link said when the page was inspected: its address, rel and words. A script may turn a
 * link into another one afterwards; what the report says is shown of a link only while the link
 * still is what it was.
 *
 * This runs before the page is collected. The links are remembered in the next task, before the
 * report is made.
 */
var linkglanceRemembered = (() => {
  const { HTML, SVG, XLINK, getAttribute, getter, localName, method, namespace, nodeType, parentNode } =
    linkglanceSurvey;
  const { solid } = linkglanceWords;
  const firstChild = getter(Node.prototype, "firstChild");
  const nextSibling = getter(Node.prototype, "nextSibling");
  const data = getter(CharacterData.prototype, "data");
  const getAttributeNS = method(Element.prototype, "getAttributeNS");

  /** Most nodes of a link that are read: links may stand in each other, so a link's all is too much. */
  const MAX_NODES = 200;
  /** Most UTF-16 units of a link's words that are compared. */
  const MAX_WORDS = 2000;
  /** How long the words of a page's links may take to be read, in milliseconds; of the rest only address and rel are compared. */
  const MAX_WORK = 2000;

  /** @typedef {Inspected["links"][number]} Link */

  /** @type {WeakMap<Link, { rel: string | null, words: string | null }>} */
  const remembered = new WeakMap();

  /**
   * Remembers what the links say, but for those that are known.
   * @param {Inspected[]} inspected
   */
  function remember(inspected) {
    const start = performance.now();
    for (const { links } of inspected) {
      for (const link of links) {
        if (remembered.has(link)) continue;
        const words = performance.now() - start < MAX_WORK ? wordsIn(link.element) : null;
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
    if (addressIn(element) !== href) return true;
    const known = remembered.get(link);
    if (!known) return false;
    return getAttribute(element, "rel") !== known.rel || (known.words !== null && wordsIn(element) !== known.words);
  }

  /** A link's address as it is written, in the form that was collected (`href` of survey.js). @param {Element} element */
  function addressIn(element) {
    const vocabulary = namespace(element);
    if (vocabulary !== HTML && vocabulary !== SVG) return null;
    const plain = getAttributeNS(element, null, "href");
    const written = plain ?? (vocabulary === SVG ? getAttributeNS(element, XLINK, "href") : null);
    return written?.toWellFormed?.() ?? written;
  }

  /**
   * The words of a link and of the images in it, without white space and no more of them than are compared.
   * @param {Element} link
   */
  function wordsIn(link) {
    let words = "";
    for (const node of nodesIn(link, MAX_NODES)) {
      const type = nodeType(node);
      if (type === Node.TEXT_NODE) words += solid(data(node).slice(0, MAX_WORDS));
      else if (type === Node.ELEMENT_NODE && localName(node) === "img") words += solid((getAttribute(node, "alt") ?? "").slice(0, MAX_WORDS));
      if (words.length >= MAX_WORDS) break;
    }
    return words.slice(0, MAX_WORDS);
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

  setTimeout(() => remember(linkglanceInspected), 0);
  return { addressIn, hasChanged, nodesIn, remember, wordsIn };
})();
