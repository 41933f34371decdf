//! Pictures of the panel in each of its states, for developers to look at: node tests/e2e/shots.mjs
//! writes them to target/screenshots/. With names as arguments it takes those only.

import { mkdirSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

import { pause, until } from "./browser.mjs";
import { launchChromium } from "./chromium.mjs";
import { ARTICLE, BRIGHTLEAF, PDF, many, page } from "./pages.mjs";
import { Server } from "./server.mjs";

/** @typedef {import("./panel.mjs").Look} Look */
/** @typedef {import("./browser.mjs").Site} Site */

/**
 * @typedef {object} Shot
 * @property {{ url: string } & import("./server.mjs").Answer} page
 * @property {Site[]} [sites] The sample profile, where nothing is said.
 * @property {string} [language] Of the browser.
 * @property {string} [tab] The tab of the panel to open.
 * @property {string[]} [clicks] What to click then, as selectors.
 * @property {Look[]} looks
 * @property {string[]} [floating] Menus and sheets, by their names, each pictured open.
 * @property {boolean} [marked] The page is pictured, too, with all its marks.
 * @property {string} [next] An address to go to after the report.
 * @property {string} [after] What is there once the clicks are done, as a selector.
 * @property {boolean} [due] The prospect that the page is saved as is due.
 * @property {{ url: string } & import("./server.mjs").Answer} [then] A page to inspect in another tab then.
 */

const FOLDER = fileURLToPath(new URL("../../target/screenshots/", import.meta.url));

/** @type {Look} As wide and as high as the browser's panel is at first. */
const USUAL = { width: 360, height: 765, scheme: "light" };
/** @type {Look} */
const DARK = { ...USUAL, scheme: "dark" };

/** @type {Look} */
const NARROW = { ...USUAL, width: 280 };
/** @type {Look} */
const WIDE = { ...USUAL, width: 800 };
const ALL = [USUAL, DARK, NARROW, WIDE];

/** As an agency has them: two with links, ten that the page does not name. */
const TWELVE = [
  BRIGHTLEAF,
  { name: "Leaf & Stone", domains: ["brightleaf.net"], aliases: ["white tea"] },
  ...Array.from({ length: 10 }, (_, index) => ({ name: `Client ${index + 1}`, domains: [`client-${index + 1}.example`], aliases: [] })),
];

const LONG_NAME = "The Incomparable Brightleaf Tea Trading Company of Northbank and Leith, established 1881";

/** Another page of the site that the pages of the tests are on. */
const ARTICLE_THERE = { url: "http://pages.example/another-article", body: ARTICLE.body };

/** The page is saved and written to. */
const WORKED_ON = [
  "[data-part=keep-page]",
  "[data-part=prospect] [data-part=status-open]",
  "[data-part=write-all]",
  "[data-part=message-copy]",
  "[data-part=mark-contacted]",
  "[data-part=toast-close]",
];

/** @type {Record<string, Shot>} */
const SHOTS = {
  "first-run": { page: ARTICLE, sites: [], looks: [USUAL, DARK] },
  report: { page: ARTICLE, looks: ALL },
  "twelve-sites": { page: ARTICLE, sites: TWELVE, looks: ALL },
  why: { page: ARTICLE, clicks: ["[data-part=why]"], looks: [USUAL, DARK, NARROW] },
  blocked: { page: page("hostile"), looks: [USUAL, NARROW] },
  unlinked: { page: page("unlinked"), looks: [USUAL, NARROW] },
  links: { page: ARTICLE, tab: "links", looks: ALL },
  "links-open": {
    page: ARTICLE,
    tab: "links",
    clicks: ["[data-part=link] [data-part=details]", "[data-part=link] input"],
    looks: ALL,
  },
  "links-menus": { page: ARTICLE, tab: "links", clicks: [".filters button.chip"], floating: ["filters-menu", "order-menu", "take-menu"], looks: [USUAL, NARROW] },
  page: { page: ARTICLE, tab: "page", looks: ALL },
  "links-2000": { page: many(2000), tab: "links", looks: [{ ...USUAL, height: 900 }, { width: 800, height: 900, scheme: "light" }] },
  long: { page: page("long"), sites: [{ ...BRIGHTLEAF, name: LONG_NAME }], looks: [NARROW, USUAL] },
  "long-links": { page: page("long"), tab: "links", looks: [NARROW, USUAL, WIDE] },
  japanese: { page: page("japanese"), looks: [USUAL] },
  "japanese-links": { page: page("japanese"), tab: "links", language: "ja", looks: [NARROW, WIDE] },
  arabic: { page: page("arabic"), looks: [USUAL, { ...USUAL, direction: "rtl" }] },
  "arabic-links": { page: page("arabic"), tab: "links", looks: [{ ...NARROW, direction: "rtl" }, { ...WIDE, direction: "rtl" }] },
  hostile: { page: page("hostile"), tab: "page", looks: [USUAL] },
  empty: { page: page("empty"), looks: [USUAL, DARK] },
  own: { page: { ...page("own"), url: "http://www.brightleaf.example/gardens" }, looks: [USUAL] },
  cannot: { page: PDF, looks: [USUAL, DARK] },
  moved: { page: page("strict"), next: "http://another.example/", looks: [USUAL, DARK] },
  prospect: { page: page("unlinked"), clicks: WORKED_ON, due: true, looks: ALL, floating: ["", "status-menu", "when-menu"] },
  "prospect-de": { page: page("unlinked"), clicks: WORKED_ON, due: true, language: "de", looks: [USUAL, NARROW] },
  "prospect-strip": { page: page("hostile"), clicks: ["[data-part=keep-page]"], due: true, looks: [USUAL, NARROW] },
  "prospect-sites": { page: page("unlinked"), sites: TWELVE, clicks: ["[data-part=save-open]", "[data-part=keep-page]", "[data-part=set-status][data-state=answered]"], looks: [USUAL, DARK, NARROW] },
  "prospect-sheet": { page: page("unlinked"), clicks: [...WORKED_ON, "[data-part=sent-last]"], after: "[data-part=prospect-form]", floating: ["prospect-sheet"], looks: [USUAL, DARK, NARROW] },
  "prospect-site": { page: page("unlinked"), clicks: WORKED_ON, then: ARTICLE_THERE, looks: [USUAL, DARK, NARROW] },
  "prospects-next": { page: page("unlinked"), clicks: ["[data-part=keep-page]"], due: true, then: PDF, looks: [USUAL, DARK, NARROW] },
  message: { page: page("unlinked"), clicks: ["[data-part=write-all]"], after: "[data-part=message-body]", floating: ["message"], looks: [USUAL, DARK, NARROW] },
  "message-left": { page: page("unlinked"), clicks: ["[data-part=write-all]", "[data-part=message-copy]"], after: "[data-part=mark-contacted]", looks: [USUAL, NARROW] },
  "message-left-de": { page: page("unlinked"), language: "de", clicks: ["[data-part=write-all]", "[data-part=message-copy]"], after: "[data-part=mark-contacted]", looks: [USUAL, NARROW] },
  saved: { page: page("unlinked"), clicks: ["[data-part=keep-page]"], after: "[data-part=prospect]", looks: [USUAL, DARK] },
  marks: { page: page("marks"), marked: true, looks: [USUAL, DARK] },
  menus: { page: ARTICLE, floating: ["more-menu", "marks", "sites", "shortcuts"], looks: [USUAL, DARK] },
  "report-de": { page: ARTICLE, language: "de", looks: [{ width: 320, scheme: "light" }, USUAL] },
  "report-es": { page: ARTICLE, language: "es", looks: [USUAL] },
  "report-fr": { page: ARTICLE, language: "fr", looks: [USUAL] },
  "report-pt-BR": { page: ARTICLE, language: "pt-BR", looks: [USUAL] },
  "twelve-sites-de": { page: ARTICLE, sites: TWELVE, language: "de", looks: [NARROW] },
  "report-ja": { page: ARTICLE, language: "ja", looks: [USUAL] },
};

mkdirSync(FOLDER, { recursive: true });
const wanted = process.argv.slice(2);
for (const [name, shot] of Object.entries(SHOTS)) {
  if (wanted.length === 0 || wanted.includes(name)) await take(name, shot);
}

/**
 * @param {string} name
 * @param {Shot} shot
 */
async function take(name, { page, sites = [BRIGHTLEAF], language, tab: open, clicks = [], looks, next, floating, marked, due, then, after: last }) {
  const server = await Server.start();
  server.serve(page.url, page);
  const browser = await launchChromium(server, language ? { language } : {});
  try {
    if (sites.length > 0) await browser.storeSites(sites);
    const tab = await browser.open(page.url);
    const panel = await browser.click(tab);
    await panel.settled();
    if (open !== undefined) await panel.open(open);
    // What a click brings may take a moment.
    for (const click of clicks) await until(click, () => panel.clickOn(click).then(() => true, () => false));
    if (last !== undefined) await until(last, async () => (await panel.attribute(last, "data-part")) !== undefined);
    if (due) {
      await until("the bar", () => panel.choose("when", "2026-11-24").then(() => true, () => false));
      await until("that it is due", async () => (await panel.attribute("[data-part=when-open]", "data-state")) === "due");
    }
    if (then !== undefined) {
      server.serve(then.url, then);
      await browser.click(await browser.open(then.url));
      await panel.shows("the other page", ({ state }) => state === "cannot" || state === "report");
      await pause(500); // for what is known of it
    }
    if (next !== undefined) {
      server.serve(next, "<!doctype html><title>Elsewhere</title><p>Another page.");
      await tab.goto(next);
      await panel.shows("the notice", ({ notices }) => notices.length > 0);
    }
    if (marked) await pictureMarks(name, tab, panel);
    for (const part of floating ?? [""]) {
      if (part !== "") await panel.evaluate(show, part);
      const of = part === "" ? name : `${name}-${part}`;
      const files = looks.map((look) => [`${FOLDER}${of}-${look.width}-${look.scheme}${look.direction ? "-rtl" : ""}.png`, look]);
      await panel.screenshots(Object.fromEntries(files));
    }
    console.log(`${name}: ${looks.length}`);
  } finally {
    await browser.close();
    await server.stop();
  }
}

/**
 * Shows one menu or sheet and no other, in a way that a copy of the panel keeps. Runs in the panel.
 * @param {string} part
 */
function show(part) {
  for (const other of document.querySelectorAll("[data-floating]")) other.remove();
  const found = document.querySelector(`[data-part="${part}"], #${part}`);
  const copy = /** @type {HTMLElement} */ (found?.cloneNode(true));
  copy.removeAttribute("popover");
  copy.setAttribute("open", "");
  copy.dataset.floating = "";
  copy.style.zIndex = "9"; // what is really open is above all
  document.querySelector("main")?.append(copy);
}

/**
 * Pictures the page with everything marked and the first link lit, in the light and in the dark.
 * @param {string} name
 * @param {import("./browser.mjs").Page} tab
 * @param {import("./panel.mjs").Panel} panel
 */
async function pictureMarks(name, tab, panel) {
  await panel.evaluate(() => {
    const all = document.querySelector("[data-part=mark][data-mode=all]");
    if (all instanceof HTMLElement) all.click();
    document.querySelector("[data-part=link]")?.dispatchEvent(new PointerEvent("pointerover", { bubbles: true }));
  });
  for (const scheme of /** @type {const} */ (["light", "dark"])) {
    await tab.emulateMediaFeatures([{ name: "prefers-color-scheme", value: scheme }]);
    await pause(300); // for the marks to be painted
    writeFileSync(`${FOLDER}${name}-page-${scheme}.png`, await tab.screenshot());
  }
}

/**
 * The pages in a tab: the settings with a profile open, and the first steps.
 * @type {Record<string, { name: "options" | "welcome", language?: string, looks: Look[] }>}
 */
const OWN_PAGES = {
  options: { name: "options", looks: [{ width: 1000, scheme: "light" }, { width: 1000, scheme: "dark" }, { width: 320, scheme: "light" }] },
  welcome: { name: "welcome", looks: [{ width: 1000, scheme: "light" }, { width: 1000, scheme: "dark" }, { width: 320, scheme: "light" }] },
  "options-de": { name: "options", language: "de", looks: [{ width: 320, scheme: "light" }] },
  "options-ja": { name: "options", language: "ja", looks: [{ width: 800, scheme: "light" }] },
  "welcome-fr": { name: "welcome", language: "fr", looks: [{ width: 800, scheme: "light" }] },
  "options-ar": { name: "options", language: "ar", looks: [{ width: 420, scheme: "light" }] },
};

for (const [shot, own] of Object.entries(OWN_PAGES)) {
  if (wanted.length === 0 || wanted.includes(shot)) await takeOwn(shot, own);
}

/**
 * @param {string} shot
 * @param {(typeof OWN_PAGES)[string]} own
 */
async function takeOwn(shot, { name, language, looks }) {
  const server = await Server.start();
  const browser = await launchChromium(server, language ? { language } : {});
  try {
    await browser.storeSites([BRIGHTLEAF, { name: LONG_NAME, domains: ["long.example"], aliases: [] }]);
    const opened = await browser.own(`${name}.html`);
    await opened.waitForSelector(`[data-part=${name}][data-state=ready]`);
    await opened.evaluate(() => {
      document.querySelector("details")?.setAttribute("open", "");
      const field = document.querySelector("input[name=domains]");
      if (!(field instanceof HTMLInputElement)) return;
      field.value = "no domain";
      field.dispatchEvent(new Event("input", { bubbles: true }));
      field.dispatchEvent(new FocusEvent("blur"));
    });
    for (const { width, scheme } of looks) {
      await opened.setViewport({ width, height: 700, deviceScaleFactor: 1 });
      await opened.emulateMediaFeatures([{ name: "prefers-color-scheme", value: scheme }]);
      await opened.screenshot({ fullPage: true, path: `${FOLDER}${shot}-${width}-${scheme}.png` });
    }
    console.log(`${shot}: ${looks.length}`);
  } finally {
    await browser.close();
    await server.stop();
  }
}
