//! Pictures of the panel's tab Check in each of its states, for developers to look at:
//! node tests/e2e/shots-check.mjs writes them to target/screenshots/. With names as arguments it
//! takes those only.

import { fileURLToPath } from "node:url";

import { until } from "./browser.mjs";
import { TARGET, agree, comesOut, post } from "./cases-check.mjs";
import { launchChromium } from "./chromium.mjs";
import { BRIGHTLEAF } from "./pages.mjs";
import { Server } from "./server.mjs";

/** @typedef {import("./panel.mjs").Look} Look */
/** @typedef {import("./panel.mjs").Panel} Panel */

const FOLDER = fileURLToPath(new URL("../../target/screenshots/", import.meta.url));

/** @type {Look[]} */
const LOOKS = [
  { width: 420, scheme: "light" },
  { width: 420, scheme: "dark" },
  { width: 280, scheme: "light" },
];
/** @type {Look} */
const RTL = { width: 420, scheme: "light", direction: "rtl" };

const LINK = `<a href="${TARGET}">the Brightleaf journal</a>`;
const NOFOLLOW = `<a rel="nofollow" href="${TARGET}">the Brightleaf journal</a> or <a rel="ugc" href="${TARGET}?utm_source=x">here</a>`;
const ROWS = `page,target,rel,links\nhttp://pages.example/guest-post,${TARGET},followed,1\n,,followed,1\nnot a page,mailto:x@y.example,paid,0\n`;

/** What is done in the tab, on a page with this link. @type {Record<string, { link: string, language?: string, looks?: Look[], then: (panel: Panel, look: (link: string) => Promise<unknown>) => Promise<unknown> }>} */
const SHOTS = {
  "check-empty": { link: LINK, then: (panel) => panel.open("check") },
  "check-broken": { link: NOFOLLOW, looks: [...LOOKS, RTL], then: broken },
  "check-broken-de": { link: NOFOLLOW, language: "de", then: broken },
  "check-broken-ja": { link: NOFOLLOW, language: "ja", then: broken },
  "check-missing": { link: `<a href="https://www.brightleaf.example/">Brightleaf Tea</a>`, then: broken },
  "check-kept": {
    link: LINK,
    then: async (panel) => {
      await agree(panel, TARGET);
      await comesOut(panel, "kept");
    },
  },
  "check-changed": {
    link: NOFOLLOW,
    then: async (panel, look) => {
      await broken(panel);
      await look(LINK);
      await comesOut(panel, "kept");
      await panel.clickOn("[data-part=past]:last-child summary");
    },
  },
  "check-editor": {
    link: LINK,
    looks: [...LOOKS, RTL],
    then: async (panel) => {
      await agree(panel, TARGET);
      await comesOut(panel, "kept");
      await panel.press("agreement-edit");
      await panel.clickOn("[data-part=agreement-step][data-name=more]");
      await panel.choose("agreement-rel", "marked");
      await panel.choose("agreement-anchor", "kind");
      await panel.type("agreement-language", "English!");
    },
  },
  "check-import": {
    link: LINK,
    then: async (panel) => {
      await panel.open("check");
      await until("the tab", async () => (await panel.text("check-empty")) !== "");
      await panel.press("agreement-import");
      await panel.type("agreements-text", ROWS);
      await panel.press("agreements-take");
    },
  },
};

/** @param {Panel} panel */
async function broken(panel) {
  await agree(panel, TARGET);
  await comesOut(panel, "broken");
}

const wanted = process.argv.slice(2);
for (const [name, { link, language, looks = LOOKS, then }] of Object.entries(SHOTS)) {
  if (wanted.length > 0 && !wanted.includes(name)) continue;
  const page = post(link);
  const server = await Server.start();
  server.serve(page.url, page);
  const browser = await launchChromium(server, language ? { language } : {});
  try {
    await browser.storeSites([BRIGHTLEAF]);
    const tab = await browser.open(page.url);
    const panel = await browser.click(tab);
    await panel.settled();
    await then(panel, async (link) => {
      server.serve(page.url, post(link));
      await tab.reload();
      await browser.click(tab);
    });
    await panel.evaluate(mirror);
    const file = (/** @type {Look} */ { width, scheme, direction }) => `${FOLDER}${name}-${width}-${scheme}${direction ? "-rtl" : ""}.png`;
    await panel.screenshots(Object.fromEntries(looks.map((look) => [file(look), look])));
    console.log(`${name}: ${looks.length}`);
  } finally {
    await browser.close();
    await server.stop();
  }
}

/** Pictures are taken of a copy of the panel, which holds only what is in its attributes. */
function mirror() {
  for (const field of document.querySelectorAll("textarea")) field.textContent = field.value;
  for (const field of document.querySelectorAll("input")) {
    if (field.type === "checkbox") field.toggleAttribute("checked", field.checked);
    else if (field.type !== "file") field.setAttribute("value", field.value);
  }
  for (const option of document.querySelectorAll("option")) option.toggleAttribute("selected", option.selected);
}
