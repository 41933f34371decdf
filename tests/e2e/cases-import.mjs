//! What must hold of lists that are imported, in every browser: what they know is shown as theirs, all of a
//! list is taken or nothing, and it can be taken back.

import assert from "node:assert/strict";
import { gzipSync } from "node:zlib";

import { until } from "./browser.mjs";
import { Dashboard } from "./dashboard.mjs";
import { BRIGHTLEAF } from "./pages.mjs";
import { backlinksIn } from "./stored.mjs";

/** @typedef {import("./cases.mjs").Check} Check */

/** A backlink that its tool has, and one that it has lost. */
const AHREFS = [
  "Referring page title,Referring page URL,Referring page HTTP code,Domain rating,UR,Domain traffic,Target URL,Anchor,Nofollow,Lost status,First seen,Last seen,Lost,Platform",
  'Tea for all,https://blog.example/tea,200,71,12,"12,300",https://brightleaf.example/white,Brightleaf Tea,FALSE,,2025-01-02 10:00:00,2026-08-05 11:00:00,,Blogs',
  "Pots,https://news.example/pots,404,8,3,0,https://brightleaf.example/,here,TRUE,404 Not found,2025-01-02 10:00:00,2026-06-30 11:00:00,2026-07-01 11:00:00,",
].join("\n");

/** What Google Analytics counts, below its own lines. A domain without a scheme is one where it ends as domains do. */
const ANALYTICS = [
  "# ----------------------------------------",
  "# Traffic acquisition: Session source / medium",
  "# Start date: 20260801",
  "Session source / medium,Sessions,Engaged sessions",
  "google / organic,5310,3900",
  'tea-blog.com / referral,"1,240",900',
].join("\n");

/** @param {Check} check */
export function importCases(check) {
  check("a backlink list keeps what it knows: figures, losses, anchors", [BRIGHTLEAF], async ({ browser }) => {
    const dashboard = await Dashboard.open(browser, "data");
    await dashboard.choose("import-file", "ahrefs.csv", Buffer.from(AHREFS));
    await dashboard.shows("import-preview");
    await until("the forecast", async () => /2 new, 0 known already, 0 left out/.test(await dashboard.text("import-forecast")));
    assert.match(await dashboard.text("import-about"), /Ahrefs, UTF-8, 2 rows/);
    const columns = await dashboard.page.evaluate(() =>
      [...document.querySelectorAll("[data-part=import-column]")]
        .filter((row) => row.closest("details") === null)
        .map((row) => [/** @type {HTMLElement} */ (row).dataset.name, row.querySelector("[data-part=import-understood]")?.textContent?.trim()]),
    );
    assert.deepEqual(columns.slice(0, 3), [
      ["Referring page title", "2 of 2"],
      ["Referring page URL", "2 of 2"],
      ["Referring page HTTP code", "2 of 2"],
    ]);
    assert.match(await dashboard.text("import-unused"), /1 column not used/);
    await dashboard.press("import-further");
    assert.equal((await dashboard.texts("import-row")).length, 2);
    await taken(dashboard);
    const stored = await dashboard.stored();
    const backlinks = backlinksIn(stored.backlinks);
    assert.deepEqual(backlinks.map(({ anchorKind }) => anchorKind).sort(), ["brand", "generic"]);
    const lost = backlinks.find(({ page }) => page.includes("news")).said;
    assert.deepEqual([lost.lost, lost.lostBecause, lost.status, lost.figures.url_rating], [Date.UTC(2026, 6, 1), "404 Not found", 404, 3]);
    await dashboard.go("backlinks");
    await until("the word of the list", async () => (await dashboard.text("list-lost")) === "Lost, says Ahrefs: 404 Not found");
    assert.equal(await dashboard.count("tr.gone"), 1);
    await dashboard.go("domains");
    await until("the ratings", async () => /71/.test((await dashboard.texts("domain")).join()));
    assert.equal(await dashboard.count("th[data-column=figure_dr]"), 1);
    assert.equal(await dashboard.count("th[data-column=figure_da]"), 0, "no list has it");
    await dashboard.openRow("blog.example");
    assert.match(await dashboard.text("figures"), /DR71 Ahrefs, imported .*Domain traffic12,300/);
  });

  check("lists of Search Console, ranks and visits show beside the domains", [BRIGHTLEAF], async ({ browser }) => {
    const dashboard = await Dashboard.open(browser, "data");
    await list(dashboard, "links.csv", "Linking page,Last crawled\nhttps://tea-blog.com/tea,2026-08-05\nhttps://news.example/pots,2026-08-01\n");
    await list(dashboard, "tranco.csv.gz", gzipSync("1,google.com\n2,tea-blog.com\n3,wikipedia.org\n"));
    await list(dashboard, "visits.csv", ANALYTICS);
    assert.match((await dashboard.texts("refused")).join(), /Line 5: The visits did not come by a link/);
    await dashboard.go("domains");
    await until("the rank", async () => /Top 1,000/.test((await dashboard.texts("domain")).join()));
    const rows = await dashboard.texts("domain");
    assert.match(rows.find((row) => row.includes("tea-blog.com")) ?? "", /1,240.*Top 1,000/);
    assert.match(rows.find((row) => row.includes("news.example")) ?? "", /Not listed/);
    await dashboard.filter("fact_rank", "top_1k");
    await until("one domain", async () => (await dashboard.texts("domain")).length === 1);
    const csv = await dashboard.download("export-shown");
    assert.match(csv, /Visits,Rank/);
    assert.match(csv, /1240,"?Top 1,000/);
  });

  check("an import that is stopped leaves nothing; one that is undone leaves what came since", [BRIGHTLEAF], async ({ browser }) => {
    const dashboard = await Dashboard.open(browser, "data");
    const many = Array.from({ length: 60_000 }, (_, at) => `https://site${at % 997}.example/page/${at},https://brightleaf.example/,71`);
    await dashboard.choose("import-file", "many.csv", Buffer.from(["URL,Target URL,DR", ...many].join("\n")));
    await dashboard.press("import-take");
    await until("progress", async () => /[1-9]/.test((await dashboard.texts("import-progress")).join()));
    await dashboard.press("import-cancel");
    await ended(dashboard);
    assert.match(await dashboard.text("import-progress"), /Nothing was imported/);
    const nothing = await dashboard.stored();
    assert.deepEqual([nothing.backlinks, nothing.figures], [[], []]);

    await list(dashboard, "ahrefs.csv", AHREFS);
    const newer = AHREFS.replace("12,300", "14,000").replace("FALSE", "TRUE");
    await list(dashboard, "newer.csv", newer);
    assert.match(await dashboard.text("import-progress"), /0 new, 2 known already/);
    await dashboard.press("undo");
    await dashboard.settled();
    const first = await dashboard.stored();
    const followed = backlinksIn(first.backlinks).find(({ page }) => page.includes("blog")).followed;
    assert.equal(followed, true, "as the first list has it");
    assert.equal(/** @type {any[]} */ (first.figures).find(({ domain }) => domain === "blog.example").figures.domain_traffic, 12300);
    await dashboard.page.evaluate(() => document.body.dispatchEvent(new KeyboardEvent("keydown", { key: "z", ctrlKey: true, bubbles: true })));
    await dashboard.settled();
    await until("nothing", async () => {
      const { backlinks, figures } = await dashboard.stored();
      return backlinks?.length === 0 && figures?.length === 0;
    });
  });

  check("a hostile list is text, and what it names beyond reason is left out", [BRIGHTLEAF], async ({ browser }) => {
    const dashboard = await Dashboard.open(browser, "data");
    const wide = Array.from({ length: 300 }, (_, at) => (at === 0 ? "URL" : at === 1 ? "Title" : `<b>Column ${at}</b>`));
    const rows = [
      wide.join(","),
      ["https://blog.example/a", "=HYPERLINK(\"\"https://evil.example\"\")".replace(/^/, '"') + '"', ..."x".repeat(298)].join(","),
      ["https://blog.example/b", "<img src=x onerror=alert(1)>\u0007\u202E", ..."x".repeat(298)].join(","),
      ["javascript:alert(1)", "c", ..."x".repeat(298)].join(","),
      [`https://blog.example/${"d".repeat(20_000)}`, "d"].join(","),
      ["https://blog.example/e", "e".repeat(60_000)].join(","),
    ];
    await dashboard.choose("import-file", "hostile.csv", Buffer.from(rows.join("\n")));
    await dashboard.shows("import-preview");
    await until("the forecast", async () => /3 new, 0 known already, 2 left out/.test(await dashboard.text("import-forecast")));
    assert.equal(await dashboard.count("[data-part=import-preview] img, [data-part=import-preview] b, [data-part=import-preview] a"), 0);
    await taken(dashboard);
    const prospects = /** @type {any[]} */ ((await dashboard.stored()).prospects);
    assert.deepEqual(prospects.map(({ page }) => page.url).sort(), ["https://blog.example/a", "https://blog.example/b", "https://blog.example/e"]);
    assert.ok(prospects.every(({ page }) => page.title.length <= 301));
  });
}

/** Chooses a list, and imports it as it is proposed. @param {Dashboard} dashboard @param {string} name @param {string | Uint8Array} content */
async function list(dashboard, name, content) {
  await dashboard.choose("import-file", name, typeof content === "string" ? Buffer.from(content) : content);
  await dashboard.shows("import-take");
  await taken(dashboard);
}

/** @param {Dashboard} dashboard */
async function taken(dashboard) {
  await dashboard.press("import-take");
  await ended(dashboard);
  await dashboard.settled();
}

/** @param {Dashboard} dashboard */
async function ended(dashboard) {
  await until("the end", () => dashboard.page.evaluate(() => document.querySelector("[data-part=import-progress][data-done=true]") !== null), 60_000);
}
