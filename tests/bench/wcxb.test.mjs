// @ts-check
//! What takes pages from WCXB, on a server with a small set of the same layout.

import { deepStrictEqual, match, ok, rejects } from "node:assert";
import { execFile } from "node:child_process";
import { createHash } from "node:crypto";
import { mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import http from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { gunzipSync, gzipSync } from "node:zlib";

const run = promisify(execFile);
const program = fileURLToPath(new URL("wcxb.mjs", import.meta.url));
const folder = mkdtempSync(join(tmpdir(), "linkglance-wcxb-"));
const names = join(folder, "names.txt");

/** @param {string} type */
const groundTruth = (type) => ({
  schema_version: "2.0",
  url: "https://blog.example/tea",
  _internal: { page_type: { primary: type } },
  ground_truth: { title: "Tea", main_content: "A pot of tea." },
});
const files = new Map([
  ["LICENSE", Buffer.from("Creative Commons Attribution 4.0")],
  ["dev/ground-truth/0001.json", Buffer.from(JSON.stringify(groundTruth("article")))],
  ["dev/html/0001.html.gz", gzipSync("<p>A pot of tea.")],
  ["test/ground-truth/4011.json", Buffer.from(JSON.stringify(groundTruth("forum")))],
  ["test/html/4011.html.gz", gzipSync("<p>Which pot?")],
  ["test/html/4016.html.gz", gzipSync("<p>No ground truth.")],
]);
let broken = "";

const server = http.createServer(({ url = "" }, response) => {
  const content = files.get(url.replace("/raw/main/", ""));
  if (url === "/list/main?recursive=1") response.end(JSON.stringify({ sha: "abc", truncated: false, tree: tree() }));
  else if (content !== undefined) response.end(url.endsWith(broken) && broken ? `${content} ` : content);
  else response.writeHead(404).end();
});

function tree() {
  return [...files].map(([path, content]) => {
    const sha = createHash("sha1").update(`blob ${content.length}\0`).update(content).digest("hex");
    return { path, sha, size: content.length, type: "blob" };
  });
}

/** @param {string[]} words */
async function take(...words) {
  const address = server.address();
  const at = `http://127.0.0.1:${typeof address === "object" ? address?.port : ""}`;
  const out = mkdtempSync(join(folder, "out-"));
  const { stdout } = await run(process.execPath, [program, "--out", out, "--list", `${at}/list`, "--from", `${at}/raw`, ...words]);
  return { out, stdout };
}

before(() => new Promise((resolve) => server.listen(0, "127.0.0.1", () => resolve(undefined))));
after(() => {
  server.close();
  rmSync(folder, { recursive: true });
});

test("pages come with their names and their main texts, and what is downloaded is said", async () => {
  const { out, stdout } = await take();
  match(stdout, /^downloads 2 pages and their ground truth, .* MB, from .* \(abc\) to /);
  deepStrictEqual(readdirSync(join(out, "pages")).sort(), ["article-dev-0001.html.gz", "forum-test-4011.html.gz"]);
  deepStrictEqual(gunzipSync(readFileSync(join(out, "pages/article-dev-0001.html.gz"))).toString(), "<p>A pot of tea.");
  const lines = readFileSync(join(out, "labels.jsonl"), "utf8").trim().split("\n").map((line) => JSON.parse(line));
  deepStrictEqual(
    lines.find(({ page }) => page === "article-dev-0001"),
    { page: "article-dev-0001", url: "https://blog.example/tea", type: "article", text: "A pot of tea." },
  );
  ok(readFileSync(join(out, "SOURCE.txt"), "utf8").includes("CC-BY-4.0"));
});

test("names choose pages, and leave pages out", async () => {
  writeFileSync(names, "# a list\narticle-dev-0001\ntraf-other\n");
  deepStrictEqual(readdirSync(join((await take("--only", names)).out, "pages")), ["article-dev-0001.html.gz"]);
  deepStrictEqual(readdirSync(join((await take("--without", names)).out, "pages")), ["forum-test-4011.html.gz"]);
  deepStrictEqual(readdirSync(join((await take("--count", "1")).out, "pages")).length, 1);
});

test("a file with another sum than the one that is listed is refused", async () => {
  broken = "0001.html.gz";
  await rejects(take(), /dev\/html\/0001\.html\.gz has the sum/);
  broken = "";
});
