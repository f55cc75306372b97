import type { AuditEvent, Stream } from "#domain/events.ts";
import { Fault } from "#domain/fault.ts";
import type { Appended, AuditRecord, Log } from "#usecases/ports.ts";
import { takeBatch } from "./batching.ts";
import { type IndexOptions, indexOver } from "./index/over.ts";
import type { AuditIndex } from "./index/search.ts";
import { InvalidRecord } from "./invalid-record.ts";
import { formatRecord, hashOf, NO_HASH } from "./record.ts";
import { type Sequenced, Sequencer } from "./sequencer.ts";
import type { Storage } from "./storage.ts";

/** What the log has done since it was opened. A batch costs one sync, however many appends share it. */
export interface LogStats {
  readonly appends: number;
  readonly records: number;
  readonly batches: number;
  readonly syncs: number;
}

export interface AuditLog extends Log {
  readonly stats: LogStats;
}

export interface LogOptions {
  /** Called once with what made the log unavailable: for the process log, which may end the process. */
  readonly onFailure?: (error: unknown) => void;
  /** Where the search index is kept; in memory alone unless said. */
  readonly index?: IndexOptions;
}

/**
 * Opens the log over its storage, of which it is the only writer. Whatever is appended while one batch is being
 * synced goes into the next: batches come from backlog and not from a timer, so a lone caller never waits for others.
 *
 * A write or a sync that fails, or a follower that throws, ends the log for good: every append that is not yet
 * acknowledged rejects, and nothing is tried again, because after a failed sync no later sync can be trusted. What
 * was rejected may still be found when the storage is opened anew; what was acknowledged always is.
 */
export const openLog = (storage: Storage, options: LogOptions = {}): AuditLog => new GroupCommitLog(storage, options);

interface Waiting extends Sequenced {
  readonly answer: (appended: Appended) => void;
  readonly refuse: (error: Fault) => void;
}

class GroupCommitLog implements AuditLog {
  readonly #storage: Storage;
  readonly #onFailure: (error: unknown) => void;
  readonly #index: () => Promise<AuditIndex>;
  readonly #sequencer: Sequencer;
  readonly #followers = new Set<(record: AuditRecord) => void>();
  readonly #done = { appends: 0, records: 0, batches: 0 };
  #end: Log["end"];
  readonly #queue: Waiting[] = [];
  #committing: Promise<void> | undefined;
  /** Settles with the newest append, and so when all before it are durable too. */
  #newest: Promise<unknown> = Promise.resolve();
  #unavailable: Fault | undefined;
  #closing: Promise<void> | undefined;

  constructor(storage: Storage, { onFailure = () => {}, index }: LogOptions) {
    this.#storage = storage;
    this.#onFailure = onFailure;
    this.#index = indexOver(this, index);
    this.#sequencer = new Sequencer(storage.found);
    this.#end = { size: storage.found.size, hash: storage.found.hash };
  }

  get available(): boolean {
    return this.#unavailable === undefined;
  }

  get end(): Log["end"] {
    return this.#end;
  }

  get stats(): LogStats {
    return { ...this.#done, syncs: this.#storage.syncs };
  }

  /** As the port has it; Fault INVALID_FIELD when an event holds what a record cannot say exactly. */
  append(events: readonly AuditEvent[], expect: ReadonlyMap<Stream, number> = new Map()): Promise<Appended> {
    if (this.#unavailable) return Promise.reject(this.#unavailable);
    // The decision may rest on events that are still on their way to the followers, so it is not asked anew before.
    if (!this.#sequencer.stillAt(expect)) return this.#newest.then(() => ({ outcome: "moved on" }));
    if (events.length === 0) return this.#newest.then(() => ({ outcome: "appended", records: [] }));
    let sequenced: Sequenced;
    try {
      sequenced = this.#sequencer.sequence(events);
    } catch (error) {
      return Promise.reject(error instanceof InvalidRecord ? unrecordable(error) : error);
    }
    const appended = new Promise<Appended>((answer, refuse) => {
      this.#queue.push({ ...sequenced, answer, refuse });
    });
    this.#newest = appended;
    this.#committing ??= this.#commit();
    return appended;
  }

  async *read(from = 0): AsyncGenerator<AuditRecord, void> {
    let left = this.#end.size - from;
    if (left <= 0) return;
    for await (const record of this.#storage.read(from)) {
      yield record;
      left -= 1;
      if (left === 0) return;
    }
  }

  pick(numbers: readonly number[]): AsyncIterable<AuditRecord> {
    return this.#storage.pick(numbers);
  }

  follow(listener: (record: AuditRecord) => void): () => void {
    this.#followers.add(listener);
    return () => this.#followers.delete(listener);
  }

  index(): Promise<AuditIndex> {
    return this.#index();
  }

  follows({ prev }: AuditRecord, previous: AuditRecord | undefined): boolean {
    return prev === (previous ? hashOf(formatRecord(previous)) : NO_HASH);
  }

  /** Waits for what was appended before, then gives the storage back. From now on every append rejects. */
  close(): Promise<void> {
    this.#unavailable ??= new Fault("LOG_UNAVAILABLE", "the audit log is closed; start the simulator again");
    this.#closing ??= (this.#committing ?? Promise.resolve()).then(() => this.#storage.close());
    return this.#closing;
  }

  async #commit(): Promise<void> {
    // Lets whoever appends in the same turn share the first batch.
    await undefined;
    while (this.#queue.length > 0) {
      const batch = takeBatch(this.#queue);
      try {
        const records = batch.flatMap((append) => append.records);
        await this.#storage.append({ records, lines: batch.flatMap(({ lines }) => lines) });
        this.#publish(batch, records);
      } catch (error) {
        this.#fail(error, batch);
      }
    }
    this.#committing = undefined;
  }

  /** Makes a durable batch visible: first to the followers, then to the callers. */
  #publish(batch: readonly Waiting[], records: readonly AuditRecord[]): void {
    this.#end = batch.at(-1)?.end ?? this.#end;
    this.#done.batches += 1;
    this.#done.appends += batch.length;
    this.#done.records += records.length;
    for (const record of records) {
      for (const follower of this.#followers) follower(record);
    }
    for (const { records, answer } of batch) answer({ outcome: "appended", records });
  }

  #fail(cause: unknown, batch: readonly Waiting[]): void {
    const fault = new Fault("LOG_UNAVAILABLE", "the audit log cannot be written; see the process log and start again");
    fault.cause = cause;
    this.#unavailable = fault;
    for (const { refuse } of [...batch, ...this.#queue.splice(0)]) refuse(fault);
    this.#onFailure(cause);
  }
}

const unrecordable = ({ message }: InvalidRecord): Fault =>
  new Fault("INVALID_FIELD", `this cannot be put on record: ${message}`);
