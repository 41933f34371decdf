//! Private windows, for both browsers: nothing is saved there automatically, and what the user saves says
//! where it goes.

import assert from "node:assert/strict";

import { pause, until } from "./browser.mjs";
import { agree } from "./cases-check.mjs";
import { UNLINKED } from "./cases-dashboard.mjs";
import { Dashboard } from "./dashboard.mjs";
import { ARTICLE, BRIGHTLEAF } from "./pages.mjs";
import { backlinksIn } from "./stored.mjs";

/** @typedef {import("./cases.mjs").Check} Check */
/** @typedef {import("./panel.mjs").Panel} Panel */

/** Long enough for what is saved by itself. */
const PATIENCE = 1_000;

/**
 * Declares the cases.
 * @param {Check} check
 * @param {"saves" | "saves_nothing"} kind Whether this browser gives the extension a database in a private window.
 */
export function privateCases(check, kind) {
  check("nothing is saved by itself in a private window", [BRIGHTLEAF], async (current) => {
    await current.browser.store({ settings: { version: 1, keepBacklinks: true } });
    const panel = await current.browser.click(await current.openPrivate(ARTICLE));
    await panel.shows("the report", ({ state, backlinks }) => state === "report" && backlinks.length === 3);
    await until("the notice", async () => (await panel.attribute("[data-part=private]", "data-kind")) === kind);
    await panel.open("links");
    await agree(panel, "https://brightleaf.example/journal/brewing-white-tea");
    await until("the check", async () => (await panel.text("check-tab")) !== "");
    await pause(PATIENCE);
    if (kind === "saves") {
      const { agreements, ...rest } = await stored(panel);
      assert.equal(agreements?.length, 1, "what was saved by the person");
      assert.deepEqual(Object.values(rest).flat(), []);
    } else {
      await assert.rejects(stored(panel), "there is no database here");
    }
    assert.deepEqual(await panel.evaluate(async () => Object.keys(await chrome.storage.local.get("panel"))), []);
  });

  check("what is saved in a private window says where it goes", [BRIGHTLEAF], async (current) => {
    const panel = await current.browser.click(await current.openPrivate({ url: "http://pages.example/teas", body: UNLINKED.html }));
    await panel.shows("the report", ({ state }) => state === "report");
    const saves = kind === "saves";
    assert.match(await panel.text("private"), saves ? /goes to your normal Linkglance data and stays/ : /nothing is saved here/);
    await panel.press("keep-page");
    const said = saves ? "stays when this private window is closed" : "In a private window";
    await until("the word of it", async () => (await panel.text("keep")).includes(said));
    if (!saves) return;
    assert.equal((await stored(panel)).prospects?.length, 1);
    const dashboard = await Dashboard.open(current.browser);
    await until("the prospect", async () => (await dashboard.texts("prospect")).length === 1);
  });

  check("a normal window saves by itself and has no notice", [BRIGHTLEAF], async (current) => {
    await current.browser.store({ settings: { version: 1, keepBacklinks: true } });
    const panel = await current.browser.click(await current.open(ARTICLE));
    await panel.shows("the report", ({ backlinks }) => backlinks.length === 3);
    await until("the backlinks", async () => backlinksIn((await stored(panel)).backlinks).length === 3);
    assert.equal(await panel.evaluate(() => document.querySelector("[data-part=private]")), null);
  });
}

/**
 * What is in the database that the panel uses.
 * @param {Panel} panel
 * @returns {Promise<Record<string, unknown[]>>}
 */
function stored(panel) {
  return panel.evaluate(async () => {
    const answer = (/** @type {IDBRequest<any>} */ request) =>
      new Promise((resolve, reject) => {
        request.onsuccess = () => resolve(request.result);
        request.onerror = () => reject(request.error);
      });
    const database = await answer(indexedDB.open("linkglance"));
    const names = [...database.objectStoreNames];
    const transaction = database.transaction(names, "readonly");
    const all = await Promise.all(names.map((name) => answer(transaction.objectStore(name).getAll())));
    database.close();
    return Object.fromEntries(names.map((name, at) => [name, all[at]]));
  });
}
