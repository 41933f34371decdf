//! What the cases of checks share: runs are started through the door, and judged by what is in the store and by
//! what the server saw.

import { until } from "./browser.mjs";
import { openDoor } from "./door.mjs";

/** @typedef {import("./cases.mjs").Case} Case */
/** @typedef {import("./browser.mjs").Page} Page */
/** @typedef {import("./server.mjs").Visit} Visit */

export const ICON = '<link rel="icon" href="data:,">';
/** Longer than a page that says it is not there. */
export const WORDS = "word ".repeat(300);

/** The least time between two requests of a host, in milliseconds, and what a busy machine takes of it. */
export const APART = 1_000;
export const BLUR = 60;

/**
 * What browsers say of a worker's calls that were under way when it was stopped: Firefox of its requests and
 * its database, Chromium ("No SW") of the extension's own interfaces.
 */
export const CALLS_OF_A_STOPPED_WORKER = /InvalidStateError|aborted|No SW/;

/** An extension's page with the door in it, from which runs are started. @param {Case} current */
export async function opened(current) {
  const page = await current.browser.own("options.html");
  await page.waitForSelector("[data-part=options][data-state=ready]");
  await openDoor(page);
  await door(page, "watches"); // makes the database
  return page;
}

/**
 * Calls the door.
 * @param {Page} page
 * @param {string} name
 * @param {...unknown} values
 * @returns {Promise<any>}
 */
export const door = (page, name, ...values) => page.evaluate(([name, values]) => /** @type {any} */ (globalThis).door[name](...values), /** @type {const} */ ([name, values]));

/** Serves pages, whose requests are the run's. @param {Case} current @param {Record<string, any>} pages */
export function serve(current, pages) {
  for (const [url, answer] of Object.entries(pages)) {
    current.server.serve(url, answer);
    current.allow(`GET ${url}`);
    current.allow(`GET ${new URL("/robots.txt", url)}`);
  }
}

/** How far a run is. @param {Page} page @param {string} run @returns {Promise<{ stage: string, rows: any[] }>} */
export async function progress(page, run) {
  const [{ stage }, rows] = await door(page, "checkProgress", run);
  return { stage, rows };
}

/** Waits for the end of a run, and gives its rows. @param {Page} page @param {string} run @param {number} [limit] @returns {Promise<any[]>} */
export async function ended(page, run, limit = 50_000) {
  await until("the end of the run", async () => (await progress(page, run)).stage === "done", limit);
  return (await progress(page, run)).rows;
}

/** Wakes the worker, as a page does that follows a run. @param {Page} page */
export const wake = (page) => page.evaluate(() => chrome.runtime.sendMessage({ type: "checks" }).catch(() => {}));

/** All records of a store. @param {Page} page @param {string} store @returns {Promise<any[]>} */
export const records = (page, store) =>
  page.evaluate(
    (store) =>
      new Promise((resolve, reject) => {
        const request = indexedDB.open("linkglance");
        request.onerror = () => reject(request.error);
        request.onsuccess = () => {
          const all = request.result.transaction(store).objectStore(store).getAll();
          all.onsuccess = () => (request.result.close(), resolve(all.result));
          all.onerror = () => reject(all.error);
        };
      }),
    store,
  );

/** The most requests under way at one moment. @param {Visit[]} visits */
export function mostAtOnce(visits) {
  return Math.max(...visits.map(({ from }) => visits.filter((other) => other.from <= from && other.until > from).length));
}

/** The least time between two requests, in milliseconds. @param {Visit[]} visits */
export function leastApart(visits) {
  const starts = visits.map(({ from }) => from).sort((a, b) => a - b);
  return Math.min(...starts.slice(1).map((start, at) => start - /** @type {number} */ (starts[at])));
}
