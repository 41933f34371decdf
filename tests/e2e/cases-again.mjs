//! Looking again: links that are watched, many pages at once, the sitemaps of one's own site. For every
//! browser; all is judged by what is in the store and by what the server saw. How politely the worker
//! asks is in cases-watch.mjs.

import assert from "node:assert/strict";
import { gzipSync } from "node:zlib";

import { pause, until } from "./browser.mjs";
import { openDoor } from "./door.mjs";
import { BRIGHTLEAF } from "./pages.mjs";

/** @typedef {import("./cases.mjs").Case} Case */
/** @typedef {import("./browser.mjs").Page} Page */

const ICON = '<link rel="icon" href="data:,">';
/** Longer than a page that says it is not there. */
const WORDS = "word ".repeat(300);
const TARGET = "http://brightleaf.example/tea";

/** A page with some text. @param {string} text @param {string} [head] */
const page = (text, head = "") => `<!doctype html><html lang="en"><head>${ICON}<title>Tea</title>${head}</head><body><main><p>${text}</p><p>${WORDS}</p></main></body></html>`;

/** A link to the user's site, within a sentence. @param {string} [rel] */
const link = (rel = "") => `We drink <a href="${TARGET}" rel="${rel}">their green tea</a> every day, with or without milk.`;
const NAMED = "The tea of Brightleaf is the one that we like best of all.";

/** An extension's page with the door in it. @param {Case} current */
async function opened(current) {
  const page = await current.browser.own("options.html");
  await page.waitForSelector("[data-part=options][data-state=ready]");
  await openDoor(page);
  await door(page, "watches"); // makes the database
  return page;
}

/**
 * Calls the door.
 * @param {Page} page
 * @param {string} name
 * @param {...unknown} values
 * @returns {Promise<any>}
 */
const door = (page, name, ...values) => page.evaluate(([name, values]) => /** @type {any} */ (globalThis).door[name](...values), /** @type {const} */ ([name, values]));

/** Serves pages, whose requests are the run's. @param {Case} current @param {Record<string, any>} pages */
function serve(current, pages) {
  for (const [url, answer] of Object.entries(pages)) {
    current.server.serve(url, answer);
    current.allow(`GET ${url}`);
    current.allow(`GET ${new URL("/robots.txt", url)}`);
  }
}

/** Waits for the end of a run, and gives its rows. @param {Page} page @param {string} run @returns {Promise<any[]>} */
async function ended(page, run) {
  await until("the end of the run", async () => (await door(page, "checkProgress", run))[0].stage === "done", 50_000);
  return (await door(page, "checkProgress", run))[1];
}

/** Saves a backlink as if a tool's list had named it. @param {Page} page @param {string} url */
const list = (page, url) => put(page, "backlinks", { id: `tea ${url} Brightleaf`, site: BRIGHTLEAF.name, page: url, title: null, target: TARGET, anchor: null, anchorKind: null, followed: null, rel: [], region: null, kind: null, tool: "Ahrefs", first: 1, last: 1 });

/** @param {Page} page @param {string} store @param {object} record */
const put = (page, store, record) =>
  page.evaluate(
    ([store, record]) =>
      new Promise((resolve, reject) => {
        const request = indexedDB.open("linkglance");
        request.onsuccess = () => {
          const transaction = request.result.transaction(store, "readwrite");
          transaction.objectStore(store).put(record);
          transaction.oncomplete = () => (request.result.close(), resolve(undefined));
          transaction.onerror = () => reject(transaction.error);
        };
      }),
    /** @type {const} */ ([store, record]),
  );

/** What is known of each watched page, in a word. @param {Page} page @returns {Promise<Record<string, string>>} */
async function standings(page) {
  const watches = await door(page, "watches");
  const word = (/** @type {any} */ standing) => (typeof standing === "string" ? standing : Object.entries(standing)[0]?.join(" "));
  return Object.fromEntries(watches.map((/** @type {any} */ { page, state }) => [page, state ? word(state.standing) : "none"]));
}

/** @param {import("./cases.mjs").Check} check */
export function againCases(check) {
  check("backlinks that a list names are looked at: live, not there, gone, refused, and how they are", [BRIGHTLEAF], async (current) => {
    const at = (/** @type {string} */ path) => `http://blog.example/${path}`;
    serve(current, {
      [at("live")]: page(link()),
      [at("nofollow")]: page(link("nofollow")),
      [at("absent")]: page("No tea here."),
      [at("gone")]: { status: 410, body: page("") },
      [at("refused")]: { status: 403, body: page("") },
      [at("home")]: { status: 301, headers: { location: "http://blog.example/" }, body: "" },
      "http://blog.example/": page("Our newest posts."),
    });
    await current.browser.grant(["blog.example"]);
    const own = await opened(current);
    for (const path of ["live", "nofollow", "absent", "gone", "refused", "home"]) await list(own, at(path));
    await ended(own, await door(own, "watchBacklinks"));
    assert.deepEqual(await standings(own), {
      [at("live")]: "live",
      [at("nofollow")]: "live",
      [at("absent")]: "missing",
      [at("gone")]: "page_gone",
      [at("refused")]: "unknown refused",
      [at("home")]: "soft404 to_home",
    });
    const watches = await door(own, "watches");
    const seen = Object.fromEntries(watches.filter((/** @type {any} */ { link }) => link).map((/** @type {any} */ { page, link }) => [page, [link.followed, link.region, link.anchor]]));
    assert.deepEqual(seen, { [at("live")]: [true, "content", "their green tea"], [at("nofollow")]: [false, "content", "their green tea"] });

    // The page changes, and is looked at again.
    current.server.serve(at("live"), page(link("sponsored")));
    await ended(own, await door(own, "watchBacklinks"));
    const changed = (await door(own, "watches")).find((/** @type {any} */ { page }) => page === at("live"));
    assert.equal(changed.state.standing, "changed");
    assert.ok(changed.news && changed.state.changes.length > 0, JSON.stringify(changed.state.changes));
    const badge = await own.evaluate(() => chrome.action.getBadgeText({}));
    assert.equal(badge, String((await door(own, "watches")).filter((/** @type {any} */ { news }) => news).length));
  });

  check("a link that was only seen in a tab is not called lost by its source, and a host that was not granted is not asked", [BRIGHTLEAF], async (current) => {
    const url = "http://blog.example/by-script";
    serve(current, { [url]: page("The list is made by a script.") });
    await current.browser.grant(["blog.example"]);
    const own = await opened(current);
    const see = (/** @type {string} */ url) =>
      own.evaluate(([url, html, site]) => {
        const { door } = /** @type {any} */ (globalThis);
        return door.see(door.inspect({ url, html }, [site]));
      }, /** @type {const} */ ([url, page(link()), BRIGHTLEAF]));
    await see(url);
    await see("http://stranger.example/post");
    await ended(own, await door(own, "watchBacklinks"));
    assert.deepEqual(await standings(own), { [url]: "unknown script", "http://stranger.example/post": "unknown not_allowed" });
    assert.equal(current.server.visits((visited) => visited.includes("stranger")).length, 0);
  });

  check("many pages at once: which link, which only name the site, with the sentence and the contact", [BRIGHTLEAF], async (current) => {
    const at = (/** @type {string} */ path) => `http://news.example/${path}`;
    serve(current, {
      [at("link")]: page(link()),
      [at("name")]: page(`${NAMED} </p></main><footer><p><a href="mailto:editor@fieldandkettle.com">Contact</a>`),
      [at("nothing")]: page("No tea here."),
      [at("wall")]: { status: 403, headers: { "cf-mitigated": "challenge" }, body: page("") },
      [at("kept")]: page(link()),
      "http://news.example/robots.txt": { headers: { "content-type": "text/plain" }, body: "User-agent: *\nDisallow: /kept\n" },
    });
    await current.browser.grant(["news.example"]);
    const own = await opened(current);
    const urls = ["link", "name", "nothing", "wall", "kept"].map(at);
    const rows = await ended(own, await door(own, "startBulk", urls));
    const found = rows.map(({ came }) => came.found);
    assert.deepEqual(found.map(({ page, unknown }) => page?.sites[0].is ?? unknown.because.key), ["backlink", "mention", "nothing", "watch_wall", "watch_robots"]);
    const [linked, named] = found.map(({ page }) => page?.sites[0]);
    assert.deepEqual([linked.link.followed, linked.link.region, linked.link.target], [true, "content", TARGET]);
    const [opportunity] = named.prospect.opportunities;
    assert.equal(opportunity.sentences[0].before + opportunity.sentences[0].text + opportunity.sentences[0].after, NAMED);
    assert.match(JSON.stringify(named.prospect.contacts), /editor@fieldandkettle.com/);
    const saved = await own.evaluate(
      () =>
        new Promise((resolve) => {
          const request = indexedDB.open("linkglance");
          request.onsuccess = () => (request.result.transaction("backlinks").objectStore("backlinks").getAll().onsuccess = (event) => resolve(/** @type {any} */ (event.target).result));
        }),
    );
    assert.deepEqual(/** @type {any[]} */ (saved).map(({ page, tool }) => [page, tool]), [[at("link"), null]]);
    assert.equal(current.server.visits((url) => url === at("kept")).length, 0);
  });

  check("sitemaps are read as robots.txt names them: packed, in an index that names itself, with what is none among them", [BRIGHTLEAF], async (current) => {
    const at = (/** @type {string} */ path) => `http://brightleaf.example/${path}`;
    const set = (/** @type {string[]} */ urls) => `<?xml version="1.0"?><urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">${urls.map((url) => `<url><loc>${url}</loc><lastmod>2026-11-02</lastmod></url>`).join("")}</urlset>`;
    const xml = { "content-type": "application/xml" };
    const files = ["maps/index.xml", "maps/a.xml.gz", "maps/b.xml", "maps/none.xml", "maps/gone.xml"].map(at);
    serve(current, {
      [at("robots.txt")]: { headers: { "content-type": "text/plain" }, body: `User-agent: *\nDisallow: /\nSitemap: ${at("maps/index.xml")}\n` },
      [at("maps/index.xml")]: { headers: xml, body: `<sitemapindex>${files.map((file) => `<sitemap><loc>${file}</loc></sitemap>`).join("")}</sitemapindex>` },
      [at("maps/a.xml.gz")]: { headers: { "content-type": "application/x-gzip" }, body: gzipSync(set([at(""), at("tea"), at("pots")])) },
      [at("maps/b.xml")]: { headers: xml, body: set([at("tea"), at("cups")]) },
      [at("maps/none.xml")]: { headers: xml, body: "<html><body>Sorry</body></html>" },
    });
    for (const path of ["sitemap.xml", "sitemap_index.xml", "wp-sitemap.xml", "maps/gone.xml"]) current.allow(`GET ${at(path)}`);
    await current.browser.grant(["brightleaf.example"]);
    const own = await opened(current);
    const rows = await ended(own, await door(own, "startSitemap", BRIGHTLEAF.name, at("shop")));
    const read = Object.fromEntries(rows.map(({ url, came }) => [new URL(url).pathname, came.sitemap.named ? [came.sitemap.named.pages, came.sitemap.named.files] : came.sitemap]));
    assert.deepEqual(read, {
      "/robots.txt": [0, 1],
      "/sitemap.xml": "missing",
      "/sitemap_index.xml": "missing",
      "/wp-sitemap.xml": "missing",
      "/maps/index.xml": [0, 4],
      "/maps/a.xml.gz": [3, 0],
      "/maps/b.xml": [1, 0],
      "/maps/none.xml": "not_a_sitemap",
      "/maps/gone.xml": "missing",
    });
    const pages = (await door(own, "sitePages", BRIGHTLEAF.name)).flatMap((/** @type {any} */ { pages }) => pages);
    assert.deepEqual(pages.map((/** @type {any} */ { url }) => url).sort(), ["", "cups", "pots", "tea"].map(at).sort());
    assert.deepEqual([...new Set(pages.map((/** @type {any} */ { modified }) => modified))], ["2026-11-02"]);
    const visits = current.server.visits().map(({ url }) => url);
    assert.deepEqual(visits.filter((url) => url.includes("/maps/")).sort(), files.sort(), "each once");

    // Read again, with less in it: what is gone from the sitemaps is gone here.
    current.server.serve(at("maps/index.xml"), { headers: xml, body: `<sitemapindex><sitemap><loc>${at("maps/b.xml")}</loc></sitemap></sitemapindex>` });
    await ended(own, await door(own, "startSitemap", BRIGHTLEAF.name, at("")));
    const left = (await door(own, "sitePages", BRIGHTLEAF.name)).flatMap((/** @type {any} */ { pages }) => pages);
    assert.deepEqual(left.map((/** @type {any} */ { url }) => url).sort(), ["cups", "tea"].map(at).sort());
  });

  check("sitemaps that hurt: one that unpacks without an end, one without an end, a million pages, more files than may be", [BRIGHTLEAF], async (current) => {
    const at = (/** @type {string} */ path) => `http://brightleaf.example/${path}`;
    const xml = { "content-type": "application/xml" };
    const bomb = gzipSync(Buffer.from(`<urlset><url><loc>${at("bomb")}</loc></url>${`<!--${" ".repeat(1_000)}-->`.repeat(150_000)}`), { level: 9 });
    const entries = (/** @type {number} */ from, /** @type {number} */ count) => Array.from({ length: count }, (_, n) => `<url><loc>${at(`page/${from + n}`)}</loc></url>`).join("");
    /** @type {(request: unknown, response: import("node:http").ServerResponse) => void} */
    const million = (_, response) => {
      response.writeHead(200, xml);
      response.write("<urlset>");
      let from = 0;
      const pour = () => {
        while (!response.destroyed && from < 1_000_000) {
          from += 1_000;
          if (!response.write(entries(from, 1_000))) return;
        }
        response.end();
      };
      response.on("drain", pour);
      pour();
    };
    const many = Array.from({ length: 300 }, (_, n) => at(`maps/${n}.xml`));
    serve(current, {
      [at("bomb.xml.gz")]: { headers: { "content-type": "application/gzip" }, body: bomb },
      [at("million.xml")]: million,
      [at("many.xml")]: { headers: xml, body: `<sitemapindex>${many.map((url) => `<sitemap><loc>${url}</loc></sitemap>`).join("")}</sitemapindex>` },
    });
    for (const url of many) current.allow(`GET ${url}`);
    await current.browser.grant(["brightleaf.example"]);
    const own = await opened(current);
    const read = async (/** @type {string} */ path) => (await ended(own, await door(own, "startSitemap", BRIGHTLEAF.name, at(path))))[0].came.sitemap;
    assert.equal((await read("bomb.xml.gz")).named.pages, 1);
    assert.deepEqual(await read("million.xml"), { named: { pages: 50_000, files: 0, cut: true } });
    const run = await door(own, "startSitemap", BRIGHTLEAF.name, at("many.xml"));
    await until("the index", async () => (await door(own, "checkProgress", run))[1][0].came !== null);
    await door(own, "setCheck", run, "cancel");
    const [, rows] = await door(own, "checkProgress", run);
    assert.deepEqual([rows.length, rows[0].came.sitemap], [200, { named: { pages: 0, files: 199, cut: true } }]);
  });

  check("what is due by the user's schedule is looked at without a click, as robots.txt asks, and no more a day than was set", [BRIGHTLEAF], async (current) => {
    const at = (/** @type {number} */ n) => `http://blog.example/${n}`;
    serve(current, {
      ...Object.fromEntries([0, 1, 2, 3].map((n) => [at(n), page(link())])),
      "http://blog.example/robots.txt": { headers: { "content-type": "text/plain" }, body: "User-agent: *\nDisallow: /0\n" },
    });
    await current.browser.grant(["blog.example"]);
    const own = await opened(current);
    for (const n of [0, 1, 2, 3]) await list(own, at(n));
    await ended(own, await door(own, "watchBacklinks"));
    const before = current.server.visits().length;
    // All are due, three a day; the alarm's minute is not waited for.
    await own.evaluate(async () => {
      await chrome.storage.sync.set({ settings: { version: 1, watchEvery: "week", watchADay: 3 } });
    });
    for (const watch of await door(own, "watches")) await put(own, "watches", { ...watch, due: 1_000 });
    await own.evaluate(() => chrome.runtime.sendMessage({ type: "checks" }).catch(() => {}));
    await until("the looks", async () => (await door(own, "watches")).filter((/** @type {any} */ { due }) => due > Date.now()).length === 3, 20_000);
    await pause(1_500);
    const visits = current.server.visits().slice(before).map(({ url }) => url).filter((url) => !url.endsWith("robots.txt"));
    const looked = (await door(own, "watches")).filter((/** @type {any} */ { due }) => due > Date.now());
    assert.equal(looked.length, 3, "no more a day than was set");
    assert.ok(!visits.includes(at(0)), "robots.txt asks not to");
    assert.deepEqual(visits.sort(), looked.map((/** @type {any} */ { page }) => page).filter((/** @type {string} */ url) => url !== at(0)).sort());
    const { watchNext } = await own.evaluate(() => chrome.storage.local.get("watchNext"));
    assert.ok(watchNext > Date.now(), "the next look is noted");
    await until("the alarm", async () => (await own.evaluate(() => chrome.alarms.get("watchNext"))) !== undefined);
  });
}
