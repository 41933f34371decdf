//! Which links a reader can't see, and why: what the collector measures in a real browser, as the
//! report has it. For every browser.

import assert from "node:assert/strict";

import { saved } from "./cases-panel.mjs";
import { BRIGHTLEAF, page } from "./pages.mjs";

/** @typedef {import("./cases.mjs").Check} Check */

/**
 * What an address of the pages says must be found of its link: `hidden.example/WHAT/WHICH`.
 * @param {string} href
 */
function wanted(href) {
  const [, what] = /^https:\/\/hidden\.example\/(\w+)\//.exec(href) ?? [];
  return what === "seen" ? null : what;
}

/** @param {Check} check */
export function hiddenCases(check) {
  for (const [name, count] of /** @type {const} */ ([["hidden", 53], ["hidden-rtl", 5], ["hidden-body-rtl", 3], ["hidden-vertical", 4], ["hidden-scrolled-body", 2]])) {
    check(`every way of hiding a link is told from what only looks like one (${name})`, [BRIGHTLEAF], async (current) => {
      const panel = await current.browser.click(await current.open(page(name)));
      assert.equal((await panel.settled()).state, "report");
      await panel.clickOn("[data-part=more-menu] [data-kind=json]");
      const { links } = JSON.parse(await saved(current.browser, /^linkglance-pages\.example-.*\.json$/));
      assert.equal(links.length, count);
      const differences = links
        .filter((/** @type {any} */ link) => link.layout.hidden !== wanted(link.href))
        .map((/** @type {any} */ link) => `${link.href}: ${link.layout.hidden} ${JSON.stringify(link.layout)}`);
      assert.deepEqual(differences, []);
      for (const link of links) assert.equal(link.hidden, wanted(link.href) !== null, link.href);
    });
  }
}
