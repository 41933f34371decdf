// What the generated extension/checker.js exports, for checking the files that import it.

/** Starts the wasm module; once per worker. */
export default function start(source: { module_or_path: string | URL | WebAssembly.Module }): Promise<{ memory: WebAssembly.Memory }>;

/** Goes through all runs of checks until none is left to do. */
export function check(): Promise<void>;
