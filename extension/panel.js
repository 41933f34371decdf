// @ts-check
/** Starts the panel: the wasm module from the extension's own files, then its view. */
import start, { panel } from "./linkglance.js";

try {
  await start({ module_or_path: chrome.runtime.getURL("linkglance_bg.wasm") });
  panel();
} catch (error) {
  console.error(error);
  const main = document.createElement("main");
  main.dataset.part = "panel";
  main.dataset.state = "failed";
  const message = document.createElement("p");
  message.dataset.part = "message";
  message.textContent = chrome.i18n.getMessage("failed_to_start");
  main.append(message);
  document.body.replaceChildren(main);
}
