//! How fast the dashboard is with many prospects: node tests/e2e/bench-dashboard.mjs [count] prints
//! how many rows a second a list of 200,000 backlinks is imported with (beside what the database takes alone), the script time of opening the dashboard and
//! the time a filter, a search and a sort take until they are drawn.

import { until } from "./browser.mjs";
import { launchChromium } from "./chromium.mjs";
import { paste } from "./cases-dashboard.mjs";
import { Dashboard } from "./dashboard.mjs";
import { BRIGHTLEAF } from "./pages.mjs";
import { Server } from "./server.mjs";

const count = Number(process.argv[2] ?? 50_000);
/** Rows of the list of backlinks. */
const LISTED = 200_000;
const server = await Server.start();
const browser = await launchChromium(server);
try {
  await browser.storeSites([BRIGHTLEAF]);
  const first = await Dashboard.open(browser, "data");
  const started = Date.now();
  await paste(first, Array.from({ length: count }, (_, at) => `https://www.site${at % 4999}.example/blog/${["tea", "leaf", "garden"][at % 3]}/a-longer-story-${at}`).join("\n"));
  print("import and store", Date.now() - started);
  await importRate(first);
  await first.page.close();
  const opened = [];
  for (let round = 0; round < 5; round++) {
    const dashboard = await Dashboard.open(browser);
    await dashboard.shows("prospect");
    const { ScriptDuration = 0 } = await dashboard.page.metrics();
    opened.push(ScriptDuration * 1000);
    if (round < 4) await dashboard.page.close();
    else await interact(dashboard);
  }
  print("open: script time, median of 5", opened.sort((a, b) => a - b)[2] ?? 0);
} finally {
  await browser.close();
  await server.stop();
}

/** Imports a list as Ahrefs writes it, twice: into nothing, and where all of it is known. @param {Dashboard} dashboard */
async function importRate(dashboard) {
  print("the database alone: rows a second", await dashboard.page.evaluate(databaseRate, LISTED));
  for (const name of ["import of new backlinks", "import of known backlinks"]) {
    await dashboard.shows("import-file");
    await dashboard.page.evaluate(chooseBacklinks, LISTED);
    await until("the forecast", () => dashboard.page.evaluate(() => /left out/.test(document.querySelector("[data-part=import-forecast]")?.textContent ?? "")), 120_000);
    const { time, longest } = await dashboard.page.evaluate(timedImport);
    print(`${name}: rows a second`, LISTED / (time / 1000));
    print(`${name}: longest frame`, longest);
  }
}

/** Runs in the dashboard: how many such records a second the database takes in one transaction, with nothing else done. @param {number} count */
async function databaseRate(count) {
  const answered = (/** @type {IDBRequest<any>} */ request) => new Promise((resolve) => (request.onsuccess = resolve));
  const opening = indexedDB.open("bench");
  opening.onupgradeneeded = () => opening.result.createObjectStore("records", { keyPath: "id" });
  await answered(opening);
  const start = performance.now();
  const transaction = opening.result.transaction("records", "readwrite", { durability: "strict" });
  const store = transaction.objectStore("records");
  for (let at = 0; at < count; at++) {
    const page = `site${at % 4999}.example/blog/a-longer-story-${at}`;
    const said = { tool: "Ahrefs", at, lost: null, lostBecause: null, status: 200, figures: { url_rating: at % 90 } };
    const link = { anchor: `Brightleaf Tea ${at % 7}`, anchorKind: "brand", followed: true, rel: [], region: null, kind: null, tool: "Ahrefs", said };
    store.put({ id: `brightleaf.example/${at % 50} ${page} Brightleaf Tea`, site: "Brightleaf Tea", page: `https://www.${page}`, title: `A story of ${at}`, ...link, inSource: false, first: at, last: at });
    if (at % 500 === 0) await answered(store.get(""));
  }
  await new Promise((resolve) => (transaction.oncomplete = resolve));
  const time = performance.now() - start;
  opening.result.close();
  await answered(indexedDB.deleteDatabase("bench"));
  return count / (time / 1000);
}

/** Runs in the dashboard: chooses a list that is made there. @param {number} count */
function chooseBacklinks(count) {
  const rows = ["Referring page title,Referring page URL,Referring page HTTP code,Domain rating,UR,Domain traffic,Target URL,Anchor,Nofollow,Lost status,First seen,Last seen,Lost"];
  for (let at = 0; at < count; at++) {
    rows.push(
      `A story of ${at},https://www.site${at % 4999}.example/blog/a-longer-story-${at},200,${at % 100},${at % 90},"${(at % 900) + 1},000",https://brightleaf.example/${at % 50},Brightleaf Tea ${at % 7},${at % 3 === 0 ? "TRUE" : "FALSE"},,2025-01-02 10:00:00,2026-08-05 11:00:00,`,
    );
  }
  const chosen = new DataTransfer();
  chosen.items.add(new File([rows.join("\n")], "backlinks.csv"));
  const input = /** @type {HTMLInputElement} */ (document.querySelector("[data-part=import-file]"));
  input.files = chosen.files;
  input.dispatchEvent(new Event("change", { bubbles: true }));
}

/** Runs in the dashboard: how long an import takes, and the longest time between two frames meanwhile. */
async function timedImport() {
  const start = performance.now();
  let [last, longest] = [start, 0];
  /** @type {HTMLElement} */ (document.querySelector("[data-part=import-take]")).click();
  for (;;) {
    await new Promise((resolve) => requestAnimationFrame(resolve));
    const now = performance.now();
    [last, longest] = [now, Math.max(longest, now - last)];
    if (document.querySelector("[data-part=import-progress][data-done=true]") !== null) return { time: now - start, longest };
  }
}

/** @param {Dashboard} dashboard */
async function interact(dashboard) {
  for (const [name, part, value] of /** @type {const} */ ([
    ["search: 'garden site42'", "search", "garden site42"],
    ["search: one letter more", "search", "garden site421"],
    ["search: nothing found", "search", "no such page"],
    ["search cleared", "search", ""],
  ])) {
    print(name, await drawn(dashboard, part, value));
  }
  for (const [name, selector] of /** @type {const} */ ([
    ["preset", "[data-part=preset]:nth-child(2)"],
    ["preset cleared", "[data-part=preset]"],
    ["sort by page", "th[data-column=fact_page] .sort"],
    ["sort by page, downwards", "th[data-column=fact_page] .sort"],
    ["sort by status", "th[data-column=fact_status] .sort"],
    ["select all", "[data-part=select-all]"],
  ])) {
    print(name, await drawn(dashboard, selector, null));
  }
}

/**
 * Milliseconds from an input to the frame that shows what it did.
 * @param {Dashboard} dashboard
 * @param {string} part
 * @param {string | null} value
 */
async function drawn(dashboard, part, value) {
  return await dashboard.page.evaluate(
    async (part, value) => {
      const field = document.querySelector(value === null ? part : `[data-part="${part}"]`);
      const start = performance.now();
      if (value === null) /** @type {HTMLElement} */ (field).click();
      else {
        /** @type {HTMLInputElement} */ (field).value = value;
        field?.dispatchEvent(new Event("input", { bubbles: true }));
        field?.dispatchEvent(new Event("change", { bubbles: true }));
      }
      await new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve)));
      return performance.now() - start;
    },
    part,
    value,
  );
}

/** @param {string} name @param {number} time */
function print(name, time) {
  const unit = name.endsWith("rows a second") ? "  " : "ms";
  console.log(`${name.padEnd(42)} ${time.toFixed(0).padStart(7)} ${unit}   (${count} prospects)`);
}
