//! Whom the user writes to, what, and what was agreed with them: contacts, templates, agreements, and the
//! report for a client.

import assert from "node:assert/strict";

import { until } from "./browser.mjs";
import { UNLINKED } from "./cases-dashboard.mjs";
import { Dashboard } from "./dashboard.mjs";
import { BRIGHTLEAF } from "./pages.mjs";

/** @typedef {import("./cases.mjs").Check} Check */

/** Another page of the same domain. */
const OTHER = { ...UNLINKED, url: UNLINKED.url.replace(/\/[^/]*$/, "/another"), html: UNLINKED.html.replaceAll("Ten teas", "Five teas") };

/** A list with a good row, a row without an address, and one that is known. */
const LIST = "Domain name,Email address,First name,Last name,Job title\n,joan@teatime.net,Joan,Marsh,Editor\n,nobody,X,Y,Z\n,ines@teatime.net,Inés,,\n";

/** @param {Check} check */
export function peopleCases(check) {
  check("a contact of one's own is shared by the pages of its domain and greeted in the message", [BRIGHTLEAF], async ({ browser }) => {
    const dashboard = await Dashboard.open(browser);
    await dashboard.keep(UNLINKED, BRIGHTLEAF);
    await dashboard.keep(OTHER, BRIGHTLEAF);
    await dashboard.openProspect("Ten teas");
    await dashboard.press("contact-add");
    await dashboard.enter("contact-email", "no address");
    await dashboard.press("contact-save");
    await until("what is wrong", async () => (await dashboard.text("contact-fault")).includes("no address"));
    await dashboard.enter("contact-email", "Mia@Teatime.net");
    await dashboard.enter("contact-first-name", "Mia");
    await dashboard.press("contact-save");
    await until("the contact", async () => (await dashboard.text("own-contact")).includes("mia@teatime.net"));
    assert.match(await dashboard.text("own-contact"), /Added by you/);
    await dashboard.press("close-detail");
    await dashboard.openProspect("Five teas");
    await until("the same contact", async () => (await dashboard.text("own-contact")).includes("mia@teatime.net"));
    await dashboard.press("compose");
    await until("the greeting", async () => (await dashboard.value("message-body")).startsWith("Hi Mia,"));
    assert.equal(await dashboard.value("message-to"), "mia@teatime.net");
    const hrefs = await dashboard.page.evaluate(() => [...document.querySelectorAll("[data-part=web-mail]")].map((link) => link.getAttribute("href") ?? ""));
    assert.equal(hrefs.length, 3);
    assert.ok(hrefs[0]?.startsWith("https://mail.google.com/mail/?view=cm&fs=1&to=mia%40teatime.net&su="), hrefs[0]);
    await dashboard.tab("overview");
    await dashboard.press("contact-delete");
    await until("no contact", async () => !(await dashboard.has("own-contact")));
    await dashboard.press("undo");
    await until("the contact again", () => dashboard.has("own-contact"));
  });

  check("a list of contacts is imported as a whole, what is wrong in it is named, and undo takes it back", [BRIGHTLEAF], async ({ browser }) => {
    const dashboard = await Dashboard.open(browser);
    await dashboard.keep(UNLINKED, BRIGHTLEAF);
    await dashboard.openProspect("Ten teas");
    await dashboard.choose("contacts-file", "hunter.csv", new TextEncoder().encode(LIST));
    await until("two contacts", async () => (await dashboard.texts("own-contact")).length === 2);
    assert.match((await dashboard.texts("own-contact")).join(), /joan@teatime\.net Joan Marsh, Editor ?From hunter\.csv/);
    assert.match((await dashboard.texts("contact-refused")).join(), /3.*nobody/);
    await dashboard.press("undo");
    await until("none", async () => !(await dashboard.has("own-contact")));
  });

  check("an agreement is made, changed and deleted in the dashboard, with an undo for each", [BRIGHTLEAF], async ({ browser }) => {
    const dashboard = await Dashboard.open(browser, "agreements");
    await dashboard.press("agreement-new");
    await dashboard.press("agreement-save");
    await until("what is missing", () => dashboard.has("agreement-fault"));
    await dashboard.enter("agreement-page", "https://kettle.example/guide");
    await dashboard.enter("agreement-targets", "https://brightleaf.example/tea");
    await dashboard.enter("agreement-price", "240 €");
    await dashboard.enter("agreement-until", new Date(Date.now() + 4 * 864e5).toISOString().slice(0, 10));
    await dashboard.press("agreement-save");
    await until("the agreement", async () => /kettle\.example/.test(await dashboard.text("agreement")));
    assert.match(await dashboard.text("agreement"), /240 €/);
    await dashboard.page.evaluate(() => /** @type {HTMLElement | null} */ (document.querySelector("[data-part=preset][data-name=agreement_due]"))?.click());
    await until("it is due: nobody has looked", async () => (await dashboard.texts("agreement")).length === 1);
    await dashboard.page.evaluate(() => /** @type {HTMLElement | null} */ (document.querySelector("[data-part=agreement] button.title"))?.click());
    await dashboard.press("agreement-edit");
    await dashboard.enter("agreement-price", "260 €");
    await dashboard.press("agreement-save");
    await until("the new price", async () => /260 €/.test(await dashboard.text("agreement")));
    await dashboard.press("undo");
    await until("the old one", async () => /240 €/.test(await dashboard.text("agreement")));
    const record = async (/** @type {string} */ store) => /** @type {any[]} */ ((await dashboard.stored())[store] ?? []);
    const [{ id }] = await record("agreements");
    await dashboard.page.evaluate(putWatch, id);
    await dashboard.press("agreement-delete");
    await until("none", async () => (await dashboard.texts("agreement")).length === 0);
    assert.deepEqual(await record("watches"), [], "nothing is looked at for it any more");
    await dashboard.press("undo");
    await until("it is back", async () => (await dashboard.texts("agreement")).length === 1);
    assert.equal((await record("watches")).length, 1, "its watch, too");
  });

  check("how an agreed link may be marked and where it may be is chosen in the dashboard, and said in words", [BRIGHTLEAF], async ({ browser }) => {
    const dashboard = await Dashboard.open(browser, "agreements");
    const tick = (/** @type {string} */ part, /** @type {string} */ name) =>
      dashboard.page.evaluate((part, name) => /** @type {HTMLElement | null} */ (document.querySelector(`[data-part=${part}][data-name=${name}]`))?.click(), part, name);
    const ticked = (/** @type {string} */ part) =>
      dashboard.page.evaluate((part) => [...document.querySelectorAll(`[data-part=${part}]:checked`)].map((box) => /** @type {HTMLElement} */ (box).dataset.name), part);
    const terms = async () => /** @type {any} */ ((await dashboard.stored()).agreements?.[0])?.agreement;
    await dashboard.press("agreement-new");
    await dashboard.enter("agreement-page", "https://kettle.example/guide");
    await dashboard.enter("agreement-targets", "https://brightleaf.example/tea");
    assert.deepEqual([await dashboard.value("agreement-rel"), await ticked("agreement-region")], ["followed", ["content"]], "the usual terms");
    await dashboard.enter("agreement-preset", "1");
    await until("the terms of the preset", async () => (await ticked("agreement-required")).join() === "sponsored");
    await tick("agreement-region", "author_bio");
    await tick("agreement-allowed", "ugc");
    await dashboard.press("agreement-save");
    await until("the agreement", async () => (await terms()) !== undefined);
    await dashboard.shows("agreement");
    await dashboard.page.evaluate(() => /** @type {HTMLElement | null} */ (document.querySelector("[data-part=agreement] button.title"))?.click());
    await until("the terms in words", async () => /It must carry: sponsored · It may carry: nofollow, ugc/.test(await dashboard.text("terms")));
    assert.match(await dashboard.text("terms"), /content, author bio/);
    await dashboard.press("agreement-edit");
    assert.deepEqual(await ticked("agreement-region"), ["content", "author_bio"], "as it was saved");
    await dashboard.enter("agreement-rel", "followed");
    await dashboard.press("agreement-save");
    await until("the link followed", async () => (await terms())?.rel.followed === true);
    assert.deepEqual((await terms()).regions, ["content", "author_bio"], "what was not touched stays");
    assert.deepEqual((await terms()).rel, { followed: true, required: [], allowed: [] });
  });

  check("the composer follows up by itself, with a template of one's own and its signature", [BRIGHTLEAF], async ({ browser }) => {
    const dashboard = await Dashboard.open(browser, "templates");
    await until("the template", async () => (await dashboard.value("template-body")) !== "");
    await dashboard.enter("sender-site", BRIGHTLEAF.name);
    await dashboard.enter("signature", "Mara Lind\nBrightleaf Tea Ltd.");
    await dashboard.settled();
    await dashboard.enter("template-language", "en");
    await dashboard.press("template-new");
    await until("the new one", async () => (await dashboard.value("template-name")) === "Copy");
    await dashboard.enter("template-name", "Short");
    await dashboard.page.evaluate(() => /** @type {HTMLElement | null} */ (document.querySelector("[data-part=template-step][data-name=follow_up_1]"))?.click());
    await until("the follow-up", async () => (await dashboard.value("template-subject")).startsWith("Re: "));
    await dashboard.enter("template-body", "Once more: \n{signature}");
    await dashboard.page.evaluate(() => {
      const body = /** @type {HTMLTextAreaElement} */ (document.querySelector("[data-part=template-body]"));
      body.focus();
      body.setSelectionRange(11, 11);
      /** @type {HTMLElement | null} */ (document.querySelector("[data-part=placeholder][data-name=target]"))?.click();
    });
    assert.equal(await dashboard.value("template-body"), "Once more: {target}\n{signature}");
    await dashboard.press("template-save");
    await dashboard.settled();
    await until("its name in the list", async () => (await dashboard.texts("template")).join() === "Standard,Short");
    await dashboard.keep(UNLINKED, BRIGHTLEAF);
    await until("the preview", async () => (await dashboard.text("preview-body")).startsWith("Once more: https://"));
    await dashboard.go("prospects");
    await dashboard.openProspect("Ten teas");
    await dashboard.press("compose");
    await until("the first message", async () => (await dashboard.value("message-body")).endsWith("Mara Lind\nBrightleaf Tea Ltd."));
    await dashboard.page.evaluate(() => {
      navigator.clipboard.write = async ([item]) => {
        /** @type {any} */ (globalThis).copied = await (await item?.getType("text/html"))?.text();
      };
    });
    await dashboard.press("copy-html");
    await dashboard.settled();
    assert.match(await dashboard.page.evaluate(() => /** @type {any} */ (globalThis).copied), /^<p>Hi Ines,<\/p>.*<a href="https:/);
    await dashboard.press("close-detail");
    await dashboard.openProspect("Ten teas");
    await dashboard.press("compose");
    await until("the follow-up", async () => (await dashboard.value("message-subject")).startsWith("Re: "));
    await dashboard.enter("message-template", "4");
    await until("one's own", async () => (await dashboard.value("message-body")).startsWith("Once more: https://"));
  });
}

/** Runs in the dashboard: watches an agreement's link. @param {string} agreement */
function putWatch(agreement) {
  const watch = { id: `agreement ${agreement}`, subject: { agreement }, site: "Brightleaf Tea", page: "https://kettle.example/guide", pageKey: "kettle.example/guide", title: null, target: null, seenInTab: false, made: 1, looked: null, state: null, link: null, overall: null, news: false };
  return new Promise((resolve, reject) => {
    const request = indexedDB.open("linkglance");
    request.onsuccess = () => {
      const transaction = request.result.transaction("watches", "readwrite");
      transaction.objectStore("watches").put(watch);
      transaction.oncomplete = () => (request.result.close(), resolve(undefined));
      transaction.onerror = () => reject(transaction.error);
    };
  });
}
