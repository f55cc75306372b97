import { InvalidProof, quoted } from "./invalid-proof.ts";

/** A signature as a note carries it; what its bytes mean is known to whoever knows the key. */
export interface NoteSignature {
  /** The name of the key. */
  readonly name: string;
  /** The id of the key: 8 lower-case hex digits. Name and id together say which key it is. */
  readonly id: string;
  /** What the key made of the text. */
  readonly bytes: Uint8Array;
}

/** A C2SP signed note. Nothing in it is to be believed before `openNote` has opened it. */
export interface Note {
  /** What was signed, with the newline it ends in. */
  readonly text: string;
  readonly signatures: readonly NoteSignature[];
}

/** More than any log has witnesses; the specification asks for room for 16. */
const MOST_SIGNATURES = 100;

/** Control characters other than the newline. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
const CONTROL = /[\0-\x09\x0b-\x1f]/;

/** An id as hex digits, and no other spelling. */
export const KEY_ID = /^[0-9a-f]{8}$/;

/** What can stand in a line of its own: not empty, without newlines and other control characters. */
export const isLine = (text: string): boolean =>
  text !== "" && text.isWellFormed() && !text.includes("\n") && !CONTROL.test(text);

/** A key's name: what can stand in a line, without white space of any kind and without plus signs. */
export const isKeyName = (name: string): boolean => isLine(name) && !/[\p{White_Space}+]/u.test(name);

/**
 * The text, an empty line, then a line per signature: an em dash, the key's name and, in base64, the four bytes of
 * its id with the signature behind them (c2sp.org/signed-note). InvalidProof for whatever `parseNote` would not take
 * back.
 */
export function formatNote({ text, signatures }: Note): string {
  const note = `${text}\n${signatures.map(formatSignature).join("")}`;
  checkCharacters(note);
  if (!text.endsWith("\n")) throw new InvalidProof("the text does not end in a newline");
  checkNumber(signatures.length);
  return note;
}

/**
 * Reads a note back. InvalidProof when it is not well formed, has no signature or more than 100, or would not format
 * back to the very same text.
 */
export function parseNote(note: string): Note {
  checkCharacters(note);
  // The text may have empty lines of its own: the last one ends it.
  const end = note.lastIndexOf("\n\n");
  if (end === -1) throw new InvalidProof("no empty line between text and signatures");
  if (!note.endsWith("\n")) throw new InvalidProof("the last line is cut off");
  const lines = note.slice(end + 2).split("\n", MOST_SIGNATURES + 2);
  const text = note.slice(0, end + 1);
  checkNumber(lines.length - 1);
  return { text, signatures: lines.slice(0, -1).map(parseSignature) };
}

function checkCharacters(note: string): void {
  if (!note.isWellFormed()) throw new InvalidProof("text with a lone surrogate");
  if (CONTROL.test(note)) throw new InvalidProof("a control character");
}

function checkNumber(signatures: number): void {
  if (signatures < 1) throw new InvalidProof("no signature");
  if (signatures > MOST_SIGNATURES) throw new InvalidProof(`more than ${MOST_SIGNATURES} signatures`);
}

function formatSignature({ name, id, bytes }: NoteSignature): string {
  if (!isKeyName(name)) throw new InvalidProof(`${quoted(name)} is no name of a key`);
  if (!KEY_ID.test(id)) throw new InvalidProof(`${quoted(id)} is no id of a key`);
  if (bytes.length === 0) throw new InvalidProof(`the signature of ${quoted(name)} is empty`);
  return `— ${name} ${Buffer.concat([Buffer.from(id, "hex"), bytes]).toString("base64")}\n`;
}

function parseSignature(line: string): NoteSignature {
  const [dash, name, base64, ...more] = line.split(" ");
  if (dash !== "—" || name === undefined || base64 === undefined || more.length > 0)
    throw new InvalidProof(`${quoted(line)} is no line of a signature`);
  if (!isKeyName(name)) throw new InvalidProof(`${quoted(name)} is no name of a key`);
  const bytes = Buffer.from(base64, "base64");
  if (bytes.length <= 4 || bytes.toString("base64") !== base64)
    throw new InvalidProof(`${quoted(base64)} is no signature in base64`);
  return { name, id: bytes.toString("hex", 0, 4), bytes: bytes.subarray(4) };
}
