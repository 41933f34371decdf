// @ts-check
/** Starts the panel with its wasm module, the analyser in it. */
import { module } from "./ask.js";
import start, { begin, panel } from "./panel.js";
import { startPage } from "./page.js";

await startPage(start, module, { begin, panel });
