//! What makes a page of the extension hard to use for some: what axe finds in it, and what the browser
//! hands to a screen reader without a name. For every browser.

import { readFileSync } from "node:fs";

import { until } from "./browser.mjs";
import { Dashboard } from "./dashboard.mjs";
import { Panel } from "./panel.mjs";

/** @typedef {import("./browser.mjs").Browser} Browser */
/** @typedef {import("./browser.mjs").Node} Node */
/** @typedef {import("./browser.mjs").Page} Page */
/** @typedef {import("./panel.mjs").Scheme} Scheme */

const AXE = readFileSync(new URL("../node_modules/axe-core/axe.min.js", import.meta.url), "utf8");

/** Colours alone differ in the dark. */
const OF_COLOURS = ["color-contrast", "link-in-text-block"];

/** How long a browser may take to show other colours, or to hand a change to screen readers, in milliseconds: many frames. */
const CHANGED_BY = 5_000;

/** Roles of which no two in one place have one name. Buttons of rows repeat theirs. */
const OF_A_KIND = ["link", "tab", "radio", "menuitem"];

/** Roles that take the focus for what is in them, which is what a screen reader says of them. */
const SAID_BY_CONTENT = ["document", "RootWebArea", "listitem", "row", "section", "generic"];

/**
 * What is against a page as it is, in the light and in the dark.
 * @param {Browser} browser
 * @param {Panel | Dashboard | Page} page
 */
export async function faults(browser, page) {
  const { run, prefer, tree } = reach(browser, page);
  await prefer("dark");
  const dark = await violations(run, "dark", OF_COLOURS);
  await prefer("light");
  return [...dark, ...(await violations(run, "light")), ...(await nameless(run, tree))];
}

/**
 * What axe finds in a page in one scheme of colours.
 * @param {Browser} browser
 * @param {Panel} panel
 * @param {Scheme} scheme
 */
export async function faultsIn(browser, panel, scheme) {
  const { run, prefer } = reach(browser, panel);
  await prefer(scheme);
  return violations(run, scheme);
}

/**
 * @param {Browser} browser
 * @param {Panel | Dashboard | Page} page
 */
function reach(browser, page) {
  if (page instanceof Panel) {
    return { run: page.run.bind(page), prefer: page.prefer.bind(page), tree: page.tree.bind(page) };
  }
  const tab = page instanceof Dashboard ? page.page : page;
  return {
    run: (/** @type {string} */ script) => tab.evaluate(script),
    prefer: (/** @type {Scheme} */ scheme) => browser.prefer(tab, scheme),
    tree: () => browser.tree(tab),
  };
}

/**
 * @param {(script: string) => Promise<unknown>} run
 * @param {Scheme} scheme
 * @param {string[]} [rules] All, with the one of WCAG 2.2 that axe leaves out unasked, if none are named.
 * @returns {Promise<string[]>}
 */
async function violations(run, scheme, rules) {
  const feature = scheme === "forced" ? "forced-colors: active" : `prefers-color-scheme: ${scheme}`;
  await until(`${scheme} colours`, () => run(`matchMedia("(${feature})").matches`), CHANGED_BY);
  if (!(await run("typeof axe === 'object'"))) await run(`${AXE}; 0`);
  const options = rules ? { runOnly: rules } : { rules: { "target-size": { enabled: true } } };
  return JSON.parse(String(await run(`(${look})(${JSON.stringify(options)})`))).map((/** @type {string} */ found) => `${scheme}: ${found}`);
}

/** Runs in the page: asks axe, once colours have changed. @param {object} options */
async function look(options) {
  const changing = document.getAnimations().filter((animation) => Number.isFinite(animation.effect?.getComputedTiming().endTime));
  await Promise.allSettled(changing.map(({ finished }) => finished));
  const { axe } = /** @type {any} */ (globalThis);
  // The words of a row filter by what they say, and so do the chips of "Filters", which are large enough: WCAG 2.2,
  // 2.5.8, "Equivalent". axe cannot know that.
  axe.configure({ rules: [{ id: "target-size", selector: ":not(.as-filter)" }] });
  const { violations } = await axe.run(options);
  return JSON.stringify(violations.map((/** @type {any} */ { id, nodes }) => `${id}: ${nodes.map((/** @type {any} */ { html }) => html).join(" ")}`));
}

/**
 * What takes the focus and has no name, or that of its neighbour; or that there are more controls than a
 * screen reader hears of. Asked until the browser has handed over what was changed last.
 * @param {(script: string) => Promise<unknown>} run
 * @param {() => Promise<Node[]>} tree
 */
async function nameless(run, tree) {
  /** @type {string[]} */
  let found = [];
  await until("names", async () => {
    found = unnamed(await tree(), Number(await run(`(${countControls})()`)));
    return found.length === 0;
  }, CHANGED_BY).catch(() => {});
  return found;
}

/**
 * @param {Node[]} nodes
 * @param {number} controls
 */
function unnamed(nodes, controls) {
  const focusable = nodes.filter(({ focusable, role }) => focusable && !SAID_BY_CONTENT.includes(role));
  const found = focusable.filter(({ name }) => name.trim() === "").map(({ role }) => `no name: ${role}`);
  const known = new Set();
  for (const { role, name, parent } of focusable.filter(({ role }) => OF_A_KIND.includes(role))) {
    const key = JSON.stringify([role, name, parent]);
    if (known.has(key)) found.push(`two in one place: ${role} ${name}`);
    known.add(key);
  }
  if (focusable.length < controls) found.push(`${controls} controls, of which ${focusable.length} are handed to a screen reader`);
  return found;
}

/** Runs in the page: how many controls can be reached now. */
function countControls() {
  const modal = document.querySelector("dialog:modal") ?? document;
  const all = /** @type {HTMLElement[]} */ ([...modal.querySelectorAll("a[href], button, input, select, textarea, summary, [role=tab]")]);
  return all.filter((control) => !control.matches(":disabled, [inert] *") && control.checkVisibility({ visibilityProperty: true })).length;
}
