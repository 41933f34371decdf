//! The profile as a whole: charts that lead to their lists, signs of a scheme.

import assert from "node:assert/strict";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";

import { until } from "./browser.mjs";
import { Dashboard } from "./dashboard.mjs";
import { BRIGHTLEAF } from "./pages.mjs";

const OTHER = { ...BRIGHTLEAF, name: "Oolong House", domains: ["oolong.example"] };

/** A page with one link. @param {string} url @param {string} link */
const page = (url, link) => ({
  url,
  html: `<!doctype html><html lang="en"><title>Tea</title><main><article><h1>Tea</h1><p>We drink what ${link} has picked in spring, and we are glad of it,
    every morning and most evenings, in the garden and by the window, alone and with friends.</p></article></main></html>`,
});

/** @param {import("./cases.mjs").Check} check */
export function profileCases(check) {
  goneCases(check);
  gapCases(check);
  clientCases(check);
  check("charts count by referring domain, compare with the other sites, and a press on a bar lists its links", [BRIGHTLEAF, OTHER], async ({ browser }) => {
    const dashboard = await Dashboard.open(browser, "backlinks");
    const paid = '<p class="disclosure">This is a sponsored post, paid for by the tea garden.</p>';
    for (const at of ["a", "b"]) {
      for (const n of [1, 2, 3]) await dashboard.see(page(`https://${at}.example/${n}`, '<a href="https://brightleaf.example/tea">Brightleaf Tea</a>'), BRIGHTLEAF);
    }
    await dashboard.see(page("https://c.example/", '<a rel="nofollow" href="https://brightleaf.example/">click here</a>'), BRIGHTLEAF);
    const advert = page("https://d.example/", '<a href="https://brightleaf.example/">Brightleaf Tea</a>');
    await dashboard.see({ ...advert, html: advert.html.replace("<p>", `${paid}<p>`) }, BRIGHTLEAF);
    await dashboard.see(page("https://e.example/", '<a rel="nofollow" href="https://oolong.example/">Oolong House</a>'), OTHER);
    // The last of what was seen may still be on its way to the view.
    await until("all links", async () => (await dashboard.texts("backlink")).length === 9);
    await dashboard.go("plots");
    await dashboard.site("Brightleaf Tea");
    await dashboard.shows("plot");
    assert.equal(await dashboard.text("view-count"), "8 links from 4 domains");
    assert.deepEqual(await bars(dashboard, "follow"), ["Followed 3 75 %", "Nofollow 1 25 %"]);
    assert.deepEqual(await table(dashboard, "follow"), ["Followed 3 75 % 0 %", "Nofollow 1 25 % 100 %"]);
    assert.match(await caption(dashboard, "new-and-lost"), /This week: 8 new, 0 lost/);
    assert.match(await caption(dashboard, "domains"), /4 referring domains today/);

    await press(dashboard, "follow", 1);
    await until("the nofollow link", async () => (await dashboard.texts("backlink")).length === 1);
    assert.match((await dashboard.texts("chosen")).join(), /nofollow/i);
    await dashboard.go("plots");
    await press(dashboard, "targets", 0);
    await until("the links to a page", async () => (await dashboard.texts("backlink")).length === 6);
    assert.match((await dashboard.texts("chosen")).join(), /brightleaf\.example\/tea/);
    await dashboard.page.evaluate(() => /** @type {HTMLElement | null} */ (document.querySelector("[data-part=chosen] .x"))?.click());
    await until("all links", async () => (await dashboard.texts("backlink")).length === 8);

    await dashboard.go("plots");
    await dashboard.shows("sign");
    assert.deepEqual(await dashboard.page.evaluate(() => [.../** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll("[data-part=sign]"))].map(({ dataset }) => dataset.sign)), ["advertorials"]);
    await dashboard.press("sign-links");
    await until("the paid page", async () => (await dashboard.texts("backlink")).length === 1);
  });
}

/** @param {import("./cases.mjs").Check} check */
function goneCases(check) {
  check("pages of one's own that are gone or redirect are charted, and a press lists the page, from where its links are listed", [BRIGHTLEAF], async ({ browser }) => {
    const dashboard = await Dashboard.open(browser, "backlinks");
    const link = (/** @type {string} */ path) => `<a href="https://brightleaf.example${path}">Brightleaf Tea</a>`;
    for (const at of ["a", "b"]) await dashboard.see(page(`https://${at}.example/`, `${link("/old")} and ${link("/tea")}`), BRIGHTLEAF);
    await dashboard.see(page("https://c.example/", `${link("/moved")} and ${link("/unasked")}`), BRIGHTLEAF);
    await dashboard.page.evaluate(putTargets, [
      { id: "https://brightleaf.example/old", at: 1, status: { is: "gone", status: 404 } },
      { id: "https://brightleaf.example/tea", at: 1, status: { is: "works" } },
      { id: "https://brightleaf.example/moved", at: 1, status: { is: "redirects", to: "https://brightleaf.example/new" } },
    ]);
    await dashboard.reload();
    await dashboard.ready();
    await dashboard.go("plots");
    await until("the chart", async () => (await bars(dashboard, "gone")).length === 2);
    assert.match(await caption(dashboard, "gone"), /Gone: 1\. Redirecting: 1\. Not checked: 1\./);
    assert.match((await table(dashboard, "gone")).join(), /^\/old 2 Broken 404,\/moved 1 Redirect$/);
    await press(dashboard, "gone", 0);
    await until("the page", async () => (await dashboard.texts("target")).length === 1);
    assert.match(await dashboard.text("chosen"), /brightleaf\.example\/old/);
    await dashboard.openRow("https://brightleaf.example/old");
    await dashboard.press("target-links");
    await until("its links", async () => (await dashboard.texts("backlink")).length === 2);
  });
}

/** Runs in the dashboard: stores what became of pages. @param {object[]} targets */
function putTargets(targets) {
  return new Promise((resolve, reject) => {
    const request = indexedDB.open("linkglance");
    request.onsuccess = () => {
      const transaction = request.result.transaction("targets", "readwrite");
      for (const target of targets) transaction.objectStore("targets").put(target);
      transaction.oncomplete = () => (request.result.close(), resolve(undefined));
      transaction.onerror = () => reject(transaction.error);
    };
  });
}

/** @param {import("./cases.mjs").Check} check */
function gapCases(check) {
  check("domains that link to competitors only are listed, from pages that were inspected", [{ ...BRIGHTLEAF, competitors: ["rival.example"] }], async (current) => {
    await current.browser.store({ settings: { version: 1, keepBacklinks: true } });
    const link = '<a href="https://www.rival.example/tea">Rival Tea</a>';
    for (const [host, more] of /** @type {const} */ ([["both.example", '<a href="https://brightleaf.example/">Brightleaf Tea</a> and '], ["theirs.example", ""]])) {
      const body = page("", `${more}${link}`).html.replace("<title>", '<link rel="icon" href="data:,"><title>');
      const url = `http://www.${host}/tea`;
      const panel = await current.browser.click(await current.open({ url, body }));
      // The report of the page before may still be on show.
      const shown = `document.querySelector("[data-part=host]")?.title === ${JSON.stringify(url)} && document.querySelector("[data-part=report]") !== null`;
      await until(url, () => panel.run(shown).catch(() => false));
    }
    const dashboard = await Dashboard.open(current.browser, "domains");
    await until("who links to the user", async () => (await dashboard.texts("domain")).join().startsWith("both.example"));
    await dashboard.press("domains-gap");
    await until("the gap", async () => (await dashboard.texts("gap-domain")).length === 1);
    assert.match(await dashboard.text("gap-domain"), /^theirs\.example.*rival\.example/);
    await dashboard.press("domains-mine");
    await until("the others again", async () => (await dashboard.texts("domain")).length === 1);
  });
}

/** @param {import("./cases.mjs").Check} check */
function clientCases(check) {
  check("the client report is a page that opens from disk, and a table, with nothing of a page as markup or formula", [BRIGHTLEAF], async ({ browser }) => {
    const dashboard = await Dashboard.open(browser, "today");
    const hostile = page("https://a.example/1", '<a href="https://brightleaf.example/tea">=1+1 &lt;img src=x onerror=alert(1)&gt;</a>');
    await dashboard.see({ ...hostile, html: hostile.html.replace("<title>Tea", "<title>&lt;script&gt;document.title='x'&lt;/script&gt;") }, BRIGHTLEAF);
    await dashboard.see(page("https://b.example/2", '<a rel="nofollow" href="https://brightleaf.example/">Brightleaf Tea</a>'), BRIGHTLEAF);
    await until("the links", async () => /2/.test(await dashboard.page.evaluate(() => document.querySelector("[data-figure=today_new] b")?.textContent ?? "")));
    await dashboard.press("client-open");
    const csv = await dashboard.download("client_table");
    assert.match(csv, /^\uFEFFSite,Month,/);
    assert.equal(csv.trim().split("\r\n").length, 3);
    assert.doesNotMatch(csv, /,"?=1\+1/);
    await dashboard.press("client-open");
    const file = join(browser.downloads, "report.html");
    writeFileSync(file, await dashboard.download("client_page"));
    await dashboard.page.goto(pathToFileURL(file).href);
    const seen = await dashboard.page.evaluate(() => ({
      title: document.title,
      links: [...document.querySelectorAll("a")].map(({ hostname, textContent }) => `${hostname} ${textContent}`),
      made: document.querySelectorAll("script, img").length,
      sites: [...document.querySelectorAll("h2")].map(({ textContent }) => textContent),
    }));
    assert.deepEqual([seen.title, seen.made, seen.sites], ["Links: results for All sites", 0, ["Brightleaf Tea"]]);
    assert.ok(seen.links.includes("a.example <script>document.title='x'</script>"), seen.links.join());
    assert.ok(seen.links.some((link) => link.startsWith("brightleaf.example")), seen.links.join());
  });
}

/** The rows of a chart. @param {Dashboard} dashboard @param {string} name */
function bars(dashboard, name) {
  return dashboard.page.evaluate((name) => [...document.querySelectorAll(`[data-plot=${name}] .bar-row`)].map((row) => (row.textContent ?? "").replace(/\s+/g, " ").trim().replace(/(\D)(\d)/, "$1 $2").replace(/ +/g, " ").replace(/^./, (first) => first.toUpperCase())), name);
}

/** The same of its table. @param {Dashboard} dashboard @param {string} name */
function table(dashboard, name) {
  return dashboard.page.evaluate((name) => [...document.querySelectorAll(`[data-plot=${name}] tbody tr`)].map((row) => [...row.children].map((cell) => (cell.textContent ?? "").trim()).join(" ").replace(/^./, (first) => first.toUpperCase())), name);
}

/** What a chart says. @param {Dashboard} dashboard @param {string} name */
function caption(dashboard, name) {
  return dashboard.page.evaluate((name) => document.querySelector(`[data-plot=${name}] figcaption`)?.textContent ?? "", name);
}

/** Presses a bar by its place. @param {Dashboard} dashboard @param {string} name @param {number} at */
async function press(dashboard, name, at) {
  const pressed = () =>
    dashboard.page.evaluate((name, at) => {
      const row = document.querySelectorAll(`[data-plot=${name}] .bar-row`)[at];
      if (row instanceof HTMLElement) row.click();
      return row !== undefined;
    }, name, at);
  await until(name, pressed);
}
