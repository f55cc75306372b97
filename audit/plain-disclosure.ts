import { hash } from "node:crypto";
import type { Stream } from "#domain/events.ts";
import { PREFIX } from "#domain/ids.ts";
import { type DisclosureLine, parseDisclosureLine, type ValueName } from "./disclosure-line.ts";
import { type Line, textOf } from "./lines.ts";
import {
  BASE64,
  CLOSE,
  CLOSE_LIST,
  COMMA,
  DIGEST_LENGTH,
  EQUALS,
  HASH_END,
  HEX,
  isIn,
  type Literal,
  literal,
  NO_MATCH,
  NONCE_END,
  numberIn,
  OPEN_LIST,
  PATH,
  past,
  pastCount,
  pastDigest,
  pastId,
  pastLiteral,
  pastSome,
  QUOTE,
  type Source,
  sourceOf,
  textAt,
} from "./scan.ts";

const B = literal('{"b":');
const BOX = literal(',"box":"');
const K = literal('","k":"');
const OF = literal('","of":[');
const ORG = literal('],"org":');
const ORG_ID = literal(`"${PREFIX.Org}`);
const PLATFORM = literal('"platform"');
const SUM = literal(',"sum":"');
const K_LENGTH = 16;
/** A nonce and a tag in base64. */
const SHORTEST_BOX = 40;

/**
 * Reads a line of values as nearly all of them are where it stands, alone in its bytes: what it reads
 * `parseDisclosureLine` would take, and it reads nothing where that would have to be asked.
 *
 * INVARIANT: every byte is matched by a form that admits canonical JSON alone.
 */
export function readPlainDisclosure(source: Source): DisclosureLine | undefined {
  const { bytes } = source;
  const b = pastLiteral(B, source, 0);
  const bEnd = b === NO_MATCH ? NO_MATCH : pastCount(source, b);
  const box = bEnd === NO_MATCH ? NO_MATCH : pastLiteral(BOX, source, bEnd);
  const boxEnd = box === NO_MATCH ? NO_MATCH : pastBox(source, box);
  const k = boxEnd === NO_MATCH ? NO_MATCH : pastLiteral(K, source, boxEnd);
  const kEnd = k === NO_MATCH ? NO_MATCH : pastSome(HEX, K_LENGTH, source, k);
  const names = kEnd === NO_MATCH ? NO_MATCH : pastLiteral(OF, source, kEnd);
  if (names === NO_MATCH) return undefined;
  const of: ValueName[] = [];
  const namesEnd = readNames(source, names, of);
  const org = namesEnd === NO_MATCH ? NO_MATCH : pastLiteral(ORG, source, namesEnd);
  if (org === NO_MATCH) return undefined;
  const id = pastId(ORG_ID, source, org);
  const orgEnd = id === NO_MATCH ? pastLiteral(PLATFORM, source, org) : id;
  const sum = orgEnd === NO_MATCH ? NO_MATCH : pastLiteral(SUM, source, orgEnd);
  const end = sum === NO_MATCH ? NO_MATCH : pastDigest(source, sum);
  if (end === NO_MATCH || bytes[end] !== QUOTE || bytes[end + 1] !== CLOSE || end + 2 !== bytes.length)
    return undefined;
  if (sumBefore(source, orgEnd) !== textAt(source, sum, DIGEST_LENGTH)) return undefined;
  return {
    b: numberIn(source, b, bEnd),
    box: textAt(source, box, boxEnd - box),
    k: textAt(source, k, K_LENGTH),
    of,
    org: textAt(source, org + 1, orgEnd - org - 2) as Stream,
  };
}

/** Reads a line of a file of disclosures. InvalidRecord for what is none. */
export const disclosureIn = (line: Line): DisclosureLine =>
  readPlainDisclosure(sourceOf(line.bytes)) ?? parseDisclosureLine(textOf(line));

/** The hash of a line without its sum, which begins there with a comma. */
function sumBefore({ bytes }: Source, at: number): string {
  // In its place the object ends for as long as it is hashed.
  bytes[at] = CLOSE;
  const sum = hash("sha256", bytes.subarray(0, at + 1), "base64");
  bytes[at] = COMMA;
  return sum;
}

/** Base64 in the one spelling it has, of a nonce and a tag at least. */
function pastBox(source: Source, at: number): number {
  const { bytes } = source;
  const end = past(BASE64, source, at);
  const padding = bytes[end] !== EQUALS ? 0 : bytes[end + 1] === EQUALS ? 2 : 1;
  const size = end + padding - at;
  if (size < SHORTEST_BOX || size % 4 !== 0) return NO_MATCH;
  return padding === 0 || isIn(padding === 1 ? HASH_END : NONCE_END, bytes[end - 1]) ? end + padding : NO_MATCH;
}

/** Reads `[seq,"name"]`, once at least, with commas between. */
function readNames(source: Source, at: number, of: ValueName[]): number {
  const { bytes } = source;
  for (let next = at; ; next += 1) {
    const seqEnd = bytes[next] === OPEN_LIST ? pastCount(source, next + 1) : NO_MATCH;
    if (seqEnd === NO_MATCH || bytes[seqEnd] !== COMMA || bytes[seqEnd + 1] !== QUOTE) return NO_MATCH;
    const name = seqEnd + 2;
    const end = past(PATH, source, name);
    if (end === name || bytes[end] !== QUOTE || bytes[end + 1] !== CLOSE_LIST) return NO_MATCH;
    of.push([numberIn(source, next + 1, seqEnd), nameAt(source, name, end)]);
    next = end + 2;
    if (bytes[next] !== COMMA) return next;
  }
}

/** Names that came before, in their quotes: a catalogue has few, and a text is slow to make. */
const known: { readonly literal: Literal; readonly name: string }[] = [];
const MOST_KNOWN = 32;

function nameAt(source: Source, at: number, end: number): string {
  for (const { literal, name } of known) if (pastLiteral(literal, source, at - 1) === end + 2) return name;
  const name = textAt(source, at, end - at);
  if (known.length < MOST_KNOWN && !name.startsWith("changes.")) known.push({ literal: literal(`"${name}"]`), name });
  return name;
}
