// @ts-check
/**
 * The panel of the floor: all that a panel must do which says anything about a page. It asks for the
 * click, takes the page's HTML in one go, and shows how long it is. The marks are those of the panel.
 */

performance.mark("loaded");
const { id } = await chrome.windows.getCurrent();
const click = await chrome.runtime.sendMessage({ type: "clicked", windowId: id });
performance.mark("asked");
const [collected] = await chrome.scripting.executeScript({
  target: { tabId: click.tabId },
  func: () => document.documentElement.outerHTML,
});
performance.mark("collected");
document.body.textContent = String(collected?.result?.length);
requestAnimationFrame(() => requestAnimationFrame(() => performance.mark("shown")));

export {};
