//! Pictures of the dashboard: what there is to do today, a prospect with its message, backlinks with what the
//! last look found. What it shows is saved, looked at and written down by the extension on days of our own.

import { pause, until } from "./browser.mjs";
import { Dashboard } from "./dashboard.mjs";
import { PAINTING, SIZE, light, setClock, shiftClock, shoot } from "./pictures-sheet.mjs";
import { AGREEMENTS, CHANGED, LATER_STORIES, LINKING, LOOKS, NOW, SITE, STORIES, USER, WRITTEN_TO, linkingPage, morning, storyPage } from "./pictures-story.mjs";
import { put } from "./stored.mjs";

/** @typedef {import("./browser.mjs").Browser} Browser */
/** @typedef {import("./panel.mjs").Panel} Panel */
/** @typedef {import("./pictures-sheet.mjs").Files} Files */
/** @typedef {import("./pictures-story.mjs").Story} Story */
/** @typedef {import("./server.mjs").Server} Server */

const HOUR = 60 * 60 * 1000;

/** What there is to do today is of all kinds: to come back to, to check, gone, new, to write to. */
const GROUPS = 5;

/**
 * What the user does before a picture is taken.
 * @typedef {object} Scene
 * @property {(dashboard: Dashboard) => Promise<void>} act
 * @property {(dashboard: Dashboard, language: string) => Promise<void>} [then] What only the stores' picture shows.
 */

/** @type {Record<string, Scene>} */
const SCENES = {
  "dashboard-today": {
    act: async (dashboard) => {
      await dashboard.go("today");
      await until("all that there is to do", async () => (await dashboard.count("[data-part=group]")) === GROUPS);
    },
  },
  "dashboard-prospects": {
    act: async (dashboard) => {
      await dashboard.go("prospects");
      await dashboard.shows("prospect");
    },
    then: async (dashboard, language) => {
      await dashboard.openProspect(WRITTEN_TO);
      await dashboard.press("compose");
      await dashboard.enter("template-language", language);
      await until("the message", async () => (await dashboard.value("message-body")) !== "");
    },
  },
  "dashboard-backlinks": {
    act: async (dashboard) => {
      await dashboard.go("backlinks");
      await until("all links", async () => (await dashboard.count("tbody [data-part=standing]")) === LINKING.length);
      await dashboard.page.evaluate(openTitle, CHANGED);
      await dashboard.tab("tab_watch");
      await until("what changed", async () => (await dashboard.count("[data-part=watch-changes] > li")) > 0);
    },
  },
};

/** Runs in the dashboard: opens a row by its title. @param {string} title */
function openTitle(title) {
  const rows = [...document.querySelectorAll("tbody tr")];
  const button = rows.find((row) => row.textContent?.includes(title))?.querySelector("button.title");
  if (!(button instanceof HTMLElement)) throw new Error(`no row ${title}`);
  button.click();
}

/** The names of these pictures. */
export const DASHBOARD_PICTURES = Object.keys(SCENES);

/**
 * Takes each of them that has files.
 * @param {Server} server
 * @param {Browser} browser
 * @param {string} language The folder of its messages.
 * @param {(name: string) => Files} files
 */
export async function pictureDashboard(server, browser, language, files) {
  await browser.storeSites([SITE]);
  const stories = [...STORIES, ...LATER_STORIES];
  await saveAll(server, browser, stories);
  await lookAtLinks(server, browser);
  const dashboard = await Dashboard.open(browser);
  await light(dashboard.page, SIZE.width);
  for (const story of stories) await workOn(dashboard, story);
  await writeDown(dashboard);
  await dashboard.page.evaluateOnNewDocument(setClock, NOW);
  await dashboard.reload();
  await dashboard.ready();
  for (const [name, { act, then }] of Object.entries(SCENES)) {
    const { png, webp } = files(name);
    await light(dashboard.page, SIZE.width);
    await act(dashboard);
    await settle(dashboard);
    await shoot(server, browser, dashboard.page, { webp });
    await light(dashboard.page, SIZE.width);
    await then?.(dashboard, language);
    await settle(dashboard);
    await shoot(server, browser, dashboard.page, { png });
  }
}

/**
 * The README's: some prospects in the table, and the newest in detail.
 * @param {Server} server
 * @param {Browser} browser
 * @param {string} png
 */
export async function pictureReadme(server, browser, png) {
  await browser.storeSites([SITE]);
  await saveAll(server, browser, STORIES);
  const dashboard = await Dashboard.open(browser);
  await light(dashboard.page, SIZE.width);
  for (const story of STORIES) await workOn(dashboard, story);
  await dashboard.page.evaluate(setClock, NOW);
  // Another view and back: what is due is drawn as of this day.
  await dashboard.go("backlinks");
  await dashboard.go("prospects");
  await checkRows(dashboard);
  await dashboard.openProspect(/** @type {Story} */ (STORIES.at(-1)).title);
  await settle(dashboard);
  await shoot(server, browser, dashboard.page, { png });
}

/** Closes what is said of the last change, leaves the field, and lets the page be painted. @param {Dashboard} dashboard */
async function settle(dashboard) {
  await dashboard.settled();
  await dashboard.page.evaluate(() => {
    for (const close of /** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll("[data-part=notice-close], [data-part=status-close]"))) close.click();
    if (document.activeElement instanceof HTMLElement) document.activeElement.blur();
  });
  await pause(PAINTING);
}

/**
 * Saves each page as a prospect in the panel, on its day.
 * @param {Server} server
 * @param {Browser} browser
 * @param {Story[]} stories
 */
async function saveAll(server, browser, stories) {
  for (const story of stories) {
    await visit(server, browser, storyPage(story), morning(story.saved), async (panel) => {
      await panel.press("keep-page");
      await until("the filled star", async () => (await panel.attribute("[data-part=keep-page]", "aria-pressed")) === "true");
    });
  }
}

/**
 * Inspects a page in the panel at a time of our own.
 * @param {Server} server
 * @param {Browser} browser
 * @param {{ url: string, html: string }} page
 * @param {number} time
 * @param {(panel: Panel) => Promise<void>} act
 */
async function visit(server, browser, { url, html }, time, act) {
  server.serve(url, html);
  const tab = await browser.open(url);
  // A panel that is open already has its clock set before it is asked to read the page.
  for (const open of await browser.panels()) await open.evaluate(setClock, time);
  const panel = await browser.click(tab);
  await panel.shows("a report", ({ state }) => state === "report");
  await panel.evaluate(setClock, time);
  await act(panel);
  await tab.close();
}

/**
 * Does what was done about a page in the hours after it was saved. Each change has a time of its own.
 * @param {Dashboard} dashboard
 * @param {Story} story
 */
async function workOn(dashboard, story) {
  let time = morning(story.saved);
  await dashboard.openProspect(story.title);
  /** @param {() => Promise<void>} change */
  const then = async (change) => {
    time += HOUR / 4;
    await dashboard.page.evaluate(setClock, time);
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
 * Sees the backlinks, each on its day, and checks all that are known on the days of the looks: the server has
 * the pages as they are then, and the background worker that day's clock.
 * @param {Server} server
 * @param {Browser} browser
 */
async function lookAtLinks(server, browser) {
  // As the dashboard asks: with the subdomains.
  await browser.grant(LINKING.flatMap(({ host }) => [host, `*.${host}`]));
  let since = "";
  for (const [at, day] of LOOKS.entries()) {
    const come = LINKING.filter(({ seen }) => seen > since && seen <= day);
    for (const linking of come) {
      await visit(server, browser, /** @type {{ url: string, html: string }} */ (linkingPage(linking, false)), morning(linking.seen), async () => {});
    }
    for (const linking of LINKING) {
      const { url, html } = linkingPage(linking, at > 0);
      server.serve(url, html === null ? { status: 410, body: "gone" } : html);
    }
    await checkLinks(browser, morning(day), LINKING.filter(({ seen }) => seen <= day).length);
    since = day;
  }
}

/**
 * Has all backlinks checked by the dashboard.
 * @param {Browser} browser
 * @param {number} time
 * @param {number} count How many there are.
 */
async function checkLinks(browser, time, count) {
  const dashboard = await Dashboard.open(browser, "backlinks");
  await dashboard.page.evaluate(setClock, time);
  await browser.inBackground(`(${shiftClock})(${time})`);
  await until("all links", async () => (await dashboard.count("tbody [data-part=standing]")) === count);
  await dashboard.press("check-all");
  await dashboard.tap("ask-begin");
  // What is lost or changed is news until the list of links has shown it.
  await dashboard.go("today");
  await until("the end of the check", async () => (await dashboard.count("[data-part=status-close]")) > 0, 60_000);
  await dashboard.press("status-close");
  await dashboard.page.close();
}

/** Writes down what the user has entered: their name, addresses of people, agreements. @param {Dashboard} dashboard */
async function writeDown(dashboard) {
  await dashboard.go("templates");
  await dashboard.enter("my-name", USER);
  await dashboard.settled();
  for (const { host, author, email, saved } of LATER_STORIES) {
    if (email === undefined) continue;
    const [firstName] = author.split(" ");
    await put(dashboard.page, "contacts", { id: `${host} ${email}`, domain: host, email, name: author, firstName, added: morning(saved) });
  }
  for (const { name, page, target, made } of AGREEMENTS) {
    const agreement = { name, page, target };
    await put(dashboard.page, "agreements", { id: name, site: SITE.name, page, made: morning(made), agreement });
  }
}
