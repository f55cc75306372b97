import { isCanonical } from "./canonical.ts";
import { isHash, isNonce, isOrg } from "./envelope.ts";
import { InvalidRecord } from "./invalid-record.ts";
import { textOf } from "./lines.ts";

/** A value with what opens its commitment: number of its record, path in there, salt, value. */
export type PackedValue = readonly [seq: number, name: string, salt: string, value: unknown];

/** An evidence pack as its form says it; nothing of it is proved yet. */
export interface EvidencePack {
  readonly v: 2;
  readonly keys: readonly [string, ...string[]];
  readonly checkpoint: string;
  readonly records: readonly { readonly line: string; readonly proof: readonly string[] }[];
  readonly disclosures: readonly PackedValue[];
  readonly complete?: { readonly org: string; readonly from: number; readonly to: number };
  readonly about?: unknown;
}

const NEWLINE = 0x0a;

/** Reads a pack. InvalidRecord, with the kind of defect, for anything else than the form of SPEC.md, section 10. */
export function parseEvidence(bytes: Uint8Array): EvidencePack {
  const ended = bytes.at(-1) === NEWLINE;
  const text = textOf({ bytes: ended ? bytes.subarray(0, -1) : bytes, byte: 0, ended });
  let pack: unknown;
  try {
    pack = JSON.parse(text);
  } catch {
    throw new InvalidRecord("no JSON", "not-json");
  }
  if (!isCanonical(pack, text)) throw new InvalidRecord("not in canonical form", "not-canonical");
  if (!ended) throw new InvalidRecord("no newline at the end", "not-canonical");
  checkForm(pack);
  return pack;
}

type Members = Readonly<Record<string, unknown>>;

const isObject = (value: unknown): value is Members =>
  typeof value === "object" && value !== null && !Array.isArray(value);
const isCount = (value: unknown): value is number => Number.isSafeInteger(value) && Number(value) >= 0;
const has = (value: Members, ...names: readonly string[]): boolean => Object.keys(value).sort().join() === names.join();

const FORMS: Readonly<Record<keyof EvidencePack, (value: unknown) => boolean>> = {
  v: (value) => value === 2,
  keys: (value) => Array.isArray(value) && value.length > 0 && value.every((key) => typeof key === "string"),
  checkpoint: (value) => typeof value === "string",
  records: (value) => Array.isArray(value) && value.every(isProven),
  disclosures: (value) => Array.isArray(value) && value.every(isPacked) && value.every(isBehind),
  complete: (value) => value === undefined || isRange(value),
  about: () => true,
};

function checkForm(pack: unknown): asserts pack is EvidencePack {
  if (!isObject(pack)) throw new InvalidRecord("no JSON object");
  for (const [name, fits] of Object.entries(FORMS))
    if (!fits(pack[name])) throw new InvalidRecord(`"${name}" is missing or has a form it cannot have`);
  for (const name of Object.keys(pack))
    if (!Object.hasOwn(FORMS, name)) throw new InvalidRecord(`a pack has no "${name}"`);
}

const isProven = (one: unknown): boolean =>
  isObject(one) &&
  has(one, "line", "proof") &&
  typeof one.line === "string" &&
  Array.isArray(one.proof) &&
  one.proof.every(isHash);

const isPacked = (one: unknown): one is PackedValue =>
  Array.isArray(one) && one.length === 4 && isCount(one[0]) && typeof one[1] === "string" && isNonce(one[2]);

const isRange = (value: unknown): boolean =>
  isObject(value) &&
  has(value, "from", "org", "to") &&
  (value.org === "platform" || isOrg(value.org)) &&
  isCount(value.from) &&
  isCount(value.to) &&
  value.from <= value.to;

/** Whether a value stands behind the one before it: by number and name, but items by their place. */
function isBehind([seq, name]: PackedValue, place: number, all: readonly PackedValue[]): boolean {
  const before = all[place - 1];
  if (!before || before[0] < seq) return true;
  if (before[0] > seq) return false;
  const [one, other] = [itemOf(before[1]), itemOf(name)];
  return one.name === other.name ? one.place < other.place : one.name < other.name;
}

const ITEM = /^changes\.(0|[1-9][0-9]*)$/;

function itemOf(name: string): { readonly name: string; readonly place: number } {
  const digits = ITEM.exec(name)?.[1];
  return digits === undefined ? { name, place: -1 } : { name: "changes.", place: Number(digits) };
}
