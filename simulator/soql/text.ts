import { unreadable } from "./error.ts";

const ESCAPES: Readonly<Record<string, string>> = {
  n: "\n",
  r: "\r",
  t: "\t",
  b: "\b",
  f: "\f",
  '"': '"',
  "'": "'",
  "\\": "\\",
  "%": "%",
  _: "_",
};

/** Stands for a character that no query has outside quotes; also, the grammar would count some of them as one. */
const NOTHING = "#";

/**
 * The text with every character inside quotes blotted out, each place as it was: the grammar knows fewer escapes than
 * the platform does (`\_` and `\%` in patterns), so it reads only where a string begins and ends.
 */
export function blotted(text: string): string {
  let blot = "";
  let begun = -1;
  for (let at = 0; at < text.length; at += 1) {
    const character = text.charAt(at);
    if (character === "'") {
      begun = begun < 0 ? at : -1;
      blot += "'";
    } else if (begun < 0) blot += character > "\x7f" ? NOTHING : character;
    else if (character === "\\" && at + 1 < text.length) {
      blot += "xx";
      at += 1;
    } else blot += "x";
  }
  if (begun >= 0) {
    const [row, column] = [text.split("\n").length, text.length - text.lastIndexOf("\n") - 1];
    throw unreadable(text, text.length, `line ${row}:${column} mismatched character '<EOF>' expecting '''`);
  }
  return blot;
}

const BEFORE_CONDITION = /^(?:where|and|or|not|having)$/i;
const AFTER_CONDITION = /^(?:\)|and|or|with|group|having|order|limit|offset|all|for|update)?$/i;

interface Opened {
  readonly at: number;
  readonly token: number;
  /** Whether it stands where a condition may begin. */
  readonly condition: boolean;
  /** Whether what is in it is one thing only. */
  single: boolean;
}

/**
 * The text without the parentheses of a condition that has no part but one, each place as it was. They mean nothing,
 * and the grammar, which cannot tell of them whether they hold an AND or an OR, takes the square of their depth.
 */
export function unwrapped(text: string): string {
  const tokens = [...text.matchAll(/[\w.]+|\S/g)];
  const open: Opened[] = [];
  const hollow: number[] = [];
  for (const [nth, { 0: said, index: at }] of tokens.entries()) {
    const before = tokens[nth - 1]?.[0] ?? "";
    const within = open.at(-1);
    if (said === "(") {
      const condition = before === "(" ? (within?.condition ?? false) : BEFORE_CONDITION.test(before);
      open.push({ at, token: nth, condition, single: true });
    } else if (said === ")") {
      const begun = open.pop();
      const whole = begun?.condition && begun.single && begun.token < nth - 1;
      if (whole && AFTER_CONDITION.test(tokens[nth + 1]?.[0] ?? "")) hollow.push(begun.at, at);
    } else if (within && /^(?:and|or|not|select)$/i.test(said)) within.single = false;
  }
  if (hollow.length === 0) return text;
  const characters = text.split("");
  for (const at of hollow) characters[at] = " ";
  return characters.join("");
}

/** What is quoted at a place, and the same as a pattern, in which `\%` and `\_` are still escaped. */
export function quotedAt(text: string, at: number, end: number): { value: string; pattern: string } {
  const inside = text.slice(at + 1, end);
  let [value, pattern] = ["", ""];
  for (let place = 0; place < inside.length; place += 1) {
    const character = inside.charAt(place);
    if (character !== "\\") {
      value += character;
      pattern += character;
      continue;
    }
    const escaped = inside.charAt(place + 1);
    const code = /^u[0-9a-fA-F]{4}/.exec(inside.slice(place + 1))?.[0];
    const meant = code ? String.fromCharCode(Number.parseInt(code.slice(1), 16)) : ESCAPES[escaped.toLowerCase()];
    if (meant === undefined) {
      const sentence = `Invalid string literal '${inside}'. Illegal character sequence '\\${escaped}' in string literal.`;
      throw unreadable(text, at + 1 + place, sentence);
    }
    value += meant;
    pattern += "%_\\".includes(meant) ? `\\${meant}` : meant;
    place += code ? code.length : 1;
  }
  return { value, pattern };
}
