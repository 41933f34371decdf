//! What outlives the browser: everything that was confirmed, when it ends by itself and when its
//! process is killed. In Chromium, whose profile can be a folder that is opened again.

import assert from "node:assert/strict";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";

import { pause, until } from "./browser.mjs";
import { launchChromium } from "./chromium.mjs";
import { UNLINKED } from "./cases-dashboard.mjs";
import { Dashboard } from "./dashboard.mjs";
import { openDoor } from "./door.mjs";
import { BRIGHTLEAF } from "./pages.mjs";
import { Server } from "./server.mjs";

/** How often the browser is killed, and how many writes it is given each time. */
const KILLS = 5;
const WRITES = 200;

/** Declares the tests. */
export function durability() {
  test("what was kept, set and written survives a restart of the browser", { timeout: 60_000 }, async () => {
    await withProfile(async (server, profile) => {
      const first = await launchChromium(server, { profile });
      const before = await Dashboard.open(first);
      await before.keep(UNLINKED, BRIGHTLEAF);
      await before.openProspect("Ten teas");
      await before.enter("status", "contacted");
      await before.enter("notes", "A note");
      await before.settled();
      // Notes are saved a moment after the last key.
      await until("the note in the store", async () => /** @type {any[]} */ ((await before.stored()).prospects)[0]?.notes === "A note");
      await first.close();
      const second = await launchChromium(server, { profile });
      const after = await Dashboard.open(second);
      await after.openProspect("Ten teas");
      assert.deepEqual([await after.value("status"), await after.value("notes")], ["contacted", "A note"]);
      await second.close();
    });
  });

  test(`the browser is killed ${KILLS} times during ${WRITES} writes: every confirmed one is there`, { timeout: 180_000 }, async () => {
    await withProfile(async (server, profile) => {
      const confirmed = new Set();
      for (let round = 0; round < KILLS; round++) {
        const browser = await launchChromium(server, { profile });
        const dashboard = await Dashboard.open(browser);
        check(await dashboard.stored(), confirmed);
        await dashboard.page.exposeFunction("confirm_write", (/** @type {string} */ url) => confirmed.add(url));
        const before = confirmed.size;
        await openDoor(dashboard.page);
        dashboard.page.evaluate(write, UNLINKED.html, BRIGHTLEAF, round, WRITES).catch(() => {}); // it dies with the browser
        await until("the first confirmed write", () => confirmed.size > before);
        await pause(Math.random() * 1200);
        browser.kill();
        await browser.closed();
        await pause(300);
      }
      const browser = await launchChromium(server, { profile });
      const dashboard = await Dashboard.open(browser);
      check(await dashboard.stored(), confirmed);
      console.log(`${confirmed.size} confirmed writes over ${KILLS} kills, all there`);
      await browser.close();
    });
  });
}

/**
 * Every confirmed write is there, and whatever is there is whole: a prospect has its row and its
 * report, and nothing else has.
 * @param {Record<string, any[]>} stored
 * @param {Set<unknown>} confirmed
 */
function check({ prospects = [], reports = [], rows = [] }, confirmed) {
  const urls = new Set(prospects.map(({ page }) => page.url));
  assert.deepEqual([...confirmed].filter((url) => !urls.has(url)), [], "confirmed and lost");
  assert.deepEqual(reports.map(({ id }) => id), prospects.map(({ id }) => id));
  assert.equal(rows.length, prospects.length);
  for (const { page, opportunities } of prospects) assert.ok(page.title !== null && opportunities.length > 0, page.url);
  for (const { report } of reports) assert.ok(Array.isArray(report.links) && report.page.url);
}

/**
 * Runs in the dashboard: saves page after page, and says so of each that was confirmed.
 * @param {string} html
 * @param {object} site
 * @param {number} round
 * @param {number} count
 */
async function write(html, site, round, count) {
  const { inspect, keep } = /** @type {import("./door.mjs").Door} */ (/** @type {any} */ (globalThis).door);
  for (let at = 0; at < count; at++) {
    const url = `https://round${round}.example/${at}`;
    await keep(inspect({ url, html }, [site]), site);
    await /** @type {any} */ (globalThis).confirm_write(url);
  }
}

/** @param {(server: Server, profile: string) => Promise<void>} body */
async function withProfile(body) {
  const profile = mkdtempSync(join(tmpdir(), "linkglance-"));
  const server = await Server.start();
  try {
    await body(server, profile);
  } finally {
    await server.stop();
    rmSync(profile, { recursive: true, force: true, maxRetries: 5 });
  }
}
