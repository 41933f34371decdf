// What the generated extension/panel.js exports, for checking the files that import it.

/** Starts the wasm module; once per page. */
export default function start(source: { module_or_path: string | URL | WebAssembly.Module }): Promise<{ memory: WebAssembly.Memory }>;

/** Readies what the panel needs before it is shown. */
export function begin(): Promise<void>;

/** Shows the panel in this page. */
export function panel(): void;
