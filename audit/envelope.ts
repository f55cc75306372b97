import { EVENT_CATALOGUE } from "#domain/events.ts";
import { PREFIX } from "#domain/ids.ts";
import { TABLES } from "#domain/org.ts";
import { parseInstant } from "#domain/time.ts";
import type { AuditRecord } from "#usecases/ports.ts";
import { InvalidRecord } from "./invalid-record.ts";

type Test = (value: unknown) => boolean;
type Members = Readonly<Record<string, unknown>>;

const isObject = (value: unknown): value is Members =>
  typeof value === "object" && value !== null && !Array.isArray(value);
const matches =
  (pattern: RegExp): Test =>
  (value) =>
    typeof value === "string" && pattern.test(value);
const isText: Test = (value) => typeof value === "string";
const isCount: Test = (value) => typeof value === "number" && Number.isSafeInteger(value) && value >= 0;

const isOrg = matches(new RegExp(`^${PREFIX.Org}[0-9A-Za-z]{15}$`));
const isUser = matches(new RegExp(`^${PREFIX.User}[0-9A-Za-z]{15}$`));
const isUserRef: Test = (value) => isObject(value) && isOrg(value.org) && isUser(value.id);
const isTable: Test = (value) => TABLES.some((table) => table === value);
const isChange: Test = (value) =>
  isObject(value) && isTable(value.table) && isText(value.id) && (value.row === null || isObject(value.row));

/** The instant that was looked at last: records come in crowds of the same one. */
let latest: unknown;
const isInstant: Test = (value) => {
  if (value === latest) return true;
  if (typeof value !== "string" || parseInstant(value) !== value) return false;
  latest = value;
  return true;
};

const REQUIRED: Readonly<Record<string, Test>> = {
  v: (value) => value === 1,
  seq: isCount,
  // The last character of 32 bytes in base64 carries four bits, so only sixteen characters can stand there.
  prev: matches(/^[A-Za-z0-9+/]{42}[AEIMQUYcgkosw048]=$/),
  orgSeq: isCount,
  type: (value) => typeof value === "string" && Object.hasOwn(EVENT_CATALOGUE, value),
  at: isInstant,
  org: (value) => value === "platform" || isOrg(value),
};

const OPTIONAL: Readonly<Record<string, Test>> = {
  user: isUserRef,
  delegateUser: isUserRef,
  session: matches(new RegExp(`^${PREFIX.AuthSession}[0-9A-Za-z]{15}$`)),
  decision: (value) =>
    isObject(value) &&
    (value.effect === "allow" || value.effect === "deny") &&
    isText(value.rule) &&
    isText(value.because),
  changes: (value) => Array.isArray(value) && value.every(isChange),
  more: (value) => value === true,
};

const required = Object.entries(REQUIRED);
const optional = Object.entries(OPTIONAL);

/**
 * What must hold of every record, whatever its type adds: those details are the catalogue's, and kept by the types of
 * whoever writes. InvalidRecord names the first member that is missing or has a value it cannot have.
 */
export function checkEnvelope(value: unknown): asserts value is AuditRecord {
  if (!isObject(value)) throw new InvalidRecord("no JSON object");
  for (const [name, fits] of required) {
    if (value[name] === undefined) throw new InvalidRecord(`"${name}" is missing`);
    if (!fits(value[name])) throw misused(name, value[name]);
  }
  for (const [name, fits] of optional) {
    if (value[name] !== undefined && !fits(value[name])) throw misused(name, value[name]);
  }
}

const misused = (name: string, value: unknown): InvalidRecord =>
  new InvalidRecord(`"${name}" cannot be ${JSON.stringify(value)?.slice(0, 80) ?? typeof value}`);
