//! Drives Firefox. The toolbar button gets mouse events in the browser's own window, so the click
//! goes the way that the user's goes: hit test, command, `onClicked`, `activeTab` for the tab. The
//! panel is the real sidebar.
//!
//! WebDriver BiDi has no command for either: the browser's window is reached by Firefox's own
//! extension of the protocol (`moz:scope`, allowed by --remote-allow-system-access), and from there
//! the sidebar's page is made known to the protocol. Nothing is added to the extension or the page.

import { rmSync } from "node:fs";

import puppeteer from "puppeteer-core";

import { downloadsFolder, extensionFolder, program, stored, tidy, until } from "./browser.mjs";
import { Panel } from "./panel.mjs";

/** @typedef {import("./browser.mjs").Browser} Browser */
/** @typedef {import("./browser.mjs").Options} Options */
/** @typedef {import("./server.mjs").Server} Server */

/**
 * Sends one command of WebDriver BiDi.
 * @typedef {(method: string, parameters: object) => Promise<{ result: any }>} Send
 */

/**
 * Everything goes to our server, the loopback addresses too; and the browser asks for as little of
 * its own as it can be made to.
 * @param {Server} server
 * @param {string} downloads The folder to save files to, unasked.
 * @param {Options} options
 */
function preferences(server, downloads, { room }) {
  return {
    ...(room === undefined ? {} : { "dom.quotaManager.temporaryStorage.fixedLimit": room }),
    // No test can press the browser's prompt; what is asked for is granted.
    "extensions.webextOptionalPermissionPrompts": false,
    "network.proxy.type": 1,
    "network.proxy.http": "127.0.0.1",
    "network.proxy.http_port": server.port,
    "network.proxy.ssl": "127.0.0.1",
    "network.proxy.ssl_port": server.port,
    "network.proxy.no_proxies_on": "",
    "network.proxy.allow_hijacking_localhost": true,
    "network.captive-portal-service.enabled": false,
    "network.connectivity-service.enabled": false,
    "network.dns.disablePrefetch": true,
    "network.prefetch-next": false,
    "network.http.speculative-parallel-limit": 0,
    "browser.download.folderList": 2,
    "browser.download.dir": downloads,
    "browser.download.useDownloadDir": true,
    "browser.download.always_ask_before_handling_new_types": false,
    "browser.download.alwaysOpenPanel": false,
    "app.update.disabledForTesting": true,
    "browser.safebrowsing.malware.enabled": false,
    "browser.safebrowsing.phishing.enabled": false,
    "browser.shell.checkDefaultBrowser": false,
    "extensions.update.enabled": false,
    "datareporting.policy.dataSubmissionEnabled": false,
    // The protocol takes a script's user activation back when it likes, on a busy machine before the
    // script's own work is done. Copying needs it: a real click's holds for five seconds.
    "dom.events.testing.asyncClipboard": true,
  };
}

/**
 * Runs in the browser's window: clicks the middle of the extension's button with the mouse.
 * @param {string} id
 */
function clickButton(id) {
  // These exist in the browser's own window only, so no types are to be had for them.
  const chrome = /** @type {any} */ (globalThis);
  const button = document.querySelector(`.unified-extensions-item-action-button[data-extensionid="${id}"]`);
  const box = button?.getBoundingClientRect();
  if (box === undefined || box.width === 0) return false;
  const [x, y] = [box.x + box.width / 2, box.y + box.height / 2];
  for (const type of ["mousemove", "mousedown", "mouseup"]) {
    const clickCount = type === "mousemove" ? 0 : 1;
    if (chrome.synthesizeMouseEvent) chrome.synthesizeMouseEvent(type, x, y, { button: 0, clickCount }, {});
    else chrome.windowUtils.sendMouseEvent(type, x, y, 0, clickCount, 0);
  }
  return true;
}

/**
 * Runs in the browser's window: gives the id by which WebDriver BiDi knows the sidebar's page from
 * now on. It knows by itself only the pages in tabs.
 */
function sidebarContext() {
  const chrome = /** @type {any} */ (globalThis);
  const sidebar = /** @type {any} */ (document.getElementById("sidebar"));
  const browser = sidebar?.contentDocument?.getElementById("webext-panels-browser");
  if (!browser?.currentURI?.spec.endsWith("/panel.html")) return null;
  const { NavigableManager: manager } = chrome.ChromeUtils.importESModule(
    "chrome://remote/content/shared/NavigableManager.sys.mjs",
  );
  browser.permanentKey ??= {};
  const id = manager.getIdForBrowser(browser);
  const inTabs = manager.getBrowserById.bind(manager);
  manager.getBrowserById = (/** @type {string} */ other) => (other === id ? browser : inTabs(other));
  return id;
}

/** What the keys of the panel's cases are to the protocol. @type {Record<import("./panel.mjs").Key, string>} */
const KEYS = { Tab: "\ue004", Enter: "\ue007", Escape: "\ue00c", "?": "?" };

/** Runs in the browser's window: puts the focus into the sidebar, as F6 does. */
function focusSidebar() {
  const sidebar = /** @type {any} */ (document.getElementById("sidebar"));
  sidebar.contentDocument.getElementById("webext-panels-browser").focus();
}

/** Runs in the browser's window: presses the extension's keys, Alt, Shift and L, as a keyboard does. */
function pressShortcut() {
  const { Cc, Ci } = /** @type {any} */ (globalThis);
  const keyboard = Cc["@mozilla.org/text-input-processor;1"].createInstance(Ci.nsITextInputProcessor);
  if (!keyboard.beginInputTransactionForTests(window)) return false;
  const keys = [["Alt", "AltLeft", 18], ["Shift", "ShiftLeft", 16], ["L", "KeyL", 76]].map(
    ([key, code, keyCode]) => new KeyboardEvent("", /** @type {any} */ ({ key, code, keyCode })),
  );
  for (const key of keys) keyboard.keydown(key);
  for (const key of keys.reverse()) keyboard.keyup(key);
  return true;
}

/**
 * Runs in the browser's window: opens the context menu at a place of the tab that is in front, and
 * chooses our item there. Gives its words, or `null` where the menu has no such item or another of ours.
 * @param {string} item
 * @param {number} x
 * @param {number} y
 * @returns {Promise<string | null>}
 */
async function chooseFromMenu(item, x, y) {
  const chrome = /** @type {any} */ (globalThis);
  const menu = /** @type {any} */ (document.getElementById("contentAreaContextMenu"));
  const shown = new Promise((resolve) => menu.addEventListener("popupshown", resolve, { once: true }));
  const { left, top } = chrome.gBrowser.selectedBrowser.getBoundingClientRect();
  for (const type of ["mousedown", "contextmenu", "mouseup"]) {
    if (chrome.synthesizeMouseEvent) chrome.synthesizeMouseEvent(type, left + x, top + y, { button: 2, clickCount: 1 }, {});
    else chrome.windowUtils.sendMouseEvent(type, left + x, top + y, 2, 1, 0);
  }
  await shown;
  const ours = [...menu.children].filter(({ id, hidden }) => id.startsWith("linkglance") && !hidden);
  const gone = new Promise((resolve) => menu.addEventListener("popuphidden", resolve, { once: true }));
  const chosen = ours.length === 1 && ours[0].id.endsWith(`_${item}`) ? ours[0] : null;
  if (chosen) menu.activateItem(chosen);
  else menu.hidePopup();
  await gone;
  return chosen?.label ?? null;
}

/**
 * Runs in the browser's window: the sidebar's page, or that of the tab in front, as a screen reader is
 * given it. Asking starts the service; it has the page a moment later.
 * @param {"sidebar" | "tab"} where
 * @returns {import("./browser.mjs").Node[]}
 */
function readTree(where) {
  const { Cc, Ci, gBrowser } = /** @type {any} */ (globalThis);
  const service = Cc["@mozilla.org/accessibilityService;1"].getService(Ci.nsIAccessibilityService);
  const sidebar = /** @type {any} */ (document.getElementById("sidebar"));
  const browser = where === "tab" ? gBrowser.selectedBrowser : sidebar?.contentDocument?.getElementById("webext-panels-browser");
  /** Where Firefox and ARIA differ. @type {Record<string, string>} */
  const names = {
    pushbutton: "button",
    "toggle button": "button",
    buttonmenu: "button",
    entry: "textbox",
    checkbutton: "checkbox",
    radiobutton: "radio",
    pagetab: "tab",
    propertypage: "tabpanel",
    statusbar: "status",
  };
  /** @type {import("./browser.mjs").Node[]} */
  const nodes = [];
  const walk = (/** @type {any} */ node, /** @type {number} */ parent) => {
    const state = {};
    node.getState(state, {});
    const role = service.getStringRole(node.role);
    const place = nodes.length;
    const focusable = (/** @type {any} */ (state).value & Ci.nsIAccessibleStates.STATE_FOCUSABLE) !== 0;
    nodes.push({ role: names[role] ?? role, name: node.name ?? "", focusable, parent });
    for (let child = node.firstChild; child; child = child.nextSibling) walk(child, place);
  };
  const page = browser && service.getAccessibleFor(browser)?.firstChild;
  if (page) walk(page, -1);
  return nodes;
}

/**
 * Runs in the browser's window: opens an address of the browser's own in the tab that is in front,
 * and says whether it has loaded.
 * @param {string} url
 */
function showInTab(url) {
  const { gBrowser, Services } = /** @type {any} */ (globalThis);
  const browser = gBrowser.selectedBrowser;
  if (browser.currentURI.spec === url) return !browser.webProgress.isLoadingDocument;
  // Asked again at once it would load again; a window that is just opening may drop what it is asked.
  const now = Date.now();
  if (now - (browser.askedAt ?? 0) < 3_000) return false;
  browser.askedAt = now;
  const triggeringPrincipal = Services.scriptSecurityManager.getSystemPrincipal();
  browser.fixupAndLoadURIString(url, { triggeringPrincipal });
  return false;
}

/**
 * Runs in the browser's window: puts items into the extension's `storage.sync`.
 * @param {string} id
 * @param {object} items
 */
async function store(id, items) {
  const { ChromeUtils, WebExtensionPolicy } = /** @type {any} */ (globalThis);
  const { extensionStorageSync } = ChromeUtils.importESModule("resource://gre/modules/ExtensionStorageSync.sys.mjs");
  await extensionStorageSync.set(WebExtensionPolicy.getByID(id).extension, items, null);
}

/**
 * Runs in the browser's window: the keys of what is stored for the extension.
 * @param {string} id
 * @returns {Promise<string[]>}
 */
async function storedFor(id) {
  const { ChromeUtils, WebExtensionPolicy } = /** @type {any} */ (globalThis);
  const { extensionStorageSync } = ChromeUtils.importESModule("resource://gre/modules/ExtensionStorageSync.sys.mjs");
  return Object.keys(await extensionStorageSync.get(WebExtensionPolicy.getByID(id).extension, null, null));
}

/** Runs in the browser's window: what was set, said and loaded is forgotten. */
function forget() {
  const { Services } = /** @type {any} */ (globalThis);
  Services.prefs.clearUserPref("layout.css.prefers-color-scheme.content-override");
  Services.console.reset();
  Services.cache2.clear();
}

/** Runs in the browser's window: closes the tab with the first steps, and says whether it was there. */
function closeWelcomeTab() {
  const { gBrowser } = /** @type {any} */ (globalThis);
  const tab = gBrowser.tabs.find((/** @type {any} */ tab) => tab.linkedBrowser.currentURI.spec.endsWith("/welcome.html"));
  if (tab !== undefined) gBrowser.removeTab(tab);
  return tab !== undefined;
}

/**
 * Runs in the browser's window: the address of one of the extension's own files.
 * @param {string} id
 * @param {string} file
 */
function ownAddress(id, file) {
  const { WebExtensionPolicy } = /** @type {any} */ (globalThis);
  const [path = "", view] = file.split("#");
  const address = WebExtensionPolicy.getByID(id).getURL(path);
  return view === undefined ? address : `${address}#${view}`;
}

/**
 * Runs in the browser's window: allows the extension in private windows, for which it is started again.
 * @param {string} id
 */
async function allowInPrivateWindows(id) {
  const { ChromeUtils } = /** @type {any} */ (globalThis);
  const { ExtensionPermissions } = ChromeUtils.importESModule("resource://gre/modules/ExtensionPermissions.sys.mjs");
  const { AddonManager } = ChromeUtils.importESModule("resource://gre/modules/AddonManager.sys.mjs");
  await ExtensionPermissions.add(id, { permissions: ["internal:privateBrowsingAllowed"], origins: [] });
  await (await AddonManager.getAddonByID(id)).reload();
}

/**
 * Runs in the browser's window: lets the extension read hosts.
 * @param {string} id
 * @param {string[]} origins
 */
async function grantOrigins(id, origins) {
  const { ChromeUtils, WebExtensionPolicy } = /** @type {any} */ (globalThis);
  const { ExtensionPermissions } = ChromeUtils.importESModule("resource://gre/modules/ExtensionPermissions.sys.mjs");
  await ExtensionPermissions.add(id, { permissions: [], origins }, WebExtensionPolicy.getByID(id).extension);
}

/** Runs in the browser's window: opens a private one. */
function openPrivateWindow() {
  /** @type {any} */ (globalThis).OpenBrowserWindow({ private: true });
}

/** Runs in the browser's window: takes its connection away, or gives it back. @param {boolean} is */
function setOffline(is) {
  const { Services } = /** @type {any} */ (globalThis);
  Services.io.offline = is;
}

/**
 * Runs in the browser's window: ends the extension's event page.
 * @param {string} id
 */
async function terminateBackground(id) {
  const { WebExtensionPolicy } = /** @type {any} */ (globalThis);
  await WebExtensionPolicy.getByID(id).extension.terminateBackground({ ignoreDevToolsAttached: true });
}

/**
 * Runs in the browser's window: sets the colours that pages are to use. A page in the sidebar goes by the
 * window's own, unless its own context says otherwise.
 * @param {import("./panel.mjs").Scheme} scheme
 */
function preferScheme(scheme) {
  const { Services } = /** @type {any} */ (globalThis);
  Services.prefs.setIntPref("layout.css.prefers-color-scheme.content-override", scheme === "dark" ? 0 : 1);
  const sidebar = /** @type {any} */ (document.getElementById("sidebar"));
  const panel = sidebar?.contentDocument?.getElementById("webext-panels-browser");
  if (panel?.browsingContext) panel.browsingContext.prefersColorSchemeOverride = scheme;
}

/**
 * What Firefox's own code says that depends on the moment alone. Of a page that is closed or loaded again
 * while it waits for an answer or a file, which no script can cause or keep back in another way: the
 * answer comes to a page (ExtensionCommon, ConduitsChild) that is there no more, the page takes leave of
 * a partner that is not, or a file of its own is not read to the end. (Without that file no page of ours
 * would show anything, so nothing is overlooked.) And of a page that is measured before the last of its
 * files is there: its style sheets are, since its script waits for those that come before it.
 */
const OF_THE_MOMENT = [
  "Loading failed for the module with source",
  "after context unloaded",
  "Promise resolved while context is inactive",
  "on closed conduit",
  "for closed conduit",
  "An IndexedDB transaction that was not yet complete has been aborted due to page navigation",
  "Layout was forced before the page was fully loaded",
];

/**
 * Runs in the browser's window: the errors and warnings that came from the extension's own files.
 * @param {string} id
 */
function consoleMessages(id) {
  const { Services, WebExtensionPolicy, Ci } = /** @type {any} */ (globalThis);
  const host = WebExtensionPolicy.getByID(id).mozExtensionHostname;
  return Services.console
    .getMessageArray()
    .filter((/** @type {any} */ message) => message instanceof Ci.nsIScriptError)
    .map((/** @type {any} */ message) => `${message.sourceName}: ${message.errorMessage}`)
    .filter((/** @type {string} */ message) => message.includes(host) || message.includes(id));
}

/**
 * Starts Firefox with a new profile and the extension.
 * @param {Server} server
 * @param {Options} [options]
 * @returns {Promise<Browser>}
 */
export async function launchFirefox(server, options = {}) {
  const started = await startFirefox(server, options);
  return { ...(await started.install()), close: started.close };
}

/**
 * Starts Firefox with a new profile, without the extension.
 * @param {Server} server
 * @param {Options} [options]
 * @returns {Promise<import("./browser.mjs").Started>}
 */
export async function startFirefox(server, options = {}) {
  const downloads = downloadsFolder();
  const browser = await puppeteer.launch({
    browser: "firefox",
    executablePath: program("LINKGLANCE_FIREFOX", ["firefox-esr", "firefox"]),
    headless: options.visible !== true,
    defaultViewport: null,
    args: ["--remote-allow-system-access"],
    extraPrefsFirefox: preferences(server, downloads, options),
  });
  return {
    install: () => install(browser, downloads, options.extension ?? extensionFolder("firefox")),
    close: async () => {
      await browser.close();
      rmSync(downloads, { recursive: true, force: true });
    },
  };
}

/**
 * Installs the extension, as it is after the user has closed the first steps.
 * @param {import("puppeteer-core").Browser} browser
 * @param {string} downloads
 * @param {string} folder Where the extension is.
 * @returns {Promise<Browser>}
 */
async function install(browser, downloads, folder) {
  const { connection } = /** @type {{ connection: { send: Send } }} */ (/** @type {unknown} */ (browser));
  let spent = false;
  const id = await browser.installExtension(folder);
  const { result: tree } = await connection.send("browsingContext.getTree", { "moz:scope": "chrome" });
  /** The window that is driven: the first, or the private one. */
  let window = tree.contexts[0].context;
  await until("the toolbar button", () => inWindow((/** @type {string} */ id) =>
    document.querySelector(`.unified-extensions-item-action-button[data-extensionid="${id}"]`) !== null, id));

  /**
   * @param {string} context
   * @param {string} expression
   */
  async function run(context, expression) {
    const { result } = await connection.send("script.evaluate", {
      expression,
      target: { context },
      awaitPromise: true,
      userActivation: true,
    });
    if (result.type === "exception") throw new Error(result.exceptionDetails.text);
    return result.result.value;
  }

  /**
   * Runs a function in the browser's own window.
   * @template {unknown[]} A
   * @template R
   * @param {(...args: A) => R} action
   * @param {A} args
   * @returns {Promise<Awaited<R>>}
   */
  async function inWindow(action, ...args) {
    const script = `(async () => JSON.stringify(await (${action})(...${JSON.stringify(args)})) ?? "null")()`;
    return JSON.parse(await run(window, script));
  }

  /** @type {Browser["open"]} */
  async function open(url) {
    const page = await browser.newPage();
    if (/^(about:(?!blank)|moz-extension:)/.test(url)) {
      // The protocol never says that such a page has loaded.
      await page.bringToFront();
      await until(url, () => inWindow(showInTab, url));
      // The browser's window says so a moment before the page does. What is done in between may force
      // a layout, of which Firefox warns.
      if (url.startsWith("moz-extension:")) await until(url, () => page.evaluate(() => document.readyState === "complete"));
    } else {
      await page.goto(url);
    }
    return page;
  }

  /** @type {Browser["openPrivate"]} */
  async function openPrivate(url) {
    spent = true;
    await inWindow(allowInPrivateWindows, id);
    await inWindow(openPrivateWindow);
    const first = window;
    window = await until("the private window", async () => {
      const { result } = await connection.send("browsingContext.getTree", { "moz:scope": "chrome" });
      return result.contexts.map((/** @type {any} */ { context }) => context).find((/** @type {string} */ context) => context !== first);
    });
    await until("its toolbar button", () => inWindow((/** @type {string} */ id) =>
      document.querySelector(`.unified-extensions-item-action-button[data-extensionid="${id}"]`) !== null, id).catch(() => false));
    await until(url, () => inWindow(showInTab, url));
    return await until("the page", async () => {
      const pages = await browser.pages();
      return pages.find((page) => page.url() === url);
    });
  }

  /** @type {Browser["click"]} */
  async function click(page) {
    await page.bringToFront();
    await until("the toolbar button", () => inWindow(clickButton, id));
    return openPanel();
  }

  /** @type {Browser["shortcut"]} */
  async function shortcut(page) {
    await page.bringToFront();
    await until("the keyboard", () => inWindow(pressShortcut));
    return openPanel();
  }

  /** @type {Browser["menu"]} */
  async function menu(page, selector, { menuItemId }) {
    await page.bringToFront();
    const [x, y] = await page.$eval(selector, (element) => {
      element.scrollIntoView({ block: "center", behavior: "instant" });
      const { left, top, width, height } = element.getClientRects()[0] ?? new DOMRect();
      return /** @type {const} */ ([left + width / 2, top + height / 2]);
    });
    const words = await inWindow(chooseFromMenu, menuItemId, x, y);
    if (words === null) throw new Error(`not one item of ours, ${menuItemId}, in the menu of ${selector}`);
    return words;
  }

  /** The panel, once the sidebar has it. */
  async function openPanel() {
    const panel = await until("the sidebar", () => inWindow(sidebarContext));
    return new Panel({
      run: (script) => run(panel, script),
      tap: async (x, y) => {
        const place = { x: Math.round(x), y: Math.round(y) };
        const actions = [{ type: "pointerMove", ...place }, { type: "pointerDown", button: 0 }, { type: "pointerUp", button: 0 }];
        await connection.send("input.performActions", { context: panel, actions: [{ type: "pointer", id: "mouse", actions }] });
      },
      press: async (key) => {
        const value = KEYS[key];
        await inWindow(focusSidebar);
        const actions = [{ type: "keyDown", value }, { type: "keyUp", value }];
        await connection.send("input.performActions", { context: panel, actions: [{ type: "key", id: "keyboard", actions }] });
      },
      tree: () => inWindow(readTree, "sidebar"),
      reload: async () => {
        await connection.send("browsingContext.reload", { context: panel, wait: "complete" });
      },
      prefer: (scheme) => inWindow(preferScheme, scheme),
      // The sidebar is pictured once, as wide as it is.
      pictures: async () => {
        const { result } = await connection.send("browsingContext.captureScreenshot", { context: panel });
        return [Buffer.from(result.data, "base64")];
      },
    });
  }

  /** Whether the first steps' page is there: Firefox complains of one that is closed before. */
  async function hasWelcome() {
    const { result: tree } = await connection.send("browsingContext.getTree", {});
    const tab = tree.contexts.find((/** @type {any} */ context) => context.url.endsWith("/welcome.html"));
    return tab !== undefined && run(tab.context, "document.body !== null && globalThis.browser !== undefined").catch(() => false);
  }

  await until("the first steps", hasWelcome);
  const welcomed = await inWindow(closeWelcomeTab);
  // The one id of all installations is what Firefox stores by.
  const left = await inWindow(storedFor, id);
  if (left.length > 0) throw new Error(`stored by an earlier installation: ${left}`);

  return {
    open,
    own: async (file) => open(await inWindow(ownAddress, id, file)),
    get spent() {
      return spent;
    },
    kill: () => {
      spent = true;
      browser.process()?.kill("SIGKILL");
    },
    click,
    shortcut,
    menu,
    prefer: (_page, scheme) => inWindow(preferScheme, scheme),
    tree: async (page) => {
      await page.bringToFront();
      return inWindow(readTree, "tab");
    },
    grant: (hosts) => inWindow(grantOrigins, id, hosts.map((host) => `*://${host}/*`)),
    storeSites: (sites) => inWindow(store, id, stored(sites)),
    store: (items) => inWindow(store, id, items),
    inBackground: () => Promise.reject(new Error("Firefox's event page is out of the protocol's reach")),
    stopBackground: () => inWindow(terminateBackground, id),
    offline: (is) => inWindow(setOffline, is),
    openWindow: () => Promise.reject(new Error("a second window's toolbar and sidebar are out of the driver's reach")),
    openPrivate,
    panels: () => Promise.reject(new Error("a second window's toolbar and sidebar are out of the driver's reach")),
    installOther: () => Promise.reject(new Error("Firefox's event page is out of the protocol's reach")),
    welcomed,
    update: async () => {
      spent = true;
      await browser.installExtension(extensionFolder("firefox"));
    },
    downloads,
    complaints: async () => {
      const messages = await inWindow(consoleMessages, id);
      return messages.filter((/** @type {string} */ message) => !OF_THE_MOMENT.some((words) => message.includes(words)));
    },
    closed: () => new Promise((resolve) => browser.once("disconnected", () => resolve(undefined))),
    close: async () => {
      await browser.uninstallExtension(id);
      await inWindow(forget);
      await tidy(browser, downloads, await browser.newPage());
    },
  };
}
