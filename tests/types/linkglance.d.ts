// What the generated extension/linkglance.js exports, for checking the files that import it.

/** Starts the wasm module; once per page. */
export default function start(source: { module_or_path: string | URL }): Promise<{ memory: WebAssembly.Memory }>;

/** Shows the panel in this page. */
export function panel(): void;

/** Inspects a collected page for some site profiles. */
export function inspect(page: object, sites: object[]): { links: object[]; limits: string[] };
