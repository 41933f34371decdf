//! All pictures of the extension at work, from the build in dist/: node tests/e2e/pictures.mjs writes
//! - the README's: docs/panel.png and docs/dashboard.png;
//! - the stores': extension/store/LANGUAGE/*.png, screenshots and tiles;
//! - the guide's: docs/guide/pictures/LANGUAGE/*.webp.
//! With words as arguments, readme, store, guide or folders of languages, it takes those only.
//!
//! What they show is fixed: made-up pages, the light scheme, and days of our own. Fonts and the words of the
//! browser's own fields are the machine's.

import { mkdirSync, readdirSync } from "node:fs";
import { dirname } from "node:path";
import { fileURLToPath } from "node:url";

import { launchChromium } from "./chromium.mjs";
import { DASHBOARD_PICTURES, pictureDashboard, pictureReadme } from "./pictures-dashboard.mjs";
import { PANEL_PICTURES, pictureArticle, picturePanels } from "./pictures-panel.mjs";
import { PARTS, checkLetters } from "./pictures-sheet.mjs";
import { TILES, drawTile } from "./pictures-tile.mjs";
import { Server } from "./server.mjs";

/** @typedef {import("./browser.mjs").Browser} Browser */
/** @typedef {import("./panel.mjs").Look} Look */
/** @typedef {import("./pictures-sheet.mjs").Files} Files */

const ROOT = fileURLToPath(new URL("../../", import.meta.url));
const LANGUAGES = readdirSync(`${ROOT}extension/_locales`).sort();
const KINDS = ["readme", "store", "guide"];

/** The pictures that only the guide has. */
const GUIDE_ONLY = ["dashboard-backlinks"];

const words = process.argv.slice(2);
const unknown = words.find((word) => !KINDS.includes(word) && !LANGUAGES.includes(word));
if (unknown !== undefined) throw new Error(`${unknown} is none of ${[...KINDS, ...LANGUAGES].join(", ")}`);
const kinds = chosen(KINDS);
const languages = chosen(LANGUAGES);

mkdirSync(PARTS, { recursive: true });
if (kinds.includes("readme")) await takeReadme();
if (kinds.includes("store") || kinds.includes("guide")) for (const language of languages) await takeLanguage(language);

/** Those that were named; all if none was. @param {string[]} all */
function chosen(all) {
  const named = all.filter((one) => words.includes(one));
  return named.length > 0 ? named : all;
}

async function takeReadme() {
  await withBrowser("en", (server, browser) => pictureArticle(server, browser, `${ROOT}docs/panel.png`));
  await withBrowser("en", (server, browser) => pictureReadme(server, browser, `${ROOT}docs/dashboard.png`));
  console.log("docs/panel.png, docs/dashboard.png");
}

/** @param {string} language */
async function takeLanguage(language) {
  const store = kinds.includes("store");
  await withBrowser(language, async (server, browser) => {
    const cuts = Object.entries(store ? TILES : {}).map(([name, { look }]) => /** @type {const} */ ([`${PARTS}${name}-panel.png`, look]));
    await picturePanels(server, browser, filesOf(language), Object.fromEntries(cuts));
    for (const [name, tile] of Object.entries(store ? TILES : {})) {
      await drawTile(server, browser, language, tile, `${PARTS}${name}-panel.png`, made(`extension/store/${language}/${name}.png`));
    }
  });
  await withBrowser(language, (server, browser) => pictureDashboard(server, browser, language, filesOf(language)));
  console.log(`${language}: ${[...PANEL_PICTURES, ...DASHBOARD_PICTURES].join(", ")}`);
}

/**
 * Where the pictures of a language go, by their names, as far as they are asked for.
 * @param {string} language
 * @returns {(name: string) => Files}
 */
function filesOf(language) {
  return (name) => ({
    ...(kinds.includes("store") && !GUIDE_ONLY.includes(name) ? { png: made(`extension/store/${language}/${name}.png`) } : {}),
    ...(kinds.includes("guide") ? { webp: made(`docs/guide/pictures/${language}/${name}.webp`) } : {}),
  });
}

/** The path of a file, with its folder made. @param {string} file */
function made(file) {
  mkdirSync(dirname(ROOT + file), { recursive: true });
  return ROOT + file;
}

/**
 * Starts a browser with the extension, both in a language.
 * @param {string} language
 * @param {(server: Server, browser: Browser) => Promise<void>} use
 */
async function withBrowser(language, use) {
  const server = await Server.start();
  const browser = await launchChromium(server, { language: language.replace("_", "-") });
  try {
    await checkLetters(server, browser, language);
    // The browser may lack a language that the extension has.
    await browser.store({ settings: { version: 1, language, keepBacklinks: true } });
    await use(server, browser);
  } finally {
    await browser.close();
    await server.stop();
  }
}
