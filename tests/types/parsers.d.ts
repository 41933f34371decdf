// What the generated parsers.js of the benchmark exports, for checking the files that import it.

/** Starts the wasm module; once per page. */
export default function start(source: { module_or_path: string | URL | WebAssembly.Module }): Promise<{ memory: WebAssembly.Memory }>;

/** Parses a page and makes nothing of it. */
export function bare(html: string): void;

/** Parses a page into the arena; how many nodes it has. */
export function arena(html: string): number;

/** Reads a serialised document into the arena; how many nodes it has. */
export function read(html: string): number;
