//! What a run of checks costs: 300 addresses on 60 hosts, each answered after a tenth of a second, by the
//! server's own records. `node tests/bench/checks.mjs` prints a table; no number here is a test.

import { until } from "../e2e/browser.mjs";
import { launchChromium } from "../e2e/chromium.mjs";
import { openDoor } from "../e2e/door.mjs";
import { BRIGHTLEAF } from "../e2e/pages.mjs";
import { leastApart, mostAtOnce } from "../e2e/runs.mjs";
import { Server } from "../e2e/server.mjs";

const URLS = 300;
const HOSTS = 60;
/** How long the server takes for an answer, in milliseconds. */
const ANSWER = 100;
/** A usual article: about 40 KB with 60 links. */
const PAGE = `<!doctype html><html lang="en"><head><link rel="icon" href="data:,"><title>Tea</title></head><body><main>${'<p>We drink tea every day, with or without milk, and <a href="https://shop.example/tea">write about it</a>. '.repeat(60)}<p>${"word ".repeat(6_000)}</main></body></html>`;

const server = await Server.start();
const browser = await launchChromium(server, {});
try {
  const urls = Array.from({ length: URLS }, (_, n) => `http://h${n % HOSTS}.example/${n}`);
  for (const url of urls) {
    server.serve(url, (_, response) => {
      setTimeout(() => {
        response.writeHead(200, { "content-type": "text/html" });
        response.end(PAGE);
      }, ANSWER);
    });
  }
  await browser.grant(Array.from({ length: HOSTS }, (_, n) => `h${n}.example`));
  await browser.storeSites([BRIGHTLEAF]);
  const page = await browser.own("options.html");
  await openDoor(page);
  for (const [name, start] of /** @type {const} */ ([["targets of links", "startCheckOfAll"], ["bulk check", "startBulk"]])) {
    const before = server.visits().length;
    const began = performance.now();
    const run = await page.evaluate(([start, urls]) => /** @type {any} */ (globalThis).door[start](urls), /** @type {const} */ ([start, urls]));
    await until("the end", async () => (await page.evaluate((run) => /** @type {any} */ (globalThis).door.checkProgress(run), run))[0].stage === "done", 300_000);
    const took = performance.now() - began;
    const visits = server.visits().slice(before);
    const hosts = Array.from({ length: HOSTS }, (_, n) => visits.filter(({ url }) => new URL(url).hostname === `h${n}.example`));
    console.log(
      `${name}: ${URLS} addresses on ${HOSTS} hosts in ${(took / 1_000).toFixed(1)} s, ${visits.length} requests, ` +
        `at most ${mostAtOnce(visits)} at once, ${Math.max(...hosts.map(mostAtOnce))} of a host, ${Math.round(Math.min(...hosts.map(leastApart)))} ms apart or more, ` +
        `worker ${await memory()} MB`,
    );
  }
} finally {
  await browser.close();
  await server.stop();
}

/** What the worker holds: its script's objects and the module's memory. */
async function memory() {
  const { usedSize, backingStorageSize } = await browser.workerMemory();
  return ((usedSize + backingStorageSize) / 1e6).toFixed(1);
}
