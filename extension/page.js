// @ts-check
/**
 * Starts one of the extension's pages, named by `<html data-page="…">`: its wasm module from the
 * extension's own files, then its view. Each step leaves a mark on the page's timeline, for
 * developer tools and the benchmark.
 *
 * An error in the module leaves its memory in no state to go on with. Then the page says so, and
 * starts again: by its button, and the panel also by the next click on the toolbar icon.
 */
const name = document.documentElement.dataset.page;

performance.mark("loaded");
/**
 * Whether an uncaught error has gone through the wasm module, whose functions it left
 * half done. Both browsers name those functions so in an error's stack.
 * @param {unknown} error
 */
function stoppedModule(error) {
  return error instanceof WebAssembly.RuntimeError || (error instanceof Error && /wasm-function/.test(error.stack ?? ""));
}

/**
 * Says in place of the view that the page can't go on, and how to start again.
 * @param {"failed_to_start" | "stopped"} message
 */
function fail(message) {
  if (document.querySelector("[data-part=restart]")) return;
  const main = document.createElement("main");
  main.dataset.part = name;
  main.dataset.state = "failed";
  const box = document.createElement("div");
  box.className = "message";
  box.setAttribute("role", "alert");
  const sentence = document.createElement("p");
  sentence.dataset.part = "message";
  sentence.dataset.reason = message;
  sentence.textContent = chrome.i18n.getMessage(message);
  const restart = document.createElement("button");
  restart.type = "button";
  restart.dataset.part = "restart";
  restart.textContent = chrome.i18n.getMessage("start_again");
  restart.addEventListener("click", () => location.reload());
  box.append(sentence);
  main.append(box, restart);
  document.body.replaceChildren(main);
  if (name !== "panel") return;
  // The new panel asks the background worker for the click.
  chrome.runtime.onMessage.addListener((message, sender) => {
    if (sender.id === chrome.runtime.id && message?.type === "inspect") location.reload();
  });
}

addEventListener("error", ({ error }) => {
  if (stoppedModule(error)) fail("stopped");
});
addEventListener("unhandledrejection", ({ reason }) => {
  if (stoppedModule(reason)) fail("stopped");
});

/**
 * Starts the page.
 * @param {(source: { module_or_path: string | WebAssembly.Module }) => Promise<unknown>} start Starts the wasm module.
 * @param {string | Promise<string | WebAssembly.Module>} wasm The module's file, or the module as it is compiled.
 * @param {{ begin: () => Promise<void> } & Record<string, () => void>} pages What the module exports: `begin`, and a
 *   function for each page that it can show.
 */
export async function startPage(start, wasm, pages) {
  try {
    const module = await wasm;
    await start({ module_or_path: typeof module === "string" ? chrome.runtime.getURL(module) : module });
    performance.mark("started");
    await pages.begin();
    const show = pages[name ?? ""];
    if (show === undefined) throw new Error(`this module has no page ${name}`);
    show();
  } catch (error) {
    console.error(error);
    fail("failed_to_start");
  }
}
