//! Looking further than the page in the tab, from the panel's tab *Page*: the page's source, other pages of its
//! site, its robots.txt. For every browser. How politely the worker asks is in cases-watch.mjs.

import assert from "node:assert/strict";

import { until } from "./browser.mjs";
import { BRIGHTLEAF } from "./pages.mjs";

/** @typedef {import("./cases.mjs").Case} Case */
/** @typedef {import("./cases.mjs").Check} Check */
/** @typedef {import("./panel.mjs").Panel} Panel */

const ICON = '<link rel="icon" href="data:,">';
const WORDS = `<p>${Array.from({ length: 250 }, (_, at) => `word${at}`).join(" ")}</p>`;
const HOST = "pages.example";

/** What the page's own script changes: a new link, a rel, noindex, the canonical and the title. */
const SCRIPT = `
  const late = document.createElement("p");
  late.innerHTML = 'Added by script: <a href="https://brightleaf.example/late">late tea</a>, as it says.';
  document.querySelector("article").append(late);
  document.querySelector("#plain").rel = "nofollow";
  document.querySelector("#goes").remove();
  document.head.insertAdjacentHTML("beforeend", '<meta name="robots" content="noindex"><link rel="canonical" href="/another">');
  document.title = "Tea, by script";
  document.documentElement.dataset.ready = "";
`;

const ARTICLE = {
  url: `http://${HOST}/tea`,
  body: `<!doctype html><html lang="en"><head>${ICON}<title>Tea</title></head><body><main><article><h1>Tea</h1>
    <p>Some words about <a id="plain" href="https://elsewhere.example/plain">plain tea</a> and more.</p>
    <p>Some words about <a id="goes" href="https://elsewhere.example/goes">gone tea</a> and more.</p>
    <p>Some words about <a href="https://elsewhere.example/same">the same tea</a> and more.</p>${WORDS}
    </article></main><script>${SCRIPT}</script></body></html>`,
};

/** The same without a script. @param {string} [head] */
const plain = (head = "") => ({
  url: `http://${HOST}/plain`,
  body: `<!doctype html><html lang="en"><head>${ICON}<title>Tea</title>${head}</head><body><main><article><h1>Tea</h1>
    <p>Some words about <a href="https://elsewhere.example/same">the same tea</a> and more.</p>${WORDS}</article></main></body></html>`,
});

/** Opens the panel's tab *Page* on a page. @param {Case} current @param {{ url: string, body: string }} page */
async function opened(current, page) {
  const panel = await current.browser.click(await current.open(page));
  await panel.settled();
  await panel.open("page");
  return panel;
}

/** Opens the sheet of one question. @param {Panel} panel @param {string} look */
const ask = (panel, look) => panel.clickOn(`[data-look="${look}"] [data-part=look-open]`);

/** How far a question is. @param {Panel} panel @param {string} look */
const stage = (panel, look) => panel.attribute(`[data-part=look][data-look="${look}"]`, "data-stage");

/** Waits for what was found, and gives the sentence that sums it up. @param {Panel} panel @param {string} look */
async function found(panel, look) {
  await until("an answer", async () => ["done", "failed"].includes((await stage(panel, look)) ?? ""), 40_000);
  return panel.text((await stage(panel, look)) === "done" ? "look-summary" : "look-failed");
}

/** What of the shown has this attribute, part by part. @param {Panel} panel @param {string} part @param {string[]} names */
const shown = (panel, part, names) =>
  panel.evaluate(
    (part, names) => {
      const elements = /** @type {HTMLElement[]} */ ([...document.querySelectorAll(`[data-part="${part}"]`)]);
      return elements.map((element) => names.map((name) => element.dataset[name] ?? "").join(" "));
    },
    part,
    names,
  );

/** Opens the panel on a page, asks every question about it, and unfolds what was found. @param {Case} current */
export async function lookEverywhere(current) {
  const panel = await opened(current, ARTICLE);
  current.server.serve(`http://${HOST}/`, `<!doctype html>${ICON}<title>Home</title>${WORDS}<p>See <a href="https://brightleaf.example/">Brightleaf</a>.</p>`);
  for (const path of ["/", "/robots.txt"]) current.allow(`GET http://${HOST}${path}`);
  for (let times = 0; times < 2; times += 1) current.expect(`GET ${ARTICLE.url}`); // for its source, and for AI
  await current.browser.grant([HOST, `*.${HOST}`]);
  for (const look of ["views", "back", "ai"]) {
    await ask(panel, look);
    await until("the sheet", () => panel.evaluate(() => document.querySelector("[data-part=look-ask]")?.hasAttribute("open") ?? false));
    await panel.tap("look-begin");
    await until(look, async () => (await stage(panel, look)) === "done", 40_000);
  }
  await panel.evaluate(() => {
    for (const group of document.querySelectorAll("[data-part=views-group]")) group.setAttribute("open", "");
  });
  return panel;
}

/** @param {Check} check */
export function lensCases(check) {
  check("a page is held against its source, on the user's word: what is there only by script is listed", [BRIGHTLEAF], async (current) => {
    const panel = await opened(current, ARTICLE);
    await ask(panel, "views");
    await until("the question", async () => /pages\.example\/tea will be asked for, signed out/.test(await panel.text("look-words")));
    assert.equal(current.server.visits((url) => url === ARTICLE.url).length, 1, "nothing was asked for");

    await current.browser.grant([HOST, `*.${HOST}`]);
    current.expect(`GET ${ARTICLE.url}`);
    await panel.tap("look-begin");
    assert.equal(await found(panel, "views"), "3 links differ · 3 differences in the page itself");
    assert.deepEqual(await shown(panel, "views-fact", ["key"]), ["views_robots_added", "views_canonical_added", "views_title"]);
    assert.deepEqual(await shown(panel, "views-group", ["kind"]), ["by_script", "source_only", "rel"]);
    await panel.evaluate(() => {
      for (const group of document.querySelectorAll("[data-part=views-group]")) group.setAttribute("open", "");
    });
    const rows = async () => (await shown(panel, "views-link", ["href", "spot"])).map((row) => row.trim());
    const links = ["https://brightleaf.example/late", "https://elsewhere.example/goes", "https://elsewhere.example/plain"];
    await until("the links", async () => (await rows()).length === links.length);
    assert.deepEqual((await rows()).map((row) => row.split(" ")[0]), links);
    assert.deepEqual((await rows()).map((row) => /link-\d/.test(row)), [true, false, true], "a link that the tab has leads to its place");
    assert.match(await panel.text("views-group"), /late tea/);

    // The visit was as any other of the worker's, and what came is not saved.
    const [, second] = current.server.visits((url) => url === ARTICLE.url);
    assert.deepEqual([second?.headers.cookie, second?.headers.referer], [undefined, undefined]);
  });

  check("a page that is its source differs in nothing, and one that is refused says why", [BRIGHTLEAF], async (current) => {
    const page = plain();
    const panel = await opened(current, page);
    await current.browser.grant([HOST, `*.${HOST}`]);
    await ask(panel, "views");
    current.expect(`GET ${page.url}`);
    await panel.tap("look-begin");
    assert.equal(await found(panel, "views"), "No difference found in links, rel, robots, canonical and title");

    current.server.serve(page.url, { status: 403, body: "no" });
    current.expect(`GET ${page.url}`);
    await ask(panel, "views");
    await until("the sheet", () => panel.evaluate(() => document.querySelector("[data-part=look-ask]")?.hasAttribute("open") ?? false));
    await panel.tap("look-begin");
    await until("a refusal", async () => (await stage(panel, "views")) === "failed", 40_000);
    assert.equal(await panel.text("look-failed"), "The server refused to show the page (status 403).");
  });

  const OTHER = { name: "Other Tea", domains: ["other.example"], aliases: [] };
  check("pages of a site are asked for links back, for each of several sites, and what could not be read is unknown", [BRIGHTLEAF, OTHER], async (current) => {
    const home = `<!doctype html>${ICON}<title>Home</title><main>${WORDS}<p>We drink <a href="https://brightleaf.example/" rel="sponsored">Brightleaf</a> every day.</p></main>`;
    const pages = { "/": { body: home }, "/partners": { body: `<!doctype html>${ICON}<title>Partners</title>${WORDS}` }, "/gone": { status: 404, body: "gone" } };
    for (const [path, answer] of Object.entries(pages)) {
      current.server.serve(`http://${HOST}${path}`, answer);
      current.allow(`GET http://${HOST}${path}`);
    }
    current.allow(`GET http://${HOST}/robots.txt`);
    const panel = await opened(current, plain());
    await current.browser.grant([HOST, `*.${HOST}`]);
    await ask(panel, "back");
    await until("the field", async () => (await panel.text("look-words")) === "1 page of this site will be asked for, for its source.");
    await panel.type("look-pages", `http://${HOST}/\nhttp://${HOST}/partners\nhttp://${HOST}/gone\nhttp://stranger.example/`);
    await until("the count", async () => (await panel.text("look-words")) === "3 pages of this site will be asked for, for their source.");
    assert.match(await panel.text("look-wrong"), /stranger\.example/);
    await panel.tap("look-begin");
    assert.equal(await found(panel, "back"), "Pages that link to your sites: 1 of 3");
    assert.deepEqual(await shown(panel, "back-page", ["url", "back"]), [
      `http://${HOST}/ links`,
      `http://${HOST}/partners nothing`,
      `http://${HOST}/gone unknown`,
    ]);
    assert.deepEqual(await shown(panel, "back-link", ["href"]), ["https://brightleaf.example/"]);
    assert.match(await panel.text("back-page"), /Sponsored.*No link in its source to: Other Tea/i);
  });

  check("what robots.txt, headers and the page ask of AI crawlers is listed, and what can't be read is unknown", [BRIGHTLEAF], async (current) => {
    const page = plain('<meta name="robots" content="max-snippet:50">');
    const file = `http://${HOST}/robots.txt`;
    const panel = await opened(current, page);
    current.server.serve(page.url, { body: page.body, headers: { "x-robots-tag": "bingbot: noindex", "content-usage": "train-ai=n" } });
    current.server.serve(file, { body: "User-agent: GPTBot\nDisallow: /\n\nUser-agent: *\nContent-Signal: search=yes, ai-input=no\nAllow: /", headers: { "content-type": "text/plain" } });
    current.allow(`GET ${file}`);
    await current.browser.grant([HOST, `*.${HOST}`]);
    await ask(panel, "ai");
    await until("the question", async () => /The robots\.txt of pages\.example and the source of this page/.test(await panel.text("look-words")));
    current.expect(`GET ${page.url}`);
    await panel.tap("look-begin");
    assert.equal(await found(panel, "ai"), "Blocked for 1 of 5 AI search crawlers.");
    const agents = async () => Object.fromEntries((await shown(panel, "ai-agent", ["agent", "access"])).map((row) => row.split(" ")));
    const { Bingbot, Googlebot, GPTBot, ClaudeBot } = await agents();
    assert.deepEqual([Bingbot, Googlebot, GPTBot, ClaudeBot], ["blocked", "allowed", "blocked", "allowed"]);
    assert.deepEqual(await shown(panel, "ai-signal", ["key"]), ["ai_max_snippet", "ai_wish_training", "ai_wish_answers", "ai_wish_allows"]);
    const words = await panel.evaluate(() => document.querySelector("[data-look=ai]")?.textContent ?? "");
    assert.doesNotMatch(words, /visible to AI/i);

    current.server.serve(file, { status: 503, body: "later" });
    current.expect(`GET ${page.url}`);
    await ask(panel, "ai");
    await until("the sheet", () => panel.evaluate(() => document.querySelector("[data-part=look-ask]")?.hasAttribute("open") ?? false));
    await panel.tap("look-begin");
    await until("another answer", async () => (await agents()).Googlebot === "unknown", 60_000);
    assert.equal((await agents()).Bingbot, "blocked", "that is known without the file");
  });

  check("looking further can be stopped while nothing has come", [BRIGHTLEAF], async (current) => {
    const page = plain();
    const panel = await opened(current, page);
    current.server.serve(page.url, () => {}); // it never answers
    await current.browser.grant([HOST, `*.${HOST}`]);
    await ask(panel, "views");
    current.expect(`GET ${page.url}`);
    await panel.tap("look-begin");
    await until("the request", async () => current.server.visits((url) => url === page.url).length === 2);
    assert.match(await panel.text("look-progress"), /^0 of 1 answers/);
    await panel.press("look-stop");
    await until("the end", async () => (await stage(panel, "views")) === "unasked");
  });
}
