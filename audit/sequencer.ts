import type { AuditEvent, EventOf, Stream } from "#domain/events.ts";
import type { OrgId } from "#domain/ids.ts";
import type { Instant } from "#domain/time.ts";
import type { AuditRecord } from "#usecases/ports.ts";
import type { LoggedRecord } from "./envelope.ts";
import { type Head, type LogEnd, NO_HEAD } from "./log-end.ts";
import { formatRecord, hashOf } from "./record.ts";
import type { Disclosure, Sealer } from "./sealing.ts";

/** The records of one append with their lines, and how far the log reaches with them. */
export interface Sequenced {
  readonly records: readonly AuditRecord[];
  readonly lines: readonly string[];
  readonly hashes: readonly string[];
  readonly disclosures: readonly Disclosure[];
  /** The records of the events alone, without what the log says of itself around them. */
  readonly asked: readonly AuditRecord[];
  readonly end: { readonly size: number; readonly hash: string };
}

/** When something is appended, by the machine. */
export interface Moment {
  readonly wall: Instant;
  readonly mono: number;
}

/** What the log says of itself before the events of an append. */
export interface OwnFacts {
  readonly origin: string;
  readonly key: string;
  /** The segment that ends here, so that this append begins the next one. */
  readonly full?: number | undefined;
}

/** Gives events their places in the log, before anything of them is written. */
export class Sequencer {
  readonly #sealer: Sealer;
  #end: Pick<LogEnd, "size" | "hash" | "day">;
  readonly #heads: Map<Stream, Head>;

  constructor({ size, hash, day, heads }: LogEnd, sealer: Sealer) {
    this.#sealer = sealer;
    this.#end = { size, hash, day };
    this.#heads = new Map(heads);
  }

  /** Whether each of these orgs still ends with the event named, counting what is sequenced and not yet durable. */
  stillAt(expect: ReadonlyMap<Stream, number>): boolean {
    for (const [org, orgSeq] of expect) {
      if ((this.#heads.get(org) ?? NO_HEAD).orgSeq !== orgSeq) return false;
    }
    return true;
  }

  /**
   * The events as the next records of batch `b`, with what the log has to say of itself before and behind them.
   * InvalidRecord when one of them cannot be recorded; then none has a place.
   */
  sequence(events: readonly AuditEvent[], b: number, moment: Moment | undefined, facts: OwnFacts): Sequenced {
    const [first, last] = [events[0], events.at(-1)];
    if (!first || !last) throw new Error("an append without events");
    const before = this.#before(first.at, facts);
    const behind = statementsBehind(events);
    const plan = before.length + behind.length === 0 ? events : [...before, ...events, ...behind];
    const records: AuditRecord[] = [];
    const lines: string[] = [];
    const hashes: string[] = [];
    const disclosures: Disclosure[] = [];
    const moved = new Map<Stream, Head>();
    let { size, hash } = this.#end;
    for (const [place, item] of plan.entries()) {
      const event = item instanceof Statement ? item.event((org) => moved.get(org) ?? this.#heads.get(org)) : item;
      const { orgSeq, hash: orgPrev, stated } = moved.get(event.org) ?? this.#heads.get(event.org) ?? NO_HEAD;
      const sealed = this.#sealer.seal(event, size);
      const record: AuditRecord & { more?: true } = {
        ...event,
        v: 2,
        seq: size,
        b,
        prev: hash,
        orgSeq: orgSeq + 1,
        orgPrev,
        wall: moment?.wall ?? event.at,
        mono: moment?.mono ?? 0,
        nonce: this.#sealer.nonce(),
      };
      if (place < plan.length - 1) record.more = true;
      const logged = sealed.members ? { ...record, ...sealed.members } : record;
      const line = formatRecord(logged as unknown as LoggedRecord);
      hash = hashOf(line);
      records.push(record);
      lines.push(line);
      hashes.push(hash);
      disclosures.push(...sealed.disclosures);
      moved.set(event.org, { orgSeq: orgSeq + 1, hash, stated });
      if (event.type === "audit.org-stated") markStated(moved, this.#heads, event);
      size += 1;
    }
    for (const [org, head] of moved) this.#heads.set(org, head);
    this.#end = { size, hash, day: dayOf(last.at) };
    const asked = records.slice(before.length, before.length + events.length);
    return { records, lines, hashes, disclosures, asked, end: { size, hash } };
  }

  /** What the log says of itself first: that it began, what it sealed and, on a new day, what it holds of each org. */
  #before(at: Instant, { origin, key, full }: OwnFacts): readonly (AuditEvent | Statement)[] {
    const { size, day } = this.#end;
    const isNewDay = day !== "" && day < dayOf(at);
    if (size > 0 && full === undefined && !isNewDay) return NOTHING;
    const said: (AuditEvent | Statement)[] = [];
    const own = { at, org: "platform" } as const;
    if (size === 0) said.push({ type: "audit.founded", ...own, origin, key });
    else if (full !== undefined) said.push({ type: "audit.segment-sealed", ...own, first: full });
    if (!isNewDay) return said;
    for (const [org, { orgSeq, stated }] of this.#heads) {
      if (org !== "platform" && stated < orgSeq) said.push(new Statement(org, at));
    }
    return said;
  }
}

const NOTHING: readonly never[] = [];

/** Date part of an instant. */
export const dayOf = (at: Instant): string => at.slice(0, 10);

const STATED_BEHIND: ReadonlySet<AuditEvent["type"]> = new Set(["login.ended", "debug.ended", "audit.exported"]);

/** Where access to an org ended, or its records are handed out, the log states what it then holds about the org. */
function statementsBehind(events: readonly AuditEvent[]): readonly Statement[] {
  if (!events.some(({ type }) => STATED_BEHIND.has(type))) return NOTHING;
  const orgs = new Map<OrgId, Instant>();
  for (const { type, org, at } of events) {
    if (STATED_BEHIND.has(type) && org !== "platform") orgs.set(org, at);
  }
  return [...orgs].map(([org, at]) => new Statement(org, at));
}

/** A statement still to be made: what it says is known only when the records before it have their places. */
class Statement {
  readonly #subject: OrgId;
  readonly #at: Instant;

  constructor(subject: OrgId, at: Instant) {
    this.#subject = subject;
    this.#at = at;
  }

  event(headOf: (org: OrgId) => Head | undefined): EventOf<"audit.org-stated"> {
    const { orgSeq, hash } = headOf(this.#subject) ?? NO_HEAD;
    return {
      type: "audit.org-stated",
      at: this.#at,
      org: "platform",
      subject: this.#subject,
      number: orgSeq,
      hash,
    };
  }
}

/** From here on the log has told of its subject's records. */
export function markStated(
  moved: Map<Stream, Head>,
  heads: ReadonlyMap<Stream, Head>,
  { subject, number }: Pick<EventOf<"audit.org-stated">, "subject" | "number">,
): void {
  const head = moved.get(subject) ?? heads.get(subject);
  if (head) moved.set(subject, { ...head, stated: number });
}
