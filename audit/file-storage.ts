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
import { type Paths, pathsIn, segmentName } from "./paths.ts";
import { bytesSetAside } from "./quarantine.ts";
import { committedLines, DisclosureCursor, type Place, placeBefore, readRecords, segmentsIn } from "./reader.ts";
import { formatCommit, hashOf } from "./record.ts";
import { type Recovered, recover } from "./recovery.ts";
import { formatSeal } from "./seal.ts";
import { type Random, sealedNames } from "./sealing.ts";
import { dayOf, markStated } from "./sequencer.ts";
import { type LogSigner, openSigner } from "./signer.ts";
import type { Batch, Storage } from "./storage.ts";
import { TileCache } from "./tile-cache.ts";
import { tilesIn, tilesInMemory } from "./tile-files.ts";
import type { TreeHead } from "./tree/check-proof.ts";
import { GrowingTree } from "./tree/growing-tree.ts";
import { formatHash, type Hash, parseHash } from "./tree/hashes.ts";
import { formatPolicy } from "./verify.ts";

export interface FileOptions {
  /** Where keys and what encryption needs come from. */
  readonly random: Random;
  /** Where the log's name and first key come from, if elsewhere. */
  readonly identity?: Random;
  /** Another disk than the machine's, for tests; it is not locked. */
  readonly disk?: Disk;
  /** A segment with as many bytes is sealed, and the next one begun. */
  readonly segmentBytes?: number;
}

/** About 60,000 records: what opening a log has to read again at most. */
const SEGMENT_BYTES = 32 * 1024 * 1024;

/** How many records lie between two places that are remembered for reading from the middle. */
const APART = 1000;

/**
 * Opens the log under a state folder, which it makes where there is none, and takes the folder for this process alone.
 * What a crash left is brought in order (recovery.ts). CannotOpenLog when another process has the folder, or when
 * something is damaged that no crash explains.
 */
export async function openFileStorage(
  state: string,
  { random, identity = random, disk, segmentBytes = SEGMENT_BYTES }: FileOptions,
): Promise<FileStorage> {
  const paths = pathsIn(state);
  const ground = disk ?? realDisk;
  for (const folder of [paths.audit, paths.segments, paths.disclosures, paths.keys]) ground.makeFolder(folder);
  const unlock = disk ? () => {} : lockFolder(paths.audit);
  try {
    const recovered = await recover(ground, paths);
    const signer = openSigner(
      ground,
      { folder: paths.signer, keys: paths.keys, random: identity },
      recovered.standing.keys.at(-1),
    );
    const ring = new KeyRing(ground, paths.keys, random);
    return new FileStorage({ disk: ground, paths, random, segmentBytes, recovered, signer, ring, unlock });
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
  readonly unlock: () => void;
}

export class FileStorage implements Storage {
  readonly found: LogEnd;
  readonly setAside: number;
  syncs = 0;
  readonly #disk: Disk;
  readonly #paths: Paths;
  readonly #random: Random;
  readonly #segmentBytes: number;
  readonly #signer: LogSigner;
  readonly #ring: KeyRing;
  readonly #unlock: () => void;
  readonly #tree: GrowingTree;
  readonly #heads: Map<Stream, Head>;
  #standing: Omit<Standing, "heads" | "edge">;
  #note: string | undefined;
  /** What the newest note signs, and the keys by then. */
  #signed: { readonly head: TreeHead; readonly keys: readonly string[] };
  readonly #tiles: TileCache;
  #segment: Recovered["segment"];
  #file: DiskFile;
  #disclosures: DiskFile | undefined;
  #disclosureBytes: number;
  /** Where some records begin, in order. */
  readonly #places: Place[] = [];

  constructor({ disk, paths, random, segmentBytes, recovered, signer, ring, unlock }: Opened) {
    const { standing, note, segment, disclosureBytes } = recovered;
    this.found = standing;
    this.setAside = bytesSetAside(disk, paths.audit, standing.size);
    this.#disk = disk;
    this.#paths = paths;
    this.#random = random;
    this.#segmentBytes = segmentBytes;
    this.#signer = signer;
    this.#ring = ring;
    this.#unlock = unlock;
    this.#tree = new GrowingTree(standing);
    this.#heads = new Map(standing.heads);
    this.#standing = { ...standing, origin: signer.origin };
    this.#note = note;
    this.#signed = { head: { size: standing.size, root: this.#tree.root() }, keys: standing.keys };
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

  get full(): number | undefined {
    return this.#segment.bytes >= this.#segmentBytes ? this.#segment.first : undefined;
  }

  /** The newest signed checkpoint; nothing while there is no record. */
  get checkpoint(): string | undefined {
    return this.#note;
  }

  async append(batch: Batch): Promise<void> {
    if (batch.records[0]?.type === "audit.segment-sealed") await this.#beginSegment();
    this.#demandOurs();
    this.#notePlace();
    const bytes = Buffer.from(`${batch.lines.join("\n")}\n`);
    this.#file.write(bytes, this.#segment.bytes);
    const disclosed = await this.#writeDisclosures(batch);
    await Promise.all([
      this.#sync(this.#file),
      ...(disclosed && this.#disclosures ? [this.#sync(this.#disclosures)] : []),
    ]);
    this.#takeIn(batch);
    const isRotation = batch.records.at(-1)?.type === "audit.key-rotated";
    if (isRotation || batch.records[0]?.seq === 0) this.#keepPolicy();
    const head = { size: this.#tree.size, root: this.#tree.root() };
    this.#note = await this.#signer.sign(head, this.#tree.consistencyProof(), isRotation);
    this.syncs += 1;
    this.#tree.mark();
    // Not synced before the next batch is: the signer has the note, and a crash that loses this line is mended by it.
    const commit = Buffer.from(`${formatCommit(this.#note)}\n`);
    this.#file.write(commit, this.#segment.bytes + bytes.length);
    this.#segment.hash.update(bytes).update(commit);
    this.#segment = { ...this.#segment, bytes: this.#segment.bytes + bytes.length + commit.length };
    this.#signed = { head, keys: this.#standing.keys };
    for (const hash of batch.hashes) this.#tiles.append(parseHash(hash));
  }

  async erase(erasure: Erasure): Promise<number> {
    this.#disclosures?.close();
    this.#disclosures = undefined;
    const ground = { disk: this.#disk, paths: this.#paths, ring: this.#ring, random: this.#random };
    const destroyed = await eraseValues(ground, erasure);
    const file = `${this.#paths.disclosures}/${segmentName(this.#segment.first)}.jsonl`;
    this.#disclosureBytes = this.#disk.exists(file) ? this.#disk.size(file) : 0;
    // The places point into files that are others now.
    this.#places.length = 0;
    return destroyed;
  }

  nextKey(): string {
    return this.#signer.nextKey();
  }

  read(from: number): AsyncIterable<AuditRecord> {
    return readRecords(this.#disk, this.#paths, this.#ring, { ...this.#placeOf(from), seq: from });
  }

  async *pick(numbers: readonly number[]): AsyncGenerator<AuditRecord, void> {
    let next = 0;
    if (numbers.length === 0) return;
    for await (const record of this.read(numbers[0] ?? 0)) {
      if (record.seq !== numbers[next]) continue;
      yield record;
      next += 1;
      if (next === numbers.length) return;
    }
  }

  async *lines(from: number): AsyncGenerator<string, void> {
    for await (const { record, line } of committedLines(this.#disk, this.#paths, this.#placeOf(from))) {
      if (record.seq >= from) yield line;
    }
  }

  async prove(numbers: readonly number[]): Promise<Proven> {
    const { checkpoint, head, keys } = { checkpoint: this.#note ?? "", ...this.#signed };
    const records: ProvenRecord[] = [];
    for await (const { seq, ...record } of this.#withValues(numbers)) {
      const proof = await this.#tiles.prove(parseHash(hashOf(record.line)), seq, head);
      records.push({ ...record, proof: proof.map(formatHash) });
    }
    return { checkpoint, keys, records };
  }

  /** The lines of these records with what opens their values. Where two lie far apart, what is between them is skipped. */
  async *#withValues(numbers: readonly number[]) {
    for (let next = 0; next < numbers.length; ) {
      const place = this.#placeOf(numbers[next] ?? 0);
      const cursor = new DisclosureCursor(this.#disk, this.#paths, this.#ring, place);
      for await (const one of committedLines(this.#disk, this.#paths, place)) {
        const { record, line } = one;
        const { seq } = record;
        if (seq !== numbers[next]) continue;
        const opening = await cursor.of(one);
        const values = sealedNames(record).flatMap((name) => {
          const opened = opening(name);
          return opened ? { name, ...opened } : [];
        });
        yield { seq, line, values };
        next += 1;
        if (next === numbers.length || this.#placeOf(numbers[next] ?? 0).seq > seq) break;
      }
    }
  }

  async *#leaves(from: number): AsyncGenerator<Hash, void> {
    for await (const line of this.lines(from)) yield parseHash(hashOf(line));
  }

  async close(): Promise<void> {
    try {
      await this.#sync(this.#file);
      if (this.#note !== undefined) this.#disk.replace(this.#paths.checkpoint, this.#note);
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

  #sync(file: DiskFile): Promise<void> {
    this.syncs += 1;
    return file.sync();
  }

  /** Error when somebody else has written to the log, or put another file in its place. */
  #demandOurs(): void {
    const { isOurs, size } = this.#file.standing();
    if (!isOurs || size !== this.#segment.bytes)
      throw new Error(`somebody else has changed "${this.#pathOf(this.#segment.first)}"`);
  }

  async #writeDisclosures({ number, records, disclosures }: Batch): Promise<boolean> {
    const first = records[0]?.seq ?? 0;
    const placed = disclosures.map((one) => ({ ...one, org: records[one.seq - first]?.org ?? ("platform" as const) }));
    const lines = disclosureLinesOf(number, placed, this.#ring, this.#random);
    if (lines.length === 0) return false;
    if (await this.#ring.sync()) this.syncs += 1;
    this.#disclosures ??= this.#disk.open(`${this.#paths.disclosures}/${segmentName(this.#segment.first)}.jsonl`);
    const bytes = Buffer.from(`${lines.join("\n")}\n`);
    this.#disclosures.write(bytes, this.#disclosureBytes);
    this.#disclosureBytes += bytes.length;
    return true;
  }

  /** What the log adds up to with a batch. */
  #takeIn({ number, records, hashes }: Batch): void {
    for (const [place, record] of records.entries()) {
      const hash = hashes[place] ?? "";
      const { stated } = this.#heads.get(record.org) ?? NO_HEAD;
      this.#heads.set(record.org, { orgSeq: record.orgSeq, hash, stated });
      this.#tree.append(parseHash(hash));
      if (record.type === "audit.org-stated") markStated(this.#heads, this.#heads, record);
      if (record.type === "audit.founded" || record.type === "audit.key-rotated")
        this.#standing = { ...this.#standing, keys: [...this.#standing.keys, record.key] };
    }
    const [hash = "", last] = [hashes.at(-1), records.at(-1)];
    if (last)
      this.#standing = { ...this.#standing, size: this.#tree.size, hash, batches: number + 1, day: dayOf(last.at) };
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
    this.#disk.replace(`${this.#paths.segments}/${segmentName(first)}.seal`, seal);
    if (this.#note !== undefined) this.#disk.replace(this.#paths.checkpoint, this.#note);
    this.#file.close();
    this.#disclosures?.close();
    this.#disclosures = undefined;
    this.#disclosureBytes = 0;
    this.#segment = { first: this.#tree.size, bytes: 0, hash: createHash("sha256") };
    this.#file = this.#disk.open(this.#pathOf(this.#segment.first));
  }

  /** Says whose signatures count, for whoever verifies the folder. */
  #keepPolicy(): void {
    const { policy: path } = this.#paths;
    const policy = formatPolicy(this.#standing.keys);
    if (!this.#disk.exists(path) || this.#disk.read(path).toString() !== policy) this.#disk.replace(path, policy);
  }

  #notePlace(): void {
    const { size } = this.#tree;
    if (size - (this.#places.at(-1)?.seq ?? -APART) < APART) return;
    const { first, bytes } = this.#segment;
    this.#places.push({ seq: size, segment: first, byte: bytes, disclosureByte: this.#disclosureBytes });
  }

  #placeOf(seq: number): Place {
    const known = this.#places.findLast((place) => place.seq <= seq);
    const begun = placeBefore(segmentsIn(this.#disk, this.#paths), seq);
    return known && known.seq >= begun.seq ? known : begun;
  }
}
