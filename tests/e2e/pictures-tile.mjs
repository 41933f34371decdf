//! The tiles of the stores: the icon, the name, what the extension is for in a sentence, and a cut of the
//! panel. They are a page, tile.html, that the browser draws.

import { readFileSync } from "node:fs";

import { pause } from "./browser.mjs";
import { PAINTING, light, openSheet, shoot } from "./pictures-sheet.mjs";

/** @typedef {import("./browser.mjs").Browser} Browser */
/** @typedef {import("./panel.mjs").Look} Look */
/** @typedef {import("./server.mjs").Server} Server */

/**
 * A tile, and how the panel is pictured for it: so wide and high that it needs no scaling there.
 * @typedef {object} Tile
 * @property {number} width
 * @property {number} height
 * @property {Look} look
 */

/** @type {Record<string, Tile>} */
export const TILES = {
  "tile-440x280": { width: 440, height: 280, look: { width: 400, height: 216, scheme: "light", scale: 1 } },
  "tile-1400x560": { width: 1400, height: 560, look: { width: 400, height: 296, scheme: "light", scale: 1.75 } },
};

/**
 * Draws a tile.
 * @param {Server} server
 * @param {Browser} browser
 * @param {string} language The folder of its messages.
 * @param {Tile} tile
 * @param {string} panel The path of the panel's picture, as the tile wants it.
 * @param {string} png
 */
export async function drawTile(server, browser, language, { width, height, look }, panel, png) {
  const page = await openSheet(server, browser, read("e2e/tile.html"));
  await light(page, width, height);
  await page.evaluate(fill, {
    ...words(language),
    icon: `data:image/svg+xml;base64,${Buffer.from(read("../extension/icons/icon.svg")).toString("base64")}`,
    panel: `data:image/png;base64,${readFileSync(panel, "base64")}`,
    width: look.width * (look.scale ?? 1),
  });
  await pause(PAINTING);
  await shoot(server, browser, page, { png });
  await page.close();
}

/** The words of a tile: of the summary its first sentence. @param {string} language */
function words(language) {
  const messages = JSON.parse(read(`../extension/_locales/${language}/messages.json`));
  const summary = /** @type {string} */ (messages.extension_description.message);
  const [sentence] = summary.match(/^.*?[.。]/u) ?? [];
  if (sentence === undefined) throw new Error(`no sentence in ${summary}`);
  return { language: messages.language_tag.message, name: messages.extension_name.message, sentence };
}

/** @param {string} path From tests/. */
function read(path) {
  return readFileSync(new URL(`../${path}`, import.meta.url), "utf8");
}

/**
 * Runs in the tile: puts in what is its own, and looks whether all of it has room.
 * @param {{ language: string, name: string, sentence: string, icon: string, panel: string, width: number }} given
 */
async function fill({ language, name, sentence, icon, panel, width }) {
  const part = (/** @type {string} */ selector) => /** @type {HTMLElement} */ (document.querySelector(selector));
  document.documentElement.lang = language;
  part(".name span").textContent = name;
  part(".sentence").textContent = sentence;
  const images = /** @type {[string, string][]} */ ([[".icon", icon], [".panel", panel]]);
  for (const [selector, source] of images) {
    const image = /** @type {HTMLImageElement} */ (part(selector));
    image.src = source;
    await image.decode();
  }
  part(".panel").style.width = `${width}px`;
  const { scrollWidth, clientWidth, scrollHeight, clientHeight } = part(".words");
  if (scrollWidth > clientWidth || scrollHeight > clientHeight) throw new Error(`the words have no room: ${sentence}`);
}
