// @ts-check
//! Linkglance beside its peers on one question: is this link in the page's main content? BENCHMARKS.md says
//! what the figures mean.
//!
//! usage: node tests/bench/peers.mjs --data FOLDER --labels FILE [--only FILE] [--linkglance PROGRAM]
//!
//! FOLDER has `NAME.html.gz` for each page, as it was served. FILE has a line of JSON for each link: page
//! (its NAME), url, type, href (the attribute to the letter), nth (among links with that attribute), and
//! region, or content (true or false); lines with `"sure": false` are left out. Or a line for each page: page,
//! url, type and text, its main text; labels are then made in the page (`peers_page.js`). `--only` names
//! the pages to measure, one per line; the program is that of `cargo build --release -p linkglance`.
//!
//! Chromium opens each page at its own address with no script of its own and nothing fetched, which is what
//! the command line sees, too. All peers run with their default settings.

import { execFile } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs, promisify } from "node:util";
import { gunzipSync } from "node:zlib";

import puppeteer from "puppeteer-core";

import { program } from "../e2e/browser.mjs";
import { CONTENT, counted, figures, intervals, together, truth } from "./score.mjs";

/** @typedef {import("puppeteer-core").Browser} Browser */
/** @typedef {import("./peers_page.js").Answers} Answers */
/** @typedef {import("./score.mjs").Counts} Counts */

/**
 * The ways to answer.
 * @typedef {"linkglance" | "readability" | "defuddle" | "tags" | "all"} Way
 * @type {Record<Way, string>}
 */
const NAMES = {
  linkglance: "Linkglance",
  readability: "Readability.js",
  defuddle: "Defuddle",
  tags: "tags and roles",
  all: "every link is content",
};
const WAYS = /** @type {Way[]} */ (Object.keys(NAMES));

/**
 * @typedef {{ page: string, url: string, type: string, sure?: boolean, external?: boolean, text?: string } & Partial<import("./peers_page.js").Labelled> & { region?: string }} Line A line of the file of labels.
 * @typedef {{ name: string, url: string, type: string, lines: Line[] }} Page
 * @typedef {{ truth: boolean, outside: boolean, said: Record<Way, boolean> }} Link
 * @typedef {{ type: string, links: Link[] }} Measured
 */

/** A page's scripts do not run; ours come from outside the page and are not asked. */
const POLICY = { "content-security-policy": "script-src 'none'" };
/** No page takes nearly as long; one that does is a failure of this program. */
const TIME_LIMIT = 120_000;
const run = promisify(execFile);
const here = dirname(fileURLToPath(import.meta.url));
const packages = join(here, "../node_modules");

const { values: options } = parseArgs({
  options: {
    data: { type: "string" },
    labels: { type: "string" },
    only: { type: "string" },
    linkglance: { type: "string", default: "target/release/linkglance" },
  },
});
const { data, labels, only, linkglance } = options;
if (data === undefined || labels === undefined) throw new Error("peers takes --data FOLDER and --labels FILE");

const folder = mkdtempSync(join(tmpdir(), "linkglance-peers-"));
const browser = await puppeteer.launch({
  executablePath: program("LINKGLANCE_CHROMIUM", ["chromium", "chromium-browser", "google-chrome"]),
  // Nothing is asked of any host, whatever the interception below may miss.
  args: ["--host-resolver-rules=MAP * ~NOTFOUND", ...(process.getuid?.() === 0 ? ["--no-sandbox"] : [])],
});
try {
  const pages = listed(labels, only);
  await versions();
  /** @type {Measured[]} */
  const measured = [];
  const notes = new Map();
  for (const page of pages) measured.push(await measure(page, notes));
  for (const [note, count] of notes) console.log(`  ${note}: ${count}`);
  report(measured);
} finally {
  await browser.close();
  rmSync(folder, { recursive: true });
}

/**
 * The pages of a file of labels.
 * @param {string} labels
 * @param {string | undefined} only
 * @returns {Page[]}
 */
function listed(labels, only) {
  const wanted = only === undefined ? null : new Set(lines(only).filter((line) => !line.startsWith("#")));
  /** @type {Map<string, Page>} */
  const pages = new Map();
  for (const text of lines(labels)) {
    /** @type {Line} */
    const line = JSON.parse(text);
    const { page: name, url, type } = line;
    if (line.sure === false || wanted?.has(name) === false) continue;
    const page = pages.get(name) ?? { name, url, type, lines: [] };
    page.lines.push(line);
    pages.set(name, page);
  }
  if (pages.size === 0) throw new Error(`there is no page in ${labels} to measure`);
  return [...pages.values()];
}

/** @param {string} file */
function lines(file) {
  return readFileSync(file, "utf8").split("\n").filter((line) => line.trim() !== "");
}

async function versions() {
  const version = (/** @type {string} */ name) => JSON.parse(readFileSync(join(packages, name, "package.json"), "utf8")).version;
  const own = (await run(linkglance, ["--version"])).stdout.trim();
  console.log(`${own}; Readability.js ${version("@mozilla/readability")}; Defuddle ${version("defuddle")}; ${await browser.version()}`);
}

/**
 * What all ways say of a page's links.
 * @param {Page} page
 * @param {Map<string, number>} notes
 * @returns {Promise<Measured>}
 */
async function measure({ name, url, type, lines }, notes) {
  const note = (/** @type {string} */ text, count = 1) => count > 0 && notes.set(text, (notes.get(text) ?? 0) + count);
  const html = gunzipSync(readFileSync(join(String(data), `${name}.html.gz`)));
  const regions = await inspect(html, url);
  const { labels: made, said, peers } = await inPage(html, url, lines);
  for (const [peer, { empty, again, error, links }] of Object.entries(peers)) {
    note(`pages on which ${peer} gives nothing`, Number(empty));
    note(`pages on which ${peer} fails`, Number(error !== ""));
    note(`links in what ${peer} gives`, links);
    note(`of these, ${peer}, found by address and text`, again);
  }
  const rows = made.length > 0 ? made : lines;
  const links = rows.flatMap((row, at) => {
    const answer = said[at];
    const region = regions.get(`${row.nth} ${row.href}`);
    const content = truth({ ...row, type });
    note("links that users wrote on forums, left out", Number(content === undefined));
    if (content === undefined) return [];
    note("labelled links that the browser does not have, left out", Number(answer === null));
    note("labelled links that Linkglance does not report, counted as not content", Number(region === undefined));
    if (answer == null) return [];
    const outside = /** @type {Line} */ (row).external ?? isOutside(row.href ?? "", url);
    return [{ truth: content, outside, said: { ...answer, all: true, linkglance: region === CONTENT } }];
  });
  return { type, links };
}

/**
 * Whether a link leads to another host. The registrable domain would be better; the difference is small.
 * @param {string} href
 * @param {string} url
 */
function isOutside(href, url) {
  const host = (/** @type {string} */ address) => URL.parse(address, url)?.hostname.replace(/^www\./, "");
  return host(href) !== host(url);
}

/**
 * The region of each link, as the command line says it.
 * @param {Buffer} html
 * @param {string} url
 * @returns {Promise<Map<string, string>>}
 */
async function inspect(html, url) {
  const file = join(folder, "page.html");
  writeFileSync(file, html);
  const words = ["inspect", file, "--url", url, "--format", "json"];
  const { stdout } = await run(linkglance, words, { maxBuffer: Infinity, timeout: TIME_LIMIT }).catch((failed) => {
    // The exit code 1 says that the page has a problem: the report is there.
    if (failed.code === 1 && failed.stdout) return failed;
    throw failed;
  });
  /** @type {{ links: { href: string, nth: number, placement: { region: string } }[] }} */
  const { links } = JSON.parse(stdout);
  return new Map(links.map(({ href, nth, placement }) => [`${nth} ${href}`, placement.region]));
}

/**
 * What peers say, in a tab of the browser.
 * @param {Buffer} html
 * @param {string} url
 * @param {Line[]} lines
 * @returns {Promise<Answers>}
 */
async function inPage(html, url, lines) {
  const tab = await browser.newPage();
  try {
    await tab.setRequestInterception(true);
    let answered = false;
    tab.on("request", (request) => {
      // Images stay under way: Defuddle removes what is around a broken one as it would around a tiny one.
      if (request.resourceType() === "image") return;
      if (answered) return void request.abort("aborted");
      answered = true;
      request.respond({ status: 200, headers: POLICY, contentType: contentType(html), body: html });
    });
    await tab.goto(url, { waitUntil: "domcontentloaded", timeout: TIME_LIMIT });
    const named = lines.map(({ href, nth }) => ({ href, nth }));
    return /** @type {Answers} */ (await tab.evaluate(script(named, lines[0]?.text ?? null)));
  } finally {
    await tab.close();
  }
}

/**
 * The peers and what asks them, as one script. What tells a script that it is a module is covered up: the
 * page may have elements with these names.
 * @param {unknown[]} args
 */
function script(...args) {
  const sources = ["@mozilla/readability/Readability.js", "defuddle/dist/index.js"].map((file) => join(packages, file));
  const code = [...sources, join(here, "peers_page.js")].map((file) => readFileSync(file, "utf8").replace(/^export /gm, ""));
  const given = args.map((arg) => JSON.stringify(arg)).join(", ");
  return `((module, exports, define) => {${code.join("\n")}\nreturn answers(Readability, globalThis.Defuddle, ${given}); })()`;
}

/** HTML is UTF-8 where it can be read as that, else what it says itself. @param {Buffer} html */
function contentType(html) {
  try {
    new TextDecoder("utf-8", { fatal: true }).decode(html);
    return "text/html; charset=utf-8";
  } catch {
    return "text/html";
  }
}

/** @param {Measured[]} pages */
function report(pages) {
  /** @type {[string, (page: Measured, link: Link) => boolean][]} */
  const groups = [
    ["all links", () => true],
    ["links to other sites", (_, link) => link.outside],
    ["links on articles", (page) => page.type === "article"],
    ["links on other pages", (page) => page.type !== "article"],
  ];
  for (const [title, belongs] of groups) {
    const chosen = pages
      .map((page) => page.links.filter((link) => belongs(page, link)))
      .filter((links) => links.length > 0)
      .map((links) => WAYS.map((way) => counted(links.map(({ truth, said }) => ({ truth, said: said[way] })))));
    if (chosen.length > 0) table(title, chosen);
  }
}

/**
 * @param {string} title
 * @param {Counts[][]} pages By page and way.
 */
function table(title, pages) {
  const of = (/** @type {Counts[][]} */ drawn, /** @type {number} */ way) => figures(together(drawn.map((counts) => /** @type {Counts} */ (counts[way]))));
  const f1s = (/** @type {Counts[][]} */ drawn) => WAYS.map((_, way) => of(drawn, way).f1);
  const around = intervals(pages, f1s);
  const less = intervals(pages, (drawn) => {
    const [own = 0, ...others] = f1s(drawn);
    return [0, ...others.map((other) => own - other)];
  });
  const { hits, missed, extra, rest } = together(pages.map((counts) => /** @type {Counts} */ (counts[0])));
  console.log(`\n${title}: ${pages.length} pages, ${hits + missed + extra + rest} links, ${hits + missed} of them content`);
  console.log(`  ${"".padEnd(24)}precision  recall    F1  95 %           accuracy  Linkglance's F1 is higher by, 95 %`);
  for (const [way, name] of WAYS.entries()) {
    const { precision, recall, f1, accuracy } = of(pages, way);
    const figure = (/** @type {number} */ value) => value.toFixed(3);
    const ends = (/** @type {number[] | undefined} */ pair) => (pair ?? []).map(figure).join(" to ");
    const beside = way === 0 ? "" : ends(less[way]);
    console.log(`  ${NAMES[/** @type {Way} */ (name)].padEnd(24)}${figure(precision).padStart(9)}  ${figure(recall).padStart(6)} ${figure(f1)}  ${ends(around[way])} ${figure(accuracy).padStart(8)}  ${beside}`);
  }
}
