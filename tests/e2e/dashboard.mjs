//! What the user sees in the dashboard and does there, in either browser, by the marks it carries.

import { until } from "./browser.mjs";
import { openDoor } from "./door.mjs";

/** @typedef {import("./browser.mjs").Browser} Browser */
/** @typedef {import("./browser.mjs").Page} Page */
/** @typedef {import("./browser.mjs").Site} Site */

/** The dashboard in a tab. */
export class Dashboard {
  /** @param {Page} page */
  constructor(page) {
    this.page = page;
  }

  /**
   * Opens the dashboard in a new tab and waits until it has its data.
   * @param {Browser} browser
   * @param {string} [view]
   */
  static async open(browser, view = "prospects") {
    const dashboard = new Dashboard(await browser.own(`dashboard.html#${view}`));
    await dashboard.ready();
    return dashboard;
  }

  async ready() {
    await until("the dashboard", () => this.page.evaluate(() => document.querySelector("[data-part=dashboard][data-state=ready]") !== null));
  }

  /** Runs a script in the dashboard's page. @param {string} script */
  run(script) {
    return this.page.evaluate(script);
  }

  /** Shows it as to a user who prefers light or dark pages. @param {"light" | "dark"} scheme */
  async prefer(scheme) {
    await this.page.emulateMediaFeatures([{ name: "prefers-color-scheme", value: scheme }]);
  }

  /** Reloads the page by itself: of an extension's page Firefox tells the protocol no end of a reload. */
  async reload() {
    await this.page.evaluate(() => {
      document.documentElement.dataset.old = "";
      setTimeout(() => location.reload());
    });
    const isNew = () => this.page.evaluate(() => document.readyState === "complete" && document.documentElement.dataset.old === undefined);
    await until("the reload", () => isNew().catch(() => false));
  }

  /** Waits until nothing is being stored. */
  async settled() {
    await until("the store", () => this.page.evaluate(() => document.querySelector("[data-part=dashboard][data-busy=false]") !== null), 60_000);
  }

  /** @param {string} view */
  async go(view) {
    await this.page.evaluate((view) => {
      location.hash = view;
    }, view);
    await until(view, () => this.page.evaluate((view) => document.querySelector(`[data-view=${view}][aria-current=page]`) !== null, view));
  }

  /** @param {string} part */
  async has(part) {
    return await this.page.evaluate((part) => document.querySelector(`[data-part="${part}"]`) !== null, part);
  }

  /** Waits until a part is there. @param {string} part */
  async shows(part) {
    await until(part, () => this.has(part));
  }

  /** Presses a key, as on the element that has the focus. @param {string} key @param {boolean} [shiftKey] */
  async key(key, shiftKey = false) {
    await this.page.evaluate(
      (key, shiftKey) => {
        const target = document.activeElement ?? document.body;
        target.dispatchEvent(new KeyboardEvent("keydown", { key, shiftKey, bubbles: true, cancelable: true }));
      },
      key,
      shiftKey,
    );
  }

  /** The id of the row that the focus is in; empty if it is in none. @returns {Promise<string>} */
  async focused() {
    return await this.page.evaluate(() => document.activeElement?.closest("tr")?.dataset.id ?? "");
  }

  /** Shows one of the tabs beside the list. @param {string} name */
  async tab(name) {
    await this.page.evaluate((name) => /** @type {HTMLElement | null} */ (document.querySelector(`[data-part=drawer-tab][data-tab=${name}]`))?.click(), name);
    await until(name, () => this.page.evaluate((name) => document.querySelector(`[data-part=drawer-panel][data-tab=${name}]:not([hidden])`) !== null, name));
  }

  /** Chooses a value in the menu of filters, or lets go of it. @param {string} facet @param {string} value */
  async filter(facet, value) {
    await this.press("filter-open");
    await this.shows("facet");
    await this.page.evaluate(
      (facet, value) => {
        const box = document.querySelector(`[data-facet=${facet}] [data-part=facet-value][data-value="${value}"]`);
        if (!(box instanceof HTMLElement)) throw new Error(`no ${value}`);
        box.click();
      },
      facet,
      value,
    );
    await this.press("filter-open");
  }

  /** Shows everything for a site, or for all. @param {string} name */
  async site(name) {
    await this.press("site-open");
    await this.shows("site-choice");
    await this.page.evaluate((name) => /** @type {HTMLElement | null} */ (document.querySelector(`[data-part=site-choice][data-site="${name}"]`))?.click(), name);
    await until(name, async () => (await this.texts("site-chosen")).join() === name);
  }

  /** The texts of all elements of a part. @param {string} part @returns {Promise<string[]>} */
  async texts(part) {
    return await this.page.evaluate(
      (part) => [...document.querySelectorAll(`[data-part="${part}"]`)].map((element) => (element.textContent ?? "").replace(/\s+/g, " ").trim()),
      part,
    );
  }

  /** The text of the first element of a part; empty without one. @param {string} part */
  async text(part) {
    return (await this.texts(part))[0] ?? "";
  }

  /** How many elements there are. @param {string} selector */
  async count(selector) {
    return await this.page.evaluate((selector) => document.querySelectorAll(selector).length, selector);
  }

  /** Opens the details of a row by its id. @param {string} id */
  async openRow(id) {
    await until(`the row ${id}`, () =>
      this.page.evaluate((id) => {
        const row = [...document.querySelectorAll("tbody tr")].find((row) => /** @type {HTMLElement} */ (row).dataset.id === id);
        const button = row?.querySelector("button.title");
        if (button instanceof HTMLElement) button.click();
        return button !== null && button !== undefined;
      }, id),
    );
    await this.shows("detail");
  }

  /** Presses a button as a mouse does, which the browser's own questions need. @param {string} part */
  async tap(part) {
    await this.shows(part);
    await this.page.click(`[data-part="${part}"]`);
  }

  /** Presses a button. @param {string} part */
  async press(part) {
    await this.shows(part);
    await this.page.evaluate((part) => {
      const button = document.querySelector(`[data-part="${part}"]`);
      if (!(button instanceof HTMLElement)) throw new Error(`no ${part}`);
      button.click();
    }, part);
  }

  /**
   * Enters a value, as the user does who then leaves the field.
   * @param {string} part
   * @param {string} value
   */
  async enter(part, value) {
    await this.shows(part);
    await this.page.evaluate(
      (part, value) => {
        const field = document.querySelector(`[data-part="${part}"]`);
        if (!(field instanceof HTMLInputElement || field instanceof HTMLTextAreaElement || field instanceof HTMLSelectElement)) throw new Error(`no ${part}`);
        field.focus();
        field.value = value;
        field.dispatchEvent(new Event("input", { bubbles: true }));
        field.dispatchEvent(new Event("change", { bubbles: true }));
      },
      part,
      value,
    );
  }

  /** @param {string} part @returns {Promise<string>} */
  async value(part) {
    return await this.page.evaluate((part) => /** @type {HTMLInputElement | null} */ (document.querySelector(`[data-part="${part}"]`))?.value ?? "", part);
  }

  /**
   * Chooses a file, as the file dialog does.
   * @param {string} part
   * @param {string} name
   * @param {Uint8Array} bytes
   */
  async choose(part, name, bytes) {
    await this.shows(part);
    const input = await this.page.$(`[data-part="${part}"]`);
    if (input === null) throw new Error(`no ${part}`);
    await input.evaluate(
      (input, name, base64) => {
        const file = new File([Uint8Array.from(atob(base64), (c) => c.charCodeAt(0))], name);
        const chosen = new DataTransfer();
        chosen.items.add(file);
        /** @type {HTMLInputElement} */ (input).files = chosen.files;
        input.dispatchEvent(new Event("change", { bubbles: true }));
      },
      name,
      Buffer.from(bytes).toString("base64"),
    );
  }

  /** Opens the details of the first prospect whose row has this text. @param {string} text */
  async openProspect(text) {
    await until(`a row with ${text}`, () =>
      this.page.evaluate((text) => {
        const rows = [...document.querySelectorAll("[data-part=prospect], [data-part=card]")];
        const button = rows.find((row) => row.textContent?.includes(text))?.querySelector("button.title");
        if (!(button instanceof HTMLElement)) return false;
        button.click();
        return true;
      }, text),
    );
    await this.shows("detail");
  }

  /**
   * Saves a page as the panel does: inspects it and hands the report to the store.
   * @param {{ url: string, html: string }} given
   * @param {Site} site
   * @returns {Promise<string>}
   */
  async keep(given, site) {
    await openDoor(this.page);
    return await this.page.evaluate(
      (given, site) => {
        const { inspect, keep } = /** @type {import("./door.mjs").Door} */ (/** @type {any} */ (globalThis).door);
        return keep(inspect(given, [site]), site);
      },
      given,
      site,
    );
  }

  /** Saves the backlinks of a page, as the panel does. @param {{ url: string, html: string }} given @param {Site} site */
  async see(given, site) {
    await openDoor(this.page);
    await this.page.evaluate(
      (given, site) => {
        const { inspect, see } = /** @type {import("./door.mjs").Door} */ (/** @type {any} */ (globalThis).door);
        return see(inspect(given, [site]));
      },
      given,
      site,
    );
  }

  /** The names of the site profiles that are stored. @returns {Promise<string[]>} */
  async profiles() {
    return await this.page.evaluate(async () => {
      const areas = [await chrome.storage.sync.get(null), await chrome.storage.local.get(null)];
      const items = areas.flatMap((area) => Object.entries(area)).filter(([key]) => key.startsWith("site."));
      return items.map(([, site]) => /** @type {any} */ (site).name);
    });
  }

  /** Deletes everything, and waits until nothing is stored. */
  async wipe() {
    await this.press("wipe");
    await this.press("wipe-yes");
    await until("nothing", async () => Object.values(await this.stored()).every((records) => records.length === 0));
    await this.settled();
  }

  /** Everything that is stored, read past the dashboard. @returns {Promise<Record<string, unknown[]>>} */
  async stored() {
    return await this.page.evaluate(async () => {
      const answer = (/** @type {IDBRequest<any>} */ request) =>
        new Promise((resolve, reject) => {
          request.onsuccess = () => resolve(request.result);
          request.onerror = () => reject(request.error);
        });
      const database = await answer(indexedDB.open("linkglance"));
      const names = [...database.objectStoreNames];
      const transaction = database.transaction(names, "readonly");
      const all = await Promise.all(names.map((name) => answer(transaction.objectStore(name).getAll())));
      database.close();
      return Object.fromEntries(names.map((name, at) => [name, all[at]]));
    });
  }

  /**
   * What a press of a button offers as a download, as text.
   * @param {string} part
   * @returns {Promise<string>}
   */
  async download(part) {
    await this.page.evaluate(() => {
      const create = URL.createObjectURL;
      URL.createObjectURL = (blob) => {
        URL.createObjectURL = create;
        /** @type {Blob} */ (blob).arrayBuffer().then((bytes) => {
          /** @type {any} */ (globalThis).offered = new TextDecoder("utf-8", { ignoreBOM: true }).decode(bytes);
        });
        return create(blob);
      };
    });
    await this.press(part);
    const text = await until("the file", () => this.page.evaluate(() => /** @type {any} */ (globalThis).offered ?? null));
    await this.page.evaluate(() => {
      delete (/** @type {any} */ (globalThis).offered);
    });
    await this.settled();
    return text;
  }
}
