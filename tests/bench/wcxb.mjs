// @ts-check
//! Takes pages for `peers.mjs` from WCXB, the Web Content Extraction Benchmark of Murrough Foley
//! (CC-BY-4.0, doi.org/10.5281/zenodo.19316874; each page's copyright stays with its publisher).
//!
//! usage: node tests/bench/wcxb.mjs --out FOLDER [--count N] [--only FILE] [--without FILE] [--ref REF]
//!
//! FOLDER gets `pages/NAME.html.gz`, `labels.jsonl` with a page's main text per line, and `SOURCE.txt`. A NAME is
//! a page's type, its part of the set and its number, such as `article-dev-0001`; FILE has names, one per line.
//! `--count` takes the pages whose names have the smallest MD5, so that fewer are the first of more.
//!
//! The set is a git repository, so the sum of each file is published with the list of files: it is what git
//! knows the file by. A file with another sum ends this program. Pages are for measuring on this machine
//! and not for a repository.

import { createHash } from "node:crypto";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { gunzipSync } from "node:zlib";

const REPOSITORY = "Murrough-Foley/web-content-extraction-benchmark";
const PAGE = /^(dev|test)\/html\/(\d+)\.html\.gz$/;
/** As many files are asked for at once. */
const AT_ONCE = 6;
const MB = 1_000_000;

/**
 * @typedef {{ path: string, sha: string, size?: number }} File A file of the repository as GitHub lists it.
 * @typedef {{ key: string, html: File, truth: File }} Page `key`: its part of the set and its number, `dev-0001`.
 * @typedef {{ url: string, _internal: { page_type: { primary: string } }, ground_truth: { main_content: string } }} Truth What is used of a page's ground truth (schema 2.0).
 */

const { values: options } = parseArgs({
  options: {
    out: { type: "string" },
    count: { type: "string" },
    only: { type: "string" },
    without: { type: "string" },
    ref: { type: "string", default: "main" },
    // Other places with the same layout: a mirror, or the server of the test.
    list: { type: "string", default: `https://api.github.com/repos/${REPOSITORY}/git/trees` },
    from: { type: "string", default: `https://raw.githubusercontent.com/${REPOSITORY}` },
  },
});
const { out, count, only, without, ref, list, from } = options;
if (out === undefined) throw new Error("wcxb takes --out FOLDER");

/** @type {{ sha: string, truncated: boolean, tree: File[] }} */
const listed = JSON.parse((await get(`${list}/${ref}?recursive=1`)).toString());
if (listed.truncated) throw new Error("the list of files is not whole");
const pages = chosen(listed.tree);
const bytes = pages.reduce((sum, { html, truth }) => sum + (html.size ?? 0) + (truth.size ?? 0), 0);
console.log(`downloads ${pages.length} pages and their ground truth, ${(bytes / MB).toFixed(1)} MB, from ${from} (${listed.sha}) to ${out}`);
mkdirSync(join(out, "pages"), { recursive: true });
const waiting = pages.values();
/** @type {Map<string, string>} */
const labels = new Map();
await Promise.all(Array.from({ length: AT_ONCE }, takeInTurn));
writeFileSync(join(out, "labels.jsonl"), pages.map(({ key }) => `${labels.get(key)}\n`).join(""));
writeFileSync(
  join(out, "SOURCE.txt"),
  `${pages.length} pages of WCXB by Murrough Foley, CC-BY-4.0, https://github.com/${REPOSITORY}, tree ${listed.sha}.
Files are renamed; of the ground truth the main text is in labels.jsonl. Each page's copyright stays with its publisher.\n`,
);

async function takeInTurn() {
  for (const page of waiting) await take(page);
}

/** @param {Page} page */
async function take({ key, html, truth }) {
  /** @type {Truth} */
  const { url, _internal, ground_truth } = JSON.parse((await checked(truth)).toString());
  const packed = await checked(html);
  // A file that is only a pointer to where it is stored would have the right sum as well.
  gunzipSync(packed);
  const type = _internal.page_type.primary;
  if (!/^[a-z]+$/.test(type)) throw new Error(`${truth.path} has no type of page`);
  const page = `${type}-${key}`;
  writeFileSync(join(String(out), "pages", `${page}.html.gz`), packed);
  labels.set(key, JSON.stringify({ page, url, type, text: ground_truth.main_content }));
}

/**
 * The pages that are asked for.
 * @param {File[]} files
 * @returns {Page[]}
 */
function chosen(files) {
  const known = new Map(files.map((file) => [file.path, file]));
  const wanted = only === undefined ? null : keys(only);
  const unwanted = without === undefined ? new Set() : keys(without);
  const found = files.flatMap((html) => {
    const [, part, number] = PAGE.exec(html.path) ?? [];
    const truth = known.get(`${part}/ground-truth/${number}.json`);
    const key = `${part}-${number}`;
    return truth !== undefined && !unwanted.has(key) && wanted?.has(key) !== false ? [{ key, html, truth }] : [];
  });
  if (found.length === 0) throw new Error("there is no such page in the set");
  const order = new Map(found.map(({ key }) => [key, createHash("md5").update(key).digest("hex")]));
  return found.sort((a, b) => (String(order.get(a.key)) < String(order.get(b.key)) ? -1 : 1)).slice(0, Number(count ?? found.length));
}

/**
 * The parts and numbers of a list of names. Names of other sets have none.
 * @param {string} file
 */
function keys(file) {
  const names = readFileSync(file, "utf8").split("\n");
  return new Set(names.flatMap((name) => /^[a-z]+-((?:dev|test)-\d+)$/.exec(name.trim())?.[1] ?? []));
}

/**
 * A file, with the sum that was listed.
 * @param {File} file
 */
async function checked({ path, sha }) {
  const content = await get(`${from}/${ref}/${path}`);
  const sum = createHash("sha1").update(`blob ${content.length}\0`).update(content).digest("hex");
  if (sum !== sha) throw new Error(`${path} has the sum ${sum}, and ${sha} is listed`);
  return content;
}

/** @param {string} url */
async function get(url) {
  const answer = await fetch(url);
  if (!answer.ok) throw new Error(`${url}: ${answer.status}`);
  return Buffer.from(await answer.arrayBuffer());
}
