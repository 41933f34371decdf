// @ts-check
/**
 * The panel of the floor: all that a panel must do which says anything about a page. It asks for the
 * click, takes the page's HTML in one go, and shows how long it is. The marks are those of the panel.
 * On a rung above the floor (`floor.mjs`) it does some of what the shipped panel does as well.
 */

performance.mark("loaded");
const { rung = "", scripts = "" } = document.documentElement.dataset;
const module = rung.includes("fetches") || rung.includes("compiles") ? fetch("panel_bg.wasm") : null;
const ready = rung.includes("compiles") && module ? WebAssembly.compileStreaming(module) : module?.then((answer) => answer.arrayBuffer());
const { id } = await chrome.windows.getCurrent();
const click = await chrome.runtime.sendMessage({ type: "clicked", windowId: id });
performance.mark("asked");
const target = { tabId: click.tabId };
const [collected] = await (rung.includes("collects")
  ? chrome.scripting.executeScript({ target, files: scripts.split(" ") })
  : chrome.scripting.executeScript({ target, func: () => document.documentElement.outerHTML }));
performance.mark("collected");
await ready;
document.body.textContent = String(/** @type {any} */ (collected?.result)?.length);
requestAnimationFrame(() => requestAnimationFrame(() => performance.mark("shown")));

export {};
