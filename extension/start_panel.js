// @ts-check
/** Starts the panel with its wasm module, the analyser in it. */
import "./ask.js";
import start, { begin, panel } from "./panel.js";
import { startPage } from "./page.js";

await startPage(start, "panel_bg.wasm", { begin, panel });
