import { createHash } from "node:crypto";
import type { Stream } from "#domain/events.ts";
import type { AuditRecord, Proven, ProvenRecord } from "#usecases/ports.ts";
import type { Standing } from "./checker.ts";
import { disclosureLinesOf } from "./disclosure-line.ts";
import { type Disk, type DiskFile, realDisk } from "./disk.ts";
import { type Erasure, eraseValues } from "./erase.ts";
import { KeyRing } from "./key-ring.ts";
import { lockFolder } from "./lock.ts";
import { type Head, type LogEnd, NO_HEAD } from "./log-end.ts";
import { LogReader } from "./log-reader.ts";
import { type Paths, pathsIn, segmentName } from "./paths.ts";
import { formatPolicy } from "./policy.ts";
import { bytesSetAside } from "./quarantine.ts";
import { formatCommit, hashOf } from "./record.ts";
import { type Recovered, recover } from "./recovery.ts";
import { DiskFull, isForSpace, Reserve } from "./reserve.ts";
import { formatSeal } from "./seal.ts";
import { pooled, type Random } from "./sealing.ts";
import { dayOf, markStated } from "./sequencer.ts";
import { type LogSigner, openSigner } from "./signer.ts";
import type { Batch, Storage } from "./storage.ts";
import { TileCache } from "./tile-cache.ts";
import { tilesIn, tilesInMemory } from "./tile-files.ts";
import type { TreeHead } from "./tree/check-proof.ts";
import { GrowingTree } from "./tree/growing-tree.ts";
import { formatHash, type Hash, parseHash } from "./tree/hashes.ts";

export interface FileOptions {
  /** Where keys and what encryption needs come from. */
  readonly random: Random;
  /** Where the log's name and first key come from, if elsewhere. */
  readonly identity?: Random;
  /** Another disk than the machine's, for tests; it is not locked. */
  readonly disk?: Disk;
  /** A segment with as many bytes is sealed, and the next one begun. */
  readonly segmentBytes?: number;
  /** How much space is kept for last words on a full disk; 0 for none. */
  readonly reserveBytes?: number;
}

/** About 60,000 records: what opening a log has to read again at most. */
const SEGMENT_BYTES = 32 * 1024 * 1024;

/** The ends of about a thousand sessions. */
const RESERVE_BYTES = 1024 * 1024;

/**
 * Opens the log under a state folder, which it makes where there is none, and takes the folder for this process alone.
 * What a crash left is brought in order (recovery.ts). CannotOpenLog when another process has the folder, or when
 * something is damaged that no crash explains.
 */
export async function openFileStorage(
  state: string,
  { random, identity = random, disk, segmentBytes = SEGMENT_BYTES, reserveBytes = RESERVE_BYTES }: FileOptions,
): Promise<FileStorage> {
  const paths = pathsIn(state);
  const ground = disk ?? realDisk;
  ground.makeFolder(paths.audit);
  const unlock = disk ? () => {} : lockFolder(paths.audit);
  try {
    for (const folder of [paths.segments, paths.disclosures]) ground.makeFolder(folder);
    const recovered = await recover(ground, paths);
    const signer = openSigner(
      ground,
      { folder: paths.signer, keys: paths.keys, random: identity },
      recovered.standing.keys.at(-1),
    );
    const ring = new KeyRing(ground, paths.keys, random);
    ring.settle();
    const reserve = new Reserve(ground, paths.reserve, reserveBytes);
    await reserve.keep();
    return new FileStorage({ disk: ground, paths, random, segmentBytes, recovered, signer, ring, reserve, unlock });
  } catch (error) {
    unlock();
    throw error;
  }
}

interface Opened {
  readonly disk: Disk;
  readonly paths: Paths;
  readonly random: Random;
  readonly segmentBytes: number;
  readonly recovered: Recovered;
  readonly signer: LogSigner;
  readonly ring: KeyRing;
  readonly reserve: Reserve;
  readonly unlock: () => void;
}

export class FileStorage implements Storage {
  readonly setAside: number;
  syncs = 0;
  isFull = false;
  readonly #disk: Disk;
  readonly #paths: Paths;
  readonly #random: Random;
  readonly #segmentBytes: number;
  readonly #signer: LogSigner;
  readonly #ring: KeyRing;
  readonly #reserve: Reserve;
  readonly #unlock: () => void;
  readonly #tree: GrowingTree;
  readonly #heads: Map<Stream, Head>;
  #standing: Omit<Standing, "heads" | "edge">;
  #note: string | undefined;
  /** What the newest note signs, and the keys by then. */
  #newest: { readonly head: TreeHead; readonly keys: readonly string[] };
  readonly #tiles: TileCache;
  #segment: Recovered["segment"];
  /** The segment before that one. */
  #before: number | undefined;
  #file: DiskFile;
  #disclosures: DiskFile | undefined;
  #disclosureBytes: number;
  /** Whether an append has failed. */
  #isLost = false;
  readonly #reader: LogReader;

  constructor({ disk, paths, random, segmentBytes, recovered, signer, ring, reserve, unlock }: Opened) {
    const { standing, note, segment, disclosureBytes } = recovered;
    this.setAside = bytesSetAside(disk, paths.audit, standing.size);
    this.#disk = disk;
    this.#paths = paths;
    this.#random = pooled(random);
    this.#segmentBytes = segmentBytes;
    this.#signer = signer;
    this.#ring = ring;
    this.#reserve = reserve;
    this.#reader = new LogReader(disk, paths, ring);
    this.#unlock = unlock;
    this.#tree = new GrowingTree(standing);
    this.#heads = new Map(standing.heads);
    this.#standing = { ...standing, origin: signer.origin };
    this.#note = note;
    this.#newest = { head: { size: standing.size, root: this.#tree.root() }, keys: standing.keys };
    const files = disk === realDisk ? tilesIn(paths.audit) : tilesInMemory();
    this.#tiles = new TileCache(files, standing.size, (from) => this.#leaves(from));
    this.#segment = segment;
    this.#disclosureBytes = disclosureBytes;
    this.#file = disk.open(this.#pathOf(segment.first));
    if (standing.size > 0) this.#keepPolicy();
  }

  get origin(): string {
    return this.#signer.origin;
  }

  get key(): string {
    return this.#signer.key;
  }

  get end(): LogEnd {
    return { ...this.#standing, heads: new Map(this.#heads) };
  }

  get full(): number | undefined {
    // A segment can be begun and not used, where there was no space for what it was begun for.
    if (this.#isUnused) return this.#before;
    return this.#segment.bytes >= this.#segmentBytes ? this.#segment.first : undefined;
  }

  get #isUnused(): boolean {
    return this.#before !== undefined && this.#segment.bytes === 0;
  }

  /** The newest signed checkpoint; nothing while there is no record. */
  get checkpoint(): string | undefined {
    return this.#note;
  }

  async append(batch: Batch): Promise<void> {
    let disclosureBytes = this.#disclosureBytes;
    let bytes: Buffer;
    try {
      if (batch.records[0]?.type === "audit.segment-sealed" && !this.#isUnused) await this.#beginSegment();
      disclosureBytes = this.#disclosureBytes;
      bytes = await this.#write(batch);
    } catch (error) {
      if (this.#isLost || !isForSpace(error)) throw this.#lost(error);
      this.#undo(disclosureBytes);
      throw new DiskFull(error);
    }
    try {
      await this.#finish(batch, bytes);
    } catch (error) {
      throw this.#lost(error);
    }
  }

  /** After a failure nothing more is written: the next opening brings in order what is there. */
  #lost(error: unknown): unknown {
    this.#isLost = true;
    return error;
  }

  /** Writes the lines of a batch, and what stands behind their commitments; durable after the next sync. */
  async #write(batch: Batch): Promise<Buffer> {
    this.#demandOurs();
    const bytes = Buffer.from(`${batch.lines.join("\n")}\n`);
    this.#file.write(bytes, this.#segment.bytes);
    await this.#writeDisclosures(batch);
    return bytes;
  }

  /** Where there was no space for a batch nothing of it stays, and the reserve makes room for last words. */
  #undo(disclosureBytes: number): void {
    try {
      this.#file.truncate(this.#segment.bytes);
      this.#disclosures?.truncate(disclosureBytes);
      this.#disclosureBytes = disclosureBytes;
      this.#ring.undo();
      this.#giveReserve();
    } catch (error) {
      throw this.#lost(error);
    }
  }

  #giveReserve(): void {
    this.isFull = true;
    this.#reserve.drop();
  }

  /** Makes what was written durable, and has it signed; what it adds up to is worked out while the disk is at work. */
  async #finish(batch: Batch, bytes: Buffer): Promise<void> {
    const durable = this.#durable(batch);
    const [{ note, head, leaves }] = await Promise.all([this.#signed(batch, bytes, durable), durable]);
    this.syncs += 1;
    this.#note = note;
    this.#tree.mark();
    // Not synced before the next batch is: the signer has the note, and a crash that loses this line is mended by it.
    const commit = Buffer.from(`${formatCommit(note)}\n`);
    this.#writeCommit(commit, this.#segment.bytes + bytes.length);
    this.#segment.hash.update(commit);
    this.#segment = { ...this.#segment, bytes: this.#segment.bytes + bytes.length + commit.length };
    this.#newest = { head, keys: this.#standing.keys };
    for (const leaf of leaves) this.#tiles.append(leaf);
  }

  /** Settles when what was written of a batch is on stable storage. */
  async #durable({ disclosures }: Batch): Promise<void> {
    const values = disclosures.length > 0 ? this.#disclosures : undefined;
    await Promise.all([this.#sync(this.#file), ...(values ? [this.#sync(values)] : [])]);
  }

  /** The note over the log with a batch, which the signer keeps when the batch is durable. */
  async #signed(batch: Batch, bytes: Buffer, durable: Promise<void>) {
    const leaves = this.#takeIn(batch);
    const head = { size: this.#tree.size, root: this.#tree.root() };
    const rotating = batch.records.at(-1)?.type === "audit.key-rotated";
    const isNewKey = rotating || batch.records[0]?.seq === 0;
    const after = isNewKey ? durable.then(() => this.#keepPolicy()) : durable;
    const signing = this.#signer.sign(head, this.#tree.consistencyProof(), { rotating, after });
    this.#segment.hash.update(bytes);
    return { head, leaves, note: await signing };
  }

  /** What is signed is acknowledged, so where there is no space for its commit line the reserve has to make room. */
  #writeCommit(commit: Buffer, at: number): void {
    try {
      this.#file.write(commit, at);
    } catch (error) {
      if (!isForSpace(error) || this.isFull) throw error;
      this.#giveReserve();
      this.#file.write(commit, at);
    }
  }

  async regain(): Promise<boolean> {
    if (this.isFull && !this.#isLost) this.isFull = !(await this.#reserve.keep());
    return !this.isFull;
  }

  async erase(erasure: Erasure): Promise<number> {
    this.#disclosures?.close();
    this.#disclosures = undefined;
    const ground = { disk: this.#disk, paths: this.#paths, ring: this.#ring, random: this.#random };
    const destroyed = await eraseValues(ground, erasure);
    const file = `${this.#paths.disclosures}/${segmentName(this.#segment.first)}.jsonl`;
    this.#disclosureBytes = this.#disk.exists(file) ? this.#disk.size(file) : 0;
    this.#reader.forget();
    return destroyed;
  }

  nextKey(): string {
    return this.#signer.nextKey();
  }

  read(from: number): AsyncIterable<AuditRecord> {
    return this.#reader.read(from);
  }

  pick(numbers: readonly number[]): AsyncIterable<AuditRecord> {
    return this.#reader.pick(numbers);
  }

  lines(from: number): AsyncIterable<string> {
    return this.#reader.lines(from);
  }

  async prove(numbers: readonly number[]): Promise<Proven> {
    const { checkpoint, head, keys } = { checkpoint: this.#note ?? "", ...this.#newest };
    const records: ProvenRecord[] = [];
    for await (const { seq, ...record } of this.#reader.withValues(numbers)) {
      const proof = await this.#tiles.prove(parseHash(hashOf(record.line)), seq, head);
      records.push({ ...record, proof: proof.map(formatHash) });
    }
    return { checkpoint, keys, records };
  }

  async *#leaves(from: number): AsyncGenerator<Hash, void> {
    for await (const line of this.lines(from)) yield parseHash(hashOf(line));
  }

  async close(): Promise<void> {
    try {
      if (this.#isLost) return;
      await this.#sync(this.#file);
      if (this.#note !== undefined) this.#disk.replace(this.#paths.checkpoint, this.#note);
    } catch (error) {
      // The checkpoint beside the log may be older than the log.
      if (this.#isLost || !isForSpace(error)) throw error;
    } finally {
      this.#file.close();
      this.#disclosures?.close();
      this.#signer.close();
      this.#ring.close();
      this.#unlock();
    }
  }

  #pathOf(first: number): string {
    return `${this.#paths.segments}/${segmentName(first)}.jsonl`;
  }

  /** After a failed sync no later one can be trusted, for whatever reason it failed. */
  async #sync(file: Pick<DiskFile, "sync">): Promise<void> {
    this.syncs += 1;
    try {
      await file.sync();
    } catch (error) {
      throw this.#lost(error);
    }
  }

  /** Error when somebody else has written to the log, or put another file in its place. */
  #demandOurs(): void {
    const { isOurs, size } = this.#file.standing();
    if (!isOurs || size !== this.#segment.bytes)
      throw new Error(`somebody else has changed "${this.#pathOf(this.#segment.first)}"`);
  }

  async #writeDisclosures({ number, disclosures }: Batch): Promise<void> {
    const lines = disclosureLinesOf(number, disclosures, this.#ring, this.#random);
    if (lines.length === 0) return;
    if (this.#ring.hasNew) await this.#sync(this.#ring);
    this.#disclosures ??= this.#disk.open(`${this.#paths.disclosures}/${segmentName(this.#segment.first)}.jsonl`);
    const bytes = Buffer.from(`${lines.join("\n")}\n`);
    this.#disclosures.write(bytes, this.#disclosureBytes);
    this.#disclosureBytes += bytes.length;
  }

  /** What the log adds up to with a batch; answers its leaves. */
  #takeIn({ number, records, hashes }: Batch): readonly Hash[] {
    const leaves = hashes.map(parseHash);
    for (const leaf of leaves) this.#tree.append(leaf);
    for (const [place, record] of records.entries()) {
      const hash = hashes[place] ?? "";
      const { stated } = this.#heads.get(record.org) ?? NO_HEAD;
      this.#heads.set(record.org, { orgSeq: record.orgSeq, hash, stated });
      if (record.type === "audit.org-stated") markStated(this.#heads, this.#heads, record);
      if (record.type === "audit.founded" || record.type === "audit.key-rotated")
        this.#standing = { ...this.#standing, keys: [...this.#standing.keys, record.key] };
    }
    const [hash = "", last] = [hashes.at(-1), records.at(-1)];
    if (last)
      this.#standing = { ...this.#standing, size: this.#tree.size, hash, batches: number + 1, day: dayOf(last.at) };
    return leaves;
  }

  /** Seals the segment that is full, and begins the next one. */
  async #beginSegment(): Promise<void> {
    await this.#sync(this.#file);
    const { first, bytes, hash } = this.#segment;
    const seal = formatSeal(
      { first, bytes, sha256: hash.copy().digest("base64") },
      {
        ...this.#standing,
        heads: this.#heads,
        edge: this.#tree.edge,
      },
    );
    // In this order: a seal without a checkpoint beside the log is a defect, and a crash may come between.
    if (this.#note !== undefined) this.#disk.replace(this.#paths.checkpoint, this.#note);
    this.#disk.replace(`${this.#paths.segments}/${segmentName(first)}.seal`, seal);
    const next = this.#disk.open(this.#pathOf(this.#tree.size));
    this.#file.close();
    this.#file = next;
    this.#disclosures?.close();
    this.#disclosures = undefined;
    this.#disclosureBytes = 0;
    this.#before = first;
    this.#segment = { first: this.#tree.size, bytes: 0, hash: createHash("sha256") };
  }

  /** Says whose signatures count, for whoever verifies the folder. */
  #keepPolicy(): void {
    const { policy: path } = this.#paths;
    const policy = formatPolicy(this.#standing.keys);
    if (!this.#disk.exists(path) || this.#disk.read(path).toString() !== policy) this.#disk.replace(path, policy);
  }
}
