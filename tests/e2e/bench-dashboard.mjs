//! How fast the dashboard is with many prospects: node tests/e2e/bench-dashboard.mjs [count] prints
//! the script time of opening it and the time a filter, a search and a sort take until they are drawn.

import { launchChromium } from "./chromium.mjs";
import { paste } from "./cases-dashboard.mjs";
import { Dashboard } from "./dashboard.mjs";
import { BRIGHTLEAF } from "./pages.mjs";
import { Server } from "./server.mjs";

const count = Number(process.argv[2] ?? 50_000);
const server = await Server.start();
const browser = await launchChromium(server);
try {
  await browser.storeSites([BRIGHTLEAF]);
  const first = await Dashboard.open(browser, "data");
  const started = Date.now();
  await paste(first, Array.from({ length: count }, (_, at) => `https://www.site${at % 4999}.example/blog/${["tea", "leaf", "garden"][at % 3]}/a-longer-story-${at}`).join("\n"));
  print("import and store", Date.now() - started);
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
  console.log(`${name.padEnd(36)} ${time.toFixed(0).padStart(7)} ms   (${count} prospects)`);
}
