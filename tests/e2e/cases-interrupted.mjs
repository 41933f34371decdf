//! Runs that are interrupted: the worker is stopped at every step, a host is taken back in their midst, an answer
//! breaks off. What was confirmed is there, nothing of it is asked for again, no server is asked sooner for it, and
//! half of something is not taken for all of it. For every browser.

import assert from "node:assert/strict";
import { gzipSync } from "node:zlib";

import { pause, until } from "./browser.mjs";
import { BRIGHTLEAF } from "./pages.mjs";
import { APART, BLUR, CALLS_OF_A_STOPPED_WORKER, ICON, WORDS, door, ended, leastApart, mostAtOnce, opened, progress, records, serve, wake } from "./runs.mjs";
import { backlinksIn, putBacklink } from "./stored.mjs";

/** @typedef {import("./cases.mjs").Case} Case */
/** @typedef {import("./browser.mjs").Page} Page */
/** @typedef {(request: unknown, response: import("node:http").ServerResponse) => void} Handler */

const TARGET = "http://brightleaf.example/tea";
const PAGE = `<!doctype html><html lang="en"><head>${ICON}<title>Tea</title></head><body><main><p>We drink <a href="${TARGET}">their green tea</a> every day, with or without milk.</p><p>${WORDS}</p></main></body></html>`;
const ROBOTS = "User-agent: *\nDisallow: /private/\n";

/** The moments of a request at which the worker is stopped. */
const MOMENTS = /** @type {const} */ (["asked", "begun", "answered", "confirmed"]);

/** A backlink as a tool's list has it. @param {string} url */
const listed = (url) => ({ id: `tea ${url} ${BRIGHTLEAF.name}`, site: BRIGHTLEAF.name, page: url, title: null, target: TARGET, anchor: null, anchorKind: null, followed: null, rel: [], region: null, kind: null, tool: "Ahrefs", first: 1, last: 1 });

/** @param {string[]} urls */
const urlset = (urls) => `<urlset>${urls.map((url) => `<url><loc>${url}</loc></url>`).join("")}</urlset>`;

/**
 * Answers whose connection breaks in the midst of them, so many times.
 * @param {number} times
 * @param {string} type
 * @param {string | Buffer} body
 * @returns {Handler}
 */
function breaks(times, type, body) {
  const bytes = Buffer.from(body);
  let left = times;
  return (_, response) => {
    response.writeHead(200, { "content-type": type, "content-length": bytes.length });
    if (left === 0) return void response.end(bytes);
    left -= 1;
    response.write(bytes.subarray(0, bytes.length / 2), () => response.destroy());
  };
}

/** What is known of each watched page, in a word. @param {Page} page @returns {Promise<Record<string, string>>} */
async function standings(page) {
  const word = (/** @type {any} */ standing) => (typeof standing === "string" ? standing : Object.entries(standing)[0]?.join(" "));
  return Object.fromEntries((await door(page, "watches")).map((/** @type {any} */ { page, state }) => [page, state ? word(state.standing) : "none"]));
}

/** Stops the worker, once for each request that is laid a trap for, at a moment of it. */
class Traps {
  /** Those that have not caught the worker yet. @type {Set<string>} */
  left = new Set();
  /** The addresses whose answer was confirmed when the worker was stopped, by how often the server had seen them. @type {Map<string, number>} */
  #confirmed = new Map();
  /** Each stop waits for the one before it. @type {Promise<void>} */
  #stops = Promise.resolve();
  /** Those that wait until an answer is confirmed, the last one of a run perhaps. @type {Promise<void>[]} */
  #waits = [];

  /** @param {Case} current @param {Page} page @param {() => string[]} runs The runs that are stopped. */
  constructor(current, page, runs) {
    this.current = current;
    this.page = page;
    this.runs = runs;
  }

  /**
   * Answers, and stops the worker at the moment when that is asked for the first time.
   * @param {string} url
   * @param {(typeof MOMENTS)[number]} moment
   * @param {string} type
   * @param {string} body
   * @returns {Handler}
   */
  at(url, moment, type, body) {
    this.left.add(url);
    return (_, response) => {
      const first = this.left.has(url);
      if (first && moment === "asked") return this.#spring(url);
      response.writeHead(200, { "content-type": type });
      if (first && moment === "begun") {
        response.write(body.slice(0, body.length / 2));
        return this.#spring(url);
      }
      response.end(body);
      if (first && moment === "answered") response.on("finish", () => this.#spring(url));
      if (first && moment === "confirmed") {
        const isConfirmed = async () => (await this.#rows()).some((row) => row.url === url && row.came !== null);
        this.#waits.push(until(`the answer of ${url}`, isConfirmed).then(() => this.#spring(url)));
      }
    };
  }

  /** @returns {Promise<any[]>} */
  async #rows() {
    const all = await Promise.all(this.runs().map((run) => progress(this.page, run)));
    return all.flatMap(({ rows }) => rows);
  }

  /** @param {string} url */
  #seen(url) {
    return this.current.server.visits((visited) => visited === url).length;
  }

  /** @param {string} url */
  #spring(url) {
    this.left.delete(url);
    this.#stops = this.#stops.then(async () => {
      await this.current.browser.stopBackground();
      for (const { url, came } of await this.#rows()) {
        if (came !== null && !this.#confirmed.has(url)) this.#confirmed.set(url, this.#seen(url));
      }
      await wake(this.page);
    });
  }

  /** All have caught the worker, and what was confirmed then was not asked for again. */
  async check() {
    await Promise.all(this.#waits);
    await this.#stops;
    assert.deepEqual([...this.left], [], "where the worker was not stopped");
    assert.ok(this.#confirmed.size > 0);
    for (const [url, times] of this.#confirmed) assert.equal(this.#seen(url), times, `${url} was asked for again`);
  }
}

/** @param {import("./cases.mjs").Check} check */
export function interruptedCases(check) {
  check("a worker that is stopped at every step of looks, a bulk check and sitemaps leaves all of it whole", [BRIGHTLEAF], async (current) => {
    const own = await opened(current);
    /** @type {string[]} */
    const runs = [];
    const traps = new Traps(current, own, () => runs);
    // A page at each moment for each purpose; at each moment but the last, which only rows have, a robots.txt.
    const hosts = (/** @type {string} */ purpose) => MOMENTS.map((moment) => `${purpose}-${moment}.example`);
    const pagesOf = (/** @type {string} */ purpose) => hosts(purpose).flatMap((host) => [1, 2].map((n) => `http://${host}/${n}`));
    for (const purpose of ["look", "bulk"]) {
      for (const [at, moment] of MOMENTS.entries()) {
        const host = `http://${purpose}-${moment}.example`;
        const ofRobots = MOMENTS[(at + 1) % MOMENTS.length] ?? "asked";
        const robots = { headers: { "content-type": "text/plain" }, body: ROBOTS };
        serve(current, {
          [`${host}/robots.txt`]: ofRobots === "confirmed" ? robots : traps.at(`${host}/robots.txt`, ofRobots, "text/plain", ROBOTS),
          [`${host}/1`]: traps.at(`${host}/1`, moment, "text/html", PAGE),
          [`${host}/2`]: PAGE,
        });
      }
    }
    const map = (/** @type {string} */ name) => `http://brightleaf.example/maps/${name}.xml`;
    const index = `<sitemapindex>${MOMENTS.map((moment) => `<sitemap><loc>${map(moment)}</loc></sitemap>`).join("")}</sitemapindex>`;
    serve(current, {
      [map("index")]: traps.at(map("index"), "answered", "text/xml", index),
      ...Object.fromEntries(MOMENTS.map((moment) => [map(moment), traps.at(map(moment), moment, "text/xml", urlset([`http://brightleaf.example/${moment}`]))])),
    });
    const all = [...hosts("look"), ...hosts("bulk"), "brightleaf.example"];
    await current.browser.grant(all);
    for (const url of pagesOf("look")) await putBacklink(own, listed(url));
    runs.push(await door(own, "watchBacklinks"), await door(own, "startBulk", pagesOf("bulk")), await door(own, "startSitemap", BRIGHTLEAF.name, map("index")));
    for (const run of runs) await ended(own, run, 90_000);
    await traps.check();

    assert.deepEqual(await standings(own), Object.fromEntries(pagesOf("look").map((url) => [url, "live"])));
    const looks = await records(own, "looks");
    assert.deepEqual(looks.map(({ look }) => look.asked).sort(), pagesOf("look").sort(), "one look each");
    const { rows } = await progress(own, runs[1] ?? "");
    assert.deepEqual(rows.map(({ url, came }) => [url, came.found.page?.sites[0].is]), pagesOf("bulk").map((url) => [url, "backlink"]));
    const saved = backlinksIn(await records(own, "backlinks")).filter(({ page }) => page.includes("bulk-"));
    assert.deepEqual(saved.map(({ page }) => page).sort(), pagesOf("bulk").sort(), "the backlink of each, once");
    const pages = (await door(own, "sitePages", BRIGHTLEAF.name)).flatMap((/** @type {any} */ { pages }) => pages);
    assert.deepEqual(pages.map((/** @type {any} */ { url }) => url).sort(), MOMENTS.map((moment) => `http://brightleaf.example/${moment}`).sort());
    for (const host of all) {
      const ofHost = current.server.visits((url) => new URL(url).hostname === host);
      assert.ok(leastApart(ofHost) >= APART - BLUR, `${leastApart(ofHost)} ms apart at ${host}`);
      assert.ok(mostAtOnce(ofHost) <= 2, `${mostAtOnce(ofHost)} at once of ${host}`);
    }
    current.forgive(CALLS_OF_A_STOPPED_WORKER);
  });

  check("a host that is taken back in the midst of looks and a bulk check is asked no more, and nothing of it is called lost", [BRIGHTLEAF], async (current) => {
    const pages = (/** @type {string} */ host, /** @type {number} */ from) => [0, 1, 2, 3].map((n) => `http://${host}/${from + n}`);
    const [stays, goes] = ["stays.example", "goes.example"];
    const looks = [...pages(stays, 0), ...pages(goes, 0)];
    const bulk = [...pages(stays, 4), ...pages(goes, 4)];
    serve(current, Object.fromEntries([...looks, ...bulk].map((url) => [url, PAGE])));
    await current.browser.grant([stays, goes]);
    const own = await opened(current);
    for (const url of looks) await putBacklink(own, listed(url));
    const runs = [await door(own, "watchBacklinks"), await door(own, "startBulk", bulk)];
    const rowsOf = async () => (await Promise.all(runs.map((run) => progress(own, run)))).flatMap(({ rows }) => rows);
    const ofHost = (/** @type {any[]} */ rows, /** @type {string} */ host) => rows.filter(({ url }) => new URL(url).hostname === host);
    const asked = () => current.server.visits((url) => new URL(url).hostname === goes).length;
    await until("the first pages of both", async () => {
      const rows = await rowsOf();
      return [stays, goes].every((host) => ofHost(rows, host).filter(({ came }) => came !== null).length >= 2);
    });
    assert.ok(await own.evaluate((host) => chrome.permissions.remove({ origins: [`*://${host}/*`] }), goes));
    const before = asked();
    for (const run of runs) await ended(own, run);
    // One may have gone out at the same moment.
    assert.ok(asked() <= before + 1, `${asked() - before} requests after it was taken back`);

    const rows = await rowsOf();
    const word = (/** @type {any} */ { came }) => (came.looked ? JSON.stringify(came.looked[0]) : (came.found.page?.sites[0].is ?? came.found.unknown.because.key));
    assert.deepEqual(new Set(ofHost(rows, stays).map(word)), new Set(['"live"', "backlink"]));
    const gone = ofHost(rows, goes).map(word);
    const denied = ['{"unknown":"not_allowed"}', "watch_not_allowed"];
    assert.ok(gone.some((word) => denied.includes(word)), gone.join());
    assert.deepEqual(gone.filter((word) => !denied.includes(word) && word !== '"live"' && word !== "backlink"), []);
    const news = (await door(own, "watches")).filter((/** @type {any} */ { news }) => news);
    assert.deepEqual(news, [], "nothing was lost");
  });

  check("a run that is paused while an answer is under way has it for what it was asked, and goes on with the rest", [BRIGHTLEAF], async (current) => {
    const [slow, next] = ["http://slow.example/1", "http://slow.example/2"];
    /** @type {(() => void) | undefined} */
    let answer;
    serve(current, {
      [slow]: (/** @type {unknown} */ _, /** @type {import("node:http").ServerResponse} */ response) => {
        answer = () => {
          response.writeHead(200, { "content-type": "text/html" });
          response.end(PAGE);
        };
      },
      [next]: PAGE,
    });
    await current.browser.grant(["slow.example"]);
    const own = await opened(current);
    const run = await door(own, "startBulk", [slow, next]);
    const release = await until("the request", () => answer);
    await door(own, "setCheck", run, "pause");
    await pause(1_000);
    release();
    const came = async () => (await progress(own, run)).rows.map((row) => row.came && row.came.found?.page?.sites[0].is);
    await until("its answer", async () => (await came())[0] !== null);
    assert.equal((await came())[0], "backlink");
    await door(own, "setCheck", run, "go on");
    await ended(own, run);
    assert.deepEqual(await came(), ["backlink", "backlink"]);
    assert.equal(current.server.visits((url) => url === slow).length, 1);
  });

  check("an answer whose connection breaks is asked for again, be it a page, a robots.txt or a sitemap; what never comes whole is not taken for whole", [BRIGHTLEAF], async (current) => {
    const [torn, shut, silent] = ["http://torn.example", "http://shut.example", "http://silent.example"];
    const [first, kept, never] = [`${torn}/1`, `${torn}/private/2`, "http://never.example/1"];
    const map = (/** @type {string} */ name) => `http://brightleaf.example/maps/${name}.xml`;
    const pages = ["pots", "tea"].map((path) => `http://brightleaf.example/${path}`);
    const times = (/** @type {string} */ url) => current.server.visits((visited) => visited === url).length;
    // The link comes after the break, and so does the rule.
    const page = `<!doctype html><html lang="en"><head>${ICON}<title>Tea</title></head><body><main><p>${WORDS}</p><p>We drink <a href="${TARGET}">their green tea</a>.</p></main></body></html>`;
    serve(current, {
      [`${torn}/robots.txt`]: breaks(1, "text/plain", ROBOTS),
      [first]: breaks(1, "text/html", page),
      [kept]: page,
      [never]: breaks(Infinity, "text/html", page),
      [map("index")]: breaks(1, "text/xml", `<sitemapindex><sitemap><loc>${map("pages")}</loc></sitemap></sitemapindex>`),
      [map("pages")]: breaks(1, "application/gzip", gzipSync(urlset(pages))),
      [`${shut}/robots.txt`]: { status: 503, body: "" },
      [`${shut}/1`]: page,
      [`${shut}/2`]: page,
      [`${silent}/robots.txt`]: (/** @type {unknown} */ _, /** @type {import("node:http").ServerResponse} */ response) => response.destroy(),
      [`${silent}/1`]: page,
      [`${silent}/2`]: page,
    });
    await current.browser.grant(["torn.example", "never.example", "shut.example", "silent.example", "brightleaf.example"]);
    const own = await opened(current);
    const bulk = await door(own, "startBulk", [first, kept, never, ...[shut, silent].flatMap((host) => [`${host}/1`, `${host}/2`])]);
    const sitemap = await door(own, "startSitemap", BRIGHTLEAF.name, map("index"));
    const files = await ended(own, sitemap);
    assert.deepEqual(files.map(({ came }) => came.sitemap.named), [{ pages: 0, files: 1, cut: false }, { pages: 2, files: 0, cut: false }]);
    assert.deepEqual([map("index"), map("pages")].map(times), [2, 2]);
    current.server.serve(map("pages"), breaks(Infinity, "text/xml", urlset(pages)));
    const part = await door(own, "startSitemap", BRIGHTLEAF.name, map("pages"));
    const rows = await ended(own, bulk);
    const why = (/** @type {any} */ { found }) => found.page?.sites[0].is ?? found.unknown.because.key;
    assert.deepEqual(rows.map(({ came }) => why(came)), ["backlink", "watch_robots", "watch_truncated", "watch_robots", "watch_robots", "watch_network", "watch_network"]);
    const [{ came: partly }] = await ended(own, part);
    assert.equal(partly.sitemap.unknown?.status.why, "truncated");
    // What was known stays.
    const named = (await door(own, "sitePages", BRIGHTLEAF.name)).flatMap((/** @type {any} */ { pages }) => pages);
    assert.deepEqual(named.map((/** @type {any} */ { url }) => url).sort(), pages);
    assert.deepEqual([`${torn}/robots.txt`, first, kept, never].map(times), [2, 2, 0, 4]);
    assert.deepEqual([`${shut}/robots.txt`, `${shut}/1`, `${shut}/2`, `${silent}/1`, `${silent}/2`].map(times), [4, 0, 0, 0, 0]);
  });
}
