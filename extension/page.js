// @ts-check
/**
 * Starts one of the extension's pages, named by `<html data-page="…">`: the wasm module from the
 * extension's own files, then the page's view. Each step leaves a mark on the page's timeline, for
 * developer tools and the benchmark.
 */
import start, * as pages from "./linkglance.js";

const name = document.documentElement.dataset.page;

performance.mark("loaded");
try {
  await start({ module_or_path: chrome.runtime.getURL("linkglance_bg.wasm") });
  performance.mark("started");
  await pages.begin();
  const { dashboard, options, panel, welcome } = pages;
  const show = { dashboard, options, panel, welcome }[
    /** @type {"dashboard" | "options" | "panel" | "welcome"} */ (name)
  ];
  show();
} catch (error) {
  console.error(error);
  const main = document.createElement("main");
  main.dataset.part = name;
  main.dataset.state = "failed";
  const message = document.createElement("p");
  message.dataset.part = "message";
  message.textContent = chrome.i18n.getMessage("failed_to_start");
  main.append(message);
  document.body.replaceChildren(main);
}
