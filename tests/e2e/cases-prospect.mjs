//! Prospects in the panel: saving with undo, the bar of a saved page, what is known of a site, the message
//! about a mention, the next prospect. For every browser.

import assert from "node:assert/strict";

import { until } from "./browser.mjs";
import { Dashboard } from "./dashboard.mjs";
import { ARTICLE, BRIGHTLEAF, PDF, page } from "./pages.mjs";

/** @typedef {import("./cases.mjs").Check} Check */
/** @typedef {import("./cases.mjs").Case} Case */
/** @typedef {import("./panel.mjs").Panel} Panel */

/** Another of the user's sites, which no page names. */
const OTHER = { name: "Leaf & Stone", domains: ["leafandstone.example"], aliases: [] };

/** An article that names the brand without a link, and whom to write to. */
const MENTION = article("http://greenteadiary.example/year-three", "The green tea diary, year three");

/**
 * @param {string} url
 * @param {string} title
 */
function article(url, title) {
  const body = `<!doctype html><html lang="en"><head><link rel="icon" href="data:,"><title>${title}</title>
    <meta name="author" content="Joan Okafor"></head><body><main><article><h1>${title}</h1>
    <p>Of the four sencha that we compared, the one from Brightleaf Tea had the cleanest finish and the least dust at
    the bottom of the tin, and it was the one that we came back to when the evening had grown long.</p>
    <p>Write to us at <a href="mailto:joan@greentea.net">joan@greentea.net</a>.</p>
    </article></main></body></html>`;
  return { url, body };
}

/** The day that is so many days from now, as fields of dates have it. @param {number} days */
function day(days) {
  const date = new Date();
  date.setDate(date.getDate() + days);
  return [date.getFullYear(), date.getMonth() + 1, date.getDate()].map((part) => String(part).padStart(2, "0")).join("-");
}

/** @param {Check} check */
export function prospectCases(check) {
  check("a page is saved with one press and undone with one more, and what was saved before comes back", [BRIGHTLEAF], async (current) => {
    const opened = await current.open(MENTION);
    const panel = await current.browser.click(opened);
    await panel.settled();
    await panel.press("keep-page");
    await until("the word of it", async () => (await panel.text("keep")) === "Saved for Brightleaf Tea");
    await until("the bar", async () => (await panel.attribute("[data-part=prospect]", "data-status")) === "new");
    assert.equal(await panel.attribute("[data-part=keep-page]", "aria-pressed"), "true");
    await panel.press("undo");
    await until("nothing saved", async () => (await saved(panel)).prospects.length === 0);
    assert.deepEqual(await saved(panel), { prospects: [], reports: [], rows: [] });
    await until("no bar", async () => (await panel.attribute("[data-part=prospect]", "data-status")) === undefined);

    await panel.press("keep-page");
    await until("the bar", async () => (await panel.attribute("[data-part=prospect]", "data-status")) === "new");
    const before = await saved(panel);
    await current.reload(opened, { ...MENTION, body: MENTION.body.replaceAll("year three", "year four") });
    await current.browser.click(opened);
    await until("the page as it is now", () => panel.run(`document.querySelector("[data-part=fact_title]")?.textContent.includes("year four") ?? false`));
    await panel.settled(); // the reload and the click each read the page
    await panel.press("keep-page");
    await until("the sheet", () => panel.run(`document.querySelector("[data-part=prospect-sheet]").open`));
    await panel.press("save-again");
    await until("the word of it", async () => /^Updated for Brightleaf Tea/.test(await panel.text("keep")));
    assert.equal((await saved(panel)).prospects[0].page.title, "The green tea diary, year four");
    await panel.press("undo");
    await until("the facts of before", async () => (await saved(panel)).prospects[0].page.title === "The green tea diary, year three");
    assert.deepEqual(await saved(panel), before);
  });

  check("a saved page shows where the work is; status, follow-up, notes and tags are changed there, with undo", [BRIGHTLEAF], async (current) => {
    const opened = await current.open(MENTION);
    const panel = await current.browser.click(opened);
    await panel.settled();
    await panel.press("keep-page");
    await until("the bar", async () => (await panel.text("status-open")) === "new");
    assert.match(await panel.text("prospect"), /No date.*1 of 1.*joan@greentea\.net/);
    await panel.clickOn("[data-part=set-status][data-state=contacted]");
    await until("the status", async () => (await panel.text("status-open")) === "contacted");
    await panel.press("undo");
    await until("the status of before", async () => (await panel.text("status-open")) === "new");
    await panel.choose("when", day(-1));
    await until("that it is due", async () => (await panel.attribute("[data-part=when-open]", "data-state")) === "due");
    assert.match(await panel.text("when-open"), /^Due /);
    await panel.clickOn(`[data-part=set-when][data-day="${day(1)}"]`);
    await until("the day", async () => (await panel.text("when-open")) === "Tomorrow");
    await panel.press("prospect-open");
    await until("the sheet", async () => (await panel.attribute("[data-part=prospect-form]", "data-id")) !== undefined);
    await panel.type("notes", "Nice editor");
    await until("the notes to be stored", async () => (await saved(panel)).prospects[0].notes === "Nice editor");
    await panel.evaluate(() => {
      const input = /** @type {HTMLInputElement} */ (document.querySelector("[data-part=tag]"));
      input.value = "tea";
      input.form?.requestSubmit();
    });
    await until("the tag", async () => (await saved(panel)).prospects[0].tags.join() === "tea");
    await panel.press("delete-prospect");
    await until("nothing saved", async () => (await saved(panel)).prospects.length === 0);
    await panel.press("undo");
    await until("all of it", async () => (await panel.text("when-open")) === "Tomorrow");
    const [prospect] = (await saved(panel)).prospects;
    assert.deepEqual([prospect.notes, prospect.tags, prospect.followUp], ["Nice editor", ["tea"], day(1)]);
    const dashboard = await Dashboard.open(current.browser);
    await dashboard.openProspect("The green tea diary");
    await dashboard.enter("status", "won");
    await dashboard.settled();
    await opened.bringToFront();
    await until("what the dashboard has changed", async () => (await panel.text("status-open")) === "won");
  });

  check("from an unlinked mention to a message on the clipboard in two presses, and one more notes it", [BRIGHTLEAF], async (current) => {
    await current.browser.store({ settings: { version: 1, followUpDays: 9 } });
    const panel = await current.browser.click(await current.open(MENTION));
    await panel.settled();
    await catchCopies(panel);
    await panel.press("write");
    await until("the message", async () => /Brightleaf Tea had the cleanest finish/.test(await value(panel, "message-body")));
    assert.equal(await value(panel, "message-to"), "joan@greentea.net");
    assert.match(await panel.attribute("[data-part=message-mail]", "href") ?? "", /^mailto:joan@greentea\.net\?subject=[^&]+&body=/);
    const body = await value(panel, "message-body");
    await panel.press("message-copy");
    await until("the copy", () => panel.run("globalThis.copied ?? false"));
    assert.ok(String(await panel.run("globalThis.copied")).endsWith(body));
    await until("the offer", async () => /^Mark as contacted, follow up /.test(await panel.text("mark-contacted")));
    assert.deepEqual((await saved(panel)).prospects, [], "nothing is saved unasked");
    await panel.press("mark-contacted");
    await until("the bar", async () => (await panel.text("status-open")) === "contacted");
    const [prospect] = (await saved(panel)).prospects;
    assert.deepEqual([prospect.status, prospect.followUp, prospect.messages.length], ["contacted", day(9), 1]);
    assert.deepEqual([prospect.messages[0].body, prospect.messages[0].to], [body, "joan@greentea.net"]);
    assert.match(await panel.text("sent-last"), /^Sent /);
    await panel.press("undo");
    await until("nothing saved", async () => (await saved(panel)).prospects.length === 0);

    // What no page says is asked for, and put where it belongs.
    await panel.press("write-all");
    await until("the field", () => panel.run(`document.querySelector("[data-part=message-missing][data-name=signature]") !== null`));
    await panel.choose("message-missing", "Mara Lind");
    await until("the name", async () => /Mara Lind/.test(await value(panel, "message-body")));
    assert.doesNotMatch(await value(panel, "message-body"), /\{signature\}/);
    await panel.choose("message-language", "de");
    await until("German", async () => /^(Hallo|Guten Tag)/.test(await value(panel, "message-body")));
  });

  check("who has replied stays so when one more message is noted", [BRIGHTLEAF], async (current) => {
    const panel = await current.browser.click(await current.open(MENTION));
    await panel.settled();
    await catchCopies(panel);
    await panel.press("keep-page");
    await until("the bar", async () => (await panel.text("status-open")) === "new");
    await panel.clickOn("[data-part=set-status][data-state=answered]");
    await until("the status", async () => (await panel.text("status-open")) === "replied");
    await panel.press("write-all");
    await until("the message", async () => (await value(panel, "message-body")) !== "");
    await panel.press("message-copy");
    await until("the offer", async () => /^Log it, follow up /.test(await panel.text("mark-contacted")));
    await panel.press("mark-contacted");
    await until("the message on it", async () => (await panel.text("sent-last")) !== "");
    assert.equal((await saved(panel)).prospects[0].status, "answered");
  });

  check("the user's own contacts are offered in the panel, greeted by their first name, and no address stands twice", [BRIGHTLEAF], async (current) => {
    const opened = await current.open(MENTION);
    const panel = await current.browser.click(opened);
    await panel.settled();
    await panel.press("keep-page");
    await until("the bar", async () => (await panel.text("status-open")) === "new");
    const dashboard = await Dashboard.open(current.browser);
    await dashboard.openProspect("The green tea diary");
    for (const [email, first] of [["mia@greentea.net", "Mia"], ["joan@greentea.net", "Jo"]]) {
      await dashboard.press("contact-add");
      await dashboard.enter("contact-email", String(email));
      await dashboard.enter("contact-first-name", String(first));
      await dashboard.press("contact-save");
      await until(String(email), async () => (await dashboard.texts("own-contact")).join().includes(String(email)));
    }
    await opened.bringToFront();
    await panel.press("write");
    await until("the greeting", async () => (await value(panel, "message-body")).startsWith("Hi Jo,"));
    const offered = await panel.evaluate(() => [...document.querySelectorAll("[data-part=message-whom] option")].map(({ textContent }) => textContent));
    assert.deepEqual(offered, ["Jo <joan@greentea.net> · your contact", "Mia <mia@greentea.net> · your contact", "Another address"]);
    await panel.choose("message-whom", "mia@greentea.net");
    await until("the other greeting", async () => (await value(panel, "message-body")).startsWith("Hi Mia,"));
    assert.match(await panel.attribute("[data-part=message-mail]", "href") ?? "", /^mailto:mia@greentea\.net\?/);
    await panel.choose("message-whom", "");
    await until("a field for it", () => panel.run(`document.querySelector("[data-part=message-to]").offsetHeight > 0`));
    assert.equal(await value(panel, "message-to"), "");
    await panel.type("message-to", "desk@greentea.net");
    await until("whom the page names", async () => (await value(panel, "message-body")).startsWith("Hi Joan,"));
    await panel.evaluate(() => /** @type {HTMLDialogElement} */ (document.querySelector("dialog[data-part=message]")).close());
    await panel.press("prospect-open");
    await until("both in the sheet", async () => (await panel.attributes("[data-part=own-contact]", "data-id")).length === 2);
    assert.deepEqual(await panel.attributes("[data-part=contact]", "data-kind"), ["person"], "the address that is known is not shown again");
  });

  check("the next prospect opens in this tab, the due ones first, and the list goes round", [BRIGHTLEAF], async (current) => {
    const pages = ["due", "second", "first", "won"].map((name) => article(`http://${name}.example/post`, `Post ${name}`));
    const dashboard = await Dashboard.open(current.browser);
    for (const { url, body } of pages.toReversed()) await dashboard.keep({ url, html: body }, BRIGHTLEAF);
    await dashboard.reload();
    await dashboard.ready();
    await dashboard.openProspect("Post due");
    await dashboard.enter("follow-up", day(-3));
    await dashboard.settled();
    await dashboard.openProspect("Post won");
    await dashboard.enter("status", "won");
    await dashboard.settled();
    const [due, second, first] = pages;
    for (const shown of [due, second, first]) {
      current.server.serve(String(shown?.url), /** @type {any} */ (shown));
      current.allow(`GET ${shown?.url}`);
    }
    const opened = await current.browser.open(String(due?.url));
    const panel = await current.browser.click(opened);
    const shows = async (/** @type {import("./server.mjs").Answer & { url: string } | undefined} */ shown, /** @type {string} */ at) => {
      // A click before the page is there would be about the one before.
      await until(`${shown?.url}`, () =>
        opened.evaluate((url) => location.href === url && document.readyState === "complete", String(shown?.url)).catch(() => false));
      await current.browser.click(opened);
      await until(at, async () => (await panel.attribute("[data-part=host]", "title")) === shown?.url && (await panel.text("place")) === at);
    };
    await shows(due, "1 of 3");
    await panel.press("next-prospect");
    await shows(second, "2 of 3"); // saved last
    // It leaves the list, and the next is the one that followed it.
    await panel.clickOn("[data-part=set-status][data-state=lost]");
    await until("what waits", async () => (await panel.text("place")) === "2 waiting");
    await panel.evaluate(() => document.body.dispatchEvent(new KeyboardEvent("keydown", { key: "N", shiftKey: true, bubbles: true, cancelable: true })));
    await shows(first, "2 of 2");
    await panel.press("next-prospect");
    await shows(due, "1 of 2");
  });

  check("on another page of a known site the panel says that the user wrote to it", [BRIGHTLEAF, OTHER], async (current) => {
    const panel = await current.browser.click(await current.open(MENTION));
    await panel.settled();
    await catchCopies(panel);
    await panel.press("write-all");
    await until("the message", async () => (await value(panel, "message-body")) !== "");
    await panel.press("message-copy");
    await until("the offer", async () => (await panel.text("mark-contacted")) !== "");
    await panel.press("mark-contacted");
    await until("the bar", async () => (await panel.text("status-open")) === "contacted");
    assert.match(await panel.text("prospect"), /Brightleaf Tea/);
    const next = article("http://www.greenteadiary.example/other", "Another post");
    await current.browser.click(await current.open(next));
    await until("what is known", async () => (await panel.attribute("[data-part=of-site]", "data-wrote")) === "true");
    assert.match(await panel.text("of-site"), /^You wrote to this site on .* · contacted$/);
    await panel.press("of-site-open");
    await until("that prospect", async () => /year three/.test(await panel.text("prospect-form")));
    await panel.evaluate(() => /** @type {HTMLDialogElement} */ (document.querySelector("[data-part=prospect-sheet]")).close());
    // Saved for the other site: the panel speaks of the one that is chosen.
    await panel.clickOn(`[data-part=keep-page][data-site="${OTHER.name}"]`);
    await until("the bar", async () => (await panel.text("status-open")) === "new");
    assert.match(await panel.text("prospect"), /Leaf & Stone/);
    await current.browser.click(await current.open(page("empty")));
    await until("a page of another site", async () => (await panel.attribute("[data-part=host]", "title")) === page("empty").url);
    await until("nothing of it", async () => (await panel.text("of-site")) === "" && (await panel.text("prospect")) === "");
  });

  check("on a page whose domain is known from lists the panel says which links it has and what tools say", [BRIGHTLEAF, OTHER], async (current) => {
    const rows = ["a", "b", "post"].map((path) => `A post,http://www.greenteadiary.example/${path},200,71,12,900,https://brightleaf.example/,Brightleaf Tea,FALSE,,2025-01-02 10:00:00,2026-11-12 11:00:00,`);
    const heads = "Referring page title,Referring page URL,Referring page HTTP code,Domain rating,UR,Domain traffic,Target URL,Anchor,Nofollow,Lost status,First seen,Last seen,Lost";
    const dashboard = await Dashboard.open(current.browser, "data");
    await dashboard.choose("import-file", "ahrefs.csv", Buffer.from([heads, ...rows].join("\n")));
    await dashboard.shows("import-preview");
    await until("the forecast", async () => /3 new/.test(await dashboard.text("import-forecast")));
    await dashboard.press("import-take");
    await until("the end", () => dashboard.page.evaluate(() => document.querySelector("[data-part=import-progress][data-done=true]") !== null));
    const panel = await current.browser.click(await current.open(article("http://www.greenteadiary.example/post", "A post")));
    await until("what is known", async () => /^2 links from its other pages, last seen Nov 12/.test(await panel.text("of-site")));
    assert.match(await panel.text("of-site"), /Ahrefs: DR 71$/);
    await panel.press("of-site-details");
    await until("the facts", async () => /^71/.test(await panel.text("domain_figure")));
    assert.match(await panel.text("domain_links"), /^2 links/);
    await current.browser.click(await current.open(page("empty")));
    await until("a page of another site", async () => (await panel.attribute("[data-part=host]", "title")) === page("empty").url);
    await until("nothing of it", async () => (await panel.text("of-site")) === "" && (await panel.text("domain_figure")) === "");
  });

  check("where a page can't be read the next prospects are listed, and one opens in this tab", [BRIGHTLEAF], async (current) => {
    const dashboard = await Dashboard.open(current.browser);
    for (let at = 1; at <= 7; at += 1) await dashboard.keep({ url: `http://site${at}.example/post`, html: article("", `Post ${at}`).body }, BRIGHTLEAF);
    current.server.serve(PDF.url, PDF);
    current.expect(`GET ${PDF.url}`);
    current.allow(`GET ${new URL("/favicon.ico", PDF.url)}`); // the browser, for the tab's icon
    const opened = await current.browser.open(PDF.url);
    const panel = await current.browser.click(opened);
    assert.equal((await panel.settled()).state, "cannot");
    await until("the list", async () => (await panel.attributes("[data-part=waiting]", "data-id")).length === 5);
    assert.match(await panel.text("waiting-list"), /^Next prospects7/);
    const first = article("http://site7.example/post", "Post 7");
    assert.match(await panel.text("waiting"), /^Post 7/);
    current.server.serve(first.url, first);
    current.expect(`GET ${first.url}`);
    const tabs = () => panel.evaluate(() => chrome.tabs.query({}).then(({ length }) => length));
    const before = await tabs();
    await panel.press("waiting");
    // By the server: the driver may lose sight of a tab that has shown a PDF.
    await until("the page", () => current.server.seen.includes(`GET ${first.url}`));
    assert.equal(await tabs(), before, "in this tab");
    // A tab that was never read has them, too.
    await current.browser.open("about:blank");
    await panel.shows("the hint", ({ state }) => state === "waiting" || state === "cannot");
    await until("the list", async () => (await panel.attributes("[data-part=waiting]", "data-id")).length === 5);
  });

  check("hostile words of a prospect are words in the panel", [BRIGHTLEAF], async (current) => {
    const title = "<img src=x onerror=globalThis.hit=1>";
    const hostile = article("http://pages.example/hostile-prospect", title.replaceAll("<", "&lt;"));
    const panel = await current.browser.click(await current.open(hostile));
    await panel.settled();
    await panel.press("keep-page");
    await until("the bar", async () => (await panel.text("status-open")) === "new");
    await panel.press("prospect-open");
    await until("the sheet", async () => (await panel.text("prospect-form")).includes(title));
    await panel.evaluate(() => /** @type {HTMLDialogElement} */ (document.querySelector("[data-part=prospect-sheet]")).close());
    await panel.press("write-all");
    await until("the message", async () => (await value(panel, "message-subject")).includes(title));
    await current.browser.click(await current.open(ARTICLE));
    assert.deepEqual(await panel.evaluate(() => [document.querySelectorAll("main img").length, /** @type {any} */ (globalThis).hit ?? null]), [0, null]);
  });
}

/** What would be put on the clipboard is caught: headless browsers do not always answer. @param {Panel} panel */
async function catchCopies(panel) {
  await panel.evaluate(() => {
    navigator.clipboard.write = async ([item]) => {
      const text = await item?.getType("text/plain");
      /** @type {any} */ (globalThis).copied = await text?.text();
    };
  });
}

/** The value of a field. @param {Panel} panel @param {string} part @returns {Promise<string>} */
function value(panel, part) {
  return panel.evaluate((part) => /** @type {HTMLInputElement | null} */ (document.querySelector(`[data-part="${part}"]`))?.value ?? "", part);
}

/**
 * What is saved of prospects.
 * @param {Panel} panel
 * @returns {Promise<{ prospects: any[], reports: any[], rows: any[] }>}
 */
function saved(panel) {
  return panel.evaluate(async () => {
    const answer = (/** @type {IDBRequest<any>} */ request) =>
      new Promise((resolve, reject) => {
        request.onsuccess = () => resolve(request.result);
        request.onerror = () => reject(request.error);
      });
    const database = await answer(indexedDB.open("linkglance"));
    const names = ["prospects", "reports", "rows"];
    const transaction = database.transaction(names, "readonly");
    const all = await Promise.all(names.map((name) => answer(transaction.objectStore(name).getAll())));
    database.close();
    return /** @type {any} */ (Object.fromEntries(names.map((name, at) => [name, all[at]])));
  });
}
