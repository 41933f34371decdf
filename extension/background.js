// @ts-check
/**
 * The background worker: a click on the icon, the shortcut or the context menu opens the side panel
 * and asks it to inspect.
 *
 * Listeners are registered synchronously at the top level, because a worker that registers late
 * misses the event it was started for. Wasm is started only for checks (`checks.js`).
 */

import { check, goOn, scheduleChanged, showNews } from "./checks.js";
import { styleSheet } from "./rules.js";

/**
 * What the panel is asked: to inspect a tab, and perhaps about one link or one name on it.
 * @typedef {{ tabId: number, incognito: boolean, link?: string, selection?: string }} Click
 */

/**
 * The clicks that no panel has received yet, by the window they were made in: each window may have
 * a panel of its own.
 * @type {Map<number, Click>}
 */
const clicks = new Map();

/**
 * @param {chrome.tabs.Tab} tab
 * @param {Pick<Click, "link" | "selection">} [about]
 */
function ask(tab, about) {
  const click = { tabId: /** @type {number} */ (tab.id), incognito: tab.incognito, ...about };
  // Both calls must happen before any await: they need the user's gesture.
  const { sidePanel, sidebarAction } = chrome;
  const opened = sidePanel ? sidePanel.open({ tabId: click.tabId }) : sidebarAction.open();
  opened.catch((error) => console.error("The side panel did not open:", error));
  // Open panels are notified that there is a click; one that is just opening does not listen
  // yet. Each asks whether the click is its own (below).
  clicks.set(tab.windowId, click);
  chrome.runtime.sendMessage({ type: "inspect" }).catch(() => {});
}

// The shortcut, too: it is the command _execute_action.
chrome.action.onClicked.addListener((tab) => ask(tab));

chrome.contextMenus.onClicked.addListener(({ menuItemId, linkUrl, selectionText }, tab) => {
  if (tab?.id === undefined) return;
  if (menuItemId === "link") ask(tab, { link: linkUrl });
  else if (menuItemId === "selection") ask(tab, { selection: selectionText });
  else ask(tab);
});

chrome.runtime.onMessage.addListener((message, sender, respond) => {
  // From the extension's own pages only: a script of ours in a page may have been taken over.
  const own = sender.id === chrome.runtime.id && sender.url?.startsWith(chrome.runtime.getURL(""));
  if (own && message?.type === "checks") void check();
  if (!own || message?.type !== "clicked") return;
  respond(clicks.get(message.windowId) ?? null);
  clicks.delete(message.windowId);
});

chrome.runtime.onConnect.addListener((port) => {
  const tab = port.sender?.tab?.id;
  if (port.sender?.id !== chrome.runtime.id || port.name !== "rules" || tab === undefined) return;
  port.onMessage.addListener((message) => {
    // A script of ours in a page may have been taken over: what it says is checked, not inserted.
    const css = styleSheet(message?.rules);
    if (css !== null) style(tab, css, message.on === true);
    port.disconnect();
  });
});

/**
 * Adds the rules for marked words to a tab's page and its frames, or removes them; no list of
 * style sheets of the page shows them. They are added twice: Chromium paints a highlight's colours
 * only by an author's rules, and in Firefox only a user's rules reach into shadow roots.
 * @param {number} tabId
 * @param {string} css
 * @param {boolean} on
 */
function style(tabId, css, on) {
  for (const origin of /** @type {const} */ (["AUTHOR", "USER"])) {
    const injection = { target: { tabId, allFrames: true }, css, origin };
    const done = on ? chrome.scripting.insertCSS(injection) : chrome.scripting.removeCSS(injection);
    done.catch(() => {}); // The page has gone, and its rules with it.
  }
}

chrome.runtime.onInstalled.addListener(({ reason }) => {
  const documentUrlPatterns = ["http://*/*", "https://*/*"];
  const { getMessage } = chrome.i18n;
  chrome.contextMenus.removeAll(() => {
    chrome.contextMenus.create({ id: "page", contexts: ["page"], title: getMessage("menu_page"), documentUrlPatterns });
    chrome.contextMenus.create({ id: "link", contexts: ["link"], title: getMessage("menu_link"), documentUrlPatterns });
    chrome.contextMenus.create({
      id: "selection",
      contexts: ["selection"],
      title: getMessage("menu_selection"), // the browser puts the selection where it says %s
      documentUrlPatterns,
    });
  });
  if (reason === "install") chrome.tabs.create({ url: chrome.runtime.getURL("welcome.html") });
});

// What is waiting becomes "not allowed" at its turn, and it is looked at once more.
chrome.permissions.onRemoved.addListener(() => void goOn());

// Whatever this worker was started for: an earlier one may have been stopped before its checks were done.
// A browser that starts starts it for this.
chrome.runtime.onStartup.addListener(() => void showNews());
chrome.alarms.onAlarm.addListener(() => void goOn());
chrome.storage.onChanged.addListener((changes) => void scheduleChanged(changes));
void goOn();
