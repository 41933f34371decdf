//! The panel as a tool: tabs, filters, order, selection, what is copied and saved. For every browser.

import assert from "node:assert/strict";
import { readFileSync, readdirSync, rmSync } from "node:fs";
import { join } from "node:path";

import papa from "papaparse";

import { until } from "./browser.mjs";
import { ARTICLE, BRIGHTLEAF, many, page } from "./pages.mjs";

/** @typedef {import("./cases.mjs").Check} Check */
/** @typedef {import("./panel.mjs").Panel} Panel */
/** @typedef {import("./browser.mjs").Browser} Browser */

/** @param {Check} check */
export function panelCases(check) {
  check("tabs go by the keyboard, and the open one is kept", [BRIGHTLEAF], async (current) => {
    const article = await current.open(ARTICLE);
    const panel = await current.browser.click(article);
    await panel.settled();
    assert.deepEqual(await tabs(panel), { open: "my_site", focusable: ["my_site"], shown: ["my_site"], all: ["my_site", "links", "check", "page"] });
    for (const [key, open] of /** @type {const} */ ([["ArrowRight", "links"], ["End", "page"], ["ArrowRight", "my_site"], ["ArrowLeft", "page"], ["Home", "my_site"], ["ArrowRight", "links"]])) {
      await panel.key("[data-part=tab][aria-selected=true]", key);
      const { focusable, shown } = await tabs(panel);
      assert.deepEqual([focusable, shown, await focused(panel)], [[open], [open], open], key);
    }
    const again = await panel.reopen();
    await until("the tab that was open", async () => (await tabs(again)).open === "links");
  });

  check("filters narrow, say shown of all, survive a new page and can be cleared; a search does not survive", [BRIGHTLEAF], async (current) => {
    const panel = await current.browser.click(await current.open(ARTICLE));
    const { links } = await panel.settled();
    await panel.open("links");
    const followed = links.filter(({ follow }) => follow === "followed").length;
    assert.ok(followed > 0 && followed < links.length);
    await panel.chip("followed");
    await panel.shows("the followed links", (state) => state.links.length === followed);
    assert.match(await panel.text("shown"), new RegExp(`^${followed} of ${links.length} shown`));
    await panel.type("search", "no such word");
    await panel.shows("none", (state) => state.links.length === 0);
    assert.match(await panel.text("shown"), /^0 of /);
    const next = await current.open(page("strict"));
    await current.browser.click(next);
    await panel.shows("the filter on the next page", (state) => state.links.length === 1);
    assert.match(await panel.text("shown"), /^1 of 2 shown/);
    await panel.press("clear-filters");
    await panel.shows("all", (state) => state.links.length === 2);
  });

  check("the table is sorted by its heads, and grouped by domain", [BRIGHTLEAF], async (current) => {
    const panel = await current.browser.click(await current.open(page("hostile")));
    await panel.settled();
    await panel.open("links");
    await panel.choose("group", "none");
    await panel.choose("sort", "target");
    const hosts = ["brightleaf", "five", "four", "one", "three", "two"].map((name) => `${name}.example`);
    const shown = async () => (await panel.settled()).links.map(({ url }) => new URL(url).hostname);
    assert.deepEqual(await shown(), hosts);
    await panel.clickOn("[data-column=target] button");
    assert.deepEqual(await shown(), hosts.toReversed());
    assert.equal(await panel.attribute("[data-column=target]", "aria-sort"), "descending");
    await panel.choose("group", "domain");
    assert.deepEqual(await panel.attributes("[data-part=heading]", "data-group"), hosts.toReversed());
    const again = await panel.reopen();
    await until("the order that was chosen", async () => (await again.attributes("[data-part=heading]", "data-group")).join() === hosts.toReversed().join());
  });

  check("repeats of a target are folded, and unfold", [], async (current) => {
    const link = `<a href="https://one.example/a">a</a> and <a href="https://one.example/a#b">b</a>`;
    const body = `<!doctype html><link rel="icon" href="data:,"><title>x</title><main><p>${"Words of a text. ".repeat(20)} ${link} <a href="https://two.example/">c</a>.</p></main>`;
    const panel = await current.browser.click(await current.open({ url: "http://pages.example/repeats", body }));
    const { links } = await panel.settled();
    assert.deepEqual(links.map(({ href }) => href), ["https://one.example/a", "https://two.example/"]);
    assert.match(await panel.text("shown"), /^3 of 3 shown/);
    await panel.press("repeats");
    await panel.shows("the repeat", (state) => state.links.length === 3);
    const rows = await panel.attributes("[data-part=link]", "aria-rowindex");
    assert.deepEqual(rows.map(Number), [3, 4, 5]);
  });

  check("rows are selected one by one, by range, and all that are shown", [BRIGHTLEAF], async (current) => {
    const panel = await current.browser.click(await current.open(page("hostile")));
    await panel.settled();
    await panel.open("links");
    const selected = () => panel.evaluate(() => [...document.querySelectorAll("[data-part=link] input")].map((box) => Number(/** @type {HTMLInputElement} */ (box).checked)).join(""));
    await panel.clickOn("[data-part=link]:nth-child(3) input");
    assert.equal(await selected(), "010000");
    await panel.clickOn("[data-part=link]:nth-child(6) input", { shift: true });
    assert.equal(await selected(), "011110");
    assert.equal(await panel.text("selected"), "4 selected");
    await panel.press("clear-selection");
    assert.equal(await selected(), "000000");
    await panel.clickOn("[data-part=link]:nth-child(2) input");
    await panel.key("[data-part=link]:nth-child(2) input", "ArrowDown", { shift: true });
    assert.equal(await selected(), "110000");
    await panel.clickOn("[data-part=select-shown]");
    assert.equal(await selected(), "000000");
    await panel.clickOn("[data-part=select-shown]");
    assert.equal(await selected(), "111111");
  });

  check("two thousand links are all reached, and built as they come near", [BRIGHTLEAF], async (current) => {
    const panel = await current.browser.click(await current.open(many(2000)));
    await panel.settled();
    await panel.open("links");
    await panel.choose("group", "none");
    const rows = () => panel.evaluate(() => document.querySelectorAll("[data-part=link]").length);
    assert.ok((await rows()) < 500, "only what is near is built");
    assert.equal(await panel.attribute("[data-part=table]", "aria-rowcount"), "2001");
    await until("the last row", async () => {
      await panel.evaluate(() => scrollTo(0, document.documentElement.scrollHeight));
      return (await panel.attributes("[data-part=link][aria-rowindex='2001']", "data-href")).length === 1;
    });
    assert.ok((await rows()) < 1500, "what was jumped over is not built");
  });

  check("hostile words of a page are words in the panel", [BRIGHTLEAF], async (current) => {
    const panel = await current.browser.click(await current.open(page("hostile")));
    await panel.settled();
    for (const tab of ["my_site", "links", "page"]) await panel.open(tab);
    await panel.evaluate(() => document.querySelectorAll("[data-part=details]").forEach((button) => /** @type {HTMLElement} */ (button).click()));
    const found = await panel.evaluate(() => ({
      elements: document.querySelectorAll("main img, main script, main iframe, main u, main [data-part=panel] b b").length,
      hit: /** @type {any} */ (globalThis).hit ?? null,
      text: document.querySelector("main")?.textContent ?? "",
    }));
    assert.deepEqual([found.elements, found.hit], [0, null]);
    for (const words of ["<img src=x onerror=", "<script>globalThis.hit = 2", "=cmd|'/c calc'!A1", "<u>said so</u>"]) assert.ok(found.text.includes(words), words);
    const dates = await panel.text("fact_published");
    assert.equal(dates, "March 4, 2026");
    assert.match(await panel.text("fact_robots"), /^robots: nofollow \(robots meta tag\)/);
    assert.match(await panel.text("fact_modified"), /not found in the page's metadata or byline/);
  });

  check("the page is shown as an audit, and a fact is copied", [BRIGHTLEAF], async (current) => {
    const panel = await current.browser.click(await current.open(ARTICLE));
    await panel.settled();
    await panel.open("page");
    const title = "A slower cup: learning to brew white tea at home – Field & Kettle";
    assert.equal(await panel.text("fact_title"), `${title}${title.length} characters`);
    const headings = await panel.evaluate(() => [...document.querySelectorAll(".outline > li")].map((row) => row.getAttribute("data-level")));
    const written = [...ARTICLE.body.matchAll(/<h([1-6])/g)].map(([, level]) => level);
    assert.deepEqual(headings, written);
    assert.match(await panel.text("fact_outbound"), /^23.*\d followed/);
    assert.match(await panel.text("fact_words"), /^\d[\d,]*$/);
    await panel.evaluate(() => /** @type {HTMLElement} */ (document.querySelector("[data-part=fact_title] + .act button")).click());
    await said(panel, "Copied.");
    assert.equal((await pasted(current, panel)).text, title);
  });

  check("a link, a row, the selection and the verdict are copied as text, Markdown and HTML", [BRIGHTLEAF], async (current) => {
    const panel = await current.browser.click(await current.open(page("hostile")));
    await panel.settled();
    await panel.press("copy-verdict");
    await said(panel, "Verdict copied.");
    const verdict = /^Nofollow page\. Canonical elsewhere\. 1 link to Brightleaf Tea: [^\n]*\nhttp:\/\/pages\.example\/hostile$/;
    assert.match((await pasted(current, panel)).text, verdict);
    await panel.open("links");
    await panel.clickOn("[data-part=link]:nth-child(4) [data-part=details]");
    await panel.clickOn("[data-part=copy-form][data-form=markdown]");
    await panel.press("copy-link");
    await said(panel, "Link copied.");
    assert.equal((await pasted(current, panel)).text, "[+1, \"quoted\"; \\[md\\](http://x) \\| \\`code\\` \\*b\\*](https://two.example/)");
    await panel.clickOn("[data-part=copy-form][data-form=html]");
    await panel.clickOn("[data-part=link]:nth-child(4) [data-part=details]");
    await panel.press("copy-row");
    await said(panel, "Row copied.");
    const row = await pasted(current, panel);
    assert.match(row.html, /<a href="https:\/\/two\.example\/"/);
    assert.match(row.text, /^https:\/\/two\.example\/\t'\+1, "quoted"/); // no formula where it is pasted
    await panel.clickOn("[data-part=link]:nth-child(2) input");
    await panel.clickOn("[data-part=link]:nth-child(3) input");
    await panel.press("copy-links");
    await said(panel, "2 links copied.");
    const two = await pasted(current, panel);
    assert.equal(two.text.trim().split("\n").length, 2);
    assert.match(two.html, /&lt;img src=x onerror=/);
    assert.doesNotMatch(two.html, /<img/);
  });

  check("copying goes on where the clipboard leaves a question without an answer", [BRIGHTLEAF], async (current) => {
    const panel = await current.browser.click(await current.open(page("hostile")));
    await panel.settled();
    await panel.evaluate(() => {
      const write = navigator.clipboard.write.bind(navigator.clipboard);
      let asked = 0;
      // As Firefox does on a busy machine, here every other time.
      const sometimes = (/** @type {ClipboardItem[]} */ items) => (++asked % 2 === 1 ? new Promise(() => {}) : write(items));
      Object.defineProperty(navigator.clipboard, "write", { value: sometimes });
    });
    await panel.open("links");
    for (const number of [4, 2]) {
      await panel.clickOn(`[data-part=link]:nth-child(${number}) [data-part=details]`);
      await panel.press("copy-link");
      await said(panel, "Link copied.");
      assert.notEqual((await pasted(current, panel)).text, "");
      await panel.clickOn(`[data-part=link]:nth-child(${number}) [data-part=details]`);
    }
  });

  check("what makes all links of a page worthless is said first, and only a followed link is green", [BRIGHTLEAF], async (current) => {
    /** @type {Record<string, string>} */
    const colours = {};
    for (const [state, head, rel] of /** @type {const} */ ([
      ["followed", "", ""],
      ["not_followed", "", "nofollow"],
      ["blocked", `<meta name="robots" content="noindex"><link rel="canonical" href="https://original.example/tea">`, ""],
    ])) {
      const link = `<a href="https://brightleaf.example/" rel="${rel}">the gardens</a>`;
      const body = `<!doctype html><link rel="icon" href="data:,"><title>Tea</title>${head}<main><p>${"Words of a text. ".repeat(20)} ${link}.</p></main>`;
      const panel = await current.browser.click(await current.open({ url: `http://pages.example/${state}`, body }));
      await panel.shows(state, ({ verdict }) => verdict !== "" && (state !== "blocked" || /^Noindex page\. 1 link: followed /.test(verdict)));
      await until(state, async () => (await panel.attribute("[data-part=verdict]", "data-standing")) === state);
      colours[state] = await panel.evaluate(() => getComputedStyle(/** @type {Element} */ (document.querySelector("[data-part=verdict] > svg"))).color);
      if (state !== "blocked") continue;
      assert.deepEqual(await panel.attributes("[data-part=blocker]", "data-kind"), ["noindex", "canonical_elsewhere"]);
      await panel.press("copy-verdict");
      await said(panel, "Verdict copied.");
      assert.match((await pasted(current, panel)).text, /^Noindex page\. Canonical elsewhere\. 1 link to Brightleaf Tea: /);
    }
    assert.equal(new Set(Object.values(colours)).size, 3, JSON.stringify(colours));
  });

  check("the whole report is saved as CSV, JSON and Markdown, the links shown as CSV", [BRIGHTLEAF], async (current) => {
    const panel = await current.browser.click(await current.open(page("hostile")));
    await panel.settled();
    const today = await panel.evaluate(() => {
      const now = new Date();
      return [now.getFullYear(), now.getMonth() + 1, now.getDate()].map((part) => String(part).padStart(2, "0")).join("-");
    });
    const name = `linkglance-pages.example-${today}`;
    await panel.clickOn("[data-part=more-menu] [data-kind=csv]");
    await said(panel, `Saved as ${name}.csv`);
    const rows = sheet(await saved(current.browser, `${name}.csv`));
    const texts = rows.map((row) => row.text);
    assert.deepEqual(rows.map((row) => row.row), ["backlink", "mention", "outbound link", "outbound link", "outbound link", "outbound link", "outbound link"]);
    for (const text of ["'=cmd|'/c calc'!A1", '\'+1, "quoted"; [md](http://x) | `code` *b*', "'@SUM(1)", "'-2+3"]) assert.ok(texts.includes(text), text);
    for (const cell of rows.flatMap((row) => Object.values(row))) assert.doesNotMatch(cell, /^[=+\-@\t\r]/);
    await panel.clickOn("[data-part=more-menu] [data-kind=json]");
    const report = JSON.parse(await saved(current.browser, `${name}.json`));
    assert.deepEqual([report.version, report.links.length, report.backlinks[0].site], [2, 6, BRIGHTLEAF.name]);
    assert.equal(report.links[0].anchor.text, "=cmd|'/c calc'!A1");
    await panel.clickOn("[data-part=more-menu] [data-kind=md]");
    const markdown = await saved(current.browser, `${name}.md`);
    assert.match(markdown, /## Outbound links \(6\)/);
    assert.doesNotMatch(markdown, /<img/);
    await panel.open("links");
    await panel.type("search", "two.example");
    await panel.shows("one link", (state) => state.links.length === 1);
    await panel.clickOn("[data-part=filters] [data-kind=csv]");
    const one = sheet(await saved(current.browser, `${name}.csv`));
    assert.deepEqual(one.map((row) => row.url), ["https://two.example/"]);
  });
}

/** @param {Panel} panel */
function tabs(panel) {
  return panel.evaluate(() => {
    const all = /** @type {HTMLElement[]} */ ([...document.querySelectorAll("[data-part=tab]")]);
    const name = (/** @type {HTMLElement} */ tab) => tab.dataset.tab;
    const panels = /** @type {HTMLElement[]} */ ([...document.querySelectorAll("[role=tabpanel]")]);
    return {
      open: all.find((tab) => tab.ariaSelected === "true")?.dataset.tab,
      focusable: all.filter((tab) => tab.tabIndex === 0).map(name),
      shown: panels.filter((panel) => panel.checkVisibility()).map(name),
      all: all.map(name),
    };
  });
}

/** @param {Panel} panel */
function focused(panel) {
  return panel.evaluate(() => /** @type {HTMLElement | null} */ (document.activeElement)?.dataset.tab);
}

/**
 * Waits until the panel shows and says that something was done.
 * @param {Panel} panel
 * @param {string} words
 */
async function said(panel, words) {
  // What it says goes after a while: all of it is seen.
  const all = new Set();
  const heard = async () => {
    const said = await panel.text("said");
    all.add(said);
    return said === words;
  };
  await until(words, heard).catch((error) => {
    throw new Error(`${error.message}; said was ${JSON.stringify([...all])}`);
  });
}

/**
 * Pastes into a page with the keys the user uses, and gives what came.
 * @param {{ browser: Browser, server: import("./server.mjs").Server, expect: (request: string) => void }} current
 * @param {Panel} panel
 * @returns {Promise<{ text: string, html: string }>}
 */
async function pasted(current, panel) {
  const target = page("paste");
  current.server.serve(target.url, target);
  current.expect(`GET ${target.url}`);
  const opened = await current.browser.open(target.url);
  await opened.focus("textarea");
  await opened.keyboard.down("Control");
  await opened.keyboard.press("v");
  await opened.keyboard.up("Control");
  const data = await until("the paste", () => opened.evaluate(() => /** @type {any} */ (globalThis).pasted));
  await panel.shows("that this tab is another", ({ state }) => state !== "report");
  await opened.close();
  await panel.shows("the report again", ({ state }) => state === "report");
  return { ...data, text: data.text.replaceAll("\r\n", "\n") };
}

/**
 * Takes the file that the browser has saved out of its folder.
 * @param {Browser} browser
 * @param {string | RegExp} name
 */
export async function saved(browser, name) {
  const fits = (/** @type {string} */ file) => (typeof name === "string" ? file === name : name.test(file));
  let path = "";
  // Firefox makes the file before it has what to put into it.
  const text = await until(String(name), () => {
    const file = readdirSync(browser.downloads).find(fits);
    path = join(browser.downloads, file ?? "");
    return file === undefined ? null : readFileSync(path, "utf8");
  });
  rmSync(path);
  return text;
}

/** Reads a CSV file as a spreadsheet would. @param {string} text */
function sheet(text) {
  assert.ok(text.startsWith("\uFEFF"), "a byte order mark, by which spreadsheets know UTF-8");
  const { data, errors } = papa.parse(text.slice(1), { header: true, skipEmptyLines: true });
  assert.deepEqual(errors, []);
  return /** @type {Record<string, string>[]} */ (data);
}
