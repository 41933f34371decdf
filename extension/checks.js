// @ts-check
/**
 * Starts the checker in the background worker: its wasm module, once, when there are checks to make.
 * The only part of the extension that may ask for something on the web.
 */
import start, { check as work } from "./checker.js";

/** @type {Promise<unknown> | undefined} */
let started;

/** Goes through the checks that pages of the extension have asked for. */
export async function check() {
  try {
    started ??= start({ module_or_path: chrome.runtime.getURL("checker_bg.wasm") });
    await started;
    await work();
  } catch (error) {
    // An error in the module leaves its memory in no state to go on with, and a worker has one module.
    // The next worker goes on; what stops each of them is given up after some tries.
    console.error("The checks stopped:", error);
  }
}

/** Goes on with checks that are not done, where there are any. */
export async function goOn() {
  const { checks } = await chrome.storage.local.get("checks");
  if (checks) await check();
}
