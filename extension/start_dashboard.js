// @ts-check
/** Starts the dashboard, the settings or the first steps with the wasm module that they share. */
import start, { begin, dashboard, options, welcome } from "./dashboard.js";
import { startPage } from "./page.js";

await startPage(start, "dashboard_bg.wasm", { begin, dashboard, options, welcome });
