// @ts-check
/**
 * The style sheet for marked words. It is written here and nowhere else: what comes in is a list of
 * names, colours and line styles, through a script in a page that may have been taken over. A list
 * that holds anything else gives no style sheet.
 */

/**
 * How the words of one mark look (`Rule` of look.rs).
 * @typedef {{ name: string, ink: string | null, ground: string, line: Line | null }} Rule
 * @typedef {{ style: string, width: number, colour: string | null }} Line A line under words; in their own colour if that is null.
 */

/** What a list may hold at most: there are 12 marks and the light. */
const MAX_RULES = 16;
/** The widest line, in pixels. */
const MAX_WIDTH = 10;
/** A name of ours: the panel's token, and the mark's own name. */
const NAME = /^m[0-9]{1,20}-[a-z]{1,12}(-[a-z]{1,12}){0,2}$/;
const COLOUR = /^#[0-9a-f]{6}([0-9a-f]{2})?$/;
const LINE_STYLES = ["solid", "dashed", "dotted", "double", "wavy"];

/**
 * The style sheet of a list of rules; null if the list is none of ours.
 * @param {unknown} rules
 * @returns {string | null}
 */
export function styleSheet(rules) {
  if (!Array.isArray(rules) || rules.length === 0 || rules.length > MAX_RULES) return null;
  return rules.every(isRule) ? rules.map(ruleText).join("") : null;
}

/**
 * @param {any} rule
 * @returns {rule is Rule}
 */
function isRule(rule) {
  if (rule === null || typeof rule !== "object") return false;
  const { name, ink, ground, line } = rule;
  return matches(NAME, name) && (ink === null || isColour(ink)) && isColour(ground) && (line === null || isLine(line));
}

/**
 * @param {any} line
 * @returns {line is Line}
 */
function isLine(line) {
  if (typeof line !== "object") return false;
  const { style, width, colour } = line;
  const drawn = LINE_STYLES.includes(style) && Number.isInteger(width) && width > 0 && width <= MAX_WIDTH;
  return drawn && (colour === null || isColour(colour));
}

/** @param {unknown} value */
const isColour = (value) => matches(COLOUR, value);

/**
 * Whether a value is text of this form; a list of one text would pass for it.
 * @param {RegExp} form
 * @param {unknown} value
 */
const matches = (form, value) => typeof value === "string" && form.test(value);

/** @param {Rule} rule */
function ruleText({ name, ink, ground, line }) {
  const declarations = [`background-color:${ground}`];
  if (ink !== null) declarations.push(`color:${ink}`);
  if (line !== null) {
    declarations.push(`text-decoration:underline ${line.style} ${line.width}px ${line.colour ?? "currentcolor"}`);
  }
  return `::highlight(${name}){${declarations.join(";")}}`;
}
