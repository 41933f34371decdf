//! An update from the version before, with what its users have stored: its own package, filled through its
//! own pages, then the present build in its place, as a store puts it there.

import assert from "node:assert/strict";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { test } from "node:test";
import { fileURLToPath } from "node:url";

import { unzipSync } from "fflate";

import { extensionFolder, until } from "./browser.mjs";
import { agree, comesOut, outcome } from "./cases-check.mjs";
import { Dashboard } from "./dashboard.mjs";
import { ARTICLE, BRIGHTLEAF, page } from "./pages.mjs";
import { Server } from "./server.mjs";

/** @typedef {import("./browser.mjs").Browser} Browser */
/** @typedef {import("./browser.mjs").Options} Options */
/** @typedef {import("./panel.mjs").Panel} Panel */

const PACKAGES = fileURLToPath(new URL("../upgrade/", import.meta.url));
const BEFORE = "0.9.0";

/** A list that was bought: links, a lost one among them, with figures. */
const LIST = `URL,Target URL,Anchor,DR,First seen,Last seen,Lost date
https://a.example/tea,https://brightleaf.example/,Brightleaf,71,2026-01-02,2026-11-01,
https://b.example/pots,https://brightleaf.example/tea,their tea,12,2026-02-03,2026-10-01,2026-10-20
`;

/** Settings that differ from what is set by itself. */
const SETTINGS = { language: "de", followUpDays: 9, keepBacklinks: true, letterKeys: false };

/** The link that was agreed on. */
const TARGET = "https://brightleaf.example/tea";

/**
 * Declares the test.
 * @param {"chrome" | "firefox"} name
 * @param {(server: Server, options: Options) => Promise<Browser>} launch
 */
export function upgrade(name, launch) {
  test(`an update from ${BEFORE} loses nothing and asks nothing, with the panel and the dashboard open`, { timeout: 120_000 }, async () => {
    const folder = unpack(name);
    const server = await Server.start();
    for (const shown of [ARTICLE, page("unlinked")]) server.serve(shown.url, shown);
    const browser = await launch(server, { extension: folder });
    try {
      const { dashboard, overall } = await fill(browser);
      const before = await everything(dashboard);
      assert.equal(before.version, BEFORE);
      for (const store of ["prospects", "backlinks", "agreements"]) assert.ok((before.stored[store] ?? []).length > 0, store);
      await browser.update();
      const dashboardAfter = await Dashboard.open(browser, "today");
      const after = await everything(dashboardAfter);
      const { version } = JSON.parse(readFileSync(join(extensionFolder(name), "manifest.json"), "utf8"));
      assert.deepEqual(after, { ...before, version });
      assert.deepEqual(await browser.complaints(), []);
      assert.deepEqual([await tabs(dashboardAfter, "dashboard.html") > 0, await tabs(dashboardAfter, "welcome.html")], [true, 0]);
      const panel = await browser.click(await browser.open(ARTICLE.url));
      assert.equal((await panel.settled()).state, "report");
      await panel.open("check");
      await comesOut(panel, String(overall));
    } finally {
      await browser.close();
      await server.stop();
      rmSync(folder, { recursive: true });
    }
  });
}

/** The package of the version before in a folder of its own. @param {"chrome" | "firefox"} name */
function unpack(name) {
  const folder = mkdtempSync(join(tmpdir(), "linkglance-before-"));
  const files = unzipSync(readFileSync(join(PACKAGES, `linkglance-${BEFORE}-chrome.zip`)));
  if (name === "firefox") files["manifest.json"] = readFileSync(join(PACKAGES, `linkglance-${BEFORE}-firefox.manifest.json`));
  for (const [file, bytes] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, file)), { recursive: true });
    writeFileSync(join(folder, file), bytes);
  }
  return folder;
}

/**
 * Does what users of the version before have done, and leaves the panel and the dashboard open.
 * @param {Browser} browser
 */
async function fill(browser) {
  await browser.storeSites([BRIGHTLEAF]);
  await browser.store({ settings: SETTINGS });
  const imported = await Dashboard.open(browser, "data");
  await imported.choose("import-file", "links.csv", Buffer.from(LIST));
  await imported.press("import-take");
  await until("the links", async () => ((await imported.stored()).backlinks ?? []).length > 0);
  const panel = await browser.click(await browser.open(page("unlinked").url));
  await panel.settled();
  await panel.press("keep-page");
  await until("the prospect", async () => ((await imported.stored()).prospects ?? []).length > 0);
  await browser.click(await browser.open(ARTICLE.url));
  await until("the other page", async () => (await panel.attribute("[data-part=host]", "title")) === ARTICLE.url);
  await panel.settled();
  await agree(panel, TARGET);
  await until("the agreement", async () => ((await imported.stored()).agreements ?? []).length > 0);
  const { overall } = await until("what came of it", async () => {
    const shown = await outcome(panel);
    return shown.overall !== undefined && shown;
  });
  await imported.settled();
  return { dashboard: imported, overall };
}

/**
 * All that a user would miss: what is stored in all three places, and what was granted.
 * @param {Dashboard} dashboard
 */
async function everything(dashboard) {
  const { version, areas, granted } = await dashboard.page.evaluate(async () => ({
    version: chrome.runtime.getManifest().version,
    areas: { sync: await chrome.storage.sync.get(null), local: await chrome.storage.local.get(null) },
    granted: await chrome.permissions.getAll(),
  }));
  return { version, areas, granted, stored: await dashboard.stored() };
}

/** How many tabs show one of the extension's own pages. @param {Dashboard} dashboard @param {string} file */
function tabs(dashboard, file) {
  return dashboard.page.evaluate(async (file) => (await chrome.tabs.query({ url: `${chrome.runtime.getURL(file)}*` })).length, file);
}
