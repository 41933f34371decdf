//! The cases of the ways in, the settings page and the first steps, for both browsers.
//!
//! In Firefox items of the context menu and the shortcut are pressed in the browser's own window. No driver
//! reaches those of Chromium, which has no window without a screen: what the menu would say is dispatched in the
//! background worker, as the browser does, after a real click on the icon has granted what the menu would have
//! granted; that the shortcut is there is all that is asked of it.

import assert from "node:assert/strict";

import { pause, until } from "./browser.mjs";
import { ARTICLE, BRIGHTLEAF, page } from "./pages.mjs";

/** @typedef {import("./browser.mjs").Page} Page */
/** @typedef {import("./cases.mjs").Check} Check */

const SITEMAP = `<?xml version="1.0" encoding="UTF-8"?>
<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:image="http://www.google.com/schemas/sitemap-image/1.1">
<url><loc> https://brightleaf.example/green </loc><image:image><image:loc>https://brightleaf.example/a.png</image:loc></image:image></url>
<url><loc>https://brightleaf.example/white?a=1&amp;b=2</loc></url>
<url><loc>https://stranger.example/</loc></url></urlset>`;

const INDEX = `<sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">
<sitemap><loc>https://brightleaf.example/a.xml</loc></sitemap><sitemap><loc>https://brightleaf.example/b.xml</loc></sitemap></sitemapindex>`;

/**
 * Types into a field as the user does: the text, then on to the next field.
 * @param {Page} page
 * @param {string} selector
 * @param {string} text
 */
export async function fill(page, selector, text) {
  await page.evaluate(
    (selector, text) => {
      const field = document.querySelector(selector);
      if (!(field instanceof HTMLInputElement || field instanceof HTMLTextAreaElement || field instanceof HTMLSelectElement)) {
        throw new Error(`no field ${selector}`);
      }
      field.focus();
      field.value = text;
      field.dispatchEvent(new Event("input", { bubbles: true }));
      field.dispatchEvent(new Event("change", { bubbles: true }));
    },
    selector,
    text,
  );
}

/**
 * Replaces a list of the first profile, as the user does who takes out what is there, types or pastes, and goes on
 * to the next field.
 * @param {Page} page
 * @param {string} name
 * @param {string[]} entries
 */
export async function enter(page, name, entries) {
  await page.evaluate(
    (name, entries) => {
      const field = document.querySelector(`[data-part=tokens] input[name=${name}]`);
      if (!(field instanceof HTMLInputElement)) throw new Error(`no list ${name}`);
      const type = (/** @type {string} */ text) => {
        field.value = text;
        field.dispatchEvent(new Event("input", { bubbles: true }));
      };
      const press = (/** @type {string} */ key) => field.dispatchEvent(new KeyboardEvent("keydown", { key, bubbles: true, cancelable: true }));
      field.focus();
      type("");
      // It is taken by the list as long as there is anything to take out.
      while (!press("Backspace"));
      if (entries.length === 1) {
        type(String(entries[0]));
        press("Enter");
      } else {
        const pasted = new DataTransfer();
        pasted.setData("text", entries.join("\n"));
        const event = new ClipboardEvent("paste", { bubbles: true, cancelable: true });
        Object.defineProperty(event, "clipboardData", { value: pasted });
        field.dispatchEvent(event);
      }
      field.dispatchEvent(new FocusEvent("blur"));
    },
    name,
    entries,
  );
}

/** The entries of a list of the first profile. @param {Page} page @param {string} name @returns {Promise<string[]>} */
export async function entries(page, name) {
  return await page.evaluate(async (name) => {
    const list = document.querySelector(`[data-part=tokens][data-field=${name}]`);
    const all = list?.querySelector("[data-part=tokens-all]");
    if (all instanceof HTMLElement) {
      all.click();
      await new Promise((done) => requestAnimationFrame(() => setTimeout(done)));
    }
    return [...(list?.querySelectorAll("[data-part=token] bdi") ?? [])].map((entry) => entry.textContent ?? "");
  }, name);
}

/**
 * Chooses a file from the disk.
 * @param {Page} page
 * @param {string} name Of the field.
 * @param {string} file What it is called.
 * @param {string} text
 */
async function choose(page, name, file, text) {
  await page.evaluate(
    (name, file, text) => {
      const field = document.querySelector(`input[type=file][name="${name}"]`);
      if (!(field instanceof HTMLInputElement)) throw new Error(`no field ${name}`);
      const transfer = new DataTransfer();
      transfer.items.add(new File([text], file));
      field.files = transfer.files;
      field.dispatchEvent(new Event("change", { bubbles: true }));
    },
    name,
    file,
    text,
  );
}

/** @param {Page} page @param {string} selector */
export async function press(page, selector) {
  await page.evaluate((selector) => {
    const button = document.querySelector(selector);
    if (!(button instanceof HTMLElement)) throw new Error(`no button ${selector}`);
    button.click();
  }, selector);
}

/**
 * The texts of all elements a selector finds.
 * @param {Page} page
 * @param {string} selector
 * @returns {Promise<string[]>}
 */
export function texts(page, selector) {
  return page.$$eval(selector, (found) => found.map((element) => (element.textContent ?? "").replace(/\s+/g, " ").trim()));
}

/**
 * What is saved, from the page's own point of view.
 * @param {Page} page
 * @returns {Promise<{ sync: Record<string, any>, local: Record<string, any> }>}
 */
export function kept(page) {
  return page.evaluate(async () => ({ sync: await chrome.storage.sync.get(null), local: await chrome.storage.local.get(null) }));
}

/** @param {Record<string, any>} items */
export function sites(items) {
  return Object.keys(items).filter((key) => key.startsWith("site.")).map((key) => items[key]);
}

/**
 * @param {import("./browser.mjs").Browser} browser
 * @param {string} name
 */
export async function openReady(browser, name) {
  const opened = await browser.own(`${name}.html`);
  await opened.waitForSelector(`[data-part=${name}][data-state=ready]`);
  return opened;
}

/**
 * Declares the cases for one browser.
 * @param {Check} check
 */
export function waysCases(check) {
  check("the first steps are shown after the installation", [], async ({ browser }) => {
    assert.ok(browser.welcomed);
    const welcome = await openReady(browser, "welcome");
    await until("the verdict", async () => (await texts(welcome, "[data-part=verdict]"))[0]);
    const [before] = await texts(welcome, "[data-part=verdict]");
    assert.match(before ?? "", /2 .*Brightleaf Tea.*sponsored/);
    await fill(welcome, "[data-part=site-form] input", "https://www.acme.example/about");
    await press(welcome, "[data-part=site-form] button");
    const verdict = await until("the person's own verdict", async () => {
      const [text] = await texts(welcome, "[data-part=verdict]");
      return text?.includes("Acme") && text;
    });
    assert.match(verdict, /2 .*Acme.*sponsored.*1 /);
    const items = await until("the profile", async () => sites((await kept(welcome)).sync).length === 1 && (await kept(welcome)).sync);
    assert.deepEqual(sites(items)[0].domains, ["acme.example"]);
  });

  check("a profile is written in the settings", [BRIGHTLEAF], async ({ browser }) => {
    const options = await openReady(browser, "options");
    await press(options, ".profile summary");
    const saved = async () => sites((await kept(options)).sync)[0];
    assert.deepEqual(await texts(options, "[data-part=saved]"), [""]);
    await enter(options, "domains", ["brightleaf.example", "no domain", "co.uk"]);
    await until("what is no domain", async () => (await texts(options, "[data-part=refused]")).join().includes("no domain"));
    assert.deepEqual((await texts(options, "[data-part=complaint]")).map((words) => /"(.*?)"/.exec(words)?.[1]), ["co.uk"]);
    assert.equal(await options.$eval("input[name=domains]", (field) => field.value), "no domain", "it stays to be corrected");
    await until("what could be understood", async () => (await saved()).domains.join() === "brightleaf.example,co.uk");
    await enter(options, "domains", ["https://Brightleaf.example/", "=shop.example.com"]);
    await enter(options, "aliases", ["BLT", "Brightleaf"]);
    await until("the profile", async () => (await saved()).aliases.length === 2 && (await saved()).domains.join() === "brightleaf.example,=shop.example.com");
    assert.deepEqual(await entries(options, "domains"), ["brightleaf.example", "=shop.example.com"]);
    await until("that it is saved", async () => (await texts(options, "[data-part=saved]")).join() === "Saved");
    assert.deepEqual(await texts(options, "[data-part=not-kept]"), [""]);
    await fill(options, "textarea[name=sample]", "BLT is here. <b>b</b>\nhttps://brightleaf.example/x and https://other.example/");
    const mentions = await until("mentions", async () => {
      const found = await texts(options, "[data-part=preview-mention] mark");
      return found.includes("BLT") && found;
    });
    assert.ok(mentions.length >= 1);
    await fill(options, "textarea[name=sample]", "See https://brightleaf.example/x and https://other.example/");
    await until("the link", async () => (await texts(options, "[data-part=preview-link]")).join() === "https://brightleaf.example/x");
  });

  check("the settings are saved as one types, and what can't be saved leaves what was", [BRIGHTLEAF], async ({ browser }) => {
    const options = await openReady(browser, "options");
    await press(options, ".profile summary");
    const saved = async () => sites((await kept(options)).sync)[0];
    const type = (/** @type {string} */ name, /** @type {string} */ text) =>
      options.$eval(`input[name=${name}]`, (field, text) => {
        field.value = text;
        field.dispatchEvent(new Event("input", { bubbles: true }));
      }, text);
    const key = (/** @type {string} */ name, /** @type {string} */ key) =>
      options.$eval(`input[name=${name}]`, (field, key) => void field.dispatchEvent(new KeyboardEvent("keydown", { key, bubbles: true, cancelable: true })), key);
    // No field is left: it is saved when one has stopped.
    await type("name", "Brightleaf");
    await until("the name", async () => (await saved()).name === "Brightleaf");
    await until("that it is saved", async () => (await texts(options, "[data-part=saved]")).join() === "Saved");
    await type("name", " ");
    await until("that it is not", async () => (await texts(options, "[data-part=not-kept]"))[0] !== "");
    assert.deepEqual(await texts(options, "[data-part=saved]"), [""]);
    await pause(1_000);
    assert.equal((await saved()).name, "Brightleaf", "what was saved stays");
    await type("name", "Brightleaf Tea");
    await until("the name again", async () => (await saved()).name === "Brightleaf Tea");
    // A comma adds, Backspace takes out, and so does the cross.
    await type("exclude", "BLT");
    await key("exclude", ",");
    await type("exclude", "Leaf");
    await key("exclude", "Enter");
    await until("both", async () => (await saved()).exclude.join() === "BLT,Leaf");
    assert.deepEqual(await entries(options, "exclude"), ["BLT", "Leaf"]);
    await press(options, "[data-field=exclude] [data-part=token-remove]");
    await until("one", async () => (await saved()).exclude.join() === "Leaf");
    assert.equal(await options.evaluate(() => document.activeElement?.getAttribute("name")), "exclude", "the keyboard goes on in the field");
    assert.match((await texts(options, "[data-field=exclude] [data-part=token-said]")).join(), /BLT/);
    await key("exclude", "Backspace");
    await until("none", async () => (await saved()).exclude.length === 0);
    // Without a domain a profile is none: the one that was saved stays.
    await key("domains", "Backspace");
    await until("that it is not saved", async () => (await texts(options, "[data-part=not-kept]"))[0] !== "");
    await pause(1_000);
    assert.deepEqual((await saved()).domains, ["brightleaf.example"]);
  });

  check("profiles are added, duplicated, ordered, and deleted with undo", [BRIGHTLEAF], async ({ browser }) => {
    const options = await openReady(browser, "options");
    const names = () => texts(options, ".profile summary strong");
    await fill(options, "[data-part=site-form] input", "acme.example");
    await press(options, "[data-part=site-form] button");
    await until("the new profile", async () => (await names()).join() === "Brightleaf Tea,Acme");
    await press(options, ".profile:last-of-type [data-part=site-up]");
    await until("the new order", async () => (await names()).join() === "Acme,Brightleaf Tea");
    // Who goes on by the keyboard finds the button where it went; at its end, the one back.
    await options.$eval(".profile", (profile) => profile.setAttribute("open", ""));
    for (const [way, names, focus] of /** @type {const} */ ([
      ["site-down", "Brightleaf Tea,Acme", "Move Acme up"],
      ["site-up", "Acme,Brightleaf Tea", "Move Acme down"],
    ])) {
      await press(options, `.profile[open] [data-part=${way}]`);
      await until(focus, () => options.evaluate((focus) => document.activeElement?.getAttribute("aria-label") === focus, focus));
      assert.equal((await texts(options, ".profile summary strong")).join(), names);
    }
    await press(options, ".profile [data-part=site-duplicate]");
    await until("the copy", async () => (await names()).length === 3);
    await press(options, ".profile [data-part=site-remove]");
    await until("one less", async () => (await names()).length === 2);
    await until("one less in the storage", async () => sites((await kept(options)).sync).length === 2);
    await press(options, "[data-part=undo]");
    await until("undone", async () => (await names())[0] === "Acme" && (await names()).length === 3);
    await until("all in the storage", async () => sites((await kept(options)).sync).length === 3);
    const again = await openReady(browser, "options");
    assert.equal((await texts(again, ".profile summary strong"))[0], "Acme");
  });

  check("pages are taken from a sitemap file", [BRIGHTLEAF], async ({ browser }) => {
    const options = await openReady(browser, "options");
    const said = (/** @type {RegExp} */ words) =>
      until(String(words), async () => words.test((await texts(options, "[data-part=sitemap-said]"))[0] ?? ""));
    await choose(options, "sitemap", "index.xml", INDEX);
    await said(/2/);
    for (const broken of ["<urlset><url>", "hello", "<html></html>", ""]) {
      await choose(options, "sitemap", "broken.xml", broken);
      await said(/\.gz/);
    }
    await choose(options, "sitemap", "sitemap.xml", SITEMAP);
    await said(/2.*3.*1/);
    const pages = await until("the pages", async () => {
      const part = (await kept(options)).local["sitePart.test0"];
      return part?.pages.length > 0 && part.pages;
    });
    assert.deepEqual(pages, ["https://brightleaf.example/green", "https://brightleaf.example/white?a=1&b=2"]);
  });

  check("what one page changes another shows, and neither overwrites the other", [BRIGHTLEAF], async (current) => {
    const one = await openReady(current.browser, "options");
    const two = await openReady(current.browser, "options");
    await fill(one, "[data-part=site-form] input", "one.example");
    await press(one, "[data-part=site-form] button");
    await enter(two, "aliases", ["BLT"]);
    for (const options of [one, two]) {
      await until("both changes", async () => {
        const names = await texts(options, ".profile summary strong");
        const alias = (await entries(options, "aliases")).join();
        return names.join() === "Brightleaf Tea,One" && alias === "BLT";
      });
    }
    // What is being typed stays, in a profile that is open, whatever comes from elsewhere.
    await two.evaluate(() => {
      const profile = /** @type {HTMLDetailsElement} */ (document.querySelector("details.profile"));
      profile.open = true;
      const field = /** @type {HTMLInputElement} */ (profile.querySelector("input[name=keywords]"));
      field.focus();
      field.value = "green t";
      field.dispatchEvent(new Event("input", { bubbles: true }));
    });
    await fill(one, "[data-part=site-form] input", "three.example");
    await press(one, "[data-part=site-form] button");
    await press(one, ".profile:last-of-type [data-part=site-up]");
    await until("the third profile, in its place", async () => (await texts(two, ".profile summary strong")).join() === "Brightleaf Tea,Three,One");
    const typed = await two.$eval("details.profile[open] input[name=keywords]", (field) => [field.value, document.activeElement === field]);
    assert.deepEqual(typed, ["green t", true]);
    await fill(one, "input[name=colour_mine]", "#123456");
    await until("the colour", () => two.$eval("input[name=colour_mine]", (field) => field.value === "#123456"));
    const panel = await current.browser.click(await current.open(page("strict")));
    assert.equal((await panel.settled()).backlinks.length, 1);
    await enter(one, "domains", ["elsewhere.example"]);
    await panel.shows("the changed profile's link", ({ backlinks }) => backlinks[0]?.href === "https://elsewhere.example/policy");
  });

  check("another language, for every page", [BRIGHTLEAF], async ({ browser }) => {
    const options = await openReady(browser, "options");
    assert.equal(await options.title(), "Settings");
    await fill(options, "select[name=language]", "ja");
    await until("Japanese", async () => (await options.title().catch(() => "")) === "設定");
    assert.equal(await options.$eval("html", (root) => `${root.lang} ${root.dir}`), "ja ltr");
    const welcome = await openReady(browser, "welcome");
    assert.match((await texts(welcome, "h1"))[0] ?? "", /ようこそ/);
    await until("a verdict in Japanese", async () => (await texts(welcome, "[data-part=verdict]"))[0]?.includes("件"));
    const dashboard = await openReady(browser, "dashboard");
    assert.equal(await dashboard.$eval("html", (root) => `${root.lang} ${root.dir}`), "ja ltr");
  });

  check("settings and profiles are exported and imported, whole or not at all", [BRIGHTLEAF], async ({ browser }) => {
    const options = await openReady(browser, "options");
    await fill(options, "input[name=colour_mine]", "#123456");
    // What is handed over as a file is read back from its address.
    await options.evaluate(() => {
      const whole = /** @type {any} */ (globalThis);
      const make = URL.createObjectURL;
      URL.createObjectURL = (/** @type {Blob} */ blob) => {
        whole.exported = blob.text();
        return make(blob);
      };
    });
    await press(options, "[data-part=export]");
    const text = await options.evaluate(() => /** @type {any} */ (globalThis).exported);
    const backup = JSON.parse(text);
    assert.equal(backup.linkglance, "settings");
    assert.equal(backup.settings.colours.mine, "#123456");
    assert.equal(backup.sites[0].name, "Brightleaf Tea");
    const before = await kept(options);
    for (const bad of ["{", "[]", text.replace("#123456", "blue"), text.replace("brightleaf.example", "no domain"), text.replace('"version": 1', '"version": 9')]) {
      await choose(options, "import", "bad.json", bad);
      await until("the refusal", async () => (await texts(options, "[data-part=import-refused]")).length === 1);
    }
    assert.deepEqual(await kept(options), before);
    backup.sites.push({ name: "<img src=x onerror=alert(1)>", domains: ["hostile.example"], aliases: [] });
    backup.settings.colours.mine = "#654321";
    await choose(options, "import", "good.json", JSON.stringify(backup));
    await options.waitForSelector("[data-part=import-asked]");
    assert.deepEqual(await kept(options), before, "nothing before the yes");
    await press(options, "[data-part=import-replace]");
    await options.waitForSelector("[data-part=import-done]");
    await until("both profiles", async () => (await texts(options, ".profile summary strong")).join() === "Brightleaf Tea,<img src=x onerror=alert(1)>");
    const after = await kept(options);
    assert.equal(after.sync.settings.colours.mine, "#654321");
    assert.equal(sites(after.sync).length, 2);
  });

  check("everything is deleted, in two steps", [BRIGHTLEAF], async ({ browser }) => {
    const options = await openReady(browser, "options");
    await options.evaluate(async () => {
      await chrome.storage.local.set({ something: 1 });
      await new Promise((resolve) => {
        const request = indexedDB.open("linkglance");
        request.onsuccess = () => resolve(request.result.close());
      });
    });
    await press(options, "[data-part=erase-ask]");
    assert.match((await texts(options, "[data-part=erase-asked]"))[0] ?? "", /1/);
    assert.equal(sites((await kept(options)).sync).length, 1, "nothing is gone yet");
    await press(options, "[data-part=erase-yes]");
    await options.waitForSelector("[data-part=erase-done]");
    assert.deepEqual(await kept(options), { sync: {}, local: {} });
    assert.deepEqual(await options.evaluate(() => indexedDB.databases()), []);
    await until("an empty list", async () => (await texts(options, ".profile")).length === 0);
  });

  check("the badge counts links, else mentions, and goes with the page", [BRIGHTLEAF], async (current) => {
    const opened = await current.open(ARTICLE);
    current.allow("GET http://pages.example/favicon.ico"); // the browser, for the tab's icon
    const panel = await current.browser.click(opened);
    await panel.settled();
    const badge = () =>
      panel.evaluate(async () => {
        const [tab] = await chrome.tabs.query({ active: true, currentWindow: true });
        const tabId = tab?.id;
        return { text: await chrome.action.getBadgeText({ tabId }), title: await chrome.action.getTitle({ tabId }) };
      });
    await until("the number", async () => (await badge()).text === "3");
    assert.match((await badge()).title, /3/);
    await current.move(opened, page("empty"));
    await until("no number", async () => (await badge()).text === "");
    assert.equal((await badge()).title, "Linkglance");
    await current.move(opened, { url: "http://pages.example/named", body: "<!doctype html><title>Named</title><p>We like Brightleaf Tea very much." });
    await current.browser.click(opened);
    await until("the mention", async () => (await badge()).text === "1");
  });

  check("the shortcut is there, shown, and is a click on the icon", [BRIGHTLEAF], async (current) => {
    const options = await openReady(current.browser, "options");
    await until("the keys", async () => /L/.test((await texts(options, "[data-part=shortcut]"))[0] ?? ""));
    const commands = await options.evaluate(() => chrome.commands.getAll());
    assert.deepEqual(commands.map(({ name }) => name), ["_execute_action"]);
    assert.notEqual(commands[0]?.shortcut, "");
  });

  for (const name of ["options", "welcome"]) {
    check(`the page ${name} is narrow where the window is`, [BRIGHTLEAF], async ({ browser }) => {
      const opened = await openReady(browser, name);
      await opened.setViewport({ width: 320, height: 600 });
      if (name === "options") await press(opened, ".profile summary");
      const wide = await opened.evaluate(() => document.documentElement.scrollWidth);
      assert.ok(wide <= 320, `${wide} px`);
    });
  }

  check("the context menu asks about one link", [BRIGHTLEAF], async (current) => {
    // No script reads a closed shadow root, and every user can click a link there.
    const closed = "<script>document.getElementById('closed').attachShadow({ mode: 'closed' }).innerHTML = '<a href=\"https://nowhere.example/\">a link in a closed shadow root</a>'</script>";
    const body = ARTICLE.body.replace("</article>", `<p><span id="closed"></span></p>${closed}</article>`);
    const opened = await current.open({ ...ARTICLE, body });
    const panel = await current.browser.click(opened);
    await panel.settled();
    const answer = (/** @type {string} */ part) =>
      panel.evaluate((part) => [...document.querySelectorAll(`[data-part=answer] [data-part=${part}]`)].map((found) => found.textContent ?? ""), part);
    const linkUrl = "https://brightleaf.example/people/ines";
    const words = await current.browser.menu(opened, `a[href="${linkUrl}"]`, { menuItemId: "link", linkUrl });
    assert.ok([null, "Is this link followed?"].includes(words), String(words));
    const [row] = await until("the answer", async () => {
      const rows = await answer("answer-link");
      return rows.length > 0 && rows;
    });
    assert.match(row ?? "", /not followed: .*nofollow.*author bio/s);
    await current.browser.menu(opened, "#closed", { menuItemId: "link", linkUrl: "https://nowhere.example/" });
    // The page is read again first, so there is no answer for a moment.
    await until("no such link", () =>
      panel.evaluate(() => document.querySelector("[data-part=answer]")?.textContent?.includes("frame from another site") ?? false),
    );
    await current.browser.menu(opened, "h1", { menuItemId: "page" });
    await until("no answer", async () => (await panel.run("document.querySelector('[data-part=answer]') === null")) === true);
  });

  check("the context menu asks about a selected name, and keeps it only when told to", [BRIGHTLEAF], async (current) => {
    const named = "<!doctype html><title>Names</title><article><p>Kettle &amp; Co sent us one. We thank <b>Kettle &amp;  Co\n</b>. <a href='https://k.example/'>Kettle &amp; Co</a></article>";
    const opened = await current.open({ url: "http://pages.example/names", body: named });
    current.allow("GET http://pages.example/favicon.ico"); // the browser, for the tab's icon
    const panel = await current.browser.click(opened);
    await panel.settled();
    await opened.evaluate(() => getSelection()?.selectAllChildren(/** @type {Node} */ (document.querySelector("b"))));
    await current.browser.menu(opened, "b", { menuItemId: "selection", selectionText: " Kettle &  Co\n" });
    const count = () => panel.evaluate(() => document.querySelectorAll("[data-part=answer-mention]").length);
    await until("the mentions", async () => (await count()) === 3);

    const items = () => panel.evaluate(() => chrome.storage.sync.get(null));
    assert.deepEqual(sites(await items()), [BRIGHTLEAF], "nothing is kept unasked");
    await panel.evaluate(() => {
      const choice = document.querySelector("[data-part=keep-alias]");
      if (!(choice instanceof HTMLSelectElement)) throw new Error("no choice");
      choice.value = choice.options[1]?.value ?? "";
      choice.dispatchEvent(new Event("change", { bubbles: true }));
    });
    await until("the alias", async () => sites(await items())[0].aliases.includes("Kettle & Co"));
    const state = await panel.shows("the mentions", ({ mentions }) => mentions.length === 3);
    assert.equal(state.state, "report");
  });
}

/**
 * Declares what only Firefox's driver can do: in its window a key is heard, and a menu opens.
 * @param {Check} check
 */
export function waysCasesOfFirefox(check) {
  check("the shortcut opens the panel and has the page read, and so does the menu", [BRIGHTLEAF], async (current) => {
    const panel = await current.browser.shortcut(await current.open(page("strict")));
    await panel.shows("the report", ({ state, backlinks }) => state === "report" && backlinks.length === 1);
    const opened = await current.open(ARTICLE);
    assert.equal(await current.browser.menu(opened, "h1", { menuItemId: "page" }), "Inspect this page");
    await panel.shows("the next report", ({ backlinks }) => backlinks.length === 3);
    await current.move(opened, page("empty"));
    await current.browser.shortcut(opened);
    await panel.shows("the report of the page", ({ state, backlinks, links }) => state === "report" && backlinks.length + links.length === 0);
  });
}

/**
 * Declares what only Chromium can be asked: Firefox has no call that gives the warnings of a manifest, and
 * its event page, which made the menu's items, is out of the driver's reach.
 * @param {Check} check
 */
export function waysCasesOfChromium(check) {
  check("the menu's items speak the browser's language, and no permission warns", [BRIGHTLEAF], async ({ browser }) => {
    const options = await openReady(browser, "options");
    const warnings = await options.evaluate(async () => {
      const manifest = JSON.stringify(chrome.runtime.getManifest());
      return chrome.management?.getPermissionWarningsByManifest?.(manifest) ?? null;
    });
    assert.ok(warnings === null || warnings.length === 0);

    for (const id of ["page", "link", "selection"]) {
      await browser.inBackground(`chrome.contextMenus.update(${JSON.stringify(id)}, {})`); // it rejects an unknown id
    }
  });
}
