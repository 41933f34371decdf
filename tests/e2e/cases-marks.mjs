//! What is marked on the page: the cases for both browsers.
//!
//! A page can know of a mark only by asking for it: `document.getAnimations()` lists the outlines,
//! `CSS.highlights` the marked words, and computed styles show the outline. These tests read the
//! marks that way, and prove that nothing else reveals them.

import assert from "node:assert/strict";

import { pause, until } from "./browser.mjs";
import { BRIGHTLEAF, page } from "./pages.mjs";

/** @typedef {import("./browser.mjs").Page} Page */
/** @typedef {import("./cases.mjs").Check} Check */
/** @typedef {import("./panel.mjs").Panel} Panel */

/**
 * What is marked: links by id with the line and width of their outline, words by their text with
 * the last part of the highlight's name.
 * @typedef {{ links: Record<string, string>, words: string[] }} Marked
 */

/**
 * Runs in the page.
 * @returns {Marked}
 */
function readMarks() {
  /** @type {Record<string, string>} */
  const links = {};
  const frame = document.querySelector("iframe")?.contentDocument;
  const documents = [document, ...(frame ? [frame] : [])];
  /** @type {string[]} */
  const words = [];
  for (const page of documents) {
    const view = /** @type {Window & typeof globalThis} */ (page.defaultView);
    const shadows = [...page.querySelectorAll("*")].flatMap((element) => element.shadowRoot ?? []);
    for (const animation of [page, ...shadows].flatMap((root) => root.getAnimations())) {
      const { target } = /** @type {KeyframeEffect} */ (animation.effect);
      if (target === null) continue;
      const { outlineStyle, outlineWidth, boxShadow } = view.getComputedStyle(target);
      const id = target.id || target.parentElement?.id || target.nodeName;
      links[id] = outlineStyle === "none" ? `shadow ${boxShadow !== "none"}` : `${outlineStyle} ${outlineWidth}`;
    }
    for (const [name, highlight] of view.CSS.highlights) {
      const kind = name.slice(name.indexOf("-") + 1);
      for (const range of highlight) words.push(`${kind}: ${range.toString().replace(/\s+/g, " ")}`);
    }
  }
  return { links, words: words.sort() };
}

/**
 * All that a page can learn of itself without asking for animations and highlights by name.
 * Runs in the page.
 */
function everything() {
  /** @type {unknown[]} */
  const seen = [scrollX, scrollY, document.activeElement?.nodeName, history.length];
  const frame = document.querySelector("iframe")?.contentDocument;
  for (const page of [document, ...(frame ? [frame] : [])]) {
    /** @type {(Document | ShadowRoot)[]} */
    const roots = [page];
    for (let root = roots.pop(); root; root = roots.pop()) {
      seen.push(root.styleSheets.length, root.adoptedStyleSheets.length);
      seen.push(root instanceof ShadowRoot ? root.innerHTML : page.documentElement.outerHTML);
      for (const element of root.querySelectorAll("*")) {
        const { x, y, width, height } = element.getBoundingClientRect();
        seen.push([element.nodeName, x, y, width, height, Object.keys(element).length].join(" "));
        if (element.shadowRoot) roots.push(element.shadowRoot);
      }
    }
  }
  return seen;
}

/**
 * Waits until the panel has taken its part of the window: a report may be shown before that.
 * @param {Page} opened
 */
async function steady(opened) {
  let width = 0;
  await until("the page's own width", async () => {
    const before = width;
    await pause(400);
    width = await opened.evaluate(() => innerWidth);
    return width === before;
  });
}

/** Runs in the page: notes events that marking could set off. */
function listen() {
  const noted = /** @type {string[]} */ ([]);
  const names = ["animationstart", "animationend", "animationcancel", "transitionrun", "transitionstart"];
  names.push("transitionend", "transitioncancel", "focusin", "focusout", "scroll", "resize", "selectionchange");
  for (const name of names) document.addEventListener(name, () => noted.push(name), true);
  Object.defineProperty(globalThis, Symbol.for("noted"), { value: noted });
}

/** @param {Page} opened */
const events = (opened) => opened.evaluate(() => /** @type {any} */ (globalThis)[Symbol.for("noted")]);

/** Presses one of the buttons that say what to mark. @param {Panel} panel @param {string} mode */
async function mark(panel, mode) {
  await panel.evaluate((mode) => {
    const button = document.querySelector(`[data-part=mark][data-mode=${mode}]`);
    if (!(button instanceof HTMLButtonElement) || button.disabled) throw new Error(`no button ${mode}`);
    button.click();
  }, mode);
}

/**
 * Does something to the row with this href: `point` at it, `leave` it, or press its button.
 * @param {Panel} panel
 * @param {string} href
 * @param {"point" | "leave" | "show"} what
 */
async function row(panel, href, what) {
  await panel.evaluate(
    (href, what) => {
      const row = document.querySelector(`[data-part=link][data-href="${href}"]`);
      if (row === null) throw new Error(`no row ${href}`);
      const bubbles = true;
      if (what === "point") row.dispatchEvent(new PointerEvent("pointerover", { bubbles }));
      if (what === "leave") document.querySelector("main")?.dispatchEvent(new PointerEvent("pointerleave"));
      const button = row.querySelector("[data-part=show-on-page]");
      if (what === "show" && button instanceof HTMLButtonElement) button.click();
    },
    href,
    what,
  );
}

/**
 * Waits until the page's marks are as wanted.
 * @param {Page} opened
 * @param {string} what
 * @param {(marked: Marked) => boolean} wanted
 * @returns {Promise<Marked>}
 */
async function marks(opened, what, wanted) {
  /** @type {Marked | undefined} */
  let last;
  try {
    return await until(what, async () => {
      last = await opened.evaluate(readMarks);
      return wanted(last) ? last : false;
    });
  } catch (error) {
    throw new Error(`${error instanceof Error ? error.message : error}; marked is ${JSON.stringify(last)}`);
  }
}

/** @param {Marked} marked */
const none = ({ links, words }) => Object.keys(links).length === 0 && words.length === 0;

/** @param {Panel} panel @param {string} part */
const part = (panel, part) =>
  panel.evaluate((part) => document.querySelector(`[data-part="${part}"]`)?.textContent ?? "", part);

/** Declares the cases. @param {Check} check */
export function marksCases(check) {
  check("all links are marked by state, mentions too, and nothing else on the page changes", [BRIGHTLEAF], async (current) => {
    const opened = await current.open(page("marks"));
    const panel = await current.browser.click(opened);
    await panel.settled();
    await steady(opened);
    await opened.evaluate(listen);
    const before = await opened.evaluate(everything);
    await mark(panel, "all");
    const all = await marks(opened, "the marks", ({ links }) => Object.keys(links).length > 0);
    assert.deepEqual(all.links, {
      followed: "solid 2px",
      nofollow: "dashed 2px",
      sponsored: "double 3px",
      ugc: "dotted 2px",
      mine: "solid 2px",
      "mine-nofollow": "dashed 2px",
      image: "solid 2px",
      forbids: "shadow false",
      "forbids-image": "shadow true",
      button: "solid 2px",
      contents: "solid 2px",
      collapsed: "solid 2px",
      shadow: "solid 2px",
      frame: "solid 2px",
      far: "solid 2px",
    });
    assert.deepEqual(all.words, [
      "followed: a link whose outline the page forbids",
      "mention: BrightLeaf Tea",
      "mention: Brightleaf Tea",
      "mention: Brightleaf Tea",
      "mention: Brightleaf Tea",
      "mention: Brightleaf Tea",
    ]);
    assert.deepEqual(await opened.evaluate(everything), before, "the page is as it was");
    await mark(panel, "mine");
    const mine = await marks(opened, "one's own only", ({ links }) => !("followed" in links));
    assert.deepEqual(Object.keys(mine.links).sort(), ["mine", "mine-nofollow"]);
    assert.deepEqual(await opened.evaluate(everything), before, "the page is as it was");
    await mark(panel, "off");
    await marks(opened, "nothing", none);
    assert.deepEqual(await opened.evaluate(everything), before, "the page is as it was");
    assert.deepEqual(await events(opened), []);
  });

  check("what the filter lets through is marked, and the legend names the marks", [BRIGHTLEAF], async (current) => {
    const opened = await current.open(page("marks"));
    const panel = await current.browser.click(opened);
    await panel.settled();
    await mark(panel, "filtered");
    await marks(opened, "all", ({ links }) => "followed" in links);
    await panel.evaluate(() => {
      const search = document.querySelector("input[type=search]");
      if (!(search instanceof HTMLInputElement)) throw new Error("no search field");
      search.value = "paid";
      search.dispatchEvent(new Event("input", { bubbles: true }));
    });
    const { links } = await marks(opened, "one", ({ links }) => !("followed" in links));
    assert.deepEqual(links, { sponsored: "double 3px" });
    assert.match(await part(panel, "legend"), /^sponsored 1$/);
    const sample = await panel.evaluate(() => {
      const sample = document.querySelector("[data-part=legend] .sample");
      return sample && getComputedStyle(sample).outline;
    });
    assert.match(sample ?? "", /double/);
  });

  check("a row lights its link, and its button scrolls there", [BRIGHTLEAF], async (current) => {
    const opened = await current.open(page("marks"));
    const panel = await current.browser.click(opened);
    await panel.settled();
    await row(panel, "https://one.example/far", "point");
    const lit = await marks(opened, "the light", ({ links }) => "far" in links);
    assert.deepEqual(lit, { links: { far: "solid 4px" }, words: ["lit: a link out of sight"] });
    await row(panel, "https://one.example/far", "leave");
    await marks(opened, "no light", none);
    assert.equal(await opened.evaluate(() => scrollY), 0);
    await row(panel, "https://one.example/far", "show");
    await until("the link on the screen", () =>
      opened.evaluate(() => {
        const { top = -1, bottom = 0 } = document.querySelector("#far")?.getBoundingClientRect() ?? {};
        return top >= 0 && bottom <= innerHeight;
      }));
    await marks(opened, "the flash's end", none);
  });

  check("a link that can't be seen says why, and one in a closed section is there when it opens", [BRIGHTLEAF], async (current) => {
    const opened = await current.open(page("marks"));
    const panel = await current.browser.click(opened);
    await panel.settled();
    const why = await panel.evaluate(async () => {
      const row = document.querySelector(`[data-part=link][data-href$="/hidden"]`);
      const details = row?.querySelector("[data-part=details]");
      if (details instanceof HTMLElement) details.click();
      await new Promise((resolve) => setTimeout(resolve, 100));
      return row?.querySelector("[data-part=cannot-be-shown]")?.textContent;
    });
    assert.match(why ?? "", /display: none/);
    await row(panel, "https://one.example/collapsed", "show");
    await until("the answer", async () => /open the tab or section/.test(await part(panel, "marks-answer")));
    await current.change(opened, () => document.querySelector("details")?.setAttribute("open", ""));
    await row(panel, "https://one.example/collapsed", "show");
    await until("no complaint", async () => (await part(panel, "marks-answer")).trim() === "");
  });

  check("a click on a marked link turns to its row and does not follow it", [BRIGHTLEAF], async (current) => {
    const opened = await current.open(page("marks"));
    const panel = await current.browser.click(opened);
    await panel.settled();
    await mark(panel, "all");
    await marks(opened, "the marks", ({ links }) => "sponsored" in links);
    const url = opened.url();
    current.allow("CONNECT one.example:443"); // Chromium, for a link that the pointer rests on
    await opened.hover("#sponsored");
    await until("the lit row", () =>
      panel.evaluate(() => document.querySelector("[data-part=link].lit")?.getAttribute("data-href") === "https://one.example/sponsored"));
    await opened.click("#sponsored");
    await until("the chosen row", () =>
      panel.evaluate(() => document.querySelector("[data-part=link].chosen")?.getAttribute("data-href") === "https://one.example/sponsored"));
    assert.equal(opened.url(), url);
    assert.equal(await panel.evaluate(() => document.querySelector("[data-part=link].chosen")?.closest("[hidden]") === null), true);
  });

  check("the page hears of a click with Ctrl on a marked link, and of a plain one only without marks", [BRIGHTLEAF], async (current) => {
    const opened = await current.open(page("marks"));
    const panel = await current.browser.click(opened);
    await panel.settled();
    current.allow("CONNECT one.example:443"); // Chromium, for a link that the pointer rests on
    await opened.evaluate(() => {
      const heard = /** @type {string[]} */ ([]);
      Object.defineProperty(globalThis, Symbol.for("noted"), { value: heard });
      document.addEventListener("click", (event) => {
        heard.push(`${event.ctrlKey ? "ctrl" : "plain"} ${event.defaultPrevented}`);
        event.preventDefault();
      });
    });
    await opened.click("#ugc");
    await mark(panel, "all");
    await marks(opened, "the marks", ({ links }) => "ugc" in links);
    await opened.click("#ugc");
    await opened.keyboard.down("Control");
    await opened.click("#ugc");
    await opened.keyboard.up("Control");
    assert.deepEqual(await events(opened), ["plain false", "ctrl false"]);
  });

  check("a mention's row lights its words, and a click on the words turns to the row", [BRIGHTLEAF], async (current) => {
    const opened = await current.open(page("marks"));
    const panel = await current.browser.click(opened);
    await panel.settled();
    await panel.evaluate(() => {
      const split = document.querySelectorAll("[data-part=mention]")[1];
      split?.dispatchEvent(new PointerEvent("pointerover", { bubbles: true }));
    });
    const lit = await marks(opened, "the light", ({ words }) => words.length > 0);
    assert.deepEqual(lit.words, ["lit: Brightleaf Tea"]);
    await mark(panel, "mine");
    await marks(opened, "the marks", ({ links }) => "mine" in links);
    const { x, y } = await opened.evaluate(() => {
      const { left, top } = /** @type {Element} */ (document.querySelector("p b")).getBoundingClientRect();
      return { x: left + 4, y: top + 4 };
    });
    await opened.mouse.click(x, y);
    await until("the chosen row", () =>
      panel.evaluate(() => {
        const chosen = document.querySelector("[data-part=mention].chosen");
        const rows = [...document.querySelectorAll("[data-part=mention]")];
        return chosen !== null && rows.indexOf(chosen) === 1 && chosen.closest("[hidden]") === null;
      }));
  });

  check("a link that has left the page is said to be gone", [BRIGHTLEAF], async (current) => {
    const opened = await current.open(page("marks"));
    const panel = await current.browser.click(opened);
    await panel.settled();
    await current.change(opened, () => document.querySelector("#sponsored")?.remove());
    await row(panel, "https://one.example/sponsored", "show");
    await until("the answer", async () => /no longer on the page/.test(await part(panel, "marks-answer")));
  });

  check("a link that a script has made another is said to have changed, and is neither shown nor marked", [BRIGHTLEAF], async (current) => {
    const opened = await current.open(page("marks"));
    const panel = await current.browser.click(opened);
    await panel.settled();
    await mark(panel, "all");
    await marks(opened, "the marks", ({ links }) => "sponsored" in links);
    const changed = () => panel.evaluate(() => document.querySelector("[data-part=changed]")?.getAttribute("data-count") ?? "");
    assert.equal(await changed(), "");
    await current.change(opened, () => {
      document.querySelector("#followed")?.setAttribute("href", "https://evil.example/");
      document.querySelector("#sponsored")?.removeAttribute("rel");
      /** @type {HTMLElement} */ (document.querySelector("#ugc")).textContent = "other words";
    });
    // Asked for at once, before the page's script has looked.
    await row(panel, "https://one.example/followed", "show");
    await until("the refusal", async () => /has changed since/.test(await part(panel, "marks-answer")));
    await row(panel, "https://one.example/followed", "point");
    await until("the notice", async () => (await changed()) === "3");
    assert.match(await part(panel, "changed"), /3 links changed since the inspection/);
    const left = await marks(opened, "marks without them", ({ links }) => !("sponsored" in links));
    assert.deepEqual(["followed", "sponsored", "ugc"].filter((id) => id in left.links), []);
    assert.ok("nofollow" in left.links);
    await row(panel, "https://one.example/sponsored", "show");
    await until("the refusal", async () => /^This link has changed since/.test(await part(panel, "marks-answer")));
    await panel.press("strip-again");
    await until("no notice", async () => (await changed()) === "");
    await panel.shows("the link as it is", ({ links }) => links.some(({ href }) => href === "https://evil.example/"));
  });

  check("an inner link that a script turns outwards has changed, one that only moves has not", [BRIGHTLEAF], async (current) => {
    const body = `<!doctype html><link rel="icon" href="data:,"><title>x</title><main><p>${"Words of a text. ".repeat(20)}
      <a id="in" href="/inside">inside</a> <a id="out" rel="NoFollow,UGC nofollow" href="https://one.example/">out</a>.</p><p id="end"></p></main>`;
    const opened = await current.open({ url: "http://pages.example/turned", body });
    const panel = await current.browser.click(opened);
    await panel.settled();
    const changed = () => panel.evaluate(() => document.querySelector("[data-part=changed]")?.getAttribute("data-count") ?? "");
    await current.change(opened, () => {
      const out = /** @type {Element} */ (document.querySelector("#out"));
      document.querySelector("#end")?.append(out);
      out.setAttribute("rel", String(out.getAttribute("rel")));
      document.querySelector("#in")?.setAttribute("href", "/elsewhere-inside");
    });
    await pause(1200);
    assert.equal(await changed(), "");
    await current.change(opened, () => document.querySelector("#in")?.setAttribute("href", "https://evil.example/"));
    await until("the notice", async () => (await changed()) === "1");
  });

  check("marks go when the panel is closed", [BRIGHTLEAF], async (current) => {
    const opened = await current.open(page("marks"));
    const panel = await current.browser.click(opened);
    await panel.settled();
    await mark(panel, "all");
    await marks(opened, "the marks", ({ links }) => "followed" in links);
    // A reload ends the panel's page as closing it does: the line to the page breaks.
    await panel.evaluate(() => void setTimeout(() => location.replace("about:blank"), 0)).catch(() => {});
    await marks(opened, "nothing", none);
  });

  check("marks go when another tab comes to the front, and come again", [BRIGHTLEAF], async (current) => {
    const opened = await current.open(page("marks"));
    const panel = await current.browser.click(opened);
    await panel.settled();
    await mark(panel, "mine");
    await marks(opened, "the marks", ({ links }) => "mine" in links);
    await current.open(page("empty"));
    await marks(opened, "nothing", none);
    await opened.bringToFront();
    await marks(opened, "the marks again", ({ links }) => "mine" in links);
  });

  check("links that come late are reported; a new look says what came and went", [BRIGHTLEAF], async (current) => {
    const opened = await current.open(page("marks"));
    const panel = await current.browser.click(opened);
    await panel.settled();
    await current.change(opened, () => {
      const more = ["late-1", "late-2", "late-3"].map((name) => `<p><a href="https://one.example/${name}">${name}</a>`);
      document.querySelector("article")?.insertAdjacentHTML("beforeend", `${more.join("")}<a href="/inside">in</a>`);
      document.querySelector("#ugc")?.remove();
    });
    const late = () => panel.evaluate(() => document.querySelector("[data-part=late]")?.getAttribute("data-count") ?? "");
    await until("the notice", async () => (await late()) === "3");
    await panel.press("strip-again");
    const changes = () => panel.evaluate(() => {
      const found = document.querySelector("[data-part=changes]");
      return found ? `${found.getAttribute("data-came")} came, ${found.getAttribute("data-went")} went` : "";
    });
    await until("the changes", async () => (await changes()) === "3 came, 1 went");
    const isNew = await panel.evaluate(() =>
      [...document.querySelectorAll("[data-part=link] .badge[data-kind=new]")].map((badge) => badge.closest("[data-part=link]")?.getAttribute("data-href")));
    assert.deepEqual(isNew, [1, 2, 3].map((number) => `https://one.example/late-${number}`));
    await until("the notice's end", async () => (await late()) === "");
  });

  check("a list that is drawn again brings no new links", [BRIGHTLEAF], async (current) => {
    const opened = await current.open(page("marks"));
    const panel = await current.browser.click(opened);
    await panel.settled();
    await current.change(opened, () => {
      const article = /** @type {HTMLElement} */ (document.querySelector("article"));
      const first = /** @type {HTMLElement} */ (article.querySelector("p"));
      first.innerHTML = String(first.innerHTML);
    });
    await pause(1200);
    assert.equal(await panel.evaluate(() => document.querySelector("[data-part=late]") === null), true);
  });

  check("a page that takes another address by script is said to have changed; a jump within it is not", [BRIGHTLEAF], async (current) => {
    const opened = await current.open(page("marks"));
    const panel = await current.browser.click(opened);
    await panel.settled();
    await mark(panel, "all");
    await marks(opened, "the marks", ({ links }) => "followed" in links);
    await opened.evaluate(() => void (location.hash = "#far"));
    await pause(500);
    assert.deepEqual((await panel.settled()).notices, []);
    await opened.evaluate(() => history.pushState(null, "", "/another-view"));
    await panel.shows("the notice", ({ notices }) => notices.includes("page_changed"));
    await marks(opened, "nothing", none);
    await panel.press("again");
    await panel.shows("a new report", ({ notices, state }) => state === "report" && notices.length === 0);
  });

  check("five thousand links are marked at once", [BRIGHTLEAF], async (current) => {
    const many = Array.from({ length: 5000 }, (_, index) => `<a href="https://one.example/${index}">link ${index}</a> and so on`);
    const body = `<!doctype html><title>Many</title><link rel="icon" href="data:,"><main><p>${many.join(", ")}</p></main>`;
    const opened = await current.open({ url: "http://pages.example/many", body });
    const panel = await current.browser.click(opened);
    await panel.settled();
    const start = Date.now();
    await mark(panel, "all");
    await until("the answer", async () => (await part(panel, "marks-answer")).includes("5,000"));
    const marked = Date.now() - start;
    await opened.evaluate(() => document.querySelector("a:nth-of-type(3000)")?.scrollIntoView({ block: "center" }));
    current.allow("CONNECT one.example:443"); // Chromium, for a link that the pointer rests on
    await opened.click("a:nth-of-type(3000)");
    await until("the row far down", () =>
      panel.evaluate(() => document.querySelector("[data-part=link].chosen")?.getAttribute("data-href") === "https://one.example/2999"));
    await mark(panel, "off");
    // The row that was turned to has the focus, so its link stays lit.
    await marks(opened, "nothing but the light", ({ links }) => Object.keys(links).length <= 1);
    console.log(`# 5,000 links: marked and reported in ${marked} ms`);
    assert.ok(marked < 3000, `${marked} ms`);
  });
}
