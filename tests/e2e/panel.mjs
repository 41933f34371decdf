//! What the user sees in the panel and does there, read from its page by the marks it carries.

import { mkdirSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";

import { until } from "./browser.mjs";

/**
 * A link as the panel shows it.
 * @typedef {object} Row
 * @property {string} href The attribute, to the letter.
 * @property {string} url
 * @property {string} follow followed, not_followed or unknown
 * @property {string} region
 * @property {string} text
 */

/**
 * @typedef {object} PanelState
 * @property {string} state
 * @property {string} verdict
 * @property {Row[]} backlinks
 * @property {Row[]} links
 * @property {Row[]} mentions
 * @property {boolean} asksForSite
 * @property {boolean} ownSite
 * @property {string[]} notices The kinds of the notices shown.
 * @property {string} message
 * @property {string} reason
 */

/** @typedef {"light" | "dark" | "forced"} Scheme The colours a user prefers; Firefox knows no forced ones in tests. */

/** @typedef {"Tab" | "Enter" | "Escape" | "?"} Key A key of the keyboard. */

/**
 * How the panel is to be pictured.
 * @typedef {object} Look
 * @property {number} width In CSS pixels.
 * @property {number} [height] The whole page, where nothing is said.
 * @property {Scheme} scheme
 * @property {"rtl"} [direction] As in a language that is written from right to left; none of ours is yet.
 * @property {string} [until] A selector: the picture ends below the last such element. In Chromium only.
 * @property {number} [scale] How many pixels a CSS pixel has; two, where nothing is said. Firefox pictures it as it is.
 */

/**
 * What a browser can do with the panel's page.
 * @typedef {object} Means
 * @property {(script: string) => Promise<unknown>} run
 * @property {(scheme: Scheme) => Promise<void>} prefer
 * @property {(x: number, y: number) => Promise<void>} tap Clicks at a place of the panel as a mouse does.
 * @property {(key: Key) => Promise<void>} press Presses a key as a keyboard does.
 * @property {() => Promise<import("./browser.mjs").Node[]>} tree The panel as the browser hands it to a screen reader.
 * @property {() => Promise<void>} reload Loads the panel's page again, as closing and opening it does.
 * @property {(looks: Look[]) => Promise<Uint8Array[]>} pictures Takes PNGs of the panel.
 */

/** The states in which the panel is waiting for nothing more of the browser. */
const SETTLED = ["first_run", "report", "cannot", "failed", "waiting"];

/**
 * Reads the panel, once its page has loaded: Firefox warns of what is done to a page before that. Runs
 * in the panel's page, so it can use nothing from this file.
 * @returns {PanelState | null}
 */
function read() {
  const root = document.querySelector("[data-part=panel]");
  if (!(root instanceof HTMLElement) || document.readyState !== "complete") return null;
  // Menus, sheets and the tabs that are not open are made some frames after what is seen. One that has stopped has none.
  const [header, sheet, unmade] = ["[data-part=header]", "dialog", "[data-part=tab-panel]:empty"].map((part) => root.querySelector(part));
  if (header && (!sheet || unmade)) return null;
  /** @param {Element | null} element */
  const text = (element) => (element?.textContent ?? "").replace(/\s+/g, " ").trim();
  /** @param {string} part @returns {HTMLElement[]} */
  const parts = (part) => [...root.querySelectorAll(`[data-part="${part}"]`)].filter((found) => found instanceof HTMLElement);
  /** @param {HTMLElement} element @returns {Row} */
  const row = (element) => ({
    href: element.dataset.href ?? "",
    url: element.dataset.url ?? "",
    follow: element.dataset.follow ?? "",
    region: element.dataset.region ?? "",
    text: text(element),
  });
  const [message] = parts("message");
  return {
    state: root.dataset.state ?? "",
    verdict: text(parts("verdict")[0] ?? null),
    backlinks: parts("backlink").map(row),
    links: parts("link").map(row),
    mentions: parts("mention").map(row),
    asksForSite: parts("site-form").length > 0,
    ownSite: parts("own-site").length > 0,
    notices: parts("notice").map((notice) => notice.dataset.kind ?? ""),
    message: text(message ?? null),
    reason: message?.dataset.reason ?? "",
  };
}

/** The panel: the same for both browsers, which differ in how they run a script in its page. */
export class Panel {
  #means;

  /** @param {Means} means */
  constructor(means) {
    this.#means = means;
  }

  /**
   * Runs a script in the panel's page and gives its result.
   * @param {string} script
   */
  run(script) {
    return this.#means.run(script);
  }

  /**
   * Shows the panel as to a user who prefers light or dark pages.
   * @param {Scheme} scheme
   */
  prefer(scheme) {
    return this.#means.prefer(scheme);
  }

  /**
   * Runs a function in the panel's page.
   * @template {unknown[]} A
   * @template R
   * @param {(...args: A) => R} action
   * @param {A} args
   * @returns {Promise<Awaited<R>>}
   */
  async evaluate(action, ...args) {
    const script = `(async () => JSON.stringify(await (${action})(...${JSON.stringify(args)})) ?? "null")()`;
    return JSON.parse(String(await this.run(script)));
  }

  /** @returns {Promise<PanelState | null>} */
  read() {
    return this.evaluate(read);
  }

  /**
   * Waits until the panel has nothing more to do, and reads it.
   * @returns {Promise<PanelState>}
   */
  async settled() {
    /** @type {PanelState | null} */
    let last = null;
    try {
      return await until("the panel", async () => {
        last = await this.read().catch(() => null); // its page may be loading
        return last !== null && SETTLED.includes(last.state) ? last : false;
      });
    } catch (error) {
      throw new Error(`${error instanceof Error ? error.message : error}; it is ${JSON.stringify(last)}`);
    }
  }

  /**
   * Waits until the panel shows what is asked for.
   * @param {string} what
   * @param {(state: PanelState) => boolean} wanted
   * @param {number} [limit] In milliseconds.
   */
  async shows(what, wanted, limit) {
    /** @type {PanelState | null} */
    let last = null;
    try {
      return await until(what, async () => {
        last = await this.read().catch(() => null);
        return last !== null && wanted(last) ? last : false;
      }, limit);
    } catch (error) {
      throw new Error(`${error instanceof Error ? error.message : error}; the panel is ${JSON.stringify(last)}`);
    }
  }

  /**
   * Enters a site into the one field and submits it.
   * @param {string} site
   */
  async enterSite(site) {
    await this.evaluate((value) => {
      const form = document.querySelector("[data-part=site-form]");
      const input = form?.querySelector("input[name=site]");
      if (!(form instanceof HTMLFormElement) || !(input instanceof HTMLInputElement)) throw new Error("no form");
      input.focus();
      input.value = value;
      input.dispatchEvent(new Event("input", { bubbles: true }));
      input.dispatchEvent(new Event("change", { bubbles: true }));
      form.requestSubmit();
    }, site);
  }

  /**
   * Presses a button of the panel.
   * @param {string} part
   */
  async press(part) {
    await this.evaluate((part) => {
      const button = document.querySelector(`[data-part="${part}"]`);
      if (!(button instanceof HTMLButtonElement)) throw new Error(`no button ${part}`);
      button.click();
    }, part);
  }

  /**
   * Clicks a button with the mouse, for what browsers do only on a user's own click.
   * @param {string} part
   */
  async tap(part) {
    const [x, y] = await this.evaluate((part) => {
      const button = document.querySelector(`[data-part="${part}"]`);
      if (button === null) throw new Error(`no button ${part}`);
      const { left, top, width, height } = button.getBoundingClientRect();
      return /** @type {const} */ ([left + width / 2, top + height / 2]);
    }, part);
    await this.#means.tap(x, y);
  }

  /** Presses a key of the keyboard, for what browsers do themselves. @param {Key} key */
  async stroke(key) {
    await this.#means.press(key);
  }

  /** The panel as the browser hands it to a screen reader. */
  tree() {
    return this.#means.tree();
  }

  /** Closes the panel's page and opens it again, and waits until it shows something. */
  async reopen() {
    await this.#means.reload();
    await this.settled();
    return this;
  }

  /** Opens a tab of the panel. @param {string} name */
  async open(name) {
    await this.clickOn(`[data-part=tab][data-tab="${name}"]`);
  }

  /**
   * Clicks an element.
   * @param {string} selector
   * @param {{ shift?: boolean }} [keys]
   */
  async clickOn(selector, { shift = false } = {}) {
    await this.evaluate(
      (selector, shiftKey) => {
        const element = document.querySelector(selector);
        if (!(element instanceof HTMLElement)) throw new Error(`no ${selector}`);
        element.dispatchEvent(new MouseEvent("click", { bubbles: true, cancelable: true, shiftKey }));
      },
      selector,
      shift,
    );
  }

  /**
   * Presses a key in an element, as far as a script can: what the panel itself makes of the key.
   * @param {string} selector
   * @param {string} key
   * @param {{ shift?: boolean }} [keys]
   */
  async key(selector, key, { shift = false } = {}) {
    await this.evaluate(
      (selector, key, shiftKey) => {
        const element = document.querySelector(selector);
        if (!(element instanceof HTMLElement)) throw new Error(`no ${selector}`);
        element.focus();
        element.dispatchEvent(new KeyboardEvent("keydown", { key, shiftKey, bubbles: true, cancelable: true }));
      },
      selector,
      key,
      shift,
    );
  }

  /** Presses the filter chip with this word. @param {string} word */
  async chip(word) {
    await this.evaluate((word) => {
      const chips = /** @type {HTMLElement[]} */ ([...document.querySelectorAll(".filters button.chip")]);
      const chip = chips.find((chip) => (chip.textContent ?? "").trim().startsWith(`${word} `));
      if (chip === undefined) throw new Error(`no chip ${word}`);
      chip.click();
    }, word);
  }

  /**
   * Types into a field.
   * @param {string} part
   * @param {string} value
   */
  async type(part, value) {
    await this.#set(part, value, "input");
  }

  /**
   * Chooses from a list.
   * @param {string} part
   * @param {string} value
   */
  async choose(part, value) {
    await this.#set(part, value, "change");
  }

  /**
   * @param {string} part
   * @param {string} value
   * @param {string} event
   */
  async #set(part, value, event) {
    await this.evaluate(
      (part, value, event) => {
        const field = /** @type {HTMLInputElement | null} */ (document.querySelector(`[data-part="${part}"]`));
        if (field === null) throw new Error(`no field ${part}`);
        field.value = value;
        field.dispatchEvent(new Event(event, { bubbles: true }));
      },
      part,
      value,
      event,
    );
  }

  /** The words of a part. @param {string} part */
  text(part) {
    return this.evaluate((part) => (document.querySelector(`[data-part="${part}"]`)?.textContent ?? "").replace(/\s+/g, " ").trim(), part);
  }

  /**
   * @param {string} selector
   * @param {string} name
   */
  async attribute(selector, name) {
    return (await this.attributes(selector, name))[0];
  }

  /**
   * An attribute of each element that is found.
   * @param {string} selector
   * @param {string} name
   * @returns {Promise<string[]>}
   */
  attributes(selector, name) {
    return this.evaluate((selector, name) => [...document.querySelectorAll(selector)].map((element) => element.getAttribute(name) ?? ""), selector, name);
  }

  /**
   * Writes a picture of the panel to each of these files.
   * @param {Record<string, Look>} files
   */
  async screenshots(files) {
    const pictures = await this.#means.pictures(Object.values(files));
    for (const [index, path] of Object.keys(files).entries()) {
      mkdirSync(dirname(path), { recursive: true });
      writeFileSync(path, pictures[index] ?? "");
    }
  }
}
