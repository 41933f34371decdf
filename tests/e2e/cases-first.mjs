//! The first minutes with the product, and how many interactions its answers take. For every browser.

import assert from "node:assert/strict";

import { until } from "./browser.mjs";
import { TARGET, agree, comesOut, post } from "./cases-check.mjs";
import { ARTICLE, BRIGHTLEAF, page } from "./pages.mjs";

/** @typedef {import("./cases.mjs").Check} Check */
/** @typedef {import("./panel.mjs").Panel} Panel */

/** What the design allows, in clicks, keys pressed and fields filled. */
const TO_FIRST_VERDICT = 4;
const TO_LETTER = 2;

/** A user who can only press what they see, and whose every act is counted. */
class User {
  acts = 0;

  /** @param {import("./cases.mjs").Case} current */
  constructor(current) {
    this.current = current;
  }

  /** Clicks the icon on a page. @param {import("./browser.mjs").Page} opened */
  click(opened) {
    this.acts += 1;
    return this.current.browser.click(opened);
  }

  /**
   * Presses a button of the panel that can be seen.
   * @param {Panel} panel
   * @param {string} selector
   */
  async press(panel, selector) {
    this.acts += 1;
    await until(`${selector} in sight`, () => panel.evaluate((selector) => document.querySelector(selector)?.checkVisibility({ visibilityProperty: true }) === true, selector));
    await panel.clickOn(selector);
  }

  /**
   * Fills the field of the panel that asks for a site, and sends it off.
   * @param {Panel} panel
   * @param {string} site
   */
  async nameSite(panel, site) {
    this.acts += 2;
    await panel.enterSite(site);
  }
}

/** @param {Check} check */
export function firstCases(check) {
  check("the first verdict about one's own site takes at most four interactions", [], async (current) => {
    const user = new User(current);
    const panel = await user.click(await current.open(ARTICLE));
    assert.equal((await panel.settled()).state, "first_run");
    await user.nameSite(panel, "brightleaf.example");
    const { verdict } = await panel.shows("the verdict", ({ state, verdict }) => state === "report" && verdict !== "");
    assert.match(verdict, /^3 links/);
    assert.ok(user.acts <= TO_FIRST_VERDICT, String(user.acts));
  });

  check("a guest post with an agreement opens on what came of it, and the letter is two interactions away", [BRIGHTLEAF], async (current) => {
    const link = `<a rel="nofollow" href="${TARGET}">the Brightleaf journal</a>`;
    const first = await current.browser.click(await current.open(post(link)));
    await first.settled();
    await agree(first, TARGET);
    await comesOut(first, "broken");
    const user = new User(current);
    const panel = await user.click(await current.open(post(link)));
    await panel.settled();
    await user.press(panel, "[data-part=letter-open]");
    const body = await until("the letter", () => panel.evaluate(() => {
      const sheet = /** @type {HTMLDialogElement | null} */ (document.querySelector("[data-part=letter]"));
      return sheet?.open === true && /** @type {HTMLTextAreaElement} */ (sheet.querySelector("[data-part=letter-body]")).value;
    }));
    assert.match(String(body), /nofollow/);
    assert.ok(user.acts <= TO_LETTER, String(user.acts));
  });

  check("the page's own site is proposed, and its first links are there without one", [], async (current) => {
    const panel = await current.browser.click(await current.open(ARTICLE));
    await panel.settled();
    assert.equal((await panel.attributes("[data-part=first-link]", "data-href")).length, 5);
    assert.match(await panel.text("first-proposal"), /^This is my site: .+ \(fieldandkettle\.example\)$/);
    await panel.press("first-proposal");
    await panel.shows("its own page", ({ ownSite }) => ownSite);
  });

  check("the sample article is inspected in the panel, nothing of it is saved, and there is a way back", [], async (current) => {
    const panel = await current.browser.click(await current.open(page("unlinked")));
    await panel.settled();
    await panel.press("sample-open");
    const sample = await panel.shows("the sample", ({ state, backlinks }) => state === "report" && backlinks.length === 2);
    assert.match(sample.verdict, /^2 links: 1 followed, 1 sponsored/);
    assert.match(await panel.text("sample"), /sample article/);
    assert.equal(await panel.evaluate(() => document.querySelector("[data-part=keep-page]")), null);
    await panel.open("links");
    await panel.clickOn("[data-part=link] input");
    await panel.press("prospects-of-links");
    await until("that nothing is saved", async () => (await panel.text("said")) === "Nothing of the sample article is saved.");
    await panel.press("sample-close");
    await panel.shows("the page again", ({ state }) => state === "first_run");
    const saved = await panel.evaluate(async () => {
      const database = await new Promise((done, failed) => {
        const request = indexedDB.open("linkglance");
        request.onsuccess = () => done(request.result);
        request.onerror = () => failed(request.error);
      });
      const count = (/** @type {string} */ store) => new Promise((done) => {
        const request = database.transaction(store).objectStore(store).count();
        request.onsuccess = () => done(request.result);
      });
      const counts = [await count("backlinks"), await count("prospects")];
      database.close();
      return counts;
    });
    assert.deepEqual(saved, [0, 0]);
  });
}
