import { createHash } from "node:crypto";
import type { Traits } from "#domain/audit/erasure.ts";
import type { AuditEvent, Stream } from "#domain/events.ts";
import { Fault } from "#domain/fault.ts";
import type { UserRef } from "#domain/ids.ts";
import type { Instant } from "#domain/time.ts";
import type { User } from "#domain/user.ts";
import type { Appended, AuditRecord, EvidenceRequest, Log, Proven } from "#usecases/ports.ts";
import { formatEvidence } from "./evidence.ts";
import type { IndexOptions } from "./index/over.ts";
import type { AuditIndex } from "./index/search.ts";
import { InvalidRecord } from "./invalid-record.ts";
import { hashOf, NO_HASH } from "./record.ts";
import { DiskFull } from "./reserve.ts";
import { type Random, Sealer } from "./sealing.ts";
import { type Moment, type Sequenced, Sequencer } from "./sequencer.ts";
import type { Storage } from "./storage.ts";
import { parseHash } from "./tree/hashes.ts";
import { formatTlogProof } from "./tree/tlog-proof.ts";

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
  /** Where salts and nonces come from; without it the log is for specs, where nothing needs to be secret. */
  readonly random?: Random;
  /** What the machine's clocks say; without it every record was written at its own platform time. */
  readonly moment?: () => Moment;
  /** Where the search index is kept; in memory alone unless said. */
  readonly index?: IndexOptions;
  /** Called once with what made the log unavailable: for the process log, which may end the process. */
  readonly onFailure?: (error: unknown) => void;
  /** What the log says where a disk is full. Without it a full disk is a failure like any other. */
  readonly onFullDisk?: FullDisk;
}

/** The events that begin and end a time in which there is no space; each is one append. */
export interface FullDisk {
  /** The last that are written, in space that was kept for them. */
  readonly lastWords: (cause: unknown) => readonly AuditEvent[];
  /** The first that are written once there is space again. */
  readonly firstWords: () => readonly AuditEvent[];
}

/**
 * Opens the log over its storage, of which it is the only writer. Whatever is appended while one batch is being
 * synced goes into the next: batches come from backlog and not from a timer, so a lone caller never waits for others.
 *
 * A write or a sync that fails, or a follower that throws, ends the log for good: every append that is not yet
 * acknowledged rejects, and nothing is tried again, because after a failed sync no later sync can be trusted. What
 * was rejected may still be found when the storage is opened anew; what was acknowledged always is.
 *
 * A disk that is full is told of before the write is lost: the batch comes to nothing, the last words are put on record,
 * and every append rejects until `regain` finds space.
 */
export const openLog = (storage: Storage, options: LogOptions = {}): AuditLog => new GroupCommitLog(storage, options);

interface Waiting extends Sequenced {
  readonly answer: (appended: Appended) => void;
  readonly refuse: (error: Fault) => void;
}

/** The appends that become durable together. */
interface Forming {
  readonly number: number;
  readonly appends: Waiting[];
  records: number;
  characters: number;
}

/** Once a batch holds as much as either of these, the next append begins another. */
const MOST_RECORDS = 1024;
const MOST_CHARACTERS = 1024 * 1024;

class GroupCommitLog implements AuditLog {
  readonly #storage: Storage;
  readonly #onFailure: (error: unknown) => void;
  readonly #moment: (() => Moment) | undefined;
  readonly #indexOptions: IndexOptions | undefined;
  #index: Promise<() => Promise<AuditIndex>> | undefined;
  readonly #sealer: Sealer;
  readonly #onFullDisk: FullDisk | undefined;
  #sequencer: Sequencer;
  /** Number of the next batch. */
  #next: number;
  /** The segment that was told to be full last. */
  #ended: number | undefined;
  readonly #followers = new Set<(record: AuditRecord) => void>();
  readonly #done = { appends: 0, records: 0, batches: 0 };
  #end: Log["end"];
  readonly #queue: Forming[] = [];
  /** What waits for the batch being written, and the next one for it. */
  readonly #tasks: (() => Promise<void>)[] = [];
  #committing: Promise<void> | undefined;
  /** Settles with the newest append, and so when all before it are durable too. */
  #newest: Promise<unknown> = Promise.resolve();
  /** Why nothing can be appended, for good. */
  #unavailable: Fault | undefined;
  /** Why nothing can be appended until there is space again. */
  #full: Fault | undefined;
  /** When space was looked for last, in microseconds. */
  #lookedAt = Number.NEGATIVE_INFINITY;
  #looking: Promise<void> | undefined;
  #closing: Promise<void> | undefined;

  constructor(
    storage: Storage,
    { onFailure = () => {}, random = specRandom(), moment, index, onFullDisk }: LogOptions,
  ) {
    this.#storage = storage;
    this.#onFailure = onFailure;
    this.#moment = moment;
    this.#indexOptions = index;
    this.#onFullDisk = onFullDisk;
    this.#sealer = new Sealer(random);
    const { end } = storage;
    this.#sequencer = new Sequencer(end, this.#sealer);
    this.#next = end.batches;
    this.#end = { size: end.size, hash: end.hash };
  }

  get available(): boolean {
    return this.#unavailable === undefined && this.#full === undefined;
  }

  get end(): Log["end"] {
    return this.#end;
  }

  get stats(): LogStats {
    return { ...this.#done, syncs: this.#storage.syncs };
  }

  /** As the port has it; Fault INVALID_FIELD when an event holds what a record cannot say exactly. */
  append(events: readonly AuditEvent[], expect: ReadonlyMap<Stream, number> = new Map()): Promise<Appended> {
    const fault = this.#unavailable ?? this.#full;
    if (fault) return Promise.reject(fault);
    // The decision may rest on events that are still on their way to the followers, so it is not asked anew before.
    if (!this.#sequencer.stillAt(expect)) return this.#newest.then(() => ({ outcome: "moved on" }));
    if (events.length === 0) return this.#newest.then(() => ({ outcome: "appended", records: [] }));
    const batch = this.#forming();
    let sequenced: Sequenced;
    try {
      sequenced = this.#sequenced(batch, events);
    } catch (error) {
      if (batch.appends.length === 0) this.#forget(batch);
      return Promise.reject(error instanceof InvalidRecord ? unrecordable(error) : error);
    }
    // A rotation is the last record of its batch.
    if (events.some(({ type }) => type === "audit.key-rotated")) batch.records = MOST_RECORDS;
    const appended = new Promise<Appended>((answer, refuse) => {
      batch.appends.push({ ...sequenced, answer, refuse });
    });
    this.#newest = appended;
    this.#committing ??= this.#commit();
    return appended;
  }

  #sequenced(batch: Forming, events: readonly AuditEvent[]): Sequenced {
    const { origin, key } = this.#storage;
    const full = this.#fullBefore(batch);
    const sequenced = this.#sequencer.sequence(events, batch.number, this.#moment?.(), { origin, key, full });
    this.#ended = full ?? this.#ended;
    batch.records += sequenced.records.length;
    for (const { length } of sequenced.lines) batch.characters += length;
    for (const { text } of sequenced.disclosures) batch.characters += text.length;
    return sequenced;
  }

  /** The segment that ends before a batch: told once, by the first batch that is formed when it is full. */
  #fullBefore(batch: Forming): number | undefined {
    const { full } = this.#storage;
    return batch.appends.length === 0 && full !== this.#ended ? full : undefined;
  }

  /** The batch that the next append goes into. */
  #forming(): Forming {
    const last = this.#queue.at(-1);
    if (last && last.records < MOST_RECORDS && last.characters < MOST_CHARACTERS) return last;
    const batch: Forming = { number: this.#next, appends: [], records: 0, characters: 0 };
    this.#next += 1;
    this.#queue.push(batch);
    return batch;
  }

  /** A batch whose first append came to nothing was never there. */
  #forget(batch: Forming): void {
    this.#queue.splice(this.#queue.indexOf(batch), 1);
    this.#next -= 1;
  }

  erase(person: UserRef, request: number, traitsIn: (row: User) => Traits): Promise<number> {
    return this.#between(() => this.#storage.erase({ person, request, traitsIn }));
  }

  async rotateKey(at: Instant): Promise<string> {
    const key = await this.#between(async () => this.#storage.nextKey());
    await this.append([{ type: "audit.key-rotated", at, org: "platform", before: this.#storage.key, key }]);
    return key;
  }

  /** Does something while no batch is being written. What goes wrong there ends the log, as a failed write does. */
  #between<Value>(task: () => Promise<Value>): Promise<Value> {
    const fault = this.#unavailable ?? this.#full;
    if (fault) return Promise.reject(fault);
    const done = new Promise<Value>((answer, refuse) => {
      this.#tasks.push(async () => {
        try {
          answer(await task());
        } catch (error) {
          this.#fail(error, []);
          refuse(this.#unavailable ?? error);
        }
      });
    });
    this.#committing ??= this.#commit();
    return done;
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

  async prove(numbers: readonly number[]): Promise<Proven> {
    const unknown = numbers.find((seq) => !(seq < this.#end.size));
    if (unknown !== undefined || this.#end.size === 0)
      throw new Fault("NOT_FOUND", `no record with number "${unknown}"`);
    return this.#storage.prove(numbers);
  }

  async evidence(request: EvidenceRequest): Promise<string> {
    return formatEvidence(await this.prove(request.numbers), request);
  }

  async tlogProof(seq: number): Promise<string> {
    const { checkpoint, records } = await this.prove([seq]);
    return formatTlogProof({ index: seq, path: records[0]?.proof.map(parseHash) ?? [], checkpoint });
  }

  follow(listener: (record: AuditRecord) => void): () => void {
    this.#followers.add(listener);
    return () => this.#followers.delete(listener);
  }

  async index(): Promise<AuditIndex> {
    // Few who open a log ask for it, so it is not even loaded before.
    this.#index ??= import("./index/over.ts").then(({ indexOver }) => indexOver(this, this.#indexOptions));
    return (await this.#index)();
  }

  async follows(seq: number): Promise<boolean> {
    let before = NO_HASH;
    for await (const line of this.#storage.lines(Math.max(0, seq - 1))) {
      const { seq: place, prev }: { readonly seq: number; readonly prev: string } = JSON.parse(line);
      if (place === seq) return prev === before;
      before = hashOf(line);
    }
    return false;
  }

  /** Waits for what was appended before, then gives the storage back. From now on every append rejects. */
  close(): Promise<void> {
    this.#unavailable ??= new Fault("LOG_UNAVAILABLE", "the audit log is closed; start the simulator again");
    this.#closing ??= Promise.all([this.#committing, this.#looking]).then(() => this.#storage.close());
    return this.#closing;
  }

  async #commit(): Promise<void> {
    // Lets whoever appends in the same turn share the first batch.
    await undefined;
    for (;;) {
      const task = this.#tasks.shift();
      // Without a task nothing may be awaited: what is asked for meanwhile would be left behind by whoever ends here.
      if (task) await task();
      const batch = this.#queue.shift();
      if (!batch && !task) break;
      if (!batch) continue;
      const { appends } = batch;
      try {
        await this.#write(batch);
        if (this.#storage.isFull) await this.#degrade(new Error("the disk is full"), []);
      } catch (error) {
        if (error instanceof DiskFull && this.#onFullDisk) await this.#degrade(error, appends);
        else this.#fail(error, appends);
      }
    }
    this.#committing = undefined;
  }

  async #write({ number, appends }: Forming): Promise<void> {
    const records = appends.flatMap((append) => append.records);
    const lines = appends.flatMap((append) => append.lines);
    const hashes = appends.flatMap((append) => append.hashes);
    const disclosures = appends.flatMap((append) => append.disclosures);
    await this.#storage.append({ number, records, lines, hashes, disclosures });
    this.#publish(appends, records);
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
    for (const { asked, answer } of batch) answer({ outcome: "appended", records: asked });
  }

  #fail(cause: unknown, batch: readonly Waiting[]): void {
    const fault = new Fault("LOG_UNAVAILABLE", "the audit log cannot be written; see the process log and start again");
    fault.cause = cause;
    this.#unavailable = fault;
    const waiting = this.#queue.splice(0).flatMap(({ appends }) => appends);
    for (const { refuse } of [...batch, ...waiting]) refuse(fault);
    this.#onFailure(cause);
  }

  /** There is no space any more: says so on record, with what ends by it, and refuses everything from then on. */
  async #degrade(cause: unknown, batch: readonly Waiting[]): Promise<void> {
    this.#full = new Fault(
      "LOG_UNAVAILABLE",
      "the audit log cannot be written: the disk is full; make space, and it goes on by itself",
    );
    this.#full.cause = cause;
    const refused = [...batch, ...this.#queue.splice(0).flatMap(({ appends }) => appends)];
    this.#beginAnew();
    try {
      await this.#say(this.#onFullDisk?.lastWords(cause) ?? []);
      for (const { refuse } of refused) refuse(this.#full);
    } catch (error) {
      this.#fail(error, refused);
    }
  }

  /** What was sequenced and came to nothing is forgotten: the next record follows the last one that is durable. */
  #beginAnew(): void {
    const { end } = this.#storage;
    this.#sequencer = new Sequencer(end, this.#sealer);
    this.#next = end.batches;
    this.#ended = undefined;
  }

  /** Writes the log's own words while nobody else can append. */
  async #say(events: readonly AuditEvent[]): Promise<void> {
    if (events.length === 0) return;
    const batch: Forming = { number: this.#next, appends: [], records: 0, characters: 0 };
    this.#next += 1;
    batch.appends.push({ ...this.#sequenced(batch, events), answer: () => {}, refuse: () => {} });
    await this.#write(batch);
  }

  async regain(): Promise<"open" | "disk full" | "lost"> {
    const now = this.#moment?.().mono ?? Number.POSITIVE_INFINITY;
    if (this.#full && !this.#unavailable && (this.#looking || now >= this.#lookedAt + LOOK_EVERY)) {
      this.#lookedAt = now;
      this.#looking ??= this.#look();
      await this.#looking;
    }
    return this.#unavailable ? "lost" : this.#full ? "disk full" : "open";
  }

  /** Looks for space once, and goes on where there is some. */
  async #look(): Promise<void> {
    await this.#committing;
    try {
      if (this.#unavailable || !(await this.#storage.regain())) return;
      await this.#say(this.#onFullDisk?.firstWords() ?? []);
      if (!this.#storage.isFull) this.#full = undefined;
    } catch (error) {
      if (error instanceof DiskFull) this.#beginAnew();
      else this.#fail(error, []);
    } finally {
      this.#looking = undefined;
    }
  }
}

/** Whoever waits for space may ask as often as they like; the disk is asked once a second, in microseconds. */
const LOOK_EVERY = 1_000_000;

const unrecordable = ({ message }: InvalidRecord): Fault =>
  new Fault("INVALID_FIELD", `this cannot be put on record: ${message}`);

/** Bytes that are the same in every run and cost next to nothing: specs have no secrets. */
function specRandom(): Random {
  let block = 0;
  return (size) => {
    block += 1;
    return createHash("shake256", { outputLength: size }).update(`${block}`).digest();
  };
}
