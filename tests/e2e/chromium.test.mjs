//! The cases in Chromium, and what is checked in one browser only.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";

import { pause, until } from "./browser.mjs";
import { againCases } from "./cases-again.mjs";
import { cases, checker } from "./cases.mjs";
import { TARGET, agree, checkCases, comesOut, post } from "./cases-check.mjs";
import { abuseCases, abuseCasesOfChromium } from "./cases-abuse.mjs";
import { helpCases, helpCasesOfChromium } from "./cases-help.mjs";
import { hiddenCases } from "./cases-hidden.mjs";
import { panelCases } from "./cases-panel.mjs";
import { forgedCases } from "./cases-forged.mjs";
import { importCases } from "./cases-import.mjs";
import { interruptedCases } from "./cases-interrupted.mjs";
import { firstCases } from "./cases-first.mjs";
import { layoutCases, longLayoutCases } from "./cases-layout.mjs";
import { hostileCases } from "./cases-hostile.mjs";
import { launchChromium, startChromium } from "./chromium.mjs";
import { lensCases, lookEverywhere } from "./cases-lens.mjs";
import { marksCases } from "./cases-marks.mjs";
import { UNLINKED, dashboardCases, paste } from "./cases-dashboard.mjs";
import { statusCases } from "./cases-status.mjs";
import { ROOM, cutOffCases, fullCases, storeCases } from "./cases-store.mjs";
import { Dashboard } from "./dashboard.mjs";
import { durability } from "./durability.mjs";
import { ARTICLE, BRIGHTLEAF, PDF, page } from "./pages.mjs";
import { peopleCases } from "./cases-people.mjs";
import { privateCases } from "./cases-private.mjs";
import { prospectCases } from "./cases-prospect.mjs";
import { syncCases, syncCasesOfChromium } from "./cases-sync.mjs";
import { profileCases } from "./cases-profile.mjs";
import { todayCases } from "./cases-today.mjs";
import { upgrade } from "./upgrade.mjs";
import { watchCases } from "./cases-watch.mjs";
import { wholeCases } from "./cases-whole.mjs";
import { waysCases, waysCasesOfChromium } from "./cases-ways.mjs";

const AXE = readFileSync(new URL("../node_modules/axe-core/axe.min.js", import.meta.url), "utf8");

/** Several sites of the user's: one that the article names, and some that no page knows. */
const MANY = [BRIGHTLEAF, ...["a", "b", "c"].map((name) => ({ name: `Client ${name}`, domains: [`${name}.example`], aliases: [] }))];

const check = checker(startChromium);
cases(check, ["chrome://version/", "about:blank"]);
marksCases(check);
panelCases(check);
layoutCases(check);
longLayoutCases(checker((server) => startChromium(server, { pseudo: true })));
firstCases(check);
statusCases(check);
lensCases(check);
prospectCases(check);
hiddenCases(check);
waysCases(check);
waysCasesOfChromium(check);
helpCases(check);
helpCasesOfChromium(check);
syncCases(check);
syncCasesOfChromium(check);
privateCases(check, "saves");
checkCases(check);
watchCases(check);
againCases(check);
interruptedCases(check);
todayCases(check);
profileCases(check);
dashboardCases(check);
importCases(check);
peopleCases(check);
wholeCases(check);
durability();
upgrade("chrome", launchChromium);

check("a click starts no wasm in the background worker", [BRIGHTLEAF], async (current) => {
  const panel = await current.browser.click(await current.open(ARTICLE));
  assert.equal((await panel.settled()).state, "report");
  const browser = /** @type {import("./chromium.mjs").Chromium} */ (current.browser);
  assert.deepEqual(await browser.workerModules(), []);
});
forgedCases(check);
hostileCases(check);
abuseCases(check, false);
storeCases(check);
cutOffCases(check);
fullCases(checker((server) => startChromium(server, { room: ROOM })));
abuseCasesOfChromium(check);

check("the check is accessible, whatever it shows", [BRIGHTLEAF], async (current) => {
  const rel = `<a rel="nofollow" href="${TARGET}">the Brightleaf journal</a> or <a rel="ugc" href="${TARGET}#x">here</a>`;
  const panel = await current.browser.click(await current.open(post(rel)));
  await panel.settled();
  await panel.open("check");
  await until("the tab", async () => (await panel.text("check-empty")) !== "");
  assert.deepEqual(await violations(panel), [], "empty");
  await panel.press("agreement-import");
  await panel.type("agreements-text", "target,links\n,0");
  await panel.press("agreements-take");
  assert.deepEqual(await violations(panel), [], "import");
  await panel.press("agreements-close");
  await agree(panel, TARGET);
  await comesOut(panel, "broken");
  await panel.evaluate(() => document.querySelectorAll("[data-part=check-tab] details").forEach((details) => details.setAttribute("open", "")));
  assert.deepEqual(await violations(panel), [], "broken");
  await panel.press("agreement-edit");
  await panel.type("agreement-language", "English!");
  await panel.choose("agreement-rel", "marked");
  await panel.choose("agreement-anchor", "kind");
  assert.deepEqual(await violations(panel), [], "form");
  await panel.press("agreement-cancel");
  await panel.press("agreement-delete");
  await until("the word of it", async () => (await panel.text("agreement-removed")) !== "");
  assert.deepEqual(await violations(panel), [], "deleted");
});

check("the panel's first run is accessible", [], async (current) => {
  const panel = await current.browser.click(await current.open(ARTICLE));
  assert.equal((await panel.settled()).state, "first_run");
  assert.deepEqual(await violations(panel), []);
});

check("the panel's report is accessible", [BRIGHTLEAF], async (current) => {
  const panel = await current.browser.click(await current.open(ARTICLE));
  assert.equal((await panel.settled()).state, "report");
  for (const tab of ["my_site", "links", "page"]) {
    await panel.open(tab);
    await panel.evaluate(unfold);
    assert.deepEqual(await violations(panel), [], tab);
  }
  await panel.clickOn("[data-part=link] input");
  assert.deepEqual(await violations(panel), [], "the bar for what is selected");
  for (const part of ["more-menu", "marks"]) {
    await panel.evaluate((part) => /** @type {HTMLElement} */ (document.querySelector(`[data-part=${part}]`)).showPopover(), part);
    assert.deepEqual(await violations(panel), [], part);
  }
  for (const part of ["shortcuts", "sites"]) {
    await panel.press(`${part}-open`);
    await until(part, () => panel.run(`document.querySelector("[data-part=${part}]").open`));
    assert.deepEqual(await violations(panel), [], part);
    await panel.evaluate((part) => /** @type {HTMLDialogElement} */ (document.querySelector(`[data-part=${part}]`)).close(), part);
  }
});

check("what looking further asks and shows is accessible", [BRIGHTLEAF], async (current) => {
  const panel = await lookEverywhere(current);
  assert.deepEqual(await violations(panel), [], "what was found");
  await panel.clickOn('[data-look="back"] [data-part=look-open]');
  await until("the sheet", () => panel.run(`document.querySelector("[data-part=look-ask]").open`));
  assert.deepEqual(await violations(panel), [], "the question");
});

check("the panel's report is accessible in the system's own colours", [BRIGHTLEAF], async (current) => {
  const panel = await current.browser.click(await current.open(ARTICLE));
  await panel.settled();
  await panel.prefer("forced");
  for (const tab of ["my_site", "links", "check", "page"]) {
    await panel.open(tab);
    await panel.evaluate(unfold);
    assert.deepEqual(await violationsNow(panel), [], tab);
  }
});

check("the panel with several sites, and one without a finding, is accessible", MANY, async (current) => {
  for (const shown of [ARTICLE, page("hostile"), page("empty")]) {
    const panel = await current.browser.click(await current.open(shown));
    await until("the report", async () => (await panel.attribute("[data-part=host]", "title")) === shown.url);
    await panel.settled();
    assert.deepEqual(await violations(panel), [], shown.url);
  }
});

check("a prospect in the panel is accessible: its bar, its menus, its sheet, a message, the next ones", [BRIGHTLEAF], async (current) => {
  const panel = await current.browser.click(await current.open(page("unlinked")));
  await panel.settled();
  await panel.press("keep-page");
  await until("the bar", async () => (await panel.text("status-open")) !== "");
  await panel.choose("when", "2026-01-31");
  await until("that it is due", async () => (await panel.attribute("[data-part=when-open]", "data-state")) === "due");
  assert.deepEqual(await violations(panel), [], "the bar");
  for (const menu of ["status-menu", "when-menu"]) {
    await panel.evaluate((menu) => /** @type {HTMLElement} */ (document.getElementById(menu)).showPopover(), menu);
    assert.deepEqual(await violations(panel), [], menu);
  }
  for (const [opener, sheet] of /** @type {const} */ ([["prospect-open", "prospect-sheet"], ["write-all", "message"]])) {
    await panel.press(opener);
    await until(sheet, () => panel.run(`document.querySelector("[data-part=${sheet}]").open`));
    assert.deepEqual(await violations(panel), [], sheet);
    await panel.evaluate((sheet) => /** @type {HTMLDialogElement} */ (document.querySelector(`[data-part=${sheet}]`)).close(), sheet);
  }
  await current.browser.click(await current.open({ ...page("strict"), url: "http://pages.example/another" }));
  await until("what is known of the site", async () => (await panel.text("of-site")) !== "");
  assert.deepEqual(await violations(panel), [], "the line of a known site");
  await current.browser.open("about:blank");
  await until("the next", async () => (await panel.attributes("[data-part=waiting]", "data-id")).length === 1);
  assert.deepEqual(await violations(panel), [], "the next");
});

/** Runs in the panel: opens all that is folded, and the details of a row. */
function unfold() {
  for (const details of document.querySelectorAll("details")) details.open = true;
  /** @type {HTMLElement | null} */ (document.querySelector("[data-part=details][aria-expanded=false]"))?.click();
}

check("the panel's refusal is accessible", [BRIGHTLEAF], async (current) => {
  current.server.serve(PDF.url, PDF);
  current.expect(`GET ${PDF.url}`);
  current.allow(`GET ${new URL("/favicon.ico", PDF.url)}`); // Chromium, for the tab's icon
  const panel = await current.browser.click(await current.browser.open(PDF.url));
  assert.equal((await panel.settled()).state, "cannot");
  assert.deepEqual(await violations(panel), []);
});

check("the dashboard is accessible, in every view", [BRIGHTLEAF], async ({ browser }) => {
  const dashboard = await Dashboard.open(browser, "data");
await paste(dashboard, "https://a.example/1\nhttps://b.example/2\nno address at all");
  await dashboard.see({ url: ARTICLE.url, html: ARTICLE.body }, BRIGHTLEAF);
  await dashboard.keep(UNLINKED, BRIGHTLEAF);
  for (const view of ["data", "backlinks", "domains", "agreements", "bulk", "own_site", "plots", "templates", "today", "prospects"]) {
    await dashboard.go(view);
    assert.deepEqual(await violations(dashboard), [], view);
  }
  await dashboard.go("domains");
  await dashboard.press("domains-gap");
  assert.deepEqual(await violations(dashboard), [], "the link gap");
  await dashboard.press("domains-mine");
  await dashboard.go("agreements");
  await dashboard.press("agreement-new");
  await dashboard.shows("agreement-form");
  assert.deepEqual(await violations(dashboard), [], "an agreement's form");
  await dashboard.page.evaluate(() => document.querySelector("dialog")?.close());
  await dashboard.go("prospects");
  await dashboard.press("select-all");
  await dashboard.openProspect("Ten teas");
  await dashboard.enter("status", "contacted");
  await dashboard.enter("follow-up", "2020-01-01");
  await dashboard.settled();
  assert.deepEqual(await violations(dashboard), [], "details");
  await dashboard.press("compose");
  await dashboard.shows("message-body");
  assert.deepEqual(await violations(dashboard), [], "message");
  await dashboard.tab("history");
  assert.deepEqual(await violations(dashboard), [], "history");
  for (const floating of ["site", "filter", "views", "columns"]) {
    await dashboard.press(`${floating}-open`);
    assert.deepEqual(await violations(dashboard), [], floating);
    await dashboard.press(`${floating}-open`);
  }
  await dashboard.press("shortcuts-open");
  assert.deepEqual(await violations(dashboard), [], "shortcuts");
  await dashboard.page.evaluate(() => document.querySelector("dialog")?.close());
  await dashboard.page.setViewport({ width: 860, height: 800 });
  assert.deepEqual(await violations(dashboard), [], "narrow");
  await dashboard.page.setViewport({ width: 1280, height: 800 });
  await dashboard.press("close-detail");
  for (const view of ["backlinks", "domains"]) {
    await dashboard.go(view);
    await dashboard.shows(view === "backlinks" ? "backlink" : "domain");
    await dashboard.page.evaluate(() => /** @type {HTMLElement} */ (document.querySelector("tr button.title")).click());
    await dashboard.shows("detail");
    assert.deepEqual(await violations(dashboard), [], `${view}, details`);
  }
  await dashboard.go("backlinks");
  await dashboard.tab("tab_watch");
  assert.deepEqual(await violations(dashboard), [], "watch");
  await dashboard.press("check-all");
  assert.deepEqual(await violations(dashboard), [], "the question before a check");
  await dashboard.page.evaluate(() => /** @type {HTMLDialogElement | null} */ (document.querySelector("dialog[open]"))?.close());
  await dashboard.go("prospects");
  await dashboard.press("as-board");
  assert.deepEqual(await violations(dashboard), [], "board");
});

check("charts of figures, and the choice among many sites, are accessible", [...MANY, ...MANY.map((site) => ({ ...site, name: `${site.name} again` }))], async ({ browser }) => {
  const dashboard = await Dashboard.open(browser, "data");
  await dashboard.choose("import-file", "links.csv", Buffer.from("URL,Target URL,DR\nhttps://a.example/1,https://brightleaf.example/,71\n"));
  await dashboard.press("import-take");
  await until("the link", async () => ((await dashboard.stored()).backlinks ?? []).length === 1);
  await dashboard.go("plots");
  await until("the figures", () => dashboard.page.evaluate(() => document.querySelector("[data-plot=figure]") !== null));
  await dashboard.page.evaluate(unfold);
  assert.deepEqual(await violations(dashboard), [], "charts");
  await dashboard.press("site-open");
  await dashboard.shows("site-search");
  assert.deepEqual(await violations(dashboard), [], "sites");
});

/**
 * What axe has against a page of the extension, in the light and in the dark.
 * @param {import("./panel.mjs").Panel | Dashboard} page
 */
async function violations(page) {
  const found = [];
  for (const scheme of /** @type {const} */ (["light", "dark"])) {
    await page.prefer(scheme);
    found.push(...(await violationsNow(page)).map((violation) => `${scheme}: ${violation}`));
  }
  return found;
}

/** The same as it is shown now. @param {import("./panel.mjs").Panel | Dashboard} page @returns {Promise<string[]>} */
async function violationsNow(page) {
  await pause(200); // for the buttons' colours to have changed
  await page.run(AXE);
  return JSON.parse(String(await page.run(`axe.run().then(({ violations }) =>
    JSON.stringify(violations.map(({ id, nodes }) => id + ": " + nodes.map(({ html }) => html).join(" "))))`)));
}
