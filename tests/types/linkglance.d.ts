// What the generated extension/linkglance.js exports, for checking the files that import it.

/** Starts the wasm module; once per page. */
export default function start(source: { module_or_path: string | URL }): Promise<{ memory: WebAssembly.Memory }>;

/** Readies what every page needs before it is shown. */
export function begin(): Promise<void>;

/** Shows the settings in this page. */
export function options(): void;

/** Shows the first steps in this page. */
export function welcome(): void;

/** Shows the panel in this page. */
export function panel(): void;

/** Shows the dashboard in this page. */
export function dashboard(): void;

/** Inspects a collected page for some site profiles. */
export function inspect(page: object, sites: object[]): { links: object[]; limits: string[] };
