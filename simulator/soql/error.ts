/** What the platform answers to a query it will not run; UNSIMULATED is ours and says what is missing. */
export type SoqlErrorCode =
  | "MALFORMED_QUERY"
  | "INVALID_FIELD"
  | "INVALID_TYPE"
  | "INVALID_QUERY_FILTER_OPERATOR"
  | "NUMBER_OUTSIDE_VALID_RANGE"
  | "QUERY_TOO_COMPLICATED"
  | "UNSIMULATED";

/** Why a query does not run: the code, the sentence, and the message as the wire carries it. */
export class SoqlError extends Error {
  readonly code: SoqlErrorCode;
  /** The message without the excerpt before it, as Apex says it. */
  readonly sentence: string;

  constructor(code: SoqlErrorCode, sentence: string, message = sentence) {
    super(message);
    this.name = "SoqlError";
    this.code = code;
    this.sentence = sentence;
  }
}

/** How many characters of the row are quoted on either side; words are not cut. */
const AROUND = 30;

/**
 * The platform's excerpt: part of the row, a caret below the place, row and column, then the sentence. It counts
 * columns from 1 where it speaks of names and values, and from 0 where the text itself cannot be read.
 */
function excerpt(text: string, at: number, sentence: string, firstColumn: 0 | 1): string {
  const before = text.slice(0, at);
  const row = before.split("\n").length;
  const begun = before.lastIndexOf("\n") + 1;
  const ended = text.indexOf("\n", at);
  const line = text.slice(begun, ended < 0 ? text.length : ended).replace(/[\t\r]/g, " ");
  const column = at - begun;
  const from = column <= AROUND ? 0 : line.lastIndexOf(" ", column - AROUND) + 1;
  const cut = line.indexOf(" ", column + AROUND);
  const quoted = line.slice(from, cut < 0 ? line.length : cut);
  return `\n${quoted}\n${" ".repeat(column - from)}^\nERROR at Row:${row}:Column:${column + firstColumn}\n${sentence}`;
}

/** The text itself cannot be read. */
export const unreadable = (text: string, at: number, sentence: string): SoqlError =>
  new SoqlError("MALFORMED_QUERY", sentence, excerpt(text, at, sentence, 0));

/** A name or a value in it cannot be what it is meant to be. */
export const faultAt = (text: string, at: number, code: SoqlErrorCode, sentence: string): SoqlError =>
  new SoqlError(code, sentence, excerpt(text, at, sentence, 1));

/** Something of the platform that is not simulated, by name. */
export const unsimulated = (what: string): SoqlError => new SoqlError("UNSIMULATED", `${what} is not simulated`);
