//! What must hold of the dashboard and the store in every browser.

import assert from "node:assert/strict";

import { pause, until } from "./browser.mjs";
import { Dashboard } from "./dashboard.mjs";
import { BRIGHTLEAF } from "./pages.mjs";
import { backlinksIn } from "./stored.mjs";

/** @typedef {import("./cases.mjs").Check} Check */

/** An article that names the brand without a link, and whom to write to. */
export const UNLINKED = {
  url: "https://teatime.example/ten-teas",
  html: `<!doctype html><html lang="en"><title>Ten teas worth the wait</title>
    <meta name="author" content="Ines Okafor">
    <main><article><h1>Ten teas worth the wait</h1>
    <p>By <a rel="author" href="/authors/ines">Ines Okafor</a></p>
    <p>Of all the white teas we have tasted this spring, the one from Brightleaf Tea was the quietest,
    and the one that we came back to when the others were gone and the evening had grown long.</p>
    <p>Two more are worth a mention, and one of them is sold by <a href="https://rival.example/">somebody else</a>,
    whose leaves are rolled by hand and dried over a fire of fruit wood for a night and a day.</p>
    <p>Write to us at <a href="mailto:ines@teatime.net">ines@teatime.net</a>.</p></article></main></html>`,
};

/** A page with a link to the site. */
export const LINKING = {
  url: "https://blog.example/spring",
  html: `<!doctype html><html lang="en"><title>Spring</title><main><article><h1>Spring</h1><p>We drink what
    <a rel="nofollow" href="https://brightleaf.example/white">Brightleaf Tea</a> has picked in spring, and we are glad of it, every
    morning and most evenings, in the garden and by the window, alone and with friends.</p></article></main></html>`,
};

/** @param {string} text */
function utf16le(text) {
  return Buffer.from(`\uFEFF${text}`, "utf16le");
}

/**
 * Declares the cases.
 * @param {Check} check
 */
export function dashboardCases(check) {
  check("the dashboard is empty and says what to do", [], async ({ browser }) => {
    const dashboard = await Dashboard.open(browser);
    for (const view of ["today", "prospects", "backlinks", "domains", "agreements", "bulk", "own_site", "plots"]) {
      await dashboard.go(view);
      await dashboard.shows("empty");
      assert.notEqual((await dashboard.texts("empty"))[0], "", view);
    }
  });

  check("a page is kept as a prospect; keeping it twice updates and says so", [BRIGHTLEAF], async ({ browser }) => {
    const dashboard = await Dashboard.open(browser);
    assert.equal(await dashboard.keep(UNLINKED, BRIGHTLEAF), "new");
    await dashboard.openProspect("Ten teas worth the wait");
    assert.match((await dashboard.texts("sentence")).join(" "), /the one from Brightleaf Tea was the quietest/);
    assert.match((await dashboard.texts("contact")).join(" "), /Ines Okafor.*ines@teatime\.net/);
    await dashboard.enter("status", "answered");
    await dashboard.settled();
    assert.equal(await dashboard.keep(UNLINKED, BRIGHTLEAF), "unchanged");
    const renamed = { ...UNLINKED, html: UNLINKED.html.replaceAll("Ten teas", "Eleven teas") };
    assert.equal(await dashboard.keep(renamed, BRIGHTLEAF), "updated");
    const { prospects, reports, rows } = await dashboard.stored();
    const [prospect] = /** @type {any[]} */ (prospects);
    assert.equal(prospect.status, "answered", "what the person set stays");
    assert.equal(prospect.page.title, "Eleven teas worth the wait");
    assert.deepEqual([prospects?.length, reports?.length, rows?.length], [1, 1, 1]);
  });

  check("the panel keeps the page with one click, says so, and the dashboard has it", [BRIGHTLEAF], async (current) => {
    const HTTP = UNLINKED.url.replace("https:", "http:"); // as the test's own server serves it
    const panel = await current.browser.click(await current.open({ url: HTTP, body: UNLINKED.html.replace("<title>", '<link rel="icon" href="data:,"><title>') }));
    await panel.settled();
    await panel.press("keep-page");
    await until("the word that it is kept", async () => (await panel.text("keep")).startsWith("Saved for Brightleaf Tea"));
    await until("the filled star", async () => (await panel.attribute("[data-part=keep-page]", "aria-pressed")) === "true");
    await panel.press("keep-page"); // opens what is written on it
    await panel.press("save-again");
    await until("the word that it was kept", async () => (await panel.text("said")).startsWith("Already saved"));
    const dashboard = await Dashboard.open(current.browser);
    const { prospects } = await dashboard.stored();
    const [prospect] = /** @type {any[]} */ (prospects);
    assert.equal(prospects?.length, 1);
    assert.deepEqual([prospect.page.url, prospect.site, prospect.opportunities[0].kind], [HTTP, "Brightleaf Tea", "unlinked_mention"]);
  });

  check("a message is filled from a template, what is missing is named, and copying is logged", [BRIGHTLEAF], async ({ browser }) => {
    const dashboard = await Dashboard.open(browser);
    await dashboard.keep(UNLINKED, BRIGHTLEAF);
    await dashboard.openProspect("Ten teas");
    await dashboard.press("compose");
    await until("the text", async () => (await dashboard.value("message-body")).startsWith("Hi Ines,\n\nThank you"));
    assert.match(await dashboard.value("message-body"), /Brightleaf Tea/);
    assert.equal(await dashboard.value("message-to"), "ines@teatime.net");
    assert.match((await dashboard.texts("missing")).join(), /\{signature\}/);
    const mail = await dashboard.page.evaluate(() => document.querySelector("[data-part=mail-message]")?.getAttribute("href") ?? "");
    assert.match(mail, /^mailto:ines@teatime\.net\?subject=[^&]+&body=/);
    // Headless browsers do not ask for the clipboard: what would be put on it is caught.
    await dashboard.page.evaluate(() => {
      navigator.clipboard.write = async ([item]) => {
        const text = await item?.getType("text/plain");
        /** @type {any} */ (globalThis).copied = await text?.text();
      };
    });
    const body = await dashboard.value("message-body");
    await dashboard.press("copy-message");
    await dashboard.settled();
    await dashboard.tab("history");
    await dashboard.shows("sent");
    await dashboard.settled();
    assert.ok((await dashboard.page.evaluate(() => /** @type {any} */ (globalThis).copied)).endsWith(body));
    const [prospect] = /** @type {any[]} */ ((await dashboard.stored()).prospects);
    assert.deepEqual([prospect.messages.length, prospect.messages[0].how, prospect.messages[0].body], [1, "copied", body]);
  });

  check("a template is edited, warns of what it can't fill, is used, and goes back", [BRIGHTLEAF], async ({ browser }) => {
    const dashboard = await Dashboard.open(browser, "templates");
    await until("the template", async () => (await dashboard.value("template-body")) !== "");
    const original = await dashboard.value("template-body");
    await dashboard.enter("my-name", "Mara Lind");
    await dashboard.settled();
    await dashboard.enter("template-language", "en");
    await dashboard.enter("template-body", "Dear {author}, {nonsense} {my_name}");
    await dashboard.shows("template-unknown");
    await dashboard.press("template-save");
    await dashboard.settled();
    await dashboard.keep(UNLINKED, BRIGHTLEAF);
    await dashboard.go("prospects");
    await dashboard.openProspect("Ten teas");
    await dashboard.press("compose");
    await until("the text", async () => (await dashboard.value("message-body")) === "Dear Ines Okafor, {nonsense} Mara Lind");
    await dashboard.go("templates");
    await dashboard.press("template-reset");
    await until("the original", async () => (await dashboard.value("template-body")) === original);
    await dashboard.press("undo");
    await until("the edited text", async () => (await dashboard.value("template-body")).includes("{nonsense}"));
  });

  check("prospects are changed and deleted in bulk, and everything can be undone", [BRIGHTLEAF], async ({ browser }) => {
    const dashboard = await Dashboard.open(browser, "data");
    await paste(dashboard, ["https://a.example/1", "https://b.example/2", "https://c.example/3"].join("\n"));
    await dashboard.go("prospects");
    await until("three rows", async () => (await dashboard.texts("prospect")).length === 3);
    const before = (await dashboard.stored()).prospects;
    await dashboard.press("select-all");
    await dashboard.enter("bulk-status", "lost");
    await dashboard.settled();
    await dashboard.enter("bulk-tag", "spring");
    await dashboard.page.evaluate(() => /** @type {HTMLFormElement} */ (document.querySelector("[data-part=bulk] form")).requestSubmit());
    await until("tags", async () => (await dashboard.texts("prospect")).every((row) => row.includes("spring")));
    await dashboard.press("bulk-delete");
    await dashboard.shows("empty");
    assert.deepEqual((await dashboard.stored()).prospects, []);
    for (const undone of ["delete", "tag", "status"]) {
      await undo(dashboard);
      await dashboard.settled();
      assert.equal((await dashboard.stored()).prospects?.length, 3, undone);
    }
    const own = (/** @type {any} */ { updated: _, ...rest }) => rest;
    assert.deepEqual((await dashboard.stored()).prospects?.map(own), before?.map(own));
  });

  check("search, filters and order narrow the list; the board moves cards by menu", [BRIGHTLEAF], async ({ browser }) => {
    const dashboard = await Dashboard.open(browser, "data");
    await paste(dashboard, Array.from({ length: 300 }, (_, at) => `https://site${at % 10}.example/page-${at}`).join("\n"));
    await dashboard.go("prospects");
    await dashboard.shows("prospect");
    const rows = await dashboard.texts("prospect");
    assert.ok(rows.length > 5 && rows.length < 80, `only rows in sight are in the document: ${rows.length}`);
    await dashboard.enter("search", "site3 page-1");
    await until("11 rows", async () => (await dashboard.texts("prospect")).length === 11);
    assert.ok((await dashboard.texts("prospect")).every((row) => row.includes("site3.example/page-1")));
    await dashboard.enter("search", "no such thing");
    await dashboard.shows("none-match");
    await dashboard.press("clear");
    await dashboard.filter("fact_status", "new");
    await until("the chip", async () => (await dashboard.texts("chosen")).join() === "new");
    await dashboard.press("as-board");
    await dashboard.shows("card");
    await dashboard.filter("fact_status", "new");
    await dashboard.enter("move", "won");
    await until("one card won", () => dashboard.page.evaluate(() => document.querySelectorAll("[data-part=column][data-status=won] [data-part=card]").length === 1));
    await drag(dashboard, "answered");
    await until("one card answered", () => dashboard.page.evaluate(() => document.querySelectorAll("[data-part=column][data-status=answered] [data-part=card]").length === 1));
    const statuses = /** @type {any[]} */ ((await dashboard.stored()).prospects).map(({ status }) => status);
    assert.deepEqual(["won", "answered"].map((status) => statuses.filter((one) => one === status).length), [1, 1]);
  });

  check("a list is sorted by its heads; what is chosen of it is exported, with the columns that are shown", [BRIGHTLEAF], async ({ browser }) => {
    const dashboard = await Dashboard.open(browser, "data");
    await paste(dashboard, ["https://b.example/=1", "https://a.example/2", "https://c.example/3", "https://other.net/4"].join("\n"));
    await dashboard.go("prospects");
    await until("four rows", async () => (await dashboard.texts("prospect")).length === 4);
    const sort = () => dashboard.page.evaluate(() => document.querySelector("th[data-column=fact_page]")?.getAttribute("aria-sort") ?? "");
    const hosts = async () => (await dashboard.texts("prospect")).map((row) => row.slice(0, 1)).join("");
    await dashboard.page.evaluate(() => /** @type {HTMLElement} */ (document.querySelector("th[data-column=fact_page] .sort")).focus());
    await dashboard.page.keyboard.press("Enter");
    await until("upwards", async () => (await sort()) === "ascending");
    await until("the order", async () => (await hosts()) === "abco");
    await dashboard.page.keyboard.press("Enter");
    await until("downwards", async () => (await sort()) === "descending");
    await until("the order", async () => (await hosts()) === "ocba");
    await dashboard.enter("search", "example");
    await until("three rows", async () => (await dashboard.texts("prospect")).length === 3);
    assert.match((await dashboard.texts("rows-in-sight")).join(), /1.3.* 3/);
    await dashboard.press("select-all");
    assert.match((await dashboard.texts("bulk")).join(), /^3 selected/);
    await dashboard.press("columns-open");
    await dashboard.shows("column-choice");
    await dashboard.page.evaluate(() => /** @type {HTMLElement} */ (document.querySelector("[data-part=column-choice][data-column=fact_site]")).click());
    await until("no site", async () => (await dashboard.page.evaluate(() => document.querySelector("th[data-column=fact_site]"))) === null);
    const file = await dashboard.download("export-shown");
    assert.ok(file.startsWith("\uFEFFPage,"));
    const lines = file.trim().split("\r\n");
    assert.deepEqual(lines[0]?.split(","), ["Page", "Address", "Author", "Tag", "Opportunity", "Status", "Follow up", "Saved"]);
    assert.deepEqual(lines.slice(1).map((line) => line.split(",")[1]), ["https://c.example/3", "https://b.example/=1", "https://a.example/2"]);
    await dashboard.reload();
    await dashboard.ready();
    await dashboard.shows("prospect");
    assert.equal(await dashboard.page.evaluate(() => document.querySelector("th[data-column=fact_site]") === null), true, "columns are remembered");
  });

  check("a card says whose page it is and what is next; keys move it and the focus with it, a folded column opens under the pointer", [BRIGHTLEAF], async ({ browser }) => {
    const dashboard = await Dashboard.open(browser, "data");
    await dashboard.choose("import-file", "domains.csv", Buffer.from("Domain,DR\nhttps://teatime.example/,64\n"));
    await dashboard.press("import-take");
    await until("the figures", async () => ((await dashboard.stored()).figures ?? []).length === 1);
    await dashboard.settled();
    await dashboard.keep(UNLINKED, BRIGHTLEAF);
    await dashboard.go("prospects");
    await dashboard.press("as-board");
    const folded = () => dashboard.page.evaluate(() => [.../** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll("[data-part=column].folded"))].map((column) => `${column.dataset.status} ${column.offsetWidth}`));
    await until("the card", async () => /Ines Okafor.*DR 64/.test(await dashboard.text("card")));
    assert.match(await dashboard.text("card"), /Ten teas.*teatime\.example · Ines Okafor.*unlinked mention/);
    assert.deepEqual(await folded(), ["contacted 40", "answered 40", "won 40", "lost 40", "not_now 40"]);

    const column = () => dashboard.page.evaluate(() => /** @type {HTMLElement | null} */ (document.querySelector("[data-part=card]")?.closest("[data-part=column]"))?.dataset.status);
    const focus = () => dashboard.page.evaluate(() => (document.activeElement?.closest("[data-part=card]") ? "card" : /** @type {HTMLElement | null} */ (document.activeElement?.closest("[data-part=column]"))?.dataset.status));
    await dashboard.page.evaluate(() => /** @type {HTMLElement} */ (document.querySelector("[data-part=card] button.title")).focus());
    await dashboard.key("2");
    await until("the second status", async () => (await column()) === "contacted" && (await focus()) === "card");
    await dashboard.key("5");
    await until("the folded column, with the focus", async () => (await column()) === "lost" && (await focus()) === "lost");
    assert.ok((await folded()).includes("lost 40"));
    await dashboard.page.evaluate(() => /** @type {HTMLElement} */ (document.activeElement).click());
    await until("it is open", async () => !(await folded()).join().includes("lost"));

    const drag = (/** @type {string} */ kind, /** @type {string} */ selector) =>
      dashboard.page.evaluate((kind, selector) => document.querySelector(selector)?.dispatchEvent(new DragEvent(kind, { bubbles: true, cancelable: true, dataTransfer: new DataTransfer() })), kind, selector);
    await drag("dragstart", "[data-part=card]");
    await drag("dragover", "[data-status=won]");
    await until("open under the card", async () => !(await folded()).join().includes("won"));
    await drag("drop", "[data-status=won]");
    await until("it is won", async () => (await column()) === "won");
  });

  check("status and day are changed in the row, and undone", [BRIGHTLEAF], async ({ browser }) => {
    const dashboard = await Dashboard.open(browser);
    await dashboard.keep(UNLINKED, BRIGHTLEAF);
    const one = async () => /** @type {any} */ ((await dashboard.stored()).prospects?.[0]);
    await until("the row", async () => dashboard.has("row-status"));
    await dashboard.enter("row-status", "contacted");
    await dashboard.settled();
    await dashboard.enter("row-follow-up", "2031-01-02");
    await dashboard.settled();
    assert.deepEqual([(await one()).status, (await one()).followUp], ["contacted", "2031-01-02"]);
    assert.equal(await dashboard.has("detail"), false, "nothing is opened by that");
    await dashboard.press("undo");
    await dashboard.settled();
    assert.deepEqual([(await one()).status, (await one()).followUp ?? null], ["contacted", null]);
  });

  check("what was done is said for six seconds, not while one is at it, and what failed until it is closed", [BRIGHTLEAF], async ({ browser }) => {
    const dashboard = await Dashboard.open(browser);
    await dashboard.keep(UNLINKED, BRIGHTLEAF);
    // A tenth of the time is enough to see it.
    await dashboard.page.evaluate(() => {
      const real = setTimeout;
      /** @type {any} */ (globalThis).setTimeout = (/** @type {() => void} */ then, /** @type {number} */ time) => real(then, time === 6000 ? 600 : time);
    });
    const point = (/** @type {string} */ type) => dashboard.page.evaluate((type) => document.querySelector(".toasts")?.dispatchEvent(new PointerEvent(type)), type);
    await until("the row", () => dashboard.has("row-status"));
    await dashboard.enter("row-status", "contacted");
    await dashboard.shows("undo");
    await point("pointerenter");
    await pause(1_500);
    assert.ok(await dashboard.has("undo"), "it is pointed at");
    await point("pointerleave");
    await until("nothing said", async () => !(await dashboard.has("notice")));
    await dashboard.openProspect("Ten teas");
    await dashboard.press("compose");
    await until("the message", async () => (await dashboard.value("message-body")) !== "");
    await dashboard.page.evaluate(() => {
      navigator.clipboard.write = () => Promise.reject(new Error("not now"));
      document.execCommand = () => false;
    });
    await dashboard.press("copy-message");
    await until("why not", async () => /not now/.test(await dashboard.text("notice")));
    await pause(1_500);
    assert.ok(await dashboard.has("notice"), "an error stays");
    await dashboard.press("notice-close");
    await until("nothing said", async () => !(await dashboard.has("notice")));
  });

  check("an entry of one's own and each status are in the history; undo, a backup and a restore know of them", [BRIGHTLEAF], async ({ browser }) => {
    const dashboard = await Dashboard.open(browser);
    await dashboard.keep(UNLINKED, BRIGHTLEAF);
    await dashboard.openProspect("Ten teas");
    await dashboard.tab("history");
    const told = () => dashboard.page.evaluate(() => [...document.querySelectorAll("[data-part=happened]")].map((row) => `${/** @type {HTMLElement} */ (row).dataset.kind}: ${row.querySelector("bdi")?.textContent}`));
    await until("when it was saved", async () => (await told()).join() === "saved: Saved");
    await dashboard.enter("entry", "  Called Ines, she is back in May ");
    await dashboard.press("entry-add");
    await until("the entry", async () => (await told()).join() === "note: Called Ines, she is back in May,saved: Saved");
    assert.equal(await dashboard.value("entry"), "", "there is room for the next");
    await dashboard.settled();
    await dashboard.enter("status", "contacted");
    await until("the status beside it", async () => (await told())[0] === "status: contacted");
    await dashboard.settled();
    await dashboard.press("undo");
    await until("no status", async () => (await told())[0] === "note: Called Ines, she is back in May");
    await undo(dashboard);
    await until("no entry", async () => (await told()).length === 1);
    await dashboard.enter("entry", "Met at the fair");
    await dashboard.press("entry-add");
    await until("the entry", async () => (await told())[0] === "note: Met at the fair");
    await dashboard.settled();
    await dashboard.go("data");
    const file = await dashboard.download("backup");
    await dashboard.wipe();
    await dashboard.choose("restore-file", "backup.json", Buffer.from(file));
    await dashboard.press("restore");
    await dashboard.settled();
    await dashboard.go("prospects");
    await dashboard.openProspect("Ten teas");
    await dashboard.tab("history");
    await until("the entry again", async () => (await told())[0] === "note: Met at the fair");
  });

  check("a view of a list is saved, shown again after another, and let go of with an undo", [BRIGHTLEAF], async ({ browser }) => {
    const dashboard = await Dashboard.open(browser, "backlinks");
    await dashboard.see(LINKING, BRIGHTLEAF);
    await dashboard.see({ url: "https://other.example/", html: LINKING.html.replace('rel="nofollow" ', "") }, BRIGHTLEAF);
    await until("both", async () => (await dashboard.texts("backlink")).length === 2);
    await dashboard.filter("filter_follow", "nofollow");
    await until("one", async () => (await dashboard.texts("backlink")).length === 1);
    await dashboard.press("views-open");
    await dashboard.enter("view-name", "Nofollow");
    await dashboard.press("view-save");
    await until("the view", async () => (await dashboard.texts("view-choice")).join() === "Nofollow");
    await dashboard.press("views-open");
    await dashboard.filter("filter_follow", "nofollow");
    await until("both again", async () => (await dashboard.texts("backlink")).length === 2);
    await dashboard.reload();
    await dashboard.ready();
    await until("both, still", async () => (await dashboard.texts("backlink")).length === 2);
    await dashboard.press("views-open");
    await dashboard.press("view-choice");
    await until("one again", async () => (await dashboard.texts("backlink")).length === 1);
    await dashboard.press("views-open");
    await dashboard.press("view-remove");
    await until("none", async () => (await dashboard.texts("view-choice")).length === 0);
    await dashboard.press("undo");
    await until("it is back", async () => (await dashboard.texts("view-choice")).length === 1);
  });

  check("keys walk through a list with its details open, select a range, and closing gives the focus back", [BRIGHTLEAF], async ({ browser }) => {
    const dashboard = await Dashboard.open(browser, "data");
    await paste(dashboard, Array.from({ length: 200 }, (_, at) => `https://site.example/${String(at).padStart(3, "0")}`).join("\n"));
    await dashboard.go("prospects");
    await dashboard.shows("prospect");
    const title = async () => dashboard.page.evaluate(() => document.querySelector("[data-part=detail] h2")?.textContent ?? "");
    await dashboard.key("j");
    await until("the first row", async () => (await dashboard.focused()) !== "");
    const first = await dashboard.focused();
    await dashboard.page.keyboard.press("Enter");
    await dashboard.shows("detail");
    await until("its title", async () => (await title()).endsWith("000"));
    for (let at = 0; at < 30; at += 1) await dashboard.key("j");
    await until("the thirtieth", async () => (await title()).endsWith("030"));
    await until("its row", async () => (await dashboard.focused()) !== first && (await dashboard.focused()) !== "");
    await dashboard.key("k");
    await until("the one before", async () => (await title()).endsWith("029"));
    await dashboard.press("next");
    await until("the one after", async () => (await title()).endsWith("030"));
    await dashboard.key("2");
    await dashboard.settled();
    const contacted = async () => /** @type {any[]} */ ((await dashboard.stored()).prospects).filter(({ status }) => status === "contacted").map(({ page }) => page.url);
    assert.deepEqual(await contacted(), ["https://site.example/030"]);
    await dashboard.key("Escape");
    await until("no details", async () => !(await dashboard.has("detail")));
    await until("the focus", () => dashboard.page.evaluate(() => document.activeElement?.textContent?.includes("/030") ?? false));
    await dashboard.page.evaluate(() => {
      navigator.clipboard.write = async ([item]) => {
        /** @type {any} */ (globalThis).copied = await (await item?.getType("text/plain"))?.text();
      };
    });
    await dashboard.key("c");
    await until("its address", () => dashboard.page.evaluate(() => /** @type {any} */ (globalThis).copied === "https://site.example/030"));
    await dashboard.key("x");
    for (let at = 0; at < 3; at += 1) await dashboard.key("ArrowDown");
    await dashboard.key("X", true);
    await until("four selected", async () => (await dashboard.texts("bulk")).join().startsWith("4 selected"));
    await dashboard.key("Escape");
    await until("none selected", async () => !(await dashboard.has("bulk")));
    await dashboard.key("/");
    assert.equal(await dashboard.page.evaluate(() => /** @type {HTMLElement} */ (document.activeElement).dataset.part), "search");
    await dashboard.key("j");
    assert.equal(await dashboard.page.evaluate(() => /** @type {HTMLElement} */ (document.activeElement).dataset.part), "search", "letters are text in fields");
  });

  check("a site that is chosen is what every view shows; what is due is a badge", [BRIGHTLEAF, { ...BRIGHTLEAF, name: "Oolong House", domains: ["oolong.example"] }], async ({ browser }) => {
    const dashboard = await Dashboard.open(browser);
    await dashboard.keep(UNLINKED, BRIGHTLEAF);
    await dashboard.see(LINKING, BRIGHTLEAF);
    await dashboard.openProspect("Ten teas");
    await dashboard.enter("follow-up", "2020-01-01");
    await dashboard.settled();
    await until("the badge", async () => (await dashboard.texts("badge")).join().startsWith("1"));
    await dashboard.press("close-detail");
    await dashboard.site("Oolong House");
    for (const view of ["prospects", "backlinks", "domains"]) {
      await dashboard.go(view);
      await dashboard.shows("empty");
    }
    assert.equal(await dashboard.has("badge"), false);
    await dashboard.reload();
    await dashboard.ready();
    await until("the site, still", async () => (await dashboard.texts("site-chosen")).join() === "Oolong House");
    await dashboard.site("All sites");
    await until("the domain", async () => (await dashboard.texts("domain")).join().startsWith("blog.example"));
    await dashboard.page.evaluate(() => /** @type {HTMLElement} */ (document.querySelector("[data-part=domain] button.title")).click());
    await dashboard.press("domain-links");
    await until("its backlink", async () => (await dashboard.texts("backlink")).join().startsWith("Spring"));
    assert.match((await dashboard.texts("chosen")).join(), /blog\.example/);
  });

  check("where it is narrow the rail is icons and the details lie over the table", [BRIGHTLEAF], async ({ browser }) => {
    const dashboard = await Dashboard.open(browser);
    await dashboard.keep(UNLINKED, BRIGHTLEAF);
    await dashboard.openProspect("Ten teas");
    await dashboard.page.setViewport({ width: 1280, height: 800 });
    await until("a wide rail", async () => (await dashboard.page.evaluate(box)).rail === 200);
    const wide = await dashboard.page.evaluate(box);
    await dashboard.page.setViewport({ width: 860, height: 800 });
    await until("a narrow rail", async () => (await dashboard.page.evaluate(box)).rail === 52);
    const narrow = await dashboard.page.evaluate(box);
    assert.deepEqual([wide.rail, wide.detail, narrow.detail], [200, 420, 420]);
    assert.equal(narrow.list, 860 - 52, "the table keeps its room");
    assert.equal(narrow.sideways, false);
  });

  check("notes, tags and dates of two dashboards merge, and each hears of the other", [BRIGHTLEAF], async ({ browser }) => {
    const one = await Dashboard.open(browser);
    await one.keep(UNLINKED, BRIGHTLEAF);
    const other = await Dashboard.open(browser);
    for (const dashboard of [one, other]) await dashboard.openProspect("Ten teas");
    await one.enter("follow-up", "2031-05-01");
    await other.enter("status", "contacted");
    await one.settled();
    await other.settled();
    await until("the other's status", async () => (await one.value("status")) === "contacted");
    await until("the one's date", async () => (await other.value("follow-up")) === "2031-05-01");
    // Both write notes at once, from the same beginning: the last wins, says so, and can be undone.
    await one.page.evaluate(() => {
      const field = /** @type {HTMLTextAreaElement} */ (document.querySelector("[data-part=notes]"));
      field.value = "half a thou";
      field.dispatchEvent(new Event("input", { bubbles: true }));
    });
    await other.enter("notes", "theirs");
    await other.settled();
    await one.enter("notes", "mine");
    await one.settled();
    assert.match((await one.texts("notice")).join(), /.+/);
    await until("mine", async () => (await other.value("notes")) === "mine");
    await undo(one);
    await until("theirs again", async () => (await other.value("notes")) === "theirs");
    const [prospect] = /** @type {any[]} */ ((await one.stored()).prospects);
    assert.deepEqual([prospect.status, prospect.followUp, prospect.notes], ["contacted", "2031-05-01", "theirs"]);
  });

  check("the dashboard deletes everything only after it has asked, and says what will be gone", [BRIGHTLEAF], async ({ browser }) => {
    const dashboard = await Dashboard.open(browser);
    await dashboard.keep(UNLINKED, BRIGHTLEAF);
    const before = await dashboard.stored();
    await dashboard.go("data");
    await dashboard.press("wipe");
    await dashboard.shows("wipe-asked");
    assert.match((await dashboard.texts("wipe-asked")).join(), /1 prospects/);
    await dashboard.settled();
    assert.deepEqual(await dashboard.stored(), before, "nothing is deleted before the answer");
    await dashboard.press("wipe-no");
    await until("the first step", async () => !(await dashboard.has("wipe-asked")));
    assert.deepEqual(await dashboard.stored(), before);
    await dashboard.wipe();
  });

  check("undoing a wipe brings back what was there and keeps what was saved since", [BRIGHTLEAF], async ({ browser }) => {
    const one = await Dashboard.open(browser);
    await one.keep(UNLINKED, BRIGHTLEAF);
    await one.keep({ ...UNLINKED, url: "https://before.example/" }, BRIGHTLEAF);
    await one.see(LINKING, BRIGHTLEAF);
    await one.openProspect("Ten teas");
    await one.enter("notes", "Nice editor");
    await one.settled();
    const before = await one.stored();
    await one.go("data");
    await one.wipe();
    const other = await Dashboard.open(browser);
    await other.keep({ ...UNLINKED, url: "https://since.example/1" }, BRIGHTLEAF);
    await other.keep({ ...UNLINKED, url: "https://since.example/2" }, BRIGHTLEAF);
    const [noted] = /** @type {any[]} */ (before.prospects).filter(({ notes }) => notes !== "");
    await other.keep({ url: noted.page.url, html: UNLINKED.html.replaceAll("Ten teas", "Eleven teas") }, BRIGHTLEAF);
    await undo(one);
    assert.match((await one.texts("notice")).join(), /What was saved or changed since stays: 3 records/);
    const { prospects, rows, reports, backlinks } = await one.stored();
    assert.deepEqual([prospects?.length, rows?.length, reports?.length], [4, 4, 4]);
    assert.deepEqual(backlinks, before.backlinks);
    const merged = /** @type {any[]} */ (prospects).find(({ id }) => id === noted.id);
    assert.deepEqual([merged.notes, merged.page.title, merged.kept], ["Nice editor", "Eleven teas worth the wait", noted.kept]);
    await one.go("prospects");
    await until("all four", async () => (await one.texts("prospect")).length === 4);
    await until("all four in the other window", async () => (await other.texts("prospect")).length === 4);
  });

  check("undoing a restore brings back what was there and keeps what was saved or changed since", [BRIGHTLEAF], async ({ browser }) => {
    const one = await Dashboard.open(browser, "data");
    await one.keep(UNLINKED, BRIGHTLEAF);
    const file = await one.download("backup");
    await one.keep({ ...UNLINKED, url: "https://before.example/" }, BRIGHTLEAF);
    await one.go("prospects");
    await one.openProspect("teatime.example");
    await one.enter("status", "contacted");
    await one.settled();
    await one.go("data");
    await one.choose("restore-file", "backup.json", Buffer.from(file));
    await one.press("restore");
    await one.settled();
    const other = await Dashboard.open(browser);
    await other.keep({ ...UNLINKED, url: "https://since.example/" }, BRIGHTLEAF);
    await other.openProspect("teatime.example");
    await other.enter("follow-up", "2031-05-01");
    await other.settled();
    await undo(one);
    const prospects = /** @type {any[]} */ ((await one.stored()).prospects);
    assert.deepEqual(
      prospects.map(({ page, status, followUp }) => [new URL(page.url).hostname, status, followUp]).sort(),
      [
        ["before.example", "new", null],
        ["since.example", "new", null],
        ["teatime.example", "contacted", "2031-05-01"],
      ],
    );
  });

  check("an undo leaves alone what another window has set since, and says so", [BRIGHTLEAF], async ({ browser }) => {
    const one = await Dashboard.open(browser);
    await one.keep(UNLINKED, BRIGHTLEAF);
    await one.openProspect("Ten teas");
    await one.enter("status", "contacted");
    await one.settled();
    const other = await Dashboard.open(browser);
    await other.openProspect("Ten teas");
    await other.enter("status", "won");
    await other.settled();
    await undo(one);
    await until("the word of it", async () => (await one.texts("notice")).join().includes("Nothing was taken back: 1 prospect was changed or deleted since"));
    const status = async () => /** @type {any[]} */ ((await one.stored()).prospects)[0]?.status;
    assert.equal(await status(), "won");
    await undo(other);
    assert.equal(await status(), "contacted", "its own change can still be undone");
    // The same of a text.
    for (const dashboard of [one, other]) {
      await dashboard.go("templates");
      await until("the template", async () => (await dashboard.value("template-body")) !== "");
    }
    await one.enter("template-body", "mine");
    await one.press("template-save");
    await one.settled();
    await until("mine in the other window", async () => (await other.value("template-body")) === "mine");
    await other.enter("template-body", "theirs");
    await other.press("template-save");
    await other.settled();
    await undo(one);
    await until("the word of it", async () => (await one.texts("notice")).join().includes("this was changed since and stays"));
    await until("theirs", async () => (await one.value("template-body")) === "theirs");
  });

  check("a backup, a wipe and a restore leave everything identical", [BRIGHTLEAF], async ({ browser }) => {
    const dashboard = await Dashboard.open(browser);
    await dashboard.keep(UNLINKED, BRIGHTLEAF);
    await dashboard.see(LINKING, BRIGHTLEAF);
    await dashboard.openProspect("Ten teas");
    await dashboard.enter("notes", "Nice editor. 日本語 مرحبا \u2028 \"quoted\"");
    await dashboard.settled();
    await dashboard.go("templates");
    await dashboard.enter("my-name", "Mara");
    await dashboard.settled();
    await dashboard.go("data");
    const before = await dashboard.stored();
    const file = await dashboard.download("backup");
    assert.deepEqual(Object.keys(JSON.parse(file)).slice(0, 3), ["app", "format", "made"]);
    await dashboard.wipe();
    for (const wrong of ["", "[]", file.slice(0, -20), file.replace('"Ten teas', '"kind":1,"x":"'), file.replace(/"format": \d+/, '"format": 99')]) {
      await dashboard.choose("restore-file", "wrong.json", Buffer.from(wrong));
      await dashboard.shows("restore-refused");
      assert.ok(Object.values(await dashboard.stored()).every((records) => records.length === 0), "nothing of a wrong file is taken");
    }
    await dashboard.choose("restore-file", "backup.json", Buffer.from(`\uFEFF${file}`));
    await dashboard.press("restore");
    await dashboard.settled();
    assert.deepEqual(await dashboard.stored(), before, "a byte order mark is no obstacle");
    const again = await dashboard.download("backup");
    const content = (/** @type {string} */ text) => ({ ...JSON.parse(text), made: 0 });
    assert.deepEqual(content(again), content(file));
  });

  check("a backup restored elsewhere gives prospects with their sites and settings; undo takes all of it back", [BRIGHTLEAF], async ({ browser }) => {
    await browser.store({ settings: { language: "en", keepBacklinks: true } });
    const dashboard = await Dashboard.open(browser);
    await dashboard.keep(UNLINKED, BRIGHTLEAF);
    const before = await dashboard.stored();
    await dashboard.go("data");
    const file = await dashboard.download("backup");
    await dashboard.wipe();
    await dashboard.page.evaluate(async () => {
      const keys = Object.keys(await chrome.storage.sync.get()).filter((key) => key !== "settings");
      await chrome.storage.sync.remove(keys);
    });
    // In the same language: another would load the page again.
    await browser.store({
      settings: { language: "en" },
      "site.other": { ...BRIGHTLEAF, name: "Elsewhere", domains: ["elsewhere.example"] },
    });
    await dashboard.reload();
    await dashboard.ready();
    await dashboard.choose("restore-file", "backup.json", Buffer.from(file));
    await dashboard.shows("restore-preview");
    assert.match((await dashboard.texts("restore-preview")).join(), /1 prospects, 1 other records, 1 site profiles and the settings/);
    assert.deepEqual(await dashboard.profiles(), ["Elsewhere"], "nothing is changed before it is asked for");
    await dashboard.press("restore");
    await dashboard.settled();
    assert.deepEqual(await dashboard.stored(), before);
    assert.deepEqual(await dashboard.profiles(), ["Brightleaf Tea"]);
    const { settings: restored } = await dashboard.page.evaluate(() => chrome.storage.sync.get("settings"));
    assert.equal(/** @type {any} */ (restored).keepBacklinks, true);
    await dashboard.enter("import-paste", "https://a.example/1");
    await dashboard.press("import-look");
    await until("the site to choose", async () => (await dashboard.texts("import-site")).join() === "Brightleaf Tea");
    await undo(dashboard);
    assert.ok(Object.values(await dashboard.stored()).every((records) => records.length === 0));
    assert.deepEqual(await dashboard.profiles(), ["Elsewhere"]);
  });

  check("texts of a backup that no page could have given are cut, and that is said", [BRIGHTLEAF], async ({ browser }) => {
    const dashboard = await Dashboard.open(browser);
    await dashboard.keep(UNLINKED, BRIGHTLEAF);
    await dashboard.go("data");
    const file = JSON.parse(await dashboard.download("backup"));
    file.prospects[0].page.title = "x".repeat(1_000_000);
    file.prospects[0].notes = "y".repeat(1_000_000);
    await dashboard.choose("restore-file", "backup.json", Buffer.from(JSON.stringify(file)));
    await dashboard.shows("restore-preview");
    assert.match((await dashboard.texts("restore-preview")).join(), /2 texts in it are longer than Linkglance saves/);
    await dashboard.press("restore");
    await dashboard.settled();
    const { prospects, rows } = await dashboard.stored();
    const [{ page, notes }] = /** @type {any[]} */ (prospects);
    assert.deepEqual([page.title.length, notes.length], [301, 20_001]);
    assert.ok(String(rows?.[0]).length < 1_000);
    await dashboard.go("prospects");
    await dashboard.openProspect("xxx");
    // What can't be taken is refused with the reason, and where it belongs.
    await dashboard.go("data");
    await dashboard.choose("restore-file", "settings.json", Buffer.from('{"linkglance":"settings","version":1,"settings":{},"sites":[]}'));
    await until("the way", async () => (await dashboard.texts("restore-refused")).join().includes("Import it in the settings"));
    file.profiles[0].site.domains = ["no domain"];
    await dashboard.choose("restore-file", "backup.json", Buffer.from(JSON.stringify(file)));
    await until("the profile", async () => (await dashboard.texts("restore-refused")).join().includes("Its site profile 1 can't be used"));
  });

  check("the browser is asked once not to delete what is saved, where it asks nobody, else by a button; the age of the last backup is said", [BRIGHTLEAF], async ({ browser }) => {
    const dashboard = await Dashboard.open(browser, "data");
    const asksPerson = await dashboard.page.evaluate(() => location.protocol === "moz-extension:");
    await until("both sentences", async () => (await dashboard.texts("eviction")).join().includes("may delete this data when the disk runs low"));
    assert.deepEqual(await dashboard.texts("backup-age"), ["No backup has been made in this browser yet."]);
    assert.equal(await dashboard.has("persist"), asksPerson);
    await dashboard.page.evaluate(countAsks, false);
    await paste(dashboard, "https://a.example/1");
    await paste(dashboard, "https://b.example/2");
    assert.equal(await dashboard.page.evaluate(asks), asksPerson ? 0 : 1);
    if (asksPerson) await dashboard.press("persist");
    await until("the refusal", async () => (await dashboard.texts("eviction")).join().includes("it was asked not to, and refused"));
    assert.equal(await dashboard.has("persist"), false, "a refusal is not repeated");
    await dashboard.reload();
    await dashboard.ready();
    await until("the refusal, still", async () => (await dashboard.texts("eviction")).join().includes("it was asked not to, and refused"));
    await dashboard.page.evaluate(countAsks, true);
    await paste(dashboard, "https://c.example/3");
    assert.equal(await dashboard.page.evaluate(asks), 0);
    await dashboard.download("backup");
    await until("today's backup", async () => /^Last backup: .*\d/.test((await dashboard.texts("backup-age")).join()));
    await dashboard.page.evaluate(() => chrome.storage.local.set({ lastBackup: Date.now() - 3.5 * 24 * 60 * 60 * 1000 }));
    await until("its age", async () => /^Last backup: .*, 3 days ago\.$/.test((await dashboard.texts("backup-age")).join()));
    // A promise that was given is said as well.
    await dashboard.page.evaluate(() => chrome.storage.local.remove("persistence"));
    await until("the word that it may be deleted", async () => !(await dashboard.texts("eviction")).join().includes("asked not to"));
    if (asksPerson) {
      await dashboard.press("persist");
    } else {
      await dashboard.reload();
      await dashboard.ready();
      await dashboard.page.evaluate(countAsks, true);
      await paste(dashboard, "https://d.example/4");
    }
    await until("the promise", async () => (await dashboard.texts("eviction")).join() === "The browser deletes none of this data by itself.");
  });

  check("an export is guarded CSV and whole JSON", [BRIGHTLEAF], async ({ browser }) => {
    const dashboard = await Dashboard.open(browser);
    await dashboard.keep(UNLINKED, BRIGHTLEAF);
    await dashboard.openProspect("Ten teas");
    await dashboard.enter("notes", "=1+1");
    await dashboard.settled();
    await dashboard.go("data");
    const csv = await dashboard.download("export-csv");
    assert.ok(csv.startsWith("\uFEFFurl,"));
    assert.match(csv, /'=1\+1/);
    const json = JSON.parse(await dashboard.download("export-json"));
    assert.deepEqual(json, (await dashboard.stored()).prospects);
  });

  check("a tool's list is shown, then taken as backlinks; bad rows are named by line", [BRIGHTLEAF], async ({ browser }) => {
    const dashboard = await Dashboard.open(browser, "data");
    const list = [
      "Referring page title;Referring page URL;Target URL;Anchor;Nofollow;First seen",
      'A;https://blog.example/a;https://brightleaf.example/;"a ""quoted""\nanchor";true;2025-01-02',
      "B;not an address;https://brightleaf.example/;b;false;2025-01-03",
      "C;https://www.blog.example/a/?utm_source=x;https://brightleaf.example;again;true;2025-01-04",
      "D;https://other.example/d;https://brightleaf.example/d;d;false;2025-02-02",
    ].join("\r\n");
    await dashboard.choose("import-file", "list.csv", utf16le(list));
    await dashboard.shows("import-preview");
    assert.deepEqual((await dashboard.stored()).backlinks, [], "nothing is taken before it is asked for");
    await dashboard.press("import-take");
    await until("the end", async () => (await dashboard.page.evaluate(() => document.querySelector("[data-part=import-progress][data-done=true]"))) !== null);
    assert.match((await dashboard.texts("refused")).join(), /4/);
    const backlinks = backlinksIn((await dashboard.stored()).backlinks);
    assert.deepEqual(
      backlinks.map(({ page, followed, first }) => [new URL(page).hostname, followed, first]).sort(),
      [
        ["blog.example", false, Date.UTC(2025, 0, 2)],
        ["other.example", true, Date.UTC(2025, 1, 2)],
      ],
    );
    await dashboard.go("domains");
    await until("two domains", async () => (await dashboard.texts("domain")).length === 2);
    await dashboard.go("plots");
    // Where on their pages the links stand, and what kind they are, no list says.
    await until("plots", async () => (await dashboard.texts("plot")).length === 5);
    assert.equal(await dashboard.text("plots-hidden"), "2 charts hidden: nothing known yet");
  });

  check("a scan's links are backlinks found in its crawl, its mentions prospects; the rest is said by number", [BRIGHTLEAF], async ({ browser }) => {
    const dashboard = await Dashboard.open(browser, "data");
    const ended = () => dashboard.page.evaluate(() => document.querySelector("[data-part=import-progress][data-done=true]") !== null);
    await dashboard.choose("import-file", "rows.parquet", Buffer.from("PAR1 and more"));
    await until("why not", async () => /Parquet/.test(await dashboard.page.evaluate(() => document.querySelector("[data-part=import] .error")?.textContent ?? "")));
    const lines = [...SCANNED.map((row) => JSON.stringify(row)), '{"row":"backlink","page":"https://half'];
    await dashboard.choose("import-file", "rows.ndjson", Buffer.from(lines.join("\n")));
    await dashboard.shows("import-preview");
    assert.equal(await dashboard.has("import-site"), false, "each row says which site it is about");
    await until("the count", async () => (await dashboard.text("import-take")) === "Import 1 row");
    await dashboard.press("import-take");
    await until("the end", ended);
    assert.deepEqual(await dashboard.texts("refused-because"), [
      "2 rows: A mention without a link to you. Choose “Prospects” to import it.",
      "2 rows: The link leads to another site.",
    ]);
    assert.match((await dashboard.texts("refused")).join(), /^Line 6: /);
    const [backlink, ...more] = backlinksIn((await dashboard.stored()).backlinks);
    assert.deepEqual(more, []);
    assert.deepEqual([backlink.tool, backlink.region, backlink.kind, backlink.last], ["CC-MAIN-2026-30", "content", "editorial", Date.UTC(2026, 6, 11)]);
    assert.equal(backlink.title, HOSTILE, "text is text");
    await dashboard.go("backlinks");
    await until("the crawl", () => dashboard.page.evaluate(() => document.querySelector("tbody")?.textContent?.includes("CC-MAIN-2026-30") ?? false));
    await undo(dashboard);
    assert.deepEqual((await dashboard.stored()).backlinks, []);

    await dashboard.go("data");
    await dashboard.choose("import-file", "rows.csv", Buffer.from(csvOf(SCANNED)));
    await dashboard.shows("import-preview");
    await dashboard.page.evaluate(() => /** @type {HTMLElement | null} */ (document.querySelector("[data-part=import-into][data-name=prospects]"))?.click());
    await until("the count", async () => (await dashboard.text("import-take")) === "Import 2 rows");
    await dashboard.press("import-take");
    await until("the end", ended);
    const { prospects } = /** @type {{ prospects: any[] }} */ (/** @type {unknown} */ (await dashboard.stored()));
    assert.deepEqual(
      prospects.map(({ page, opportunities }) => [page.url, page.foundIn, opportunities.map((/** @type {any} */ { kind, sentences }) => [kind, sentences.length])]),
      [["https://news.example/b", "CC-MAIN-2026-30", [["unlinked_mention", 2]]]],
    );
    await undo(dashboard);
    assert.deepEqual((await dashboard.stored()).prospects, []);
  });

  check("100,000 rows are taken with progress; stopped, nothing of them is left", [BRIGHTLEAF], async ({ browser }) => {
    const dashboard = await Dashboard.open(browser, "data");
    const list = Array.from({ length: 100_000 }, (_, at) => `https://site${at % 997}.example/page/${at}`).join("\n");
    await dashboard.choose("import-file", "list.txt", Buffer.from(list));
    await dashboard.press("import-take");
    await until("progress", async () => /[1-9]/.test((await dashboard.texts("import-progress")).join()));
    await dashboard.press("import-cancel");
    await until("the stop", async () => (await dashboard.page.evaluate(() => document.querySelector("[data-part=import-progress][data-done=true]"))) !== null, 30_000);
    const { prospects, rows } = await dashboard.stored();
    assert.deepEqual([prospects, rows], [[], []]);
  });

  check("a database of a newer version is left alone", [BRIGHTLEAF], async ({ browser }) => {
    const dashboard = await Dashboard.open(browser);
    await dashboard.keep(UNLINKED, BRIGHTLEAF);
    await dashboard.page.evaluate(makeNewer);
    await dashboard.shows("warning");
    await dashboard.reload();
    await until("the refusal", () => dashboard.page.evaluate(() => document.querySelector("[data-part=dashboard][data-state=failed]") !== null));
    await dashboard.shows("warning");
  });
}

/** A title that would do something if it were more than text. */
const HOSTILE = '=1+1 <img src=x onerror="document.title=1"> \u202Etxt';

/** Rows as `linkglance scan --all-links` has them, without what is not imported. */
const SCANNED = [
  scanned({ row: "backlink", site: "Brightleaf Tea", page: "https://blog.example/a", title: HOSTILE, url: "https://brightleaf.example/tea", anchor: "tea", followed: true, kind: "editorial" }),
  scanned({ row: "mention", site: "Brightleaf Tea", page: "https://news.example/b", text: "Brightleaf", before: "We like ", after: " a lot.", linked: "none", possible: false }),
  scanned({ row: "mention", site: "Brightleaf Tea", page: "https://news.example/b", text: "Brightleaf", before: "Later ", after: " was closed.", linked: "none", possible: false }),
  scanned({ row: "outbound_link", page: "https://news.example/b", url: "https://other.example/", followed: true }),
  scanned({ row: "backlink", site: "Somebody else", page: "https://news.example/c", url: "https://else.example/", followed: true, kind: "editorial" }),
];

/** A row of a scan. @param {Record<string, unknown>} row @returns {Record<string, unknown>} */
function scanned(row) {
  return { site: null, url: null, wraps: null, region: "content", hidden: false, fetched: "2026-07-11T02:14:42Z", source: "CC-MAIN-2026-30", ...row };
}

/** Rows as a table, guarded as scans guard them. @param {Record<string, unknown>[]} rows */
function csvOf(rows) {
  const names = [...new Set(rows.flatMap(Object.keys))];
  const cell = (/** @type {unknown} */ value) => `"${String(value ?? "").replace(/^=/, "'=").replaceAll('"', '""')}"`;
  return [names.join(","), ...rows.map((row) => names.map((name) => cell(row[name])).join(","))].join("\r\n");
}

/** Runs in the dashboard: how wide its parts are. */
function box() {
  const width = (/** @type {string} */ selector) => document.querySelector(selector)?.getBoundingClientRect().width ?? 0;
  const { scrollWidth, clientWidth } = document.documentElement;
  return { rail: width("[data-part=rail]"), list: width(".list"), detail: width("[data-part=detail]"), sideways: scrollWidth > clientWidth };
}

/** Runs in the dashboard: answers for the browser when it is asked to delete nothing. @param {boolean} answer */
function countAsks(answer) {
  let given = false;
  /** @type {any} */ (globalThis).asked = 0;
  navigator.storage.persist = async () => {
    /** @type {any} */ (globalThis).asked++;
    given = answer;
    return answer;
  };
  navigator.storage.persisted = async () => given;
}

/** Runs in the dashboard: how often it was asked. @returns {number} */
function asks() {
  return /** @type {any} */ (globalThis).asked;
}

/** Runs in the dashboard: brings the database to a version that no Linkglance knows yet. */
function makeNewer() {
  return new Promise((resolve, reject) => {
    const opening = indexedDB.open("linkglance", 99);
    opening.onerror = () => reject(opening.error);
    opening.onsuccess = () => resolve(opening.result.close());
  });
}

/** Pastes a list, and takes it. @param {Dashboard} dashboard @param {string} list */
export async function paste(dashboard, list) {
  await dashboard.enter("import-paste", list);
  await dashboard.press("import-look");
  await dashboard.press("import-take");
  await until("the end", () => dashboard.page.evaluate(() => document.querySelector("[data-part=import-progress][data-done=true]") !== null), 120_000);
  await dashboard.settled();
}

/** Takes the last change back with the keyboard. @param {Dashboard} dashboard */
async function undo(dashboard) {
  await dashboard.settled();
  await dashboard.page.evaluate(() => {
    if (document.activeElement instanceof HTMLElement) document.activeElement.blur();
    document.body.dispatchEvent(new KeyboardEvent("keydown", { key: "z", ctrlKey: true, bubbles: true }));
  });
  await dashboard.settled();
}

/** Drags the first card to a column. @param {Dashboard} dashboard @param {string} status */
async function drag(dashboard, status) {
  await dashboard.page.evaluate((status) => {
    const card = document.querySelector("[data-part=card]");
    const column = document.querySelector(`[data-part=column][data-status=${status}]`);
    const dataTransfer = new DataTransfer();
    for (const [target, type] of /** @type {const} */ ([[card, "dragstart"], [column, "dragover"], [column, "drop"], [card, "dragend"]])) {
      target?.dispatchEvent(new DragEvent(type, { bubbles: true, cancelable: true, dataTransfer }));
    }
  }, status);
}
