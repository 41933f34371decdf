//! What pages, other extensions, errors and a browser in trouble may do to the extension: it
//! refuses, says what happened, loses nothing, and the next click works.

import assert from "node:assert/strict";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { pause, until } from "./browser.mjs";
import { Dashboard } from "./dashboard.mjs";
import { ARTICLE, BRIGHTLEAF, page } from "./pages.mjs";
import { CALLS_OF_A_STOPPED_WORKER } from "./runs.mjs";

/** @typedef {import("./browser.mjs").Page} Page */
/** @typedef {import("./cases.mjs").Check} Check */
/** @typedef {import("./panel.mjs").Panel} Panel */
/** @typedef {import("./panel.mjs").PanelState} PanelState */

/** As long as no word is, without a place to break it. */
const WORD = "w".repeat(10_000);

/** A page with a trap in every field that the extension shows. */
const ABUSE = { url: page("abuse").url, body: page("abuse").body.replaceAll("WORD", WORD) };

/** A page with a trap in every field that makes a prospect, and no link to the site. */
const UNLINKED_ABUSE = {
  url: "https://teatime.example/?a=<u>&b=%0d%0aBcc:x",
  html: `<!doctype html><html lang="en"><title>&lt;u>Tea&lt;/u>\u202e ${WORD}</title><meta name="author" content="&lt;u>Ann&lt;/u>&#13;&#10;Bcc: all@evil.example">
    <main><article><h1>&lt;u>Tea&lt;/u></h1><p>By <a rel="author" href="javascript:globalThis.hit=1">&lt;u>Ann&lt;/u></a></p>
    <p>Of all the teas that we have tasted this spring, &lt;img src=x onerror=globalThis.hit=2> the one from Brightleaf Tea was the
    quietest, and the one that we came back to when the others were gone. ${WORD}</p>
    <p>Write to <a href="mailto:ann@teatime.net?bcc=all@evil.example&amp;subject=x%0d%0aBcc:y@evil.example">ann@teatime.net</a>,
    <a href="mailto:a%0d%0aBcc:z@evil.example">another</a> or <a href="data:text/html,contact">the contact page</a>.</p></article></main></html>`,
};

/** The complaints about an error that a case has made on purpose. */
const FAULT = /unreachable|RuntimeError|wasm/i;

/**
 * Declares the cases for both browsers.
 * @param {Check} check
 * @param {boolean} tellsHighlights Whether the browser says how words that are highlighted look.
 */
export function abuseCases(check, tellsHighlights) {
  check("what a page writes is text in every view, and only links of the web can be clicked", [BRIGHTLEAF], async (current) => {
    const panel = await current.browser.click(await current.open(ABUSE));
    assert.equal((await panel.settled()).state, "report");
    for (const tab of ["my_site", "links", "check", "page"]) {
      await panel.open(tab);
      await panel.evaluate(unfold);
      assert.deepEqual(await panel.evaluate(traps), [], tab);
    }
    assert.ok((await panel.evaluate(() => document.body.textContent ?? "")).includes("<u>Ann</u>"));
  });

  check("a profile's hostile words are text in the settings", [HOSTILE_SITE], async ({ browser }) => {
    const options = await browser.own("options.html");
    await options.waitForSelector("[data-part=profile]");
    await options.evaluate(unfold);
    assert.deepEqual(await options.evaluate(traps), []);
  });

  check("what a page writes is text in the dashboard, too, and a message has no more fields than its own", [BRIGHTLEAF], async ({ browser }) => {
    const dashboard = await Dashboard.open(browser);
    await dashboard.see({ url: ABUSE.url, html: ABUSE.body }, BRIGHTLEAF);
    await dashboard.keep(UNLINKED_ABUSE, BRIGHTLEAF);
    for (const view of ["backlinks", "domains", "agreements", "bulk", "own_site", "plots", "templates", "data", "prospects"]) {
      await dashboard.go(view);
      await dashboard.page.evaluate(unfold);
      assert.deepEqual(await dashboard.page.evaluate(traps), [], view);
    }
    await dashboard.openProspect("<u>Tea</u>");
    await dashboard.press("compose");
    await until("the text", async () => (await dashboard.value("message-body")) !== "");
    await dashboard.enter("message-subject", "Tea\r\nBcc: all@evil.example");
    assert.deepEqual(await dashboard.page.evaluate(traps), []);
    assert.ok(await dashboard.page.evaluate(() => document.querySelector("a[href^='mailto:']") !== null), "a mail link");
  });

  check("all views, opened and used, ask the network for nothing", [BRIGHTLEAF], async (current) => {
    const panel = await current.browser.click(await current.open(ARTICLE));
    await panel.settled();
    for (const tab of ["my_site", "links", "check", "page"]) {
      await panel.open(tab);
      await panel.evaluate(unfold);
    }
    await panel.press("again");
    await panel.settled();
    assert.deepEqual(await panel.evaluate(foreignResources), []);
    for (const name of ["options", "welcome", "dashboard"]) {
      const own = await current.browser.own(`${name}.html`);
      await own.waitForSelector(`[data-part=${name}][data-state=ready]`);
      await own.evaluate(unfold);
      assert.deepEqual(await own.evaluate(foreignResources), []);
    }
  });

  check("a fault in the module is told, and the next click or the button starts again", [BRIGHTLEAF], async (current) => {
    current.forgive(FAULT);
    const opened = await current.open(page("strict"));
    const panel = await current.browser.click(opened);
    await panel.settled();
    await panel.evaluate(breakModule);
    await current.browser.click(opened);
    const told = await panel.shows("the fault", hasStopped);
    assert.match(told.message, /stopped/);
    await current.browser.click(opened);
    await panel.shows("the report, by a click", isStrict);
    await panel.evaluate(breakModule);
    await panel.press("again");
    await panel.shows("the fault again", hasStopped);
    await panel.press("restart");
    // Whether the click on the icon still counts is the browser's to say.
    const after = await panel.shows("the panel, by its button", ({ state }) => ["report", "waiting"].includes(state));
    if (after.state === "waiting") await current.browser.click(opened);
    await panel.shows("the report, by its button", isStrict);
  });

  check("a fault in the module is told by the settings, too", [BRIGHTLEAF], async (current) => {
    current.forgive(FAULT);
    const options = await current.browser.own("options.html");
    await options.waitForSelector("[data-part=profile]");
    await options.evaluate(breakModule);
    await options.evaluate(() => /** @type {HTMLElement} */ (document.querySelector("[data-part=site-duplicate]")).click());
    await options.waitForSelector("[data-part=options][data-state=failed] [data-reason=stopped]");
    await options.evaluate(() => /** @type {HTMLElement} */ (document.querySelector("[data-part=restart]")).click());
    await options.waitForSelector("[data-part=options][data-state=ready] [data-part=profile]");
    assert.equal((await options.$$("[data-part=profile]")).length, 1);
  });

  check("a click after the background worker was stopped works", [BRIGHTLEAF], async (current) => {
    current.forgive(CALLS_OF_A_STOPPED_WORKER);
    const opened = await current.open(page("strict"));
    await current.browser.stopBackground();
    const panel = await current.browser.click(opened);
    await panel.shows("the report", isStrict);
    await current.browser.stopBackground();
    await current.move(opened, ARTICLE);
    await current.browser.click(opened);
    await panel.shows("the next report", ({ backlinks }) => backlinks.length === 3);
  });

  check("a page can neither frame the panel, nor load its files, nor send it messages", [BRIGHTLEAF], async (current) => {
    const opened = await current.open(page("empty"));
    const panel = await current.browser.click(opened);
    const before = await panel.settled();
    const origin = await panel.evaluate(() => location.origin);
    current.forgive(/may not load or link to/); // Firefox, of the page's attempts
    const visitor = await current.browser.open("about:blank");
    const url = "http://visitor.example/";
    current.server.serve(url, '<!doctype html><link rel="icon" href="data:,">');
    current.expect(`GET ${url}`);
    await visitor.goto(url);
    const got = await visitor.evaluate(reach, origin);
    assert.deepEqual(got, { frame: "nothing", files: [], runtime: "none" });
    await opened.bringToFront();
    assert.deepEqual(await panel.shows("the same report", ({ state }) => state === "report"), before);
  });

  check("a content script that a page has taken over hears of no click", [BRIGHTLEAF], async (current) => {
    const opened = await current.open(page("strict"));
    const panel = await current.browser.click(opened);
    await panel.settled();
    const answers = await panel.evaluate(async () => {
      const [tab] = await chrome.tabs.query({ active: true, currentWindow: true });
      const [result] = await chrome.scripting.executeScript({
        target: { tabId: /** @type {number} */ (tab?.id) },
        args: [tab?.windowId ?? 0],
        func: async (windowId) => {
          const answer = await chrome.runtime.sendMessage({ type: "clicked", windowId }).catch((error) => String(error));
          return answer === undefined || /Receiving end|message port closed/i.test(String(answer)) ? "nothing" : answer;
        },
      });
      return result?.result;
    });
    assert.equal(answers, "nothing");
  });

  check("a content script that a page has taken over puts no style of its own into the page", [BRIGHTLEAF], async (current) => {
    const opened = await current.open(page("strict"));
    const panel = await current.browser.click(opened);
    await panel.settled();
    const good = { name: "m1-followed", ink: "#111111", ground: "#00ff007f", line: { style: "wavy", width: 1, colour: null } };
    const style = "body{outline:7px solid red!important}";
    const colour = `#ffffff}${style}a{color:#ffffff`;
    const bad = [
      style,
      [style],
      [{ ...good, name: `m1-followed){}${style}::highlight(m1-other` }],
      [{ ...good, ink: colour }],
      [{ ...good, ground: colour }],
      [{ ...good, ground: "red" }],
      [{ ...good, ground: [`#ffffff}${style}`] }],
      [{ ...good, line: { ...good.line, style: `solid}${style}` } }],
      [{ ...good, line: { ...good.line, width: `1px}${style}` } }],
      [{ ...good, line: { ...good.line, width: 1000 } }],
      [{ ...good, line: { ...good.line, colour } }],
      [good, { ...good, ink: colour }],
      Array.from({ length: 100 }, () => good),
    ];
    const looks = () => opened.evaluate(() => [getComputedStyle(document.body).outlineWidth, getComputedStyle(document.body, "::highlight(m1-followed)").backgroundColor]);
    const before = await looks();
    for (const rules of [...bad, null, 1, {}, [], [null], [[]]]) {
      await panel.evaluate(overLine, { rules, on: true });
      assert.deepEqual(await looks(), before, JSON.stringify(rules));
    }
    await panel.evaluate(overLine, { rules: [good], on: true });
    // Chromium does not say how a highlight looks.
    if (tellsHighlights) await until("the good one", async () => (await looks())[1] === "rgba(0, 255, 0, 0.498)");
    await panel.evaluate(overLine, { rules: [good], on: false });
    await until("it to be gone", async () => (await looks())[1] === before[1]);
  });

  check("a clock that jumps years ahead or back changes no report", [BRIGHTLEAF], async (current) => {
    const opened = await current.open(ARTICLE);
    const panel = await current.browser.click(opened);
    const before = await panel.settled();
    for (const years of [40, -60]) {
      await panel.evaluate(jump, years);
      await current.browser.click(opened);
      await pause(300);
      const after = await panel.settled();
      assert.deepEqual([after.verdict, after.backlinks], [before.verdict, before.backlinks]);
    }
  });

  check("a clock that runs away ends the reading, and the report says so", [BRIGHTLEAF], async (current) => {
    const opened = await current.open(ARTICLE);
    const panel = await current.browser.click(opened);
    await panel.settled();
    await panel.evaluate(() => {
      let now = performance.now();
      Object.defineProperty(performance, "now", { value: () => (now += 3_600_000), configurable: true });
    });
    await current.browser.click(opened);
    await until("the limit", () =>
      panel.evaluate(() => [...document.querySelectorAll("[data-part=limit]")].some((limit) => /took too long/.test(limit.textContent ?? ""))),
    );
  });
}

/**
 * Declares the cases that only Chromium can be driven through: the protocol that drives Firefox reaches neither
 * a second window's sidebar nor an event page, another extension's included, and the page that ends its process
 * here was made for Chromium's.
 * @param {Check} check
 */
export function abuseCasesOfChromium(check) {
  check("two windows have two panels, and each speaks of its own", [BRIGHTLEAF], async (current) => {
    const one = await current.open(page("strict"));
    const first = await current.browser.click(one);
    await first.shows("the first report", isStrict);
    current.server.serve(ARTICLE.url, ARTICLE);
    current.expect(`GET ${ARTICLE.url}`);
    const two = await current.browser.openWindow(ARTICLE.url);
    await current.browser.click(two);
    const panels = await until("both panels", async () => {
      const all = await current.browser.panels();
      const states = await Promise.all(all.map((panel) => panel.read().catch(() => null)));
      return all.length === 2 && states.every((state) => state?.state === "report") && states;
    });
    assert.deepEqual(panels.map((state) => state?.backlinks.length).sort(), [1, 3]);
    await current.browser.click(one);
    await pause(300);
    const states = await Promise.all((await current.browser.panels()).map((panel) => panel.settled()));
    assert.deepEqual(states.map((state) => state.backlinks.length).sort(), [1, 3]);
  });

  check("a click that a panel has answered is not answered again by the next one", [BRIGHTLEAF], async (current) => {
    const opened = await current.open(page("strict"));
    const panel = await current.browser.click(opened);
    await panel.settled();
    await current.browser.click(opened);
    await panel.shows("the report", isStrict);
    await current.open(ARTICLE);
    await panel.reopen();
    assert.equal((await panel.settled()).state, "waiting");
  });

  check("messages and lines of another extension are refused", [BRIGHTLEAF], async (current) => {
    const opened = await current.open(page("strict"));
    const panel = await current.browser.click(opened);
    const before = await panel.settled();
    const id = await panel.evaluate(() => chrome.runtime.id);
    const folder = mkdtempSync(join(tmpdir(), "linkglance-other-"));
    writeFileSync(join(folder, "manifest.json"), JSON.stringify({ manifest_version: 3, name: "Other", version: "1", background: { service_worker: "other.js" } }));
    writeFileSync(join(folder, "other.js"), "");
    try {
      const other = await current.browser.installOther(folder);
      const answer = await other(`Promise.allSettled([
        { type: "inspect", tabId: 1 }, { type: "clicked", windowId: 1 }, "x", null,
      ].map((message) => chrome.runtime.sendMessage(${JSON.stringify(id)}, message)))
        .then((all) => all.map(({ status, value }) => status === "rejected" || value === undefined ? "refused" : value))`);
      assert.deepEqual(answer, ["refused", "refused", "refused", "refused"]);
      const lines = await other(`Promise.all(["page", "rules"].map((name) => new Promise((resolve) => {
        const port = chrome.runtime.connect(${JSON.stringify(id)}, { name });
        port.onMessage.addListener(() => resolve("answered"));
        port.onDisconnect.addListener(() => resolve(chrome.runtime.lastError ? "refused" : "ended"));
        setTimeout(() => resolve("open"), 2000);
      })))`);
      assert.deepEqual(lines, ["refused", "refused"]);
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
    assert.deepEqual(await panel.settled(), before);
  });

  check("a page whose process ends is reported, and the next click works", [BRIGHTLEAF], async (current) => {
    const panel = await current.browser.click(await current.open(page("strict")));
    await panel.settled();
    const url = "http://crash.example/";
    const levels = "for (let i = 0; i < 20_000; i += 1) end = end.appendChild(document.createElement('div'))";
    current.server.serve(url, `<!doctype html><link rel="icon" href="data:,"><body><script>let end = document.body; ${levels}</script>`);
    current.expect(`GET ${url}`);
    const crashed = await current.browser.open(url);
    await current.browser.click(crashed);
    const told = await panel.shows("that the page is gone", ({ state }) => state === "cannot");
    assert.ok(["page_gone", "closed"].includes(told.reason), told.reason);
    const opened = await current.open({ ...ARTICLE, url: "http://fieldandkettle.example/again" });
    await current.browser.click(opened);
    await panel.shows("the next report", ({ backlinks }) => backlinks.length === 3);
  });
}

/** A profile as a user might import it from a stranger. */
const HOSTILE_SITE = {
  name: "<img src=x onerror=globalThis.hit=1>\u202e",
  domains: ["brightleaf.example"],
  aliases: ["</textarea><script>globalThis.hit=2</script>", WORD.slice(0, 4_000)],
};

/** @param {PanelState} state */
export function isStrict({ state, backlinks }) {
  return state === "report" && backlinks.length === 1 && backlinks[0]?.href === "https://brightleaf.example/journal/strict";
}

/** @param {PanelState} state */
function hasStopped({ state, reason }) {
  return state === "failed" && reason === "stopped";
}

/** Runs in a page of the extension: opens all that is folded, and the details of every row. */
export function unfold() {
  for (const details of document.querySelectorAll("details")) details.open = true;
  for (const button of document.querySelectorAll("[data-part=details][aria-expanded=false]")) /** @type {HTMLElement} */ (button).click();
}

/**
 * Runs in a page of the extension: what a page's words have become other than text, and what they
 * have broken.
 */
function traps() {
  const found = [];
  for (const element of document.querySelectorAll("body script, body img, body iframe, body object, body u, body form[action]")) {
    found.push(`an element ${element.localName}`);
  }
  for (const link of document.querySelectorAll("[href], [src], [action], [formaction]")) {
    for (const name of ["href", "src", "action", "formaction"]) {
      const value = link.getAttribute(name);
      if (value === null) continue;
      const { protocol } = new URL(value, location.href);
      if (!["http:", "https:", "mailto:", location.protocol].includes(protocol)) found.push(`${name}=${value}`);
      if (protocol === "mailto:") {
        const [to = "", fields = ""] = value.split("?");
        const [subject] = new URLSearchParams(fields).getAll("subject");
        const more = [...new URLSearchParams(fields).keys()].some((key) => !["subject", "body"].includes(key));
        if (more || /[\r\n]|%0[ad]/i.test(to) || /[\r\n]/.test(subject ?? "")) found.push(`${name}=${value}`);
      }
    }
  }
  for (const element of document.querySelectorAll("*")) {
    for (const { name } of element.attributes) if (name.startsWith("on")) found.push(`${name} of ${element.localName}`);
  }
  if (/** @type {any} */ (globalThis).hit !== undefined) found.push("a script of the page");
  const { scrollWidth, clientWidth } = document.documentElement;
  if (scrollWidth > clientWidth + 1) {
    const wide = [...document.querySelectorAll("*")].filter((element) => element.getBoundingClientRect().right > clientWidth + 1);
    const names = wide.map((element) => `${element.localName}.${element.className}`);
    found.push(`${scrollWidth} pixels in ${clientWidth}: ${names.slice(0, 8).join(", ")}`);
  }
  return found;
}

/**
 * Runs in a page of the extension: has its clock jump.
 * @param {number} years
 */
function jump(years) {
  const shift = years * 365 * 86_400_000;
  const Real = Date;
  globalThis.Date = /** @type {any} */ (
    class extends Real {
      /** @param {ConstructorParameters<typeof Date>} words */
      constructor(...words) {
        if (words.length > 0) super(...words);
        else super(Real.now() + shift);
      }
      static now() {
        return Real.now() + shift;
      }
    }
  );
}

/**
 * Runs in the panel: has a script of ours in the page send this over the line for rules, and waits
 * for the line's end.
 * @param {object} message
 */
async function overLine(message) {
  const [tab] = await chrome.tabs.query({ active: true, currentWindow: true });
  await chrome.scripting.executeScript({
    target: { tabId: /** @type {number} */ (tab?.id) },
    args: [message],
    func: (message) =>
      new Promise((resolve) => {
        const port = chrome.runtime.connect({ name: "rules" });
        port.onDisconnect.addListener(() => setTimeout(() => resolve(null), 100)); // for a style to be there
        port.postMessage(message);
      }),
  });
}

/** Runs in a page of the extension: what it has loaded from elsewhere. */
function foreignResources() {
  return performance
    .getEntriesByType("resource")
    .map(({ name }) => name)
    .filter((name) => !name.startsWith(location.origin));
}

/**
 * Runs in a page of the extension: has the module stop, as an error of its own does, when it next
 * asks for the time or for an id. The trap is that of a WebAssembly function, and goes through the
 * module's own functions; what ships needs nothing added for it.
 */
function breakModule() {
  // (module (func (export "f") unreachable))
  const bytes = [0, 97, 115, 109, 1, 0, 0, 0, 1, 4, 1, 96, 0, 0, 3, 2, 1, 0, 7, 5, 1, 1, 102, 0, 0, 10, 5, 1, 3, 0, 0, 11];
  const { exports } = new WebAssembly.Instance(new WebAssembly.Module(new Uint8Array(bytes)));
  Object.defineProperty(performance, "now", { value: exports.f, configurable: true });
  Object.defineProperty(crypto, "randomUUID", { value: exports.f, configurable: true });
}

/**
 * Runs in a page: what it can reach of the extension.
 * @param {string} origin
 */
async function reach(origin) {
  const frame = document.createElement("iframe");
  frame.src = `${origin}/panel.html`;
  /** @type {Promise<string>} */
  const told = new Promise((resolve) => {
    addEventListener("message", ({ origin: from }) => resolve(`a message of ${from}`));
    setTimeout(() => resolve("nothing"), 700);
  });
  document.body.append(frame);
  const files = [];
  for (const file of ["panel.html", "start_panel.js", "panel_bg.wasm", "icons/icon-16.png", "collect.js", "_locales/en/messages.json"]) {
    const loaded = await fetch(`${origin}/${file}`).then(() => true, () => false);
    const shown = await new Promise((resolve) => {
      const image = new Image();
      image.onload = () => resolve(true);
      image.onerror = () => resolve(false);
      image.src = `${origin}/${file}`;
    });
    if (loaded || shown) files.push(file);
  }
  for (let target = window; target; target = /** @type {any} */ (null)) target.postMessage({ type: "inspect", tabId: 1 }, "*");
  frame.contentWindow?.postMessage({ type: "inspect", tabId: 1 }, "*");
  const { runtime } = /** @type {any} */ (globalThis).chrome ?? {};
  return { frame: frame.contentDocument?.querySelector("[data-part]") ? "the panel" : await told.then((word) => (word.includes(origin) ? word : "nothing")), files, runtime: runtime?.sendMessage ? "a door" : "none" };
}
