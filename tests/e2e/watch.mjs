//! Puts a page under watch before the extension is used on it, and says afterwards what changed.

/** @typedef {import("./browser.mjs").Page} Page */

/**
 * Runs in the page. Pages may have replaced what hangs on `document` by form fields and images of
 * that name, so everything is taken from the prototypes.
 */
function start() {
  /**
   * @param {object} prototype
   * @param {string} name
   * @returns {(object: object) => any}
   */
  const getter = (prototype, name) => {
    const get = Object.getOwnPropertyDescriptor(prototype, name)?.get;
    if (get === undefined) throw new Error(`no getter ${name}`);
    return (object) => get.call(object);
  };
  const rootOf = getter(Document.prototype, "documentElement");
  const outer = getter(Element.prototype, "outerHTML");
  const inner = getter(ShadowRoot.prototype, "innerHTML");
  const shadowOf = getter(Element.prototype, "shadowRoot");

  /** @returns {ShadowRoot[]} all open shadow roots, nested ones too */
  const shadows = () => {
    const found = [];
    /** @type {Node[]} */
    const roots = [document];
    for (let root = roots.pop(); root !== undefined; root = roots.pop()) {
      const walker = Document.prototype.createTreeWalker.call(document, root, NodeFilter.SHOW_ELEMENT);
      while (walker.nextNode()) {
        const shadow = shadowOf(walker.currentNode);
        if (shadow === null) continue;
        found.push(shadow);
        roots.push(shadow);
      }
    }
    return found;
  };
  const snapshot = () => [outer(rootOf(document)), ...shadows().map((shadow) => inner(shadow))];
  const globals = () => Object.getOwnPropertyNames(globalThis).filter((name) => name !== "linkglanceWatch");

  /** @type {string[]} */
  const changes = [];
  const note = (/** @type {MutationRecord[]} */ records) => {
    for (const { type, target, attributeName } of records) changes.push(`${type} ${target.nodeName} ${attributeName ?? ""}`);
  };
  const observer = new MutationObserver(note);
  const everything = { subtree: true, childList: true, attributes: true, characterData: true };
  for (const root of [document, ...shadows()]) observer.observe(root, everything);

  const before = { html: snapshot(), names: globals() };
  /** Gives what changed since the start, once, and starts over. */
  const watch = () => {
    note(observer.takeRecords());
    const html = snapshot();
    if (html.length !== before.html.length) changes.push(`${html.length - before.html.length} more shadow roots`);
    html.forEach((text, index) => {
      if (text !== before.html[index]) changes.push(`the HTML of ${index === 0 ? "the page" : `shadow root ${index}`}`);
    });
    for (const name of globals()) if (!before.names.includes(name)) changes.push(`a new global ${name}`);
    return changes;
  };
  Object.defineProperty(globalThis, "linkglanceWatch", { value: watch, configurable: true });
}

/**
 * Starts watching everything that a script can see of a page's document.
 * @param {Page} page
 */
export async function watch(page) {
  await page.evaluate(start);
}

/**
 * What changed since `watch`: nothing, if the extension keeps its promise.
 * @param {Page} page
 * @returns {Promise<string[]>}
 */
export function changes(page) {
  return page.evaluate(() => /** @type {any} */ (globalThis).linkglanceWatch());
}
