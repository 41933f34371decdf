// @ts-check
//! The arithmetic of `peers.mjs` on values that one can work out by hand.

import { deepStrictEqual, ok, strictEqual } from "node:assert";
import { test } from "node:test";

import { counted, figures, intervals, together, truth } from "./score.mjs";

test("answers are counted by what is true and what was said", () => {
  const links = [[true, true], [true, true], [true, false], [false, true], [false, false]];
  const counts = counted(links.map(([truth = false, said = false]) => ({ truth, said })));
  deepStrictEqual(counts, { hits: 2, extra: 1, missed: 1, rest: 1 });
  deepStrictEqual(figures(counts), { precision: 2 / 3, recall: 2 / 3, f1: 2 / 3, accuracy: 3 / 5 });
  deepStrictEqual(together([counts, counts]), { hits: 4, extra: 2, missed: 2, rest: 2 });
});

test("a way that says nothing has no precision and misses all", () => {
  deepStrictEqual(figures(counted([{ truth: true, said: false }])), { precision: 0, recall: 0, f1: 0, accuracy: 0 });
});

test("labels say content by region or by themselves, and what users write on forums counts for none", () => {
  strictEqual(truth({ type: "article", region: "content" }), true);
  strictEqual(truth({ type: "article", region: "user_content" }), false);
  strictEqual(truth({ type: "article", content: true }), true);
  strictEqual(truth({ type: "forum", region: "footer" }), false);
  strictEqual(truth({ type: "forum", region: "user_content" }), undefined);
  strictEqual(truth({ type: "forum", content: true }), undefined);
});

test("pages are drawn whole, by the same draws for all values and in each run", () => {
  const pages = [0, 0, 1, 1];
  const mean = (/** @type {number[]} */ drawn) => drawn.reduce((sum, page) => sum + page, 0) / drawn.length;
  const values = (/** @type {number[]} */ drawn) => [mean(drawn), mean(drawn) - mean(drawn)];
  const [around, difference] = intervals(pages, values);
  // With four pages of two kinds, all of one kind are drawn once in sixteen times.
  deepStrictEqual(around, [0, 1]);
  deepStrictEqual(difference, [0, 0]);
  deepStrictEqual(intervals(pages, values), [around, difference]);
  deepStrictEqual(intervals([1, 1, 1], (drawn) => [mean(drawn)]), [[1, 1]]);
  ok(intervals(Array.from({ length: 400 }, (_, at) => at % 2), (drawn) => [mean(drawn)]).every(([low, high]) => low > 0.43 && high < 0.57));
});
