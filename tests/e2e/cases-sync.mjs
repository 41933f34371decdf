//! Where profiles are saved: what the browser's sync gets and what stays on this device, for both
//! browsers. Another device is the same synchronised storage with another local one.

import assert from "node:assert/strict";

import { until } from "./browser.mjs";
import { enter, entries, kept, openReady, press, sites, texts } from "./cases-ways.mjs";
import { BRIGHTLEAF } from "./pages.mjs";

/** @typedef {import("./browser.mjs").Page} Page */
/** @typedef {import("./cases.mjs").Check} Check */

const TEA = "https://brightleaf.example/tea";
const WHOLE = { ...BRIGHTLEAF, pages: [TEA], competitors: ["rival.example"] };

/** What Chrome says when a page writes too often. */
const TOO_OFTEN = "This request exceeds the MAX_WRITE_OPERATIONS_PER_MINUTE quota.";

/**
 * Declares the cases.
 * @param {Check} check
 */
export function syncCases(check) {
  check("a profile too large to be synchronised stays on this device until it fits or another device changes it", [BRIGHTLEAF], async ({ browser }) => {
    const options = await openReady(browser, "options");
    const many = Array.from({ length: 500 }, (_, at) => `a rather long name that the site goes by, number ${at}`);
    await enter(options, "aliases", many);
    await notes(options, "here-only", 1);
    assert.deepEqual(sites((await kept(options)).sync), [BRIGHTLEAF], "other devices keep the form that fitted");
    const again = await openReady(browser, "options");
    await notes(again, "here-only", 1);
    assert.equal((await entries(again, "aliases")).length, 500);
    await browser.store({ "site.test0": { ...BRIGHTLEAF, name: "From elsewhere" } });
    const newer = await openReady(browser, "options");
    assert.deepEqual(await names(newer), ["From elsewhere"]);
    await enter(newer, "aliases", many);
    await notes(newer, "here-only", 1);
    await enter(newer, "aliases", ["BLT"]);
    await notes(newer, "here-only", 0);
    assert.deepEqual(sites((await kept(newer)).local), []);
  });

  check("what the browser's sync refuses for now is saved here, is tried again, and hides no newer change", [BRIGHTLEAF], async ({ browser }) => {
    const options = await openReady(browser, "options");
    await options.evaluate(refuseWrites, TOO_OFTEN);
    await enter(options, "aliases", ["BLT"]);
    await notes(options, "waiting", 1);
    assert.deepEqual(sites((await kept(options)).sync), [BRIGHTLEAF]);
    const next = await openReady(browser, "options");
    await until("the change in sync", async () => sites((await kept(next)).sync)[0].aliases.join() === "BLT");
    await notes(next, "waiting", 0);
    assert.deepEqual(sites((await kept(next)).local), []);
    await next.evaluate(refuseWrites, TOO_OFTEN);
    await enter(next, "aliases", ["Mine"]);
    await notes(next, "waiting", 1);
    await browser.store({ "site.test0": { ...BRIGHTLEAF, name: "From elsewhere" } });
    const newer = await openReady(browser, "options");
    assert.deepEqual(await names(newer), ["From elsewhere"]);
    await until("nothing to wait for", async () => sites((await kept(newer)).local).length === 0);
    assert.equal(sites((await kept(newer)).sync)[0].name, "From elsewhere");
  });

  check("pages and competitors stay on this device, and another one says so", [BRIGHTLEAF], async ({ browser }) => {
    const options = await openReady(browser, "options");
    await enter(options, "competitors", ["rival.example"]);
    await enter(options, "pages", [TEA]);
    await until("them to be saved", async () => /** @type {any} */ ((await kept(options)).local["sitePart.test0"])?.pages.length === 1);
    await until("word of them", async () => (await kept(options)).sync["siteHasPart.test0"] === true);
    const { local, sync } = await kept(options);
    assert.deepEqual(local["sitePart.test0"], { pages: [TEA], competitors: ["rival.example"], sender: "" });
    assert.doesNotMatch(JSON.stringify(sync), /rival|\/tea/);
    await notes(options, "part-elsewhere", 0);
    await options.evaluate(() => chrome.storage.local.clear());
    const other = await openReady(browser, "options");
    await notes(other, "part-elsewhere", 1);
    assert.deepEqual(await names(other), [BRIGHTLEAF.name]);
    await enter(other, "pages", [`${TEA}/other`]);
    await notes(other, "part-elsewhere", 0);
  });

  check("a profile for this device only is in no sync, nor is a copy of it", [WHOLE], async ({ browser }) => {
    const options = await openReady(browser, "options");
    await press(options, "input[name=this_device]");
    const synced = async () => Object.keys((await kept(options)).sync).filter((key) => key.startsWith("site") && key !== "siteOrder");
    await until("it to be out of sync", async () => (await synced()).length === 0);
    await press(options, "[data-part=site-duplicate]");
    await until("the copy", async () => (await names(options)).length === 2);
    await until("both here", async () => sites((await kept(options)).local).length === 2);
    assert.deepEqual(await synced(), []);
    const again = await openReady(browser, "options");
    assert.deepEqual(await again.$$eval("input[name=this_device]", (all) => all.map((box) => box.checked)), [true, true]);
    assert.deepEqual([(await names(again)).length, (await entries(again, "pages")).join()], [2, TEA]);
    await press(again, "input[name=this_device]");
    await until("it in sync", async () => sites((await kept(again)).sync).length === 1);
    assert.equal((await entries(again, "pages")).join(), TEA);
    assert.doesNotMatch(JSON.stringify((await kept(again)).sync), /rival|\/tea/);
  });

  check("a profile that can't be taken out of sync just now says so, and is taken out later", [BRIGHTLEAF], async ({ browser }) => {
    const options = await openReady(browser, "options");
    await options.evaluate(refuseWrites, TOO_OFTEN);
    await press(options, "input[name=this_device]");
    await notes(options, "waiting", 1);
    assert.equal(sites((await kept(options)).sync).length, 1);
    const next = await openReady(browser, "options");
    await until("it to be out of sync", async () => sites((await kept(next)).sync).length === 0);
    await notes(next, "waiting", 0);
    assert.deepEqual(await names(next), [BRIGHTLEAF.name]);
  });

  check("the settings say what the browser's sync gets", [BRIGHTLEAF], async ({ browser }) => {
    const options = await openReady(browser, "options");
    assert.match((await texts(options, "[data-part=sites-sync]")).join(), /syncs extensions with your account.*other devices.*Pages, competitors and who writes for the site are not synced/);
  });
}

/**
 * Declares what only Chromium limits.
 * @param {Check} check
 */
export function syncCasesOfChromium(check) {
  check("more writes in a minute than the browser allows lose no change", [BRIGHTLEAF], async ({ browser }) => {
    const options = await openReady(browser, "options");
    const said = await options.evaluate(async () => {
      for (let at = 0; at < 1000; at += 1) {
        const error = await chrome.storage.sync.set({ ballast: at }).then(() => null, ({ message }) => message);
        if (error !== null) return error;
      }
    });
    assert.equal(said, TOO_OFTEN);
    await enter(options, "aliases", ["BLT"]);
    await notes(options, "waiting", 1);
    const again = await openReady(browser, "options");
    assert.equal((await entries(again, "aliases")).join(), "BLT");
    await notes(again, "waiting", 1);
  });
}

/**
 * Runs in a page of the extension: has the browser refuse whatever this page writes to the
 * synchronised storage.
 * @param {string} words
 */
function refuseWrites(words) {
  const refuse = () => Promise.reject(new Error(words));
  Object.assign(chrome.storage.sync, { set: refuse, remove: refuse });
}

/**
 * Waits until so many notes of a kind are shown.
 * @param {Page} page
 * @param {string} part
 * @param {number} count
 */
async function notes(page, part, count) {
  await until(`${count} × ${part}`, async () => (await texts(page, `[data-part=${part}]`)).length === count);
}

/** @param {Page} page */
const names = (page) => texts(page, ".profile summary strong");
