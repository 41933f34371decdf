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
import { door, ended, progress, records } from "./runs.mjs";
import { Server } from "./server.mjs";
import { backlinksIn } from "./stored.mjs";

/** @typedef {import("./browser.mjs").Page} Page */

/** How often the browser is killed, and how many writes it is given each time. */
const KILLS = 5;
const WRITES = 200;

/** How often it is killed during how many checks, of so many hosts. */
const CHECK_KILLS = 3;
const CHECKS = 300;
const HOSTS = 20;

/** A page whose link is saved with the answer. */
const LINKING = '<!doctype html><html lang="en"><link rel="icon" href="data:,"><title>Tea</title><main><p>We drink <a href="https://brightleaf.example/tea">their green tea</a> every day, with or without milk.</p></main>';

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

  test(`the browser is killed ${CHECK_KILLS} times during ${CHECKS} checks: none is lost, none that was confirmed is made again`, { timeout: 300_000 }, async () => {
    await withProfile(async (server, profile, launched) => {
      const urls = Array.from({ length: CHECKS }, (_, n) => `http://h${n % HOSTS}.example/${n}`);
      for (const url of urls) server.serve(url, LINKING);
      // Half of them are what links lead to, half pages of a bulk check, of the same hosts.
      const ofBulk = urls.slice(CHECKS / 2);
      /** @type {string[]} */
      let runs = [];
      let inTheMidst = 0;
      /** The addresses whose answer was confirmed before a kill, by how often the server had seen them. @type {Map<string, number>} */
      const confirmed = new Map();
      const seen = (/** @type {string} */ url) => server.visits((visited) => visited === url).length;
      for (let round = 0; round <= CHECK_KILLS; round++) {
        const browser = await launchChromium(server, { profile, granted: "http://*.example/*" });
        launched.push(browser);
        if (round === 0) await browser.storeSites([BRIGHTLEAF]);
        const page = await browser.own("options.html");
        await openDoor(page);
        if (round === 0) runs = [await door(page, "startCheck", urls.slice(0, CHECKS / 2)), await door(page, "startBulk", ofBulk)];
        const far = () => Promise.all(runs.map((run) => progress(page, run)));
        const isDone = async () => (await far()).every(({ stage }) => stage === "done");
        const answered = async () => (await far()).flatMap(({ rows }) => rows.filter(({ came }) => came !== null).map(({ url }) => url));
        const now = await answered();
        assert.deepEqual([...confirmed.keys()].filter((url) => !now.includes(url)), [], "confirmed and lost");
        for (const [url, times] of confirmed) assert.equal(seen(url), times, `${url} was asked for again`);
        await checkBacklinks(page, now.filter((url) => ofBulk.includes(url)));
        if (round === CHECK_KILLS) {
          const rows = await Promise.all(runs.map((run) => ended(page, run, 120_000)));
          assert.deepEqual(rows.flat().map(({ url, came }) => came && url), urls, "each has its answer");
          await checkBacklinks(page, ofBulk);
          await browser.close();
          break;
        }
        await until("more answers, or the end", async () => (await answered()).length > now.length || (await isDone()), 30_000);
        await pause(Math.random() * 2_000);
        for (const url of await answered()) confirmed.set(url, seen(url));
        if (!(await isDone())) inTheMidst += 1;
        browser.kill();
        await browser.closed();
        await pause(300);
      }
      const visits = server.visits((url) => urls.includes(url));
      assert.deepEqual([...new Set(visits.map(({ url }) => url))].sort(), [...urls].sort(), "each was asked for");
      assert.ok(inTheMidst > 0, "no kill hit the run");
      console.log(`${CHECKS} checks over ${CHECK_KILLS} kills: ${visits.length} requests, ${confirmed.size} answers confirmed before a kill`);
    });
  });
}

/** Pages of a bulk check that have an answer have their backlink, too. @param {Page} page @param {string[]} urls */
async function checkBacklinks(page, urls) {
  const saved = new Set(backlinksIn(await records(page, "backlinks")).map(({ page }) => page));
  assert.deepEqual(urls.filter((url) => !saved.has(url)), [], "an answer without its backlink");
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

/** @param {(server: Server, profile: string, launched: { kill: () => void }[]) => Promise<void>} body */
async function withProfile(body) {
  /** Those that a failure would leave open, and the whole run with them. @type {{ kill: () => void }[]} */
  const launched = [];
  const profile = mkdtempSync(join(tmpdir(), "linkglance-"));
  const server = await Server.start();
  try {
    await body(server, profile, launched);
  } finally {
    for (const browser of launched) browser.kill();
    await server.stop();
    rmSync(profile, { recursive: true, force: true, maxRetries: 5 });
  }
}
