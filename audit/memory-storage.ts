import type { Stream } from "#domain/events.ts";
import type { AuditRecord } from "#usecases/ports.ts";
import type { ChainEnd } from "./chain.ts";
import { hashOf, NO_HASH } from "./record.ts";
import type { Batch, Storage } from "./storage.ts";

/** Keeps a log in memory, for specs: durable at once, gone with the process. Can be closed and opened again. */
export const memoryStorage = (): MemoryStorage => new MemoryStorage();

class MemoryStorage implements Storage {
  readonly #records: AuditRecord[] = [];
  readonly #lines: string[] = [];
  readonly setAside = 0;
  syncs = 0;

  get found(): ChainEnd {
    const heads = new Map<Stream, number>();
    for (const { org, orgSeq } of this.#records) heads.set(org, orgSeq);
    const last = this.#lines.at(-1);
    const hash = last === undefined ? NO_HASH : hashOf(last);
    return { size: this.#records.length, hash, bytes: this.content().length, heads };
  }

  async append({ records, lines }: Batch): Promise<void> {
    this.#records.push(...records);
    this.#lines.push(...lines);
    this.syncs += 1;
  }

  async *read(from: number): AsyncGenerator<AuditRecord, void> {
    // By index, because the log may grow while it is read.
    for (let seq = from; seq < this.#records.length; seq += 1) {
      const record = this.#records[seq];
      if (record) yield record;
    }
  }

  async *pick(numbers: readonly number[]): AsyncGenerator<AuditRecord, void> {
    for (const seq of numbers) {
      const record = this.#records[seq];
      if (record) yield record;
    }
  }

  async close(): Promise<void> {}

  /** The bytes a file would hold. */
  content(): Uint8Array {
    return Buffer.from(this.#lines.map((line) => `${line}\n`).join(""));
  }
}
