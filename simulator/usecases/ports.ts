import type { AuditIndex } from "#audit/index/search.ts";
import type { Traits } from "#domain/audit/erasure.ts";
import type { Frame } from "#domain/debug/variable.ts";
import type { Decision } from "#domain/decision.ts";
import type { AuditEvent, Stream } from "#domain/events.ts";
import type { Folds } from "#domain/folds.ts";
import type { DebugSessionId, Id, IdKind, OrgId, RequestId, UserRef } from "#domain/ids.ts";
import type { Change, OrgRows } from "#domain/org.ts";
import type { Instant } from "#domain/time.ts";
import type { User } from "#domain/user.ts";
import type { Hosts } from "./hosts.ts";
import type { Places } from "./places.ts";
import type { EventPlaces } from "./wire/streaming-places.ts";

/** An event with its place in the log: its number, its number within its org, and the hashes of the records before it. */
export type AuditRecord = AuditEvent & {
  /** Version of the record format. */
  readonly v: 2;
  readonly seq: number;
  /** Number of the batch it became durable with. */
  readonly b: number;
  readonly prev: string;
  readonly orgSeq: number;
  /** Hash of the record before it in its org. */
  readonly orgPrev: string;
  /** When it was appended by the clock of the machine, and how many microseconds after the log was opened. */
  readonly wall: Instant;
  readonly mono: number;
  readonly nonce: string;
  /** On every record of one append but its last: the records of an append count together or not at all. */
  readonly more?: true;
  /** The paths of what was erased: text reads "(erased)", other values are absent. */
  readonly erased?: readonly string[];
};

/** What `append` answers: the records once they are durable, or that an org has moved on since the decision was made. */
export type Appended =
  | { readonly outcome: "appended"; readonly records: readonly AuditRecord[] }
  | { readonly outcome: "moved on" };

/** A value that opens a commitment of a record: its path in there, what it was salted with, and its canonical JSON. */
export interface OpenedValue {
  readonly name: string;
  readonly salt: string;
  readonly text: string;
}

/** The line of a record with the way from its hash up to a root, in base64, and what of its sealed values is still there. */
export interface ProvenRecord {
  readonly line: string;
  readonly proof: readonly string[];
  readonly values: readonly OpenedValue[];
}

/** Records that a signed checkpoint covers. */
export interface Proven {
  readonly checkpoint: string;
  /** The vkeys that had signed the log until then, in order. */
  readonly keys: readonly string[];
  readonly records: readonly ProvenRecord[];
}

/** A record as a reader is shown it. */
export type ShownRecord = AuditRecord & {
  /** The names of what it holds and the reader is not shown: they are absent. */
  readonly withheld?: readonly string[];
};

/** What decides who may read a record's sealed values. */
export type RecordHead = Pick<AuditRecord, "seq" | "type" | "org" | "user" | "delegateUser" | "session"> & {
  readonly debugSession?: DebugSessionId;
};

/** What an evidence pack is to hold. */
export interface EvidenceRequest {
  /** In order. */
  readonly numbers: readonly number[];
  /** Whether whoever receives it may read a sealed value; all of them unless said otherwise. */
  readonly shows?: (record: RecordHead, value: string) => boolean;
  /** Of which stream the records are all, from one number up to another. */
  readonly complete?: { readonly org: Stream; readonly from: number; readonly to: number };
  /** What the maker says of it, in JSON; proves nothing. */
  readonly about?: unknown;
}

export interface Log {
  /**
   * Appends the events together, and answers when they are on stable storage.
   * `expect` names the last event of each org that the decision rests on; where another came in between nothing
   * is written, and the answer "moved on" comes once that other event has reached the followers.
   * Rejects with Fault LOG_UNAVAILABLE when the log cannot be written; from then on every append does, where a disk is
   * full until `regain` has found space.
   */
  append(events: readonly AuditEvent[], expect?: ReadonlyMap<Stream, number>): Promise<Appended>;
  /** The durable records from number `from` on (default 0), in order. */
  read(from?: number): AsyncIterable<AuditRecord>;
  /** The records of these numbers, in order, all of them durable; of those in between none costs more than passing it. */
  pick(numbers: readonly number[]): AsyncIterable<AuditRecord>;
  /**
   * Proves that these records, in order, are in the log, under its newest signed checkpoint. Fault NOT_FOUND for a
   * number that no record has.
   */
  prove(numbers: readonly number[]): Promise<Proven>;
  /** The same as an evidence pack (audit/SPEC.md, section 10), which others check without this log. */
  evidence(request: EvidenceRequest): Promise<string>;
  /** The same for one record as a file of c2sp.org/tlog-proof. */
  tlogProof(seq: number): Promise<string>;
  /** Calls back for every record that becomes durable from now on, in order, before its `append` answers. */
  follow(listener: (record: AuditRecord) => void): () => void;
  /**
   * Destroys what the log keeps beside its records of a person: every value of an event that names her, and every other
   * in which one of her traits stands, which `traitsIn` finds in the rows of her own that the log knows. The commitments
   * stay, so nothing proved before is any less so. `request` is the record that asks for it. Answers how many values.
   */
  erase(person: UserRef, request: number, traitsIn: (row: User) => Traits): Promise<number>;
  /** Has another key sign from here on, and that put on record; answers its vkey. */
  rotateKey(at: Instant): Promise<string>;
  /**
   * The search index over all durable records, brought up to date: made when it is first asked for. It belongs to
   * no append, and what it answers is only ever where to look.
   */
  index(): Promise<AuditIndex>;
  /** Whether a durable record carries the hash of the one before it; the very first carries that of none. */
  follows(seq: number): Promise<boolean>;
  /** False while nothing can be appended: then nothing may be allowed either. */
  readonly available: boolean;
  /** Where a disk was full, looks for space, at most once a second; answers how it is with the log now. */
  regain(): Promise<"open" | "disk full" | "lost">;
  /** How many records are durable, and the hash of the last one. */
  readonly end: { readonly size: number; readonly hash: string };
  close(): Promise<void>;
}

export interface Orgs {
  /** The rows of one org as they stand; Fault NOT_FOUND when there is no such org. */
  of(org: OrgId): Promise<OrgRows>;
  list(): Promise<readonly OrgId[]>;
  /** Puts a whole org in place, as a world does; durable when it answers. */
  put(org: OrgId, rows: OrgRows): Promise<void>;
  /**
   * Takes over the changes of the org's event number `orgSeq`. The log holds them already, so this may reach the
   * disk later; numbers the store has seen are passed over, which makes a replay of the log harmless.
   */
  apply(org: OrgId, orgSeq: number, changes: readonly Change[]): void;
  /** Waits until all that was taken over is on disk. */
  flush(): Promise<void>;
}

export interface Clock {
  now(): Instant;
  /** Moves platform time forward; a running clock runs on from there. */
  moveTo(instant: Instant): void;
}

export interface Ids {
  next<Kind extends IdKind>(kind: Kind): Id<Kind>;
  /** From now on gives out no number below this one, of any kind. */
  skipTo(number: number): void;
}

/** Passwords and one-time codes; kept apart from the rows, so that neither log nor page can hold one. */
export interface Credentials {
  set(user: UserRef, password: string): Promise<void>;
  /** Takes over what a world gives: a hash made beforehand and a fixed secret for one-time codes, base32. */
  put(user: UserRef, given: { readonly passwordHash: string; readonly otpSecret: string }): void;
  /** Gives somebody the password and device of somebody else, as a sandbox takes them over; nothing when there are none. */
  copy(from: UserRef, to: UserRef): void;
  /** Takes away those of everybody in an org; for good when it answers. Only for one that is deleted on record. */
  drop(org: OrgId): Promise<void>;
  /** Takes away those of one user; for good when it answers. */
  forget(user: UserRef): Promise<void>;
  /** What `put` would take to make the same user log in the same way; nothing when there are no credentials. */
  given(user: UserRef): { readonly passwordHash: string; readonly otpSecret: string } | undefined;
  passwordFits(user: UserRef, password: string): Promise<boolean>;
  /** The code on the user's own device at this instant, and the seconds it is still good for (RFC 6238). */
  code(user: UserRef, at: Instant): Promise<{ readonly code: string; readonly secondsLeft: number }>;
  codeFits(user: UserRef, code: string, at: Instant): Promise<boolean>;
  /** Waits until all that was taken over is on disk: before a record that takes it for granted. */
  flush(): Promise<void>;
}

/** What the use cases need from the world, and what the log adds up to. */
export interface Ports {
  readonly folds: Folds;
  readonly orgs: Orgs;
  readonly log: Log;
  readonly clock: Clock;
  readonly ids: Ids;
  readonly credentials: Credentials;
  /**
   * What is on the stack of each stopped thread. It holds the subscriber's data, so it is never on record: it is in
   * memory for as long as the thread stands, and gone with the process that runs the thread.
   */
  readonly stacks: Map<RequestId, readonly Frame[]>;
  /** Where the records of each org are in the log. */
  readonly places: Places;
  /** Where the events are that whoever listens can ask for again. */
  readonly eventPlaces: EventPlaces;
  /** Which org a username or host name belongs to. */
  readonly hosts: Hosts;
  /** Where whoever acts comes in: through the API it takes API Enabled besides what each act asks; absent for pages. */
  readonly door?: "API";
}

/** What a use case answers: the decision, and the value when it was allowed. */
export interface Answer<Value> {
  readonly decision: Decision;
  readonly value?: Value;
  /** Number of the first record that the act left; with it the log can be asked for a receipt. */
  readonly receipt?: number;
}
