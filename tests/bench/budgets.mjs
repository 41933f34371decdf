//! What was measured, held against the budgets of the design and against what was measured last
//! (`record.json`): ratios and sizes alone, for milliseconds are a machine's.

import { existsSync, readFileSync, writeFileSync } from "node:fs";

const RECORD = new URL("record.json", import.meta.url);

/**
 * What was measured last: on how many pages, and each figure by its name.
 * @typedef {{ pages: number, figures: Record<string, number> }} Recorded
 */

/**
 * @typedef {object} Figure
 * @property {string} name
 * @property {number} value
 * @property {number} most The budget.
 * @property {string} unit "x" for a ratio.
 */

/** The figures of one run. */
export class Budgets {
  /** @type {Figure[]} */
  #figures = [];
  #pages;

  /** @param {number} pages How many pages are measured: figures of others can't be compared. */
  constructor(pages) {
    this.#pages = pages;
  }

  /**
   * Takes a figure.
   * @param {string} name
   * @param {number} value
   * @param {number} most
   * @param {string} unit
   */
  hold(name, value, most, unit) {
    this.#figures.push({ name, value, most, unit });
  }

  /** Prints all figures as one table: the budget, what was measured now, and what was measured last. */
  print() {
    const last = this.#last();
    const rows = this.#figures.map(({ name, value, most, unit }) => {
      const before = last[name];
      return [
        name.padEnd(64),
        written(most, unit).padStart(9),
        written(value, unit).padStart(9),
        (before === undefined ? "-" : written(before, unit)).padStart(9),
        value <= most ? "met" : "NOT MET",
      ].join("  ");
    });
    const heads = [" ".repeat(64), "at most".padStart(9), "now".padStart(9), "last".padStart(9)].join("  ");
    console.log(["\nThe budgets", heads, ...rows].join("\n  "));
  }

  /** Keeps the figures for the next run. */
  record() {
    const figures = Object.fromEntries(this.#figures.map(({ name, value }) => [name, Number(value.toFixed(2))]));
    writeFileSync(RECORD, `${JSON.stringify({ pages: this.#pages, figures }, null, 2)}\n`);
  }

  /** @returns {Record<string, number | undefined>} */
  #last() {
    if (!existsSync(RECORD)) return {};
    /** @type {Recorded} */
    const last = JSON.parse(readFileSync(RECORD, "utf8"));
    return last.pages === this.#pages ? last.figures : {};
  }
}

/** @param {number} value @param {string} unit */
function written(value, unit) {
  return `${value.toFixed(unit === "x" ? 2 : 0)} ${unit}`.trim();
}
