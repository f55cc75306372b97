import type { EventType, Stream } from "#domain/events.ts";
import { PREFIX } from "#domain/ids.ts";
import { isInstant, type LoggedRecord, REQUIRED_NAMES } from "./envelope.ts";

/** What a log's next record is asked for, whatever else stands in it. */
export interface RecordCore
  extends Pick<LoggedRecord, "seq" | "b" | "prev" | "org" | "orgSeq" | "orgPrev" | "type" | "at"> {
  readonly more: true | undefined;
}

/** A sealed value by its name, with the digest in its place; that of an item stands in the list `changes` alone. */
export type SealedValue = readonly [name: string, digest: string | undefined];

export interface PlainRecord extends RecordCore {
  readonly sealed: readonly SealedValue[];
}

/**
 * Reads records as most of them are without making objects of their members first: what it answers is what `parseLine` would, and it answers
 * nothing wherever that would have to be asked, for better or worse. So nothing is taken here that is not taken there.
 *
 * INVARIANT: every character of the line is matched by a name, a form or the punctuation between, each of which admits
 * canonical JSON alone. Left to `parseLine` are the log's own records, rows, nested values, escapes, and any text
 * beyond ASCII.
 */
export class PlainRecords {
  readonly #start: Step = { name: "", literal: "", form: () => NO_MATCH, missing: REQUIRED_NAMES.size, next: [] };
  #steps = 0;

  read(text: string): PlainRecord | undefined {
    let step = this.#start;
    let at = 0;
    found.more = undefined;
    found.sealed = NONE;
    for (;;) {
      const next = this.#stepAt(step, text, at);
      if (!next) break;
      step = next;
      at = step.form(text, at + step.literal.length, step.name);
      if (at === NO_MATCH) return undefined;
    }
    if (step.missing !== 0 || at !== text.length - 1 || text.charCodeAt(at) !== CLOSE) return undefined;
    if (found.type.startsWith("audit.")) return undefined;
    const { seq, b, prev, org, orgSeq, orgPrev, type, at: instant, more, sealed } = found;
    return { seq, b, prev, org, orgSeq, orgPrev, type, at: instant, more, sealed };
  }

  #stepAt(step: Step, text: string, at: number): Step | undefined {
    for (const next of step.next) if (text.startsWith(next.literal, at)) return next;
    return text.charCodeAt(at) === CLOSE ? undefined : this.#newStep(step, text, at);
  }

  #newStep({ name: before, missing, next }: Step, text: string, at: number): Step | undefined {
    const pattern = before === "" ? FIRST : FURTHER;
    pattern.lastIndex = at;
    const [literal, name] = pattern.exec(text) ?? [];
    if (literal === undefined || name === undefined || name <= before || name === "changes" || name === "rows")
      return undefined;
    if (this.#steps === MOST_STEPS || next.length === MOST_NEXT) return undefined;
    this.#steps += 1;
    const left = missing - (REQUIRED_NAMES.has(name) ? 1 : 0);
    const made = { name, literal, form: FORMS.get(name) ?? detail, missing: left, next: [] };
    next.push(made);
    return made;
  }
}

const NO_MATCH = -1;
const [QUOTE, OPEN, CLOSE, ZERO] = [0x22, 0x7b, 0x7d, 0x30];
const NONE: readonly SealedValue[] = [];

/** What the forms have found in the line that is being read; reading is synchronous, and nobody else sees it. */
const found = {
  seq: 0,
  b: 0,
  prev: "",
  org: "platform" as Stream,
  orgSeq: 0,
  orgPrev: "",
  type: "" as EventType,
  at: "",
  more: undefined as true | undefined,
  sealed: NONE,
};

/** Matches a value: where it ends, or NO_MATCH. */
type Form = (text: string, at: number, name: string) => number;

/**
 * A member as records have it behind others: what comes next is looked for among what came next before. So the order
 * of members is asked once for each order there is, and not for each record.
 */
interface Step {
  readonly name: string;
  /** With what stands before the value: `,"name":`. */
  readonly literal: string;
  readonly form: Form;
  /** How many of the members that every record has are not there yet. */
  readonly missing: number;
  readonly next: Step[];
}

/** More orders of members than any catalogue brings about; a log that has more is read in the longer way. */
const MOST_STEPS = 5000;
const MOST_NEXT = 50;

// A name that begins with a digit would have another place in an object than in the line.
const FIRST = /\{"([A-Za-z][A-Za-z0-9]*)":/y;
const FURTHER = /,"([A-Za-z][A-Za-z0-9]*)":/y;

function past(pattern: RegExp, text: string, at: number): number {
  pattern.lastIndex = at;
  return pattern.test(text) ? pattern.lastIndex : NO_MATCH;
}

const DIGEST = "[A-Za-z0-9+/]{42}[AEIMQUYcgkosw048]=";
const TEXT = '"[ !#-[\\]-~]*"';
const SEAL = `\\{"\\$sealed":"${DIGEST}"\\}`;
const ORG = `${PREFIX.Org}[0-9A-Za-z]{15}`;
const sticky = (source: string): RegExp => new RegExp(source, "y");

const plainText = sticky(TEXT);
const seal = sticky(SEAL);
const digest = sticky(`"${DIGEST}"`);
const nonce = sticky('"[A-Za-z0-9_-]{21}[AQgw]"');
const org = sticky(`"(?:platform|${ORG})"`);
const type = sticky('"[a-z0-9-]+\\.[a-z0-9-]+"');
const session = sticky(`"${PREFIX.AuthSession}[0-9A-Za-z]{15}"`);
const userRef = sticky(`\\{"id":"${PREFIX.User}[0-9A-Za-z]{15}","org":"${ORG}"\\}`);
const decision = sticky(`\\{"because":(?:${TEXT}|${SEAL}),"effect":"(?:allow|deny)","rule":"[A-Z]+-[0-9]+"\\}`);
const word = sticky("true|false|null|0|-?[1-9][0-9]{0,14}");

/** Where the digest begins in `{"$sealed":"…"}`, and how long it is. */
const [DIGEST_AT, DIGEST_LENGTH] = ['{"$sealed":"'.length, 44];
const BECAUSE_AT = '{"because":'.length;

function keepSeal(name: string, text: string, at: number): void {
  const value: SealedValue = [name, text.slice(at + DIGEST_AT, at + DIGEST_AT + DIGEST_LENGTH)];
  found.sealed = found.sealed.length === 0 ? [value] : [...found.sealed, value];
}

/** Whatever a type adds. */
const detail: Form = (text, at, name) => {
  const first = text.charCodeAt(at);
  if (first === QUOTE) return past(plainText, text, at);
  if (first !== OPEN) return past(word, text, at);
  const end = past(seal, text, at);
  if (end !== NO_MATCH) keepSeal(name, text, at);
  return end;
};

/** A whole number from 0, of as many digits as are exact whatever they are. */
const count =
  (keep: (value: number) => void): Form =>
  (text, at) => {
    let end = at;
    let value = 0;
    for (let digit = text.charCodeAt(end) - ZERO; digit >= 0 && digit <= 9; digit = text.charCodeAt(end) - ZERO) {
      value = value * 10 + digit;
      end += 1;
    }
    if (end === at || end - at > 15 || (end - at > 1 && text.charCodeAt(at) === ZERO)) return NO_MATCH;
    keep(value);
    return end;
  };

/** A text of a certain form, which is kept without its quotes. */
const quoted =
  (pattern: RegExp, keep: (value: string) => void): Form =>
  (text, at) => {
    const end = past(pattern, text, at);
    if (end !== NO_MATCH) keep(text.slice(at + 1, end - 1));
    return end;
  };

const matched =
  (pattern: RegExp): Form =>
  (text, at) =>
    past(pattern, text, at);

const INSTANT_LENGTH = 24;
const instant =
  (keep: (value: string) => void): Form =>
  (text, at) => {
    const value = text.slice(at + 1, at + 1 + INSTANT_LENGTH);
    const end = at + INSTANT_LENGTH + 2;
    if (text.charCodeAt(at) !== QUOTE || text.charCodeAt(end - 1) !== QUOTE || !isInstant(value)) return NO_MATCH;
    keep(value);
    return end;
  };

const nothing = (): void => {};

/** The forms of envelope.ts, as they stand in a line. */
const FORMS: ReadonlyMap<string, Form> = new Map<string, Form>([
  [
    "at",
    instant((value) => {
      found.at = value;
    }),
  ],
  [
    "b",
    count((value) => {
      found.b = value;
    }),
  ],
  [
    "decision",
    (text, at) => {
      const end = past(decision, text, at);
      if (end !== NO_MATCH && text.charCodeAt(at + BECAUSE_AT) === OPEN)
        keepSeal("decision.because", text, at + BECAUSE_AT);
      return end;
    },
  ],
  ["delegateUser", matched(userRef)],
  ["mono", count(nothing)],
  [
    "more",
    (text, at) => {
      found.more = true;
      return text.startsWith("true", at) ? at + 4 : NO_MATCH;
    },
  ],
  ["nonce", matched(nonce)],
  [
    "org",
    quoted(org, (value) => {
      found.org = value as Stream;
    }),
  ],
  [
    "orgPrev",
    quoted(digest, (value) => {
      found.orgPrev = value;
    }),
  ],
  [
    "orgSeq",
    count((value) => {
      found.orgSeq = value;
    }),
  ],
  [
    "prev",
    quoted(digest, (value) => {
      found.prev = value;
    }),
  ],
  [
    "seq",
    count((value) => {
      found.seq = value;
    }),
  ],
  ["session", matched(session)],
  [
    "type",
    quoted(type, (value) => {
      found.type = value as EventType;
    }),
  ],
  ["user", matched(userRef)],
  ["v", (text, at) => (text.startsWith("2", at) ? at + 1 : NO_MATCH)],
  ["wall", instant(nothing)],
]);
