//! How the time of the page's scripts grows with a page that is made to hurt them: each shape once
//! had a quadratic step. Built by scripts, because no source gives such a page.

import { collecting } from "../e2e/browser.mjs";

/** The size of a shape, in links or attributes. */
const SIZES = [1000, 2000, 4000];
const ROUNDS = 3;

/**
 * What builds a page of a size. The functions run in the page.
 * @type {Record<string, (size: number) => void>}
 */
const SHAPES = {
  "hidden links, as many levels deep as there are": (size) => {
    let end = document.body.appendChild(document.createElement("div"));
    end.hidden = true;
    for (let at = 0; at < size; at += 1) end = end.appendChild(document.createElement("div"));
    for (let at = 0; at < size; at += 1) {
      const link = document.createElement("a");
      link.href = `/${at}`;
      end.append(link);
    }
  },
  // Fewer: the layout of nested boxes recurses, and many end Chromium's process, in any view.
  "links in links, in the colour behind them": (size) => {
    let end = /** @type {HTMLElement} */ (document.body);
    document.body.style.cssText = "background: rgb(1, 2, 3); color: rgb(1, 2, 3)";
    for (let at = 0; at < size / 8; at += 1) {
      const link = document.createElement("a");
      link.href = `/${at}`;
      link.style.color = "inherit";
      link.append("some words of a link ".repeat(50));
      end = end.appendChild(link);
    }
  },
  "attributes of <html>": (size) => {
    for (let at = 0; at < size * 25; at += 1) document.documentElement.setAttribute(`a${at}`, "");
  },
};

/**
 * Milliseconds of collecting a page of each shape and size, the least of some rounds, and whether the
 * time limit was met.
 * @param {{ open: (url: string) => Promise<import("../e2e/browser.mjs").Page> }} browser
 * @param {import("../e2e/server.mjs").Server} server
 */
export async function collected(browser, server) {
  const url = "http://collected.example/";
  server.serve(url, '<!doctype html><link rel="icon" href="data:,"><body></body>');
  const rows = [];
  for (const [shape, build] of Object.entries(SHAPES)) {
    const times = [];
    let cut = false;
    for (const size of SIZES) {
      const page = await browser.open(url);
      const made = /** @type {{ least: number, cut: boolean }} */ (
        await page.evaluate(`(() => {
          (${build})(${size});
          document.body.getBoundingClientRect(); // The browser's own layout is not ours.
          let least = Infinity, cut = false;
          for (let round = 0; round < ${ROUNDS}; round += 1) {
            const from = performance.now();
            const { outOfTime } = (0, eval)(${JSON.stringify(collecting())});
            least = Math.min(least, performance.now() - from);
            cut ||= Boolean(outOfTime);
          }
          return { least, cut };
        })()`)
      );
      times.push(made.least);
      cut ||= made.cut;
      await page.close();
    }
    rows.push({ shape, sizes: SIZES, times, cut });
  }
  return rows;
}
