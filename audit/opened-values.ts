import { hash } from "node:crypto";
import { type DisclosureLine, formatOpenings, openingsOf, unboxed } from "./disclosure-line.ts";
import { InvalidRecord } from "./invalid-record.ts";
import type { CircleKey } from "./key-ring.ts";
import {
  BASE64URL,
  CLOSE_LIST,
  COMMA,
  isIn,
  NO_MATCH,
  NONCE_END,
  OPEN_LIST,
  past,
  pastValue,
  QUOTE,
  type Source,
  sourceOf,
  textAt,
} from "./scan.ts";
import { commitmentTo } from "./sealing.ts";

/** A value of a line as it has to be compared with its record. */
export interface OpenedValue {
  readonly commitment: string;
  /** The list `changes` in JSON, which holds commitments itself. */
  readonly list: string | undefined;
}

/**
 * Opens the values of a line, in order. InvalidRecord where they cannot be had although the key is there, or what the box
 * holds is anything else than the canonical JSON of so many pairs.
 */
export function openValues(line: DisclosureLine & { readonly box: string }, key: CircleKey): readonly OpenedValue[] {
  const held = unboxed(line, key);
  const source = sourceOf(held);
  const values = readPlainValues(source);
  if (values?.length !== line.of.length) {
    const openings = openingsOf(line.of, held);
    if (!held.equals(Buffer.from(formatOpenings(openings.map(([, opening]) => opening)))))
      throw new InvalidRecord("what it holds is not in canonical form", "bad-disclosure");
    return openings.map(([[, name], { salt, text }]) => ({
      commitment: commitmentTo({ salt, name, text }),
      list: name === LIST ? text : undefined,
    }));
  }
  return values.map((value, place) => {
    const name = line.of[place]?.[1] ?? "";
    return {
      commitment: commitmentAt(source, name, value),
      list: name === LIST ? textAt(source, value.from, value.end - value.from) : undefined,
    };
  });
}

const LIST = "changes";
/** 16 bytes in base64url. */
const SALT_LENGTH = 22;

/** Where a value and its salt stand in what a box held. */
interface PlainValue {
  /** The byte behind the quote. */
  readonly salt: number;
  readonly saltEnd: number;
  readonly from: number;
  readonly end: number;
}

/** The values in a box, `[[salt,value],…]` in canonical JSON; nothing where `openingsOf` would have to be asked. */
function readPlainValues(source: Source): readonly PlainValue[] | undefined {
  const { bytes } = source;
  if (bytes[0] !== OPEN_LIST) return undefined;
  const values: PlainValue[] = [];
  for (let next = 1; ; next += 1) {
    if (bytes[next] !== OPEN_LIST || bytes[next + 1] !== QUOTE) return undefined;
    const salt = next + 2;
    const saltEnd = past(BASE64URL, source, salt);
    const from = saltEnd + 2;
    if (saltEnd - salt !== SALT_LENGTH || !isIn(NONCE_END, bytes[saltEnd - 1])) return undefined;
    if (bytes[saltEnd] !== QUOTE || bytes[saltEnd + 1] !== COMMA) return undefined;
    const end = pastValue(source, from);
    if (end === NO_MATCH || bytes[end] !== CLOSE_LIST) return undefined;
    values.push({ salt, saltEnd, from, end });
    next = end + 1;
    if (bytes[next] !== COMMA) return bytes[next] === CLOSE_LIST && next + 1 === bytes.length ? values : undefined;
  }
}

// One buffer for all: hashing is synchronous, and nobody else sees it.
let opened = Buffer.alloc(1024);

/** The commitment to a value where it stands, as `commitmentTo` makes it of texts. */
function commitmentAt({ bytes }: Source, name: string, { salt, saltEnd, from, end }: PlainValue): string {
  const most = saltEnd - salt + name.length + (end - from) + 10;
  if (most > opened.length) opened = Buffer.alloc(2 * most);
  // Of so few bytes most is done before a call of the engine's begins.
  let to = put('["', opened, 0);
  for (let place = salt; place < saltEnd; place += 1, to += 1) opened[to] = bytes[place] ?? 0;
  to = put('","', opened, to);
  to = put(name, opened, to);
  to = put('",', opened, to);
  to += bytes.copy(opened, to, from, end);
  opened[to] = CLOSE_LIST;
  return hash("sha256", opened.subarray(0, to + 1), "base64");
}

/** Writes ASCII text; answers where it ends. */
function put(text: string, bytes: Buffer, at: number): number {
  for (let place = 0; place < text.length; place += 1) bytes[at + place] = text.charCodeAt(place);
  return at + text.length;
}
