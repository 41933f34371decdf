//! Pictures of the panel beside the demonstration article: the links to the user's site, the Why of one, and
//! an agreement that was checked.

import { readFileSync } from "node:fs";

import { pause, until } from "./browser.mjs";
import { comesOut } from "./cases-check.mjs";
import { ARTICLE, BRIGHTLEAF } from "./pages.mjs";
import { NOW, SITE } from "./pictures-story.mjs";
import { PAINTING, PANEL_WIDTH, PARTS, SIZE, light, openSheet, setClock, shoot, sideBySide } from "./pictures-sheet.mjs";

/** @typedef {import("./browser.mjs").Browser} Browser */
/** @typedef {import("./browser.mjs").Page} Page */
/** @typedef {import("./panel.mjs").Look} Look */
/** @typedef {import("./panel.mjs").Panel} Panel */
/** @typedef {import("./pictures-sheet.mjs").Files} Files */
/** @typedef {import("./server.mjs").Server} Server */

/** What was agreed on about the article; it has the link as paid for, in an advert, with other words. */
const AGREEMENT = `name,page,target,anchor,rel,links
Spring article,${ARTICLE.url},https://brightleaf.example/starter-set,white tea set,followed,1
`;

/** The heading of the article that its pictures begin with: links of several kinds and names follow it. */
const HEADING = "Cooler than you think";

/** How many pixels a CSS pixel has in the guide, where most screens have two. */
const IN_GUIDE = 2;

/**
 * What is pictured of the panel.
 * @typedef {object} Scene
 * @property {string} until What the guide's picture ends below, as a selector.
 * @property {(panel: Panel) => Promise<unknown>} act What the user does in it.
 */

/** In the order in which they are taken: an agreement is saved, and would be in the others. */
const SCENES = /** @satisfies {Record<string, Scene>} */ ({
  "panel-mine": { until: "[data-part=backlink]", act: async () => {} },
  "panel-why": { until: "[data-part=why-of]", act: openWhy },
  "panel-check": { until: "[data-part=finding][data-state=fail]", act: checkAgreement },
});

/** Opens the Why of the author's link, of which most is to be said. @param {Panel} panel */
async function openWhy(panel) {
  await panel.clickOn("[data-part=backlink][data-region=author_bio] [data-part=why]");
  await until("why", async () => (await panel.attributes("[data-part=why-of]", "data-href")).length === 1);
}

/** Imports the agreement; it is checked at once. @param {Panel} panel */
async function checkAgreement(panel) {
  await panel.open("check");
  await until("the import", () => panel.evaluate(() => document.querySelector("[data-part=agreement-import]") !== null));
  await panel.press("agreement-import");
  await panel.type("agreements-text", AGREEMENT);
  await panel.press("agreements-take");
  await until("what came of it", async () => (await panel.text("agreements-taken")) !== "");
  await panel.press("agreements-close");
  await comesOut(panel, "broken");
}

/** The names of these pictures. */
export const PANEL_PICTURES = Object.keys(SCENES);

/**
 * Takes each of them that has files; of the first, other looks of the panel, too.
 * @param {Server} server
 * @param {Browser} browser
 * @param {(name: string) => Files} files
 * @param {Record<string, Look>} cuts By their files.
 */
export async function picturePanels(server, browser, files, cuts) {
  await browser.storeSites([SITE]);
  for (const [name, scene] of Object.entries(SCENES)) {
    await pictureScene(server, browser, scene, files(name), name === PANEL_PICTURES[0] ? cuts : {});
  }
}

/**
 * The README's: the article with its marks, and beside it what the panel says of it.
 * @param {Server} server
 * @param {Browser} browser
 * @param {string} png
 */
export async function pictureArticle(server, browser, png) {
  await browser.storeSites([BRIGHTLEAF]);
  await pictureScene(server, browser, SCENES["panel-mine"], { png }, {});
}

/**
 * @param {Server} server
 * @param {Browser} browser
 * @param {Scene} scene
 * @param {Files} files
 * @param {Record<string, Look>} cuts
 */
async function pictureScene(server, browser, { until: last, act }, { png, webp }, cuts) {
  server.serve(ARTICLE.url, ARTICLE.body);
  const tab = await browser.open(ARTICLE.url);
  await light(tab, SIZE.width - PANEL_WIDTH);
  const panel = await browser.click(tab);
  await panel.shows("a report", ({ state }) => state === "report");
  await panel.evaluate(setClock, NOW);
  await act(panel);
  await markAll(panel);
  await tab.evaluate(goTo, HEADING);
  await pause(PAINTING);
  // First the page: picturing the panel opens another tab, and marks go with their page's turn.
  const page = await tab.screenshot();
  /** @type {Look} */
  const look = { width: PANEL_WIDTH, height: SIZE.height, scheme: "light", scale: 1 };
  const [beside, inGuide] = [`${PARTS}picture-panel.png`, `${PARTS}picture-guide.png`];
  await panel.screenshots({ [beside]: look, [inGuide]: { ...look, until: last, scale: IN_GUIDE }, ...cuts });
  if (png) {
    const pictures = [{ png: page, width: SIZE.width - PANEL_WIDTH }, { png: readFileSync(beside), width: PANEL_WIDTH }];
    await shootSheet(server, browser, pictures, SIZE.height, { png });
  }
  if (webp) {
    const picture = readFileSync(inGuide);
    await shootSheet(server, browser, [{ png: picture, width: PANEL_WIDTH * IN_GUIDE }], heightOf(picture), { webp });
  }
  await tab.close();
}

/** The height of a PNG, which its first chunk has after the width. @param {Buffer} png */
const heightOf = (png) => png.readUInt32BE(20);

/**
 * Writes pictures side by side to the files.
 * @param {Server} server
 * @param {Browser} browser
 * @param {{ png: Uint8Array, width: number }[]} pictures
 * @param {number} height
 * @param {Files} files
 */
async function shootSheet(server, browser, pictures, height, files) {
  const sheet = await openSheet(server, browser, sideBySide(pictures));
  await light(sheet, pictures.reduce((sum, { width }) => sum + width, 0), height);
  await shoot(server, browser, sheet, files);
  await sheet.close();
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
