import { createHash } from "node:crypto";
import { Checker, type Standing } from "./checker.ts";
import { DisclosureCheck } from "./disclosure-check.ts";
import type { Disk } from "./disk.ts";
import type { LoggedRecord } from "./envelope.ts";
import { type DefectKind, InvalidRecord } from "./invalid-record.ts";
import type { KeyRing } from "./key-ring.ts";
import { type Line, linesOf } from "./lines.ts";
import { pathsOf, segmentName, segmentNumber } from "./paths.ts";
import { formatPolicy, QUORUM } from "./policy.ts";
import { segmentsIn } from "./reader.ts";
import { formatSeal, type SegmentFile } from "./seal.ts";
import { readSignerState, type SignerState } from "./signer-state.ts";
import { parseCheckpoint } from "./tree/checkpoint.ts";
import { formatHash, type Hash } from "./tree/hashes.ts";
import { InvalidProof } from "./tree/invalid-proof.ts";
import { parseVerifierKey } from "./tree/keys.ts";
import { parseNote } from "./tree/note.ts";
import type { Defect, Verdict } from "./verdict.ts";

export interface VerifyOptions {
  readonly disk: Disk;
  /** The log's folder, `STATE/audit`. */
  readonly folder: string;
  /** The signer's state file; absent where there is none to compare with. */
  readonly signerState?: string;
  /** With the keys of the disclosures every value is compared with its commitment. */
  readonly ring?: KeyRing;
  /** Looks at the lines of the segments and at nothing beside them. */
  readonly linesOnly?: boolean;
  /** The policy somebody got in another way, which the log's own must equal. */
  readonly policy?: string;
  /** Somebody is writing the log: what comes behind what was signed when the verification began is not looked at. */
  readonly isLive?: boolean;
  /** Called now and then with how many bytes of how many were read. */
  readonly onProgress?: (done: number, of: number) => void;
}

/** Reads a whole log strictly, and names the first thing that is not as SPEC.md has it. Changes nothing. */
export const verify = (options: VerifyOptions): Promise<Verdict> => new Verification(options).run();

class Found extends Error {
  readonly defect: Defect;

  constructor(defect: Defect) {
    super(defect.because);
    this.defect = defect;
  }
}

/** What a line is: acknowledged, behind all that was, or a sign that nothing more can be read there. */
type Part = "acknowledged" | "tail" | "over";

class Verification {
  readonly #options: VerifyOptions;
  readonly #state: SignerState | undefined;
  readonly #checker = new Checker();
  /** Where the acknowledged part ends, as far as it was read. */
  #end: Standing;
  #root: Hash;
  /** Set once all is read that was acknowledged, as far as anybody knows; closed with its commit line. */
  #tail: "open" | "closed" | undefined;
  #isOver = false;
  #unfinished = false;
  /** Whether the checkpoint kept beside the log is the note of a commit line that was read. */
  #checkpointFound = false;
  readonly #checkpoint: Buffer | undefined;
  /** On the last commit line that counts. */
  #note: string | undefined;
  /** Why the signer's note could not stand on the commit line that is missing. */
  #misfit: string | undefined;
  readonly #erased = new Set<number>();
  #disclosures: DisclosureCheck | undefined;
  readonly #checked: DisclosureCheck[] = [];
  readonly #disclosureDefects: Defect[] = [];
  #done = 0;
  readonly #total: number;

  constructor(options: VerifyOptions) {
    this.#options = options;
    const { disk, folder, signerState } = options;
    const state = signerState !== undefined && disk.exists(signerState) ? disk.read(signerState) : undefined;
    this.#state = state && readSignerState(state);
    this.#end = this.#checker.standing;
    this.#root = this.#checker.root();
    if (this.#signed === 0) this.#tail = "closed";
    this.#checkpoint = disk.exists(`${folder}/checkpoint`) ? disk.read(`${folder}/checkpoint`) : undefined;
    this.#total = this.#segments.reduce((sum, first) => sum + disk.size(`${folder}/${segmentFile(first)}`), 0);
  }

  async run(): Promise<Verdict> {
    try {
      await this.#readSegments();
      if (!this.#options.linesOnly) {
        this.#readSideFiles();
        this.#lookAtDisclosures();
      }
      const isUnfinished = this.#unfinished && !this.#options.isLive;
      return { verdict: isUnfinished ? "unfinished" : "good", ...this.#about() };
    } catch (error) {
      if (!(error instanceof Found)) throw error;
      return { verdict: "bad", ...this.#about(), defect: error.defect };
    }
  }

  #about() {
    const { size, batches } = this.#end;
    return { records: size, batches, root: formatHash(this.#root) };
  }

  /** How many records were acknowledged; nothing where the signer's state is not here. */
  get #signed(): number | undefined {
    return this.#state && (this.#state.last?.size ?? 0);
  }

  get #segments(): readonly number[] {
    return segmentsIn(this.#options.disk, pathsOf(this.#options.folder));
  }

  async #readSegments(): Promise<void> {
    const segments = this.#segments;
    if (segments.length === 0 && this.#signed) this.#lacksSegment();
    for (const [index, first] of segments.entries()) {
      if (first !== this.#checker.size) this.#lacksSegment();
      if (this.#isOver) break;
      const before = segments[index - 1];
      if (before !== undefined) this.#checker.beginSegment(before);
      await this.#readSegment(first, index === segments.length - 1);
      if (this.#isOver) break;
    }
    const seals = this.#options.disk
      .list(`${this.#options.folder}/seg`)
      .flatMap((name) => segmentNumber(name, "seal") ?? []);
    const lone = seals.find((first) => !segments.includes(first));
    if (lone !== undefined && !this.#options.isLive)
      fail("bad-seal", segmentFile(lone, "seal"), 0, "a seal without a segment");
  }

  #lacksSegment(): void {
    const due = this.#checker.size;
    if (!this.#tail) fail("missing-segment", segmentFile(due), 0, `no segment begins with record ${due}`);
    this.#unfinished = true;
    this.#isOver = true;
  }

  async #readSegment(first: number, isNewest: boolean): Promise<void> {
    const { disk, folder, ring, onProgress } = this.#options;
    const file = segmentFile(first);
    const isTail = this.#tail === "closed";
    const name = `disclosures/${segmentName(first)}.jsonl`;
    this.#disclosures = new DisclosureCheck(disk, `${folder}/${name}`, name, ring);
    const hash = createHash("sha256");
    let bytes = 0;
    let hasTail = false;
    for await (const line of linesOf(disk.stream(`${folder}/${file}`, 0))) {
      if (this.#options.isLive && this.#tail === "closed") break;
      const part = await this.#take(line, file);
      this.#unfinished ||= part !== "acknowledged";
      hasTail ||= part !== "acknowledged";
      if (this.#isOver) break;
      this.#done += line.bytes.length + 1;
      if (this.#checker.isClosed) onProgress?.(this.#done, this.#total);
      if (hasTail) continue;
      hash.update(line.bytes).update("\n");
      bytes = line.byte + line.bytes.length + 1;
    }
    if (isTail) {
      this.#unfinished ||= this.#disclosures.isThere;
      return;
    }
    if (!this.#tail && (!this.#checker.isClosed || (bytes === 0 && !isNewest)))
      fail("incomplete", file, bytes, "it ends within a batch");
    if (this.#tail === "open") {
      this.#unfinished = true;
      // No batch goes on in another segment.
      this.#isOver = true;
      this.#end = { ...this.#end, batches: this.#end.batches + 1 };
      await this.#disclosures.close(this.#end.batches - 1);
    } else if (!hasTail) this.#checkSeal({ first, bytes, sha256: hash.digest("base64") }, isNewest);
    const defect = await this.#disclosures.end(this.#tail !== undefined);
    if (defect) this.#disclosureDefects.push(defect);
    this.#unfinished ||= this.#disclosures.hasTail;
    this.#checked.push(this.#disclosures);
  }

  async #take(line: Line, file: string): Promise<Part> {
    const beforeTail = this.#tail;
    try {
      if (!line.ended) throw new InvalidRecord("the line is cut off", "incomplete");
      const record = this.#checker.take(line);
      if (record) return this.#taken(record);
      return await this.#closed(file, line.byte);
    } catch (error) {
      if (!(error instanceof InvalidRecord)) throw error;
      if (!beforeTail) fail(error.kind, file, line.byte, error.message);
      this.#isOver = true;
      return "over";
    }
  }

  #taken(record: LoggedRecord): Part {
    if (this.#tail) return "tail";
    this.#disclosures?.take(record);
    if (record.type === "audit.erasure-requested") this.#erased.add(record.seq);
    if (this.#checker.size === this.#signed && this.#checker.root() === this.#signedRoot) {
      this.#tail = "open";
      this.#misfit = this.#misfitOf(this.#state?.last?.note ?? "");
      this.#end = this.#checker.standing;
      this.#root = this.#checker.root();
    }
    return "acknowledged";
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
    return parseCheckpoint(parseNote(this.#state?.last?.note ?? "").text).root;
  }

  async #closed(file: string, byte: number): Promise<Part> {
    const { size, note = "" } = this.#checker;
    if (this.#signed !== undefined && size > this.#signed)
      fail("beyond-signer", file, byte, `${size} records are signed here, and the signer knows of ${this.#signed}`);
    if (this.#tail === "open") this.#tail = "closed";
    this.#end = this.#checker.standing;
    this.#root = this.#checker.root();
    this.#note = note;
    this.#checkpointFound ||= this.#checkpoint?.equals(Buffer.from(note)) ?? false;
    await this.#disclosures?.close(this.#end.batches - 1);
    return "acknowledged";
  }

  #checkSeal(file: SegmentFile, isNewest: boolean): void {
    const { disk, folder } = this.#options;
    const name = segmentFile(file.first, "seal");
    if (!disk.exists(`${folder}/${name}`)) {
      if (!isNewest) fail("missing-seal", name, 0, "a segment behind which another follows has no seal");
    } else if (
      disk.read(`${folder}/${name}`).toString("latin1") !== Buffer.from(formatSeal(file, this.#end)).toString("latin1")
    )
      fail("bad-seal", name, 0, "it says something else than the segment");
  }

  #readSideFiles(): void {
    const { disk, folder } = this.#options;
    const segments = this.#segments;
    if (this.#signed !== undefined && this.#end.size < this.#signed) {
      const last = segmentFile(segments.at(-1) ?? 0);
      const byte = segments.length > 0 ? disk.size(`${folder}/${last}`) : 0;
      fail("cut", last, byte, `it ends behind ${this.#end.size} records, and the signer has signed ${this.#signed}`);
    }
    if (this.#state) this.#checkState(this.#state);
    if (this.#checkpoint !== undefined && !this.#checkpointFound)
      fail("bad-checkpoint", "checkpoint", 0, "it is the note of no commit line");
    const seals = disk.list(`${folder}/seg`).some((name) => segmentNumber(name, "seal") !== undefined);
    if (this.#checkpoint === undefined && seals)
      fail("missing-file", "checkpoint", 0, "there is none, although there is a seal");
    this.#checkPolicy();
  }

  /** The signer's note is the one that closes the last batch that counts, or could be where that line is missing. */
  #checkState({ last, inOrder, isMisshapen }: SignerState): void {
    const bad = (because: string) => fail("bad-signer-state", "signer/state", 0, because);
    if (isMisshapen) bad("it has another length, or something stands beside its two slots");
    if (this.#tail === "open" ? this.#misfit !== undefined : last && last.note !== this.#note)
      bad(this.#misfit ?? "it holds another note than the last commit line");
    this.#unfinished ||= !inOrder;
  }

  #checkPolicy(): void {
    const { disk, folder, policy } = this.#options;
    const path = `${folder}/policy.txt`;
    if (!disk.exists(path)) {
      if (this.#end.size > 0) fail("missing-file", "policy.txt", 0, "there is none, although there are records");
      return;
    }
    const bytes = disk.read(path);
    const there = bytes.toString();
    const due = formatPolicy(this.#end.keys);
    const bad = (because: string) => fail("bad-policy", "policy.txt", 0, because);
    if (policy !== undefined) {
      if (policy !== due) bad("the log is not signed by the keys of the policy that was given");
      return;
    }
    if (bytes.equals(Buffer.from(due))) return;
    const [extra, ...more] = there.startsWith(due.slice(0, -QUORUM.length))
      ? there.slice(due.length - QUORUM.length).split("\n")
      : [];
    if (
      this.#state &&
      extra?.startsWith("log ") &&
      more.join("\n") === QUORUM &&
      isKeyOf(extra.slice(4), this.#end.origin)
    )
      this.#unfinished = true;
    else bad("it names other keys than those that sign the log");
  }

  /** The first defect of disclosures, in the order of files and lines. */
  #lookAtDisclosures(): void {
    const untrue = this.#checked.flatMap(({ erasures }) =>
      erasures.filter(({ seq }) => !this.#erased.has(seq)).map(({ at }) => at),
    );
    const { disk, folder } = this.#options;
    const segments = this.#segments;
    const lone = disk
      .list(`${folder}/disclosures`)
      .flatMap((name) => segmentNumber(name, "jsonl") ?? [])
      .filter((first) => !segments.includes(first))
      .map(
        (first): Defect => ({
          kind: "bad-disclosure",
          file: `disclosures/${segmentName(first)}.jsonl`,
          byte: 0,
          because: "no segment is beside it",
        }),
      );
    const [first] = [...this.#disclosureDefects, ...untrue, ...lone].sort((one, other) =>
      one.file === other.file ? one.byte - other.byte : one.file < other.file ? -1 : 1,
    );
    if (first) throw new Found(first);
  }
}

function isKeyOf(vkey: string, origin: string): boolean {
  try {
    const { name } = parseVerifierKey(vkey);
    return origin === "" || name === origin;
  } catch (error) {
    if (error instanceof InvalidProof) return false;
    throw error;
  }
}

const segmentFile = (first: number, extension: "jsonl" | "seal" = "jsonl"): string =>
  `seg/${segmentName(first)}.${extension}`;

function fail(kind: DefectKind, file: string, byte: number, because: string): never {
  throw new Found({ kind, file, byte, because });
}
