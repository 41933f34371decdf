// @ts-check
/**
 * The background worker: one click opens the side panel and asks it to inspect.
 *
 * Listeners are registered synchronously at the top level, because a worker that registers late
 * misses the event it was started for. No wasm is started here.
 */

/**
 * The tab whose click no panel has heard of yet.
 * @type {number | undefined}
 */
let clicked;

chrome.action.onClicked.addListener((tab) => {
  // Both calls must happen before any await: they need the user's gesture.
  const { sidePanel, sidebarAction } = chrome;
  const opened = sidePanel
    ? sidePanel.open({ tabId: /** @type {number} */ (tab.id) })
    : sidebarAction.open();
  opened.catch((error) => console.error("The side panel did not open:", error));
  // A panel that is just opening does not listen yet: it asks for the click (below).
  clicked = tab.id;
  chrome.runtime.sendMessage({ type: "inspect", tabId: tab.id }).catch(() => {});
});

chrome.runtime.onMessage.addListener((message, sender, respond) => {
  if (sender.id !== chrome.runtime.id || message?.type !== "clicked") return;
  respond(clicked ?? null);
  clicked = undefined;
});

chrome.runtime.onConnect.addListener((port) => {
  const tab = port.sender?.tab?.id;
  if (port.sender?.id !== chrome.runtime.id || port.name !== "rules" || tab === undefined) return;
  port.onMessage.addListener((wanted) => {
    style(tab, wanted);
    port.disconnect();
  });
});

/**
 * Adds the rules for marked words to a tab's page and its frames, or removes them; no list of
 * style sheets of the page shows them. They are added twice: Chromium paints a highlight's colours
 * only by an author's rules, and in Firefox only a user's rules reach into shadow roots.
 * @param {number} tabId
 * @param {{ rules: string, on: boolean }} wanted
 */
function style(tabId, { rules, on }) {
  for (const origin of /** @type {const} */ (["AUTHOR", "USER"])) {
    const injection = { target: { tabId, allFrames: true }, css: rules, origin };
    const done = on ? chrome.scripting.insertCSS(injection) : chrome.scripting.removeCSS(injection);
    done.catch(() => {}); // The page has gone, and its rules with it.
  }
}
