//! Pictures of the dashboard in each of its states, for developers to look at:
//! node tests/e2e/shots-dashboard.mjs writes them to target/screenshots/.

import { mkdirSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

import { until } from "./browser.mjs";
import { launchChromium } from "./chromium.mjs";
import { UNLINKED, paste } from "./cases-dashboard.mjs";
import { Dashboard } from "./dashboard.mjs";
import { ARTICLE, BRIGHTLEAF } from "./pages.mjs";
import { Server } from "./server.mjs";

const FOLDER = fileURLToPath(new URL("../../target/screenshots/", import.meta.url));
mkdirSync(FOLDER, { recursive: true });

const arabic = `<!doctype html><html lang="ar" dir="rtl"><title>أفضل أنواع شاي الربيع</title><main><article><h1>أفضل أنواع شاي الربيع</h1>
  <p>من بين كل أنواع الشاي التي تذوقناها هذا الربيع كان شاي Brightleaf Tea هو الأهدأ، وهو الذي عدنا إليه حين طال المساء، وقد شربناه مع الأصدقاء في الحديقة.</p></article></main></html>`;
const japanese = `<!doctype html><html lang="ja"><title>春のお茶を味わう</title><main><article><h1>春のお茶を味わう</h1>
  <p>この春に味わった白茶のなかで、Brightleaf Tea のものがいちばん静かな味わいで、夜が更けてからも何度も淹れ直して飲みました。庭でも窓辺でも、ひとりでも友人とでも楽しめます。</p></article></main></html>`;

const server = await Server.start();
const language = process.argv[2];
const browser = await launchChromium(server, language ? { language } : {});
try {
  await browser.storeSites([BRIGHTLEAF]);
  const dashboard = await Dashboard.open(browser);
  await shot(dashboard, "empty");
  await dashboard.keep(UNLINKED, BRIGHTLEAF);
  await dashboard.keep({ url: ARTICLE.url, html: ARTICLE.body }, BRIGHTLEAF);
  await dashboard.keep({ url: "https://ar.example/shay", html: arabic }, BRIGHTLEAF);
  await dashboard.keep({ url: "https://ja.example/ocha", html: japanese }, BRIGHTLEAF);
  await dashboard.see({ url: ARTICLE.url, html: ARTICLE.body }, BRIGHTLEAF);
  await dashboard.go("data");
  await dashboard.choose("import-file", "ahrefs.csv", Buffer.from(ahrefs()));
  await dashboard.shows("import-preview");
  await shot(dashboard, "import");
  await dashboard.press("import-take");
  await until("the end", () => dashboard.page.evaluate(() => document.querySelector("[data-part=import-progress][data-done=true]") !== null));
  await dashboard.settled();
  await shot(dashboard, "data");
  await paste(dashboard, Array.from({ length: 520 }, (_, at) => `https://www.magazine${at % 40}.example/${["tea", "leaf", "garden"][at % 3]}/story-${at}`).join("\n"));
  await dashboard.go("prospects");
  await dashboard.press("select-all");
  await dashboard.enter("search", "garden");
  await dashboard.enter("bulk-status", "contacted");
  await dashboard.settled();
  await dashboard.enter("search", "leaf magazine1");
  await dashboard.enter("bulk-status", "won");
  await dashboard.settled();
  await dashboard.enter("search", "");
  await dashboard.shows("bulk");
  await shot(dashboard, "selected");
  await dashboard.press("select-none");
  await dashboard.page.evaluate(() => /** @type {HTMLElement | null} */ (document.querySelector("[data-part=notice-close]"))?.click());
  await shot(dashboard, "table");
  await shot(dashboard, "table", 1280, "dark");
  await shot(dashboard, "table", 860);
  await shot(dashboard, "table", 400);
  for (const floating of ["site", "filter", "columns"]) {
    await dashboard.page.setViewport({ width: 1280, height: 800 });
    await dashboard.press(`${floating}-open`);
    await shot(dashboard, floating);
    await dashboard.press(`${floating}-open`);
  }
  await dashboard.enter("search", ".example/");
  await dashboard.press("as-table");
  await dashboard.page.evaluate(() => /** @type {HTMLElement | null} */ (document.querySelector("th[data-column=fact_opportunity] .sort"))?.click());
  await dashboard.openProspect("Ten teas");
  await dashboard.enter("status", "contacted");
  await dashboard.enter("follow-up", "2026-11-20");
  await dashboard.enter("tag", "spring");
  await dashboard.page.evaluate(() => /** @type {HTMLFormElement} */ (document.querySelector(".tags form")).requestSubmit());
  await dashboard.enter("notes", "Met at the fair; likes first flush.");
  await dashboard.settled();
  await shot(dashboard, "detail");
  await shot(dashboard, "detail", 860);
  await shot(dashboard, "detail", 400);
  await dashboard.press("compose");
  await until("the text", async () => (await dashboard.value("message-body")) !== "");
  await shot(dashboard, "message");
  await dashboard.tab("history");
  await shot(dashboard, "history");
  await dashboard.press("close-detail");
  await dashboard.press("as-board");
  await dashboard.shows("card");
  await shot(dashboard, "board");
  await shot(dashboard, "board", 1280, "dark");
  for (const view of ["backlinks", "domains", "plots", "templates", "agreements"]) {
    await dashboard.go(view);
    await pause(500);
    await shot(dashboard, view);
    if (view === "backlinks" || view === "domains") await openFirst(dashboard, view);
  }
  await dashboard.go("plots");
  await dashboard.shows("plot");
  await shot(dashboard, "plots", 1280, "dark");
  await dashboard.go("prospects");
  await dashboard.press("as-table");
  await dashboard.openProspect("شاي");
  await dashboard.page.evaluate(() => document.documentElement.setAttribute("dir", "rtl"));
  await shot(dashboard, "rtl");
} finally {
  await browser.close();
  await server.stop();
}

/** @param {Dashboard} dashboard @param {string} view */
async function openFirst(dashboard, view) {
  await dashboard.page.evaluate(() => /** @type {HTMLElement} */ (document.querySelector("tr button.title")).click());
  await shot(dashboard, `${view}-open`);
  await shot(dashboard, `${view}-open`, 860, "dark");
  await dashboard.press("close-detail");
}

/** @param {number} time */
function pause(time) {
  return new Promise((resolve) => setTimeout(resolve, time));
}

/**
 * @param {Dashboard} dashboard
 * @param {string} name
 * @param {number} [width]
 * @param {"light" | "dark"} [scheme]
 */
async function shot(dashboard, name, width = 1280, scheme = "light") {
  await dashboard.page.emulateMediaFeatures([{ name: "prefers-color-scheme", value: scheme }]);
  await dashboard.page.setViewport({ width, height: 800 });
  await pause(250);
  const path = `${FOLDER}dashboard-${language ? `${language}-` : ""}${name}-${width}-${scheme}.png`;
  writeFileSync(path, await dashboard.page.screenshot());
  console.log(path.slice(FOLDER.length));
}

function ahrefs() {
  const head = "Referring page title,Referring page URL,Target URL,Anchor,Nofollow,Sponsored,UGC,First seen,Last seen";
  const row = (/** @type {number} */ at) => {
    const day = new Date(Date.UTC(2026, 4, 1 + ((at * 7) % 200))).toISOString().slice(0, 10);
    return `Story ${at},https://blog${at % 23}.example/${at},https://brightleaf.example/${at % 5},tea ${at},${at % 3 === 0},${at % 11 === 0},false,${day},${day}`;
  };
  return [head, ...Array.from({ length: 140 }, (_, at) => row(at)), "Bad,no address,,,,,,,"].join("\n");
}
