import { createHash, type Hash } from "node:crypto";
import { CannotOpenLog } from "./cannot-open.ts";
import { Checker, type Standing } from "./checker.ts";
import type { Disk } from "./disk.ts";
import { InvalidRecord } from "./invalid-record.ts";
import { type Line, linesOf } from "./lines.ts";
import { type Paths, segmentName, segmentNumber } from "./paths.ts";
import { disclosureIn } from "./plain-disclosure.ts";
import { setAside } from "./quarantine.ts";
import { segmentsIn } from "./reader.ts";
import { formatCommit, parseLine } from "./record.ts";
import { NO_MATCH, sourceOf } from "./scan.ts";
import { parseSeal } from "./seal.ts";
import { byteOf, formatSlot, readSignerState, type SignedNote } from "./signer-state.ts";
import { parseCheckpoint } from "./tree/checkpoint.ts";
import { GrowingTree } from "./tree/growing-tree.ts";
import { parseVerifierKey } from "./tree/keys.ts";
import { parseNote } from "./tree/note.ts";
import { openNote } from "./tree/signed-note.ts";

/** A log that was brought in order: where it stands, and the segment that is written on. */
export interface Recovered {
  readonly standing: Standing;
  /** The note of the last commit line; nothing in a log without records. */
  readonly note: string | undefined;
  readonly segment: { readonly first: number; readonly bytes: number; readonly hash: Hash };
  /** Bytes in the file of disclosures beside that segment. */
  readonly disclosureBytes: number;
}

/**
 * Brings a log in order as a crash left it. What the signer signed last is exactly what was ever acknowledged: up to
 * there everything has to be in order, or CannotOpenLog says what is not and nothing is changed, for a person has to
 * look. Behind it stands only what nobody was told of; that is set aside and cut off.
 *
 * Reads from the newest sealed segment on. What is older was checked when it was written, and is by `verify`.
 */
export async function recover(disk: Disk, paths: Paths): Promise<Recovered> {
  const signed = signedIn(disk, paths);
  const segments = segmentsIn(disk, paths);
  const sealed = newestSeal(disk, paths, segments);
  const walk = new Walk(disk, paths, signed, sealed);
  for (const segment of segments) {
    if (sealed && segment <= sealed.first) continue;
    await walk.through(segment);
    if (walk.isOver) break;
  }
  if (walk.size < (signed?.size ?? 0))
    throw damaged(
      `it ends with record ${walk.size - 1} and the signer has signed ${signed?.size} records, so what is missing was acknowledged`,
    );
  if (signed) await settle(disk, paths, signed);
  return walk.cutOff(segments, sealed);
}

const damaged = (because: string): CannotOpenLog =>
  new CannotOpenLog(`the log is damaged: ${because}; nothing was changed; restore the folder from a copy`);

function signedIn(disk: Disk, { signer }: Paths): SignedNote | undefined {
  const path = `${signer}/state`;
  if (!disk.exists(path)) return undefined;
  const bytes = disk.read(path);
  const { last, inOrder } = readSignerState(bytes);
  if (!last && !inOrder && !isFirstWrite(bytes))
    throw damaged(`neither of the two notes in "${path}" is whole, so nobody knows what was acknowledged`);
  return last;
}

/**
 * Makes durable what the signer signed last, before anything is built on it: a process that was killed, or whose sync
 * failed, may have left it where it can be read and yet be lost.
 */
async function settle(disk: Disk, { signer }: Paths, { note, slot }: SignedNote): Promise<void> {
  const file = disk.open(`${signer}/state`);
  try {
    file.write(formatSlot(note), byteOf(slot));
    await file.sync();
  } finally {
    file.close();
  }
}

/** Whether a damaged state can be that of a signer whose very first write was cut off: the second slot is untouched. */
const isFirstWrite = (bytes: Buffer): boolean => bytes.subarray(4096).every((byte) => byte === 0);

interface Sealed {
  readonly first: number;
  readonly bytes: number;
  readonly standing: Standing;
  readonly note: string;
}

/** The newest seal, if it fits the segment it seals: its length and the signed root on its last line. */
function newestSeal(disk: Disk, paths: Paths, segments: readonly number[]): Sealed | undefined {
  const seals = disk.list(paths.segments).flatMap((name) => segmentNumber(name, "seal") ?? []);
  const first = Math.max(-1, ...seals);
  if (first < 0 || !segments.includes(first)) return undefined;
  const name = `${paths.segments}/${segmentName(first)}`;
  try {
    const note = lastNote(disk, `${name}.jsonl`);
    const { origin, size, root } = parseCheckpoint(parseNote(note).text);
    const { file, standing } = parseSeal(disk.read(`${name}.seal`).toString(), origin);
    const tree = new GrowingTree(standing);
    openNote(note, standing.keys.slice(-1).map(parseVerifierKey));
    const fits = file.first === first && file.bytes === disk.size(`${name}.jsonl`) && size === standing.size;
    if (!fits || tree.root() !== root) throw new Error("it is that of another segment");
    return { first, bytes: file.bytes, standing, note };
  } catch (error) {
    throw damaged(
      `the seal "${name}.seal" does not fit its segment (${error instanceof Error ? error.message : error})`,
    );
  }
}

/** More than a commit line has. */
const LAST = 4096;

function lastNote(disk: Disk, path: string): string {
  const size = disk.size(path);
  const file = disk.openToRead(path);
  try {
    const end = file.readAt(Math.max(0, size - LAST), Math.min(LAST, size)).toString();
    const line = parseLine(end.trimEnd().split("\n").at(-1) ?? "");
    if (line.is !== "commit") throw new Error("no commit line at its end");
    return line.note;
  } finally {
    file.close();
  }
}

/** Goes through the segments up to what was acknowledged, and knows where that ends. */
class Walk {
  readonly #disk: Disk;
  readonly #paths: Paths;
  readonly #signed: SignedNote | undefined;
  readonly #checker: Checker;
  readonly #target: number;
  #segment = 0;
  /** The segment that was gone through last. */
  #before: number;
  #hash = createHash("sha256");
  /** Bytes of the present segment that belong to the log. */
  #bytes = 0;
  #lacksCommit = false;
  /** Where the log stands with all that was acknowledged, once that was read. */
  #standing: Standing | undefined;
  /** Whether there is nothing more to be learned behind it. */
  isOver = false;

  constructor(disk: Disk, paths: Paths, signed: SignedNote | undefined, sealed: Sealed | undefined) {
    const from = sealed?.standing;
    this.#before = sealed?.first ?? 0;
    this.#disk = disk;
    this.#paths = paths;
    this.#signed = signed;
    this.#checker = new Checker(from);
    this.#target = signed?.size ?? 0;
    if (this.#checker.size > this.#target)
      throw damaged(
        `a sealed segment ends with record ${this.#checker.size - 1}, and the signer has signed ${this.#target}`,
      );
    if (this.#target === this.#checker.size) this.#standing = this.#checker.standing;
  }

  get size(): number {
    return this.#standing?.size ?? this.#checker.size;
  }

  async through(segment: number): Promise<void> {
    if (segment > 0) this.#checker.beginSegment(this.#before);
    this.#before = segment;
    if (segment !== this.#checker.size)
      throw damaged(`segment ${segment} begins where record ${this.#checker.size} belongs`);
    this.#segment = segment;
    this.#hash = createHash("sha256");
    this.#bytes = 0;
    const path = `${this.#paths.segments}/${segmentName(segment)}.jsonl`;
    for await (const line of linesOf(this.#disk.stream(path, 0))) {
      if (this.#standing) this.#lookBehind(line, path);
      else if (this.#checker.size < this.#target) this.#take(line, path);
      else this.#close(line);
      if (this.isOver) return;
    }
    if (!this.#standing && this.#checker.size === this.#target) this.#close(undefined);
  }

  /** A batch behind the last one the signer knows of, closed and signed: then it is the signer that lost something. */
  #lookBehind(line: Line, path: string): void {
    try {
      if (!line.ended) throw new InvalidRecord("the line is cut off");
      if (this.#isRecord(line)) return;
    } catch (error) {
      if (!(error instanceof InvalidRecord)) throw error;
      this.isOver = true;
      return;
    }
    throw damaged(
      `"${path}" holds ${this.#checker.size} signed records and the signer's state only knows of ${this.#target}: that is older than the log`,
    );
  }

  #take(line: Line, path: string): void {
    try {
      if (!line.ended) throw new InvalidRecord("the line is cut off");
      this.#isRecord(line);
    } catch (error) {
      if (!(error instanceof InvalidRecord)) throw error;
      throw damaged(`record ${this.#checker.size} at byte ${line.byte} of "${path}": ${error.message}`);
    }
    this.#keep(line);
    if (this.#checker.size !== this.#target) return;
    const { note = "" } = this.#signed ?? {};
    const { root } = parseCheckpoint(parseNote(note).text);
    if (root !== this.#checker.root())
      throw damaged(`the ${this.#target} records of "${path}" add up to something else than the signer has signed`);
    try {
      this.#checker.checkNote(note);
    } catch (error) {
      if (!(error instanceof InvalidRecord)) throw error;
      throw damaged(`the note in the signer's state cannot be that of the ${this.#target} records (${error.message})`);
    }
  }

  /** Takes a line in; whether it is a record, and not one that closes a batch. */
  #isRecord(line: Line): boolean {
    return this.#checker.takePlain(sourceOf(line.bytes), 0) !== NO_MATCH || this.#checker.take(line) !== undefined;
  }

  #keep({ bytes, byte }: Line): void {
    this.#hash.update(bytes).update("\n");
    this.#bytes = byte + bytes.length + 1;
  }

  /** Behind the last acknowledged record stands its commit line, or it was never written. */
  #close(line: Line | undefined): void {
    const { note = "" } = this.#signed ?? {};
    if (line?.ended && Buffer.from(line.bytes).equals(Buffer.from(formatCommit(note)))) {
      this.#checker.take(line);
      this.#keep(line);
      this.#standing = this.#checker.standing;
      return;
    }
    const standing = this.#checker.standing;
    this.#standing = { ...standing, batches: standing.batches + 1 };
    this.#lacksCommit = true;
    if (line) this.#lookBehind(line, `segment ${this.#segment}`);
    else this.isOver = true;
  }

  /** Sets aside and cuts off what stands behind, and writes the commit line that a crash kept from being written. */
  async cutOff(segments: readonly number[], sealed: Sealed | undefined): Promise<Recovered> {
    const standing = this.#standing ?? this.#checker.standing;
    const at = sealed && standing.size === sealed.standing.size ? sealed : undefined;
    const first = at?.first ?? (standing.size === 0 ? 0 : this.#segment);
    const kept = at ? at.bytes : standing.size === 0 ? 0 : this.#bytes;
    const disclosureBytes = await this.#disclosuresOf(first, standing.batches);
    // First what is beside a segment, for without one it belongs to nothing.
    for (const name of this.#disk.list(this.#paths.disclosures)) {
      const number = segmentNumber(name, "jsonl");
      if (number !== undefined && number >= first)
        this.#cut(`${this.#paths.disclosures}/${name}`, "disclosures", number === first ? disclosureBytes : -1);
    }
    for (const segment of segments.filter((one) => one >= first).reverse())
      this.#cut(`${this.#paths.segments}/${segmentName(segment)}.jsonl`, "seg", segment === first ? kept : -1);
    const path = `${this.#paths.segments}/${segmentName(first)}.jsonl`;
    const file = this.#disk.open(path);
    let bytes = kept;
    if (this.#signed) {
      // Where it is there it is written again all the same: it was not synced yet, or a sync of it has failed.
      const line = Buffer.from(`${formatCommit(this.#signed.note)}\n`);
      file.write(line, this.#lacksCommit ? bytes : bytes - line.length);
      await file.sync();
      if (this.#lacksCommit) this.#hash.update(line);
      if (this.#lacksCommit) bytes += line.length;
    }
    file.close();
    const hash = at
      ? createHash("sha256").update(this.#disk.read(path))
      : standing.size === 0
        ? createHash("sha256")
        : this.#hash;
    return { standing, note: this.#signed?.note, segment: { first, bytes, hash }, disclosureBytes };
  }

  /** Keeps so many bytes of a file; -1 for none, and not the file either. */
  #cut(path: string, what: "seg" | "disclosures", kept: number): void {
    const size = this.#disk.size(path);
    if (size > Math.max(0, kept)) {
      const file = this.#disk.open(path);
      const from = Math.max(0, kept);
      setAside(this.#disk, this.#paths.audit, this.size, what, file.readAt(from, size - from));
      if (kept >= 0) file.truncate(kept);
      file.close();
    }
    if (kept < 0) this.#disk.remove(path);
  }

  /** How many bytes of disclosures belong to closed batches. Nothing acknowledged may stand behind the first line that does not. */
  async #disclosuresOf(segment: number, batches: number): Promise<number> {
    const path = `${this.#paths.disclosures}/${segmentName(segment)}.jsonl`;
    if (!this.#disk.exists(path)) return 0;
    let kept: number | undefined;
    let bytes = 0;
    for await (const line of linesOf(this.#disk.stream(path, 0))) {
      const b = line.ended ? batchOf(line) : undefined;
      if (b !== undefined && b < batches) {
        if (kept !== undefined)
          throw damaged(`line at byte ${kept} of "${path}" is none, and acknowledged ones follow`);
        bytes = line.byte + line.bytes.length + 1;
      } else kept ??= bytes;
    }
    return kept ?? bytes;
  }
}

function batchOf(line: Line): number | undefined {
  try {
    return disclosureIn(line).b;
  } catch (error) {
    if (error instanceof InvalidRecord) return undefined;
    throw error;
  }
}
