//! What there is to do today: figures that lead to their lists, rows with their next step.

import assert from "node:assert/strict";

import { until } from "./browser.mjs";
import { LINKING, UNLINKED } from "./cases-dashboard.mjs";
import { Dashboard } from "./dashboard.mjs";
import { BRIGHTLEAF } from "./pages.mjs";

const OTHER = { ...BRIGHTLEAF, name: "Oolong House", domains: ["oolong.example"] };

/** @param {import("./cases.mjs").Check} check */
export function todayCases(check) {
  check("the dashboard opens with what there is to do today, and each row leads to its next step", [BRIGHTLEAF, OTHER], async ({ browser }) => {
    const dashboard = await Dashboard.open(browser, "");
    assert.deepEqual(await dashboard.texts("view-count"), [await dashboard.page.evaluate(() => new Date().toLocaleDateString("en", { weekday: "long", day: "numeric", month: "long" }))]);
    await dashboard.shows("empty");
    await dashboard.keep(UNLINKED, BRIGHTLEAF);
    await dashboard.see(LINKING, BRIGHTLEAF);
    await until("the mention", async () => (await figures(dashboard)).today_mentions === "1");
    await until("the link", async () => (await figures(dashboard)).today_new === "1");
    assert.deepEqual(await figures(dashboard), { today_due: "0", today_agreements: "0", today_mentions: "1", today_new: "1", today_lost: "0" });
    await until("the sentence", async () => /Brightleaf/.test(await group(dashboard, "today_unlinked")));

    await dashboard.page.evaluate(() => /** @type {HTMLElement | null} */ (document.querySelector("[data-group=today_unlinked] [data-part=step]"))?.click());
    await until("the message", async () => /Brightleaf/.test(await dashboard.value("message-body")));
    await dashboard.enter("follow-up", "2020-01-01");
    await dashboard.settled();
    await until("it is due", async () => (await figures(dashboard)).today_due === "1");
    assert.equal((await figures(dashboard)).today_mentions, "0", "a mention with a day is planned");
    assert.match(await group(dashboard, "today_follow_ups"), /Ten teas worth the wait.*teatime\.example · Ines Okafor.*Due .*Write/);
    assert.match((await dashboard.texts("badge")).join(" "), /^1/);

    await dashboard.page.evaluate(() => /** @type {HTMLElement | null} */ (document.querySelector("[data-group=today_new_links] [data-part=step]"))?.click());
    await until("the link's details", async () => /Spring/.test(await dashboard.text("detail")));
    assert.equal(await dashboard.count("[data-part=detail]"), 1, "one record is open");

    await dashboard.page.evaluate(() => /** @type {HTMLElement | null} */ (document.querySelector("[data-figure=today_due]"))?.click());
    await until("the list", async () => (await dashboard.texts("prospect")).length === 1);
    assert.equal(await dashboard.count("[data-part=preset][data-name=follow_up_due][aria-checked=true]"), 1);
    await dashboard.go("today");
    await dashboard.site("Oolong House");
    await dashboard.shows("empty");
  });
}

/** The figures by their names. @param {Dashboard} dashboard @returns {Promise<Record<string, string>>} */
function figures(dashboard) {
  return dashboard.page.evaluate(() => Object.fromEntries([.../** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll("[data-part=figure]"))].map((one) => [one.dataset.figure, one.querySelector("b")?.textContent ?? ""])));
}

/** What a group says. @param {Dashboard} dashboard @param {string} name */
function group(dashboard, name) {
  return dashboard.page.evaluate((name) => (document.querySelector(`[data-group=${name}]`)?.textContent ?? "").replace(/\s+/g, " "), name);
}
