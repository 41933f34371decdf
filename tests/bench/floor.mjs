//! The floor of a click: the shipped build with a panel that does only what no panel can do without
//! (`floor_panel.js`), in a folder of its own. A rung is the floor and some of what the shipped panel does.

import { cpSync, mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

import { extensionFolder } from "../e2e/browser.mjs";

/** What the shipped page fetches ahead for the shipped panel: its scripts and its module. */
const FETCHED_AHEAD = /\s*<link rel="(modulepreload|preload)"[^>]*>|\s*<script [^>]*async[^>]*><\/script>/g;

/** The scripts that the shipped panel collects a page with, as `ask.js` names them. */
const SCRIPTS = /const scripts = \[(.*)\];/;

/**
 * Makes the folder, which is the caller's to remove.
 * @param {string} [rung] What is done beside: "fetches" the panel's module, "compiles" it, "collects" the page.
 */
export function floorFolder(rung = "") {
  const folder = mkdtempSync(join(tmpdir(), "linkglance-floor-"));
  cpSync(extensionFolder("chrome"), folder, { recursive: true });
  const scripts = SCRIPTS.exec(readFileSync(join(folder, "ask.js"), "utf8"))?.[1]?.replaceAll(/["\s]/g, "").replaceAll(",", " ");
  if (!scripts) throw new Error("ask.js names no scripts in a form that is known here");
  const page = join(folder, "panel.html");
  const html = readFileSync(page, "utf8").replace(FETCHED_AHEAD, "");
  writeFileSync(page, html.replace("<html", `<html data-rung="${rung}" data-scripts="${scripts}"`));
  cpSync(fileURLToPath(new URL("floor_panel.js", import.meta.url)), join(folder, "start_panel.js"));
  return folder;
}
