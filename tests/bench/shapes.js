// @ts-check
//! Made-up pages of any size, to see whether the cost grows with the page alone. Each shape has
//! so few links that a page of 8 MiB stays below the core's cap of 5,000.

/** Bytes per link: 8 MiB by 4,900 links. */
const BYTES_A_LINK = 1712;

const WORDS =
  "tea leaf river morning kettle garden water slowly green bright paper autumn merchant harbour letter history season kitchen".split(" ");

/** A small generator: the same pages in every run. */
class Dice {
  #state = 42;

  /** @param {number} below */
  roll(below) {
    this.#state = (Math.imul(this.#state, 1664525) + 1013904223) >>> 0;
    return this.#state % below;
  }

  /** @param {number} count */
  words(count) {
    return Array.from({ length: count }, () => WORDS[this.roll(WORDS.length)]).join(" ");
  }
}

/**
 * A piece of a page with one link, about `BYTES_A_LINK` long.
 * @typedef {(dice: Dice, number: number) => string} Piece
 */

/** @param {number} number */
const address = (number) => (number % 3 === 0 ? `https://site-${number % 97}.example/page/${number}?ref=a` : `/articles/${number}.html`);

/** @type {Record<string, Piece>} */
const PIECES = {
  /** Running text. */
  article: (dice, number) =>
    `<h2>${dice.words(4)}</h2><p>${dice.words(110)} <a href="${address(number)}">${dice.words(3)}</a> <em>${dice.words(4)}</em> ${dice.words(50)}.</p>\n<p>${dice.words(80)}.</p>\n`,
  /** Cards: much markup, little text. */
  cards: (dice, number) => {
    const badge = `<span class="badge badge--${dice.roll(9)} meta__item" data-track="card-${number}" style="color: #345; display: inline-block"><i class="icon icon-star" aria-hidden="true"></i>${dice.words(1)}</span>`;
    return `<div class="grid__cell col-md-4 u-mb-2" id="card-${number}"><div class="card card--teaser"><a class="card__link" href="${address(number)}" rel="noopener"><img class="card__image" src="/images/${number}.webp" alt="${dice.words(3)}" width="400" height="300" loading="lazy"></a><div class="card__body"><h3 class="card__title">${dice.words(5)}</h3>${badge.repeat(6)}</div></div></div>\n`;
  },
  /** A table of numbers. */
  table: (dice, number) => {
    const cells = Array.from({ length: 60 }, () => `<td class="n">${dice.roll(99999)}</td>`);
    return `<table><tr><th><a href="${address(number)}">${dice.words(2)}</a></th>${cells.join("")}</tr><tr>${cells.slice(30).join("")}</tr></table>\n`;
  },
  /** Deep lists. */
  nested: (dice, number) => {
    const depth = 40;
    const open = Array.from({ length: depth }, () => `<ul class="menu"><li>${dice.words(2)}`).join("");
    return `${open}<a href="${address(number)}">${dice.words(3)}</a>${"</li></ul>".repeat(depth)}\n`;
  },
  /** Scripts and styles between the text, as most pages have them. */
  scripts: (dice, number) => {
    const lines = Array.from({ length: 18 }, () => `  window.q.push(["${dice.words(2)}", ${dice.roll(9999)}, { id: "${dice.roll(99)}" }]);`);
    return `<script>\n${lines.join("\n")}\n</script><p>${dice.words(40)} <a href="${address(number)}">${dice.words(2)}</a></p>\n<style>.a${number} { color: red; margin: 0 }</style>\n`;
  },
};

export const SHAPES = Object.keys(PIECES);

/**
 * A page of this shape, of so many bytes.
 * @param {string} shape
 * @param {number} bytes
 * @param {string} [name] A name the page mentions now and then.
 */
export function made(shape, bytes, name = "Brightleaf Tea") {
  const piece = PIECES[shape];
  if (piece === undefined) throw new Error(`there is no shape ${shape}`);
  const dice = new Dice();
  const parts = [`<!DOCTYPE html><html lang="en"><head><title>${dice.words(5)}</title></head><body><main><article><h1>${dice.words(5)}</h1>\n`];
  let length = parts[0]?.length ?? 0;
  for (let number = 0, links = 0; length < bytes; number += 1) {
    // Links stay below one in `BYTES_A_LINK`, whatever the piece's length.
    const linked = length >= links * BYTES_A_LINK;
    let part = piece(dice, number);
    if (number % 20 === 0) part += `<p>${dice.words(6)} ${name} ${dice.words(6)}.</p>\n`;
    if (!linked) part = part.replace(/ ?href="[^"]*"/, "");
    links += Number(linked);
    parts.push(part);
    length += part.length;
  }
  parts.push("</article></main></body></html>");
  return parts.join("");
}

/**
 * So many profiles with names of their own, the first of them named on made-up pages.
 * @param {number} count
 */
export function profiles(count) {
  const dice = new Dice();
  const syllables = ["ba", "cor", "dil", "fen", "gro", "hap", "jun", "kel", "lum", "mor"];
  return Array.from({ length: count }, (_, at) => {
    if (at === 0) return { name: "Brightleaf Tea", domains: ["brightleaf.example"], aliases: [] };
    const word = [...String(at).padStart(4, "0")].map((digit) => syllables[Number(digit)]).join("");
    return { name: `${word[0]?.toUpperCase()}${word.slice(1)}${dice.roll(3) === 0 ? " Labs" : ""}`, domains: [`${word}.com`], aliases: [] };
  });
}
