//! A page walked through by the Tab key alone, in either browser.

/** @typedef {import("./panel.mjs").Key} Key */

/**
 * What a page is walked through by: functions that run in it, and real keys.
 * @typedef {object} Walked
 * @property {<A extends unknown[], R>(action: (...args: A) => R, ...args: A) => Promise<Awaited<R>>} evaluate
 * @property {(key: Key) => Promise<void>} press
 */

/** So many more stops than controls there may be, as lists that scroll and parts of dates, before the focus is called trapped. */
const SPARE = 20;

/**
 * Presses Tab from the page's start until the focus leaves or comes round.
 * @param {Walked} walked
 */
export async function walk({ evaluate, press }) {
  const controls = await evaluate(begin);
  /** @type {Set<string>} */
  const reached = new Set();
  /** @type {string[]} */
  const unseen = [];
  let last = "";
  let left = false;
  for (let stops = 0; stops <= controls.length + SPARE && !left; stops += 1) {
    await press("Tab");
    const stop = await evaluate(here);
    left = stop === null || (stop.at !== last && reached.has(stop.at));
    if (stop === null || left) break;
    // A date has a stop for each of its parts.
    last = stop.at;
    reached.add(stop.at);
    if (!stop.seen) unseen.push(stop.at);
  }
  return { controls: controls.length, left, unseen, missed: controls.filter((name) => !reached.has(name)) };
}

/** Runs in the page: notes every control that can be reached and how it looks, and goes to the page's start. */
function begin() {
  // Browsers go on from where the focus was last, unless something else takes it.
  document.body.tabIndex = -1;
  document.body.focus();
  const all = /** @type {HTMLElement[]} */ ([...document.querySelectorAll("a[href], button, input, select, textarea, summary, [tabindex]")]);
  const controls = all.filter((control) => {
    const ofOthers = control instanceof HTMLInputElement && control.type === "radio" && !control.checked;
    return control.tabIndex >= 0 && !ofOthers && !control.matches(":disabled, [inert] *") && control.checkVisibility({ visibilityProperty: true });
  });
  /** How the focus may show: on the control, or on the box around it. @param {Element} control */
  const look = (control) =>
    [control, control.parentElement].map((element) => {
      if (element === null) return "";
      const { outlineStyle, outlineWidth, outlineColor, boxShadow, borderColor } = getComputedStyle(element);
      return [outlineStyle, outlineWidth, outlineColor, boxShadow, borderColor].join();
    }).join();
  const name = (/** @type {HTMLElement} */ control) => `${all.indexOf(control)} ${control.outerHTML.slice(0, 80)}`;
  Object.assign(globalThis, { walked: { all, name, look, before: new Map(all.map((control) => [control, look(control)])) } });
  return controls.map(name);
}

/** Runs in the page: where the focus is, and whether that shows; `null` where it has left. */
function here() {
  const { all, name, look, before } = /** @type {any} */ (globalThis).walked;
  const focused = document.activeElement;
  if (!document.hasFocus() || focused === null || focused === document.body || focused === document.documentElement) return null;
  // A list that scrolls is a stop of some browsers', and their own.
  if (!all.includes(focused)) return { at: focused.outerHTML.slice(0, 80), seen: true };
  return { at: /** @type {string} */ (name(focused)), seen: before.get(focused) !== look(focused) };
}

/**
 * Opens something by the keyboard, closes it by Escape, and says whether the focus is where it was.
 * @param {Walked} walked
 * @param {string} opener
 * @param {string} opened
 * @param {Key} [key]
 */
export async function opensAndCloses({ evaluate, press }, opener, opened, key = "Enter") {
  await evaluate((opener) => /** @type {HTMLElement | null} */ (document.querySelector(opener))?.focus(), opener);
  const shown = () => evaluate((opened) => document.querySelector(opened)?.checkVisibility() ?? false, opened);
  await press(key);
  const opens = await soon(shown);
  await press("Escape");
  const closes = await soon(async () => !(await shown()));
  const back = await soon(() => evaluate((opener) => document.activeElement === document.querySelector(opener), opener));
  return { opens, closes, back };
}

/** Whether something is so within a moment. @param {() => Promise<boolean>} is */
async function soon(is) {
  for (let tries = 0; tries < 40; tries += 1) {
    if (await is()) return true;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  return false;
}
