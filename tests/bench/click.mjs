//! From the click on the toolbar to the verdict, stage by stage: real clicks on the shipped build.

import { pause, until } from "../e2e/browser.mjs";

/** @typedef {import("../e2e/browser.mjs").Browser} Browser */
/** @typedef {Record<string, number>} Click Milliseconds of each stage of a click, by its mark, and `whole`. */

/** Where the page is that is clicked on. */
const PAGE = "http://news.example/an/article";

/**
 * The marks the panel leaves on its timeline, in order, and what has happened by each.
 * @type {Record<string, string>}
 */
export const MARKS = {
  opened: "the browser opens the panel",
  loaded: "panel load: page, styles, script",
  started: "wasm start: compile and start",
  asked: "words, which tab was clicked",
  collected: "collect, and its message; profiles",
  read: "message into Rust values",
  inspected: "analyse",
  shown: "render, up to the frame it is in",
};

/**
 * Serves a page to be clicked on, and gives its address. A real page's own scripts would only ask for what is not there.
 * @param {import("../e2e/server.mjs").Server} server
 * @param {string | Buffer<ArrayBufferLike>} body
 */
export function serveClicked(server, body) {
  server.serve(PAGE, { headers: { "content-security-policy": "script-src 'none'" }, body });
  return PAGE;
}

/**
 * Milliseconds that this share of clicks took for a stage at most.
 * @param {Click[]} clicks
 * @param {string} stage
 * @param {number} share
 */
export function within(clicks, stage, share) {
  return at(clicks.map((click) => Number(click[stage])).sort((a, b) => a - b), share);
}

/**
 * The value below which this share of the sorted values lies.
 * @param {number[]} sorted
 * @param {number} share
 */
export function at(sorted, share) {
  return Number(sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))]);
}

/**
 * Closes the panel, so that the next click opens a new one. One that is still being shown may not
 * receive the message, so it is sent again.
 * @param {Browser} browser
 */
async function close(browser) {
  await until("the panel to be closed", async () => {
    const panels = await browser.panels().catch(() => [null]); // one is just going
    for (const panel of panels) await panel?.run("window.close()").catch(() => {}); // it does not live to answer
    return panels.length === 0;
  });
}

/**
 * Milliseconds of each stage of one click, and of all, on a new tab. The panel is closed again. A panel
 * that leaves no mark of a stage spends nothing in it.
 * @param {Browser} browser
 * @param {string} url
 * @returns {Promise<Click>}
 */
export async function click(browser, url) {
  const page = await browser.open(url);
  const clicked = performance.timeOrigin + performance.now();
  const panel = await browser.click(page);
  const at = await until("the panel's marks", async () => {
    const marks = JSON.parse(
      String(
        await panel.run(`JSON.stringify(Object.fromEntries([
          ["opened", performance.timeOrigin],
          ...performance.getEntriesByType("mark").map(({ name, startTime }) => [name, performance.timeOrigin + startTime]),
        ]))`),
      ),
    );
    return "shown" in marks && marks;
  });
  let before = clicked;
  /** @type {Record<string, number>} */
  const stages = {};
  for (const mark of Object.keys(MARKS)) {
    const reached = at[mark] ?? before;
    stages[mark] = reached - before;
    before = reached;
  }
  await close(browser);
  await page.close();
  await pause(300);
  return { ...stages, whole: before - clicked };
}
