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
