import type { EventType, Stream } from "#domain/events.ts";
import { PREFIX } from "#domain/ids.ts";
import { parseInstant } from "#domain/time.ts";
import { InvalidRecord } from "./invalid-record.ts";

type Test = (value: unknown) => boolean;
type Members = Readonly<Record<string, unknown>>;

/** A value that is not in the log: its salted digest stands for it. */
export interface Sealed {
  readonly $sealed: string;
}

/** A record as the log holds it. What its type adds is the catalogue's, and kept by the types of whoever writes. */
export interface LoggedRecord {
  readonly v: 2;
  readonly seq: number;
  /** Number of the batch it was written with. */
  readonly b: number;
  readonly prev: string;
  readonly org: Stream;
  readonly orgSeq: number;
  readonly orgPrev: string;
  readonly type: EventType;
  readonly at: string;
  readonly wall: string;
  readonly mono: number;
  readonly nonce: string;
  readonly more?: true;
  readonly decision?: { readonly effect: "allow" | "deny"; readonly rule: string; readonly because: string | Sealed };
  readonly changes?: Sealed;
  readonly rows?: number;
  readonly [detail: string]: unknown;
}

const isObject = (value: unknown): value is Members =>
  typeof value === "object" && value !== null && !Array.isArray(value);
const matches =
  (pattern: RegExp): Test =>
  (value) =>
    typeof value === "string" && pattern.test(value);
const isCount: Test = (value) => typeof value === "number" && Number.isSafeInteger(value) && value >= 0;

export const isOrg = matches(new RegExp(`^${PREFIX.Org}[0-9A-Za-z]{15}$`));
const isUser = matches(new RegExp(`^${PREFIX.User}[0-9A-Za-z]{15}$`));
const isUserRef: Test = (value) =>
  isObject(value) && Object.keys(value).length === 2 && isOrg(value.org) && isUser(value.id);
// The last character of 32 bytes in base64 carries four bits, so only sixteen characters can stand there.
export const isHash = matches(/^[A-Za-z0-9+/]{42}[AEIMQUYcgkosw048]=$/);
/** 16 bytes in base64url: the last character carries two bits. */
export const isNonce = matches(/^[A-Za-z0-9_-]{21}[AQgw]$/);

/** The day that was looked at last: records come in crowds of the same one, and the calendar is slow to ask. */
let latestDay = "";
const TIME_OF_DAY = /^.{10}T(?:[01]\d|2[0-3]):[0-5]\d:[0-5]\d\.\d{3}Z$/;

/** Whether a value is an instant in full. */
export const isInstant: Test = (value) => {
  if (typeof value !== "string") return false;
  if (latestDay !== "" && value.startsWith(latestDay)) return TIME_OF_DAY.test(value);
  if (parseInstant(value) !== value) return false;
  latestDay = value.slice(0, 10);
  return true;
};

/** Whether a value is a commitment, and nothing but one. */
export const isSealed = (value: unknown): value is Sealed =>
  isObject(value) && Object.keys(value).length === 1 && isHash(value.$sealed);

const REQUIRED: readonly (readonly [string, Test])[] = [
  ["v", (value) => value === 2],
  ["seq", isCount],
  ["b", isCount],
  ["prev", isHash],
  ["org", (value) => value === "platform" || isOrg(value)],
  ["orgSeq", isCount],
  ["orgPrev", isHash],
  ["type", matches(/^[a-z0-9-]+\.[a-z0-9-]+$/)],
  ["at", isInstant],
  ["wall", isInstant],
  ["mono", isCount],
  ["nonce", isNonce],
];

const OPTIONAL: readonly (readonly [string, Test])[] = [
  ["more", (value) => value === true],
  ["user", isUserRef],
  ["delegateUser", isUserRef],
  ["session", matches(new RegExp(`^${PREFIX.AuthSession}[0-9A-Za-z]{15}$`))],
  [
    "decision",
    (value) =>
      isObject(value) &&
      Object.keys(value).length === 3 &&
      (value.effect === "allow" || value.effect === "deny") &&
      typeof value.rule === "string" &&
      /^[A-Z]+-\d+$/.test(value.rule) &&
      (typeof value.because === "string" || isSealed(value.because)),
  ],
  ["changes", isSealed],
  ["rows", (value) => isCount(value) && value !== 0],
];

/** The members that every record has. */
export const REQUIRED_NAMES: ReadonlySet<string> = new Set(REQUIRED.map(([name]) => name));

const ENVELOPE: ReadonlySet<string> = new Set([...REQUIRED, ...OPTIONAL].map(([name]) => name));

/**
 * What must hold of every record, whatever its type adds. InvalidRecord names the first member that is missing, has a
 * value it cannot have, or hides something that looks like a commitment where none can stand.
 */
export function checkRecord(value: unknown): asserts value is LoggedRecord {
  if (!isObject(value)) throw new InvalidRecord("no JSON object");
  for (const [name, fits] of REQUIRED) {
    if (value[name] === undefined) throw new InvalidRecord(`"${name}" is missing`);
    if (!fits(value[name])) throw misused(name, value[name]);
  }
  for (const [name, fits] of OPTIONAL) {
    if (value[name] !== undefined && !fits(value[name])) throw misused(name, value[name]);
  }
  if ((value.changes === undefined) !== (value.rows === undefined))
    throw new InvalidRecord('"changes" and "rows" belong together');
  for (const [name, detail] of Object.entries(value)) {
    if (name === "$sealed") throw misused(name, detail);
    if (!ENVELOPE.has(name) && holdsSeal(detail) && !(isSealed(detail) && SEALABLE.test(name)))
      throw misused(name, detail);
  }
}

/** A name that no path within a record can be taken for. */
const SEALABLE = /^[A-Za-z0-9]+$/;

/** Whether something in there is called `$sealed`, which means a commitment and nothing else. */
const holdsSeal = (value: unknown): boolean =>
  Array.isArray(value)
    ? value.some(holdsSeal)
    : isObject(value) && (Object.hasOwn(value, "$sealed") || Object.values(value).some(holdsSeal));

/** Whether a line closes a batch; InvalidRecord when it tries to and does not. */
export function checkCommit(value: unknown): value is { readonly $commit: string } {
  if (!isObject(value) || value.$commit === undefined) return false;
  if (Object.keys(value).length !== 1) throw new InvalidRecord("a commit line has one member");
  if (typeof value.$commit !== "string") throw misused("$commit", value.$commit);
  return true;
}

const misused = (name: string, value: unknown): InvalidRecord =>
  new InvalidRecord(`"${name}" cannot be ${JSON.stringify(value)?.slice(0, 80) ?? typeof value}`);
