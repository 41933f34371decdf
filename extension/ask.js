// @ts-check
/**
 * The panel's first script. It begins what the panel needs while the rest of it is still fetched: its
 * module, what is stored, the click that has opened it, and that click's page. The panel takes all of it
 * over (`start_panel.js`, `api/early.rs`).
 */

/** What is run in a page to read it, in order; the value of the last is the collected page. */
const scripts = ["survey.js", "markup.js", "words.js", "remember.js", "highlight.js", "late.js", "port.js", "collect.js"];

/** The panel's module; its file, where it can't be compiled while it comes. */
const file = "panel_bg.wasm";
export const module = WebAssembly.compileStreaming(fetch(file)).catch(() => file);

/**
 * The click that no panel of this window has answered yet, and its page as it is collected. The tab in front
 * is the one that was clicked on, unless the user has turned to another since: its page is read while the
 * click is asked for.
 */
async function ask() {
  const [front] = await chrome.tabs.query({ active: true, currentWindow: true });
  if (front?.id === undefined) return null;
  const collected = collect(front.id);
  const click = await chrome.runtime.sendMessage({ type: "clicked", windowId: front.windowId });
  if (!click) return null;
  return { click, collected: click.tabId === front.id ? collected : collect(click.tabId) };
}

/** @param {number} tabId */
function collect(tabId) {
  const collected = chrome.scripting.executeScript({ target: { tabId }, files: scripts });
  leaveToTheModule(collected);
  return collected;
}

/** A refusal is for the module, which may not wait for it yet. @param {Promise<unknown>} promise */
function leaveToTheModule(promise) {
  promise.catch(() => {});
}

/** All that is stored, by area: good until something of it is changed. */
function stored() {
  const { sync, local, session } = chrome.storage;
  const areas = { sync: sync.get(null), local: local.get(null), session: session.get(null) };
  Object.values(areas).forEach(leaveToTheModule);
  return areas;
}

// Where it can't be asked the module asks again, and says why.
const asked = ask().catch(() => null);
/** @type {{ scripts: string[], asked: ReturnType<typeof ask>, stored: ReturnType<typeof stored> | null }} */
const early = { scripts, asked, stored: stored() };
chrome.storage.onChanged.addListener(() => {
  early.stored = null;
});
Object.assign(globalThis, { linkglanceEarly: early });
