//! Checking what links lead to: the background worker asks, politely, only hosts that were granted, and
//! nothing that stops it loses or repeats what was confirmed. All is judged by what the server saw.

import assert from "node:assert/strict";
import { gzipSync } from "node:zlib";

import { pause, until } from "./browser.mjs";
import { APART, BLUR, CALLS_OF_A_STOPPED_WORKER, ICON, WORDS, door, ended as rowsAtEnd, leastApart, mostAtOnce, opened, progress, serve, wake } from "./runs.mjs";

/** @typedef {import("./browser.mjs").Page} Page */

const OK = `<!doctype html>${ICON}<title>Tea</title><p>${WORDS}</p>`;

/** Starts a run. @param {Page} page @param {string[]} urls @returns {Promise<string>} */
const started = (page, urls) => door(page, "startCheckOfAll", urls);

/** @param {Page} page @param {string} run @param {"pause" | "go on" | "cancel"} what */
const set = (page, run, what) => door(page, "setCheck", run, what);

/** How many rows have an answer. @param {Page} page @param {string} run */
const answered = async (page, run) => (await progress(page, run)).rows.filter(({ came }) => came !== null).length;

/**
 * Waits for the end of a run; gives what each address led to.
 * @param {Page} page
 * @param {string} run
 * @returns {Promise<Record<string, string>>}
 */
async function ended(page, run) {
  const rows = await rowsAtEnd(page, run);
  return Object.fromEntries(rows.map(({ url, came }) => [url, shortly(came.status)]));
}

/** @param {any} status */
function shortly({ is, to, status, because, why }) {
  return [is, because ?? why ?? status ?? to].filter((word) => word !== undefined).join(" ");
}

/** A page that takes its time. @param {number} time */
const slow = (time) => (/** @type {unknown} */ _, /** @type {import("node:http").ServerResponse} */ response) => {
  setTimeout(() => {
    response.writeHead(200, { "content-type": "text/html" });
    response.end(OK);
  }, time);
};

/** @param {import("./cases.mjs").Check} check */
export function watchCases(check) {
  check("a run asks for each address once, a few at a time, and sends neither cookies nor a referrer", [], async (current) => {
    const hosts = ["a", "b", "c", "d", "e", "f", "g", "h"].map((name) => `${name}.example`);
    const urls = [1, 2, 3].flatMap((n) => hosts.map((host) => `http://${host}/${n}`));
    serve(current, Object.fromEntries(urls.map((url) => [url, slow(1_500)])));
    const cookie = { url: "http://a.example/cookie", headers: { "set-cookie": "who=me; Path=/" }, body: OK };
    await current.open(cookie);
    await current.browser.grant(hosts);
    const page = await opened(current);
    const found = await ended(page, await started(page, urls));
    assert.deepEqual(found, Object.fromEntries(urls.map((url) => [url, "works"])));
    const visits = current.server.visits((url) => url !== cookie.url && hosts.includes(new URL(url).hostname));
    const files = hosts.map((host) => `http://${host}/robots.txt`);
    assert.deepEqual(visits.map(({ url }) => url).sort(), [...urls, ...files].sort(), "each once");
    assert.ok(mostAtOnce(visits) <= 6, `${mostAtOnce(visits)} at once`);
    for (const host of hosts) {
      const ofHost = visits.filter(({ url }) => new URL(url).hostname === host);
      assert.ok(mostAtOnce(ofHost) <= 2, `${mostAtOnce(ofHost)} at once of ${host}`);
      assert.ok(leastApart(ofHost) >= APART - BLUR, `${leastApart(ofHost)} ms apart at ${host}`);
    }
    for (const { url, headers } of visits) {
      assert.deepEqual([headers.cookie, headers.referer, headers.origin], [undefined, undefined, undefined], url);
    }
  });

  check("what links lead to is said as the table says it, and what is private or was not granted is not asked for", [], async (current) => {
    const at = (/** @type {string} */ path) => `http://links.example/${path}`;
    const to = (/** @type {string} */ location, status = 301) => ({ status, headers: { location }, body: "" });
    serve(current, {
      [at("works")]: OK,
      [at("moved")]: to("http://new.example/moved"),
      "http://new.example/moved": OK,
      [at("gone")]: { status: 410, body: "" },
      [at("missing")]: { status: 404, body: OK },
      [at("soft")]: to("http://links.example/"),
      "http://links.example/": OK,
      [at("forbidden")]: { status: 403, body: OK },
      [at("file.pdf")]: { headers: { "content-type": "application/pdf" }, body: "%PDF-" },
      [at("wall")]: { status: 403, headers: { "cf-mitigated": "challenge" }, body: OK },
      [at("away")]: to("http://stranger.example/"),
      [at("inside")]: to("http://192.168.0.1/"),
      [at("kept")]: OK,
      "http://links.example/robots.txt": { headers: { "content-type": "text/plain" }, body: "User-agent: *\nDisallow: /kept\n" },
    });
    current.forgive(/CORS|Cross-Origin/); // the browser's word of redirects that lead away
    // The browser follows a redirect before it says that it leads away, and does not hand over what comes.
    for (const url of ["http://stranger.example/", "http://192.168.0.1/"]) current.allow(`GET ${url}`);
    const notAsked = ["http://stranger.example/page", "http://localhost/", "http://127.0.0.1:9/", "http://10.0.0.1/admin", "http://links.example:8080/"];
    const urls = ["works", "moved", "gone", "missing", "soft", "forbidden", "file.pdf", "wall", "away", "inside", "kept"].map(at);
    await current.browser.grant(["links.example", "new.example", "localhost", "127.0.0.1", "10.0.0.1"]);
    const page = await opened(current);
    const found = await ended(page, await started(page, [...urls, ...notAsked]));
    assert.deepEqual(found, {
      [at("works")]: "works",
      [at("moved")]: "redirects http://new.example/moved",
      [at("gone")]: "gone 410",
      [at("missing")]: "gone 404",
      [at("soft")]: "soft404 to_home",
      [at("forbidden")]: "refused 403",
      [at("file.pdf")]: "works",
      [at("wall")]: "unknown wall",
      [at("away")]: "unknown elsewhere",
      [at("inside")]: "unknown elsewhere",
      [at("kept")]: "unknown robots",
      ...Object.fromEntries(notAsked.map((url) => [url, "unknown not_allowed"])),
    });
    const visited = current.server.visits().map(({ url }) => url);
    for (const url of [...notAsked, at("kept")]) assert.ok(!visited.includes(url), url);
  });

  check("servers that hurt stop no run", [], async (current) => {
    const hosts = ["endless", "bomb", "charset", "loop", "robots", "busy"].map((name) => `${name}.example`);
    const head = { "content-type": "text/html" };
    const bomb = gzipSync(Buffer.from(`<title>Tea</title>${" ".repeat(100_000_000)}`));
    serve(current, {
      "http://endless.example/": (/** @type {unknown} */ _, /** @type {import("node:http").ServerResponse} */ response) => {
        response.writeHead(200, head);
        const pour = () => {
          while (!response.destroyed && response.write("<p>endless</p>".repeat(5_000)));
        };
        response.on("drain", pour);
        pour();
      },
      "http://bomb.example/": { headers: { ...head, "content-encoding": "gzip" }, body: bomb },
      "http://charset.example/": { headers: { "content-type": "text/html; charset=no-such-thing" }, body: Buffer.from("<title>T\xe9a \xff\xfe</title>", "latin1") },
      "http://loop.example/": { status: 302, headers: { location: "http://loop.example/" }, body: "" },
      "http://robots.example/": OK,
      "http://robots.example/robots.txt": (/** @type {unknown} */ _, /** @type {import("node:http").ServerResponse} */ response) => {
        response.writeHead(200, { "content-type": "text/plain" });
        response.write("User-agent: *\nDisallow: /kept\n");
        const pour = () => {
          while (!response.destroyed && response.write("# nothing else\n".repeat(5_000)));
        };
        response.on("drain", pour);
        pour();
      },
      "http://busy.example/": { status: 429, headers: { "retry-after": "99999999999999" }, body: "" },
    });
    const urls = hosts.map((host) => `http://${host}/`);
    await current.browser.grant(hosts);
    const page = await opened(current);
    const run = await started(page, urls);
    await until("all but the one that asked to be left alone", async () => (await answered(page, run)) === urls.length - 1, 50_000);
    const { rows, stage } = await progress(page, run);
    const found = Object.fromEntries(rows.map(({ url, came }) => [new URL(url).hostname, came && shortly(came.status)]));
    assert.deepEqual(found, {
      "endless.example": "works",
      "bomb.example": "works",
      "charset.example": "works",
      "loop.example": "unknown elsewhere",
      "robots.example": "works",
      "busy.example": null,
    });
    const busy = rows.find(({ url }) => url.includes("busy"));
    assert.deepEqual([stage, busy.tries, busy.wait.long, busy.hostWaits], ["going", 1, 24 * 3_600 * 1_000, true]);
    await set(page, run, "cancel");
    const endless = current.server.visits((url) => url === "http://endless.example/");
    assert.equal(endless.length, 1);
    await until("the end of what has none", () => endless.every(({ until }) => until < Infinity));
    current.forgive(/redirect|Redirect|decod|charset/i);
  });

  check("a server that trickles is left after twenty seconds, with what came until then", [], async (current) => {
    const url = "http://trickle.example/";
    serve(current, {
      "http://trickle.example/": (/** @type {unknown} */ _, /** @type {import("node:http").ServerResponse} */ response) => {
        response.writeHead(200, { "content-type": "text/html" });
        const drops = setInterval(() => response.write("<p>a"), 1_000);
        response.on("close", () => clearInterval(drops));
      },
    });
    await current.browser.grant(["trickle.example"]);
    const page = await opened(current);
    assert.deepEqual(await ended(page, await started(page, [url])), { [url]: "works" });
    const [visit] = current.server.visits((visited) => visited === url);
    const took = visit ? visit.until - visit.from : 0;
    assert.ok(took > 15_000 && took < 40_000, `${took} ms`);
  });

  check("a server that never answers is left alone after twenty seconds and asked again later", [], async (current) => {
    const url = "http://silent.example/";
    serve(current, { [url]: () => {} });
    await current.browser.grant(["silent.example"]);
    const page = await opened(current);
    const run = await started(page, [url]);
    const row = await until("the end of the first try", async () => (await progress(page, run)).rows.find(({ fault }) => fault !== null));
    assert.deepEqual([row.tries, row.fault, row.came, row.wait.long], [1, "timed_out", null, 2_000]);
    await until("the second", () => current.server.visits((visited) => visited === url).length === 2);
    await set(page, run, "cancel");
  });

  check("a worker that is stopped loses nothing that was confirmed and asks for none of it again", [], async (current) => {
    const hosts = ["a", "b", "c", "d"].map((name) => `${name}.example`);
    const urls = [1, 2, 3, 4].flatMap((n) => hosts.map((host) => `http://${host}/${n}`));
    serve(current, Object.fromEntries(urls.map((url) => [url, slow(200)])));
    await current.browser.grant(hosts);
    const page = await opened(current);
    const run = await started(page, urls);
    for (const after of [1, 4, 9]) {
      await until(`${after} answers`, async () => (await answered(page, run)) >= after);
      await current.browser.stopBackground();
      const before = (await progress(page, run)).rows;
      // Some of the others are asked for again: they were under way.
      const confirmed = before.filter(({ came }) => came !== null).map(({ url }) => url);
      const visits = current.server.visits().length;
      await wake(page);
      await pause(1_500);
      const again = current.server.visits().slice(visits).map(({ url }) => url);
      assert.deepEqual(again.filter((url) => confirmed.includes(url)), [], "asked again");
    }
    assert.deepEqual(await ended(page, run), Object.fromEntries(urls.map((url) => [url, "works"])));
    for (const host of hosts) {
      const ofHost = current.server.visits((url) => new URL(url).hostname === host);
      assert.ok(leastApart(ofHost) >= APART - BLUR, `${leastApart(ofHost)} ms apart at ${host}`);
    }
    current.forgive(CALLS_OF_A_STOPPED_WORKER);
  });

  check("a run can be paused, gone on with and cancelled, and a host that is taken back is not asked again", [], async (current) => {
    const hosts = ["a.example", "b.example"];
    const urls = Array.from({ length: 12 }, (_, n) => hosts.map((host) => `http://${host}/${n}`)).flat();
    serve(current, Object.fromEntries(urls.map((url) => [url, slow(100)])));
    await current.browser.grant(hosts);
    const page = await opened(current);
    const run = await started(page, urls);
    await until("the first answers", async () => (await answered(page, run)) >= 2);
    await set(page, run, "pause");
    await pause(500); // what is under way
    const paused = current.server.visits().length;
    await pause(2_500);
    assert.equal(current.server.visits().length, paused, "asked while it was paused");
    await set(page, run, "go on");
    await until("more answers", () => current.server.visits().length >= paused + 2);

    // The settings' own button. The page is notified of what was granted.
    const button = `[data-part=host] [aria-label*="b.example"]`;
    await page.waitForSelector(button);
    await page.evaluate((button) => /** @type {HTMLElement} */ (document.querySelector(button)).click(), button);
    const ofB = async () => (await progress(page, run)).rows.filter(({ url }) => new URL(url).hostname === "b.example");
    await until("answers of all of them", async () => (await ofB()).every(({ came }) => came !== null));
    const words = new Set((await ofB()).map(({ came }) => shortly(came.status)));
    assert.deepEqual([...words].sort(), ["unknown not_allowed", "works"]);
    assert.equal(await page.$(button), null);

    await set(page, run, "cancel");
    await pause(500);
    const cancelled = current.server.visits().length;
    await set(page, run, "go on");
    await pause(1_500);
    assert.equal(current.server.visits().length, cancelled, "asked after it was cancelled");
    assert.equal((await progress(page, run)).stage, "cancelled");
  });

  check("no page of the extension can ask for anything, whatever was granted", [], async (current) => {
    const url = "http://granted.example/";
    current.server.serve(url, OK);
    await current.browser.grant(["granted.example"]);
    // A panel in a tab tries to inspect itself, which Firefox minds.
    current.forgive(/Content.Security.Policy|connect-src|Content Script execution in moz-extension/i);
    for (const name of ["options", "welcome", "dashboard", "panel"]) {
      const own = await current.browser.own(`${name}.html`);
      await own.waitForSelector(`[data-part=${name}]`);
      assert.equal(await own.evaluate((url) => fetch(url).then(() => "asked", () => "refused"), url), "refused", name);
      await own.evaluate((url) => navigator.sendBeacon(url, "x"), url);
    }
    const help = await current.browser.own("help/en.html");
    assert.equal(await help.evaluate((url) => fetch(url).then(() => "asked", () => "refused"), url), "refused", "help");
    assert.deepEqual(current.server.visits((visited) => visited === url), []);
  });
}

/** What is tried where the driver can take the connection away. @param {import("./cases.mjs").Check} check */
export function offlineCases(check) {
  check("a run waits while there is no connection, calls nothing broken for it, and goes on with the next", [], async (current) => {
    const hosts = ["a.example", "b.example", "c.example"];
    const urls = [1, 2, 3].flatMap((n) => hosts.map((host) => `http://${host}/${n}`));
    serve(current, Object.fromEntries(urls.map((url) => [url, OK])));
    await current.browser.grant(hosts);
    const page = await opened(current);
    const run = await started(page, urls);
    await until("the first answers", async () => (await answered(page, run)) >= 2);
    await current.browser.offline(true);
    await pause(1_000); // what is under way
    const before = current.server.visits().length;
    await pause(4_000);
    assert.equal(current.server.visits().length, before, "asked without a connection");
    const { rows, stage } = await progress(page, run);
    assert.equal(stage, "going");
    assert.deepEqual(rows.filter(({ came }) => came !== null).map(({ came }) => shortly(came.status)).filter((word) => word !== "works"), []);
    await current.browser.offline(false);
    assert.deepEqual(await ended(page, run), Object.fromEntries(urls.map((url) => [url, "works"])));
    current.forgive(/ERR_INTERNET_DISCONNECTED|NetworkError|offline/i);
  });
}
