// @ts-check
/**
 * A document as markup that can be read in one way only.
 *
 * The browser's own writing (`innerHTML`, `getHTML`) is fast, and says what a document is if a
 * parser could have made it. A script can make others, of which it says something else: a comment
 * that holds `-->`, a script that holds `</script>`, an attribute or an element of another
 * namespace, a `template` that claims to be a shadow root. So each document is looked through
 * first, and one that leaves a doubt is written here, node by node, in the exact form that
 * crate/document/src/serialised/exact.rs describes.
 */
var linkglanceMarkup = (() => {
  const { documentElement, getter, hasAttributeNS, HTML, SVG, XLINK, localName, method, namespace, nodeType } =
    linkglanceSurvey;
  const { parentNode, shadowRoot } = linkglanceSurvey;

  /**
   * Most attributes of one element that are looked at; the core reads no more. Browsers look each one
   * up among all before it, so the square of this is what an element may cost.
   */
  const MAX_ATTRIBUTES = 500;

  const MATHML = "http://www.w3.org/1998/Math/MathML";
  const XML = "http://www.w3.org/XML/1998/namespace";

  const compatMode = getter(Document.prototype, "compatMode");
  const contentType = getter(Document.prototype, "contentType");
  const createNodeIterator = method(Document.prototype, "createNodeIterator");
  const nextNode = method(NodeIterator.prototype, "nextNode");
  const lastChild = getter(Node.prototype, "lastChild");
  const previousSibling = getter(Node.prototype, "previousSibling");
  const nodeValue = getter(Node.prototype, "nodeValue");
  const cloneNode = method(Node.prototype, "cloneNode");
  const attributes = getter(Element.prototype, "attributes");
  const innerHtml = getter(Element.prototype, "innerHTML");
  const outerHtml = getter(Element.prototype, "outerHTML");
  const getHtml = method(Element.prototype, "getHTML");
  const firstElementChild = getter(Element.prototype, "firstElementChild");
  const contents = getter(HTMLTemplateElement.prototype, "content");
  const attributeCount = getter(NamedNodeMap.prototype, "length");
  const attributeAt = method(NamedNodeMap.prototype, "item");
  const attributeName = getter(Attr.prototype, "localName");
  const attributeNamespace = getter(Attr.prototype, "namespaceURI");
  const qualifiedName = getter(Attr.prototype, "name");
  const attributeValue = getter(Attr.prototype, "value");

  /** Text that reads as a link where it is taken for markup. */
  const LINK = /<(a|area)[\s/]/i;
  /** A name that begins as no tag does: the browser writes it, and a reader takes it for text. */
  const NO_TAG = /^[^a-z]/i;
  /** The attributes of foreign elements to which a parser gives a namespace, as they are written. */
  const NAMESPACED = /^(xlink:(actuate|arcrole|href|role|show|title|type)|xml:(lang|space)|xmlns(:xlink)?)$/;

  /**
   * What there is to look out for in an HTML element of a name; no other needs care. raw: its
   * text is written as it is. void: its children are not written. unsaid: its name says something
   * else, or browsers do not agree on how it is written.
   * @type {Map<string, "raw" | "template" | "unsaid" | "void">}
   */
  const NAMES = new Map([["template", "template"]]);
  for (const name of ["iframe", "noembed", "noframes", "noscript", "script", "style", "xmp"]) NAMES.set(name, "raw");
  for (const name of ["basefont", "bgsound", "image", "keygen", "math", "plaintext", "svg"]) NAMES.set(name, "unsaid");
  for (const name of ["area", "base", "br", "col", "embed", "frame", "hr", "img", "input"]) NAMES.set(name, "void");
  for (const name of ["link", "meta", "param", "source", "track", "wbr"]) NAMES.set(name, "void");

  /** SVG's elements that hold HTML (HTML standard, "HTML integration point"). */
  const SVG_OF_HTML = new Set(["desc", "foreignObject", "title"]);
  /** MathML's elements in which a name does not say which vocabulary it is of. */
  const MATHML_OF_ANY = new Set(["annotation-xml", "mi", "mn", "mo", "ms", "mtext"]);

  /**
   * Looks for all that the browser's own writing of a document would not say. What it does not know
   * is a doubt.
   */
  class Doubts {
    found = false;
    /** How many texts read as links in the browser's own writing. */
    textsLikeLinks = 0;
    /** Whether a foreign element was met: only from then on an HTML element can be in one. */
    #foreign = false;
    /** @type {Node[]} */
    #roots;

    /**
     * @param {Document} page
     * @param {ShadowRoot[]} shadowRoots
     * @param {Deadline} deadline
     */
    constructor(page, shadowRoots, deadline) {
      const root = documentElement(page);
      this.#roots = [root, ...shadowRoots];
      if (contentType(page) !== "text/html" || localName(root) !== "html" || namespace(root) !== HTML) {
        this.found = true; // XML is written in another way, and all markup is read as one of <html>.
        return;
      }
      const { SHOW_ELEMENT, SHOW_COMMENT, SHOW_CDATA_SECTION, SHOW_PROCESSING_INSTRUCTION } = NodeFilter;
      const what = SHOW_ELEMENT | SHOW_COMMENT | SHOW_CDATA_SECTION | SHOW_PROCESSING_INSTRUCTION;
      for (let top = this.#roots.pop(); top; top = this.#roots.pop()) {
        const nodes = createNodeIterator(page, top, what);
        for (let node = nextNode(nodes); node; node = nextNode(nodes)) {
          if (deadline.isOver()) {
            this.found = true;
            return;
          }
          this.#look(node);
        }
      }
    }

    /** @param {Node} node */
    #look(node) {
      const type = nodeType(node);
      if (type === Node.ELEMENT_NODE) this.#element(/** @type {Element} */ (node));
      else if (type !== Node.COMMENT_NODE || nodeValue(node).includes("-->")) this.#text(nodeValue(node));
    }

    /** A text that may end what it is in. @param {string} text */
    #text(text) {
      this.found = true;
      if (LINK.test(text)) this.textsLikeLinks += 1;
    }

    /** @param {Element} element */
    #element(element) {
      const name = localName(element);
      const vocabulary = namespace(element);
      if (vocabulary === HTML) this.#html(element, name);
      else if (!this.#isKnownForeign(element, name, vocabulary)) this.found = true;
      if (NO_TAG.test(name)) this.found = true;
      this.#attributes(element, vocabulary === HTML);
    }

    /**
     * @param {Element} element
     * @param {string} name
     */
    #html(element, name) {
      if (this.#foreign && !mayHoldHtml(parentNode(element))) this.found = true;
      const kind = NAMES.get(name);
      if (kind === "raw") this.#raw(element, name);
      else if (kind === "void") this.found ||= lastChild(element) !== null;
      else if (kind === "unsaid") this.found = true;
      else if (kind === "template") {
        this.found ||= hasAttributeNS(element, null, "shadowrootmode");
        this.#roots.push(contents(element));
      }
    }

    /**
     * @param {Element} element
     * @param {string} name
     */
    #raw(element, name) {
      if (!lastChild(element)) return;
      const text = innerHtml(element).toLowerCase();
      const opens = name === "script" && text.includes("<!--") && text.includes("<script");
      if (firstElementChild(element) || text.includes(`</${name}`) || opens) this.#text(text);
    }

    /**
     * Whether what an element is in, and its name, say that it is of this foreign vocabulary.
     * @param {Element} element
     * @param {string} name
     * @param {string | null} vocabulary
     */
    #isKnownForeign(element, name, vocabulary) {
      this.#foreign = true;
      const parent = parentNode(element);
      const isSvg = vocabulary === SVG;
      if (!isSvg && vocabulary !== MATHML) return false;
      if (mayHoldHtml(parent)) return name === (isSvg ? "svg" : "math");
      return namespace(parent) === vocabulary && (isSvg || !MATHML_OF_ANY.has(localName(parent)));
    }

    /**
     * @param {Element} element
     * @param {boolean} isHtml
     */
    #attributes(element, isHtml) {
      const all = attributes(element);
      for (let at = Math.min(attributeCount(all), MAX_ATTRIBUTES) - 1; at >= 0; at -= 1) {
        const attribute = attributeAt(all, at);
        const expected = !isHtml && NAMESPACED.test(qualifiedName(attribute));
        if ((attributeNamespace(attribute) !== null) !== expected) this.found = true;
      }
    }
  }

  /** Whether the children of a node are read as HTML. @param {Node | null} parent */
  function mayHoldHtml(parent) {
    if (!parent || nodeType(parent) !== Node.ELEMENT_NODE) return true; // a shadow root or a template's contents
    const vocabulary = namespace(parent);
    return vocabulary === HTML || (vocabulary === SVG && SVG_OF_HTML.has(localName(parent)));
  }

  /**
   * The browser's own writing of a document, open shadow roots as declarative templates.
   * @param {Document} page
   * @param {ShadowRoot[]} shadowRoots
   */
  function serialised(page, shadowRoots) {
    const root = documentElement(page);
    const inner = shadowRoots.length > 0 ? getHtml(root, { shadowRoots }) : innerHtml(root);
    const tags = outerHtml(cloneNode(root, false));
    const start = tags.slice(0, tags.lastIndexOf("</"));
    return `${compatMode(page) === "CSS1Compat" ? "<!DOCTYPE html>" : ""}${start}${inner}</html>`;
  }

  /** The letters of the exact form for each namespace; any other is `o`. */
  const LETTERS = new Map([
    [HTML, "h"],
    [SVG, "s"],
    [MATHML, "m"],
  ]);
  const END = "</>";

  /**
   * A document in the exact form, up to so many units or until the time is up.
   * @param {Document} page
   * @param {number} room
   * @param {Deadline} deadline
   */
  function exact(page, room, deadline) {
    let out = "";
    /** @type {(Node | string)[]} What is still to be written, the next one last. */
    const todo = [documentElement(page)];
    for (let next = todo.pop(); next !== undefined; next = todo.pop()) {
      if (typeof next === "string") {
        out += next;
        continue;
      }
      if (out.length > room || deadline.isOver()) break;
      const type = nodeType(next);
      if (type === Node.TEXT_NODE || type === Node.CDATA_SECTION_NODE) out += escapeText(nodeValue(next).slice(0, room));
      else if (type === Node.COMMENT_NODE) out += `<!${escapeText(nodeValue(next).slice(0, room))}>`;
      else if (type === Node.ELEMENT_NODE) out += startOf(/** @type {Element} */ (next), todo);
    }
    return out;
  }

  /**
   * An element up to its children, which it puts among what is to be written, and its end.
   * @param {Element} element
   * @param {(Node | string)[]} todo
   */
  function startOf(element, todo) {
    const isHtml = namespace(element) === HTML;
    const name = localName(element);
    let start = `<${LETTERS.get(namespace(element)) ?? "o"}:${name}`;
    const all = attributes(element);
    // One more than is read, for the core to say that there are more.
    for (let at = 0; at < Math.min(attributeCount(all), MAX_ATTRIBUTES + 1); at += 1) {
      const attribute = attributeAt(all, at);
      const space = attributeNamespace(attribute);
      if (space !== null && (isHtml || (space !== XLINK && space !== XML))) continue; // nothing to any reader
      const value = attributeValue(attribute).replaceAll("&", "&amp;").replaceAll('"', "&quot;");
      start += ` ${space === null ? "" : "/"}${attributeName(attribute)}="${value}"`;
    }
    start += ">";
    todo.push(END);
    // Its text is markup that no browser with scripts reads.
    if (isHtml && name === "noscript") return start + escapeText(innerHtml(element));
    pushChildren(todo, isHtml && name === "template" ? contents(element) : element);
    const shadow = shadowRoot(element);
    if (!shadow) return start;
    todo.push(END);
    pushChildren(todo, shadow);
    return `${start}<?>`;
  }

  /**
   * @param {(Node | string)[]} todo
   * @param {Node} parent
   */
  function pushChildren(todo, parent) {
    for (let child = lastChild(parent); child; child = previousSibling(child)) todo.push(child);
  }

  /** @param {string} text */
  function escapeText(text) {
    return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
  }

  /**
   * A document as markup, and the form it is in (`Markup` of linkglance-core).
   * @param {Document} page
   * @param {ShadowRoot[]} shadowRoots
   * @param {number} room Most UTF-16 units that are of use.
   * @param {Deadline} lookDeadline The end of the time for looking; what is not looked at is in doubt.
   * @param {Deadline} deadline The end of all the time.
   */
  function write(page, shadowRoots, room, lookDeadline, deadline) {
    const { found, textsLikeLinks } = new Doubts(page, shadowRoots, lookDeadline);
    return found
      ? { source: exact(page, room, deadline), markup: "exact", textsLikeLinks }
      : { source: serialised(page, shadowRoots), markup: "serialised", textsLikeLinks };
  }

  return { write };
})();
