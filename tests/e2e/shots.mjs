//! Pictures of the panel in each of its states, for developers to look at: node tests/e2e/shots.mjs
//! writes them to target/screenshots/. With names as arguments it takes those only.

import { mkdirSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

import { pause } from "./browser.mjs";
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
 * @property {boolean} [marked] The page is pictured, too, with all its marks.
 * @property {string} [next] An address to go to after the report.
 */

const FOLDER = fileURLToPath(new URL("../../target/screenshots/", import.meta.url));

/** @type {Look} */
const USUAL = { width: 420, scheme: "light" };
/** @type {Look} */
const DARK = { width: 420, scheme: "dark" };

/** @type {Look} */
const NARROW = { width: 280, scheme: "light" };
/** @type {Look} */
const WIDE = { width: 800, scheme: "light" };
const ALL = [USUAL, DARK, NARROW, WIDE];

const LONG_NAME = "The Incomparable Brightleaf Tea Trading Company of Northbank and Leith, established 1881";

/** @type {Record<string, Shot>} */
const SHOTS = {
  "first-run": { page: ARTICLE, sites: [], looks: [USUAL, DARK] },
  report: { page: ARTICLE, looks: ALL },
  links: { page: ARTICLE, tab: "links", looks: ALL },
  "links-open": {
    page: ARTICLE,
    tab: "links",
    clicks: [".filters > summary", "[data-part=link] [data-part=details]", "[data-part=link] input"],
    looks: ALL,
  },
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
  marks: { page: page("marks"), marked: true, looks: [USUAL, DARK] },
  "report-de": { page: ARTICLE, language: "de", looks: [{ width: 320, scheme: "light" }, USUAL] },
  "report-es": { page: ARTICLE, language: "es", looks: [USUAL] },
  "report-fr": { page: ARTICLE, language: "fr", looks: [USUAL] },
  "report-pt-BR": { page: ARTICLE, language: "pt-BR", looks: [USUAL] },
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
async function take(name, { page, sites = [BRIGHTLEAF], language, tab: open, clicks = [], looks, next, marked }) {
  const server = await Server.start();
  server.serve(page.url, page);
  const browser = await launchChromium(server, language ? { language } : {});
  try {
    if (sites.length > 0) await browser.storeSites(sites);
    const tab = await browser.open(page.url);
    const panel = await browser.click(tab);
    await panel.settled();
    if (open !== undefined) await panel.open(open);
    for (const click of clicks) await panel.clickOn(click);
    if (next !== undefined) {
      server.serve(next, "<!doctype html><title>Elsewhere</title><p>Another page.");
      await tab.goto(next);
      await panel.shows("the notice", ({ notices }) => notices.length > 0);
    }
    if (marked) await pictureMarks(name, tab, panel);
    const files = looks.map((look) => [`${FOLDER}${name}-${look.width}-${look.scheme}${look.direction ? "-rtl" : ""}.png`, look]);
    await panel.screenshots(Object.fromEntries(files));
    console.log(`${name}: ${looks.length}`);
  } finally {
    await browser.close();
    await server.stop();
  }
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
      const field = document.querySelector("textarea[name=domains]");
      if (!(field instanceof HTMLTextAreaElement)) return;
      field.value += "\nno domain\nco.uk";
      field.dispatchEvent(new Event("input", { bubbles: true }));
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
