//! Records past the extension: any as an object, and backlinks as the database has them, those of one domain
//! together, a line of JSON each.

/** @typedef {{ id: string, last: number, lines: string }} Part */

/** The backlinks of stored parts, one by one. @param {unknown[] | undefined} parts @returns {any[]} */
export const backlinksIn = (parts) => /** @type {Part[]} */ (parts ?? []).flatMap(({ lines }) => lines.split("\n").map((line) => JSON.parse(line)));

/**
 * Stores a backlink, as a list that was imported does.
 * @param {import("./browser.mjs").Page} page
 * @param {Record<string, unknown> & { page: string, last: number }} record
 */
export function putBacklink(page, record) {
  const domain = new URL(record.page).hostname.split(".").slice(-2).join(".");
  return page.evaluate(
    ([id, record]) =>
      new Promise((resolve, reject) => {
        const request = indexedDB.open("linkglance");
        request.onsuccess = () => {
          const transaction = request.result.transaction("backlinks", "readwrite");
          const store = transaction.objectStore("backlinks");
          const known = store.get(id);
          known.onsuccess = () => store.put({ id, last: record.last, lines: [known.result?.lines, JSON.stringify(record)].filter(Boolean).join("\n") });
          transaction.oncomplete = () => (request.result.close(), resolve(undefined));
          transaction.onerror = () => reject(transaction.error);
        };
      }),
    /** @type {const} */ ([`${domain}\u001f0`, record]),
  );
}

/** Stores a record past the extension. @param {import("./browser.mjs").Page} page @param {string} store @param {object} record */
export const put = (page, store, record) =>
  page.evaluate(
    ([store, record]) =>
      new Promise((resolve, reject) => {
        const request = indexedDB.open("linkglance");
        request.onsuccess = () => {
          const transaction = request.result.transaction(store, "readwrite");
          transaction.objectStore(store).put(record);
          transaction.oncomplete = () => (request.result.close(), resolve(undefined));
          transaction.onerror = () => reject(transaction.error);
        };
      }),
    /** @type {const} */ ([store, record]),
  );
