//! A reporter for `cargo xtask test e2e NAME`: the usual one, without the cases that were not asked for.

import { Readable } from "node:stream";
import { spec } from "node:test/reporters";

/** @typedef {AsyncIterable<import("node:test/reporters").TestEvent>} Events */

/** What is of no case, or of one that has ended: a case that is skipped begins, too. */
const SHOWN = ["test:pass", "test:fail", "test:diagnostic", "test:stdout", "test:stderr"];

/** @param {Events} events */
async function* asked(events) {
  for await (const event of events) {
    const skipped = event.type === "test:pass" && event.data.skip !== undefined;
    if (!skipped && SHOWN.includes(event.type)) yield event;
  }
}

/** @param {Events} events */
export default async function* report(events) {
  yield* Readable.from(asked(events)).compose(new spec());
}
