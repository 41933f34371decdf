//! How fast the panel is with many links, in Chromium: node tests/e2e/measure-panel.mjs [count …]
//! prints the time to show the tab, from a keystroke in the search to the painted rows, and the
//! frames while the whole list is scrolled through.

import { launchChromium } from "./chromium.mjs";
import { BRIGHTLEAF, many } from "./pages.mjs";
import { Server } from "./server.mjs";

const counts = process.argv.slice(2).map(Number);
for (const count of counts.length > 0 ? counts : [2000, 5000]) {
  const server = await Server.start();
  const page = many(count);
  server.serve(page.url, page);
  const browser = await launchChromium(server);
  try {
    await browser.storeSites([BRIGHTLEAF]);
    const panel = await browser.click(await browser.open(page.url));
    await panel.settled();
    console.log(`${count} links`, await panel.evaluate(measure));
  } finally {
    await browser.close();
    await server.stop();
  }
}

/** Runs in the panel. All times are in milliseconds. */
async function measure() {
  const frame = () => new Promise((resolve) => requestAnimationFrame(resolve));
  const painted = () => new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve)));
  /** @param {() => void} action */
  const timed = async (action) => {
    await painted();
    const start = performance.now();
    action();
    await painted();
    return Math.round((performance.now() - start) * 10) / 10;
  };
  /** @param {string} selector */
  const find = (selector) => {
    const found = document.querySelector(selector);
    if (!(found instanceof HTMLElement)) throw new Error(`no ${selector}`);
    return found;
  };
  const search = /** @type {HTMLInputElement} */ (find("[data-part=search]"));
  /** @param {string} text */
  const type = (text) =>
    timed(() => {
      search.value = text;
      search.dispatchEvent(new Event("input", { bubbles: true }));
    });
  const showTab = await timed(() => find("[data-tab=links]").click());
  /** @type {Record<string, number>} */
  const keystrokes = {};
  for (const text of ["t", "te", "tea", "tea 1", "tea 12", ""]) keystrokes[`"${text}"`] = await type(text);
  const sort = await timed(() => find("[data-column=anchor] button").click());
  /** @type {number[]} */
  const frames = [];
  let last = performance.now();
  const page = document.documentElement;
  for (let at = 0; at < page.scrollHeight - innerHeight; at += 400) {
    scrollTo(0, at);
    await frame();
    const now = performance.now();
    frames.push(now - last);
    last = now;
  }
  frames.sort((a, b) => a - b);
  const share = (/** @type {number} */ part) => Math.round((frames[Math.floor((frames.length - 1) * part)] ?? 0) * 10) / 10;
  return {
    showTab,
    keystrokes,
    sort,
    scroll: { frames: frames.length, median: share(0.5), p95: share(0.95), worst: share(1), over50: frames.filter((time) => time > 50).length },
    rowsBuilt: document.querySelectorAll("[data-part=link]").length,
  };
}
