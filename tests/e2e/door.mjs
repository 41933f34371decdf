//! The door of the tests (tests/door): the analyser and the store as functions of plain objects, which no
//! shipped module exports. A page of the extension gets them as a debugger would give them; nothing is
//! added to what is installed.

import { existsSync, readFileSync } from "node:fs";

const FOLDER = process.env.LINKGLANCE_DOOR ?? new URL("../../target/door", import.meta.url).pathname;

/**
 * What the door has.
 * @typedef {object} Door
 * @property {(page: object, sites: object[]) => any} inspect A page's report.
 * @property {(report: object, site: object) => Promise<string>} keep Saves a page as a prospect.
 * @property {(version: number) => Promise<void>} openMadeUp Opens and closes the made-up database at a version.
 * @property {(report: object) => Promise<void>} see Saves the backlinks of a page.
 * @property {(urls: string[]) => Promise<string>} startCheck Starts a run of checks.
 * @property {(urls: string[]) => Promise<string>} startCheckOfAll The same with addresses that are not of the public web.
 * @property {(run: string, what: "pause" | "go on" | "cancel") => Promise<void>} setCheck
 * @property {(run: string) => Promise<[any, any[]] | null>} checkProgress The run and its rows.
 * @property {(urls: string[]) => Promise<string>} startBulk Starts a bulk check.
 * @property {(site: string, address: string) => Promise<string | undefined>} startSitemap Reads a site's sitemaps.
 * @property {(site: string) => Promise<any[]>} sitePages What they named, file by file.
 * @property {() => Promise<string>} watchBacklinks Watches all known backlinks and looks at them.
 * @property {() => Promise<any[]>} watches All links that are watched.
 */

/** The door's files: its script, and its wasm. */
export function doorFiles() {
  if (!existsSync(`${FOLDER}/door.js`)) throw new Error(`there is no door in ${FOLDER}: cargo xtask test e2e`);
  return { script: readFileSync(`${FOLDER}/door.js`, "utf8"), wasm: readFileSync(`${FOLDER}/door_bg.wasm`) };
}

/** An expression whose value is what a script makes. @param {string} script */
function made(script) {
  return `(() => { ${script}\nreturn wasm_bindgen; })()`;
}

/** The door in this process. @returns {Promise<Door>} */
export async function doorHere() {
  const { script, wasm } = doorFiles();
  const door = (0, eval)(made(script));
  await door({ module_or_path: wasm });
  return door;
}

/** Opens the door in a page of the extension, as `globalThis.door`. @param {import("puppeteer-core").Page} page */
export async function openDoor(page) {
  if (await page.evaluate(() => "door" in globalThis)) return;
  const { script, wasm } = doorFiles();
  await page.evaluate(`globalThis.door = ${made(script)}; undefined`);
  await page.evaluate(async (packed) => {
    const bytes = Uint8Array.from(atob(packed), (letter) => letter.charCodeAt(0));
    await /** @type {any} */ (globalThis).door({ module_or_path: bytes });
  }, wasm.toString("base64"));
}
