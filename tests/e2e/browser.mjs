//! One way to drive both browsers: a real profile, the shipped build, the real toolbar button.

import { existsSync, mkdtempSync, readFileSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { fileURLToPath } from "node:url";

/** @typedef {import("puppeteer-core").Page} Page */
/** @typedef {import("./panel.mjs").Panel} Panel */
/** @typedef {import("./server.mjs").Server} Server */

/**
 * A site profile, as the extension stores it.
 * @typedef {{ name: string, domains: string[], aliases: string[], competitors?: string[] }} Site
 */

/**
 * How to start a browser.
 * @typedef {object} Options
 * @property {boolean} [visible] With a window for the user to look at.
 * @property {string} [profile] The folder of a profile that outlives the browser; a new one that does not if it is left out.
 * @property {number} [room] All the room there is for databases, in KB.
 * @property {string} [language] The language of the browser's own texts, such as "de".
 * @property {string} [granted] Which addresses the copy that is installed may read: of a profile that is opened again, where each start installs it once more, the browser forgets what was granted.
 * @property {boolean} [pseudo] With longer words than those of any language.
 * @property {string} [extension] The folder of another build than the shipped one.
 */

/**
 * What a screen reader is given of an element, by the names that ARIA has for its role.
 * @typedef {{ role: string, name: string, focusable: boolean, parent: number }} Node Parent: the place of the one it is in.
 */

/**
 * A running browser with the extension installed, and nothing else.
 * @typedef {object} Browser
 * @property {(url: string) => Promise<Page>} open Opens a tab and waits for the page to load.
 * @property {(file: string) => Promise<Page>} own Opens one of the extension's own pages in a tab.
 * @property {boolean} spent Whether something was done to it that the next case would find: it is for none then.
 * @property {() => void} kill Ends the browser's process at once, as a crash does.
 * @property {(page: Page) => Promise<Panel>} click Clicks the extension's toolbar button on this tab, and waits for the panel to be there.
 * @property {(hosts: string[]) => Promise<void>} grant Lets the extension read these hosts, as the user does in the browser's prompt, which no test can press.
 * @property {(page: Page, scheme: import("./panel.mjs").Scheme) => Promise<void>} prefer Shows a page as to a user with this scheme of colours.
 * @property {(page: Page) => Promise<Node[]>} tree A page as the browser hands it to a screen reader.
 * @property {(page: Page, selector: string, info: { menuItemId: string, linkUrl?: string, selectionText?: string }) => Promise<string | null>} menu Chooses our item of the context menu of an element, and gives the item's words. In Chromium, whose menu is out of reach, what the browser would say of it is said, and there are no words.
 * @property {(page: Page) => Promise<Panel>} shortcut Presses the extension's keys on this tab, and waits for the panel to be there; Firefox only.
 * @property {string} downloads The folder that files are saved to.
 * @property {(sites: Site[]) => Promise<void>} storeSites Stores site profiles, as the extension does.
 * @property {(items: object) => Promise<void>} store Puts items into the extension's synchronised storage.
 * @property {(script: string) => Promise<unknown>} inBackground Runs a script in the background worker; Chromium only.
 * @property {() => Promise<void>} stopBackground Stops the background worker, as browsers do when it is idle.
 * @property {(is: boolean) => Promise<void>} offline Takes the browser's connection away, or gives it back; Firefox only.
 * @property {(url: string) => Promise<Page>} openWindow Opens another window with this page; Chromium only.
 * @property {(url: string) => Promise<Page>} openPrivate Allows the extension in private windows, and opens one with this page.
 * @property {() => Promise<Panel[]>} panels The panels of all windows; Chromium only.
 * @property {(folder: string) => Promise<(script: string) => Promise<unknown>>} installOther Installs another extension, and gives what runs scripts in its background worker; Chromium only.
 * @property {boolean} welcomed Whether the first steps were opened at the installation; they are closed again.
 * @property {() => Promise<void>} update Puts the shipped build in the place of the one that is installed, as a store's update does.
 * @property {() => Promise<string[]>} complaints What the browser says against the extension: warnings about its manifest, and errors of its scripts.
 * @property {() => Promise<void>} closed Waits until the user has closed the browser.
 * @property {() => Promise<void>} close
 */

/**
 * A running browser without the extension.
 * @template {Browser} [B=Browser]
 * @typedef {object} Started
 * @property {() => Promise<B>} install Installs the extension, with nothing stored; closing what this gives takes it and every tab away again.
 * @property {() => Promise<void>} close
 */

/** Where the build is. */
const DIST = fileURLToPath(new URL("../../dist/", import.meta.url));

/**
 * The folder with the build for one browser.
 * @param {"chrome" | "firefox"} name
 */
export function extensionFolder(name) {
  const folder = process.env.LINKGLANCE_DIST ? `${process.env.LINKGLANCE_DIST}/${name}` : `${DIST}${name}`;
  if (!existsSync(`${folder}/manifest.json`)) throw new Error(`there is no build in ${folder}: cargo xtask build`);
  return folder;
}

/** The scripts that collect a page, as one: its value is what is collected. */
export function collecting() {
  const files = ["survey.js", "markup.js", "words.js", "remember.js", "collect.js"];
  return files.map((file) => readFileSync(new URL(`../../extension/${file}`, import.meta.url), "utf8")).join("\n");
}

/**
 * The browser's program: `cargo xtask` names it in the environment, else it is looked for on PATH.
 * @param {string} variable
 * @param {string[]} names
 */
export function program(variable, names) {
  const named = process.env[variable];
  if (named) return named;
  const folders = (process.env.PATH ?? "").split(delimiter);
  const found = names.flatMap((name) => folders.map((folder) => join(folder, name))).find((file) => existsSync(file));
  if (found === undefined) throw new Error(`there is no ${names[0]} on PATH; ${variable} may name it`);
  return found;
}

/**
 * Waits until `ready` gives something else than undefined, null or false.
 * @template T
 * @param {string} what What is waited for, for the message.
 * @param {() => T | Promise<T>} ready
 * @param {number} [limit] In milliseconds.
 * @returns {Promise<NonNullable<Exclude<T, false>>>}
 */
export async function until(what, ready, limit = 30_000) {
  const end = Date.now() + limit;
  for (;;) {
    const value = await ready();
    if (value) return /** @type {NonNullable<Exclude<T, false>>} */ (value);
    if (Date.now() > end) throw new Error(`waited ${limit / 1000} s in vain for ${what}`);
    await pause(25);
  }
}

/** A new folder for downloads. */
export function downloadsFolder() {
  return mkdtempSync(join(tmpdir(), "linkglance-downloads-"));
}

/**
 * Closes every tab but one, and takes away what was downloaded.
 * @param {import("puppeteer-core").Browser} browser
 * @param {string} downloads
 * @param {Page} left
 */
export async function tidy(browser, downloads, left) {
  const others = (await browser.pages()).filter((page) => page !== left);
  await Promise.all(others.map((page) => page.close()));
  for (const name of readdirSync(downloads)) rmSync(join(downloads, name), { recursive: true, force: true });
}

/**
 * Site profiles as the extension stores them: each an item of its own.
 * @param {Site[]} sites
 */
export function stored(sites) {
  return Object.fromEntries(sites.map((site, place) => [`site.test${place}`, site]));
}

/** @param {number} milliseconds */
export function pause(milliseconds) {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}
