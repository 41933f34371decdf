// @ts-check
/**
 * Starts the checker in the background worker: its wasm module, once, when there are checks to make.
 * The only part of the extension that may ask for something on the web. Also keeps the alarms that wake
 * it: while a run waits, and while links are looked at by the user's schedule.
 */
import start, { check as work } from "./checker.js";

/**
 * The alarms, each with where it is noted that it is needed and its period in minutes. A run waits
 * seconds to hours; what is due by the schedule may be looked at an hour later.
 */
const ALARMS = /** @type {const} */ ([
  { name: "checks", minutes: 1 },
  { name: "watchNext", minutes: 60 },
]);

/** No look is noted so far ahead, in milliseconds: the schedule's month has 30 days. A clock that was ahead noted it. */
const TOO_FAR = 31 * 24 * 3_600_000;

/** @type {Promise<unknown> | undefined} */
let started;

/** Goes through the checks that pages of the extension have asked for, and those that are due. */
export async function check() {
  // Before the work, too: a worker that is ended while it waits is woken by them.
  await setAlarms();
  try {
    await begin();
    await work();
  } catch (error) {
    // An error in the module leaves its memory in no state to go on with, and a worker has one module.
    // The next worker goes on; what stops each of them is given up after some tries.
    console.error("The checks stopped:", error);
  }
  await setAlarms();
}

/** Starts the module; where that failed, for lack of memory perhaps, with the next call once more. */
function begin() {
  started ??= start({ module_or_path: chrome.runtime.getURL("checker_bg.wasm") }).catch((error) => {
    started = undefined;
    throw error;
  });
  return started;
}

/** Goes on with checks that are not done or are due, where there are any. */
export async function goOn() {
  const { checks, watchNext } = await chrome.storage.local.get(["checks", "watchNext"]);
  if (checks || isDue(watchNext)) await check();
  else await setAlarms();
}

/** Whether the next look is due. @param {unknown} next */
function isDue(next) {
  if (typeof next !== "number") return false;
  const wait = next - Date.now();
  return wait <= 0 || wait > TOO_FAR;
}

/**
 * Keeps the schedule as it is set now: on this page or, where the browser syncs, on another device.
 * @param {Record<string, chrome.storage.StorageChange>} changes
 */
export async function scheduleChanged({ settings }) {
  if (settings && scheduleOf(settings.newValue) !== scheduleOf(settings.oldValue)) await check();
}

/** The schedule that stored settings hold; a copy on this device has them one step deeper. @param {any} stored */
function scheduleOf(stored) {
  const { watchEvery = "off", watchADay } = stored?.copied ?? stored ?? {};
  return watchEvery === "off" ? watchEvery : `${watchEvery} ${watchADay}`;
}

/** Makes sure of the alarms: the browser may lose them when it or the extension is updated. */
async function setAlarms() {
  const noted = await chrome.storage.local.get(ALARMS.map(({ name }) => name));
  for (const { name, minutes } of ALARMS) {
    if (noted[name] === undefined) await chrome.alarms.clear(name);
    else if (!(await chrome.alarms.get(name))) await chrome.alarms.create(name, { periodInMinutes: minutes });
  }
}

/** Says on the icon again what it said when the browser was closed. */
export async function showNews() {
  const { watchNews } = await chrome.storage.local.get("watchNews");
  /** @type {{ text: string, color: string, title: string } | undefined} */
  const news = /** @type {any} */ (watchNews);
  if (!news?.text) return;
  await chrome.action.setBadgeBackgroundColor({ color: news.color });
  await chrome.action.setBadgeTextColor({ color: "#ffffff" });
  await chrome.action.setTitle({ title: news.title });
  await chrome.action.setBadgeText({ text: news.text });
}
