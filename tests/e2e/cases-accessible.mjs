//! Whether everybody can use the extension: what axe finds, what screen readers are given, and the keyboard.
//! `ACCESSIBILITY.md` says what follows from these cases. For every browser.

import assert from "node:assert/strict";

import { faults, faultsIn } from "./accessible.mjs";
import { until } from "./browser.mjs";
import { TARGET, agree, comesOut, post } from "./cases-check.mjs";
import { UNLINKED, paste } from "./cases-dashboard.mjs";
import { opensAndCloses, walk } from "./keyboard.mjs";
import { lookEverywhere } from "./cases-lens.mjs";
import { enter, openReady, press, texts } from "./cases-ways.mjs";
import { Dashboard } from "./dashboard.mjs";
import { ARTICLE, BRIGHTLEAF, PDF, page } from "./pages.mjs";

/** @typedef {import("./cases.mjs").Check} Check */
/** @typedef {import("./panel.mjs").Panel} Panel */

/** Several sites of the user's: one that the article names, and some that no page knows. */
const MANY = [BRIGHTLEAF, ...["a", "b", "c"].map((name) => ({ name: `Client ${name}`, domains: [`${name}.example`], aliases: [] }))];

/** As narrow as a window gets, in CSS pixels. */
const NARROW = 400;

/** What a walk by Tab and an opener are to come out as; and a page with fewer controls than these was not there. */
const ALL_REACHED = { left: true, unseen: [], missed: [] };
const GIVES_BACK = { opens: true, closes: true, back: true };
const FEW = 8;

/**
 * Declares the cases.
 * @param {Check} check
 * @param {string[]} languages Those in which the guide is looked at: its pages differ in their words alone.
 */
export function accessibleCases(check, languages) {
  check("the panel's first run is accessible", [], async (current) => {
    const panel = await current.browser.click(await current.open(ARTICLE));
    assert.equal((await panel.settled()).state, "first_run");
    assert.deepEqual(await faults(current.browser, panel), []);
  });

  check("the panel's report is accessible", [BRIGHTLEAF], async (current) => {
    const panel = await current.browser.click(await current.open(ARTICLE));
    assert.equal((await panel.settled()).state, "report");
    for (const tab of ["my_site", "links", "page"]) {
      await panel.open(tab);
      await panel.evaluate(unfold);
      assert.deepEqual(await faults(current.browser, panel), [], tab);
    }
    await panel.clickOn("[data-part=link] input");
    assert.deepEqual(await faults(current.browser, panel), [], "the bar for what is selected");
    for (const part of ["more-menu", "marks"]) {
      await panel.evaluate((part) => /** @type {HTMLElement} */ (document.querySelector(`[data-part=${part}]`)).showPopover(), part);
      assert.deepEqual(await faults(current.browser, panel), [], part);
    }
    for (const part of ["shortcuts", "sites"]) {
      await panel.press(`${part}-open`);
      await until(part, () => panel.run(`document.querySelector("[data-part=${part}]").open`));
      assert.deepEqual(await faults(current.browser, panel), [], part);
      await panel.evaluate((part) => /** @type {HTMLDialogElement} */ (document.querySelector(`[data-part=${part}]`)).close(), part);
    }
  });

  check("the dashboard is accessible, in every view", [BRIGHTLEAF], async ({ browser }) => {
    const dashboard = await Dashboard.open(browser, "data");
    await paste(dashboard, "https://a.example/1\nhttps://b.example/2\nno address at all");
    await dashboard.see({ url: ARTICLE.url, html: ARTICLE.body }, BRIGHTLEAF);
    await dashboard.keep(UNLINKED, BRIGHTLEAF);
    for (const view of ["data", "backlinks", "domains", "agreements", "bulk", "own_site", "plots", "templates", "today", "prospects"]) {
      await dashboard.go(view);
      assert.deepEqual(await faults(browser, dashboard), [], view);
    }
  });

  for (const name of ["options", "welcome"]) {
    check(`the page ${name} is accessible`, [BRIGHTLEAF], async ({ browser }) => {
      const opened = await openReady(browser, name);
      if (name === "options") {
        await press(opened, ".profile summary");
        await enter(opened, "domains", ["brightleaf.example", "no domain", "co.uk"]);
        await until("what is no domain", async () => (await texts(opened, "[data-part=refused]")).join() !== "");
        await press(opened, "[data-part=erase-ask]");
      }
      assert.deepEqual(await faults(browser, opened), []);
    });
  }

  check("the guide is accessible, and fits a narrow window in every language", [], async ({ browser }) => {
    for (const language of languages) {
      const opened = await browser.own(`help/${language}.html#regions`);
      assert.deepEqual(await faults(browser, opened), [], language);
      await opened.setViewport({ width: NARROW, height: 800 });
      assert.ok(await opened.evaluate(() => document.documentElement.scrollWidth <= innerWidth), language);
      await opened.close();
    }
  });

  check("the panel by keyboard: Tab reaches every control and shows it, nothing traps it, Escape closes and gives the focus back", [BRIGHTLEAF], async (current) => {
    const panel = await current.browser.click(await current.open(ARTICLE));
    await panel.settled();
    /** @type {import("./keyboard.mjs").Walked} */
    const walked = { evaluate: panel.evaluate.bind(panel), press: panel.stroke.bind(panel) };
    for (const tab of ["my_site", "page"]) {
      await panel.open(tab);
      const { controls, ...found } = await walk(walked);
      assert.ok(controls > FEW, `${controls} controls`);
      assert.deepEqual(found, ALL_REACHED, tab);
    }
    for (const [opener, opened] of /** @type {const} */ ([["more-open", "more-menu"], ["marks-open", "marks"]])) {
      assert.deepEqual(await opensAndCloses(walked, `[data-part=${opener}]`, `[data-part=${opened}]`), GIVES_BACK, opened);
    }
    assert.deepEqual(await opensAndCloses(walked, "[data-part=tab][tabindex='0']", "[data-part=shortcuts]", "?"), GIVES_BACK, "shortcuts");
  });

  check("the dashboard by keyboard: Tab reaches every control and shows it, nothing traps it, Escape closes and gives the focus back", [BRIGHTLEAF], async ({ browser }) => {
    const dashboard = await Dashboard.open(browser, "data");
    await paste(dashboard, "https://a.example/1\nhttps://b.example/2");
    await dashboard.go("prospects");
    await dashboard.shows("prospect");
    // The word of what was saved goes by itself, and its buttons with it.
    await dashboard.press("notice-close");
    const { page } = dashboard;
    await page.bringToFront();
    /** @type {import("./keyboard.mjs").Walked} */
    const walked = { evaluate: (action, ...args) => page.evaluate(/** @type {any} */ (action), ...args), press: (key) => page.keyboard.press(key) };
    for (const opened of ["filter", "views", "columns", "site"]) {
      assert.deepEqual(await opensAndCloses(walked, `[data-part=${opened}-open]`, `#${opened}`), GIVES_BACK, opened);
    }
    assert.deepEqual(await opensAndCloses(walked, "[data-part=shortcuts-open]", "dialog[open]"), GIVES_BACK, "shortcuts");
    const { controls, ...found } = await walk(walked);
    assert.ok(controls > FEW, `${controls} controls`);
    assert.deepEqual(found, ALL_REACHED);
  });

  check("what happens is said by a live region that was there before it", [BRIGHTLEAF], async (current) => {
    const panel = await current.browser.click(await current.open(ARTICLE));
    await panel.settled();
    await panel.evaluate(noteRegions);
    await panel.key("[data-part=backlink]", "c");
    await until("that it was copied", () => panel.evaluate(isSaid, "Link copied."));
    await panel.open("links");
    await panel.evaluate(noteRegions);
    await panel.type("search", "no such word");
    await until("how many are shown", () => panel.evaluate(isSaid, "0 of "));

    const dashboard = await Dashboard.open(current.browser, "data");
    await paste(dashboard, "https://a.example/1\nhttps://b.example/2");
    await dashboard.go("prospects");
    await dashboard.shows("prospect");
    await dashboard.page.evaluate(noteRegions);
    await dashboard.enter("search", "a.example");
    await until("how many are shown", () => dashboard.page.evaluate(isSaid, "1 of 2"));

    const options = await openReady(current.browser, "options");
    await press(options, ".profile summary");
    await options.evaluate(noteRegions);
    await enter(options, "aliases", ["BLT"]);
    await until("that it is saved", () => options.evaluate(isSaid, "Saved"));
    await enter(options, "domains", ["no domain"]);
    await until("what is no domain", async () => (await texts(options, "[role=alert][data-part=refused]")).join() !== "");
  });
}

/** Runs in a page of the extension: notes the live regions that are there. */
function noteRegions() {
  Object.assign(globalThis, { regions: [...document.querySelectorAll("[role=status], [role=alert], [aria-live]")] });
}

/** Runs in a page of the extension: whether one of these says so. @param {string} words */
function isSaid(words) {
  const { regions } = /** @type {{ regions: Element[] }} */ (/** @type {any} */ (globalThis));
  return regions.some((region) => region.isConnected && region.textContent?.includes(words));
}

/**
 * Declares what is the same HTML in both browsers and is looked at in the faster one alone; colours of the
 * system's own are known to the tests in Chromium only.
 * @param {Check} check
 */
export function accessibleCasesOfChromium(check) {
  check("what the dashboard opens is accessible: details, forms, menus, a narrow window, the board", [BRIGHTLEAF], async ({ browser }) => {
    const dashboard = await Dashboard.open(browser, "data");
    await paste(dashboard, "https://a.example/1\nhttps://b.example/2\nno address at all");
    await dashboard.see({ url: ARTICLE.url, html: ARTICLE.body }, BRIGHTLEAF);
    await dashboard.keep(UNLINKED, BRIGHTLEAF);
    await dashboard.go("domains");
    await dashboard.press("domains-gap");
    assert.deepEqual(await faults(browser, dashboard), [], "the link gap");
    await dashboard.press("domains-mine");
    await dashboard.go("agreements");
    await dashboard.press("agreement-new");
    await dashboard.shows("agreement-form");
    assert.deepEqual(await faults(browser, dashboard), [], "an agreement's form");
    await dashboard.page.evaluate(() => document.querySelector("dialog")?.close());
    await dashboard.go("prospects");
    await dashboard.press("select-all");
    await dashboard.openProspect("Ten teas");
    await dashboard.enter("status", "contacted");
    await dashboard.enter("follow-up", "2020-01-01");
    await dashboard.settled();
    assert.deepEqual(await faults(browser, dashboard), [], "details");
    await dashboard.press("compose");
    await dashboard.shows("message-body");
    assert.deepEqual(await faults(browser, dashboard), [], "message");
    await dashboard.tab("history");
    assert.deepEqual(await faults(browser, dashboard), [], "history");
    for (const floating of ["site", "filter", "views", "columns"]) {
      await dashboard.press(`${floating}-open`);
      assert.deepEqual(await faults(browser, dashboard), [], floating);
      await dashboard.press(`${floating}-open`);
    }
    await dashboard.press("shortcuts-open");
    assert.deepEqual(await faults(browser, dashboard), [], "shortcuts");
    await dashboard.page.evaluate(() => document.querySelector("dialog")?.close());
    await dashboard.page.setViewport({ width: 860, height: 800 });
    assert.deepEqual(await faults(browser, dashboard), [], "narrow");
    await dashboard.page.setViewport({ width: 1280, height: 800 });
    await dashboard.press("close-detail");
    for (const view of ["backlinks", "domains"]) {
      await dashboard.go(view);
      await dashboard.shows(view === "backlinks" ? "backlink" : "domain");
      await dashboard.page.evaluate(() => /** @type {HTMLElement} */ (document.querySelector("tr button.title")).click());
      await dashboard.shows("detail");
      assert.deepEqual(await faults(browser, dashboard), [], `${view}, details`);
    }
    await dashboard.go("backlinks");
    await dashboard.tab("tab_watch");
    assert.deepEqual(await faults(browser, dashboard), [], "watch");
    await dashboard.press("check-all");
    assert.deepEqual(await faults(browser, dashboard), [], "the question before a check");
    await dashboard.page.evaluate(() => /** @type {HTMLDialogElement | null} */ (document.querySelector("dialog[open]"))?.close());
    await dashboard.go("prospects");
    await dashboard.press("as-board");
    assert.deepEqual(await faults(browser, dashboard), [], "board");
  });

  check("the check is accessible, whatever it shows", [BRIGHTLEAF], async (current) => {
    const rel = `<a rel="nofollow" href="${TARGET}">the Brightleaf journal</a> or <a rel="ugc" href="${TARGET}#x">here</a>`;
    const panel = await current.browser.click(await current.open(post(rel)));
    await panel.settled();
    await panel.open("check");
    await until("the tab", async () => (await panel.text("check-empty")) !== "");
    assert.deepEqual(await faults(current.browser, panel), [], "empty");
    await panel.press("agreement-import");
    await panel.type("agreements-text", "target,links\n,0");
    await panel.press("agreements-take");
    assert.deepEqual(await faults(current.browser, panel), [], "import");
    await panel.press("agreements-close");
    await agree(panel, TARGET);
    await comesOut(panel, "broken");
    await panel.evaluate(() => document.querySelectorAll("[data-part=check-tab] details").forEach((details) => details.setAttribute("open", "")));
    assert.deepEqual(await faults(current.browser, panel), [], "broken");
    await panel.press("agreement-edit");
    await panel.type("agreement-language", "English!");
    await panel.choose("agreement-rel", "marked");
    await panel.choose("agreement-anchor", "kind");
    assert.deepEqual(await faults(current.browser, panel), [], "form");
    await panel.press("agreement-cancel");
    await panel.press("agreement-delete");
    await until("the word of it", async () => (await panel.text("agreement-removed")) !== "");
    assert.deepEqual(await faults(current.browser, panel), [], "deleted");
  });

  check("what looking further asks and shows is accessible", [BRIGHTLEAF], async (current) => {
    const panel = await lookEverywhere(current);
    assert.deepEqual(await faults(current.browser, panel), [], "what was found");
    await panel.clickOn('[data-look="back"] [data-part=look-open]');
    await until("the sheet", () => panel.run(`document.querySelector("[data-part=look-ask]").open`));
    assert.deepEqual(await faults(current.browser, panel), [], "the question");
  });

  check("the panel's report is accessible in the system's own colours", [BRIGHTLEAF], async (current) => {
    const panel = await current.browser.click(await current.open(ARTICLE));
    await panel.settled();
    for (const tab of ["my_site", "links", "check", "page"]) {
      await panel.open(tab);
      await panel.evaluate(unfold);
      assert.deepEqual(await faultsIn(current.browser, panel, "forced"), [], tab);
    }
  });

  check("the panel with several sites, and one without a finding, is accessible", MANY, async (current) => {
    for (const shown of [ARTICLE, page("hostile"), page("empty")]) {
      const panel = await current.browser.click(await current.open(shown));
      await until("the report", async () => (await panel.attribute("[data-part=host]", "title")) === shown.url);
      await panel.settled();
      assert.deepEqual(await faults(current.browser, panel), [], shown.url);
    }
  });

  check("a prospect in the panel is accessible: its bar, its menus, its sheet, a message, the next ones", [BRIGHTLEAF], async (current) => {
    const panel = await current.browser.click(await current.open(page("unlinked")));
    await panel.settled();
    await panel.press("keep-page");
    await until("the bar", async () => (await panel.text("status-open")) !== "");
    await panel.choose("when", "2026-01-31");
    await until("that it is due", async () => (await panel.attribute("[data-part=when-open]", "data-state")) === "due");
    assert.deepEqual(await faults(current.browser, panel), [], "the bar");
    for (const menu of ["status-menu", "when-menu"]) {
      await panel.evaluate((menu) => /** @type {HTMLElement} */ (document.getElementById(menu)).showPopover(), menu);
      assert.deepEqual(await faults(current.browser, panel), [], menu);
    }
    for (const [opener, sheet] of /** @type {const} */ ([["prospect-open", "prospect-sheet"], ["write-all", "message"]])) {
      await panel.press(opener);
      await until(sheet, () => panel.run(`document.querySelector("[data-part=${sheet}]").open`));
      assert.deepEqual(await faults(current.browser, panel), [], sheet);
      await panel.evaluate((sheet) => /** @type {HTMLDialogElement} */ (document.querySelector(`[data-part=${sheet}]`)).close(), sheet);
    }
    await current.browser.click(await current.open({ ...page("strict"), url: "http://pages.example/another" }));
    await until("what is known of the site", async () => (await panel.text("of-site")) !== "");
    assert.deepEqual(await faults(current.browser, panel), [], "the line of a known site");
    await current.browser.open("about:blank");
    await until("the next", async () => (await panel.attributes("[data-part=waiting]", "data-id")).length === 1);
    assert.deepEqual(await faults(current.browser, panel), [], "the next");
  });

  check("the panel's refusal is accessible", [BRIGHTLEAF], async (current) => {
    current.server.serve(PDF.url, PDF);
    current.expect(`GET ${PDF.url}`);
    current.allow(`GET ${new URL("/favicon.ico", PDF.url)}`); // Chromium, for the tab's icon
    const panel = await current.browser.click(await current.browser.open(PDF.url));
    assert.equal((await panel.settled()).state, "cannot");
    assert.deepEqual(await faults(current.browser, panel), []);
  });

  check("charts of figures, and the choice among many sites, are accessible", [...MANY, ...MANY.map((site) => ({ ...site, name: `${site.name} again` }))], async ({ browser }) => {
    const dashboard = await Dashboard.open(browser, "data");
    await dashboard.choose("import-file", "links.csv", Buffer.from("URL,Target URL,DR\nhttps://a.example/1,https://brightleaf.example/,71\n"));
    await dashboard.press("import-take");
    await until("the link", async () => ((await dashboard.stored()).backlinks ?? []).length === 1);
    await dashboard.go("plots");
    await until("the figures", () => dashboard.page.evaluate(() => document.querySelector("[data-plot=figure]") !== null));
    await dashboard.page.evaluate(unfold);
    assert.deepEqual(await faults(browser, dashboard), [], "charts");
    await dashboard.press("site-open");
    await dashboard.shows("site-search");
    assert.deepEqual(await faults(browser, dashboard), [], "sites");
  });
}

/** Runs in a page of the extension: opens all that is folded, and the details of a row. */
function unfold() {
  for (const details of document.querySelectorAll("details")) details.open = true;
  /** @type {HTMLElement | null} */ (document.querySelector("[data-part=details][aria-expanded=false]"))?.click();
}
