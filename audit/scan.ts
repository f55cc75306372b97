// What stands where in bytes that are one line of canonical JSON, asked byte by byte: no text and no value is made for it.

/** Where something ends, if it does not begin here. */
export const NO_MATCH = -1;

export const [QUOTE, OPEN, CLOSE, ZERO, NEWLINE] = [0x22, 0x7b, 0x7d, 0x30, 0x0a] as const;
const EQUALS = 0x3d;

/** Sets of ASCII characters, a bit each, so that a byte is looked up once whatever it is asked for. */
export const [ALPHANUMERIC, BASE64URL, NONCE_END, WORD, CAPITAL, DIGIT] = [1, 2, 4, 8, 16, 32] as const;
const [TEXT, BASE64, HASH_END] = [64, 128, 256] as const;

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

/** As many characters as a hash has. */
export const DIGEST_LENGTH = 44;

/** Where a hash in base64 ends: the spelling that 32 bytes have. */
export function pastDigest(source: Source, at: number): number {
  const last = pastSome(BASE64, 42, source, at);
  if (last === NO_MATCH || !isIn(HASH_END, source.bytes[last]) || source.bytes[last + 1] !== EQUALS) return NO_MATCH;
  return last + 2;
}
