//! `cargo xtask run`: shows the extension at work on the demonstration article, in Chromium. With
//! a screen it stays open for the user to go on; without one it prints what the panel shows.

import { fileURLToPath } from "node:url";

import { launchChromium } from "./chromium.mjs";
import { ARTICLE, BRIGHTLEAF } from "./pages.mjs";
import { Server } from "./server.mjs";

const SCREENSHOT = fileURLToPath(new URL("../../target/screenshots/demo.png", import.meta.url));

/** On Linux a screen is a variable; elsewhere there is one, unless this is a continuous build. */
const { CI, DISPLAY, WAYLAND_DISPLAY } = process.env;
const visible = process.platform === "linux" ? Boolean(DISPLAY || WAYLAND_DISPLAY) : !CI;

const server = await Server.start();
server.serve(ARTICLE.url, ARTICLE.body);
const browser = await launchChromium(server, { visible });
try {
  await browser.storeSites([BRIGHTLEAF]);
  const panel = await browser.click(await browser.open(ARTICLE.url));
  const { state, verdict, message, backlinks, links } = await panel.settled();
  console.log(`${ARTICLE.url}\n\n${state === "report" ? verdict : `${state}: ${message}`}`);
  print("Links to the site of the sample profile", backlinks);
  print("All outbound links", links);
  if (state !== "report") process.exitCode = 1;
  if (visible) {
    console.log("\nThe browser is yours: close it to end.");
    await browser.closed();
  } else {
    await panel.screenshots({ [SCREENSHOT]: { width: 420, scheme: "light" } });
    console.log("\nThe panel is pictured in target/screenshots/demo.png");
  }
} finally {
  await browser.close();
  await server.stop();
}

/**
 * @param {string} title
 * @param {import("./panel.mjs").Row[]} rows
 */
function print(title, rows) {
  console.log(`\n${title} (${rows.length})`);
  for (const { follow, region, url } of rows) console.log(`  ${follow.padEnd(13)} ${region.padEnd(13)} ${url}`);
}
