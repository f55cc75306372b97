import { canonical } from "#audit/canonical.ts";
import { isSealed, type LoggedRecord } from "#audit/envelope.ts";
import { type EvidencePack, parseEvidence } from "#audit/evidence-pack.ts";
import { parseLine } from "#audit/record.ts";
import { sealedNames } from "#audit/sealing.ts";
import { type Checkpoint, parseCheckpoint } from "#audit/tree/checkpoint.ts";
import { formatHash } from "#audit/tree/hashes.ts";
import { parseNote } from "#audit/tree/note.ts";
import type { EventType } from "#domain/events.ts";

/** What the maker of a report says of it (usecases/audit/report.ts); read from a pack, so anything may be missing. */
export interface About {
  readonly made: string;
  readonly scope: string;
  readonly findings: readonly { readonly rule: string; readonly seq: number; readonly says: string }[];
  readonly erased: readonly (readonly [number, string])[];
  readonly exclusions: readonly string[];
  readonly names: Readonly<Record<string, string>>;
}

/** One record of a report, with its values where they are disclosed. */
export interface Row {
  readonly seq: number;
  readonly type: EventType;
  readonly at: string;
  readonly org: string;
  readonly user?: Ref;
  readonly delegateUser?: Ref;
  readonly session?: string;
  readonly decision?: { readonly effect: "allow" | "deny"; readonly rule: string; readonly because: string };
  /** What the type adds. */
  readonly details: Readonly<Record<string, unknown>>;
  /** The record with its values in their places. */
  readonly whole: Readonly<Record<string, unknown>>;
}

interface Ref {
  readonly id: string;
  readonly org: string;
}

/** An evidence pack as something to be read. */
export interface Report {
  readonly pack: EvidencePack;
  readonly about: About;
  readonly checkpoint: Checkpoint;
  readonly rows: readonly Row[];
  /** Sealed values that are neither here nor erased, as `seq name`. */
  readonly undisclosed: readonly string[];
}

/** What stands for a value that is not in the pack. */
const UNDISCLOSED = "(not disclosed)";

/** Members of a record that say where it stands, or have a column of their own. */
const ENVELOPE: ReadonlySet<string> = new Set(
  "v seq b prev org orgSeq orgPrev type at wall mono nonce more user delegateUser session decision changes rows".split(
    " ",
  ),
);

/** Reads an evidence pack as a report. InvalidRecord or InvalidProof when it is none; what it says is not verified here. */
export function readReport(text: string): Report {
  const pack = parseEvidence(Buffer.from(text));
  const about: About = {
    made: "",
    scope: "",
    findings: [],
    erased: [],
    exclusions: [],
    names: {},
    ...(pack.about as object),
  };
  const values = new Map(pack.disclosures.map(([seq, name, , value]) => [`${seq} ${name}`, value]));
  const erased = new Set(about.erased.map(([seq, name]) => `${seq} ${name}`));
  const undisclosed: string[] = [];
  const rows = pack.records.map(({ line }) => {
    const parsed = parseLine(line);
    if (parsed.is === "commit") throw new Error("a commit line in a pack");
    const { record } = parsed;
    for (const name of sealedNames(record)) {
      const place = `${record.seq} ${name}`;
      if (!values.has(place) && !erased.has(place)) undisclosed.push(place);
    }
    return rowOf(record, (name) =>
      values.has(`${record.seq} ${name}`) ? values.get(`${record.seq} ${name}`) : UNDISCLOSED,
    );
  });
  return { pack, about, checkpoint: parseCheckpoint(parseNote(pack.checkpoint).text), rows, undisclosed };
}

function rowOf(record: LoggedRecord, reveal: (name: string) => unknown): Row {
  const whole: Record<string, unknown> = {};
  const details: Record<string, unknown> = {};
  for (const [name, member] of Object.entries(record)) {
    const value = isSealed(member) ? reveal(name) : member;
    whole[name] = value;
    if (!ENVELOPE.has(name)) details[name] = value;
  }
  const { seq, type, at, org, user, delegateUser, session, decision } = record;
  const because = decision && (isSealed(decision.because) ? String(reveal("decision.because")) : decision.because);
  if (decision) whole.decision = { ...decision, because };
  if (record.rows !== undefined)
    whole.changes = Array.from({ length: record.rows }, (_, place) => reveal(`changes.${place}`));
  return {
    seq,
    type,
    at,
    org,
    details,
    whole,
    ...(user !== undefined && { user: user as Ref }),
    ...(delegateUser !== undefined && { delegateUser: delegateUser as Ref }),
    ...(typeof session === "string" && { session }),
    ...(decision && { decision: { ...decision, because: because ?? "" } }),
  };
}

/** The columns of a table of records, and what stands in them. */
export const HEAD = [
  "number",
  "time",
  "org",
  "event",
  "user",
  "delegate user",
  "session",
  "outcome",
  "rule",
  "because",
  "details",
] as const;

/** One record as text; ids with what the maker says they are called. */
export function cellsOf(
  { seq, at, org, type, user, delegateUser, session = "", decision, details }: Row,
  names: About["names"],
): readonly string[] {
  const named = (id: string, key: string) => (names[key] === undefined ? id : `${names[key]} (${id})`);
  const person = (ref: Ref | undefined) => (ref ? named(ref.id, `${ref.org}/${ref.id}`) : "");
  return [
    `${seq}`,
    at,
    named(org, org),
    type,
    person(user),
    person(delegateUser),
    session,
    decision?.effect ?? "",
    decision?.rule ?? "",
    decision?.because ?? "",
    Object.keys(details).length === 0 ? "" : canonical(details),
  ];
}

/** What a report states of itself, line by line, in every form. */
export function statements({ about, checkpoint, rows, undisclosed }: Report): readonly (readonly [string, string])[] {
  return [
    ["made", about.made],
    ["scope", about.scope],
    ["log", checkpoint.origin],
    ["checkpoint", `${checkpoint.size} records, root ${formatHash(checkpoint.root)}`],
    ["records", `${rows.length}`],
    ...(about.findings.length === 0
      ? [["findings", "none was given"] as const]
      : about.findings.map(({ rule, seq, says }) => ["finding", `${rule}, record ${seq}: ${says}`] as const)),
    ["undisclosed", list(undisclosed)],
    ["erased", list(about.erased.map(([seq, name]) => `${seq} ${name}`))],
  ];
}

/** What the log does not record, numbered. */
const exclusionsIn = ({ about }: Report): readonly (readonly [string, string])[] =>
  about.exclusions.map((says, place) => [`not recorded, ${place + 1}`, says]);

/** Both of these, where there is one list for all. */
export const allStatements = (report: Report) => [...statements(report), ...exclusionsIn(report)];

const list = (places: readonly string[]): string =>
  places.length === 0 ? "none" : `${places.length}: ${places.join(", ")}`;
