//! Help: the guide as a page of the extension, and the links that lead into it. For every browser.

import assert from "node:assert/strict";

import { until } from "./browser.mjs";
import { openReady } from "./cases-ways.mjs";
import { ARTICLE, BRIGHTLEAF } from "./pages.mjs";

/** @typedef {import("./cases.mjs").Check} Check */

/**
 * Runs in a page of the extension: what the guide's page shows that was opened last; `null` until it is there.
 */
function shownHelp() {
  const views = chrome.extension.getViews().filter(({ location }) => location.pathname.startsWith("/help/"));
  const view = views.at(-1);
  if (view === undefined || view.document.readyState !== "complete") return null;
  const { location, document, innerHeight } = view;
  const section = location.hash === "" ? null : document.getElementById(location.hash.slice(1));
  const { top = innerHeight, bottom = 0 } = section?.getBoundingClientRect() ?? {};
  return {
    file: location.pathname,
    language: document.documentElement.lang,
    id: section?.id ?? "",
    inSight: top >= 0 && top < innerHeight && bottom > top,
    ids: [...document.querySelectorAll("section[id]")].map(({ id }) => id),
    scripts: document.scripts.length,
    elsewhere: view.performance
      .getEntriesByType("resource")
      .map(({ name }) => name)
      .filter((name) => !name.startsWith(location.origin)),
  };
}

/** @param {Check} check */
export function helpCases(check) {
  check("a sentence of Why leads to its paragraph of the guide, in the user's language, and nothing is asked for", [BRIGHTLEAF], async (current) => {
    await current.browser.store({ settings: { version: 1, language: "pt_BR" } });
    const panel = await current.browser.click(await current.open(ARTICLE));
    await panel.settled();
    await panel.clickOn("[data-part=backlink] [data-part=why]");
    const meaning = "[data-part=why-of] [data-part=meaning]";
    const sentences = await until("why", async () => {
      const all = await panel.attributes("[data-part=why-of] .reasons > li", "class");
      return all.length > 0 && all.length;
    });
    const links = await panel.attributes(meaning, "href");
    assert.equal(links.length, sentences);
    const [first = ""] = links;
    assert.match(first, /^help\/pt_BR\.html#./);
    assert.equal(await panel.attribute(meaning, "aria-label"), "O que isto significa");

    await panel.clickOn(meaning);
    const help = await until("the paragraph in sight", async () => {
      const shown = await panel.evaluate(shownHelp);
      return shown?.inSight && shown;
    });
    assert.deepEqual([help.file, help.language, help.id], ["/help/pt_BR.html", "pt-BR", first.split("#")[1]]);
    for (const link of links) assert.ok(help.ids.includes(link.split("#")[1] ?? ""), link);
    assert.deepEqual([help.scripts, help.elsewhere], [0, []]);
  });

  check("Help is in the panel's menu, the dashboard and the settings", [BRIGHTLEAF], async (current) => {
    const panel = await current.browser.click(await current.open(ARTICLE));
    await panel.settled();
    await panel.press("open-help");
    const help = await until("the guide", () => panel.evaluate(shownHelp));
    assert.equal(help.file, "/help/en.html");
    for (const name of ["dashboard", "options"]) {
      const opened = await openReady(current.browser, name);
      assert.equal(await opened.$eval("[data-part=open-help]", (link) => link.getAttribute("href")), "help/en.html", name);
    }
  });
}
