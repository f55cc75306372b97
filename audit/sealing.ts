import { hash } from "node:crypto";
import { ERASED } from "#domain/audit/erasure.ts";
import type { AuditEvent, Stream } from "#domain/events.ts";
import type { Change } from "#domain/org.ts";
import { SEALED, tells } from "#domain/privacy.ts";
import type { AuditRecord } from "#usecases/ports.ts";
import { canonical } from "./canonical.ts";
import { isSealed, type LoggedRecord } from "./envelope.ts";

/** Where salts, nonces and keys come from: so many bytes nobody can guess or, seeded, the same ones in every run. */
export type Random = (size: number) => Uint8Array;

/** The same source asked for many bytes at a time, for whoever needs few: a system's is slow to ask. */
export function pooled(random: Random): Random {
  let [bytes, next]: [Uint8Array, number] = [new Uint8Array(), 0];
  return (size) => {
    if (next + size > bytes.length) [bytes, next] = [random(Math.max(size, POOL)), 0];
    next += size;
    return bytes.subarray(next - size, next);
  };
}

const POOL = 4096;

/** A value that the log holds a commitment to, with what opens it. */
export interface Disclosure {
  readonly org: Stream;
  readonly seq: number;
  /** The path to it in its record: `page`, `decision.because`, `changes`, `changes.0`. */
  readonly name: string;
  readonly salt: string;
  /** The value in canonical JSON. */
  readonly text: string;
  /** The people it concerns, as `org/user` in order, with commas between: they share a key, and are erased with it. */
  readonly circle: string;
}

/** The commitment to a value: SHA-256 over the canonical JSON of salt, name and value. */
export const commitmentTo = ({ salt, name, text }: Pick<Disclosure, "salt" | "name" | "text">): string =>
  hash("sha256", `["${salt}","${name}",${text}]`, "base64");

/** What sealing makes of an event. */
export interface SealedEvent {
  /** The members that stand in the log in another way, `undefined` for one that does not; nothing where all are open. */
  readonly members: Readonly<Record<string, unknown>> | undefined;
  /** What stands beside the log. */
  readonly disclosures: readonly Disclosure[];
}

const NOTHING_SEALED: SealedEvent = { members: undefined, disclosures: [] };

/** Takes out of an event what only commitments may say in a log that nobody can change (domain/privacy.ts). */
export class Sealer {
  readonly #salts: Salts;

  constructor(random: Random) {
    this.#salts = new Salts(random);
  }

  /** 16 random bytes in base64url. */
  nonce(): string {
    return this.#salts.next();
  }

  /** What of an event is sealed as record `seq`. InvalidRecord when a value cannot be said in canonical JSON. */
  seal(event: AuditEvent, seq: number): SealedEvent {
    // Most events seal nothing, and need not know whom they concern.
    if (isOpen(event)) return NOTHING_SEALED;
    const { type, org, decision, changes } = event;
    const circle = circleOf(event);
    const sealed = (name: string, text: string, concerned = circle): Disclosure => ({
      org,
      seq,
      name,
      salt: this.#salts.next(),
      text,
      circle: concerned,
    });
    const given = event as unknown as Readonly<Record<string, unknown>>;
    const members: Record<string, unknown> = {};
    const values: Disclosure[] = [];
    for (const name of SEALED[type]) {
      if (given[name] === undefined) continue;
      const value = sealed(name, canonical(given[name]));
      values.push(value);
      members[name] = { $sealed: commitmentTo(value) };
    }
    if (decision?.effect === "deny") {
      const because = sealed("decision.because", canonical(decision.because));
      members.decision = { ...decision, because: { $sealed: commitmentTo(because) } };
      values.push(because);
    }
    if (changes) members.changes = undefined;
    if (!changes || changes.length === 0)
      return { members, disclosures: values.length < 2 ? values : values.sort(byName) };
    const items = changes.map((change, place) =>
      sealed(`changes.${place}`, changeText(event, change), circleOfRow(event, change)),
    );
    const list = sealed("changes", canonical(items.map((item) => ({ $sealed: commitmentTo(item) }))), "");
    members.changes = { $sealed: commitmentTo(list) };
    members.rows = changes.length;
    const before = values.filter(({ name }) => name < list.name);
    const behind = values.filter(({ name }) => name > list.name);
    const disclosures = [...before.sort(byName), list, ...items, ...behind.sort(byName)];
    return { members, disclosures };
  }
}

/** Whether nothing of an event is sealed. */
const isOpen = ({ type, decision, changes }: AuditEvent): boolean =>
  SEALED[type].length === 0 && !changes && decision?.effect !== "deny";

const byName = ({ name: one }: Disclosure, { name: other }: Disclosure): number => (one < other ? -1 : 1);

/** Salts, many at a time: a system's random source is slow to ask. */
class Salts {
  readonly #random: Random;
  #bytes = Buffer.alloc(0);
  #next = 0;

  constructor(random: Random) {
    this.#random = random;
  }

  next(): string {
    if (this.#next === this.#bytes.length) {
      this.#bytes = Buffer.from(this.#random(SALTS * SALT_BYTES));
      this.#next = 0;
    }
    this.#next += SALT_BYTES;
    return this.#bytes.toString("base64url", this.#next - SALT_BYTES, this.#next);
  }
}

const SALTS = 256;
const SALT_BYTES = 16;

/** Whom what an event says may concern: everybody it names. */
function circleOf(event: AuditEvent): string {
  const people: string[] = [];
  const add = (org: string, id: string) => {
    const person = `${org}/${id}`;
    if (!people.includes(person)) people.push(person);
  };
  if (event.user) add(event.user.org, event.user.id);
  if (event.delegateUser) add(event.delegateUser.org, event.delegateUser.id);
  if ("engineer" in event) add(event.engineer.org, event.engineer.id);
  if (event.org !== "platform") {
    for (const name of ["account", "agent", "assignee", "leadManager"] as const) {
      const id = (event as unknown as Readonly<Record<string, unknown>>)[name];
      if (typeof id === "string") add(event.org, id);
    }
  }
  return people.length < 2 ? (people[0] ?? "") : people.sort().join(",");
}

/** A row concerns the user it is, or the one it belongs to; of any other row the log needs to rebuild the org. */
function circleOfRow({ type, org }: AuditEvent, { table, id, row }: Change): string {
  // What an erasure leaves says nothing of anybody, and is what the log rebuilds the org with.
  if (type === "audit.erasure-requested") return "";
  if (table === "users") return `${org}/${id}`;
  if ((table === "apexLogs" || table === "oauthConsents" || table === "oauthTokens") && row)
    return `${org}/${row.user}`;
  return "";
}

const known = new WeakMap<object, string>();

/** A change in canonical JSON. The rows a world begins with are the same ones for every simulator, and written once. */
function changeText({ type }: AuditEvent, change: Change): string {
  if (type !== "org.loaded") return canonical(change);
  const before = known.get(change);
  if (before !== undefined) return before;
  const text = canonical(change);
  known.set(change, text);
  return text;
}

/**
 * A record with its values in their places again, as far as `reveal` has their canonical JSON. Where text is not there
 * any more it reads "(erased)", other values are left out, and `erased` names both.
 */
export function unseal(record: LoggedRecord, reveal: (name: string) => string | undefined): AuditRecord {
  const { changes, rows, ...rest } = record;
  const members: Record<string, unknown> = rest;
  const erased: string[] = [];
  for (const name of SEALED[record.type]) {
    if (!isSealed(members[name])) continue;
    const text = reveal(name);
    if (text !== undefined) members[name] = JSON.parse(text);
    else {
      erased.push(name);
      if (tells(record.type, name) === "value") delete members[name];
      else members[name] = ERASED;
    }
  }
  const { decision } = record;
  if (decision && isSealed(decision.because)) {
    const text = reveal("decision.because");
    if (text === undefined) erased.push("decision.because");
    members.decision = { ...decision, because: text === undefined ? ERASED : JSON.parse(text) };
  }
  if (rows !== undefined) {
    const kept: unknown[] = [];
    for (let place = 0; place < rows; place += 1) {
      const text = reveal(`changes.${place}`);
      if (text === undefined) erased.push(`changes.${place}`);
      else kept.push(JSON.parse(text));
    }
    members.changes = kept;
  }
  if (erased.length > 0) members.erased = erased;
  return members as unknown as AuditRecord;
}

/** The names of what is sealed in a record, in the order of SPEC.md: by name, and the items of `changes` behind it. */
export function sealedNames(record: LoggedRecord): readonly string[] {
  const names: string[] = [];
  for (const [name, value] of Object.entries(record)) {
    if (name === "changes") {
      names.push(name);
      for (let place = 0; place < (record.rows ?? 0); place += 1) names.push(`changes.${place}`);
    } else if (name === "decision") {
      if (isSealed(record.decision?.because)) names.push("decision.because");
    } else if (isSealed(value)) names.push(name);
  }
  return names;
}
