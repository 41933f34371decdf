//! Pictures of what looks again, in each of its states, for developers to look at:
//! node tests/e2e/shots-again.mjs [language] writes them to target/screenshots/.

import { mkdirSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

import { until } from "./browser.mjs";
import { launchChromium } from "./chromium.mjs";
import { Dashboard } from "./dashboard.mjs";
import { openDoor } from "./door.mjs";
import { BRIGHTLEAF } from "./pages.mjs";
import { Server } from "./server.mjs";

const FOLDER = fileURLToPath(new URL("../../target/screenshots/", import.meta.url));
mkdirSync(FOLDER, { recursive: true });

const WORDS = "word ".repeat(300);
const page = (/** @type {string} */ title, /** @type {string} */ text) => `<!doctype html><html lang="en"><head><link rel="icon" href="data:,"><title>${title}</title></head><body><main><h1>${title}</h1><p>${text}</p><p>${WORDS}</p></main></body></html>`;
const link = (/** @type {string} */ rel, path = "tea") => `We drink <a href="http://brightleaf.example/${path}" rel="${rel}">their green tea</a> every day, with or without milk.`;
const NAMED = "The tea of Brightleaf is the one that we like best of all.";

const server = await Server.start();
const language = process.argv[2];
const browser = await launchChromium(server, language ? { language } : {});
const dashboard = await Dashboard.open(browser, "backlinks");
try {
  await browser.storeSites([BRIGHTLEAF]);
  await openDoor(dashboard.page);
  const titles = ["Slow mornings: rituals worth keeping", "Brightleaf Sencha Superior, reviewed", "Editors’ gift guide", "Teaware directory", "Cold brew, warm days", "Where to buy matcha in Europe, a very long title that does not fit into its column"];
  const url = (/** @type {number} */ n) => `http://blog${n}.example/articles/${n}`;
  for (const [n, title] of titles.entries()) {
    server.serve(url(n), page(title, link("", n % 2 ? "tea" : "old/green-tea-pots")));
    await dashboard.see({ url: url(n), html: page(title, link("", n % 2 ? "tea" : "old/green-tea-pots")) }, BRIGHTLEAF);
  }
  await browser.grant([...titles.keys()].map((n) => `blog${n}.example`).concat("brightleaf.example", "*.brightleaf.example", "news.example"));
  await dashboard.reload();
  await dashboard.ready();
  await shot("again-unchecked");
  await dashboard.press("check-all");
  await shot("again-ask");
  await shot("again-ask", 1280, "dark");
  await dashboard.page.keyboard.press("Escape");
  await check();
  server.serve(url(0), page(titles[0] ?? "", link("nofollow", "old/green-tea-pots")));
  server.serve(url(1), { status: 410, body: page("", "") });
  server.serve(url(2), { status: 403, body: page("", "") });
  server.serve(url(3), page(titles[3] ?? "", "The list has moved on."));
  server.serve(url(4), { status: 301, headers: { location: "http://blog4.example/" }, body: "" });
  server.serve("http://blog4.example/", page("Blog", "Our newest posts."));
  await check();
  await shot("again");
  await shot("again", 1280, "dark");
  await shot("again", 860);
  await shot("again", 400);
  await dashboard.page.setViewport({ width: 1280, height: 800 });
  await dashboard.page.evaluate(() => /** @type {HTMLElement | null} */ ([...document.querySelectorAll("tbody tr")].find((row) => row.textContent?.includes("Slow mornings"))?.querySelector("button.title"))?.click());
  await dashboard.tab("tab_watch");
  await until("the looks", () => dashboard.has("looks"));
  await shot("again-evidence");
  await shot("again-evidence", 1280, "dark");
  await dashboard.press("close-detail");

  await dashboard.go("bulk");
  await shot("bulk-empty");
  for (const [path, text] of Object.entries({ link: link(""), footer: link("nofollow"), name: `${NAMED} <a href="mailto:editor@fieldandkettle.com">Contact</a>`, nothing: "No tea here." })) server.serve(`http://news.example/${path}`, page(`An article about ${path}`, text));
  await dashboard.enter("bulk-paste", ["link", "footer", "name", "nothing", "gone"].map((path) => `http://news.example/${path}`).join("\n"));
  await shot("bulk-form");
  await dashboard.page.evaluate(() => /** @type {any} */ (globalThis).door.startBulk(["link", "footer", "name", "nothing", "gone"].map((path) => `http://news.example/${path}`)));
  await dashboard.reload();
  await dashboard.ready();
  await until("the rows", async () => (await dashboard.count("tbody [data-part=result]")) === 5);
  await until("the results", async () => (await dashboard.count("tbody [data-part=result][data-result=waiting]")) === 0, 30_000);
  await shot("bulk");
  await shot("bulk", 1280, "dark");
  await shot("bulk", 400);

  const pages = ["", "tea", "tea-pots"].map((path) => `<url><loc>http://brightleaf.example/${path}</loc><lastmod>2026-11-02</lastmod></url>`).join("");
  server.serve("http://brightleaf.example/map.xml", { headers: { "content-type": "text/xml" }, body: `<urlset>${pages}</urlset>` });
  server.serve("http://brightleaf.example/tea", page("Tea", "Tea."));
  await dashboard.page.setViewport({ width: 1280, height: 800 });
  await dashboard.go("own_site");
  await shot("site-unread");
  await dashboard.enter("sitemap-address", "http://brightleaf.example/map.xml");
  await dashboard.press("sitemap-read");
  await dashboard.tap("ask-begin");
  await until("the pages", async () => /^\d+ /.test(await dashboard.text("sitemap-words")), 20_000);
  await dashboard.press("check-all");
  await dashboard.tap("ask-begin");
  await until("what became of them", async () => (await dashboard.count("tbody [data-state=bad]")) === 1, 20_000);
  await shot("site");
  await shot("site", 1280, "dark");
  await shot("site", 400);
} finally {
  await browser.close();
  await server.stop();
}

/** Looks at all links, and waits until that is done. */
async function check() {
  const run = await dashboard.page.evaluate(() => /** @type {any} */ (globalThis).door?.watchBacklinks());
  if (run === undefined) await openDoor(dashboard.page);
  const id = run ?? (await dashboard.page.evaluate(() => /** @type {any} */ (globalThis).door.watchBacklinks()));
  await until("the end", async () => (await dashboard.page.evaluate((id) => /** @type {any} */ (globalThis).door.checkProgress(id), id))[0].stage === "done", 40_000);
  await dashboard.reload();
  await dashboard.ready();
  await openDoor(dashboard.page);
}

/** @param {string} name @param {number} [width] @param {"light" | "dark"} [scheme] */
async function shot(name, width = 1280, scheme = "light") {
  await dashboard.page.setViewport({ width, height: 800 });
  await dashboard.prefer(scheme);
  await new Promise((resolve) => setTimeout(resolve, 400));
  const file = [name, width === 1280 ? "" : width, scheme === "light" ? "" : scheme, language ?? ""].filter(Boolean).join("-");
  writeFileSync(`${FOLDER}${file}.png`, await dashboard.page.screenshot());
  await dashboard.prefer("light");
}
