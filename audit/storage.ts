import type { AuditRecord } from "#usecases/ports.ts";
import type { Erasure } from "./erase.ts";
import type { LogEnd } from "./log-end.ts";
import type { Disclosure } from "./sealing.ts";

/** What is written and synced together: one or more whole appends, the lines beside the records they say. */
export interface Batch {
  readonly number: number;
  readonly records: readonly AuditRecord[];
  readonly lines: readonly string[];
  /** Of each line. */
  readonly hashes: readonly string[];
  readonly disclosures: readonly Disclosure[];
}

/** Where the lines of a log are kept. It has one writer, which appends one batch at a time. */
export interface Storage {
  /** Where the log ends, as far as it is durable. */
  readonly end: LogEnd;
  /** The name of the log in the world, which every checkpoint begins with. */
  readonly origin: string;
  /** The vkey of whoever signs it now. */
  readonly key: string;
  /**
   * Bytes of a torn tail that opening set aside and that no record tells of yet; nothing acknowledged was among them.
   * Whoever opens the log puts them on record as `audit.recovered`.
   */
  readonly setAside: number;
  /** How often stable storage was asked to keep what was written. */
  readonly syncs: number;
  /**
   * Writes a batch behind the one before, and answers when it is on stable storage and signed. DiskFull where there was
   * no space for it: then nothing of it is there. When it rejects in any other way, nobody knows how much of the batch
   * is there, and it must not be called again.
   */
  append(batch: Batch): Promise<void>;
  /** Whether space has run out since the last time there was any: there is just enough left for last words. */
  readonly isFull: boolean;
  /** Looks for space again; answers whether there is as much as when the storage was opened. */
  regain(): Promise<boolean>;
  /** Number of the segment that is full, if it is: a batch that begins with `audit.segment-sealed` goes into the next one. */
  readonly full: number | undefined;
  /** Destroys values; no batch is written meanwhile. Answers how many. */
  erase(erasure: Erasure): Promise<number>;
  /** Makes the key that an `audit.key-rotated` will bring; answers its vkey. */
  nextKey(): string;
  /** The records from number `from` on; may run on into batches that are not on stable storage yet. */
  read(from: number): AsyncIterable<AuditRecord>;
  /** The records of these numbers, in order, without a look into those in between. */
  pick(numbers: readonly number[]): AsyncIterable<AuditRecord>;
  /** The lines from number `from` on, as they are hashed. */
  lines(from: number): AsyncIterable<string>;
  /** Gives the storage back, so that another writer can open it. */
  close(): Promise<void>;
}
