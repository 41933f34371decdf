//! Where things are in the panel: the answer above the fold, in every language and at every width; and
//! the panel by the keyboard. For every browser.

import assert from "node:assert/strict";

import { until } from "./browser.mjs";
import { ARTICLE, BRIGHTLEAF, page } from "./pages.mjs";

/** @typedef {import("./cases.mjs").Check} Check */
/** @typedef {import("./panel.mjs").Panel} Panel */

/** The folders of the message files; first one that no browser of the tests is in, so that each is a change. */
const LANGUAGES = ["de", "en", "es", "fr", "ja", "pt_BR"];

/**
 * The languages a page is looked at in: the article in all; the others, which differ in what stands above the
 * tabs, in the one with the longest words and, so that each is a change, another.
 * @param {{ url: string }} shown
 */
const languagesOf = (shown) => (shown === ARTICLE ? LANGUAGES : ["de", "fr"]);

/** Firefox's narrowest sidebar, Chromium's, the usual one, the widest that is used. In CSS pixels. */
const WIDTHS = [240, 280, 360, 800];
/** The usual one at a zoom of 200 %. */
const ZOOMED = 180;

/** The design's budgets, in CSS pixels: what is above the tabs, and where the content begins. */
const MOST_ABOVE_TABS = 96;
const CONTENT_BY = 172;

/**
 * So many of the user's sites: the sample, then some that the articles name, then some that no page knows.
 * @param {number} count
 * @returns {import("./browser.mjs").Site[]}
 */
function sites(count) {
  const aliases = ["white", "tin", "leaves", "water"];
  const others = Array.from({ length: count - 1 }, (_, index) => ({
    name: `A client with a rather long name ${index + 1}`,
    domains: [`client-${index + 1}.example`],
    aliases: aliases.slice(index, index + 1),
  }));
  return [BRIGHTLEAF, ...others];
}

/** @param {Check} check */
export function layoutCases(check) {
  for (const count of [1, 4, 40]) {
    check(`the content begins above the fold in every language and at every width, with ${count} site${count === 1 ? "" : "s"}`, sites(count), async (current) => {
      for (const shown of [ARTICLE, page("hostile"), page("unlinked"), page("empty")]) {
        const panel = await current.browser.click(await current.open(shown));
        // The report of this page, which takes marks then.
        const report = `document.querySelector("[data-part=host]")?.title === ${JSON.stringify(shown.url)}
          && document.querySelector("[data-part=marks]")?.dataset.open === "true"
          && document.querySelector("[data-part=report]") !== null`;
        const shows = (/** @type {string} */ what, /** @type {string} */ script) =>
          until(`${shown.url} ${what}`, () => panel.run(script).catch(() => false));
        await shows("at first", report);
        for (const language of languagesOf(shown)) {
          // The panel starts again in this language and inspects the page.
          await current.browser.store({ settings: { version: 1, language } });
          await shows(language, `document.documentElement.lang === "${language.replace("_", "-")}" && ${report}`);
          await panel.clickOn("[data-part=mark][data-mode=all]");
          for (const found of await panel.evaluate(measure, WIDTHS)) {
            const what = `${shown.url} ${language} ${JSON.stringify(found)}`;
            assert.ok(found.above <= MOST_ABOVE_TABS, `above the tabs: ${what}`);
            assert.ok(found.content <= CONTENT_BY, `content: ${what}`);
            assert.ok(found.tabs <= 37, `tabs in one line: ${what}`);
            assert.equal(found.sideways, 0, `no scrolling sideways: ${what}`);
            if (count === 1 && !found.strip) assert.ok(found.first <= CONTENT_BY, `first row: ${what}`);
          }
        }
      }
    });
  }

  for (const count of [1, 4, 40]) {
    check(`a prospect leaves the content above the fold, beside a strip too, with ${count} site${count === 1 ? "" : "s"}`, sites(count), async (current) => {
      // The last is another page of the one before.
      for (const [shown, past] of /** @type {const} */ ([[ARTICLE, "prospect"], [page("hostile"), "prospect"], [page("unlinked"), "of-site"]])) {
        const panel = await current.browser.click(await current.open(shown));
        const report = `document.querySelector("[data-part=host]")?.title === ${JSON.stringify(shown.url)}
          && document.querySelector("[data-part=report]") !== null`;
        const known = `${report} && document.querySelector("[data-part=${past}]") !== null`;
        const shows = (/** @type {string} */ what, /** @type {string} */ script) =>
          until(`${shown.url} ${what}`, () => panel.run(script).catch(() => false));
        await shows("at first", report);
        if (past === "prospect") {
          await panel.clickOn("[data-part=keep-page]");
          await shows("the bar", known);
          await panel.choose("when", "2026-01-31");
          await shows("that it is due", "document.querySelector('[data-part=when-open]')?.dataset.state === 'due'");
          await panel.clickOn("[data-part=set-status][data-state=contacted]");
          await shows("its status", "document.querySelector('[data-part=prospect]')?.dataset.status === 'contacted'");
        }
        for (const language of languagesOf(shown)) {
          await current.browser.store({ settings: { version: 1, language } });
          await shows(language, `document.documentElement.lang === "${language.replace("_", "-")}" && ${known}`);
          for (const found of await panel.evaluate(measure, WIDTHS)) {
            const what = `${shown.url} ${language} ${JSON.stringify(found)}`;
            assert.ok(found.above <= MOST_ABOVE_TABS && found.inTop <= MOST_ABOVE_TABS, `above the tabs: ${what}`);
            assert.ok(found.content <= CONTENT_BY, `content: ${what}`);
            assert.deepEqual([found.sideways, found.cut], [0, 0], `nothing is cut off: ${what}`);
          }
        }
      }
    });
  }

  check("the outline has the report's own frame, and a panel that reads nothing says why", [BRIGHTLEAF], async (current) => {
    const panel = await current.browser.click(await current.open(ARTICLE));
    await panel.settled();
    await panel.evaluate(() => {
      chrome.scripting.executeScript = /** @type {any} */ (() => new Promise(() => {}));
    });
    await panel.press("again");
    await panel.shows("that it is being read", ({ state }) => state === "inspecting");
    const tabs = await panel.evaluate(() => document.querySelector(".skeleton .sk-tabs")?.getBoundingClientRect().bottom ?? 0);
    assert.ok(tabs > 100 && tabs <= CONTENT_BY, String(tabs));
    await until("that it takes long", async () => /still reading/.test(await panel.text("panel")));
  });

  check("one key opens the dashboard from the panel", [BRIGHTLEAF], async (current) => {
    const panel = await current.browser.click(await current.open(ARTICLE));
    await panel.settled();
    await panel.evaluate(pressKey, "d");
    await until("the dashboard", () => panel.evaluate(() => chrome.extension.getViews().some(({ location }) => location.pathname === "/dashboard.html")));
  });

  check("the panel is worked by its keys: rows, why, tabs, search, marks, the list of keys", [BRIGHTLEAF], async (current) => {
    const opened = await current.open(ARTICLE);
    const panel = await current.browser.click(opened);
    await panel.settled();
    const press = (/** @type {string} */ key) => panel.evaluate(pressKey, key);
    await press("j");
    await press("j");
    assert.equal(await focusedRow(panel), "https://brightleaf.example/people/ines");
    await press("k");
    assert.equal(await focusedRow(panel), "https://www.brightleaf.example/journal/brewing-white-tea");
    assert.deepEqual(await panel.attributes("[data-part=backlink][tabindex='0']", "data-href"), ["https://www.brightleaf.example/journal/brewing-white-tea"]);
    await press(" ");
    await until("why", async () => (await panel.attributes("[data-part=why-of]", "data-href")).length === 1);
    assert.equal(await panel.attribute("[data-part=backlink] [data-part=why]", "aria-expanded"), "true");
    await press("c");
    await until("the word of it", async () => (await panel.text("said")) === "Link copied.");
    await press("Enter");
    await until("the link to be lit", () => opened.evaluate(() => document.getAnimations().length > 0));
    await press("2");
    await until("the tab", async () => (await panel.attribute("[data-part=tab][aria-selected=true]", "data-tab")) === "links");
    await press("j");
    await press("x");
    await until("the selection", async () => (await panel.text("selected")) === "1 selected");
    await press("Escape");
    await until("no selection", async () => (await panel.text("selected")) === "");
    await press("/");
    await until("the search", () => panel.run("document.activeElement?.dataset.part === 'search'"));
    await press("1"); // a field's own
    assert.equal(await panel.attribute("[data-part=tab][aria-selected=true]", "data-tab"), "links");
    await panel.evaluate(() => /** @type {HTMLElement} */ (document.activeElement).blur());
    await press("m");
    assert.equal(await panel.run("document.querySelector('[data-part=marks]').matches(':popover-open')"), true);
    await panel.clickOn("[data-part=mark][data-mode=mine]");
    await until("the marks", async () => /^\d+ marks$/.test(await panel.text("mark-number")));
    await panel.evaluate(() => /** @type {HTMLElement} */ (document.querySelector("[data-part=marks]")).hidePopover());
    await press("n");
    await until("the first", async () => /^Mark 1 of/.test(await panel.text("mark-number")));
    await press("p");
    await until("the last", async () => /^Mark (\d+) of \1$/.test(await panel.text("mark-number")));
    await press("?");
    assert.equal(await panel.run("document.querySelector('[data-part=shortcuts]').open"), true);
    await press("2"); // the sheet's own
    await panel.evaluate(() => /** @type {HTMLDialogElement} */ (document.querySelector("[data-part=shortcuts]")).close());
    await panel.open("links");
    await current.browser.store({ settings: { version: 1, letterKeys: false } });
    await until("keys that do nothing", async () => {
      await press("1");
      const stays = (await panel.attribute("[data-part=tab][aria-selected=true]", "data-tab")) === "links";
      if (!stays) await panel.open("links");
      return stays;
    });
  });

  check("a site's row leaves only that site in Mine and Links, and a mark can be switched off in the legend", sites(4), async (current) => {
    const opened = await current.open(ARTICLE);
    const panel = await current.browser.click(opened);
    const all = await panel.settled();
    await panel.clickOn(`[data-part=verdict][data-site="${BRIGHTLEAF.name}"]`);
    await panel.shows("its links alone", ({ links }) => links.length === all.backlinks.length);
    const shown = await panel.evaluate(() => [...document.querySelectorAll("[data-part=mention]")].filter((row) => row.checkVisibility()).length);
    assert.ok(shown > 0 && shown < all.mentions.length, `${shown} of ${all.mentions.length}`);
    await panel.clickOn(`[data-part=verdict][data-site="${BRIGHTLEAF.name}"]`);
    await panel.shows("all links", ({ links }) => links.length === all.links.length);
    await panel.clickOn("[data-part=mark][data-mode=all]");
    const outlined = () => opened.evaluate(() => document.getAnimations().length);
    const before = await until("the marks", async () => (await outlined()) || false);
    await panel.clickOn("[data-part=legend] input");
    await until("fewer marks", async () => (await outlined()) < before);
  });
}

/**
 * In the pseudo-locale: longer words, from right to left. In Chromium, whose driver installs a copy of the
 * build with other messages.
 * @param {Check} check
 */
export function longLayoutCases(check) {
  check("in longer words and from right to left, and at a zoom of 200 %, everything keeps its place", sites(4), async (current) => {
    for (const shown of [ARTICLE, page("hostile"), page("unlinked")]) {
      const panel = await current.browser.click(await current.open(shown));
      await until("the report", async () => (await panel.attribute("[data-part=host]", "title")) === shown.url);
      await panel.settled();
      // No browser of the tests speaks a language that is written so.
      await panel.run("document.documentElement.dir = 'rtl'");
      for (const tab of ["my_site", "links", "check", "page"]) {
        await panel.open(tab);
        for (const found of await panel.evaluate(measure, [ZOOMED, ...WIDTHS])) {
          const what = `${shown.url} ${tab} ${JSON.stringify(found)}`;
          assert.equal(found.sideways, 0, `no scrolling sideways: ${what}`);
          if (found.width === ZOOMED) continue;
          assert.ok(found.above <= MOST_ABOVE_TABS, `above the tabs: ${what}`);
          assert.ok(found.content <= CONTENT_BY, `content: ${what}`);
          assert.ok(found.tabs <= 37, `tabs in one line: ${what}`);
        }
      }
    }
  });
}

/** @param {Panel} panel */
function focusedRow(panel) {
  return panel.evaluate(() => document.activeElement?.closest("[data-row]")?.getAttribute("data-href") ?? "");
}

/** Presses a key where the focus is. Runs in the panel. @param {string} key */
function pressKey(key) {
  (document.activeElement ?? document.body).dispatchEvent(new KeyboardEvent("keydown", { key, bubbles: true, cancelable: true }));
}

/**
 * Lays the panel out at each width, in a frame with the same elements and styles, and measures it. Runs in the panel.
 * @param {number[]} widths
 */
async function measure(widths) {
  const frame = document.createElement("iframe");
  frame.style.cssText = "position: fixed; inset: 0 auto auto 0; height: 765px; border: 0; visibility: hidden";
  document.body.append(frame);
  const copy = /** @type {Document} */ (frame.contentDocument);
  copy.documentElement.lang = document.documentElement.lang;
  copy.documentElement.dir = document.documentElement.dir;
  const loaded = [...document.querySelectorAll("link[rel=stylesheet]")].map((link) => {
    const again = copy.createElement("link");
    again.rel = "stylesheet";
    again.href = /** @type {HTMLLinkElement} */ (link).href;
    copy.head.append(again);
    return new Promise((resolve) => again.addEventListener("load", resolve));
  });
  await Promise.all(loaded);
  copy.body.append(copy.importNode(/** @type {Element} */ (document.querySelector("main")), true));
  const of = (/** @type {string} */ part) => copy.querySelector(`[data-part="${part}"]`)?.getBoundingClientRect();
  const found = widths.map((width) => {
    frame.style.width = `${width}px`;
    const rows = [...copy.querySelectorAll("[data-part=tab-panel]:not([hidden]) :is([data-row], .suggest, .empty)")].filter((row) => row.getBoundingClientRect().height > 0);
    const { scrollWidth, clientWidth } = copy.documentElement;
    return {
      width,
      above: of("top")?.height ?? -1,
      inTop: copy.querySelector("[data-part=top]")?.scrollHeight ?? -1,
      content: of("tabs")?.bottom ?? -1,
      tabs: of("tabs")?.height ?? -1,
      strip: of("strip") !== undefined,
      first: rows[0]?.getBoundingClientRect().top ?? -1,
      sideways: scrollWidth - clientWidth,
      cut: Math.max(0, ...[...copy.querySelectorAll(".prospect-line")].map((line) => line.scrollWidth - line.clientWidth)),
    };
  });
  frame.remove();
  return found;
}
