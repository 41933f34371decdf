// Firefox's parts of the extension API, under the name that both browsers have.

declare namespace chrome.sidebarAction {
  function open(): Promise<void>;
}
