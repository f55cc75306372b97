import { hash } from "node:crypto";
import type { Stream } from "#domain/events.ts";
import { canonical, isCanonical } from "./canonical.ts";
import { isNonce } from "./envelope.ts";
import { InvalidRecord } from "./invalid-record.ts";
import { type CircleKey, decrypt, encrypt, type KeyRing } from "./key-ring.ts";
import type { Disclosure, Random } from "./sealing.ts";

/** A value by the record it belongs to and its path in there. */
export type ValueName = readonly [seq: number, name: string];

/** One line of a file of disclosures: values of one batch and stream that concern the same people. */
export type DisclosureLine = {
  readonly b: number;
  readonly org: Stream;
  readonly k: string;
  readonly of: readonly ValueName[];
} & ({ readonly box: string } | { readonly erased: number });

/** What opens a commitment. */
export interface Opening {
  readonly salt: string;
  /** The value in canonical JSON. */
  readonly text: string;
}

/** The line in canonical JSON: what its members hold needs no escapes, and they stand in order. */
export function formatDisclosureLine(line: DisclosureLine): string {
  const of = line.of.map(([seq, name]) => `[${seq},"${name}"]`).join();
  const held = "box" in line ? [`"box":"${line.box}",`, ""] : ["", `"erased":${line.erased},`];
  const text = `{"b":${line.b},${held[0]}${held[1]}"k":"${line.k}","of":[${of}],"org":"${line.org}"`;
  return `${text},"sum":"${hash("sha256", `${text}}`, "base64")}"}`;
}

/** Reads one back. InvalidRecord for anything else than the form of SPEC.md, section 9, or a sum that does not fit. */
export function parseDisclosureLine(text: string): DisclosureLine {
  const bad = (because: string) => new InvalidRecord(because, "bad-disclosure");
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw bad("no JSON");
  }
  if (!isCanonical(value, text)) throw bad("not in canonical form");
  if (typeof value !== "object" || value === null || Array.isArray(value)) throw bad("no JSON object");
  const { sum, ...line } = value as Record<string, unknown>;
  if (hash("sha256", canonical(line), "base64") !== sum) throw bad("the sum does not fit");
  if (!isLine(line)) throw bad("a member is missing or has a form it cannot have");
  return line;
}

const isCount = (value: unknown): boolean => Number.isSafeInteger(value) && Number(value) >= 0;

function isLine(line: Record<string, unknown>): line is DisclosureLine & Record<string, unknown> {
  const { b, org, k, of, box, erased, ...more } = line;
  return (
    Object.keys(more).length === 0 &&
    isCount(b) &&
    typeof org === "string" &&
    /^(?:platform|00D[0-9A-Za-z]{15})$/.test(org) &&
    typeof k === "string" &&
    /^[0-9a-f]{16}$/.test(k) &&
    Array.isArray(of) &&
    of.length > 0 &&
    of.every((one) => Array.isArray(one) && one.length === 2 && isCount(one[0]) && typeof one[1] === "string") &&
    (box === undefined ? isCount(erased) : erased === undefined && isBox(box))
  );
}

/** A nonce, a tag and what they are of, in the one spelling base64 has for it. */
const isBox = (box: unknown): boolean => {
  if (typeof box !== "string") return false;
  const bytes = Buffer.from(box, "base64");
  return bytes.length >= 12 + 16 && bytes.toString("base64") === box;
};

const placeOf = ({ b, org, k }: Pick<DisclosureLine, "b" | "org" | "k">): string => `${b} ${org} ${k}`;

/** The lines of a batch, each stream and circle with its own key. */
export function disclosureLinesOf(
  batch: number,
  disclosures: readonly Disclosure[],
  ring: KeyRing,
  random: Random,
): readonly string[] {
  const groups = new Map<CircleKey, Disclosure[]>();
  for (const disclosure of disclosures) {
    const key = ring.keyOf(disclosure.org, disclosure.circle);
    const group = groups.get(key);
    if (group) group.push(disclosure);
    else groups.set(key, [disclosure]);
  }
  return [...groups].map(([key, values]) => {
    const of = values.map(({ seq, name }): ValueName => [seq, name]);
    return boxed({ b: batch, org: key.org, k: key.k, of }, values, key, random);
  });
}

/** A line with its values encrypted. */
export function boxed(
  about: Pick<DisclosureLine, "b" | "org" | "k" | "of">,
  openings: readonly Opening[],
  key: CircleKey,
  random: Random,
): string {
  return formatDisclosureLine({ ...about, box: encrypt(formatOpenings(openings), key, placeOf(about), random) });
}

/** What a box holds: `[[salt,value],…]` in canonical JSON. */
export const formatOpenings = (openings: readonly Opening[]): string =>
  `[${openings.map(({ salt, text }) => `["${salt}",${text}]`).join(",")}]`;

const badBox = (because: string) => new InvalidRecord(because, "bad-disclosure");

/** What the box of a line holds. InvalidRecord where it cannot be had although the key is there. */
export function unboxed(line: DisclosureLine & { readonly box: string }, key: CircleKey): Buffer {
  try {
    return decrypt(line.box, key, placeOf(line));
  } catch {
    throw badBox("it cannot be decrypted");
  }
}

/** The values of a line with their names. InvalidRecord where they cannot be had although the key is there. */
export const openingsIn = (line: DisclosureLine, key: CircleKey): readonly (readonly [ValueName, Opening])[] =>
  "box" in line ? openingsOf(line.of, unboxed(line, key)) : [];

/** The values of these names, as a box held them. */
export function openingsOf(of: readonly ValueName[], held: Buffer): readonly (readonly [ValueName, Opening])[] {
  let values: unknown;
  try {
    values = JSON.parse(held.toString());
  } catch {
    throw badBox("it cannot be decrypted");
  }
  if (!Array.isArray(values) || values.length !== of.length) throw badBox("it holds other values than it names");
  return of.map((name, place) => {
    const pair: unknown = values[place];
    if (!Array.isArray(pair) || pair.length !== 2 || !isNonce(pair[0]))
      throw badBox("it holds something else than values");
    return [name, { salt: String(pair[0]), text: canonical(pair[1]) }];
  });
}
