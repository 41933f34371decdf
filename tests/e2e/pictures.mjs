//! The README's two pictures, from the build in dist/: node tests/e2e/pictures.mjs writes
//! docs/panel.png (the demonstration article with marks on, beside the panel) and
//! docs/dashboard.png (a few prospects, one of them open). With names as arguments, panel or
//! dashboard, it makes those only.
//!
//! What they show is fixed: made-up pages, English, the light scheme, and in the dashboard days of
//! our own. Only the fonts are the machine's.

import { mkdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

import { pause, until } from "./browser.mjs";
import { launchChromium } from "./chromium.mjs";
import { Dashboard } from "./dashboard.mjs";
import { ARTICLE, BRIGHTLEAF } from "./pages.mjs";
import { Server } from "./server.mjs";

/** @typedef {import("./browser.mjs").Browser} Browser */
/** @typedef {import("./browser.mjs").Page} Page */
/** @typedef {import("./panel.mjs").Panel} Panel */

const DOCS = fileURLToPath(new URL("../../docs/", import.meta.url));
/** The parts of which a picture is put together. */
const PARTS = fileURLToPath(new URL("../../target/screenshots/", import.meta.url));

/** The size of each picture, in pixels. */
const SIZE = { width: 1280, height: 800 };
/** How much of it is the panel's. */
const PANEL_WIDTH = 420;
/** How long a page is given to paint what has changed, in milliseconds. */
const PAINTING = 300;

const HOUR = 60 * 60 * 1000;

/** The article's heading that its picture begins with: links of several kinds and names follow it. */
const HEADING = "Cooler than you think";

/**
 * The sample profile with what only prospects need. An item of its own in the storage holds all of it,
 * as an earlier version wrote it.
 */
const SITE = {
  ...BRIGHTLEAF,
  keywords: ["white tea"],
  pages: ["https://brightleaf.example/white-tea", "https://brightleaf.example/starter-set"],
  competitors: ["ostrander.example"],
};

/** Words that make each page an article. */
const OPENING = `<p>The water is poured, the window is open, and there is time: twenty minutes in which a morning may become
  a good one. We have spent them on this question all winter, with two kettles, one scale and a great many cups.</p>`;
const ENDING = `<p>Whoever likes it strong lets it stand for another five minutes, and whoever does not takes the leaves out
  before that. Both are right, as far as we can tell, and neither has ever been talked out of it by anybody.</p>`;

/**
 * A page that is saved as a prospect, and what the user has done about it since.
 * @typedef {object} Story
 * @property {string} host
 * @property {string} title
 * @property {string} author
 * @property {string} html What the page says that offers something.
 * @property {string} saved The day it was saved.
 * @property {string} [status]
 * @property {string} [followUp] The day to come back to it.
 * @property {string} [tag]
 * @property {string} [notes]
 */

/** From the oldest to the newest, of which the details are open. @type {Story[]} */
const STORIES = [
  {
    host: "harvestnotes.example",
    title: "Spring harvest, three years on",
    author: "Tomas Reed",
    html: `<p>In the first year nobody came. In the third, Brightleaf Tea bought the whole of the earliest picking, and the
      village paid for a new roof of the withering house with it.</p>`,
    saved: "2026-02-26",
    status: "not_now",
  },
  {
    host: "giftguide.example",
    title: "Presents for people who have everything but tea",
    author: "Lena Moor",
    html: `<p>For the patient there is the white tea set by <a href="https://market.example/sets/white">Brightleaf Tea</a>, which
      comes with a scale, and for the others there is a whistle that fits on any kettle.</p>`,
    saved: "2026-03-11",
    status: "contacted",
    followUp: "2026-04-20",
  },
  {
    host: "northbankpost.example",
    title: "What was poured at the Northbank tea fair",
    author: "Ruth Adeyemi",
    html: `<p>The longest queue of the day stood before the table of Brightleaf Tea, where three kettles were kept at eighty
      degrees and a boy with a stopwatch told people when to drink.</p>`,
    saved: "2026-03-20",
    status: "won",
  },
  {
    host: "gardenlist.example",
    title: "Nine importers who name the garden",
    author: "Iris Blum",
    html: `<ul>${["ostrander", "harrow", "lindenleaf", "sixhills", "quietcup", "fourwinds", "oldferry", "millpond", "redgate"]
      .map((name) => `<li><a href="https://${name}.example/">White tea from ${name[0]?.toUpperCase()}${name.slice(1)}</a></li>`)
      .join("")}</ul>`,
    saved: "2026-03-30",
    status: "answered",
    followUp: "2026-05-04",
  },
  {
    host: "kettlereview.example",
    title: "What a good kettle is worth",
    author: "Paul Ito",
    html: `<p>The leaves we tried each of them with came from <a href="https://ostrander.example/white">an importer in Leith</a>,
      whose tins say the week of picking, so that the water was the only thing that changed.</p>`,
    saved: "2026-04-09",
    status: "contacted",
    followUp: "2026-04-27",
  },
  {
    host: "teanotes.example",
    title: "Seven white teas for slow mornings",
    author: "Mara Lind",
    html: `<p>Of all the white teas we have tasted this spring, the one from Brightleaf Tea was the quietest, and the one that we
      came back to when the others were gone and the morning had grown long.</p>`,
    saved: "2026-04-14",
    followUp: "2026-04-22",
    tag: "spring",
    notes: "Met at the fair. Likes first flush, answers within a week.",
  },
];

/** The day on which the dashboard is looked at. */
const TODAY = "2026-04-20";

const MAKERS = { panel: picturePanel, dashboard: pictureDashboard };

mkdirSync(DOCS, { recursive: true });
mkdirSync(PARTS, { recursive: true });
const wanted = process.argv.slice(2);
for (const [name, make] of Object.entries(MAKERS)) {
  if (wanted.length > 0 && !wanted.includes(name)) continue;
  await withBrowser((server, browser) => make(server, browser, `${DOCS}${name}.png`));
  console.log(`docs/${name}.png`);
}

/** @param {(server: Server, browser: Browser) => Promise<void>} use */
async function withBrowser(use) {
  const server = await Server.start();
  const browser = await launchChromium(server, { language: "en" });
  try {
    await use(server, browser);
  } finally {
    await browser.close();
    await server.stop();
  }
}

/**
 * The article with its marks, and beside it what the panel says of it.
 * @param {Server} server
 * @param {Browser} browser
 * @param {string} file
 */
async function picturePanel(server, browser, file) {
  await browser.storeSites([BRIGHTLEAF]);
  server.serve(ARTICLE.url, ARTICLE.body);
  const tab = await browser.open(ARTICLE.url);
  await light(tab, SIZE.width - PANEL_WIDTH);
  const panel = await browser.click(tab);
  const { state } = await panel.settled();
  if (state !== "report") throw new Error(`the panel shows no report: ${state}`);
  await markAll(panel);
  await tab.evaluate(goTo, HEADING);
  await pause(PAINTING);
  // First the page: picturing the panel opens another tab, and marks go with their page's turn.
  const page = await tab.screenshot({ encoding: "base64" });
  const shown = `${PARTS}picture-panel.png`;
  await panel.screenshots({ [shown]: { width: PANEL_WIDTH, height: SIZE.height, scheme: "light" } });
  const sheet = sideBySide(page, readFileSync(shown, "base64"));
  const url = "http://pictures.example/";
  server.serve(url, sheet);
  const both = await browser.open(url);
  await light(both, SIZE.width);
  await both.evaluate(async () => {
    for (const image of document.images) await image.decode();
  });
  await both.screenshot({ path: file });
}

/** Marks all links and mentions, and waits until the page has said how many there are. @param {Panel} panel */
async function markAll(panel) {
  await until("the page's end of the line", async () => (await panel.attribute("[data-part=marks]", "data-open")) === "true");
  await panel.clickOn("[data-part=mark][data-mode=all]");
  await until("the marks", async () => (await panel.text("marks-answer")) !== "");
}

/**
 * Runs in the page: scrolls to a little above a heading.
 * @param {string} words
 */
function goTo(words) {
  const heading = [...document.querySelectorAll("h2")].find((found) => found.textContent === words);
  if (heading === undefined) throw new Error(`no heading ${words}`);
  window.scrollTo({ top: heading.getBoundingClientRect().top + window.scrollY - 24, behavior: "instant" });
}

/**
 * A page that shows two pictures side by side.
 * @param {string} left
 * @param {string} right As PNG in base64, both.
 */
function sideBySide(left, right) {
  const image = (/** @type {string} */ name, /** @type {string} */ png) => `<img class="${name}" alt="" src="data:image/png;base64,${png}">`;
  return `<!doctype html><html lang="en"><meta charset="utf-8"><link rel="icon" href="data:,"><title>The panel</title>
    <style>
      body { margin: 0; display: flex; overflow: hidden; background: #ffffff; }
      img { display: block; height: ${SIZE.height}px; }
      .page { width: ${SIZE.width - PANEL_WIDTH}px; }
      .panel { width: ${PANEL_WIDTH}px; outline: 1px solid #c4cad4; }
    </style>
    ${image("page", left)}${image("panel", right)}`;
}

/**
 * Some prospects in the table, and the newest in detail.
 * @param {Server} _server
 * @param {Browser} browser
 * @param {string} file
 */
async function pictureDashboard(_server, browser, file) {
  await browser.storeSites([SITE]);
  const dashboard = await Dashboard.open(browser);
  await light(dashboard.page, SIZE.width);
  for (const story of STORIES) await save(dashboard, story);
  await itIs(dashboard, Date.parse(TODAY) + 9 * HOUR);
  // Another view and back: what is due is drawn as of this day.
  await dashboard.go("backlinks");
  await dashboard.go("prospects");
  await checkRows(dashboard);
  await dashboard.openProspect(/** @type {Story} */ (STORIES.at(-1)).title);
  await dashboard.page.evaluate(() => /** @type {HTMLElement | null} */ (document.querySelector("[data-part=notice-close]"))?.click());
  await pause(PAINTING);
  await dashboard.page.screenshot({ path: file });
}

/**
 * Saves a page on its day, and does what was done about it in the hours after. Each change has a time
 * of its own.
 * @param {Dashboard} dashboard
 * @param {Story} story
 */
async function save(dashboard, story) {
  let time = Date.parse(story.saved) + 9 * HOUR;
  await itIs(dashboard, time);
  await dashboard.keep(article(story), SITE);
  await dashboard.openProspect(story.title);
  /** @param {() => Promise<void>} change */
  const then = async (change) => {
    time += HOUR / 4;
    await itIs(dashboard, time);
    await change();
    await dashboard.settled();
  };
  const { status, followUp, tag, notes } = story;
  if (status !== undefined) await then(() => dashboard.enter("status", status));
  if (followUp !== undefined) await then(() => dashboard.enter("follow-up", followUp));
  if (tag !== undefined) await then(() => addTag(dashboard, tag));
  if (notes !== undefined) await then(() => dashboard.enter("notes", notes));
  await dashboard.press("close-detail");
}

/**
 * Adds a tag in the details.
 * @param {Dashboard} dashboard
 * @param {string} tag
 */
async function addTag(dashboard, tag) {
  await dashboard.page.evaluate((tag) => {
    const form = document.querySelector("[data-part=detail] .tags form");
    const input = form?.querySelector("input");
    if (!(form instanceof HTMLFormElement) || !input) throw new Error("no form for tags");
    input.value = tag;
    form.requestSubmit();
  }, tag);
}

/** Every page is in the table, and offers something. @param {Dashboard} dashboard */
async function checkRows(dashboard) {
  await until("all prospects", async () => (await dashboard.texts("prospect")).length === STORIES.length);
  const offering = await dashboard.page.evaluate(() => document.querySelectorAll("[data-part=prospect] .chip.opportunity").length);
  if (offering !== STORIES.length) {
    throw new Error(`of ${STORIES.length} pages only ${offering} offer something: ${(await dashboard.texts("prospect")).join("; ")}`);
  }
}

/**
 * A story's page.
 * @param {Story} story
 */
function article({ host, title, author, html, saved }) {
  const path = title.toLowerCase().replace(/[^a-z]+/g, "-");
  return {
    url: `https://${host}/${path}`,
    html: `<!doctype html><html lang="en"><title>${title}</title><meta name="author" content="${author}">
      <meta property="article:published_time" content="${saved}T06:00:00Z">
      <main><article><h1>${title}</h1><p>By <a rel="author" href="/about">${author}</a></p>${OPENING}${html}${ENDING}</article></main>
      <footer><p><a href="/contact">Contact</a> · <a href="/privacy">Privacy</a></p></footer></html>`,
  };
}

/**
 * Sets the clock of the dashboard's page, where it then stands still.
 * @param {Dashboard} dashboard
 * @param {number} now In milliseconds since 1970.
 */
async function itIs(dashboard, now) {
  await dashboard.page.evaluate((now) => {
    globalThis.Date = new Proxy(Date, {
      construct: (date, given) => Reflect.construct(date, given.length > 0 ? given : [now]),
      get: (date, name) => (name === "now" ? () => now : Reflect.get(date, name)),
    });
  }, now);
}

/**
 * Shows a page so wide, as to a user who prefers light pages.
 * @param {Page} page
 * @param {number} width
 */
async function light(page, width) {
  await page.setViewport({ width, height: SIZE.height, deviceScaleFactor: 1 });
  await page.emulateMediaFeatures([{ name: "prefers-color-scheme", value: "light" }]);
}
