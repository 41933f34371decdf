// @ts-check
//! The arithmetic of `peers.mjs`: how well yes-or-no answers agree with labels, and how sure that is. It
//! reads no file and starts no browser.

/**
 * How often links were said to be in the main content, and are.
 * @typedef {{ hits: number, extra: number, missed: number, rest: number }} Counts `extra`: said, and not so. `rest`: neither.
 * @typedef {{ precision: number, recall: number, f1: number, accuracy: number }} Figures
 * @typedef {[low: number, high: number]} Interval
 */

/** What a bootstrap usually takes: the ends of an interval move in the third digit with fewer. */
export const DRAWS = 2000;
/** Parts of the drawn values below and above the interval: it holds 95 % of them. */
const TAIL = 0.025;

/** The region that is asked for. */
export const CONTENT = "content";

/**
 * A label of a link: the region a reader placed it in, or only whether it is content.
 * @typedef {{ type: string, region?: string, content?: boolean }} Label
 */

/**
 * Whether a label says main content; undefined where that can be argued about. What its users write is a
 * forum's main text for an extractor, and no content of the publisher's for us: such links count for none,
 * and nor does a forum whose labels do not distinguish them.
 * @param {Label} label
 * @returns {boolean | undefined}
 */
export function truth({ type, region, content }) {
  if (type === "forum" && (region === "user_content" || region === undefined)) return undefined;
  return region === undefined ? content === true : region === CONTENT;
}

/**
 * Counts answers.
 * @param {Iterable<{ truth: boolean, said: boolean }>} links
 * @returns {Counts}
 */
export function counted(links) {
  const counts = { hits: 0, extra: 0, missed: 0, rest: 0 };
  for (const { truth, said } of links) {
    if (truth) counts[said ? "hits" : "missed"] += 1;
    else counts[said ? "extra" : "rest"] += 1;
  }
  return counts;
}

/**
 * The figures of counts; a share of nothing is zero.
 * @param {Counts} counts
 * @returns {Figures}
 */
export function figures({ hits, extra, missed, rest }) {
  const share = (/** @type {number} */ part, /** @type {number} */ whole) => (whole === 0 ? 0 : part / whole);
  return {
    precision: share(hits, hits + extra),
    recall: share(hits, hits + missed),
    f1: share(2 * hits, 2 * hits + extra + missed),
    accuracy: share(hits + rest, hits + extra + missed + rest),
  };
}

/**
 * @param {Counts[]} all
 * @returns {Counts}
 */
export function together(all) {
  const sum = (/** @type {keyof Counts} */ key) => all.reduce((total, counts) => total + counts[key], 0);
  return { hits: sum("hits"), extra: sum("extra"), missed: sum("missed"), rest: sum("rest") };
}

/**
 * The 95 % intervals of some values, by a bootstrap over pages: a page is drawn with all its links, because
 * links of one page are right or wrong together. The same draws serve all values, so a difference of two
 * ways is a value like any other.
 * @template Page
 * @param {Page[]} pages
 * @param {(drawn: Page[]) => number[]} values
 * @param {number} [draws]
 * @returns {Interval[]}
 */
export function intervals(pages, values, draws = DRAWS) {
  const random = randomNumbers();
  /** @returns {Page} */
  const one = () => /** @type {Page} */ (pages[Math.floor(random() * pages.length)]);
  const drawn = Array.from({ length: draws }, () => values(pages.map(one)));
  return values(pages).map((_, at) => {
    const sorted = drawn.map((row) => Number(row[at])).sort((a, b) => a - b);
    const end = (/** @type {number} */ share) => Number(sorted[Math.round(share * (draws - 1))]);
    return [end(TAIL), end(1 - TAIL)];
  });
}

/** Numbers from 0 to 1, the same in each run, so that a figure can be repeated: mulberry32. */
function randomNumbers() {
  let state = 1;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}
