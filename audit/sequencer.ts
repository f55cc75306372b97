import type { AuditEvent, Stream } from "#domain/events.ts";
import type { AuditRecord } from "#usecases/ports.ts";
import type { ChainEnd } from "./chain.ts";
import { formatRecord, hashOf } from "./record.ts";
import type { Batch } from "./storage.ts";

/** The records of one append with their lines, and how far the log reaches with them. */
export interface Sequenced extends Batch {
  readonly end: { readonly size: number; readonly hash: string };
}

/** Gives events their places in the log, before anything of them is written. */
export class Sequencer {
  #end: { readonly size: number; readonly hash: string };
  readonly #heads: Map<Stream, number>;

  constructor({ size, hash, heads }: ChainEnd) {
    this.#end = { size, hash };
    this.#heads = new Map(heads);
  }

  /** Whether each of these orgs still ends with the event named, counting what is sequenced and not yet durable. */
  stillAt(expect: ReadonlyMap<Stream, number>): boolean {
    for (const [org, orgSeq] of expect) {
      if ((this.#heads.get(org) ?? -1) !== orgSeq) return false;
    }
    return true;
  }

  /** The events as the next records. InvalidRecord when one of them cannot be recorded; then none has a place. */
  sequence(events: readonly AuditEvent[]): Sequenced {
    const records: AuditRecord[] = [];
    const lines: string[] = [];
    const moved = new Map<Stream, number>();
    let { size, hash } = this.#end;
    for (const event of events) {
      const orgSeq = (moved.get(event.org) ?? this.#heads.get(event.org) ?? -1) + 1;
      const more = records.length < events.length - 1;
      const record: AuditRecord = { ...event, v: 1, seq: size, prev: hash, orgSeq, ...(more && { more }) };
      const line = formatRecord(record);
      records.push(record);
      lines.push(line);
      moved.set(event.org, orgSeq);
      size += 1;
      hash = hashOf(line);
    }
    for (const [org, orgSeq] of moved) this.#heads.set(org, orgSeq);
    this.#end = { size, hash };
    return { records, lines, end: this.#end };
  }
}
