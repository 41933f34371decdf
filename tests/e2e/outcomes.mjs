//! A reporter for `cargo xtask test`: how each case came out, one line of JSON each.

/**
 * @typedef {object} Outcome
 * @property {string} file
 * @property {string} name
 * @property {boolean} passed
 * @property {string} message What was wrong, in its first line.
 */

/** @param {AsyncIterable<import("node:test/reporters").TestEvent>} events */
export default async function* outcomes(events) {
  for await (const event of events) {
    if (event.type !== "test:pass" && event.type !== "test:fail") continue;
    const { file = "", name, skip } = event.data;
    if (skip !== undefined) continue; // another name was asked for
    const passed = event.type === "test:pass";
    const error = passed ? null : event.data.details.error;
    const [message = ""] = String(error?.cause?.message ?? error?.message ?? "").split("\n");
    yield `${JSON.stringify(/** @type {Outcome} */ ({ file, name, passed, message }))}\n`;
  }
}
