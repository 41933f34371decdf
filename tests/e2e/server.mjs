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
 * One request that reached the proxy.
 * @typedef {object} Seen
 * @property {string} method CONNECT for anything that wanted to be encrypted: it is refused.
 * @property {string} url
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
  /** @type {Map<string, Answer>} */
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
   * @param {string | Answer} answer
   */
  serve(url, answer) {
    const full = typeof answer === "string" ? { body: answer } : answer;
    this.#table.set(url, full);
  }

  /** The requests so far, without the browsers' own. */
  get seen() {
    return this.#seen.filter(({ method, url }) => !isBrowsersOwn(method, url)).map(({ method, url }) => `${method} ${url}`);
  }

  /** Everything, for finding out what a browser does on its own. */
  get everything() {
    return this.#seen.map(({ method, url }) => `${method} ${url}`);
  }

  /** Forgets all answers and requests. */
  reset() {
    this.#seen = [];
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
    const answer = this.#table.get(url);
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
