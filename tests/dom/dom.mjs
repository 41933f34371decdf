//! `cargo xtask test dom [--count N]`: documents that scripts have made at random, collected by the
//! shipped scripts in real browsers and inspected by the analyser as wasm. For each, the report's links
//! (href, rel, anchor text, order) and the mentions of a name must be those that a second, simple
//! program (expect.js) reads off the live document.
//!
//! LINKGLANCE_DOMS says how many; a seed on the command line makes that one alone.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";

import { collecting } from "../e2e/browser.mjs";
import { launchChromium } from "../e2e/chromium.mjs";
import { doorHere } from "../e2e/door.mjs";
import { launchFirefox } from "../e2e/firefox.mjs";
import { Server } from "../e2e/server.mjs";

const COUNT = Number(process.env.LINKGLANCE_DOMS ?? 200);
const FIRST = Number(process.env.LINKGLANCE_SEED ?? 1);
/** So many are made in one call into the page. */
const BATCH = 50;

const NAME = "Zorbex";
const SITES = [{ name: NAME, domains: ["acme-tea.example"], aliases: [] }];
const ORIGIN = "http://dom.example/";

const { inspect } = await doorHere();

/** @typedef {{ seed: number, collected: any, links: import("./expect.js").Expected[], mentions: number }} Made */

for (const [browser, launch] of /** @type {const} */ ([
  ["Chromium", launchChromium],
  ["Firefox", launchFirefox],
])) {
  test(`${COUNT} documents made by scripts are reported as ${browser} has them`, async () => {
    const server = await Server.start();
    const running = await launch(server);
    try {
      serve(server);
      const page = await running.open(ORIGIN);
      await page.waitForFunction("globalThis.made !== undefined");
      const forms = { exact: 0, serialised: 0 };
      for (let seed = FIRST; seed < FIRST + COUNT; seed += BATCH) {
        const count = Math.min(BATCH, FIRST + COUNT - seed);
        const documents = /** @type {Made[]} */ (JSON.parse(String(await page.evaluate(`made(${seed}, ${count})`))));
        for (const document of documents) {
          compare(document);
          forms[/** @type {"exact" | "serialised"} */ (document.collected.markup)] += 1;
        }
      }
      // Both ways of writing must have been tried, or the documents are not what they are meant to be.
      assert.ok(COUNT < BATCH || Math.min(forms.exact, forms.serialised) > COUNT / 50, JSON.stringify(forms));
    } finally {
      await running.close();
      await server.stop();
    }
  });
}

/** @param {Made} made */
function compare({ seed, collected, links, mentions }) {
  const report = inspect({ ...collected, frames: [] }, SITES);
  const named = report.mentions.filter((/** @type {{ text: string }} */ { text }) => text === NAME);
  const found = report.links.map((/** @type {any} */ { href, rel, anchor }) => ({ href, rel, text: anchor.text }));
  const where = `seed ${seed}, ${collected.markup}: ${collected.html}`;
  assert.deepEqual(found, links, where);
  assert.equal(named.length, mentions, `mentions, ${where}`);
  assert.deepEqual(collected.layout.map((/** @type {any} */ { href }) => href), links.map(({ href }) => href), `layout, ${where}`);
}

/** The page, the two programs, and what runs them. @param {Server} server */
function serve(server) {
  /** @param {string} file */
  const source = (file) => readFileSync(new URL(file, import.meta.url), "utf8");
  const run = `
    import { make } from "/make.js";
    import { expected } from "/expect.js";
    const collect = ${JSON.stringify(collecting()).replaceAll("<", "\\u003c")};
    globalThis.made = (first, count) => JSON.stringify(Array.from({ length: count }, (_, at) => {
      make(document, first + at);
      return { seed: first + at, collected: (0, eval)(collect), ...expected(document, ${JSON.stringify(NAME)}) };
    }));`;
  const script = { headers: { "content-type": "text/javascript" } };
  server.serve(`${ORIGIN}make.js`, { ...script, body: source("make.js") });
  server.serve(`${ORIGIN}expect.js`, { ...script, body: source("expect.js") });
  server.serve(`${ORIGIN}run.js`, { ...script, body: run });
  const icon = '<link rel="icon" href="data:,">';
  server.serve(ORIGIN, { body: `<!doctype html>${icon}<title>made</title><script type="module" src="/run.js"></script>` });
}
