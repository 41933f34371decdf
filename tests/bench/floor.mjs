//! The floor of a click: the shipped build with a panel that does only what no panel can do without
//! (`floor_panel.js`), in a folder of its own.

import { cpSync, mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

import { extensionFolder } from "../e2e/browser.mjs";

/** What the shipped page fetches ahead for the shipped panel: its scripts and its module. */
const FETCHED_AHEAD = /\s*<link rel="(modulepreload|preload)"[^>]*>|\s*<script [^>]*async[^>]*><\/script>/g;

/** Makes the folder, which is the caller's to remove. */
export function floorFolder() {
  const folder = mkdtempSync(join(tmpdir(), "linkglance-floor-"));
  cpSync(extensionFolder("chrome"), folder, { recursive: true });
  const page = join(folder, "panel.html");
  writeFileSync(page, readFileSync(page, "utf8").replace(FETCHED_AHEAD, ""));
  cpSync(fileURLToPath(new URL("floor_panel.js", import.meta.url)), join(folder, "start_panel.js"));
  return folder;
}
