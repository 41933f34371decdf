//! Checking what the links of a page lead to, from the panel. For every browser. What the worker asks for,
//! and how politely, is in cases-watch.mjs.

import assert from "node:assert/strict";

import { until } from "./browser.mjs";
import { BRIGHTLEAF } from "./pages.mjs";
import { opened, records } from "./runs.mjs";

/** @typedef {import("./cases.mjs").Check} Check */
/** @typedef {import("./panel.mjs").Panel} Panel */

const ICON = '<link rel="icon" href="data:,">';
/** Longer than a page that says it is not there. */
const TEXT = `<!doctype html>${ICON}<title>Tea</title><p>${"word ".repeat(300)}</p>`;

/** What each link leads to, and what is said of it. */
const TARGETS = {
  "http://one.example/there": { answer: TEXT, status: "works" },
  "http://one.example/moved": { answer: { status: 301, headers: { location: "http://one.example/new-place" }, body: "" }, status: "redirects" },
  "http://two.example/gone": { answer: { status: 404, body: TEXT }, status: "gone" },
  "http://two.example/closed": { answer: { status: 403, body: TEXT }, status: "refused" },
};

const links = Object.keys(TARGETS).map((url, at) => `<p>A sentence about tea with <a href="${url}">link number ${at + 1}</a> in it, and more words.</p>`);
const ROUND_UP = {
  url: "http://pages.example/round-up",
  body: `<!doctype html><html lang="en"><head>${ICON}<title>Ten teas</title></head><body><main><article><h1>Ten teas</h1>${links.join("")}</article></main></body></html>`,
};

/** The status of each row, by its address. @param {Panel} panel @returns {Promise<Record<string, string>>} */
const statuses = (panel) =>
  panel.evaluate(() => {
    const rows = /** @type {HTMLElement[]} */ ([...document.querySelectorAll("[data-part=tab-panel][data-tab=links] [data-part=link]")]);
    const of = (/** @type {HTMLElement} */ row) => /** @type {HTMLElement | null} */ (row.querySelector("[data-part=status]"))?.dataset.status ?? "";
    return Object.fromEntries(rows.map((row) => [row.dataset.href ?? "", of(row)]));
  });

/** @param {Check} check */
export function statusCases(check) {
  check("selected links are checked on the user's word, each row says what came, and a broken one is listed alone and becomes a prospect", [BRIGHTLEAF], async (current) => {
    for (const [url, { answer }] of Object.entries(TARGETS)) {
      current.server.serve(url, answer);
      current.allow(`GET ${url}`);
      current.allow(`GET ${new URL("/robots.txt", url)}`);
    }
    current.server.serve("http://one.example/new-place", TEXT);
    current.allow("GET http://one.example/new-place");
    const panel = await current.browser.click(await current.open(ROUND_UP));
    await panel.settled();
    await panel.open("links");
    await panel.evaluate(() => /** @type {HTMLInputElement} */ (document.querySelector("[data-part=select-shown]")).click());
    await panel.press("status-open");
    await until("the question", async () => (await panel.text("status-words")) === "4 pages on 2 sites will be asked for. It takes about a minute.");
    assert.deepEqual(Object.values(await statuses(panel)), ["", "", "", ""], "nothing is known, nothing was asked");
    assert.equal(current.server.visits((url) => url in TARGETS).length, 0);

    // As the panel asks: with the subdomains.
    await current.browser.grant(["one.example", "*.one.example", "two.example", "*.two.example"]);
    await panel.tap("status-begin");
    await until("the end", async () => /^4 links checked · 1 broken/.test(await panel.text("status-progress")), 40_000);
    assert.deepEqual(await statuses(panel), Object.fromEntries(Object.entries(TARGETS).map(([url, { status }]) => [url, status])));
    await panel.evaluate(() => /** @type {HTMLInputElement} */ (document.querySelector("[data-part=status-only-broken]")).click());
    await until("the broken one alone", async () => Object.keys(await statuses(panel)).join() === "http://two.example/gone");
    await panel.press("status-close");
    await until("all of them", async () => Object.keys(await statuses(panel)).length === 4);

    // The broken one is offered a page of the user's, and becomes a prospect.
    await panel.clickOn('[data-part=tab-panel][data-tab=links] [data-part=link][data-href="http://two.example/gone"] [data-part=details]');
    await panel.press("status-replace");
    const own = await opened(current);
    const [saved] = await until("the prospect", async () => {
      const prospects = await records(own, "prospects");
      return prospects.length > 0 && prospects;
    });
    const [opportunity] = saved.opportunities;
    assert.deepEqual([saved.site, saved.page.url, opportunity.kind], [BRIGHTLEAF.name, ROUND_UP.url, "broken_link"]);
    assert.match(JSON.stringify(opportunity), /link number 3.*http:\/\/two\.example\/gone|http:\/\/two\.example\/gone.*link number 3/);
    const asked = current.server.visits((url) => url in TARGETS).map(({ url }) => url);
    assert.deepEqual(asked.sort(), Object.keys(TARGETS).sort(), "each once");
  });
}
