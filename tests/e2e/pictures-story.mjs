//! What the pictures of the dashboard tell: a made-up site, the pages that concern it, and what the user has
//! done about them. All of it is on hosts that no one can have.

import { BRIGHTLEAF } from "./pages.mjs";

/**
 * The sample profile with what only prospects need. An item of its own in the storage holds all of it,
 * as an earlier version wrote it.
 */
export const SITE = {
  ...BRIGHTLEAF,
  keywords: ["white tea"],
  pages: ["https://brightleaf.example/white-tea", "https://brightleaf.example/starter-set"],
  competitors: ["ostrander.example"],
};

/** The day on which everything is looked at, a Monday; and the hour. */
export const TODAY = "2026-04-20";
export const NOW = morning(TODAY);

/** Nine o'clock on a day. @param {string} day */
export function morning(day) {
  return Date.parse(`${day}T09:00:00Z`);
}

/** Words that make each page an article. */
const OPENING = `<p>The water is poured, the window is open, and there is time: twenty minutes in which a morning may become
  a good one. We have spent them on this question all winter, with two kettles, one scale and a great many cups.</p>`;
const ENDING = `<p>Whoever likes it strong lets it stand for another five minutes, and whoever does not takes the leaves out
  before that. Both are right, as far as we can tell, and neither has ever been talked out of it by anybody.</p>`;

/**
 * A page that is saved as a prospect, and what the user has done about it since.
 * @typedef {object} Story
 * @property {string} host
 * @property {string} title
 * @property {string} author
 * @property {string} html What the page says that offers something.
 * @property {string} saved The day it was saved.
 * @property {string} [status]
 * @property {string} [followUp] The day to come back to it.
 * @property {string} [tag]
 * @property {string} [notes]
 * @property {string} [email] An address of the user's own for the author: those of made-up hosts are found on no page.
 */

/** From the oldest to the newest. @type {Story[]} */
export const STORIES = [
  {
    host: "harvestnotes.example",
    title: "Spring harvest, three years on",
    author: "Tomas Reed",
    html: `<p>In the first year nobody came. In the third, Brightleaf Tea bought the whole of the earliest picking, and the
      village paid for a new roof of the withering house with it.</p>`,
    saved: "2026-02-26",
    status: "not_now",
  },
  {
    host: "giftguide.example",
    title: "Presents for people who have everything but tea",
    author: "Lena Moor",
    html: `<p>For the patient there is the white tea set by <a href="https://market.example/sets/white">Brightleaf Tea</a>, which
      comes with a scale, and for the others there is a whistle that fits on any kettle.</p>`,
    saved: "2026-03-11",
    status: "contacted",
    followUp: "2026-04-20",
  },
  {
    host: "northbankpost.example",
    title: "What was poured at the Northbank tea fair",
    author: "Ruth Adeyemi",
    html: `<p>The longest queue of the day stood before the table of Brightleaf Tea, where three kettles were kept at eighty
      degrees and a boy with a stopwatch told people when to drink.</p>`,
    saved: "2026-03-20",
    status: "won",
  },
  {
    host: "gardenlist.example",
    title: "Nine importers who name the garden",
    author: "Iris Blum",
    html: `<ul>${["ostrander", "harrow", "lindenleaf", "sixhills", "quietcup", "fourwinds", "oldferry", "millpond", "redgate"]
      .map((name) => `<li><a href="https://${name}.example/">White tea from ${name[0]?.toUpperCase()}${name.slice(1)}</a></li>`)
      .join("")}</ul>`,
    saved: "2026-03-30",
    status: "answered",
    followUp: "2026-05-04",
  },
  {
    host: "kettlereview.example",
    title: "What a good kettle is worth",
    author: "Paul Ito",
    html: `<p>The leaves we tried each of them with came from <a href="https://ostrander.example/white">an importer in Leith</a>,
      whose tins say the week of picking, so that the water was the only thing that changed.</p>`,
    saved: "2026-04-09",
    status: "contacted",
    followUp: "2026-04-27",
  },
  {
    host: "teanotes.example",
    title: "Seven white teas for slow mornings",
    author: "Mara Lind",
    html: `<p>Of all the white teas we have tasted this spring, the one from Brightleaf Tea was the quietest, and the one that we
      came back to when the others were gone and the morning had grown long.</p>`,
    saved: "2026-04-14",
    followUp: "2026-04-22",
    tag: "spring",
    notes: "Met at the fair. Likes first flush, answers within a week.",
  },
];

/** Later ones, with which there is something to do today. @type {Story[]} */
export const LATER_STORIES = [
  {
    host: "porchandpot.example",
    title: "An afternoon with six importers",
    author: "Jonas Vik",
    html: `<p>We asked each of them the same three questions. Brightleaf Tea was the only one that could name the week of picking
      for every tin on the table, and the one that brought a scale to the meeting.</p>`,
    saved: "2026-04-02",
    status: "contacted",
    followUp: "2026-04-16",
  },
  {
    host: "slowfood-notes.example",
    title: "Who still dries white tea in the sun",
    author: "Amal Haddad",
    html: `<p>Two gardens in the hills still do it the old way, and what Brightleaf Tea buys from them in April is dried on bamboo
      for two days and turned by hand.</p>`,
    saved: "2026-04-10",
    status: "answered",
    followUp: "2026-04-20",
    email: "amal@slowfood-notes.example",
  },
  {
    host: "northernline.example",
    title: "Tea rooms of the northern line",
    author: "Hanne Solberg",
    html: `<p>The best pot stood on the table in the old signal box: white leaves from Brightleaf Tea, a plain glass and a slate on
      which somebody had written the minutes.</p>`,
    saved: "2026-04-08",
    status: "contacted",
    followUp: "2026-04-24",
  },
  {
    host: "desklunch.example",
    title: "What to drink at a desk",
    author: "Yuki Arai",
    html: `<p>A wide mug, a lid and leaves that forgive a forgotten hour: of the eleven that we left standing, only Brightleaf Tea was
      still good at noon.</p>`,
    saved: "2026-04-13",
  },
  {
    host: "letterfromleith.example",
    title: "Letter from Leith: what the harbour drinks",
    author: "Kirsty Bell",
    html: `<p>At the corner of the old customs house they pour what Brightleaf Tea brings ashore, and nothing else, from seven in the
      morning until the last ferry has gone.</p>`,
    saved: "2026-04-15",
  },
  {
    host: "brewlog.example",
    title: "Brew log, week 15: cooler water",
    author: "Sam Oyelaran",
    html: `<p>Five mornings, five temperatures. The white tea from Brightleaf Tea was at its best at eighty degrees, and hardly worse
      at seventy, which cannot be said of the others.</p>`,
    saved: "2026-04-17",
  },
  {
    host: "tenteas.example",
    title: "Ten white teas worth the wait",
    author: "Ines Okafor",
    html: `<p>Of the ten, the one from Brightleaf Tea asked for the most patience, and it was the only one of which we emptied the
      pot, opened the window and made another.</p>`,
    saved: "2026-04-19",
    email: "ines@tenteas.example",
  },
];

/** Whose messages they are. */
export const USER = "Clara Venn";

/** The one whose message is written. */
export const WRITTEN_TO = "Ten white teas worth the wait";

/**
 * A page with a link to the site, and what became of it.
 * @typedef {object} Linking
 * @property {string} host
 * @property {string} title
 * @property {string} author
 * @property {string} seen The day the link was first seen.
 * @property {string} path Where it leads.
 * @property {string} anchor
 * @property {string} [rel]
 * @property {"nofollow" | "gone"} [then] What a later look finds, where that is another thing.
 */

/** The days on which all links that are known are looked at. */
export const LOOKS = ["2026-04-02", "2026-04-19"];

/** @type {Linking[]} */
export const LINKING = [
  { host: "harbourfood.example", title: "Twelve teas for a cold spring", author: "Nora Finch", seen: "2026-03-05", path: "white-tea", anchor: "white tea from Brightleaf", then: "nofollow" },
  { host: "slowkitchen.example", title: "A pantry for people who wait", author: "Pia Lund", seen: "2026-03-09", path: "starter-set", anchor: "the starter set", then: "gone" },
  { host: "leafandlore.example", title: "How a caddy travelled", author: "Owen Pryce", seen: "2026-03-18", path: "journal/caddies", anchor: "Brightleaf's journal" },
  { host: "northbankradio.example", title: "The tea hour: water", author: "Ruth Adeyemi", seen: "2026-03-27", path: "", anchor: "brightleaf.example", rel: "nofollow" },
  { host: "windowsill.example", title: "Tea on a windowsill", author: "Lea Brandt", seen: "2026-04-15", path: "white-tea", anchor: "their white tea" },
  { host: "fernandflask.example", title: "Flasks for cold mornings", author: "Mila Novak", seen: "2026-04-16", path: "journal/flasks", anchor: "Brightleaf", rel: "nofollow" },
  { host: "weekendtable.example", title: "A table for Sunday", author: "Theo Marsh", seen: "2026-04-18", path: "starter-set", anchor: "Brightleaf Tea" },
];

/** The one of which the last look is shown. */
export const CHANGED = "Twelve teas for a cold spring";

/** Agreements whose pages are to be looked at: page, target and since when, by their names. */
export const AGREEMENTS = [
  { name: "Guest post on Field & Kettle", page: "http://fieldandkettle.example/brewing/a-slower-cup", target: "https://brightleaf.example/starter-set", made: "2026-04-08" },
  { name: "Partner page, Harbour Food", page: "http://harbourfood.example/partners", target: "https://brightleaf.example/", made: "2026-04-13" },
  { name: "White tea week", page: "http://leafandlore.example/white-tea-week", target: "https://brightleaf.example/white-tea", made: "2026-04-14" },
  { name: "Interview, The tea hour", page: "http://northbankradio.example/interviews/brightleaf", target: "https://brightleaf.example/", made: "2026-04-16" },
];

/**
 * A story's page.
 * @param {Story} story
 */
export function storyPage({ host, title, author, html, saved }) {
  return { url: addressOf(host, title), html: page(title, author, saved, html) };
}

/**
 * A page with a link, as it is seen first or later; `null` where it is gone then.
 * @param {Linking} linking
 * @param {boolean} later
 */
export function linkingPage({ host, title, author, seen, path, anchor, rel = "", then }, later) {
  const url = addressOf(host, title);
  if (later && then === "gone") return { url, html: null };
  const now = later && then ? then : rel;
  const link = `<a href="http://brightleaf.example/${path}"${now ? ` rel="${now}"` : ""}>${anchor}</a>`;
  return { url, html: page(title, author, seen, `<p>For this we went back to ${link}, as we do every year when the evenings grow long.</p>`) };
}

/** Not an encrypted one, for which the server has no certificate. @param {string} host @param {string} title */
const addressOf = (host, title) => `http://${host}/${title.toLowerCase().replace(/[^a-z]+/g, "-")}`;

/**
 * @param {string} title
 * @param {string} author
 * @param {string} day
 * @param {string} html
 */
function page(title, author, day, html) {
  return `<!doctype html><html lang="en"><title>${title}</title><meta name="author" content="${author}">
      <meta property="article:published_time" content="${day}T06:00:00Z"><link rel="icon" href="data:,">
      <main><article><h1>${title}</h1><p>By <a rel="author" href="/about">${author}</a></p>${OPENING}${html}${ENDING}</article></main>
      <footer><p><a href="/contact">Contact</a> · <a href="/privacy">Privacy</a></p></footer></html>`;
}
