//! Checking a page against what was agreed: the cases for both browsers.

import assert from "node:assert/strict";
import { existsSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";

import { until } from "./browser.mjs";
import { Dashboard } from "./dashboard.mjs";
import { BRIGHTLEAF } from "./pages.mjs";

/** @typedef {import("./cases.mjs").Check} Check */
/** @typedef {import("./panel.mjs").Panel} Panel */

export const TARGET = "https://www.brightleaf.example/journal/white-tea";
const URL_OF_POST = "http://pages.example/guest-post";
const WORDS = "White tea asks for patience: water that has stopped boiling, a pot that is warm, and five minutes that nobody counts. ";

/**
 * A guest post with this as its third paragraph, and this after it.
 * @param {string} link
 * @param {string} [after]
 */
export function post(link, after = "") {
  const body = `<!doctype html><html lang="en"><head><link rel="icon" href="data:,"><title>Patience in a pot</title>
    <link rel="canonical" href="${URL_OF_POST}"></head><body><main><article><h1>Patience in a pot</h1>
    <p>${WORDS.repeat(2)}</p><p>${WORDS} ${link} ${WORDS}</p><p>${WORDS.repeat(2)}</p></article></main>${after}</body></html>`;
  return { url: URL_OF_POST, body };
}

/** @param {string} [rel] */
const link = (rel) => `As <a id="agreed" href="${TARGET}"${rel ? ` rel="${rel}"` : ""}>the Brightleaf journal</a> says, so it is.`;

/** What the tab says of the check. @param {Panel} panel */
export function outcome(panel) {
  return panel.evaluate(() => {
    const text = (/** @type {Element | null} */ element) => (element?.textContent ?? "").replace(/\s+/g, " ").trim();
    const all = (/** @type {string} */ selector) => /** @type {HTMLElement[]} */ ([...document.querySelectorAll(selector)]);
    const outcome = /** @type {HTMLElement | null} */ (document.querySelector("[data-part=outcome]"));
    const points = (/** @type {string} */ state) => all(`[data-part=finding][data-state=${state}]`).map(({ dataset }) => dataset.point);
    return {
      overall: outcome?.dataset.overall,
      sentence: text(outcome),
      fail: points("fail"),
      unknown: points("unknown"),
      pass: points("pass"),
      changes: all("[data-part=change]").map((change) => `${change.dataset.effect}: ${text(change)}`),
      past: all("[data-part=past]").map(({ dataset }) => dataset.overall),
      near: all("[data-part=near-miss]").map(text),
      others: all("[data-part=other-link]").map(text),
    };
  });
}

/**
 * Waits for a check that came out like this.
 * @param {Panel} panel
 * @param {string} overall
 */
export async function comesOut(panel, overall) {
  return until(`a check that is ${overall}`, async () => {
    const shown = await outcome(panel);
    return shown.overall === overall && shown;
  });
}

/** Makes an agreement from one address. @param {Panel} panel @param {string} address */
export async function agree(panel, address) {
  await panel.open("check");
  await until("the one field", () => panel.evaluate(() => document.querySelector("[data-part=agreement-address]") !== null));
  await panel.type("agreement-address", address);
  await panel.press("agreement-check");
}

/** @param {Panel} panel @param {string} part */
const value = (panel, part) =>
  panel.evaluate((part) => /** @type {HTMLInputElement | null} */ (document.querySelector(`[data-part="${part}"]`))?.value ?? null, part);

/** Opens the letter and gives its text. @param {Panel} panel */
async function letter(panel) {
  await panel.press("letter-open");
  return until("the letter", () => value(panel, "letter-body"));
}

/** What is said to be wrong, by field. @param {Panel} panel */
const faults = (panel) =>
  panel.evaluate(() => {
    const all = /** @type {HTMLElement[]} */ ([...document.querySelectorAll("[data-part=fault]")]);
    return Object.fromEntries(all.filter(({ textContent }) => textContent !== "").map(({ dataset, textContent }) => [dataset.field, textContent]));
  });

/** How many agreements can be chosen. @param {Panel} panel */
const choices = (panel) => panel.evaluate(() => document.querySelectorAll("[data-part=agreement-choice] optgroup option").length);

/** Declares the cases. @param {Check} check */
export function checkCases(check) {
  check("a link that was agreed on is nofollow, the fix is asked for, and the next check says what changed", [BRIGHTLEAF], async (current) => {
    const opened = await current.open(post(link("nofollow")));
    const panel = await current.browser.click(opened);
    await panel.settled();
    await panel.open("check");
    await until("what it is for", async () => (await panel.text("check-empty")).startsWith("What did you agree on?"));
    await panel.press("agreement-check");
    assert.deepEqual(await faults(panel), { address: "The agreement names no target." });
    await agree(panel, TARGET);
    const first = await comesOut(panel, "broken");
    assert.deepEqual([first.fail, first.unknown], [["follow"], []]);
    assert.match(first.sentence, /^Broken: 1 of \d points/);
    assert.deepEqual(first.changes, []);
    assert.equal(await panel.text("tab-sign"), "not as agreed", "the tab says it, too");

    await panel.clickOn("[data-point=follow] [data-part=show-on-page]");
    await until("the link to be lit", () => opened.evaluate(() => document.getAnimations().some(({ effect }) => /** @type {KeyframeEffect} */ (effect).target?.id === "agreed")));

    const body = await letter(panel);
    assert.ok(body?.includes(`<a href="${TARGET}">the Brightleaf journal</a>`), String(body));
    assert.match(String(body), /nofollow/);
    assert.doesNotMatch(String(body), /canonical|indexed/);
    await panel.type("letter-body", `${body}\n\nP.S. Größe & Tee`);
    await panel.type("letter-to", "ines@teatime.example");
    const mail = await panel.attribute("[data-part=letter-mail]", "href");
    assert.match(mail ?? "", /^mailto:ines@teatime\.example\?subject=[^&]+&body=[^&]+%0D%0A%0D%0AP\.S\.%20Gr%C3%B6%C3%9Fe%20%26%20Tee$/);
    await panel.choose("letter-language", "de");
    assert.match(String(await value(panel, "letter-body")), /^Guten Tag/);
    await panel.choose("letter-language", "en");
    assert.match(String(await value(panel, "letter-body")), /P\.S\. Größe & Tee$/, "what was changed is not lost");

    await panel.press("keep-broken");
    await until("the word that it is kept", async () => (await panel.text("keep")).startsWith("Saved for Brightleaf Tea"));

    await current.move(opened, post(link()));
    await current.browser.click(opened);
    const second = await comesOut(panel, "kept");
    assert.deepEqual(second.fail, []);
    assert.deepEqual(second.changes, ["neutral: Removed from rel: nofollow.", "better: The link is followed now."]);
    assert.deepEqual(second.past, ["kept", "broken"]);
    assert.equal(await panel.attribute("[data-part=letter-open]", "type"), undefined, "there is nothing to ask for");

    const again = await panel.reopen();
    const third = await comesOut(again, "kept");
    assert.deepEqual([third.past, third.changes], [second.past, second.changes], "the same result, on the same day, is one");
  });

  check("the letter is written from the user's own template", [BRIGHTLEAF], async (current) => {
    const dashboard = await Dashboard.open(current.browser, "templates");
    await until("the template", async () => (await dashboard.value("template-body")) !== "");
    await dashboard.enter("my-name", "Mara Lind");
    await dashboard.settled();
    await dashboard.enter("template-language", "en");
    await dashboard.enter("template-kind", "broken_agreement");
    await until("the letter", async () => (await dashboard.value("template-body")).includes("{points}"));
    await dashboard.enter("template-body", "{greeting}\n\nbriefly:\n{points}\n\n{my_name}");
    await dashboard.press("template-save");
    await dashboard.settled();
    const opened = await current.open(post(link("nofollow")));
    const panel = await current.browser.click(opened);
    await panel.settled();
    await agree(panel, TARGET);
    await comesOut(panel, "broken");
    const body = await letter(panel);
    assert.match(String(body), /^Hello,\n\nbriefly:\n- The link is not followed \(.*nofollow.*\); we agreed on a followed link\.\n\nMara Lind$/);
  });

  check("bad agreements are named row by row, the good ones taken, found by their page, and exported", [BRIGHTLEAF], async (current) => {
    const panel = await current.browser.click(await current.open(post(link())));
    await panel.settled();
    await panel.open("check");
    await until("the import", () => panel.evaluate(() => document.querySelector("[data-part=agreement-import]") !== null));
    await panel.press("agreement-import");
    const rows = [
      "name,page,target,anchor,rel,links",
      `Good,${URL_OF_POST},${TARGET},,followed,1`,
      "No target,,,,followed,1",
      "Many,not a page,mailto:x@y.example,,followed,0",
      "Another,https://elsewhere.example/,https://brightleaf.example/,,sponsored,1",
    ];
    await panel.type("agreements-text", rows.join("\n"));
    await panel.press("agreements-take");
    await until("what came of it", async () => (await panel.text("agreements-taken")) !== "");
    assert.equal(await panel.text("agreements-taken"), "2 agreements imported.");
    assert.deepEqual(await panel.attributes("[data-part=agreements-bad]", "data-row"), ["3", "4"]);
    const bad = await panel.text("agreements-refused");
    for (const words of ["The agreement names no target.", '"not a page" is not the address', '"mailto:x@y.example" is not the address', "At least one link must be agreed on."]) {
      assert.ok(bad.includes(words), `${words} in ${bad}`);
    }
    assert.equal(await value(panel, "agreements-text"), rows.join("\n"), "the text stays to be fixed");
    await panel.press("agreements-take");
    await until("nothing new", async () => (await panel.text("agreements-taken")) === "0 agreements imported. 2 were there already.");
    await panel.press("agreements-close");
    await comesOut(panel, "kept");
    assert.equal(await choices(panel), 0, "the page has one agreement: there is nothing to choose");

    await panel.press("agreement-export");
    const name = await until("the file", () => panel.evaluate(() => {
      const now = new Date();
      return `linkglance-agreements-${[now.getFullYear(), now.getMonth() + 1, now.getDate()].map((part) => String(part).padStart(2, "0")).join("-")}.json`;
    }));
    const path = join(current.browser.downloads, name);
    const exported = await until(name, () => (existsSync(path) ? readFileSync(path, "utf8") : null));
    rmSync(path);
    assert.deepEqual(JSON.parse(exported).map((/** @type {any} */ agreement) => agreement.name).sort(), ["Another", "Good"]);
    await panel.press("agreement-import");
    await panel.evaluate((text) => {
      const field = /** @type {HTMLInputElement} */ (document.querySelector("[data-part=agreements-file]"));
      const chosen = new DataTransfer();
      chosen.items.add(new File([text], "agreements.json", { type: "application/json" }));
      field.files = chosen.files;
      field.dispatchEvent(new Event("change", { bubbles: true }));
    }, exported);
    await until("all known", async () => (await panel.text("agreements-taken")) === "0 agreements imported. 2 were there already.");
  });

  check("an agreement is edited, its faults told as one types, deleted and brought back", [BRIGHTLEAF], async (current) => {
    const panel = await current.browser.click(await current.open(post(link())));
    await panel.settled();
    await agree(panel, TARGET);
    await comesOut(panel, "kept");
    await panel.press("agreement-edit");
    await panel.type("agreement-target", "");
    await panel.type("agreement-language", "English!");
    await panel.type("agreement-outbound", "few");
    assert.deepEqual(await faults(panel), {
      targets: "The agreement names no target.",
      language: '"English!" is no language tag.',
      outbound: "This must be a whole number.",
    });
    await panel.press("agreement-save");
    assert.notEqual(await value(panel, "agreement-target"), null, "a faulty agreement is not kept");
    await panel.type("agreement-target", TARGET);
    await panel.type("agreement-language", "de");
    await panel.type("agreement-outbound", "1");
    await panel.type("agreement-name", "In German");
    await panel.choose("agreement-anchor", "exact");
    await panel.type("agreement-anchor-text", "Brightleaf Tea");
    assert.deepEqual(await faults(panel), {});
    await panel.press("agreement-save");
    const edited = await comesOut(panel, "broken");
    assert.deepEqual(edited.fail, ["anchor", "language"]);
    assert.deepEqual(edited.past, ["broken"], "one result for each look at the page");
    await panel.press("agreement-delete");
    await until("the one field", async () => (await panel.text("check-empty")) !== "");
    assert.match(await panel.text("agreement-removed"), /“In German” was deleted/);
    await panel.press("agreement-undo");
    await comesOut(panel, "broken");
    const again = await panel.reopen();
    assert.deepEqual((await comesOut(again, "broken")).fail, ["anchor", "language"]);
  });

  check("what is there is remembered as agreed; a link that moves to the footer breaks it", [BRIGHTLEAF], async (current) => {
    const opened = await current.open(post(link()));
    const panel = await current.browser.click(opened);
    await panel.settled();
    await panel.open("check");
    await until("the link that is there", () => panel.evaluate(() => document.querySelector("[data-part=remember]") !== null));
    await panel.press("remember");
    await comesOut(panel, "kept");
    await current.move(opened, post("Nothing to see here.", `<footer>© Teatime. Terms. ${link()}</footer>`));
    await current.browser.click(opened);
    const moved = await comesOut(panel, "broken");
    assert.deepEqual(moved.fail, ["placement"]);
    assert.deepEqual(moved.changes, ["neutral: The link was in content and is in footer now."]);
  });

  check("a link that is missing: what comes near; another link: what speaks against it", [BRIGHTLEAF], async (current) => {
    const near = `Read <a href="https://www.brightleaf.example/">Brightleaf Tea</a> on it.`;
    const opened = await current.open(post(near));
    const panel = await current.browser.click(opened);
    await panel.settled();
    await agree(panel, TARGET);
    const missing = await comesOut(panel, "broken");
    assert.deepEqual(missing.fail, ["target"]);
    assert.match(missing.near[0] ?? "", /another page of the site: https:\/\/www\.brightleaf\.example\//);
    await current.move(opened, post(`${link()} Or <a rel="ugc" href="${TARGET}?utm_source=x">here</a>.`));
    await current.browser.click(opened);
    const two = await comesOut(panel, "kept");
    assert.match(two.others[0] ?? "", /Not as agreed: Follow\./);
  });

  check("a page is checked without a profile, and where nothing can be stored", [], async (current) => {
    const opened = await current.open(post(link("sponsored")));
    const panel = await current.browser.click(opened);
    await panel.settled();
    // As after going back to an older version: the data is of a newer one.
    await panel.evaluate(
      () =>
        new Promise((done, failed) => {
          const request = indexedDB.open("linkglance", 99);
          request.onsuccess = () => done(request.result.close());
          request.onerror = () => failed(request.error);
        }),
    );
    await panel.reopen();
    await agree(panel, TARGET);
    assert.deepEqual((await comesOut(panel, "broken")).fail, ["follow"]);
    assert.match(await panel.text("check-notice"), /^Linkglance can't save anything here: .*A newer Linkglance/);
  });
}
