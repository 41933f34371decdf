// @ts-check
/**
 * The panel's first script: asks which click has opened it and reads that page at once, while the panel's
 * module is still fetched and compiled. The module takes both over (`api/early.rs`).
 */

/** What is run in a page to read it, in order; the value of the last is the collected page. */
const scripts = ["survey.js", "markup.js", "words.js", "remember.js", "highlight.js", "late.js", "port.js", "collect.js"];

/** The click that no panel of this window has answered yet, and its page as it is collected. */
async function ask() {
  const { id } = await chrome.windows.getCurrent();
  const click = await chrome.runtime.sendMessage({ type: "clicked", windowId: id });
  if (!click) return null;
  const collected = chrome.scripting.executeScript({ target: { tabId: click.tabId }, files: scripts });
  // A refusal is for the module, which may not wait for it yet.
  collected.catch(() => {});
  return { click, collected };
}

// Where it can't be asked the module asks again, and says why.
const asked = ask().catch(() => null);
Object.assign(globalThis, { linkglanceEarly: { scripts, asked } });

export {};
