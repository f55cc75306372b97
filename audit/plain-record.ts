import { PREFIX } from "#domain/ids.ts";
import { isInstant, REQUIRED_NAMES } from "./envelope.ts";
import { LONGEST } from "./record.ts";
import {
  BASE64URL,
  CAPITAL,
  CLOSE,
  DIGEST_LENGTH,
  DIGIT,
  HYPHEN,
  isIn,
  type Literal,
  literal,
  NEWLINE,
  NO_MATCH,
  NONCE_END,
  numberIn,
  OPEN,
  past,
  pastCount,
  pastDigest,
  pastId,
  pastLiteral,
  pastPlainText,
  pastSome,
  pastWord,
  QUOTE,
  type Source,
  textAt,
  WORD,
} from "./scan.ts";
import type { SealedValue, SealedValues } from "./sealed-value.ts";

/** What was read of a record. Texts stay where they are: known of them is the byte they begin at. */
class Found implements SealedValues {
  seq = 0;
  b = 0;
  prev = 0;
  org = 0;
  orgLength = 0;
  orgSeq = 0;
  orgPrev = 0;
  /** Of its platform time. */
  day = "";
  more = false;
  /** Whether it is what the log states of a stream; the rest is what is stated, as far as it has the form for it. */
  isStatement = false;
  subject = NO_MATCH;
  number = NO_MATCH;
  hash = NO_MATCH;
  /** How many rows the sealed list `changes` is of; 0 where there is none. */
  rows = 0;
  sealed: readonly SealedValue[] = NONE;
}

/**
 * Reads records as most of them are where they stand, without making objects or texts of their members: what it reads
 * `parseLine` would take, and it reads nothing wherever that would have to be asked, for better or worse.
 *
 * INVARIANT: every byte of the line is matched by a name, a form or the punctuation between, each of which admits
 * canonical JSON alone. Left to `parseLine` are the log's own records but its statements, nested values, escapes, and any
 * text beyond ASCII.
 */
export class PlainRecords {
  /** What the record says that was read last. */
  readonly found: Readonly<Found> = new Found();
  readonly #start: Step = { name: "", literal: literal("none"), form: detail, missing: REQUIRED_NAMES.size, next: [] };
  #steps = 0;

  /** Where the line ends that begins here, before a newline or the end of all bytes; NO_MATCH where it is none to be read so. */
  read(source: Source, from: number): number {
    const { bytes } = source;
    const found: Found = this.found;
    found.more = false;
    found.isStatement = false;
    found.subject = NO_MATCH;
    found.number = NO_MATCH;
    found.hash = NO_MATCH;
    found.rows = 0;
    found.sealed = NONE;
    let step = this.#start;
    let at = from;
    while (bytes[at] !== CLOSE) {
      const next = stepAt(step, source, at) ?? this.#newStep(step, source, at);
      if (!next) return NO_MATCH;
      step = next;
      const { form } = step;
      at = form(source, at + step.literal.length, found, step.name);
      if (at === NO_MATCH) return NO_MATCH;
    }
    const end = at + 1;
    if (step.missing !== 0 || end - from > LONGEST) return NO_MATCH;
    if (end !== bytes.length && bytes[end] !== NEWLINE) return NO_MATCH;
    // List and number of rows are there together, or neither.
    return found.sealed.some(([name]) => name === "changes") === found.rows > 0 ? end : NO_MATCH;
  }

  #newStep({ name: before, missing, next }: Step, source: Source, at: number): Step | undefined {
    const pattern = before === "" ? FIRST : FURTHER;
    const [beginning, name] = pattern.exec(textAt(source, at, LONGEST_NAME)) ?? [];
    if (beginning === undefined || name === undefined || name <= before) return undefined;
    if (this.#steps === MOST_STEPS || next.length === MOST_NEXT) return undefined;
    this.#steps += 1;
    const left = missing - (REQUIRED_NAMES.has(name) ? 1 : 0);
    const made = { name, literal: literal(beginning), form: FORMS.get(name) ?? detail, missing: left, next: [] };
    next.push(made);
    return made;
  }
}

/** Matches a value, and keeps what is asked for of it: where it ends, or NO_MATCH. */
type Form = (source: Source, at: number, found: Found, name: string) => number;

/**
 * A member as records have it behind others: what comes next is looked for among what came next before. So the order
 * of members is asked once for each order there is, and not for each record.
 */
interface Step {
  readonly name: string;
  /** With what stands before the value: `,"name":`. */
  readonly literal: Literal;
  readonly form: Form;
  /** How many of the members that every record has are not there yet. */
  readonly missing: number;
  readonly next: Step[];
}

function stepAt({ next }: Step, source: Source, at: number): Step | undefined {
  for (const step of next) if (pastLiteral(step.literal, source, at) !== NO_MATCH) return step;
  return undefined;
}

const NONE: readonly SealedValue[] = [];

/** More orders of members than any catalogue brings about; a log that has more is read in the longer way. */
const MOST_STEPS = 5000;
const MOST_NEXT = 50;
const LONGEST_NAME = 200;

// A name that begins with a digit would have another place in an object than in the line.
const FIRST = /^\{"([A-Za-z][A-Za-z0-9]*)":/;
const FURTHER = /^,"([A-Za-z][A-Za-z0-9]*)":/;

const SEAL = literal('{"$sealed":"');

/** A commitment, which is kept. */
function pastSeal(source: Source, at: number, found: Found, name: string): number {
  const digest = pastLiteral(SEAL, source, at);
  if (digest === NO_MATCH) return NO_MATCH;
  const end = pastDigest(source, digest);
  if (end === NO_MATCH || source.bytes[end] !== QUOTE || source.bytes[end + 1] !== CLOSE) return NO_MATCH;
  const value: SealedValue = [name, textAt(source, digest, DIGEST_LENGTH)];
  found.sealed = found.sealed === NONE ? [value] : [...found.sealed, value];
  return end + 2;
}

/** Whatever a type adds. */
function detail(source: Source, at: number, found: Found, name: string): number {
  const first = source.bytes[at];
  if (first === QUOTE) return pastPlainText(source, at);
  return first === OPEN ? pastSeal(source, at, found, name) : pastWord(source, at);
}

const ORG = literal(`"${PREFIX.Org}`);
const SESSION = literal(`"${PREFIX.AuthSession}`);
const PLATFORM = literal('"platform"');
const USER = literal(`{"id":"${PREFIX.User}`);
const USERS_ORG = literal(`,"org":"${PREFIX.Org}`);

const userRef: Form = (source, at) => {
  const id = pastId(USER, source, at);
  const end = id === NO_MATCH ? NO_MATCH : pastId(USERS_ORG, source, id);
  return end !== NO_MATCH && source.bytes[end] === CLOSE ? end + 1 : NO_MATCH;
};

const BECAUSE = literal('{"because":');
const ALLOW = literal(',"effect":"allow","rule":"');
const DENY = literal(',"effect":"deny","rule":"');

const decision: Form = (source, at, found) => {
  const { bytes } = source;
  const because = pastLiteral(BECAUSE, source, at);
  if (because === NO_MATCH) return NO_MATCH;
  const isSealed = bytes[because] === OPEN;
  const effect = isSealed ? pastSeal(source, because, found, "decision.because") : pastPlainText(source, because);
  if (effect === NO_MATCH) return NO_MATCH;
  const allowed = pastLiteral(ALLOW, source, effect);
  const rule = allowed === NO_MATCH ? pastLiteral(DENY, source, effect) : allowed;
  if (rule === NO_MATCH) return NO_MATCH;
  const hyphen = past(CAPITAL, source, rule);
  const end = past(DIGIT, source, hyphen + 1);
  if (hyphen === rule || bytes[hyphen] !== HYPHEN || end === hyphen + 1) return NO_MATCH;
  return bytes[end] === QUOTE && bytes[end + 1] === CLOSE ? end + 2 : NO_MATCH;
};

const TRUE = literal("true");
const more: Form = (source, at, found) => {
  found.more = true;
  return pastLiteral(TRUE, source, at);
};

const rows: Form = (source, at, found) => {
  const end = pastCount(source, at);
  if (end === NO_MATCH) return NO_MATCH;
  found.rows = numberIn(source, at, end);
  return found.rows === 0 ? NO_MATCH : end;
};

const nonce: Form = (source, at) => {
  const last = source.bytes[at] === QUOTE ? pastSome(BASE64URL, 21, source, at + 1) : NO_MATCH;
  if (last === NO_MATCH || !isIn(NONCE_END, source.bytes[last])) return NO_MATCH;
  return source.bytes[last + 1] === QUOTE ? last + 2 : NO_MATCH;
};

const org: Form = (source, at, found) => {
  const id = pastId(ORG, source, at);
  const end = id === NO_MATCH ? pastLiteral(PLATFORM, source, at) : id;
  found.org = at + 1;
  found.orgLength = end - at - 2;
  return end;
};

const FULL_STOP = 0x2e;
const OWN = literal('"audit.');
const STATED = literal('"audit.org-stated"');

const type: Form = (source, at, found) => {
  const { bytes } = source;
  if (pastLiteral(OWN, source, at) !== NO_MATCH) {
    found.isStatement = true;
    return pastLiteral(STATED, source, at);
  }
  if (bytes[at] !== QUOTE) return NO_MATCH;
  const area = past(WORD, source, at + 1);
  const end = past(WORD, source, area + 1);
  if (area === at + 1 || bytes[area] !== FULL_STOP || end === area + 1) return NO_MATCH;
  return bytes[end] === QUOTE ? end + 1 : NO_MATCH;
};

/** What a statement says, or a detail of the same name. */
const subject: Form = (source, at, found, name) => {
  const end = pastId(ORG, source, at);
  if (end === NO_MATCH) return detail(source, at, found, name);
  found.subject = at + 1;
  return end;
};

const number: Form = (source, at, found, name) => {
  const end = pastCount(source, at);
  if (end === NO_MATCH) return detail(source, at, found, name);
  found.number = numberIn(source, at, end);
  return end;
};

const hash: Form = (source, at, found, name) => {
  const end = pastQuotedDigest(source, at);
  if (end === NO_MATCH) return detail(source, at, found, name);
  found.hash = at + 1;
  return end;
};

function pastQuotedDigest(source: Source, at: number): number {
  const end = source.bytes[at] === QUOTE ? pastDigest(source, at + 1) : NO_MATCH;
  return end !== NO_MATCH && source.bytes[end] === QUOTE ? end + 1 : NO_MATCH;
}

/** A whole number from 0. */
const count =
  (keep: (found: Found, value: number) => void): Form =>
  (source, at, found) => {
    const end = pastCount(source, at);
    if (end !== NO_MATCH) keep(found, numberIn(source, at, end));
    return end;
  };

/** A hash, of which the place is kept. */
const digest =
  (keep: (found: Found, at: number) => void): Form =>
  (source, at, found) => {
    const end = pastQuotedDigest(source, at);
    if (end !== NO_MATCH) keep(found, at + 1);
    return end;
  };

const INSTANT_LENGTH = 24;

/** An instant in full. Records come in crowds of one day, and the calendar is slow to ask: a day is asked for once. */
function instant(keep: (found: Found, day: string) => void): Form {
  let day = "";
  let beginning = literal("none");
  return (source, at, found) => {
    const end = at + INSTANT_LENGTH + 2;
    if (source.bytes[end - 1] !== QUOTE) return NO_MATCH;
    const time = pastLiteral(beginning, source, at);
    if (time === NO_MATCH) {
      const text = textAt(source, at + 1, INSTANT_LENGTH);
      if (source.bytes[at] !== QUOTE || !isInstant(text)) return NO_MATCH;
      day = text.slice(0, 10);
      beginning = literal(`"${day}T`);
    } else if (!isTimeOfDay(source, time)) return NO_MATCH;
    keep(found, day);
    return end;
  };
}

const [COLON, TWO, THREE, FIVE, Z] = [0x3a, 0x32, 0x33, 0x35, 0x5a];

/** Whether `hh:mm:ss.mmmZ` stands here. */
function isTimeOfDay(source: Source, at: number): boolean {
  const { bytes } = source;
  const [hour = 0, hours = 0] = [bytes[at], bytes[at + 1]];
  const isHour = isIn(DIGIT, hour) && isIn(DIGIT, hours) && (hour < TWO || (hour === TWO && hours <= THREE));
  if (!isHour || bytes[at + 2] !== COLON || !isSixty(source, at + 3)) return false;
  if (bytes[at + 5] !== COLON || !isSixty(source, at + 6)) return false;
  return bytes[at + 8] === FULL_STOP && pastSome(DIGIT, 3, source, at + 9) !== NO_MATCH && bytes[at + 12] === Z;
}

/** Whether a number of two digits below sixty stands here. */
const isSixty = ({ bytes }: Source, at: number): boolean =>
  isIn(DIGIT, bytes[at]) && (bytes[at] ?? 0) <= FIVE && isIn(DIGIT, bytes[at + 1]);

/** The forms of envelope.ts, as they stand in a line. */
const FORMS: ReadonlyMap<string, Form> = new Map<string, Form>([
  [
    "at",
    instant((found, day) => {
      found.day = day;
    }),
  ],
  [
    "b",
    count((found, value) => {
      found.b = value;
    }),
  ],
  ["changes", pastSeal],
  ["decision", decision],
  ["delegateUser", userRef],
  ["hash", hash],
  ["mono", count(() => {})],
  ["more", more],
  ["nonce", nonce],
  ["number", number],
  ["org", org],
  [
    "orgPrev",
    digest((found, at) => {
      found.orgPrev = at;
    }),
  ],
  [
    "orgSeq",
    count((found, value) => {
      found.orgSeq = value;
    }),
  ],
  [
    "prev",
    digest((found, at) => {
      found.prev = at;
    }),
  ],
  ["rows", rows],
  [
    "seq",
    count((found, value) => {
      found.seq = value;
    }),
  ],
  ["session", (source, at) => pastId(SESSION, source, at)],
  ["subject", subject],
  ["type", type],
  ["user", userRef],
  ["v", (source, at) => (source.bytes[at] === TWO ? at + 1 : NO_MATCH)],
  ["wall", instant(() => {})],
]);
