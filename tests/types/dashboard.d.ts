// What the generated extension/dashboard.js exports, for checking the files that import it.

/** Starts the wasm module; once per page. */
export default function start(source: { module_or_path: string | URL | WebAssembly.Module }): Promise<{ memory: WebAssembly.Memory }>;

/** Readies what every page needs before it is shown. */
export function begin(): Promise<void>;

/** Shows the dashboard in this page. */
export function dashboard(): void;

/** Shows the settings in this page. */
export function options(): void;

/** Shows the first steps in this page. */
export function welcome(): void;
