//! Looking again: links that are watched, many pages at once, the sitemaps of one's own site. For every
//! browser; all is judged by what is in the store and by what the server saw. How politely the worker
//! asks is in cases-watch.mjs.

import assert from "node:assert/strict";
import { gzipSync } from "node:zlib";

import { pause, until } from "./browser.mjs";
import { Dashboard } from "./dashboard.mjs";
import { BRIGHTLEAF } from "./pages.mjs";
import { ICON, WORDS, door, ended, opened, records, serve } from "./runs.mjs";
import { backlinksIn, put, putBacklink } from "./stored.mjs";

/** @typedef {import("./browser.mjs").Page} Page */

const TARGET = "http://brightleaf.example/tea";

/** A page with some text. @param {string} text @param {string} [head] */
const page = (text, head = "") => `<!doctype html><html lang="en"><head>${ICON}<title>Tea</title>${head}</head><body><main><p>${text}</p><p>${WORDS}</p></main></body></html>`;

/** A link to the user's site, within a sentence. @param {string} [rel] */
const link = (rel = "") => `We drink <a href="${TARGET}" rel="${rel}">their green tea</a> every day, with or without milk.`;
const NAMED = "The tea of Brightleaf is the one that we like best of all.";

/** A backlink as a tool's list has it. @param {string} url */
const listed = (url) => ({ id: `tea ${url} ${BRIGHTLEAF.name}`, site: BRIGHTLEAF.name, page: url, title: null, target: TARGET, anchor: null, anchorKind: null, followed: null, rel: [], region: null, kind: null, tool: "Ahrefs", first: 1, last: 1 });

/** Saves it. @param {Page} page @param {string} url */
const list = (page, url) => putBacklink(page, listed(url));

/** What the rows say of their links now. @param {Dashboard} dashboard @returns {Promise<string[]>} */
const standingsShown = (dashboard) => dashboard.page.evaluate(() => /** @type {HTMLElement[]} */ ([...document.querySelectorAll("tbody [data-part=standing]")]).map(({ dataset }) => dataset.standing ?? ""));

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

  check("three saved addresses of a site that end at one are gone, those before the third as well, and nothing is told twice", [BRIGHTLEAF], async (current) => {
    const at = (/** @type {string} */ path) => `http://blog.example/${path}`;
    const old = ["one", "two", "three"].map((name) => at(`posts/${name}`));
    const moved = { status: 301, headers: { location: at("all-posts/") }, body: "" };
    serve(current, { ...Object.fromEntries(old.map((url) => [url, moved])), [at("all-posts/")]: page("All that was written."), [at("posts/alone")]: { status: 301, headers: { location: at("posts/new-place") }, body: "" }, [at("posts/new-place")]: page(link()) });
    await current.browser.grant(["blog.example"]);
    const own = await opened(current);
    for (const url of [...old, at("posts/alone")]) await list(own, url);
    const look = async () => ended(own, await door(own, "watchBacklinks"));
    await look();
    const expected = { ...Object.fromEntries(old.map((url) => [url, "soft404 ends_alike"])), [at("posts/alone")]: "live" };
    assert.deepEqual(await standings(own), expected);
    const news = async () => (await door(own, "watches")).filter((/** @type {any} */ { news }) => news).map((/** @type {any} */ { page }) => page);
    assert.deepEqual((await news()).sort(), [...old].sort());
    // They are counted beside the view and on the icon until the user has seen them; another look that says the same
    // is no news.
    const badge = () => own.evaluate(() => chrome.action.getBadgeText({}));
    assert.equal(await badge(), "3");
    const dashboard = await Dashboard.open(current.browser, "templates");
    const counted = () => dashboard.page.evaluate(() => document.querySelector("[data-part=rail] [data-view=backlinks] [data-part=badge] [aria-hidden]")?.textContent);
    await until("their number", async () => (await counted()) === "3");
    await dashboard.go("backlinks");
    await until("no number", async () => (await counted()) === undefined && (await badge()) === "" && (await news()).length === 0);
    await look();
    assert.deepEqual(await standings(own), expected);
    assert.deepEqual(await news(), []);
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
    const saved = await records(own, "backlinks");
    assert.deepEqual(backlinksIn(saved).map(({ page, tool }) => [page, tool]), [[at("link"), null]]);
    assert.equal(current.server.visits((url) => url === at("kept")).length, 0);
  });

  check("sitemaps are read as robots.txt names them: packed, in indexes that name each other, with what is none among them", [BRIGHTLEAF], async (current) => {
    const at = (/** @type {string} */ path) => `http://brightleaf.example/${path}`;
    const set = (/** @type {string[]} */ urls) => `<?xml version="1.0"?><urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">${urls.map((url) => `<url><loc>${url}</loc><lastmod>2026-11-02</lastmod></url>`).join("")}</urlset>`;
    const xml = { "content-type": "application/xml" };
    const files = ["maps/index.xml", "maps/a.xml.gz", "maps/b.xml", "maps/none.xml", "maps/gone.xml", "maps/more.xml"].map(at);
    serve(current, {
      [at("robots.txt")]: { headers: { "content-type": "text/plain" }, body: `User-agent: *\nDisallow: /\nSitemap: ${at("maps/index.xml")}\n` },
      [at("maps/index.xml")]: { headers: xml, body: `<sitemapindex>${files.map((file) => `<sitemap><loc>${file}</loc></sitemap>`).join("")}</sitemapindex>` },
      [at("maps/a.xml.gz")]: { headers: { "content-type": "application/x-gzip" }, body: gzipSync(set([at(""), at("tea"), at("pots")])) },
      [at("maps/b.xml")]: { headers: xml, body: set([at("tea"), at("cups")]) },
      [at("maps/more.xml")]: { headers: xml, body: `<sitemapindex>${["maps/more.xml", "maps/index.xml", "maps/b.xml"].map((path) => `<sitemap><loc>${at(path)}</loc></sitemap>`).join("")}</sitemapindex>` },
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
      "/maps/index.xml": [0, 5],
      "/maps/a.xml.gz": [3, 0],
      "/maps/b.xml": [1, 0],
      "/maps/none.xml": "not_a_sitemap",
      "/maps/gone.xml": "missing",
      "/maps/more.xml": [0, 0],
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

  check("sitemaps that hurt: one that unpacks without an end, one without an end, a million pages, more files and pages than may be", [BRIGHTLEAF], async (current) => {
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
    const big = [0, 1, 2].map((n) => at(`maps/big-${n}.xml`));
    const many = Array.from({ length: 300 }, (_, n) => at(`maps/${n}.xml`));
    serve(current, {
      [at("bomb.xml.gz")]: { headers: { "content-type": "application/gzip" }, body: bomb },
      [at("million.xml")]: million,
      [at("big.xml")]: { headers: xml, body: `<sitemapindex>${big.map((url) => `<sitemap><loc>${url}</loc></sitemap>`).join("")}</sitemapindex>` },
      ...Object.fromEntries(big.map((url, n) => [url, { headers: xml, body: `<urlset>${entries(n * 40_000, 40_000)}</urlset>` }])),
      [at("many.xml")]: { headers: xml, body: `<sitemapindex>${many.map((url) => `<sitemap><loc>${url}</loc></sitemap>`).join("")}</sitemapindex>` },
    });
    for (const url of many) current.allow(`GET ${url}`);
    await current.browser.grant(["brightleaf.example"]);
    const own = await opened(current);
    const read = async (/** @type {string} */ path) => (await ended(own, await door(own, "startSitemap", BRIGHTLEAF.name, at(path))))[0].came.sitemap;
    assert.equal((await read("bomb.xml.gz")).named.pages, 1);
    assert.deepEqual(await read("million.xml"), { named: { pages: 50_000, files: 0, cut: true } });
    // Of all files together at most so many.
    const inBig = await ended(own, await door(own, "startSitemap", BRIGHTLEAF.name, at("big.xml")));
    assert.deepEqual(inBig.slice(1).map(({ came }) => [came.sitemap.named.pages, came.sitemap.named.cut]), [[40_000, false], [40_000, false], [20_000, true]]);
    const run = await door(own, "startSitemap", BRIGHTLEAF.name, at("many.xml"));
    await until("the index", async () => (await door(own, "checkProgress", run))[1][0].came !== null);
    await door(own, "setCheck", run, "cancel");
    const [, rows] = await door(own, "checkProgress", run);
    assert.deepEqual([rows.length, rows[0].came.sitemap], [200, { named: { pages: 0, files: 199, cut: true } }]);
  });

  check("the dashboard checks backlinks on the user's word, says what came with its evidence, and watches no longer with undo", [BRIGHTLEAF], async (current) => {
    const at = (/** @type {string} */ path) => `http://blog.example/${path}`;
    serve(current, { [at("live")]: page(link()), [at("absent")]: page("No tea here."), [at("gone")]: { status: 410, body: page("") } });
    // As the dashboard asks: with the subdomains.
    await current.browser.grant(["blog.example", "*.blog.example"]);
    const own = await opened(current);
    for (const path of ["live", "absent", "gone"]) await list(own, at(path));
    const dashboard = await Dashboard.open(current.browser, "backlinks");
    await until("the rows", async () => (await standingsShown(dashboard)).length === 3);
    assert.deepEqual(new Set(await standingsShown(dashboard)), new Set(["none"]));
    await dashboard.press("check-all");
    await until("the question", async () => (await dashboard.text("status-words")) === "3 pages on 1 site will be asked for. It takes about a minute.");
    assert.equal(await dashboard.text("status-robots"), "Pages that robots.txt keeps programs from are left out.");
    assert.equal(current.server.visits((url) => url.includes("blog.example")).length, 0, "nothing before the user's word");
    await dashboard.tap("ask-begin");
    await until("the end", async () => /^3 pages checked · 2 not there/.test(await dashboard.text("status-progress")), 30_000);
    await until("the rows", async () => (await standingsShown(dashboard)).sort().join() === "live,missing,page_gone");
    await dashboard.press("status-close");

    // One more look, after the page has changed: then and now side by side.
    current.server.serve(at("live"), page(link("nofollow")));
    await dashboard.openRow(`tea ${at("live")} ${BRIGHTLEAF.name}`);
    await dashboard.tab("tab_watch");
    await until("one look", async () => (await dashboard.count("[data-part=looks] > li")) === 1);
    await dashboard.press("check-one");
    await until("the question", async () => (await dashboard.text("status-words")) === "1 page on 1 site will be asked for. It takes about a minute.");
    assert.match(await dashboard.text("status-robots"), /^One page is asked for as a visit of yours/);
    await dashboard.tap("ask-begin");
    await until("what changed", async () => (await dashboard.count("[data-part=watch-changes] > li")) > 0, 20_000);
    assert.match(await dashboard.text("watch_then"), /their green tea/);
    assert.match(await dashboard.text("watch_now"), /their green tea/);
    await until("two looks", async () => (await dashboard.count("[data-part=looks] > li")) === 2);

    await dashboard.press("unwatch-one");
    await until("it is watched no longer", async () => (await door(own, "watches")).length === 2);
    await dashboard.press("undo");
    await until("it is watched again", async () => (await door(own, "watches")).length === 3);
    await until("its looks", async () => (await dashboard.count("[data-part=looks] > li")) === 2);
  });

  check("the dashboard checks agreements by their terms, and whether the pages of prospects link by now", [BRIGHTLEAF], async (current) => {
    const at = (/** @type {string} */ path) => `http://blog.example/${path}`;
    serve(current, { [at("kept")]: page(link()), [at("broken")]: page(link("nofollow")), [at("names")]: page(NAMED), [at("links")]: page(link()) });
    await current.browser.grant(["blog.example", "*.blog.example"]);
    const own = await opened(current);
    for (const id of ["kept", "broken"]) {
      const agreement = { page: at(id), target: TARGET, visible: "in_source", canonical: false };
      await put(own, "agreements", { id, site: BRIGHTLEAF.name, page: at(id), made: 1, agreement });
    }
    for (const path of ["names", "links"]) {
      await own.evaluate(([url, html, site]) => {
        const { door } = /** @type {any} */ (globalThis);
        return door.keep(door.inspect({ url, html }, [site]), site);
      }, /** @type {const} */ ([at(path), page(NAMED), BRIGHTLEAF]));
    }
    const dashboard = await Dashboard.open(current.browser, "agreements");
    await until("the rows", async () => (await dashboard.texts("agreement")).length === 2);
    await dashboard.press("check-all");
    await dashboard.tap("ask-begin");
    await until("both links", async () => (await standingsShown(dashboard)).join() === "live,live", 20_000);
    const ofAgreements = () => door(own, "watches").then((all) => all.filter((/** @type {any} */ { subject }) => subject.agreement));
    const overall = Object.fromEntries((await ofAgreements()).map((/** @type {any} */ { page, overall }) => [page, overall]));
    assert.deepEqual(overall, { [at("kept")]: "kept", [at("broken")]: "broken" });

    await dashboard.go("prospects");
    await until("the rows", async () => (await dashboard.texts("prospect")).length === 2);
    await dashboard.press("select-all");
    await dashboard.press("check-selected");
    await dashboard.tap("ask-begin");
    await until("what came", async () => (await standings(own))[at("links")] === "live", 20_000);
    await until("both", async () => Object.keys(await standings(own)).length === 4 && !Object.values(await standings(own)).includes("none"));
    const said = await standings(own);
    assert.deepEqual([said[at("names")], said[at("links")]], ["missing", "live"]);
    await until("the rows say so", async () => (await standingsShown(dashboard)).sort().join() === "live,missing");
  });

  check("a bulk check goes from a pasted list to saved prospects", [BRIGHTLEAF], async (current) => {
    const at = (/** @type {string} */ path) => `http://news.example/${path}`;
    serve(current, { [at("link")]: page(link()), [at("name")]: page(NAMED), [at("nothing")]: page("No tea here.") });
    await current.browser.grant(["news.example", "*.news.example"]);
    const dashboard = await Dashboard.open(current.browser, "bulk");
    await dashboard.enter("bulk-paste", ["link", "name", "nothing"].map(at).concat("http://192.168.0.1/", at("link#again")).join("\n"));
    await until("the count", async () => (await dashboard.text("bulk-count")) === "3 addresses can be checked. 1 is left out: no public address, or too many.");
    await dashboard.press("bulk-begin");
    await dashboard.tap("ask-begin");
    await until("the end", async () => /^3 pages checked · 1 links to you · 1 only names you/.test(await dashboard.text("status-progress")), 30_000);
    const results = () => dashboard.page.evaluate(() => /** @type {HTMLElement[]} */ ([...document.querySelectorAll("tbody [data-part=result]")]).map(({ dataset }) => dataset.result));
    await until("the rows", async () => (await results()).join() === "backlink,mention,nothing");
    await dashboard.page.evaluate(() => /** @type {HTMLElement | null} */ (document.querySelector("[data-part=preset][data-name=bulk_mentions]"))?.click());
    await until("only what names the site", async () => (await results()).join() === "mention");
    await dashboard.press("select-all");
    await dashboard.press("bulk-save");
    await until("the prospect", async () => /** @type {any[]} */ ((await dashboard.stored()).prospects).length === 1);
    const [saved] = /** @type {any[]} */ ((await dashboard.stored()).prospects);
    assert.deepEqual([saved.page.url, saved.opportunities[0].kind], [at("name"), "unlinked_mention"]);
    // It is there when the dashboard is opened again, until it is deleted.
    const again = await Dashboard.open(current.browser, "bulk");
    await until("the rows", async () => (await again.count("tbody [data-part=result]")) === 3);
    await again.press("bulk-forget");
    await until("no rows", async () => (await again.count("tbody [data-part=result]")) === 0);
  });

  check("my site: sitemaps are read, pages that are gone get one in their place, and pages become the profile's", [BRIGHTLEAF], async (current) => {
    const at = (/** @type {string} */ path) => `http://brightleaf.example/${path}`;
    const pages = ["", "green-tea", "pots"].map((path) => `<url><loc>${at(path)}</loc><lastmod>2026-11-02</lastmod></url>`).join("");
    serve(current, {
      [at("map.xml")]: { headers: { "content-type": "text/xml" }, body: `<urlset>${pages}</urlset>` },
      [at("old/green-tea")]: { status: 404, body: page("") },
    });
    await current.browser.grant(["brightleaf.example", "*.brightleaf.example"]);
    const own = await opened(current);
    await putBacklink(own, { ...listed("http://blog.example/a"), target: at("old/green-tea") });
    const dashboard = await Dashboard.open(current.browser, "own_site");
    await dashboard.enter("sitemap-address", at("map.xml"));
    await dashboard.press("sitemap-read");
    await dashboard.tap("ask-begin");
    await until("the pages", async () => /^3 pages in 1 file/.test(await dashboard.text("sitemap-words")), 20_000);
    assert.match(await dashboard.text("sitemap-words"), /Newest change: Nov 2, 2026/);
    await dashboard.press("status-close");
    await dashboard.press("check-all");
    await dashboard.tap("ask-begin");
    await until("what became of it", async () => (await dashboard.text("target-status")) === "Broken 404", 20_000);
    await until("the page in its place", async () => (await dashboard.text("target")).includes(at("green-tea").replace("http://", "")));
    await dashboard.press("sitemap-take");
    const stored = () => own.evaluate(async () => JSON.stringify(await chrome.storage.local.get(null)));
    await until("the profile's pages", async () => (await stored()).includes(at("pots")));
  });

  check("a page in a tab is a look, too: it says of a link by script what the source cannot", [BRIGHTLEAF], async (current) => {
    const url = "http://blog.example/by-script";
    const own = await opened(current);
    await list(own, url);
    await own.evaluate(() => /** @type {any} */ (globalThis).door.watchBacklinks());
    const panel = await current.browser.click(await current.open({ url, body: page(link()) }));
    await panel.settled();
    await until("the look", async () => (await standings(own))[url] === "live");
    const [watch] = await door(own, "watches");
    assert.deepEqual([watch.link.region, watch.link.followed], ["content", true]);
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
    const longAgo = async () => {
      for (const watch of await door(own, "watches")) await put(own, "watches", { ...watch, looked: 1_000 });
    };
    const lookedAt = async () => (await door(own, "watches")).filter((/** @type {any} */ { looked }) => looked > 1_000);
    await longAgo();
    await own.evaluate(() => chrome.runtime.sendMessage({ type: "checks" }).catch(() => {}));
    await until("the looks", async () => (await lookedAt()).length === 3, 20_000);
    await pause(1_500);
    const visits = current.server.visits().slice(before).map(({ url }) => url).filter((url) => !url.endsWith("robots.txt"));
    const looked = await lookedAt();
    assert.equal(looked.length, 3, "no more a day than was set");
    assert.ok(!visits.includes(at(0)), "robots.txt asks not to");
    assert.deepEqual(visits.sort(), looked.map((/** @type {any} */ { page }) => page).filter((/** @type {string} */ url) => url !== at(0)).sort());
    const { watchNext } = await own.evaluate(() => chrome.storage.local.get("watchNext"));
    assert.ok(Number(watchNext) > Date.now(), "the next look is noted");
    await until("the alarm", async () => (await own.evaluate(() => chrome.alarms.get("watchNext"))) !== undefined);

    // Whatever wakes the worker meanwhile, what is being looked at is not looked at twice.
    await own.evaluate(() => chrome.storage.sync.set({ settings: { version: 1, watchEvery: "week", watchADay: 50 } }));
    await pause(1_500);
    await longAgo();
    const earlier = current.server.visits().length;
    for (let wake = 0; wake < 5; wake++) {
      await own.evaluate(() => chrome.runtime.sendMessage({ type: "checks" }).catch(() => {}));
      await pause(400);
    }
    await until("all looks", async () => (await lookedAt()).length === 4, 20_000);
    const again = current.server.visits().slice(earlier).map(({ url }) => url).filter((url) => !url.endsWith("robots.txt"));
    assert.deepEqual(again.sort(), [1, 2, 3].map(at), "each once");
  });
}
