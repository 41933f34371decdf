//! Where a click's time goes, between the floor and the shipped panel: clicks by turns on the floor, on rungs that
//! do some of what the panel does as well, and on the panel itself.
//!
//! `node tests/bench/rungs.mjs PAGE.html[.gz] [CLICKS]`, with a build in `dist`.

import { readFileSync, rmSync } from "node:fs";
import { gunzipSync } from "node:zlib";

import { launchChromium } from "../e2e/chromium.mjs";
import { Server } from "../e2e/server.mjs";
import { MARKS, click, serveClicked, within } from "./click.mjs";
import { floorFolder } from "./floor.mjs";
import { profiles } from "./shapes.js";

/** What each rung does beside the floor. */
const RUNGS = ["", "fetches", "compiles", "collects", "compiles collects"];
const USUAL_CLICKS = 21;

const [, , file, clicks = USUAL_CLICKS] = process.argv;
if (!file) throw new Error("which page? node tests/bench/rungs.mjs PAGE.html[.gz] [CLICKS]");
const bytes = readFileSync(file);
const server = await Server.start();
const url = serveClicked(server, file.endsWith(".gz") ? gunzipSync(bytes) : bytes);

const ways = [];
for (const rung of RUNGS) {
  const folder = floorFolder(rung);
  ways.push({ name: rung || "the floor", folder, browser: await launchChromium(server, { extension: folder }) });
}
const shipped = await launchChromium(server);
await shipped.storeSites(profiles(1));
ways.push({ name: "the shipped panel", folder: null, browser: shipped });

/** @type {Map<string, import("./click.mjs").Click[]>} */
const times = new Map(ways.map(({ name }) => [name, []]));
for (let number = 0; number <= Number(clicks); number += 1) {
  for (const { name, browser } of ways) {
    const one = await click(browser, url);
    if (number > 0) times.get(name)?.push(one); // the first finds nothing warm
  }
}
for (const { browser, folder } of ways) {
  await browser.close();
  if (folder) rmSync(folder, { recursive: true });
}
await server.stop();

const floor = median("the floor", "whole");
console.log(`${clicks} clicks each by turns: median in ms, of the floor, and by stage (${Object.keys(MARKS).join(", ")})`);
for (const { name } of ways) {
  const whole = median(name, "whole");
  const stages = Object.keys(MARKS).map((stage) => median(name, stage).toFixed(0).padStart(5)).join("");
  console.log(`${name.padEnd(20)} ${whole.toFixed(0).padStart(5)} ${(whole / floor).toFixed(2)} x ${stages}`);
}

/**
 * @param {string} name
 * @param {string} stage
 */
function median(name, stage) {
  return within(times.get(name) ?? [], stage, 0.5);
}
