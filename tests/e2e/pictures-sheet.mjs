//! How the pictures are taken: their sizes, the light scheme, a clock that stands still, and the page that
//! puts an article and the panel side by side.

import { writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

import { fewColours } from "./pictures-colours.mjs";

/** @typedef {import("./browser.mjs").Browser} Browser */
/** @typedef {import("./browser.mjs").Page} Page */
/** @typedef {import("./server.mjs").Server} Server */

/** The parts of which a picture is put together. */
export const PARTS = fileURLToPath(new URL("../../target/screenshots/", import.meta.url));

/** The size of a screenshot in pixels, as the stores want it. */
export const SIZE = { width: 1280, height: 800 };
/** How much of it is the panel's. */
export const PANEL_WIDTH = 420;
/** How long a page is given to paint what has changed, in milliseconds. */
export const PAINTING = 300;

/** The best quality of a WebP with loss and the least, of 100: below that, edges are seen around letters. */
const BEST = 80;
const LEAST = 50;
/** Most bytes of a WebP: the guide has six in each language, and its reader waits for them. */
const MOST_BYTES = 60_000;

/**
 * The files that a picture is written to; one that is not asked for is left out.
 * @typedef {object} Files
 * @property {string} [png] In the sizes of the stores.
 * @property {string} [webp] As the guide shows it.
 */

/**
 * Shows a page so wide, as to a user who prefers light pages.
 * @param {Page} page
 * @param {number} width
 * @param {number} [height]
 */
export async function light(page, width, height = SIZE.height) {
  await page.bringToFront();
  await page.setViewport({ width, height, deviceScaleFactor: 1 });
  await page.emulateMediaFeatures([{ name: "prefers-color-scheme", value: "light" }]);
}

/**
 * Writes what a tab shows to the files.
 * @param {Server} server
 * @param {Browser} browser
 * @param {Page} page
 * @param {Files} files
 */
export async function shoot(server, browser, page, { png, webp }) {
  const shown = await page.screenshot();
  const sheet = await openSheet(server, browser, sideBySide([]));
  if (png) writeFileSync(png, await fewColours(sheet, shown, "png"));
  if (webp) {
    const exact = await fewColours(sheet, shown, "webp");
    writeFileSync(webp, exact.length <= MOST_BYTES ? exact : await smallEnough(page));
  }
  await sheet.close();
}

/**
 * A WebP with loss of what a tab shows, as good as it may be large.
 * @param {Page} page
 */
async function smallEnough(page) {
  await page.bringToFront();
  for (let quality = BEST; quality >= LEAST; quality -= 5) {
    const picture = await page.screenshot({ type: "webp", quality });
    if (picture.length <= MOST_BYTES) return picture;
  }
  throw new Error(`a picture has more than ${MOST_BYTES} bytes even with quality ${LEAST}`);
}

/**
 * Opens a page of the pictures' own, once the images on it can be seen.
 * @param {Server} server
 * @param {Browser} browser
 * @param {string} html
 */
export async function openSheet(server, browser, html) {
  const url = "http://pictures.example/";
  server.serve(url, html);
  const page = await browser.open(url);
  await page.evaluate(async () => {
    for (const image of document.images) if (image.src !== "") await image.decode();
  });
  return page;
}

/**
 * A page that shows pictures side by side, each so wide, in CSS pixels.
 * @param {{ png: Uint8Array, width: number }[]} pictures
 */
export function sideBySide(pictures) {
  const images = pictures.map(({ png, width }) => `<img alt="" width="${width}" src="data:image/png;base64,${Buffer.from(png).toString("base64")}">`);
  return `<!doctype html><html lang="en"><meta charset="utf-8"><link rel="icon" href="data:,"><title>Pictures</title>
    <style>
      body { margin: 0; display: flex; align-items: start; overflow: hidden; background: #ffffff; }
      img { display: block; }
      img + img { outline: 1px solid #c4cad4; }
    </style>
    ${images.join("")}`;
}

/**
 * Refuses to take pictures in a language whose letters no font here has: all of them would be one empty box.
 * @param {Server} server
 * @param {Browser} browser
 * @param {string} language
 */
export async function checkLetters(server, browser, language) {
  if (language !== "ja") return;
  const page = await openSheet(server, browser, "<!doctype html><meta charset=utf-8><link rel=icon href=data:,><canvas></canvas>");
  const differ = await page.evaluate(() => {
    const drawn = ["頁", "鎖"].map((letter) => {
      const canvas = document.createElement("canvas");
      const context = canvas.getContext("2d");
      if (context === null) throw new Error("no canvas");
      context.font = "40px sans-serif";
      context.fillText(letter, 10, 60);
      return canvas.toDataURL();
    });
    return drawn[0] !== drawn[1];
  });
  await page.close();
  if (!differ) throw new Error("no font on this machine has Japanese letters: install one, such as Noto Sans CJK");
}

/**
 * Runs in a page: sets its clock, which then stands still.
 * @param {number} now In milliseconds since 1970.
 */
export function setClock(now) {
  globalThis.Date = new Proxy(Date, {
    construct: (date, given) => Reflect.construct(date, given.length > 0 ? given : [now]),
    get: (date, name) => (name === "now" ? () => now : Reflect.get(date, name)),
  });
}

/**
 * Runs in the background worker: sets its clock, which goes on from there, for it waits by it.
 * @param {number} now In milliseconds since 1970.
 */
export function shiftClock(now) {
  const by = now - Date.now();
  globalThis.Date = new Proxy(Date, {
    construct: (date, given) => Reflect.construct(date, given.length > 0 ? given : [date.now() + by]),
    get: (date, name) => (name === "now" ? () => date.now() + by : Reflect.get(date, name)),
  });
}
