//! Pictures of the panel in each of its states, for people to look at: node tests/e2e/shots.mjs
//! writes them to target/screenshots/. With names as arguments it takes those only.

import { fileURLToPath } from "node:url";

import { launchChromium } from "./chromium.mjs";
import { ARTICLE, BRIGHTLEAF, PDF, page } from "./pages.mjs";
import { Server } from "./server.mjs";

/** @typedef {import("./panel.mjs").Look} Look */
/** @typedef {import("./browser.mjs").Site} Site */

/**
 * @typedef {object} Shot
 * @property {{ url: string } & import("./server.mjs").Answer} page
 * @property {Site[]} [sites] The sample profile, where nothing is said.
 * @property {string} [language] Of the browser.
 * @property {Look[]} looks
 * @property {string} [next] An address to go to after the report.
 */

const FOLDER = fileURLToPath(new URL("../../target/screenshots/", import.meta.url));

/** @type {Look} */
const USUAL = { width: 420, scheme: "light" };
/** @type {Look} */
const DARK = { width: 420, scheme: "dark" };

const LONG_NAME = "The Incomparable Brightleaf Tea Trading Company of Northbank and Leith, established 1881";

/** @type {Record<string, Shot>} */
const SHOTS = {
  "first-run": { page: ARTICLE, sites: [], looks: [USUAL, DARK] },
  report: { page: ARTICLE, looks: [USUAL, DARK, { width: 320, scheme: "light" }, { width: 800, scheme: "light" }] },
  long: { page: page("long"), sites: [{ ...BRIGHTLEAF, name: LONG_NAME }], looks: [{ width: 320, scheme: "light" }, USUAL] },
  empty: { page: page("empty"), looks: [USUAL, DARK] },
  own: { page: { ...page("own"), url: "http://www.brightleaf.example/gardens" }, looks: [USUAL] },
  cannot: { page: PDF, looks: [USUAL, DARK] },
  moved: { page: page("strict"), next: "http://another.example/", looks: [USUAL, DARK] },
  "report-de": { page: ARTICLE, language: "de", looks: [{ width: 320, scheme: "light" }, USUAL] },
  "report-es": { page: ARTICLE, language: "es", looks: [USUAL] },
  "report-fr": { page: ARTICLE, language: "fr", looks: [USUAL] },
  "report-pt-BR": { page: ARTICLE, language: "pt-BR", looks: [USUAL] },
  "report-ja": { page: ARTICLE, language: "ja", looks: [USUAL] },
};

const wanted = process.argv.slice(2);
for (const [name, shot] of Object.entries(SHOTS)) {
  if (wanted.length === 0 || wanted.includes(name)) await take(name, shot);
}

/**
 * @param {string} name
 * @param {Shot} shot
 */
async function take(name, { page, sites = [BRIGHTLEAF], language, looks, next }) {
  const server = await Server.start();
  server.serve(page.url, page);
  const browser = await launchChromium(server, language ? { language } : {});
  try {
    if (sites.length > 0) await browser.storeSites(sites);
    const tab = await browser.open(page.url);
    const panel = await browser.click(tab);
    await panel.settled();
    if (next !== undefined) {
      server.serve(next, "<!doctype html><title>Elsewhere</title><p>Another page.");
      await tab.goto(next);
      await panel.shows("the notice", ({ notices }) => notices.length > 0);
    }
    const files = looks.map((look) => [`${FOLDER}${name}-${look.width}-${look.scheme}.png`, look]);
    await panel.screenshots(Object.fromEntries(files));
    console.log(`${name}: ${looks.length}`);
  } finally {
    await browser.close();
    await server.stop();
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
    const opened = await browser.openOwn(name);
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
