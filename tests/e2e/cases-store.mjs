//! What is stored, in trouble: damaged, full, held by another version, cut off in the middle. The
//! extension says so, goes on with the rest, and loses nothing.

import assert from "node:assert/strict";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";

import { pause, until } from "./browser.mjs";
import { isStrict, unfold } from "./cases-abuse.mjs";
import { LINKING, UNLINKED, paste } from "./cases-dashboard.mjs";
import { enter } from "./cases-ways.mjs";
import { Dashboard } from "./dashboard.mjs";
import { openDoor } from "./door.mjs";
import { BRIGHTLEAF, page } from "./pages.mjs";
import { backlinksIn } from "./stored.mjs";

/** @typedef {import("./browser.mjs").Page} Page */
/** @typedef {import("./cases.mjs").Check} Check */

/**
 * Declares the cases for both browsers.
 * @param {Check} check
 */
export function storeCases(check) {
  check("damaged profiles are reported and left as they are", [], async (current) => {
    await current.browser.store(DAMAGED);
    const panel = await current.browser.click(await current.open(page("strict")));
    const state = await panel.settled();
    assert.deepEqual([state.state, state.notices], ["first_run", ["damaged"]]);
    assert.match(await panel.text("notice"), /can't be read.*: site\.a, site\.b\. /);
    assert.equal(state.links.length, 2, "the report is there as for those without profiles");
    await panel.enterSite("brightleaf.example");
    await panel.shows("the report", ({ state, backlinks, notices }) => state === "report" && backlinks.length === 1 && notices.length === 1);
    const options = await current.browser.own("options.html");
    await until("the new profile", async () => (await items(options, "profile")).length === 1);
    await stands(options, DAMAGED);
  });

  check("a damaged profile beside good ones keeps no page from its work, and no change touches it", [BRIGHTLEAF], async (current) => {
    await current.browser.store({ ...DAMAGED, "site.z": { ...BRIGHTLEAF, name: "Other", domains: ["other.example"] } });
    const panel = await current.browser.click(await current.open(page("strict")));
    const state = await panel.shows("the report", isStrict);
    assert.deepEqual(state.notices, ["damaged"]);
    const dashboard = await Dashboard.open(current.browser, "data");
    await until("the word of it", async () => (await dashboard.texts("notice")).join().includes("site.a"));
    await dashboard.enter("import-paste", "https://a.example/1");
    await dashboard.press("import-look");
    await until("both sites to choose from", async () => (await dashboard.texts("import-site")).join() === "Brightleaf TeaOther");
    const options = await current.browser.own("options.html");
    await until("what can't be read", async () => (await items(options, "damaged")).length === 2);
    await press(options, "site-down");
    await until("the other order", async () => /^Other/.test((await items(options, "profile"))[0] ?? ""));
    await press(options, "site-duplicate");
    await until("the copy", async () => (await items(options, "profile")).length === 3);
    await press(options, "site-remove");
    await until("one less", async () => (await items(options, "profile")).length === 2);
    await stands(options, DAMAGED);
    const welcome = await current.browser.own("welcome.html");
    await until("the word of it", async () => (await items(welcome, "notice")).join().includes("site.a"));
  });

  check("a damaged profile is downloaded as it stands, and removed when that is confirmed", [BRIGHTLEAF], async (current) => {
    await current.browser.store({ "site.a": DAMAGED["site.a"] });
    const panel = await current.browser.click(await current.open(page("strict")));
    await panel.shows("the word of it", ({ notices }) => notices.join() === "damaged");
    const options = await current.browser.own("options.html");
    await options.waitForSelector("[data-part=damaged]");
    await press(options, "damaged-download");
    const file = join(current.browser.downloads, "linkglance-site.a.json");
    const saved = await until("the file", () => (existsSync(file) ? readFileSync(file, "utf8") : null));
    assert.deepEqual(JSON.parse(saved), DAMAGED["site.a"]);
    await press(options, "damaged-remove");
    await options.waitForSelector("[data-part=damaged-asked]");
    await stands(options, { "site.a": DAMAGED["site.a"] });
    await press(options, "damaged-yes");
    await until("nothing damaged", async () => (await items(options, "damaged")).length === 0);
    await until("it to be gone", async () => !("site.a" in (await synced(options))));
    assert.equal((await items(options, "profile")).length, 1);
    await panel.shows("no word of it", ({ notices }) => notices.length === 0);
  });

  check("damaged settings and choices give way to the usual ones", [BRIGHTLEAF], async (current) => {
    await current.browser.store({ settings: { version: "x", colours: 3, language: {} }, panel: "x", choices: [1] });
    const panel = await current.browser.click(await current.open(page("strict")));
    await panel.shows("the report", isStrict);
  });

  check("a page that holds the database is in the way of its deletion: those that want it say so, and go on when it is closed", [BRIGHTLEAF], async (current) => {
    const old = await current.browser.own("options.html");
    await old.waitForSelector("[data-part=profile]");
    await old.evaluate(holdDatabase, 1, []);
    await old.evaluate(() => void indexedDB.deleteDatabase("linkglance"));
    const dashboard = new Dashboard(await current.browser.own("dashboard.html#prospects"));
    await until("the word of it", async () => (await dashboard.texts("warning")).join().includes("Close the other Linkglance pages"));
    const panel = await current.browser.click(await current.open(UNLINKED_PAGE));
    await panel.shows("the report", ({ state }) => state === "report");
    await panel.press("keep-page");
    await until("the word of it in the panel", async () => (await panel.text("keep")).includes("Close the other Linkglance pages"));
    await panel.open("check");
    await until("the word of it at the check", async () => (await panel.text("check-notice")).includes("Close the other Linkglance pages"));
    await old.close();
    await dashboard.ready();
    assert.equal(await dashboard.has("warning"), false);
    await until("the word that the page is kept", async () => (await panel.text("keep")).startsWith("Saved for Brightleaf Tea"));
    await until("the check", async () => (await panel.text("check-notice")) === "");
    await until("the prospect", async () => (await dashboard.texts("prospect")).length === 1);
  });

  check("a migration takes every record along, and one that fails leaves all as it was", [], async ({ browser }) => {
    const options = await browser.own("options.html");
    await openDoor(options);
    const records = (/** @type {unknown} */ notes) => Array.from({ length: 1203 }, (_, at) => ({ ...RECORD, id: `id ${at}`, notes }));
    /** @param {number} version @returns {Promise<string>} */
    const opened = (version) =>
      options.evaluate((version) => {
        const { openMadeUp } = /** @type {import("./door.mjs").Door} */ (/** @type {any} */ (globalThis).door);
        return openMadeUp(version).then(() => "opened", String);
      }, version);
    assert.equal(await opened(1), "opened");
    await options.evaluate(fillMadeUp, records(7));
    assert.match(await opened(2), /a prospect without notes/);
    assert.deepEqual(await options.evaluate(madeUp), { version: 1, prospects: 1203, notes: null });
    await options.evaluate(fillMadeUp, records("A note"));
    assert.equal(await opened(2), "opened");
    assert.deepEqual(await options.evaluate(madeUp), { version: 2, prospects: 1203, notes: 1203 });
    assert.match(await opened(1), /newer version/);
  });

  check("backlinks of an earlier version are all there, by their domains, with one that can't be read", [BRIGHTLEAF], async ({ browser }) => {
    const old = await browser.own("options.html");
    await old.waitForSelector("[data-part=profile]");
    await old.evaluate(holdDatabase, 1, []);
    const earlier = Array.from({ length: 300 }, (_, at) => ({ ...EARLIER_LINK, id: `tea ${at}`, page: `https://${at % 2 === 0 ? "www" : "news"}.blog.example/${at}`, last: at }));
    await old.evaluate(fillBacklinks, [...earlier, { ...EARLIER_LINK, id: "other", page: "https://other.example/" }, { id: "torn", backlinks: ["what", null] }]);
    await old.evaluate(releaseDatabase);
    const dashboard = await Dashboard.open(browser, "backlinks");
    await until("all of them", async () => (await dashboard.text("view-count")) === "301");
    await until("what can't be read", async () => /^1 stored record could not be read/.test((await dashboard.texts("records-damaged")).join()));
    const { backlinks = [] } = await dashboard.stored();
    const parts = /** @type {any[]} */ (backlinks).filter(({ lines }) => lines !== undefined);
    assert.deepEqual(parts.map((part) => [part.id.split("\u001f")[0], backlinksIn([part]).length]).sort(), [["blog.example", 128], ["blog.example", 128], ["blog.example", 44], ["other.example", 1]]);
    assert.ok(parts.every((part) => part.last === Math.max(...backlinksIn([part]).map(({ last }) => last))));
    assert.deepEqual(backlinksIn(parts).find(({ id }) => id === "tea 7"), earlier[7]);
  });

  check("reasons of a prospect are in the person's language, in whatever language they were kept", [BRIGHTLEAF], async (current) => {
    await current.browser.store({ settings: { language: "de" } });
    const old = await current.browser.own("options.html");
    await old.waitForSelector("[data-part=profile]");
    await old.evaluate(holdDatabase, 1, [RECORD]);
    await old.evaluate(releaseDatabase);
    const panel = await current.browser.click(await current.open(UNLINKED_PAGE));
    await panel.shows("the report", ({ state }) => state === "report");
    await panel.press("keep-page");
    const dashboard = await Dashboard.open(current.browser);
    await dashboard.openProspect("Ten teas");
    await until("German", async () => (await dashboard.texts("opportunity")).join().includes("Erwähnungen von Ihnen ohne Link: 1."));
    await dashboard.press("close-detail");
    await dashboard.openProspect("An old post");
    await until("German", async () => (await dashboard.texts("opportunity")).join().includes("Erwähnungen von Ihnen ohne Link: 1."));
  });

  check("records that can't be read are reported, keep nothing from its work, and come back with a backup", [BRIGHTLEAF], async ({ browser }) => {
    const dashboard = await Dashboard.open(browser);
    await dashboard.keep(UNLINKED, BRIGHTLEAF);
    await dashboard.see(LINKING, BRIGHTLEAF);
    await dashboard.keep({ ...UNLINKED, url: "https://other.example/post" }, BRIGHTLEAF);
    await dashboard.page.evaluate(damage);
    const before = await dashboard.stored();
    await dashboard.reload();
    await dashboard.ready();
    await until("both prospects, one of them by a row made again", async () => (await dashboard.texts("prospect")).length === 2);
    await until("what can't be read", async () => /^\d stored records? could not be read/.test((await dashboard.texts("records-damaged")).join()));
    await dashboard.go("backlinks");
    await until("the backlink that can be read", async () => (await dashboard.texts("backlink")).length === 1);
    await dashboard.go("agreements");
    await dashboard.go("templates");
    await until("all of them", async () => /^5 stored records could not be read/.test((await dashboard.texts("records-damaged")).join()));
    await dashboard.go("data");
    const file = await dashboard.download("backup");
    await dashboard.wipe();
    await dashboard.press("undo");
    await until("all", async () => (await dashboard.stored()).prospects?.length === before.prospects?.length);
    assert.deepEqual(await dashboard.stored(), before);
    await dashboard.wipe();
    await dashboard.choose("restore-file", "backup.json", Buffer.from(file));
    await dashboard.press("restore");
    await dashboard.settled();
    const kept = (/** @type {Record<string, unknown[]>} */ stored) => ({ ...stored, rows: [] });
    assert.deepEqual(kept(await dashboard.stored()), kept(before));
    await dashboard.go("prospects");
    await until("both prospects", async () => (await dashboard.texts("prospect")).length === 2);
  });

  check("a newer version's database is reported by every page and left as it is", [BRIGHTLEAF], async (current) => {
    const own = await current.browser.own("options.html");
    await own.waitForSelector("[data-part=profile]");
    const later = { ...RECORD, version: 99, later: { of: "another form" } };
    await own.evaluate(holdDatabase, 99, [later]);
    await own.evaluate(releaseDatabase);
    const dashboard = new Dashboard(await current.browser.own("dashboard.html"));
    await until("the word of it", async () => (await dashboard.texts("warning")).join().includes("A newer Linkglance has written this data"));
    const panel = await current.browser.click(await current.open(UNLINKED_PAGE));
    await panel.shows("the report", ({ state }) => state === "report");
    await panel.press("keep-page");
    await until("the word of it in the panel", async () => (await panel.text("keep")).includes("A newer Linkglance has written this data"));
    // Backlinks are saved without a click: where that fails, the panel says so by itself.
    await current.browser.store({ settings: { keepBacklinks: true } });
    await current.browser.click(await current.open(page("strict")));
    await panel.shows("the word that backlinks were not saved", ({ notices }) => notices.includes("backlinks_not_saved"));
    assert.deepEqual(await own.evaluate(readDatabase), { version: 99, prospects: [later] });
  });
}

/**
 * Declares the cases of pages that are closed in the middle of something.
 * @param {Check} check
 */
export function cutOffCases(check) {
  check("a dashboard that is closed in the middle of an import has imported nothing of it", [BRIGHTLEAF], async (current) => {
    const dashboard = await Dashboard.open(current.browser, "data");
    await dashboard.choose("import-file", "list.txt", Buffer.from(Array.from({ length: 60_000 }, (_, at) => `https://site${at}.example/`).join("\n")));
    await dashboard.press("import-take");
    const said = await until("a number", async () => Number(/[1-9][\d,]*/.exec((await dashboard.texts("import-progress")).join())?.[0].replaceAll(",", "") ?? 0));
    await dashboard.page.close();
    const again = await Dashboard.open(current.browser);
    const { prospects = [], rows = [] } = await again.stored();
    assert.ok(said > 0 && said < 60_000, `said ${said}`);
    assert.deepEqual([prospects.length, rows.length], [0, 0]);
    await again.shows("empty");
  });

  check("a panel that is closed while it reads a page or keeps it has done that wholly or not at all", [BRIGHTLEAF], async (current) => {
    const opened = await current.open(LONG_PAGE);
    const panel = await current.browser.click(opened);
    await panel.reopen();
    await current.browser.click(opened);
    await panel.shows("the report", ({ state }) => state === "report");
    const dashboard = await Dashboard.open(current.browser);
    let kept = 0;
    for (const delay of [0, 5, 10, 20, 40]) {
      await opened.bringToFront();
      await current.browser.click(opened);
      await until("the button", () => panel.press("keep-page").then(() => true, () => false));
      await pause(delay);
      const confirmed = (await panel.text("keep")).startsWith("Saved for");
      await panel.reopen();
      const { prospects = [], reports = [], rows = [] } = await dashboard.stored();
      assert.deepEqual([reports.length, rows.length], [prospects.length, prospects.length], "a prospect, its row and its report");
      assert.ok(prospects.length >= kept && prospects.length <= 1 && (prospects.length === 1 || !confirmed), `${prospects.length}, confirmed ${confirmed}`);
      kept = prospects.length;
    }
    await dashboard.reload();
    await dashboard.ready();
    await until("what was kept", async () => (await dashboard.texts("prospect")).length === kept);
  });
}

/** Room for databases that is soon filled, in KB; Firefox gives half of it to each origin. */
export const ROOM = 20_000;

/**
 * Declares the cases of a full storage, for a browser that has only {@link ROOM}.
 * @param {Check} check
 */
export function fullCases(check) {
  check("a profile that can't be kept is reported, and the others stay", [BRIGHTLEAF], async (current) => {
    const panel = await current.browser.click(await current.open(page("strict")));
    await panel.shows("the report", isStrict);
    const before = await panel.evaluate(storedProfiles);
    await panel.evaluate(fillItems);
    await panel.evaluate(unfold);
    await panel.press("add-site");
    await panel.enterSite("elsewhere.example");
    await panel.shows("that it was not kept", ({ notices }) => notices.includes("not_saved"));
    assert.deepEqual(await panel.evaluate(storedProfiles), before, "what was stored");
    await until("the kept profiles", async () => (await panel.evaluate(siteNames)).join() === BRIGHTLEAF.name);
    // A profile grows: what is stored of it stays as it was.
    const options = await current.browser.own("options.html");
    await options.waitForSelector("[data-part=profile]");
    await enter(options, "aliases", ["alias"]);
    await options.waitForSelector("[data-part=options-error]");
    assert.deepEqual(await options.evaluate(storedProfiles), before, "what was stored, still");
    // Room on this computer, but none in the synchronised storage.
    await options.evaluate(emptyLocal);
    await panel.enterSite("elsewhere.example");
    await until("the profile, here only", async () => (await items(options, "here-only")).length === 1);
    const after = await options.evaluate(storedProfiles);
    // A copy on this device says beside it why it is there.
    const copies = Object.values(after.local ?? {}).map(({ copied }) => copied?.domains?.join());
    assert.deepEqual([after.sync, copies], [before.sync, ["elsewhere.example"]]);
  });

  check("where there is no room, keeping and importing say so and lose nothing, and go on when there is", [BRIGHTLEAF], async (current) => {
    const dashboard = await Dashboard.open(current.browser, "data");
    await dashboard.keep({ ...UNLINKED, url: "https://before.example/" }, BRIGHTLEAF);
    const before = await dashboard.stored();
    await dashboard.page.evaluate(takeAllRoom);
    const panel = await current.browser.click(await current.open(LONG_PAGE));
    await panel.shows("the report", ({ state }) => state === "report");
    await panel.press("keep-page");
    await until("the word of it in the panel", async () => (await panel.text("keep")).includes("There is no room left"));
    await paste(dashboard, LONG_LIST);
    assert.match((await dashboard.texts("notice")).join(), /There is no room left/);
    assert.match((await dashboard.texts("import-progress")).join(), /^Stopped\. Nothing was imported/);
    assert.deepEqual(await dashboard.stored(), before);
    await dashboard.page.evaluate(giveRoom);
    await panel.press("keep-page");
    await until("the word that the page is kept", async () => (await panel.text("keep")).startsWith("Saved for Brightleaf Tea"));
    await paste(dashboard, LONG_LIST);
    const { prospects, reports, rows } = await dashboard.stored();
    assert.deepEqual([prospects?.length, reports?.length, rows?.length], [1_202, 2, 1_202]);
  });
}

/** More pages than go into one transaction. */
const LONG_LIST = Array.from({ length: 1_200 }, (_, at) => `https://site${at}.example/${"a-long-address/".repeat(20)}`).join("\n");

/** Runs in a page of the extension: puts unreadable records among the records of every kind. */
async function damage() {
  const answer = (/** @type {IDBRequest<any>} */ request) =>
    new Promise((resolve, reject) => {
      request.onsuccess = () => resolve(request.result);
      request.onerror = () => reject(request.error);
    });
  const database = await answer(indexedDB.open("linkglance"));
  const kinds = ["prospects", "reports", "backlinks", "agreements", "checks", "templates"];
  const transaction = database.transaction([...kinds, "rows"], "readwrite");
  for (const kind of kinds) transaction.objectStore(kind).put({ id: "torn", [kind]: ["what", null] });
  const rows = transaction.objectStore("rows");
  const [first] = await answer(rows.getAllKeys());
  rows.put("torn", first);
  await answer(rows.put("torn", "torn"));
  database.close();
}

/** Runs in the panel: the names of the sites it lists. */
function siteNames() {
  return [...document.querySelectorAll(".site-row input")].map((field) => /** @type {HTMLInputElement} */ (field).value);
}

/**
 * Runs in a page of the extension: the profiles that are stored.
 * @returns {Promise<Record<string, Record<string, any>>>}
 */
async function storedProfiles() {
  const own = async (/** @type {chrome.storage.StorageArea} */ area) =>
    Object.fromEntries(Object.entries(await area.get(null)).filter(([key]) => key.startsWith("site.")));
  return { sync: await own(chrome.storage.sync), local: await own(chrome.storage.local) };
}

/** Runs in a page of the extension: stores until the browser takes nothing more, not even a little. */
async function fillItems() {
  for (const [area, most] of /** @type {const} */ ([[chrome.storage.sync, 8_000], [chrome.storage.local, 1_000_000]])) {
    let size = Number(most);
    for (let at = 0; size >= 1; at++) {
      // What repeats itself is stored as a few bytes by some browsers.
      const bytes = new Uint8Array(size);
      for (let from = 0; from < size; from += 65_536) crypto.getRandomValues(bytes.subarray(from, from + 65_536));
      const noise = [...bytes].map((byte) => String.fromCharCode(35 + (byte % 56))).join("");
      await area.set({ [`ballast${at}`]: noise }).catch(() => {
        size = Math.floor(size / 2);
      });
    }
  }
}

/**
 * Runs in a page of the extension: gives the room on this computer back.
 */
async function emptyLocal() {
  const area = chrome.storage.local;
  const keys = Object.keys(await area.get(null));
  await area.remove(keys.filter((key) => key.startsWith("ballast")));
}

/** Runs in a page of the extension: stores until nothing more is taken, not even a little. */
async function takeAllRoom() {
  const done = (/** @type {IDBRequest | IDBTransaction} */ asked) =>
    new Promise((resolve, reject) => {
      if (asked instanceof IDBTransaction) asked.oncomplete = resolve;
      else asked.onsuccess = resolve;
      asked.onerror = () => reject(asked.error);
      if (asked instanceof IDBTransaction) asked.onabort = () => reject(asked.error);
    });
  for (let size = 4_000_000; size >= 1_000; ) {
    // What repeats itself is stored as a few bytes.
    const noise = new Uint8Array(size);
    for (let at = 0; at < size; at += 65_536) crypto.getRandomValues(noise.subarray(at, at + 65_536));
    // A new one each time: a connection that has met the limit is of no more use here.
    const opening = indexedDB.open("ballast");
    opening.onupgradeneeded = () => opening.result.createObjectStore("ballast", { autoIncrement: true });
    await done(opening);
    const transaction = opening.result.transaction("ballast", "readwrite");
    transaction.objectStore("ballast").put(noise);
    await done(transaction).catch(() => {
      size /= 2;
    });
    opening.result.close();
  }
}

/** Runs in a page of the extension: gives that room back. */
function giveRoom() {
  return new Promise((resolve, reject) => {
    const deleting = indexedDB.deleteDatabase("ballast");
    deleting.onsuccess = () => resolve(null);
    deleting.onerror = () => reject(deleting.error);
  });
}

/** A page that offers something to save, as the tests' server has it. */
const UNLINKED_PAGE = {
  url: UNLINKED.url.replace("https:", "http:"),
  body: UNLINKED.html.replace("<title>", '<link rel="icon" href="data:,"><title>'),
};

/** The same with a report that is too long to find room by chance. */
const LONG_PAGE = {
  ...UNLINKED_PAGE,
  body: UNLINKED_PAGE.body.replace("</article>", `<ul>${'<li>One more is at <a href="https://other.example/tea">the other place</a></li>'.repeat(1_000)}</ul></article>`),
};

/** A prospect as the database has it. */
const RECORD = {
  version: 1,
  id: "old.example/post Brightleaf Tea",
  site: "Brightleaf Tea",
  page: {
    url: "https://old.example/post",
    canonical: null,
    title: "An old post",
    language: "en",
    author: "Ann",
    published: null,
    modified: null,
    kind: "article",
    indexable: true,
    disclosure: null,
    outbound: 3,
    backlinks: 0,
    inspected: 1_700_000_000_000,
    listedBy: null,
  },
  opportunities: [
    {
      kind: "unlinked_mention",
      sentences: [{ before: "We drink ", text: "Brightleaf Tea", after: " every day.", region: "content" }],
      anchor: "Brightleaf Tea",
      target: null,
      instead: null,
      because: [{ key: "opportunity_unlinked", values: ["1"], text: "Mentions of you without a link: 1." }],
    },
  ],
  contacts: {},
  status: "contacted",
  notes: "A note of old",
  tags: ["tea"],
  followUp: "2026-04-01",
  messages: [],
  kept: 1_700_000_000_000,
  updated: 1_700_000_000_000,
};

/**
 * Runs in a page of the extension: makes the database and stays at it, as a page does that is not notified of
 * others. The rows of its prospects are torn, which the dashboard makes good.
 * @param {number} version
 * @param {object[]} prospects
 */
function holdDatabase(version, prospects) {
  return new Promise((resolve, reject) => {
    const opening = indexedDB.open("linkglance", version);
    opening.onupgradeneeded = () => {
      for (const store of ["prospects", "reports", "backlinks", "agreements", "checks", "templates"]) {
        opening.result.createObjectStore(store, { keyPath: "id" });
      }
      const rows = opening.result.createObjectStore("rows");
      for (const prospect of prospects) {
        opening.transaction?.objectStore("prospects").put(prospect);
        rows.put("", /** @type {any} */ (prospect).id);
      }
    };
    opening.onerror = () => reject(opening.error);
    opening.onsuccess = () => {
      /** @type {any} */ (globalThis).held = opening.result;
      resolve(null);
    };
  });
}

/** A backlink as versions before the fifth stored it. */
const EARLIER_LINK = { site: BRIGHTLEAF.name, title: null, target: "https://brightleaf.example/", anchor: "tea", anchorKind: null, followed: true, rel: [], region: null, kind: null, tool: "Ahrefs", inSource: false, first: 1, last: 5 };

/** Runs in a page of the extension: puts backlinks into the database that it holds. @param {object[]} records */
function fillBacklinks(records) {
  return new Promise((resolve) => {
    const writing = /** @type {any} */ (globalThis).held.transaction("backlinks", "readwrite");
    for (const record of records) writing.objectStore("backlinks").put(record);
    writing.oncomplete = resolve;
  });
}

/** Runs in a page of the extension: puts prospects into the made-up database. @param {object[]} prospects */
function fillMadeUp(prospects) {
  return new Promise((resolve, reject) => {
    const opening = indexedDB.open("made-up");
    opening.onerror = () => reject(opening.error);
    opening.onsuccess = () => {
      const { result: database } = opening;
      const writing = database.transaction("prospects", "readwrite");
      for (const prospect of prospects) writing.objectStore("prospects").put(prospect);
      writing.onabort = () => reject(writing.error);
      writing.oncomplete = () => resolve(database.close());
    };
  });
}

/** Runs in a page of the extension: the made-up database's version, and how many prospects and notes it has. */
function madeUp() {
  return new Promise((resolve, reject) => {
    const opening = indexedDB.open("made-up");
    opening.onerror = () => reject(opening.error);
    opening.onsuccess = () => {
      const { result: database } = opening;
      const names = [...database.objectStoreNames];
      const reading = database.transaction(names);
      const [prospects, notes] = ["prospects", "notes"].map((name) => (names.includes(name) ? reading.objectStore(name).count() : null));
      reading.oncomplete = () => {
        database.close();
        resolve({ version: database.version, prospects: prospects?.result ?? null, notes: notes?.result ?? null });
      };
    };
  });
}

/** Runs in the same page: lets go of the database. */
function releaseDatabase() {
  /** @type {any} */ (globalThis).held.close();
}

/** Runs in a page of the extension: the database's version and prospects. */
function readDatabase() {
  return new Promise((resolve, reject) => {
    const opening = indexedDB.open("linkglance");
    opening.onerror = () => reject(opening.error);
    opening.onsuccess = () => {
      const { result: database } = opening;
      const all = database.transaction("prospects").objectStore("prospects").getAll();
      all.onerror = () => reject(all.error);
      all.onsuccess = () => {
        database.close();
        resolve({ version: database.version, prospects: all.result });
      };
    };
  });
}

/** What no profile can be read from: a field of another form, and no object at all. */
const DAMAGED = { "site.a": { name: 7, domains: "none" }, "site.b": "no profile" };

/** Everything in the synchronised storage. @param {Page} options @returns {Promise<Record<string, unknown>>} */
function synced(options) {
  return options.evaluate(() => chrome.storage.sync.get(null));
}

/**
 * These items are in the storage to the letter.
 * @param {Page} options
 * @param {Record<string, unknown>} items
 */
async function stands(options, items) {
  const stored = await synced(options);
  for (const [key, value] of Object.entries(items)) assert.deepEqual(stored[key], value, key);
}

/** The words of each element of a part. @param {Page} own @param {string} part */
function items(own, part) {
  return own.evaluate((part) => [...document.querySelectorAll(`[data-part="${part}"]`)].map((found) => (found.textContent ?? "").trim()), part);
}

/** Presses the first button of a part. @param {Page} own @param {string} part */
async function press(own, part) {
  await own.evaluate((part) => /** @type {HTMLElement} */ (document.querySelector(`[data-part="${part}"]`)).click(), part);
}
