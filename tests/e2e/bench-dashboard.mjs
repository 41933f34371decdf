//! How fast the dashboard is with many prospects: node tests/e2e/bench-dashboard.mjs [count] prints
//! how many rows a second a list of 200,000 backlinks is imported with (beside what the database takes for a
//! record each), when its first and its last rows are there in a dashboard that is opened, the script time of
//! opening it, the time a filter, a search and a sort take until they are drawn, and the memory.

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
  await opening();
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

/** Opens the list of backlinks, three times, then works with it. */
async function opening() {
  const [soon, all] = [/** @type {number[]} */ ([]), /** @type {number[]} */ ([])];
  for (let round = 0; round < 3; round++) {
    const dashboard = new Dashboard(await browser.own("dashboard.html#backlinks"));
    const times = await dashboard.page.evaluate(rowTimes);
    soon.push(times.soon);
    all.push(times.all);
    if (round === 2) {
      await interactWithLinks(dashboard);
      const { JSHeapUsedSize = 0 } = await dashboard.page.metrics();
      print("200,000 backlinks: MB of script's heap", JSHeapUsedSize / 1e6);
    }
    await dashboard.page.close();
  }
  print("200,000 backlinks: first rows, median of 3", soon.sort((a, b) => a - b)[1] ?? 0);
  print("200,000 backlinks: all rows, median of 3", all.sort((a, b) => a - b)[1] ?? 0);
}

/** Runs in a dashboard that opens: when its first row and when all its rows were there, since it began to load. */
async function rowTimes() {
  let soon = 0;
  for (;;) {
    await new Promise((resolve) => requestAnimationFrame(resolve));
    if (soon === 0 && document.querySelector("[data-part=backlink]") !== null) soon = performance.now();
    if (/\d/.test(document.querySelector("[data-part=view-count]")?.textContent ?? "")) return { soon, all: performance.now() };
  }
}

/** @param {Dashboard} dashboard */
async function interactWithLinks(dashboard) {
  for (const [name, part, value] of /** @type {const} */ ([
    ["links, search: 'site42 tea 3'", "search", "site42 tea 3"],
    ["links, search: nothing found", "search", "no such page"],
    ["links, search cleared", "search", ""],
    ["links, preset", "[data-part=preset]:nth-child(2)", null],
    ["links, preset cleared", "[data-part=preset]", null],
    ["links, sort by page", "th[data-column=referring_page] .sort", null],
    ["links, sort by first seen", "th[data-column=fact_first_seen] .sort", null],
  ])) {
    print(name, await drawn(dashboard, part, value));
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
