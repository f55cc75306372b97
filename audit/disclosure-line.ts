import { hash } from "node:crypto";
import type { Stream } from "#domain/events.ts";
import { canonical, isCanonical } from "./canonical.ts";
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

export function formatDisclosureLine(line: DisclosureLine): string {
  const text = canonical(line);
  const sum = hash("sha256", text, "base64");
  // "sum" stands last in the order of names.
  return `${text.slice(0, -1)},"sum":"${sum}"}`;
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
  disclosures: readonly (Disclosure & { readonly org: Stream })[],
  ring: KeyRing,
  random: Random,
): readonly string[] {
  const groups = new Map<string, { readonly key: CircleKey; readonly values: Disclosure[] }>();
  for (const disclosure of disclosures) {
    const { org, circle } = disclosure;
    const group = groups.get(`${org} ${circle}`) ?? { key: ring.keyOf(org, circle), values: [] };
    groups.set(`${org} ${circle}`, group);
    group.values.push(disclosure);
  }
  return [...groups.values()].map(({ key, values }) => {
    const openings = values.map(({ salt, text }) => ({ salt, text }));
    const of = values.map(({ seq, name }): ValueName => [seq, name]);
    return boxed({ b: batch, org: key.org, k: key.k, of }, openings, key, random);
  });
}

/** A line with its values encrypted. */
export function boxed(
  about: Pick<DisclosureLine, "b" | "org" | "k" | "of">,
  openings: readonly Opening[],
  key: CircleKey,
  random: Random,
): string {
  const text = `[${openings.map(({ salt, text }) => `["${salt}",${text}]`).join(",")}]`;
  return formatDisclosureLine({ ...about, box: encrypt(text, key, placeOf(about), random) });
}

/** The values of a line by their names. InvalidRecord where they cannot be had although the key is there. */
export function openingsIn(line: DisclosureLine, key: CircleKey): ReadonlyMap<ValueName, Opening> {
  if (!("box" in line)) return new Map();
  const bad = (because: string) => new InvalidRecord(because, "bad-disclosure");
  let values: unknown;
  try {
    values = JSON.parse(decrypt(line.box, key, placeOf(line)));
  } catch {
    throw bad("it cannot be decrypted");
  }
  if (!Array.isArray(values) || values.length !== line.of.length) throw bad("it holds other values than it names");
  return new Map(
    line.of.map((name, place) => {
      const pair: unknown = values[place];
      if (!Array.isArray(pair) || typeof pair[0] !== "string") throw bad("it holds something else than values");
      return [name, { salt: pair[0], text: canonical(pair[1]) }];
    }),
  );
}
