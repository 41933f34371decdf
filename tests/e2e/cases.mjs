//! What must hold in every browser: the cases, once, for chromium.test.mjs and firefox.test.mjs.
//!
//! Every case ends with the same three questions. Did anything but the pages themselves go over
//! the network? Did anything in the pages change? Does the browser complain of the extension?

import assert from "node:assert/strict";
import { after, test } from "node:test";

import { pause, until } from "./browser.mjs";
import { ARTICLE, BRIGHTLEAF, PDF, XHTML, page } from "./pages.mjs";
import { Server } from "./server.mjs";
import { changes, watch } from "./watch.mjs";

/** @typedef {import("./browser.mjs").Browser} Browser */
/** @typedef {import("./browser.mjs").Page} Page */
/** @typedef {import("./browser.mjs").Site} Site */
/** @typedef {import("./panel.mjs").PanelState} PanelState */
/** @typedef {import("./panel.mjs").Row} Row */
/** @typedef {import("./server.mjs").Answer} Answer */

/** How long an extension that talks to a partner is given to do so before a case ends. */
const PATIENCE = 300;

/** One running case: a browser with the extension, and the pages that are open in it. */
export class Case {
  /** @type {Page[]} */
  #watched = [];
  /** @type {string[]} */
  #requests = [];
  /** @type {string[]} */
  #allowed = [];
  /** @type {RegExp | null} */
  #forgiven = null;

  /**
   * @param {Server} server
   * @param {Browser} browser
   */
  constructor(server, browser) {
    this.server = server;
    this.browser = browser;
  }

  /**
   * Serves a page and opens it in a new tab.
   * @param {{ url: string } & Answer} page
   */
  async open(page) {
    this.server.serve(page.url, page);
    this.expect(`GET ${page.url}`);
    const opened = await this.browser.open(page.url);
    if (page.body.includes("dataset.ready")) await opened.waitForSelector("html[data-ready]");
    await this.watch(opened);
    return opened;
  }

  /**
   * Serves a page and opens it in a private window.
   * @param {{ url: string } & Answer} page
   */
  async openPrivate(page) {
    this.server.serve(page.url, page);
    // A window that is just opening may be asked twice.
    this.allow(`GET ${page.url}`);
    this.allow(`GET ${new URL("/favicon.ico", page.url)}`); // the browser, for the tab's icon
    const opened = await this.browser.openPrivate(page.url);
    await this.watch(opened);
    return opened;
  }

  /** @param {Page} opened */
  async watch(opened) {
    await watch(opened);
    this.#watched.push(opened);
  }

  /** Ends the watch over a page that is about to change by itself. @param {Page} opened */
  async #unwatch(opened) {
    assert.deepEqual(await changes(opened), [], `changes in ${opened.url()}`);
    this.#watched = this.#watched.filter((watched) => watched !== opened);
  }

  /**
   * Serves another page and goes there in the same tab.
   * @param {Page} opened
   * @param {{ url: string } & Answer} next
   */
  async move(opened, next) {
    await this.#unwatch(opened);
    this.server.serve(next.url, next);
    this.expect(`GET ${next.url}`);
    await opened.goto(next.url);
    await this.watch(opened);
  }

  /**
   * Serves another form of a page and loads it in its tab.
   * @param {Page} opened
   * @param {{ url: string } & Answer} next
   */
  async reload(opened, next) {
    await this.#unwatch(opened);
    this.server.serve(next.url, next);
    this.expect(`GET ${next.url}`);
    await opened.reload();
    await this.watch(opened);
  }

  /**
   * Changes a page as a script of its own would.
   * @param {Page} opened
   * @param {() => void} change
   */
  async change(opened, change) {
    await this.#unwatch(opened);
    await opened.evaluate(change);
    await this.watch(opened);
  }

  /** One more request that a page, not the extension, makes. @param {string} request */
  expect(request) {
    this.#requests.push(request);
  }

  /** A request that some browsers make and others do not. @param {string} request */
  allow(request) {
    this.#allowed.push(request);
  }

  /** Complaints of the browser that the case itself has caused. @param {RegExp} complaint */
  forgive(complaint) {
    this.#forgiven = complaint;
  }

  /** The three questions. */
  async finish() {
    await pause(PATIENCE);
    for (const watched of this.#watched) assert.deepEqual(await changes(watched), [], `changes in ${watched.url()}`);
    const seen = this.server.seen.filter((request) => !this.#allowed.includes(request));
    assert.deepEqual(seen, this.#requests, "requests");
    const complaints = await this.browser.complaints();
    assert.deepEqual(complaints.filter((complaint) => !this.#forgiven?.test(complaint)), [], "complaints of the browser");
  }
}

/** @typedef {(name: string, sites: Site[], body: (current: Case) => Promise<void>) => void} Check */

/** @typedef {import("./browser.mjs").Started} Started */

/**
 * One browser for the cases of a file, one after another. Each has a fresh installation of the extension and
 * nothing open or stored; after a case that failed, or that leaves more behind, another is started.
 */
class Shared {
  #start;
  /** @type {{ server: Server, started: Started } | null} */
  #idle = null;

  /** @param {(server: Server) => Promise<Started>} start */
  constructor(start) {
    this.#start = start;
    after(async () => {
      if (this.#idle !== null) await end(this.#idle);
    });
  }

  /**
   * Lends the browser to one case.
   * @param {AbortSignal} signal Ends the case, whatever it is at.
   * @param {(server: Server, browser: Browser) => Promise<void>} use
   */
  async lend(signal, use) {
    const lent = this.#idle ?? (await this.#begin());
    this.#idle = null;
    lent.server.reset();
    const drop = () => end(lent).catch(() => {}); // it may have ended already
    signal.addEventListener("abort", drop, { once: true });
    let reusable = false;
    try {
      const browser = await lent.started.install();
      await use(lent.server, browser);
      reusable = !browser.spent && (await browser.close().then(() => true, () => false));
    } finally {
      signal.removeEventListener("abort", drop);
      if (reusable && !signal.aborted) this.#idle = lent;
      else await drop();
    }
  }

  async #begin() {
    const server = await Server.start();
    return { server, started: await this.#start(server) };
  }
}

/** Ends a browser and its server. @param {{ server: Server, started: Started }} lent */
async function end({ server, started }) {
  await started.close();
  await server.stop();
}

/**
 * Gives the function that declares a case for one browser: its name, the profiles that are there
 * before the first click, and what is done.
 * @param {(server: Server) => Promise<Started>} start
 * @returns {Check}
 */
export function checker(start) {
  const shared = new Shared(start);
  return (name, sites, body) => {
    test(name, { timeout: 120_000 }, ({ signal }) => shared.lend(signal, (server, browser) => runCase(server, browser, sites, body)));
  };
}

/**
 * Declares all cases.
 * @param {Check} check
 * @param {string[]} closedPages Addresses at which this browser lets no extension look.
 */
export function cases(check, closedPages) {
  check("the demonstration article", [BRIGHTLEAF], async (current) => {
    const article = await current.open(ARTICLE);
    const state = await (await current.browser.click(article)).settled();
    assert.equal(state.state, "report");
    assert.match(state.verdict, /^3 links: 1 followed, 1 nofollow, 1 sponsored /);
    assert.deepEqual(state.backlinks.map(essence), [
      "https://www.brightleaf.example/journal/brewing-white-tea followed content",
      "https://brightleaf.example/people/ines not_followed author_bio",
      "https://brightleaf.example/starter-set?utm_source=fieldandkettle&utm_medium=partner not_followed advert",
    ]);
    assert.ok(state.mentions.length >= 3, "mentions of the brand");
    assert.match(state.verdict, /3 unlinked mentions/);
    // The panel lists links by region, so the order is not the page's.
    assert.deepEqual(hrefs(state.links).sort(), outboundHrefs(ARTICLE.body, "fieldandkettle.example").sort());
    for (const link of state.links) {
      const followed = !/nofollow|sponsored|ugc/.test(relOf(ARTICLE.body, link.href));
      assert.equal(link.follow, followed ? "followed" : "not_followed", link.href);
    }
    assert.deepEqual(state.notices, []);
  });

  check("a page in another encoding, whose queries are written in it", [BRIGHTLEAF], async (current) => {
    const html = '<!doctype html><link rel="icon" href="data:,"><title>Tee</title><article><p>Mehr im <a href="https://brightleaf.example/suche?q=Gr\xfcn&x=1">Laden</a>.</article>';
    const opened = await current.open({
      url: "http://pages.example/latin",
      headers: { "content-type": "text/html; charset=windows-1252" },
      body: Buffer.from(html, "latin1"),
    });
    const panel = await current.browser.click(opened);
    await panel.settled();
    const shown = await panel.evaluate(() => Array.from(document.querySelectorAll("main a[href]"), (link) => link.getAttribute("href")));
    assert.ok(shown.includes("https://brightleaf.example/suche?q=Gr%FCn&x=1"), shown.join(" "));
  });

  check("a page whose policy allows nothing", [BRIGHTLEAF], async (current) => {
    const strict = page("strict");
    const opened = await current.open({ ...strict, headers: { "content-security-policy": "default-src 'none'" } });
    const state = await (await current.browser.click(opened)).settled();
    assert.equal(state.state, "report");
    assert.deepEqual(hrefs(state.backlinks), ["https://brightleaf.example/journal/strict"]);
    assert.deepEqual(hrefs(state.links), ["https://brightleaf.example/journal/strict", "https://elsewhere.example/policy"]);
  });

  check("links that a script has added after the page had loaded", [BRIGHTLEAF], async (current) => {
    const opened = await current.open(page("scripted"));
    const state = await (await current.browser.click(opened)).settled();
    assert.deepEqual(state.backlinks.map(essence), ["https://brightleaf.example/late followed content"]);
    assert.deepEqual(state.links.map((link) => link.follow), ["followed", "not_followed"]);
  });

  check("a page that scripts have put together as no source could say", [BRIGHTLEAF], async (current) => {
    const opened = await current.open(page("composed"));
    const state = await (await current.browser.click(opened)).settled();
    assert.deepEqual(state.backlinks.map(essence), [
      "https://brightleaf.example/list followed content",
      "https://brightleaf.example/inner followed content",
    ]);
    const outer = state.links.find(({ href }) => href === "https://elsewhere.example/outer");
    assert.match(outer?.text ?? "", /before an inner leaf and after/);
  });

  check("a page of XML", [BRIGHTLEAF], async (current) => {
    const opened = await current.open(XHTML);
    const state = await (await current.browser.click(opened)).settled();
    assert.deepEqual(state.backlinks.map(essence), ["https://brightleaf.example/?a=1&b=2 not_followed content"]);
    assert.deepEqual(hrefs(state.links), ["https://brightleaf.example/?a=1&b=2", "https://elsewhere.example/"]);
  });

  check("links in open shadow roots, nested ones too", [BRIGHTLEAF], async (current) => {
    const opened = await current.open(page("shadow"));
    const state = await (await current.browser.click(opened)).settled();
    assert.deepEqual(state.backlinks.map(({ href, follow }) => `${href} ${follow}`).sort(), [
      "https://brightleaf.example/declared followed",
      "https://brightleaf.example/inner followed",
      "https://brightleaf.example/outer not_followed",
    ]);
    assert.equal(state.links.length, 4);
  });

  check("a page whose elements have taken the names of everything", [BRIGHTLEAF], async (current) => {
    const opened = await current.open(page("clobbered"));
    const state = await (await current.browser.click(opened)).settled();
    assert.deepEqual(state.backlinks.map(({ href, follow }) => `${href} ${follow}`), [
      "https://brightleaf.example/first followed",
      "https://brightleaf.example/second not_followed",
    ]);
    assert.equal(state.links.length, 3);
  });

  for (const url of closedPages) {
    check(`a page that cannot be inspected: ${url}`, [BRIGHTLEAF], async (current) => {
      const opened = await current.browser.open(url);
      await cannotInspect(current, opened);
    });
  }

  check("a page that cannot be inspected: a PDF", [BRIGHTLEAF], async (current) => {
    current.server.serve(PDF.url, PDF);
    current.expect(`GET ${PDF.url}`);
    current.allow(`GET ${new URL("/favicon.ico", PDF.url)}`); // Chromium, for the tab's icon
    await cannotInspect(current, await current.browser.open(PDF.url));
  });

  check("a page that cannot be inspected: the source of a page", [BRIGHTLEAF], async (current) => {
    current.server.serve(ARTICLE.url, ARTICLE.body);
    current.expect(`GET ${ARTICLE.url}`);
    current.allow(`GET ${new URL("/favicon.ico", ARTICLE.url)}`); // Chromium, for the tab's icon
    await cannotInspect(current, await current.browser.open(`view-source:${ARTICLE.url}`));
  });

  check("the first run: one field, then the verdict", [], async (current) => {
    const article = await current.open(ARTICLE);
    const panel = await current.browser.click(article);
    const first = await panel.settled();
    assert.equal(first.state, "first_run");
    assert.ok(first.asksForSite);
    // The panel lists links by region, so the order is not the page's.
    assert.deepEqual(hrefs(first.links).sort(), outboundHrefs(ARTICLE.body, "fieldandkettle.example").sort());
    await panel.enterSite("brightleaf.example");
    const state = await panel.shows("a report", ({ state }) => state === "report");
    assert.notEqual(state.verdict, "");
    assert.equal(state.backlinks.length, 3);
    assert.equal(state.asksForSite, false);
  });

  check("a page of one's own site", [BRIGHTLEAF], async (current) => {
    const opened = await current.open({ ...page("own"), url: "http://www.brightleaf.example/gardens" });
    const state = await (await current.browser.click(opened)).settled();
    assert.equal(state.state, "report");
    assert.ok(state.ownSite);
    assert.deepEqual(state.backlinks, []);
    assert.deepEqual(hrefs(state.links), ["https://elsewhere.example/gardens"]);
  });

  check("a page with no links", [BRIGHTLEAF], async (current) => {
    const opened = await current.open(page("empty"));
    const state = await (await current.browser.click(opened)).settled();
    assert.equal(state.state, "report");
    assert.notEqual(state.verdict, "");
    assert.deepEqual([state.backlinks, state.links], [[], []]);
  });

  check("a tab that moves to another site after the report", [BRIGHTLEAF], async (current) => {
    const opened = await current.open(page("strict"));
    const panel = await current.browser.click(opened);
    const before = await panel.settled();
    await current.move(opened, ELSEWHERE);
    const after = await panel.shows("the notice", isMarked);
    assert.equal(after.state, "report");
    assert.equal(after.verdict, before.verdict);
    assert.deepEqual(after.links, before.links);
  });

  check("a report is put aside while the tab shows another address, of the same site too, and says whose it is", [BRIGHTLEAF], async (current) => {
    const opened = await current.open(page("strict"));
    const panel = await current.browser.click(opened);
    const before = await panel.settled();
    assert.deepEqual(await aside(panel), { inert: false, colours: true });
    assert.match((await panel.attribute("[data-part=host]", "title")) ?? "", /pages\.example\/strict$/);
    await current.move(opened, page("empty"));
    await panel.shows("the notice", isMarked);
    await until("a report put aside", async () => !(await aside(panel)).colours);
    assert.deepEqual(await aside(panel), { inert: true, colours: false });
    await until("whose it is", async () => /pages\.example\/strict/.test(await panel.text("notice")));
    await panel.press("show-aside");
    assert.deepEqual(await aside(panel), { inert: false, colours: false });
    assert.deepEqual((await panel.settled()).links, before.links);
    await current.browser.click(opened);
    await panel.shows("the report of the page", ({ notices, links }) => notices.length === 0 && links.length === 0);
    assert.deepEqual(await aside(panel), { inert: false, colours: true });
  });

  check("a page loaded again at its address is inspected where the click still counts, else the panel says to click", [BRIGHTLEAF], async (current) => {
    const opened = await current.open(page("strict"));
    const panel = await current.browser.click(opened);
    assert.equal((await panel.settled()).links.length, 2);
    const { url, body } = page("strict");
    await current.reload(opened, { url, body: body.replace("</article>", `<p><a href="https://brightleaf.example/new">new</a></p></article>`) });
    const counts = await panel.evaluate(async () => (await chrome.tabs.query({ active: true, currentWindow: true }))[0]?.url !== undefined);
    console.log(`# after a reload the click ${counts ? "still counts" : "counts no longer"}`);
    if (!counts) {
      await until("the way out", async () => /click its icon/.test(await panel.text("notice")));
      assert.equal((await panel.settled()).links.length, 2);
      await current.browser.click(opened);
    }
    await panel.shows("the new link", ({ links, notices }) => links.length === 3 && notices.length === 0);
    assert.deepEqual(await aside(panel), { inert: false, colours: true });
  });

  check("a tab that has moved is still marked after a look at another tab", [BRIGHTLEAF], async (current) => {
    const opened = await current.open(page("strict"));
    const panel = await current.browser.click(opened);
    const before = await panel.settled();
    await current.move(opened, ELSEWHERE);
    await panel.shows("the notice", isMarked);
    await current.open(page("empty"));
    await opened.bringToFront();
    const after = await panel.shows("the notice again", isMarked);
    assert.deepEqual(after.links, before.links);
  });

  check("a tab that moves while another is in front is marked", [BRIGHTLEAF], async (current) => {
    const opened = await current.open(page("strict"));
    const panel = await current.browser.click(opened);
    await panel.settled();
    await current.open(page("empty"));
    await current.move(opened, ELSEWHERE);
    await opened.bringToFront();
    await panel.shows("the notice", isMarked);
  });

  check("a tab with a report, left and come back to", [BRIGHTLEAF], async (current) => {
    const opened = await current.open(page("strict"));
    const panel = await current.browser.click(opened);
    const before = await panel.settled();
    await current.open(page("empty"));
    await opened.bringToFront();
    const after = await panel.shows("the report again", ({ state }) => state === "report");
    assert.deepEqual(after, before);
  });

  check("a second click inspects again", [BRIGHTLEAF], async (current) => {
    const opened = await current.open(page("strict"));
    const panel = await current.browser.click(opened);
    assert.equal((await panel.settled()).links.length, 2);
    await current.change(opened, addLink);
    await current.browser.click(opened);
    const state = await panel.shows("the new link", ({ links }) => links.length === 3);
    assert.equal(state.state, "report");
    assert.ok(hrefs(state.backlinks).includes("https://brightleaf.example/new"));
  });

  check("a click while an inspection is stuck starts a new one", [BRIGHTLEAF], async (current) => {
    const opened = await current.open(page("strict"));
    const panel = await current.browser.click(opened);
    await panel.settled();
    await panel.evaluate(() => {
      const { executeScript } = chrome.scripting;
      chrome.scripting.executeScript = /** @type {any} */ (() => {
        chrome.scripting.executeScript = executeScript;
        return new Promise(() => {});
      });
    });
    await current.change(opened, addLink);
    await current.browser.click(opened);
    await panel.shows("an inspection that does not end", ({ state }) => state === "inspecting");
    await current.browser.click(opened);
    await panel.shows("the new link", ({ state, links }) => state === "report" && links.length === 3);
  });

  check("a tab that is left while it is read has its new report when the user comes back", [BRIGHTLEAF], async (current) => {
    const opened = await current.open(page("strict"));
    const panel = await current.browser.click(opened);
    await panel.settled();
    await panel.evaluate(() => {
      const { executeScript } = chrome.scripting;
      chrome.scripting.executeScript = /** @type {any} */ ((/** @type {any[]} */ ...given) => {
        chrome.scripting.executeScript = executeScript;
        return new Promise((resolve) => {
          Object.assign(globalThis, { readOn: () => resolve(Reflect.apply(executeScript, chrome.scripting, given)) });
        });
      });
    });
    await current.change(opened, addLink);
    await current.browser.click(opened);
    await panel.shows("an inspection that waits", ({ state }) => state === "inspecting");
    await current.open(page("empty"));
    await panel.shows("the other tab", ({ state }) => state !== "inspecting");
    await panel.evaluate(() => /** @type {any} */ (globalThis).readOn());
    await pause(PATIENCE);
    await opened.bringToFront();
    await panel.shows("the new link", ({ state, links }) => state === "report" && links.length === 3);
  });

  check("the panel's own button inspects again", [BRIGHTLEAF], async (current) => {
    const opened = await current.open(page("strict"));
    const panel = await current.browser.click(opened);
    assert.equal((await panel.settled()).links.length, 2);
    await current.change(opened, addLink);
    await panel.press("again");
    await panel.shows("the new link", ({ links }) => links.length === 3);
  });

  check("the panel's own button cannot read another site, and keeps the report", [BRIGHTLEAF], async (current) => {
    const opened = await current.open(page("strict"));
    const panel = await current.browser.click(opened);
    const before = await panel.settled();
    await current.move(opened, ELSEWHERE);
    await panel.shows("the notice", isMarked);
    await panel.press("again");
    await pause(PATIENCE);
    const after = await panel.settled();
    assert.ok(isMarked(after));
    assert.deepEqual(after.links, before.links);
  });

  check("a second click after the tab has moved inspects the new page", [BRIGHTLEAF], async (current) => {
    const opened = await current.open(page("strict"));
    const panel = await current.browser.click(opened);
    await panel.settled();
    await current.move(opened, ARTICLE);
    await panel.shows("the notice", isMarked);
    await current.browser.click(opened);
    const state = await panel.shows("the new report", ({ backlinks }) => backlinks.length === 3);
    assert.equal(state.state, "report");
    assert.deepEqual(state.notices, []);
  });
}

/** A page of another site than that of pages/. */
const ELSEWHERE = { url: "http://another.example/", body: page("empty").body };

/**
 * Whether the report can be used, and whether it has its colours.
 * @param {import("./panel.mjs").Panel} panel
 */
function aside(panel) {
  return panel.evaluate(() => {
    const report = document.querySelector("[data-part=report]");
    if (!(report instanceof HTMLElement)) throw new Error("no report");
    return { inert: report.inert, colours: getComputedStyle(report).filter === "none" };
  });
}

/** @param {PanelState} state */
function isMarked({ notices }) {
  return notices.includes("page_changed");
}

/** Runs in a page: adds a link to its text. */
function addLink() {
  const link = document.createElement("a");
  link.href = "https://brightleaf.example/new";
  link.textContent = "a new leaf";
  document.querySelector("article p")?.append(" ", link);
}

/**
 * @param {Server} server
 * @param {Browser} browser
 * @param {Site[]} sites
 * @param {(current: Case) => Promise<void>} body
 */
async function runCase(server, browser, sites, body) {
  if (sites.length > 0) await browser.storeSites(sites);
  const current = new Case(server, browser);
  await body(current);
  await current.finish();
}

/**
 * @param {Case} current
 * @param {Page} opened
 */
async function cannotInspect(current, opened) {
  const state = await (await current.browser.click(opened)).settled();
  assert.equal(state.state, "cannot");
  assert.notEqual(state.message, "");
  assert.notEqual(state.reason, "");
  assert.deepEqual([state.backlinks, state.links], [[], []]);
}

/** @param {Row} row */
function essence({ href, follow, region }) {
  return `${href} ${follow} ${region}`;
}

/** @param {Row[]} rows */
function hrefs(rows) {
  return rows.map(({ href }) => href);
}

/**
 * The hrefs of a page's outbound links in order, found in its source by other means than ours: good
 * enough for a page that we wrote.
 * @param {string} html
 * @param {string} host
 */
function outboundHrefs(html, host) {
  const all = [...html.matchAll(/<a\b[^>]*?\bhref="(https?:[^"]*)"/g)].map(([, href]) => (href ?? "").replaceAll("&amp;", "&"));
  return all.filter((href) => new URL(href).hostname !== host);
}

/**
 * @param {string} html
 * @param {string} href
 */
function relOf(html, href) {
  const tag = html.split("<a").find((tag) => tag.includes(`href="${href.replaceAll("&", "&amp;")}"`)) ?? "";
  return /\brel="([^"]*)"/.exec(tag.slice(0, tag.indexOf(">")))?.[1] ?? "";
}
