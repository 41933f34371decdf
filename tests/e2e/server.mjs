//! The one server of these tests: it is the browsers' proxy for everything, answers for made-up
//! hosts from a table, and records every request that any part of the browser makes.

import http from "node:http";

/**
 * What to answer for one URL.
 * @typedef {object} Answer
 * @property {number} [status]
 * @property {Record<string, string>} [headers]
 * @property {string | Buffer} body
 */

/**
 * Answers by itself: slowly, without an end, or not at all.
 * @typedef {(request: http.IncomingMessage, response: http.ServerResponse) => void} Handler
 */

/**
 * One request that reached the proxy.
 * @typedef {object} Seen
 * @property {string} method CONNECT for anything that wanted to be encrypted: it is refused.
 * @property {string} url
 */

/**
 * When a request came, how long it took, and what came with it.
 * @typedef {object} Visit
 * @property {string} url
 * @property {number} from In milliseconds of this process.
 * @property {number} until Infinity as long as it is not answered.
 * @property {number} sent How many bytes were written to it.
 * @property {http.IncomingHttpHeaders} headers
 */

/**
 * Hosts that the browsers themselves talk to, whatever page is open and with no extension too, and
 * that no flag or preference keeps them from. No test page and nothing in the extension names them,
 * so leaving them out hides nothing of the extension's.
 */
const BROWSERS_OWN = new Set([
  "accounts.google.com", // Chromium: who is signed in
  "clients2.google.com", // Chromium: the time, for its updates
  "update.googleapis.com", // Chromium: updates of extensions
  "redirector.gvt1.com", // Chromium: parts of its own that it fetches after a while
  "firefox.settings.services.mozilla.com", // Firefox: lists, such as of blocked add-ons
]);

/** The proxy: see the top of the file. */
export class Server {
  /** @type {Seen[]} */
  #seen = [];
  /** @type {Visit[]} */
  #visits = [];
  /** @type {Map<string, Answer | Handler>} */
  #table = new Map();
  #http = http.createServer((request, response) => this.#answer(request, response));

  constructor() {
    this.#http.on("connect", (request, socket) => {
      this.#seen.push({ method: "CONNECT", url: request.url ?? "" });
      socket.on("error", () => {}); // the browser may have gone already
      socket.end("HTTP/1.1 502 Bad Gateway\r\nContent-Length: 0\r\n\r\n");
    });
    this.#http.on("upgrade", (request, socket) => {
      this.#seen.push({ method: "UPGRADE", url: request.url ?? "" });
      socket.destroy();
    });
  }

  /**
   * Starts a server on a free port of this machine.
   * @returns {Promise<Server>}
   */
  static async start() {
    const server = new Server();
    await new Promise((resolve) => server.#http.listen(0, "127.0.0.1", () => resolve(undefined)));
    return server;
  }

  get port() {
    const address = this.#http.address();
    if (address === null || typeof address === "string") throw new Error("the server is not listening");
    return address.port;
  }

  /**
   * Answers for this URL from now on: a string is a page of HTML.
   * @param {string} url
   * @param {string | Answer | Handler} answer
   */
  serve(url, answer) {
    const full = typeof answer === "string" ? { body: answer } : answer;
    this.#table.set(url, full);
  }

  /** The requests so far, without the browsers' own. */
  get seen() {
    return this.#seen.filter(({ method, url }) => !isBrowsersOwn(method, url)).map(({ method, url }) => `${method} ${url}`);
  }

  /** The requests of some URLs, as they came. @param {(url: string) => boolean} [of] */
  visits(of = () => true) {
    return this.#visits.filter(({ url }) => of(url));
  }

  /** Everything, for finding out what a browser does on its own. */
  get everything() {
    return this.#seen.map(({ method, url }) => `${method} ${url}`);
  }

  /** Forgets all answers and requests. */
  reset() {
    this.#seen = [];
    this.#visits = [];
    this.#table.clear();
  }

  async stop() {
    this.#http.closeAllConnections();
    await new Promise((resolve) => this.#http.close(resolve));
  }

  /**
   * @param {http.IncomingMessage} request
   * @param {http.ServerResponse} response
   */
  #answer(request, response) {
    const url = request.url ?? "";
    this.#seen.push({ method: request.method ?? "", url });
    /** @type {Visit} */
    const visit = { url, from: performance.now(), until: Infinity, sent: 0, headers: request.headers };
    this.#visits.push(visit);
    response.on("close", () => {
      visit.until = performance.now();
      visit.sent = response.socket?.bytesWritten ?? 0;
    });
    const answer = this.#table.get(url);
    if (typeof answer === "function") {
      answer(request, response);
      return;
    }
    if (answer === undefined) {
      response.writeHead(this.#knowsHostOf(url) ? 404 : 502, { "content-type": "text/plain" });
      response.end("nothing here\n");
      return;
    }
    response.writeHead(answer.status ?? 200, { "content-type": "text/html; charset=utf-8", ...answer.headers });
    response.end(answer.body);
  }

  /** @param {string} url */
  #knowsHostOf(url) {
    const host = hostOf(url);
    return [...this.#table.keys()].some((known) => hostOf(known) === host);
  }
}

/** @param {string} url */
function hostOf(url) {
  return URL.canParse(url) ? new URL(url).hostname : "";
}

/**
 * @param {string} method
 * @param {string} url
 */
function isBrowsersOwn(method, url) {
  const host = method === "CONNECT" ? url.replace(/:\d+$/, "") : hostOf(url);
  return BROWSERS_OWN.has(host);
}
