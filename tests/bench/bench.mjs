//! `cargo xtask bench`: the shipped wasm beside the browser's own parser and beside Readability.js,
//! all by turns in one run, then the budgets of the design in one table (`budgets.mjs`). On a busy
//! machine the ratios hold; the milliseconds are this machine's.

import { readFileSync, readdirSync, rmSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { gunzipSync, gzipSync } from "node:zlib";

import { extensionFolder, until } from "../e2e/browser.mjs";
import { launchChromium } from "../e2e/chromium.mjs";
import { doorFiles } from "../e2e/door.mjs";
import { Server } from "../e2e/server.mjs";
import { Budgets } from "./budgets.mjs";
import { MARKS, at, click, serveClicked, within } from "./click.mjs";
import { collected } from "./collected.mjs";
import { floorFolder } from "./floor.mjs";
import { SHAPES, made, profiles } from "./shapes.js";

const KB = 1000;
const MB = 1000 * KB;
const ROUNDS = 5;
const CLICKS = 31;
const SIZES = [0.1 * MB, 0.5 * MB, 2 * MB, 8 * MB];

/** Any host below `localhost` counts as secure, which the finer clock needs. */
const ORIGIN = "http://bench.localhost/";
const FINE_CLOCK = { "cross-origin-opener-policy": "same-origin", "cross-origin-embedder-policy": "require-corp" };

/**
 * The ways of reading a page that are compared (see measure.js).
 * @typedef {"parser" | "readability" | "bare" | "arena" | "serialise" | "read" | "inspect"} Way
 * @type {Record<Way, string>}
 */
const NAMES = {
  parser: "DOMParser",
  readability: "DOMParser and Readability.js",
  bare: "html5ever in wasm, making nothing",
  arena: "html5ever in wasm, into our arena",
  serialise: "serialise alone",
  read: "serialise and read into our arena",
  inspect: "serialise and inspect",
};

/** The word that asks for the figures to be kept for the next run. */
const RECORD = "--record";

const FIXTURES = fileURLToPath(new URL("../fixtures", import.meta.url));

const [, , ...words] = process.argv;
const server = await Server.start();
const sources = read(words.find((word) => word !== RECORD) ?? FIXTURES);
const budgets = new Budgets(sources.length);
serveBench();
sizes();
const browser = await launchChromium(server);
try {
  await browser.storeSites(profiles(1));
  const page = await browser.open(ORIGIN);
  // A page is loaded before its script has started the modules that it measures.
  await until("the modules", () => page.evaluate("'measure' in globalThis"));
  await compared(page);
  await grown(page);
  await remembered(page);
  await page.close();
  await growthOfCollecting();
  await clicked();
  budgets.print();
  if (words.includes(RECORD)) budgets.record();
} finally {
  await browser.close();
  await server.stop();
}

/**
 * The HTML files below a folder, packed or not.
 * @param {string} folder
 */
function read(folder) {
  const files = readdirSync(folder, { recursive: true, encoding: "utf8" }).filter((file) => /\.html(\.gz)?$/.test(file));
  if (files.length === 0) throw new Error(`there is no HTML in ${folder}`);
  return files.sort().map((file) => {
    const bytes = readFileSync(join(folder, file));
    return { name: file, html: file.endsWith(".gz") ? gunzipSync(bytes) : bytes };
  });
}

function serveBench() {
  const here = dirname(fileURLToPath(import.meta.url));
  const door = doorFiles();
  const parsers = process.env.LINKGLANCE_PARSERS ?? "";
  const readability = join(here, "../node_modules/@mozilla/readability/Readability.js");
  const shown = `<!doctype html><title>Benchmark</title><script src="Readability.js"></script>
    <script type="module">import * as measure from "./measure.js"; globalThis.measure = measure;</script>`;
  server.serve(ORIGIN, { headers: FINE_CLOCK, body: shown });
  for (const [name, type, body] of /** @type {const} */ ([
    ["Readability.js", "text/javascript", readFileSync(readability)],
    ["measure.js", "text/javascript", readFileSync(join(here, "measure.js"))],
    ["shapes.js", "text/javascript", readFileSync(join(here, "shapes.js"))],
    ["door.js", "text/javascript", door.script],
    ["door_bg.wasm", "application/wasm", door.wasm],
    ["parsers.js", "text/javascript", readFileSync(join(parsers, "parsers.js"))],
    ["parsers_bg.wasm", "application/wasm", readFileSync(join(parsers, "parsers_bg.wasm"))],
  ])) {
    server.serve(ORIGIN + name, { headers: { "content-type": type }, body });
  }
  for (const [index, { html }] of sources.entries()) server.serve(`${ORIGIN}page/${index}`, { body: html });
}

function sizes() {
  heading("Size");
  const folder = extensionFolder("chrome");
  const files = readdirSync(folder, { recursive: true, encoding: "utf8" }).filter((file) => file.endsWith(".wasm"));
  for (const file of files) {
    const bytes = readFileSync(join(folder, file));
    const gzipped = gzipSync(bytes, { level: 9 }).length;
    console.log(`  ${file}: ${(bytes.length / KB).toFixed(0)} KB, ${(gzipped / KB).toFixed(0)} KB gzipped`);
    if (file === "panel_bg.wasm") budgets.hold("the panel's wasm, gzipped", gzipped / KB, 900, "KB");
  }
}

/** @param {import("../e2e/browser.mjs").Page} page */
async function compared(page) {
  const addresses = sources.map((_, index) => `${ORIGIN}page/${index}`);
  /** @type {Record<"bytes" | Way, number>[]} */
  const rows = await inPage(page, "compare", addresses, ROUNDS);
  const sum = (/** @type {"bytes" | Way} */ key) => rows.reduce((all, row) => all + row[key], 0);
  heading(`${rows.length} pages, ${(sum("bytes") / MB).toFixed(1)} MB: medians of ${ROUNDS} rounds`);
  for (const [way, name] of /** @type {[Way, string][]} */ (Object.entries(NAMES))) {
    const beside = (sum(way) / sum("parser")).toFixed(2);
    console.log(`  ${name.padEnd(42)} ${sum(way).toFixed(0).padStart(6)} ms  ${(sum("bytes") / sum(way) / KB).toFixed(1).padStart(6)} MB/s  ${beside} x DOMParser`);
  }
  const floor = rows.map((row) => row.read / row.parser).sort((a, b) => a - b);
  console.log(`  the floor, serialising and reading that, of DOMParser: median ${at(floor, 0.5).toFixed(2)} x, p90 ${at(floor, 0.9).toFixed(2)} x`);
  for (const [way, name, limits] of /** @type {const} */ ([
    ["parser", "DOMParser", [1.0, 1.3]],
    ["readability", "DOMParser and Readability.js", [0.25, undefined]],
  ])) {
    const ratios = rows.map((row) => row.inspect / row[way]).sort((a, b) => a - b);
    budgets.hold(`analysis of a click beside ${name}, median`, at(ratios, 0.5), limits[0], "x");
    if (limits[1] !== undefined) budgets.hold(`analysis of a click beside ${name}, p90`, at(ratios, 0.9), limits[1], "x");
    console.log(`  ${`of ${name}, all pages together`.padEnd(56)} ${(sum("inspect") / sum(way)).toFixed(2)} x`);
  }
}

/** @param {import("../e2e/browser.mjs").Page} page */
async function grown(page) {
  const ends = SIZES.map((bytes) => `${bytes / MB} MB`);
  for (const names of [1, 1000]) {
    heading(`Growth with ${names} profile${names === 1 ? "" : "s"}: ms a MB on made-up pages of ${ends.join(", ")}`);
    /** @type {{ shape: string, links: number, limits: string[], empty: number, perMb: number[] }[]} */
    const rows = await inPage(page, "growth", SIZES, names, ROUNDS);
    for (const { shape, links, limits, empty, perMb } of rows) {
      const off = `an empty page's ${empty.toFixed(2)} ms taken off`;
      console.log(`  ${shape.padEnd(9)} ${perMb.map((ms) => ms.toFixed(1).padStart(7)).join("")}   ${links} links at the end, ${off}${limits.map((text) => `; ${text}`)}`);
      budgets.hold(`${shape}, ${names} profile${names === 1 ? "" : "s"}: the most a MB beside the least`, Math.max(...perMb) / Math.min(...perMb), 1.3, "x");
    }
  }
}

/** @param {import("../e2e/browser.mjs").Page} page */
async function remembered(page) {
  heading("Memory of a fresh instance: what a page adds, in times of its bytes");
  const largest = [...sources.keys()].sort((a, b) => Number(sources[b]?.html.length) - Number(sources[a]?.html.length));
  for (const index of largest.slice(0, 5)) {
    remember(sources[index]?.name ?? "", await inPage(page, "memoryOfPage", `${ORIGIN}page/${index}`), 6);
  }
  for (const shape of SHAPES) {
    for (const bytes of [1 * MB, 8 * MB]) remember(shape, await inPage(page, "memoryOfShape", shape, bytes), 12);
  }
}

/**
 * @param {string} name
 * @param {{ bytes: number, before: number, after: number }} memory
 * @param {number} most Times the page's bytes.
 */
function remember(name, { bytes, before, after }, most) {
  const size = `${(bytes / MB).toFixed(1)} MB`;
  console.log(`  ${name}, ${size}: from ${(before / MB).toFixed(1)} to ${(after / MB).toFixed(1)} MB`);
  budgets.hold(`memory of ${name}, ${size}`, (after - before) / bytes, most, "x");
}

async function growthOfCollecting() {
  heading("Collecting pages that scripts have made to hurt: ms");
  for (const { shape, sizes, times, cut } of await collected(browser, server)) {
    const row = sizes.map((size, at) => `${size}: ${times[at]?.toFixed(1)}`).join("   ");
    console.log(`  ${shape.padEnd(48)} ${row}${cut ? "   cut at the time limit" : ""}`);
  }
}

/**
 * Clicks on the shipped build and on the floor by turns, each in a browser of its own.
 */
async function clicked() {
  const folder = floorFolder();
  const beside = await launchChromium(server, { extension: folder });
  try {
    const nearest = sources.toSorted((a, b) => Math.abs(a.html.length - 120 * KB) - Math.abs(b.html.length - 120 * KB))[0];
    await clickedOn(beside, "a made-up article", made("article", 120 * KB));
    await clickedOn(beside, nearest?.name ?? "", nearest?.html ?? "");
  } finally {
    await beside.close();
    rmSync(folder, { recursive: true });
  }
  const modules = await browser.workerModules();
  budgets.hold("wasm modules the background worker has started", modules.length, 0, "");
}

/**
 * @param {import("../e2e/browser.mjs").Browser} beside The browser with the floor.
 * @param {string} name
 * @param {string | Buffer<ArrayBufferLike>} body
 */
async function clickedOn(beside, name, body) {
  const url = serveClicked(server, body);
  const ours = [];
  const floor = [];
  for (let number = 0; number < CLICKS; number += 1) {
    ours.push(await click(browser, url));
    floor.push(await click(beside, url));
  }
  heading(`Click to verdict: ${name}, ${(body.length / KB).toFixed(0)} KB: median and p90 of ${CLICKS} clicks in ms, and of the floor's`);
  for (const [stage, label] of Object.entries({ ...MARKS, whole: "click to verdict" })) {
    const times = [within(ours, stage, 0.5), within(ours, stage, 0.9), within(floor, stage, 0.5), within(floor, stage, 0.9)];
    console.log(`  ${label.padEnd(36)} ${times.map((ms) => ms.toFixed(1).padStart(7)).join(" ")}`);
  }
  budgets.hold(`click to verdict beside the floor, ${name}, median`, within(ours, "whole", 0.5) / within(floor, "whole", 0.5), 1.25, "x");
  budgets.hold(`click to verdict beside the floor, ${name}, p90`, within(ours, "whole", 0.9) / within(floor, "whole", 0.9), 1.25, "x");
}

/**
 * Calls a function of measure.js in the page.
 * @param {import("../e2e/browser.mjs").Page} page
 * @param {string} name
 * @param {unknown[]} args
 * @returns {Promise<any>}
 */
function inPage(page, name, ...args) {
  return page.evaluate(`measure.${name}(...${JSON.stringify(args)})`);
}

/** @param {string} text */
function heading(text) {
  console.log(`\n${text}`);
}
