//! The whole way, from lists of other tools to a report for a client, and back to what is due: that the pieces
//! fit together. And the same with as many clients as an agency has.

import assert from "node:assert/strict";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";

import { until } from "./browser.mjs";
import { UNLINKED } from "./cases-dashboard.mjs";
import { Dashboard } from "./dashboard.mjs";
import { BRIGHTLEAF } from "./pages.mjs";

/** So many days ago. @param {number} days */
const ago = (days) => new Date(Date.now() - days * 864e5).toISOString().slice(0, 10);

/** Two links that are new this week, and one of last year that the tool calls lost since yesterday. */
const AHREFS = () =>
  [
    "Referring page title,Referring page URL,Referring page HTTP code,Domain rating,UR,Domain traffic,Target URL,Anchor,Nofollow,Lost status,First seen,Last seen,Lost",
    `Tea for all,https://tea-blog.com/all,200,71,12,"12,300",https://brightleaf.example/white,Brightleaf Tea,FALSE,,${ago(2)},${ago(1)},`,
    `Pots of tea,https://news.org/pots,200,34,3,20,https://brightleaf.example/pots,here,TRUE,,${ago(3)},${ago(1)},`,
    `Old leaves,https://leaves.net/old,404,8,3,0,https://brightleaf.example/white,old tea,FALSE,404 Not found,2025-01-02,${ago(9)},${ago(1)}`,
  ].join("\n");

/** A page that Search Console alone has. */
const CONSOLE = () => `Linking page,Last crawled\nhttps://tea-blog.com/all,${ago(1)}\nhttps://garden.info/spring,${ago(1)}\n`;
const TRANCO = "1,google.com\n2,tea-blog.com\n3,wikipedia.org\n2500,news.org\n";
const ANALYTICS = ["# Start date: 20260801", "Session source / medium,Sessions", "google / organic,5310", 'tea-blog.com / referral,"1,240"', "news.org / referral,17"].join("\n");

/** @param {import("./cases.mjs").Check} check */
export function wholeCases(check) {
  check("lists become links, figures, charts, a message, a day to come back, and a report that says the same", [BRIGHTLEAF], async ({ browser }) => {
    const dashboard = await Dashboard.open(browser, "data");
    await imported(dashboard, () => dashboard.choose("import-file", "ahrefs.csv", Buffer.from(AHREFS())));
    await dashboard.go("today");
    await imported(dashboard, () => drop(dashboard, "links.csv", CONSOLE()));
    await dashboard.go("data");
    await imported(dashboard, () => dashboard.choose("import-file", "tranco.csv", Buffer.from(TRANCO)));
    await imported(dashboard, () => dashboard.choose("import-file", "visits.csv", Buffer.from(ANALYTICS)));

    await dashboard.go("today");
    // Search Console names the page that Ahrefs has, too, and one that is new by its own day.
    await until("the new links", async () => (await figure(dashboard, "today_new")) !== "0");
    const fresh = Number(await figure(dashboard, "today_new"));
    assert.ok(fresh >= 2, `${fresh} new links`);
    assert.match(await group(dashboard, "today_new_links"), /news\.org ?here → brightleaf\.example\/pots/);

    await dashboard.go("domains");
    await until("the domains", async () => (await dashboard.texts("domain")).length === 4);
    const blog = (await dashboard.texts("domain")).find((row) => row.startsWith("tea-blog.com")) ?? "";
    assert.match(blog, /71.*1,240.*Top 1,000/);
    await dashboard.go("backlinks");
    await until("the rating", async () => /71/.test((await dashboard.texts("backlink")).find((row) => row.startsWith("Tea for all")) ?? ""));
    const links = (await dashboard.texts("backlink")).length;

    await dashboard.go("plots");
    await bar(dashboard, "figure", "70–79");
    await until("its domain", async () => (await dashboard.texts("domain")).length === 1);
    assert.match(await dashboard.text("domain"), /^tea-blog\.com/);
    assert.match(await dashboard.text("chosen"), /DR: 70–79/);
    await dashboard.go("plots");
    assert.match(await caption(dashboard, "figure"), /Referring domains by DR \(Ahrefs\).*Of 3 domains\. Not known of 1 more\./);
    assert.match(await caption(dashboard, "ranks"), /Tranco.*Of 4 domains\./);
    await bar(dashboard, "ranks", "Not listed");
    await until("what is not listed", async () => (await dashboard.texts("domain")).length === 2);
    await dashboard.go("plots");
    await bar(dashboard, "targets", "/pots");
    await until("its link", async () => (await dashboard.texts("backlink")).length === 1);
    assert.match(await dashboard.text("chosen"), /brightleaf\.example\/pots/);
    await dashboard.page.evaluate(() => /** @type {HTMLElement} */ (document.querySelector("[data-part=backlink] button.title")).click());
    await until("the details", async () => /Pots of tea/.test(await dashboard.text("detail")));
    assert.match(await dashboard.text("figures"), /Visits17 Google Analytics.*DR34 Ahrefs.*RankTop 10,000 Tranco/);
    await dashboard.press("close-detail");

    await dashboard.keep(UNLINKED, BRIGHTLEAF);
    await dashboard.go("today");
    await until("the mention", async () => (await figure(dashboard, "today_mentions")) === "1");
    await dashboard.page.evaluate(() => /** @type {HTMLElement | null} */ (document.querySelector("[data-group=today_unlinked] [data-part=step]"))?.click());
    await until("the message", async () => /Brightleaf/.test(await dashboard.value("message-body")));
    await sends(dashboard);
    await dashboard.enter("status", "contacted");
    await dashboard.enter("follow-up", ago(0));
    await dashboard.settled();
    await dashboard.press("close-detail");
    await dashboard.go("today");
    await until("it is due", async () => (await figure(dashboard, "today_due")) === "1");
    assert.match(await group(dashboard, "today_follow_ups"), /Ten teas worth the wait/);
    assert.equal(await figure(dashboard, "today_mentions"), "0");
    await dashboard.page.evaluate(() => /** @type {HTMLElement | null} */ (document.querySelector("[data-group=today_follow_ups] [data-part=step]"))?.click());
    await until("the follow-up", async () => (await dashboard.value("message-subject")).startsWith("Re: "));

    await dashboard.go("today");
    await dashboard.press("client-open");
    const csv = await dashboard.download("client_table");
    const lines = csv.trim().split("\r\n").slice(1);
    const said = (/** @type {string} */ what) => lines.filter((line) => line.split(",")[2] === what).length;
    await dashboard.press("client-open");
    const file = join(browser.downloads, "report.html");
    writeFileSync(file, await dashboard.download("client_page"));
    await dashboard.page.goto(pathToFileURL(file).href);
    const seen = await dashboard.page.evaluate(() => ({
      rows: document.querySelectorAll("tbody tr").length || document.querySelectorAll("td:first-child").length,
      counts: [...document.querySelectorAll("h3 + p")].map(({ textContent }) => textContent ?? ""),
      text: document.body.textContent ?? "",
    }));
    /** @param {string} what */
    const counted = (what) => seen.counts.reduce((sum, line) => sum + Number(new RegExp(`${what} (\\d+)`).exec(line)?.[1] ?? 0), 0);
    assert.deepEqual([counted("New"), counted("Lost")], [said("New"), said("Lost")], seen.counts.join());
    assert.equal(seen.rows, lines.length);
    assert.equal(said("Lost"), 1);
    assert.ok(said("New") >= fresh && said("New") <= links, `${said("New")} of ${links} links`);
    assert.match(seen.text, /Pots of tea/);
  });

  check("with forty clients a few letters find one, every view is of that one, and a list is proposed for whom its links lead to", CLIENTS, async ({ browser }) => {
    const dashboard = await Dashboard.open(browser, "data");
    const rows = CLIENTS.flatMap(({ domains: [domain] }, at) => [1, 2].map((n) => `Story ${at} ${n},https://press${at}.org/${n},${(at * 7) % 100},https://${domain}/,Client,${ago(2)},${ago(1)}`));
    // A list of one client's is proposed for that client, though none is chosen.
    for (const at of [17, 31]) {
      await dashboard.choose("import-file", "list.csv", Buffer.from([HEAD, ...rows.slice(at * 2, at * 2 + 2)].join("\n")));
      await dashboard.shows("import-take");
      assert.equal(await dashboard.value("import-site"), CLIENTS[at]?.name);
      await take(dashboard);
    }
    await dashboard.go("plots");
    await dashboard.key("s");
    await until("the search", () => dashboard.page.evaluate(() => /** @type {HTMLElement} */ (document.activeElement).dataset.part === "site-search"));
    const choices = await dashboard.page.evaluate(() => /** @type {HTMLElement[]} */ ([...document.querySelectorAll("[data-part=site-choice]")]).map(({ dataset }) => dataset.site));
    assert.deepEqual(choices, ["All sites", ...CLIENTS.map(({ name }) => name)], "by their numbers: 2 before 10");
    await dashboard.page.keyboard.type("client17");
    await until("one site", async () => (await dashboard.count("[data-part=site-choice]")) === 1);
    await dashboard.page.keyboard.press("Enter");
    await until("it is chosen", async () => (await dashboard.text("site-chosen")) === "Client No. 17");
    assert.equal(await dashboard.count(":popover-open"), 0);
    await until("its charts", async () => (await dashboard.text("view-count")).startsWith("2 links from 1 "));
    for (const [view, part, count] of /** @type {const} */ ([["backlinks", "backlink", 2], ["domains", "domain", 1], ["own_site", "target", 1], ["own_site", "sitemap", 1]])) {
      await dashboard.go(view);
      await until(`${view} of the client`, async () => (await dashboard.texts(part)).length === count);
    }
    await dashboard.go("today");
    await until("its links", async () => (await figure(dashboard, "today_new")) === "2");

    // The arrows go through the list, too, from the search and back.
    await dashboard.key("s");
    await until("the search again", () => dashboard.page.evaluate(() => /** @type {HTMLElement} */ (document.activeElement).dataset.part === "site-search"));
    await dashboard.page.keyboard.press("End");
    await dashboard.page.keyboard.press("ArrowUp");
    await dashboard.page.keyboard.press("Enter");
    await until("the last of all", async () => (await dashboard.text("site-chosen")) === "Client No. 39");
    await dashboard.shows("empty");
    await dashboard.site("All sites");
    await until("the links of both", async () => (await figure(dashboard, "today_new")) === "4");
    await dashboard.key("s");
    await until("the search once more", () => dashboard.has("site-search"));
    await dashboard.page.keyboard.type("no such client");
    await until("none", async () => (await dashboard.count("[data-part=site-choice]")) === 0);
    await dashboard.page.keyboard.press("Escape");

    // Each view is drawn well within a second, whichever client it is of.
    for (const view of ["own_site", "plots", "agreements", "prospects", "data"]) {
      const start = Date.now();
      await dashboard.go(view);
      await dashboard.page.evaluate(() => new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve))));
      assert.ok(Date.now() - start < 3000, `${view}: ${Date.now() - start} ms`);
    }
  });
}

const HEAD = "Referring page title,Referring page URL,Domain rating,Target URL,Anchor,First seen,Last seen";

/** @type {import("./browser.mjs").Site[]} */
const CLIENTS = Array.from({ length: 40 }, (_, at) => ({ name: `Client No. ${at}`, domains: [`client${at}.org`], aliases: [] }));

/** Brings a list in some way, and imports it as it is proposed. @param {Dashboard} dashboard @param {() => Promise<void>} bring */
async function imported(dashboard, bring) {
  await bring();
  await dashboard.shows("import-take");
  await take(dashboard);
}

/** @param {Dashboard} dashboard */
async function take(dashboard) {
  await dashboard.press("import-take");
  await until("the end", () => dashboard.page.evaluate(() => document.querySelector("[data-part=import-progress][data-done=true]") !== null), 60_000);
  await dashboard.settled();
}

/** Drops a file onto the page, wherever it is. @param {Dashboard} dashboard @param {string} name @param {string} content */
async function drop(dashboard, name, content) {
  const taken = await dashboard.page.evaluate(
    (name, content) => {
      const dataTransfer = new DataTransfer();
      dataTransfer.items.add(new File([content], name));
      const at = /** @type {Element} */ (document.querySelector("main"));
      const over = new DragEvent("dragover", { dataTransfer, bubbles: true, cancelable: true });
      at.dispatchEvent(over);
      at.dispatchEvent(new DragEvent("drop", { dataTransfer, bubbles: true, cancelable: true }));
      return over.defaultPrevented;
    },
    name,
    content,
  );
  assert.ok(taken, "the browser is kept from opening the file");
}

/** Copies the message, which logs it as sent. Headless browsers do not ask for the clipboard. @param {Dashboard} dashboard */
async function sends(dashboard) {
  await dashboard.page.evaluate(() => {
    navigator.clipboard.write = async () => {};
  });
  await dashboard.press("copy-message");
  await dashboard.settled();
  await until("it is logged", async () => /** @type {any[]} */ ((await dashboard.stored()).prospects)[0].messages.length === 1);
}

/** @param {Dashboard} dashboard @param {string} name */
function figure(dashboard, name) {
  return dashboard.page.evaluate((name) => document.querySelector(`[data-figure=${name}] b`)?.textContent ?? "", name);
}

/** What a group says. @param {Dashboard} dashboard @param {string} name */
function group(dashboard, name) {
  return dashboard.page.evaluate((name) => (document.querySelector(`[data-group=${name}]`)?.textContent ?? "").replace(/\s+/g, " "), name);
}

/** What a chart says. @param {Dashboard} dashboard @param {string} name */
async function caption(dashboard, name) {
  return await until(name, () => dashboard.page.evaluate((name) => document.querySelector(`[data-plot=${name}] figcaption`)?.textContent ?? "", name));
}

/** Presses the bar with a name. @param {Dashboard} dashboard @param {string} plot @param {string} name */
async function bar(dashboard, plot, name) {
  await until(`${name} of ${plot}`, () =>
    dashboard.page.evaluate(
      (plot, name) => {
        const rows = [.../** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll(`[data-plot=${plot}] .bar-row`))];
        const row = rows.find((row) => row.querySelector(".bar-name")?.textContent === name);
        row?.click();
        return row !== undefined;
      },
      plot,
      name,
    ),
  );
}
