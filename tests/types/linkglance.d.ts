// What the generated extension/linkglance.js exports, for checking the files that import it.

/** Starts the wasm module; once per page. */
export default function start(source: { module_or_path: string }): Promise<unknown>;

/** Shows the panel in this page. */
export function panel(): void;

/** Shows the dashboard in this page. */
export function dashboard(): void;
