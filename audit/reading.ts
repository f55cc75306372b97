import { createHash } from "node:crypto";
import { setImmediate } from "node:timers/promises";
import { Blocks, lineAt } from "./blocks.ts";
import { Checker, type Reach, type Standing } from "./checker.ts";
import { DisclosureCheck } from "./disclosure-check.ts";
import type { Disk } from "./disk.ts";
import { type DefectKind, InvalidRecord } from "./invalid-record.ts";
import type { KeyRing } from "./key-ring.ts";
import type { Line } from "./lines.ts";
import { segmentName } from "./paths.ts";
import { NO_MATCH, sourceOf } from "./scan.ts";
import { formatSeal, type SegmentFile } from "./seal.ts";
import { type SealedValues, sealedIn } from "./sealed-value.ts";
import type { SignerState } from "./signer-state.ts";
import { parseCheckpoint } from "./tree/checkpoint.ts";
import type { Hash } from "./tree/hashes.ts";
import { parseNote } from "./tree/note.ts";
import type { Defect } from "./verdict.ts";

/** What segments are read with. */
export interface Ground {
  readonly disk: Disk;
  readonly folder: string;
  /** What is kept beside the log, where there is one. */
  readonly checkpoint: Uint8Array | undefined;
  /** The keys of disclosures, where values are to be compared; asked for once there are any. */
  readonly ring?: (() => KeyRing) | undefined;
  /** Where it is there, what stands behind its note is the tail. */
  readonly state?: SignerState | undefined;
  readonly isLive?: boolean | undefined;
  /** Of a log that is live: the segments that had a seal before it was asked what was signed. */
  readonly seals?: readonly number[];
  /** Called at the end of each batch with how many bytes were read since it was called last. */
  readonly onBytes?: (bytes: number) => void;
}

/** What is kept of segments that were read, for what is asked once all are. */
export interface Findings {
  /** Whether the checkpoint kept beside the log is the note of a commit line that was read. */
  readonly checkpointFound: boolean;
  /** On the last commit line that counts. */
  readonly note: string | undefined;
  /** The records that tell of an erasure. */
  readonly erased: readonly number[];
  /** Lines of disclosures that say their values were erased, by the record that says so. */
  readonly erasures: readonly { readonly seq: number; readonly at: Defect }[];
  /** The first defect of each file of disclosures. */
  readonly disclosureDefects: readonly Defect[];
}

/** Findings of segments and of those behind them. */
export const together = (one: Findings, next: Findings): Findings => ({
  checkpointFound: one.checkpointFound || next.checkpointFound,
  note: next.note ?? one.note,
  erased: [...one.erased, ...next.erased],
  erasures: [...one.erasures, ...next.erasures],
  disclosureDefects: [...one.disclosureDefects, ...next.disclosureDefects],
});

/** Found first, and the end of a verification. */
export class Found extends Error {
  readonly defect: Defect;

  constructor(defect: Defect) {
    super(defect.because);
    this.defect = defect;
  }
}

/** How many bytes of a segment were acknowledged, their hash, and whether something stands behind them. */
interface Content {
  readonly bytes: number;
  readonly sha256: string;
  readonly hasTail: boolean;
}

/** A line that is acknowledged, and whether it closes a batch; one behind all that were; none, and the end of what can be read. */
type Part = "record" | "commit" | "tail" | "over";

/** Reads segments one behind the other, from the first one or from where a log was known to stand. */
export class Reading {
  /** Set once all is read that was acknowledged, as far as anybody knows; closed with its commit line. */
  tail: "open" | "closed" | undefined;
  /** Whether there is nothing more to be read. */
  isOver = false;
  /** Whether something stands behind what was acknowledged. */
  unfinished = false;
  /** Why the signer's note could not stand on the commit line that is missing. */
  misfit: string | undefined;
  /** Where the acknowledged part ends, as far as it was read. */
  end: Reach;
  root: Hash;
  /** What the last segment adds up to, if it was read as a whole. */
  seal: string | undefined;
  readonly #ground: Ground;
  readonly #checker: Checker;
  #disclosures: DisclosureCheck | undefined;
  #unsaid = 0;
  readonly #found = {
    checkpointFound: false,
    note: undefined as string | undefined,
    erased: [] as number[],
    erasures: [] as Findings["erasures"][number][],
    disclosureDefects: [] as Defect[],
  };

  constructor(ground: Ground, from?: Standing) {
    this.#ground = ground;
    this.#checker = new Checker(from);
    this.end = this.#checker.reach;
    this.root = this.#checker.root();
    if (this.#signed === 0) this.tail = "closed";
  }

  get found(): Findings {
    return this.#found;
  }

  /** How many records were read, those of an open batch with them. */
  get size(): number {
    return this.#checker.size;
  }

  /** How many records were acknowledged; nothing where the signer's state is not here. */
  get #signed(): number | undefined {
    return this.#ground.state && (this.#ground.state.last?.size ?? 0);
  }

  /** Reads the next segment; throws Found at its first defect, but those of its disclosures are kept. */
  async through(first: number, before: number | undefined, isNewest: boolean): Promise<void> {
    const { disk, folder, ring } = this.#ground;
    const name = `disclosures/${segmentName(first)}.jsonl`;
    const disclosures = new DisclosureCheck(disk, `${folder}/${name}`, name, ring);
    const blocks = new Blocks(disk, `${folder}/${segmentFile(first)}`);
    try {
      this.#disclosures = disclosures;
      this.seal = undefined;
      if (before !== undefined) this.#checker.beginSegment(before);
      const isTail = this.tail === "closed";
      const content = await this.#readLines(blocks, segmentFile(first));
      if (isTail) this.unfinished ||= disclosures.isThere;
      else this.#endSegment(first, content, isNewest, disclosures);
    } finally {
      blocks.close();
      disclosures.close();
    }
  }

  #endSegment(first: number, content: Content, isNewest: boolean, disclosures: DisclosureCheck): void {
    const { bytes, sha256, hasTail } = content;
    if (!this.tail && (!this.#checker.isClosed || (bytes === 0 && !isNewest)))
      fail("incomplete", segmentFile(first), bytes, "it ends within a batch");
    if (this.tail === "open") {
      this.unfinished = true;
      // No batch goes on in another segment.
      this.isOver = true;
      this.end = { ...this.end, batches: this.end.batches + 1 };
      disclosures.closeBatch(this.end.batches - 1);
    } else if (!hasTail) this.#checkSeal({ first, bytes, sha256 }, isNewest);
    const defect = disclosures.end(this.tail !== undefined);
    if (defect) this.#found.disclosureDefects.push(defect);
    this.unfinished ||= disclosures.hasTail;
    this.#found.erasures.push(...disclosures.erasures);
  }

  async #readLines(blocks: Blocks, file: string): Promise<Content> {
    const hash = createHash("sha256");
    let bytes = 0;
    let hasTail = false;
    reading: for (let block = blocks.next(); block; block = blocks.next()) {
      const source = sourceOf(block.bytes);
      for (let from = 0; from < block.bytes.length; ) {
        if (this.#ground.isLive && this.tail === "closed") break reading;
        const plain = block.ended ? this.#checker.takePlain(source, from) : NO_MATCH;
        const line = plain === NO_MATCH ? lineAt(block, from) : undefined;
        const part = line ? this.#take(line, file) : this.#taken(this.#checker.sealed);
        if (part === "commit") this.#disclosures?.closeBatch(this.end.batches - 1);
        hasTail ||= part === "tail" || part === "over";
        if (this.isOver) break;
        const next = (line ? from + line.bytes.length : plain) + 1;
        this.#tell(next - from);
        from = next;
        if (!hasTail) bytes = block.byte + next;
      }
      if (bytes > block.byte) hash.update(block.bytes.subarray(0, bytes - block.byte));
      if (this.isOver) break;
      // Whatever else the process has to do gets its turn.
      await setImmediate();
    }
    this.unfinished ||= hasTail;
    return { bytes, sha256: hash.digest("base64"), hasTail };
  }

  #tell(bytes: number): void {
    this.#unsaid += bytes;
    if (!this.#checker.isClosed) return;
    this.#ground.onBytes?.(this.#unsaid);
    this.#unsaid = 0;
  }

  #take(line: Line, file: string): Part {
    const beforeTail = this.tail;
    try {
      if (!line.ended) throw new InvalidRecord("the line is cut off", "incomplete");
      const record = this.#checker.take(line);
      if (!record) return this.#closed(file, line.byte);
      if (record.type === "audit.erasure-requested" && !beforeTail) this.#found.erased.push(record.seq);
      return this.#taken(sealedIn(record));
    } catch (error) {
      if (!(error instanceof InvalidRecord)) throw error;
      if (!beforeTail) fail(error.kind, file, line.byte, error.message);
      this.isOver = true;
      return "over";
    }
  }

  /** The checker has taken one more record. */
  #taken(values: SealedValues): Part {
    if (this.tail) return "tail";
    if (values.sealed.length > 0) this.#disclosures?.take(this.size - 1, this.#checker.stream, values);
    if (this.size === this.#signed && this.#checker.root() === this.#signedRoot) {
      this.tail = "open";
      this.misfit = this.#misfitOf(this.#ground.state?.last?.note ?? "");
      this.end = this.#checker.reach;
      this.root = this.#checker.root();
    }
    return "record";
  }

  #misfitOf(note: string): string | undefined {
    try {
      this.#checker.checkNote(note);
      return undefined;
    } catch (error) {
      if (error instanceof InvalidRecord) return error.message;
      throw error;
    }
  }

  get #signedRoot(): Hash {
    return parseCheckpoint(parseNote(this.#ground.state?.last?.note ?? "").text).root;
  }

  #closed(file: string, byte: number): Part {
    const { size, note = "" } = this.#checker;
    if (this.#signed !== undefined && size > this.#signed)
      fail("beyond-signer", file, byte, `${size} records are signed here, and the signer knows of ${this.#signed}`);
    if (this.tail === "open") this.tail = "closed";
    this.end = this.#checker.reach;
    this.root = this.#checker.root();
    this.#found.note = note;
    const { checkpoint } = this.#ground;
    this.#found.checkpointFound ||= checkpoint !== undefined && Buffer.from(note).equals(checkpoint);
    return "commit";
  }

  #checkSeal(file: SegmentFile, isNewest: boolean): void {
    const { disk, folder, isLive, seals } = this.#ground;
    const name = segmentFile(file.first, "seal");
    // What was signed ends here, and a seal that came meanwhile may be of more.
    if (isLive && this.tail && !seals?.includes(file.first)) return;
    // Nothing stands behind its last batch, so the checker stands where the segment ends.
    this.seal = formatSeal(file, this.#checker.standing);
    if (!disk.exists(`${folder}/${name}`)) {
      if (!isNewest) fail("missing-seal", name, 0, "a segment behind which another follows has no seal");
    } else if (!disk.read(`${folder}/${name}`).equals(Buffer.from(this.seal)))
      fail("bad-seal", name, 0, "it says something else than the segment");
  }
}

/** A file of a segment as verdicts name it. */
export const segmentFile = (first: number, extension: "jsonl" | "seal" = "jsonl"): string =>
  `seg/${segmentName(first)}.${extension}`;

/** Ends a verification. */
export function fail(kind: DefectKind, file: string, byte: number, because: string): never {
  throw new Found({ kind, file, byte, because });
}
