// What stands where in bytes that are one line of canonical JSON, asked byte by byte: no text and no value is made for it.

/** Where something ends, if it does not begin here. */
export const NO_MATCH = -1;

export const [QUOTE, OPEN, CLOSE, NEWLINE] = [0x22, 0x7b, 0x7d, 0x0a] as const;
export const [HYPHEN, COMMA, EQUALS, OPEN_LIST, CLOSE_LIST] = [0x2d, 0x2c, 0x3d, 0x5b, 0x5d] as const;
const [COLON, ZERO] = [0x3a, 0x30] as const;

/** Sets of ASCII characters, a bit each, so that a byte is looked up once whatever it is asked for. */
export const [BASE64, BASE64URL, HASH_END, NONCE_END, WORD, CAPITAL, DIGIT, HEX, PATH] = [
  1, 2, 4, 8, 16, 32, 64, 128, 256,
] as const;
const [TEXT, ALPHANUMERIC] = [512, 1024] as const;

const ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";
const PRINTABLE = Array.from({ length: 0x5f }, (_, n) => String.fromCharCode(0x20 + n)).join("");

const sets = new Uint16Array(256);
for (const [set, characters] of [
  // What needs no escape.
  [TEXT, PRINTABLE.replace(/["\\]/g, "")],
  [BASE64, `${ALPHABET}+/`],
  [BASE64URL, `${ALPHABET}-_`],
  [ALPHANUMERIC, ALPHABET],
  [WORD, "abcdefghijklmnopqrstuvwxyz0123456789-"],
  [CAPITAL, "ABCDEFGHIJKLMNOPQRSTUVWXYZ"],
  [DIGIT, "0123456789"],
  [HEX, "0123456789abcdef"],
  [PATH, `${ALPHABET}.`],
  // The last character of 32 bytes in base64 carries four bits, that of 16 bytes two.
  [HASH_END, "AEIMQUYcgkosw048"],
  [NONCE_END, "AQgw"],
] as const) {
  for (const character of characters) sets[character.charCodeAt(0)] = (sets[character.charCodeAt(0)] ?? 0) | set;
}

export const isIn = (set: number, byte: number | undefined): boolean => ((sets[byte ?? 0] ?? 0) & set) !== 0;

/** Bytes to look at, in the two ways in which an engine has them: one by one, and four at a time. */
export interface Source {
  readonly bytes: Buffer;
  readonly view: DataView;
}

export const sourceOf = ({ buffer, byteOffset, length }: Uint8Array): Source => ({
  // Of one class whatever it was, which is what the engine reads fastest.
  bytes: Buffer.from(buffer, byteOffset, length),
  view: new DataView(buffer, byteOffset, length),
});

/** So many bytes as text, a character each; fewer where the bytes end. */
export const textAt = ({ bytes }: Source, at: number, count: number): string =>
  bytes.toString("latin1", at, at + count);

/** ASCII text that is looked for, at least four characters. */
export interface Literal {
  readonly view: DataView;
  /** Asking the view costs more than comparing. */
  readonly length: number;
}

export function literal(text: string | Buffer): Literal {
  const { view, bytes } = sourceOf(typeof text === "string" ? Buffer.from(text, "latin1") : text);
  return { view, length: bytes.length };
}

/** Where a literal ends, if it stands here. */
export function pastLiteral({ view: wanted, length }: Literal, { bytes, view }: Source, at: number): number {
  const end = at + length;
  if (end > bytes.length) return NO_MATCH;
  const last = length - 4;
  for (let done = 0; done < last; done += 4) {
    if (view.getUint32(at + done) !== wanted.getUint32(done)) return NO_MATCH;
  }
  return view.getUint32(at + last) === wanted.getUint32(last) ? end : NO_MATCH;
}

/** Where characters of a set end that stand from here on; here, if none does. */
export function past(set: number, { bytes }: Source, at: number): number {
  let end = at;
  while (isIn(set, bytes[end])) end += 1;
  return end;
}

/** Where so many characters of a set end. */
export function pastSome(set: number, count: number, { bytes }: Source, at: number): number {
  const end = at + count;
  for (let place = at; place < end; place += 1) if (!isIn(set, bytes[place])) return NO_MATCH;
  return end;
}

/** Where text ends that stands here between quotes and needs no escape. */
export function pastPlainText(source: Source, at: number): number {
  if (source.bytes[at] !== QUOTE) return NO_MATCH;
  const end = past(TEXT, source, at + 1);
  return source.bytes[end] === QUOTE ? end + 1 : NO_MATCH;
}

/** An id between quotes, its letters before the fifteen told by the literal. */
export function pastId(beginning: Literal, source: Source, at: number): number {
  const from = pastLiteral(beginning, source, at);
  const end = from === NO_MATCH ? NO_MATCH : pastSome(ALPHANUMERIC, 15, source, from);
  return end !== NO_MATCH && source.bytes[end] === QUOTE ? end + 1 : NO_MATCH;
}

/** As many characters as a hash has. */
export const DIGEST_LENGTH = 44;

/** Where a hash in base64 ends: the spelling that 32 bytes have. */
export function pastDigest(source: Source, at: number): number {
  const last = pastSome(BASE64, 42, source, at);
  if (last === NO_MATCH || !isIn(HASH_END, source.bytes[last]) || source.bytes[last + 1] !== EQUALS) return NO_MATCH;
  return last + 2;
}

const WORDS = ["true", "false", "null"].map(literal);

/** Where `true`, `false`, `null` or a whole number ends. */
export function pastWord(source: Source, at: number): number {
  for (const word of WORDS) {
    const end = pastLiteral(word, source, at);
    if (end !== NO_MATCH) return end;
  }
  const isNegative = source.bytes[at] === HYPHEN;
  const first = isNegative ? at + 1 : at;
  return isNegative && source.bytes[first] === ZERO ? NO_MATCH : pastCount(source, first);
}

/** As many digits as are exact whatever they are. */
const MOST_DIGITS = 15;

/** Where a whole number from 0 ends. */
export function pastCount(source: Source, at: number): number {
  const end = past(DIGIT, source, at);
  if (end === at || end - at > MOST_DIGITS || (end - at > 1 && source.bytes[at] === ZERO)) return NO_MATCH;
  return end;
}

/** The number between these bytes, which are digits. */
export function numberIn({ bytes }: Source, at: number, end: number): number {
  let value = 0;
  for (let place = at; place < end; place += 1) value = value * 10 + ((bytes[place] ?? 0) - ZERO);
  return value;
}

/** Deeper than this nothing is read here. */
const DEPTH = 32;

/** Where a value ends: one in canonical JSON whose texts need no escape and whose numbers are short. */
export function pastValue(source: Source, at: number, depth = 0): number {
  const first = source.bytes[at];
  if (first === QUOTE) return pastPlainText(source, at);
  if (first !== OPEN && first !== OPEN_LIST) return pastWord(source, at);
  if (depth === DEPTH) return NO_MATCH;
  return first === OPEN ? pastMembers(source, at, depth + 1) : pastItems(source, at, depth + 1);
}

function pastItems(source: Source, at: number, depth: number): number {
  const { bytes } = source;
  if (bytes[at + 1] === CLOSE_LIST) return at + 2;
  let end = at;
  do {
    end = pastValue(source, end + 1, depth);
    if (end === NO_MATCH) return NO_MATCH;
  } while (bytes[end] === COMMA);
  return bytes[end] === CLOSE_LIST ? end + 1 : NO_MATCH;
}

function pastMembers(source: Source, at: number, depth: number): number {
  const { bytes } = source;
  if (bytes[at + 1] === CLOSE) return at + 2;
  let [end, before] = [at, NO_MATCH];
  do {
    const name = end + 1;
    const value = pastPlainText(source, name);
    if (value === NO_MATCH || bytes[value] !== COLON) return NO_MATCH;
    if (before !== NO_MATCH && !isBefore(bytes, before, name)) return NO_MATCH;
    before = name;
    end = pastValue(source, value + 1, depth);
    if (end === NO_MATCH) return NO_MATCH;
  } while (bytes[end] === COMMA);
  return bytes[end] === CLOSE ? end + 1 : NO_MATCH;
}

/** Whether a text in quotes comes before another one, by its characters. */
function isBefore(bytes: Buffer, one: number, other: number): boolean {
  let place = 1;
  while (bytes[one + place] === bytes[other + place] && bytes[one + place] !== QUOTE) place += 1;
  const [here, there] = [bytes[one + place] ?? 0, bytes[other + place] ?? 0];
  // A quote ends a text, and comes before whatever goes on.
  return here !== there && (here === QUOTE || (there !== QUOTE && here < there));
}
