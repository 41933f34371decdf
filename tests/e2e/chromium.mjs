//! Drives Chromium. The click on the toolbar button is the browser's own: `onClicked` fires, and
//! `activeTab` is granted for the tab. The panel is the real side panel.

import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

import puppeteer from "puppeteer-core";

import { downloadsFolder, extensionFolder, pause, program, stored, tidy, until } from "./browser.mjs";
import { Panel } from "./panel.mjs";

/** @typedef {import("./browser.mjs").Browser} Browser */
/** @typedef {import("./browser.mjs").Options} Options */
/** @typedef {import("./browser.mjs").Page} Page */
/** @typedef {import("./browser.mjs").Site} Site */
/** @typedef {import("puppeteer-core").Browser} Puppeteer */
/** @typedef {import("./server.mjs").Server} Server */

/** The messages of the pseudo-locale, in place of the English ones. `cargo xtask` makes them. */
const PSEUDO = fileURLToPath(new URL("../../target/e2e/pseudo/", import.meta.url));

/** A file of the browser's page about extensions: it has that page's powers, and shows nothing. */
const EXTENSIONS = "chrome://extensions/strings.m.js";

/**
 * The browser asks for as little of its own as it can be made to.
 * @param {Server} server
 * @param {Options} options
 */
function flags(server, options) {
  const flags = [
    ...(options.visible ? madeUpHostsTo(server) : everythingTo(server)),
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-domain-reliability",
    "--disable-features=AutofillServerCommunication",
    "--disable-quic",
    "--disable-sync",
    "--no-default-browser-check",
    "--no-first-run",
  ];
  if (options.language) flags.push(`--lang=${options.language}`);
  // Chromium's sandbox cannot be used by root.
  if (process.getuid?.() === 0) flags.push("--no-sandbox");
  return flags;
}

/** Every request goes to our server, even one to this machine. @param {Server} server */
function everythingTo(server) {
  return [`--proxy-server=http://127.0.0.1:${server.port}`, "--proxy-bypass-list=<-loopback>"];
}

/** The user may go on to real pages from the made-up ones. @param {Server} server */
function madeUpHostsTo(server) {
  const script = `function FindProxyForURL(url, host) {
    return dnsDomainIs(host, ".example") ? "PROXY 127.0.0.1:${server.port}" : "DIRECT";
  }`;
  const url = `data:application/x-ns-proxy-autoconfig;base64,${Buffer.from(script).toString("base64")}`;
  return [`--proxy-pac-url=${url}`];
}

/**
 * A Chromium, which reports what the others do not.
 * @typedef {Browser & { workerModules: () => Promise<string[]>, workerMemory: () => Promise<{ usedSize: number, backingStorageSize: number }> }} Chromium The addresses of the wasm modules in the background worker; how many bytes its objects and its buffers hold.
 */

/**
 * Starts Chromium with the extension and a new profile, unless an earlier one is named.
 * @param {Server} server
 * @param {Options} [options]
 * @returns {Promise<Chromium>}
 */
export async function launchChromium(server, options = {}) {
  const started = await startChromium(server, options);
  return { ...(await started.install()), close: started.close };
}

/**
 * Starts Chromium without the extension.
 * @param {Server} server
 * @param {Options} [options]
 * @returns {Promise<import("./browser.mjs").Started<Chromium>>}
 */
export async function startChromium(server, options = {}) {
  const browser = await puppeteer.launch({
    executablePath: program("LINKGLANCE_CHROMIUM", ["chromium", "chromium-browser", "google-chrome"]),
    headless: options.visible !== true,
    enableExtensions: true,
    pipe: true,
    defaultViewport: null,
    ...(options.profile ? { userDataDir: options.profile } : {}),
    args: flags(server, options),
    env: options.language ? { ...process.env, LANGUAGE: options.language } : process.env,
  });
  const downloads = downloadsFolder();
  const copies = mkdtempSync(join(tmpdir(), "linkglance-extension-"));
  const session = await browser.target().createCDPSession();
  await session.send("Browser.setDownloadBehavior", { behavior: "allow", downloadPath: downloads });
  const extensions = await extensionsPage(browser);
  return {
    // A profile that outlives the browser knows the extension by its folder.
    install: () => install(browser, extensions, downloads, folderOf(copies, options), options),
    close: async () => {
      await browser.close();
      for (const folder of [downloads, copies]) rmSync(folder, { recursive: true, force: true });
    },
  };
}

/**
 * The browser's page about extensions, which stays open. It turns developer mode on: without it Chromium forgets
 * what it has against an extension.
 * @param {Puppeteer} browser
 */
async function extensionsPage(browser) {
  const page = await browser.newPage();
  await page.goto(EXTENSIONS);
  await page.evaluate("chrome.developerPrivate.updateProfileConfiguration({ inDeveloperMode: true })");
  return page;
}

/** Where the extension is. In a profile that is opened again it is always at one place. @param {string} copies @param {Options} options */
function folderOf(copies, options) {
  if (!options.profile) return newCopy(copies, options);
  if (!options.granted) return extensionFolder("chrome");
  const folder = join(options.profile, "extension");
  cpSync(extensionFolder("chrome"), folder, { recursive: true });
  const file = join(folder, "manifest.json");
  const manifest = JSON.parse(readFileSync(file, "utf8"));
  writeFileSync(file, JSON.stringify({ ...manifest, host_permissions: [options.granted] }));
  return folder;
}

/**
 * The extension in a folder of its own. Chromium makes its id of where it is, and keeps by that id
 * all that it stores: nothing of one copy is within another's reach.
 * @param {string} copies The folder of all copies.
 * @param {Options} options
 */
function newCopy(copies, options) {
  const folder = mkdtempSync(join(copies, "copy-"));
  cpSync(options.extension ?? extensionFolder("chrome"), folder, { recursive: true });
  if (options.pseudo) cpSync(PSEUDO, join(folder, "_locales"), { recursive: true });
  return folder;
}

/**
 * Installs the extension, as it is after the user has closed the first steps.
 * @param {Puppeteer} browser
 * @param {Page} extensions The browser's own page about them.
 * @param {string} downloads
 * @param {string} folder
 * @param {Options} options
 * @returns {Promise<Chromium>}
 */
async function install(browser, extensions, downloads, folder, options) {
  let spent = false;
  /** What pages are shown in other colours by. @type {WeakMap<Page, import("puppeteer-core").CDPSession>} */
  const colours = new WeakMap();
  const id = await browser.installExtension(folder);
  const worker = await backgroundWorker();
  // A click before the worker has said what it listens to would be lost. No user is that fast.
  await until("the background worker", () =>
    worker.evaluate("globalThis.chrome?.action?.onClicked.hasListeners()").catch(() => false),
  );

  const welcomed = await closeWelcome();
  if (options.room) await limitRoom(options.room);

  /** The first steps come to the front of a new profile, where they would be in the tests' way. */
  async function closeWelcome() {
    const target = await browser.waitForTarget((target) => target.url() === `chrome-extension://${id}/welcome.html`);
    const page = await target.page();
    await page?.close();
    return page !== null;
  }

  /**
   * Limits what can be stored, for as long as this tab is open. Before anything is stored: the
   * browser goes by what it once found to be free for a while.
   * @param {number} room In KB.
   */
  async function limitRoom(room) {
    const session = await (await open(`chrome-extension://${id}/options.html`)).createCDPSession();
    await session.send("Storage.overrideQuotaForOrigin", { origin: `chrome-extension://${id}`, quotaSize: room * 1024 });
  }

  /** @param {string} [extension] Ours, if none is named. */
  async function backgroundWorker(extension = id) {
    const target = await browser.waitForTarget(
      (target) => target.type() === "service_worker" && target.url().startsWith(`chrome-extension://${extension}/`),
    );
    const worker = await target.worker();
    if (worker === null) throw new Error("the extension has no background worker");
    return worker;
  }

  /** Allows the extension in private windows, for which the browser starts it again. */
  async function allowInPrivateWindows() {
    const settings = JSON.stringify({ extensionId: id, incognitoAccess: true });
    await startedAgain(() => extensions.evaluate(`chrome.developerPrivate.updateExtensionConfiguration(${settings})`));
  }

  /**
   * Does what starts the extension again, and waits for its new background worker. The old one may answer for a while,
   * and does not when it has ended.
   * @param {() => Promise<unknown>} start
   */
  async function startedAgain(start) {
    await (await backgroundWorker()).evaluate("void (globalThis.isOld = true)");
    await start();
    const hears = async (/** @type {import("puppeteer-core").Target} */ target) =>
      (await target.worker())?.evaluate("!globalThis.isOld && globalThis.chrome?.action?.onClicked.hasListeners()").catch(() => false);
    await until("the background worker that was started again", async () => {
      const workers = browser.targets().filter((target) => target.type() === "service_worker");
      const answers = workers.map((target) => Promise.race([hears(target), pause(500)]));
      return (await Promise.all(answers)).includes(true);
    });
  }

  /** @type {Browser["openPrivate"]} */
  async function openPrivate(url) {
    spent = true;
    await allowInPrivateWindows();
    const own = await open(`chrome-extension://${id}/options.html`);
    await own.evaluate((url) => chrome.windows.create({ incognito: true, url }), url);
    await own.close();
    const target = await browser.waitForTarget((target) => target.url() === url);
    const page = await target.page();
    if (page === null) throw new Error(`no page at ${url}`);
    await until("the page", () => page.evaluate(() => document.readyState === "complete"));
    return page;
  }

  /** @param {import("puppeteer-core").Target} target */
  function isPanel(target) {
    return target.url().startsWith(`chrome-extension://${id}/panel.html`);
  }

  /** @param {import("puppeteer-core").Target} target */
  async function panelOf(target) {
    const panel = await target.asPage();
    return new Panel({
      run: (script) => panel.evaluate(script),
      reload: async () => {
        await panel.reload();
      },
      tap: (x, y) => panel.mouse.click(x, y),
      press: (key) => panel.keyboard.press(key),
      tree: () => tree(panel),
      prefer: (scheme) => prefer(panel, scheme),
      pictures: (looks) => pictures(panel, looks),
    });
  }

  /** @type {Browser["open"]} */
  async function open(url) {
    const page = await browser.newPage();
    await page.goto(url);
    return page;
  }

  /** @type {Browser["click"]} */
  async function click(page) {
    await page.bringToFront();
    const extension = (await browser.extensions()).get(id);
    if (extension === undefined) throw new Error("the extension is not installed");
    await page.triggerExtensionAction(extension);
    return panelOf(await browser.waitForTarget(isPanel, { timeout: 10_000 }));
  }

  /**
   * Shows a page as to a user with this scheme of colours; "forced" ones are the system's own.
   * @param {Page} panel
   * @param {import("./panel.mjs").Scheme} scheme
   */
  async function prefer(panel, scheme) {
    // What a session has set goes with it.
    const session = colours.get(panel) ?? (await panel.createCDPSession());
    colours.set(panel, session);
    const features = [
      { name: "prefers-color-scheme", value: scheme === "dark" ? "dark" : "light" },
      { name: "forced-colors", value: scheme === "forced" ? "active" : "none" },
    ];
    await session.send("Emulation.setEmulatedMedia", { features });
  }

  /** @type {Browser["tree"]} */
  async function tree(page) {
    const session = await page.createCDPSession();
    const { nodes } = await session.send("Accessibility.getFullAXTree");
    await session.detach();
    const shown = nodes.filter(({ ignored }) => !ignored);
    // A parent that a screen reader does not hear of hands its children to its own parent.
    const byId = new Map(nodes.map((node) => [node.nodeId, node]));
    const place = new Map(shown.map(({ nodeId }, index) => [nodeId, index]));
    const above = (/** @type {string | undefined} */ id) => {
      while (id !== undefined && !place.has(id)) id = byId.get(id)?.parentId;
      return id === undefined ? -1 : (place.get(id) ?? -1);
    };
    return shown.map(({ role, name, properties = [], parentId }) => ({
      role: String(role?.value),
      name: String(name?.value ?? ""),
      focusable: properties.some((property) => property.name === "focusable" && property.value.value === true),
      parent: above(parentId),
    }));
  }

  /** @type {Browser["menu"]} */
  async function menu(page, _selector, info) {
    await page.bringToFront();
    const worker = await backgroundWorker();
    // The panel is open already, and opening it takes a gesture, so only that one call does nothing here.
    await worker.evaluate("void (chrome.sidePanel.open = () => Promise.resolve())");
    await worker.evaluate(`chrome.tabs.query({ active: true, currentWindow: true }).then(([tab]) =>
      chrome.contextMenus.onClicked.dispatch(${JSON.stringify(info)}, tab))`);
    return null;
  }

  /**
   * Pictures the panel. The side panel itself is as wide as the browser has made it and cannot be
   * captured at another size, so what it shows is copied into a tab with the same page and styles.
   * @param {Page} panel
   * @param {import("./panel.mjs").Look[]} looks
   */
  async function pictures(panel, looks) {
    const shown = await panel.evaluate(() => ({ language: document.documentElement.lang, direction: document.documentElement.dir, html: document.body.innerHTML }));
    const copy = await browser.newPage();
    await copy.setJavaScriptEnabled(false);
    await copy.goto(`chrome-extension://${id}/panel.html`);
    await copy.evaluate(({ language, direction, html }) => {
      document.documentElement.lang = language;
      document.documentElement.dir = direction;
      document.body.innerHTML = html;
      // The policy forbids styles that are written; those of a script are its own.
      for (const element of /** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll("[style]"))) {
        element.style.cssText = element.getAttribute("style") ?? "";
        element.style.contentVisibility = "visible"; // the picture is of the whole page, not of what is in view
      }
    }, shown);
    const taken = [];
    for (const { width, height, scheme, direction, until: last, scale = 2 } of looks) {
      if (direction) await copy.evaluate((direction) => void (document.documentElement.dir = direction), direction);
      await copy.setViewport({ width, height: height ?? 640, deviceScaleFactor: scale });
      await prefer(copy, scheme);
      await pause(150); // for the new size to be laid out and painted
      const cut = last === undefined ? {} : { clip: { x: 0, y: 0, width, height: await bottom(copy, last) } };
      taken.push(await copy.screenshot({ fullPage: height === undefined, ...cut }));
    }
    await copy.close();
    return taken;
  }

  /**
   * How far down the last element of a selector goes, in whole pixels.
   * @param {Page} page
   * @param {string} selector
   */
  async function bottom(page, selector) {
    const elements = await page.$$eval(selector, (all) => all.map((element) => element.getBoundingClientRect().bottom));
    return Math.round(Math.max(...elements));
  }

  /** @type {Browser["grant"]} */
  async function grant(hosts) {
    const origins = hosts.map((host) => `*://${host}/*`);
    for (const origin of origins) {
      await extensions.evaluate(`chrome.developerPrivate.addHostPermission(${JSON.stringify(id)}, ${JSON.stringify(origin)})`);
    }
    // What the browser's settings allow is granted without a prompt when it is asked for.
    const own = await open(`chrome-extension://${id}/options.html`);
    const granted = await own.evaluate((origins) => chrome.permissions.request({ origins }), origins);
    if (!granted) throw new Error(`not granted: ${origins}`);
    await own.close();
  }

  /** @type {Browser["storeSites"]} */
  async function storeSites(sites) {
    await store(stored(sites));
  }

  /** @type {Browser["store"]} */
  async function store(items) {
    const worker = await backgroundWorker();
    await worker.evaluate(`chrome.storage.sync.set(${JSON.stringify(items)})`);
  }

  /** What chrome://extensions lists under "Errors". */
  async function complaints() {
    const info = await extensions.evaluate(`chrome.developerPrivate.getExtensionInfo(${JSON.stringify(id)})`);
    const { installWarnings = [], manifestErrors, runtimeErrors } =
      /** @type {{ installWarnings?: string[], manifestErrors: { message: string }[], runtimeErrors: { message: string, source: string }[] }} */ (info);
    const errors = [...manifestErrors, ...runtimeErrors.map(({ message, source }) => ({ message: `${source}: ${message}` }))];
    return [...installWarnings, ...errors.map(({ message }) => message)];
  }

  /** A debugger that is turned on is notified of all that was loaded before. */
  async function workerModules() {
    const { client } = await backgroundWorker();
    /** @type {string[]} */
    const modules = [];
    /** @type {string[]} */
    const scripts = [];
    client.on("Debugger.scriptParsed", ({ url, scriptLanguage }) => {
      (scriptLanguage === "WebAssembly" ? modules : scripts).push(url);
    });
    await client.send("Debugger.enable");
    await client.send("Debugger.disable");
    if (scripts.length === 0) throw new Error("the debugger does not even hear of background.js");
    return modules;
  }

  return {
    open,
    own: (file) => open(`chrome-extension://${id}/${file}`),
    get spent() {
      return spent;
    },
    kill: () => {
      spent = true;
      browser.process()?.kill("SIGKILL");
    },
    click,
    prefer,
    tree,
    menu,
    shortcut: () => Promise.reject(new Error("without a window of its own Chromium hears no keys but a page's")),
    grant,
    storeSites,
    downloads,
    store,
    inBackground: async (script) => (await backgroundWorker()).evaluate(script),
    stopBackground: async () => {
      await (await backgroundWorker()).close();
    },
    workerMemory: async () => {
      const target = await browser.waitForTarget((target) => target.type() === "service_worker" && target.url().includes(id));
      const session = await target.createCDPSession();
      const { usedSize, backingStorageSize } = /** @type {any} */ (await session.send("Runtime.getHeapUsage"));
      await session.detach();
      return { usedSize, backingStorageSize };
    },
    offline: () => Promise.reject(new Error("the protocol cuts a worker's requests off without its knowledge")),
    openWindow: async (url) => {
      spent = true;
      const page = await browser.newPage({ type: "window" });
      await page.goto(url);
      return page;
    },
    openPrivate,
    panels: () => Promise.all(browser.targets().filter(isPanel).map(panelOf)),
    installOther: async (folder) => {
      spent = true;
      const worker = await backgroundWorker(await browser.installExtension(folder));
      return (script) => worker.evaluate(script);
    },
    welcomed,
    update: async () => {
      spent = true;
      rmSync(folder, { recursive: true });
      cpSync(extensionFolder("chrome"), folder, { recursive: true });
      await startedAgain(() => browser.installExtension(folder));
    },
    complaints,
    workerModules,
    closed: () => new Promise((resolve) => browser.once("disconnected", () => resolve(undefined))),
    close: async () => {
      await browser.uninstallExtension(id);
      if (!options.profile) rmSync(folder, { recursive: true, force: true });
      await tidy(browser, downloads, extensions);
      const session = await extensions.createCDPSession();
      await session.send("Network.clearBrowserCache");
      await session.detach();
    },
  };
}
