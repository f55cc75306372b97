import type { AuditRecord } from "#usecases/ports.ts";
import { IndexFiles, NOWHERE, type Stop } from "./files.ts";
import { rowOfRecord } from "./row.ts";
import type { AuditIndex } from "./search.ts";
import { IndexTable } from "./table.ts";

/** A log as the index reads it. */
export interface Indexed {
  read(from: number): AsyncIterable<Pick<AuditRecord, "seq" | "prev"> & AuditRecord>;
  /** How many records there are to take in, and the hash of the last. */
  readonly end: Stop;
}

export interface IndexOptions {
  /** Where it is kept, so that it goes on where it stopped; in memory alone where it is not. */
  readonly folder?: string;
  /** Only reads what is kept in the folder, and keeps nothing there. */
  readonly readOnly?: boolean;
  /** Told every so many records how far it is, of how many. */
  readonly onProgress?: (done: number, of: number) => void;
}

/** How many new records are worth the writing. */
const WORTH_KEEPING = 1000;
/** After how many records others get a turn. */
const TURN = 5000;

/**
 * The index over a log, made when it is first asked for and brought up to date whenever it is. It goes on where it
 * stopped if the record it stopped at still has the hash it noted, which the record behind it carries; otherwise it is
 * thrown away and made anew, and so it is where the files do not fit together.
 */
export function indexOver(log: Indexed, options: IndexOptions = {}): () => Promise<AuditIndex> {
  let kept: KeptIndex | undefined;
  let turn: Promise<unknown> = Promise.resolve();
  return () => {
    // One after the other, for two at once would take the same records in twice.
    const asked = turn.then(async () => {
      kept ??= new KeptIndex(options);
      await kept.catchUp(log);
      return kept.table;
    });
    turn = asked.catch(() => undefined);
    return asked;
  };
}

class KeptIndex {
  table = new IndexTable();
  #stop: Stop = NOWHERE;
  readonly #files: IndexFiles | undefined;
  readonly #readOnly: boolean;
  readonly #onProgress: (done: number, of: number) => void;

  constructor({ folder, readOnly = false, onProgress = () => {} }: IndexOptions) {
    this.#files = folder === undefined ? undefined : new IndexFiles(folder);
    this.#readOnly = readOnly;
    this.#onProgress = onProgress;
    const found = this.#files?.load();
    if (found) [this.table, this.#stop] = [found.table, found.stop];
  }

  async catchUp(log: Indexed): Promise<void> {
    const { end } = log;
    try {
      if (!(await this.#goesOn(log, end))) await this.#anew(log, end);
    } catch (error) {
      // What was taken in until then may end anywhere.
      this.#forget();
      throw error;
    }
    this.#stop = end;
    const files = this.#files;
    if (files && !this.#readOnly && end.size - files.size >= WORTH_KEEPING) files.save(this.table, end);
  }

  /** Takes in what is behind where it stopped; false where that is not the log it stopped in. */
  async #goesOn(log: Indexed, end: Stop): Promise<boolean> {
    if (this.#stop.size > end.size) return false;
    if (this.#stop.size === end.size) return this.#stop.hash === end.hash;
    return this.#takeIn(log, end);
  }

  async #anew(log: Indexed, end: Stop): Promise<void> {
    this.#forget();
    if (end.size > 0 && !(await this.#takeIn(log, end))) throw new Error("the first record of the log follows another");
  }

  #forget(): void {
    this.table = new IndexTable();
    this.#stop = NOWHERE;
    this.#files?.forget();
  }

  async #takeIn(log: Indexed, end: Stop): Promise<boolean> {
    const from = this.#stop.size;
    for await (const record of log.read(from)) {
      if (record.seq === from && record.prev !== this.#stop.hash) return false;
      this.table.add(rowOfRecord(record));
      const done = record.seq + 1;
      if (done === end.size) return true;
      if (done % TURN === 0) {
        this.#onProgress(done, end.size);
        // Acts go before the index: what they are answered does not wait until it is made.
        await new Promise((resolve) => setImmediate(resolve));
      }
    }
    throw new Error(`the log ends before record ${end.size - 1}`);
  }
}
