// @ts-check
//! What runs in the browser's page: the analyser as wasm beside the browser's own parser, by turns.

import startParsers, { arena, bare, read } from "./parsers.js";
import { SHAPES, made, profiles } from "./shapes.js";

/** @typedef {{ url: string, html: string }} Source */

/** Rounds that do not count: the browser compiles what runs often a second time, and better. */
const WARM_UP = 2;
/** Bytes that are read in one measurement of growth: a small page alone would be too short to be timed. */
const LEAST_TIMED = 2_000_000;
/** What is smaller than this many bytes is read as often as if it were this large. */
const MOST_OFTEN = 100_000;

const DOOR = await (await fetch(new URL("./door.js", import.meta.url))).text();
const WASM = new URL("./door_bg.wasm", import.meta.url);
const PARSERS = new URL("./parsers_bg.wasm", import.meta.url);

/** The ways of reading a page that are compared. */
const WAYS = {
  /** @param {Source} source */
  parser: ({ html }) => {
    parse(html);
  },
  /** @param {Source} source */
  readability: ({ html }) => {
    new /** @type {any} */ (globalThis).Readability(parse(html)).parse();
  },
  /** @param {Source} source */
  bare: ({ html }) => {
    bare(html);
  },
  /** @param {Source} source */
  arena: ({ html }) => {
    arena(html);
  },
  /** @param {Source} _ @param {Document} page */
  serialise: (_, page) => {
    serialised(page);
  },
  /** @param {Source} _ @param {Document} page */
  read: (_, page) => {
    read(serialised(page));
  },
  /** What a click costs after the page has loaded: the document as markup, and its inspection. */
  /** @param {Source} source @param {Document} page */
  inspect: ({ url }, page) => {
    analyse(collected(url, page), profiles(1));
  },
};

/** @typedef {keyof typeof WAYS} Way */

/**
 * A new instance of the analyser (tests/door), which is a script that makes one thing.
 * @returns {(() => any) & ((source: object) => Promise<{ memory: WebAssembly.Memory }>) & { analyse: (page: object, sites: object[]) => { links: number, limits: string[] } }}
 */
function newDoor() {
  return new Function(`${DOOR}\nreturn wasm_bindgen;`)();
}

const door = newDoor();
const { analyse } = door;

/** @param {string} html */
function parse(html) {
  return new DOMParser().parseFromString(html, "text/html");
}

/**
 * As collect.js does it.
 * @param {Document} page
 */
function serialised(page) {
  return `<!DOCTYPE html><html>${page.documentElement.innerHTML}</html>`;
}

/** @typedef {{ href: string, nth: number, x: number, y: number, width: number, height: number, fontSize: number, hidden: null }} LinkLayout */

/** @type {WeakMap<Document, LinkLayout[]>} */
const LAYOUTS = new WeakMap();

/**
 * Where the links are, as collect.js says it: made once a page, because that is the collector's work. A
 * page without a view has no layout, so each link is said to be seen, one below the other.
 * @param {Document} page
 */
function layouts(page) {
  const known = LAYOUTS.get(page);
  if (known !== undefined) return known;
  const count = new Map();
  const rows = Array.from(page.querySelectorAll("a[href], area[href]"), (link, at) => {
    const href = link.getAttribute("href") ?? "";
    const nth = count.get(href) ?? 0;
    count.set(href, nth + 1);
    return { href, nth, x: 10, y: at * 20, width: 100, height: 20, fontSize: 16, hidden: null };
  });
  LAYOUTS.set(page, rows);
  return rows;
}

/**
 * As collect.js hands it over.
 * @param {string} url
 * @param {Document} page
 */
function collected(url, page) {
  return { url, html: serialised(page), markup: "serialised", layout: layouts(page) };
}

/** @param {() => void} run */
function time(run) {
  const from = performance.now();
  run();
  return performance.now() - from;
}

/**
 * Milliseconds of one run of several.
 * @param {() => void} run
 * @param {number} times At least one.
 */
function timeOften(run, times) {
  const count = Math.max(1, times);
  return time(() => {
    for (let done = 0; done < count; done += 1) run();
  }) / count;
}

/** @param {number[]} values */
function median(values) {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1 ? Number(sorted[middle]) : (Number(sorted[middle - 1]) + Number(sorted[middle])) / 2;
}

/**
 * Milliseconds per page and way: each the median of all rounds. The ways take turns on each page.
 * @param {string[]} addresses Where the pages' sources are.
 * @param {number} rounds
 */
export async function compare(addresses, rounds) {
  await door({ module_or_path: WASM });
  await startParsers({ module_or_path: PARSERS });
  const sources = await Promise.all(
    addresses.map(async (address) => ({ url: "https://page.example/an/article", html: await (await fetch(address)).text() })),
  );
  const ways = /** @type {Way[]} */ (Object.keys(WAYS));
  /** @returns {Record<Way, number[]>} */
  const none = () => ({ parser: [], readability: [], bare: [], arena: [], serialise: [], read: [], inspect: [] });
  const taken = sources.map(none);
  for (let round = -WARM_UP; round < rounds; round += 1) {
    for (const [at, source] of sources.entries()) {
      const page = parse(source.html);
      layouts(page);
      for (const turn of ways.keys()) {
        const way = /** @type {Way} */ (ways[(turn + at + round + WARM_UP) % ways.length]);
        const spent = time(() => WAYS[way](source, page));
        if (round >= 0) taken[at]?.[way].push(spent);
      }
    }
  }
  return sources.map(({ html }, at) => {
    const times = Object.fromEntries(ways.map((way) => [way, median((taken[at] ?? none())[way])]));
    return { bytes: new Blob([html]).size, ...times };
  });
}

/**
 * Milliseconds a MB for made-up pages of each shape and size; the sizes take turns, and so does an empty
 * page. What that takes with as many profiles is taken off: it is asked for once a click, whatever the
 * page.
 * @param {number[]} sizes In bytes.
 * @param {number} names How many profiles.
 * @param {number} rounds
 */
export async function growth(sizes, names, rounds) {
  await door({ module_or_path: WASM });
  const sites = profiles(names);
  const address = "https://page.example/";
  return SHAPES.map((shape) => {
    const pages = ["", ...sizes.map((bytes) => made(shape, bytes))].map((html) => collected(address, parse(html)));
    const taken = pages.map(() => /** @type {number[]} */ ([]));
    for (let round = -1; round < rounds; round += 1) {
      for (const [at, page] of pages.entries()) {
        const spent = timeOften(() => analyse(page, sites), Math.round(LEAST_TIMED / Math.max(page.html.length, MOST_OFTEN)));
        if (round >= 0) taken[at]?.push(spent);
      }
    }
    const [empty = 0, ...full] = taken.map(median);
    const { links, limits } = analyse(pages.at(-1) ?? {}, sites);
    return { shape, links, limits, empty, perMb: full.map((spent, at) => ((spent - empty) * 1e6) / Number(sizes[at])) };
  });
}

/**
 * How large the wasm memory is in a fresh instance: before a page, and after it.
 * @param {string} html
 */
async function memoryFor(html) {
  const fresh = newDoor();
  const { memory } = await fresh({ module_or_path: WASM });
  const before = memory.buffer.byteLength;
  fresh.analyse(collected("https://page.example/", parse(html)), profiles(1));
  return { bytes: new Blob([html]).size, before, after: memory.buffer.byteLength };
}

/**
 * @param {string} shape
 * @param {number} bytes
 */
export function memoryOfShape(shape, bytes) {
  return memoryFor(made(shape, bytes));
}

/** @param {string} address */
export async function memoryOfPage(address) {
  return memoryFor(await (await fetch(address)).text());
}
