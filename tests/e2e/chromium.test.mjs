//! The cases in Chromium, and what is checked in one browser only.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";

import { cases, checker } from "./cases.mjs";
import { launchChromium } from "./chromium.mjs";
import { ARTICLE, BRIGHTLEAF, PDF } from "./pages.mjs";

const AXE = readFileSync(new URL("../node_modules/axe-core/axe.min.js", import.meta.url), "utf8");

const check = checker(launchChromium);
cases(check, ["chrome://version/", "about:blank"]);

check("a click starts no wasm in the background worker", [BRIGHTLEAF], async (current) => {
  const panel = await current.browser.click(await current.open(ARTICLE));
  assert.equal((await panel.settled()).state, "report");
  const browser = /** @type {import("./chromium.mjs").Chromium} */ (current.browser);
  assert.deepEqual(await browser.workerModules(), []);
});

check("the panel's first run is accessible", [], async (current) => {
  const panel = await current.browser.click(await current.open(ARTICLE));
  assert.equal((await panel.settled()).state, "first_run");
  assert.deepEqual(await violations(panel), []);
});

check("the panel's report is accessible", [BRIGHTLEAF], async (current) => {
  const panel = await current.browser.click(await current.open(ARTICLE));
  assert.equal((await panel.settled()).state, "report");
  assert.deepEqual(await violations(panel), []);
});

check("the panel's refusal is accessible", [BRIGHTLEAF], async (current) => {
  current.server.serve(PDF.url, PDF);
  current.expect(`GET ${PDF.url}`);
  current.allow(`GET ${new URL("/favicon.ico", PDF.url)}`); // Chromium, for the tab's icon
  const panel = await current.browser.click(await current.browser.open(PDF.url));
  assert.equal((await panel.settled()).state, "cannot");
  assert.deepEqual(await violations(panel), []);
});

/**
 * What axe has against the panel, in the light and in the dark.
 * @param {import("./panel.mjs").Panel} panel
 */
async function violations(panel) {
  const found = [];
  for (const scheme of /** @type {const} */ (["light", "dark"])) {
    await panel.prefer(scheme);
    await panel.run(AXE);
    const list = await panel.evaluate(async () => {
      const { violations } = await /** @type {any} */ (globalThis).axe.run();
      return violations.map((/** @type {any} */ { id, nodes }) => `${id}: ${nodes.map((/** @type {any} */ node) => node.html).join(" ")}`);
    });
    found.push(...list.map((/** @type {string} */ violation) => `${scheme}: ${violation}`));
  }
  return found;
}
