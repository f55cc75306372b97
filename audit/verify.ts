import type { Standing } from "./checker.ts";
import { readAhead } from "./crew.ts";
import { type Disk, realDisk } from "./disk.ts";
import { type KeyRing, ringIn } from "./key-ring.ts";
import { pathsOf, segmentName, segmentNumber } from "./paths.ts";
import { formatPolicy, QUORUM } from "./policy.ts";
import { segmentsIn } from "./reader.ts";
import { type Findings, Found, fail, Reading, segmentFile, together } from "./reading.ts";
import { readSignerState, type SignerState } from "./signer-state.ts";
import { formatHash } from "./tree/hashes.ts";
import { InvalidProof } from "./tree/invalid-proof.ts";
import { parseVerifierKey } from "./tree/keys.ts";
import type { Defect, Verdict } from "./verdict.ts";

export interface VerifyOptions {
  readonly disk: Disk;
  /** The log's folder, `STATE/audit`. */
  readonly folder: string;
  /** The signer's state file; absent where there is none to compare with. */
  readonly signerState?: string;
  /** The folder of the disclosures' keys: with them every value is compared with its commitment. */
  readonly keys?: string;
  /** Looks at the lines of the segments and at nothing beside them. */
  readonly linesOnly?: boolean;
  /** The policy somebody got in another way, which the log's own must equal. */
  readonly policy?: string;
  /**
   * Somebody is writing the log: it is verified as it was signed when the verification began, and what came or comes behind
   * that is not looked at.
   */
  readonly isLive?: boolean;
  /** Called now and then with how many bytes of how many were read. */
  readonly onProgress?: (done: number, of: number) => void;
  /** How many segments are read at the same time, on the machine's own disk; as many as it has cores unless said. */
  readonly threads?: number;
}

/** Reads a whole log strictly, and names the first thing that is not as SPEC.md has it. Changes nothing. */
export const verify = (options: VerifyOptions): Promise<Verdict> => new Verification(options).run();

class Verification {
  readonly #options: VerifyOptions;
  readonly #state: SignerState | undefined;
  /** Kept beside the log, as all of these were at first: a log that is live goes on. */
  readonly #checkpoint: Buffer | undefined;
  readonly #policy: Buffer | undefined;
  readonly #segments: readonly number[];
  /** The segments with a seal, and those with disclosures beside them. */
  readonly #seals: readonly number[];
  readonly #disclosures: readonly number[];
  readonly #ring: (() => KeyRing) | undefined;
  #reading: Reading;
  /** Of the segments that were read ahead. */
  #ahead: Findings | undefined;
  #unfinished = false;
  #done = 0;
  readonly #total: number;

  /**
   * INVARIANT: looked at the other way round than the writer makes it, so that it fits together whatever that does
   * meanwhile. What is there once something was signed comes first: disclosures, which need their segment; seals, which
   * need the checkpoint; and that, which needs what was signed. Then the signer's state, and behind it what had to be there
   * before it signed: policy, segments and keys.
   */
  constructor(options: VerifyOptions) {
    this.#options = options;
    const { disk, folder, signerState, keys, isLive } = options;
    const read = (path: string) => (disk.exists(path) ? disk.read(path) : undefined);
    this.#disclosures = numbersIn(disk, `${folder}/disclosures`, "jsonl");
    this.#seals = numbersIn(disk, `${folder}/seg`, "seal");
    this.#checkpoint = read(`${folder}/checkpoint`);
    const state = signerState === undefined ? undefined : read(signerState);
    this.#state = state && readSignerState(state);
    this.#policy = read(`${folder}/policy.txt`);
    this.#segments = segmentsIn(disk, pathsOf(folder));
    this.#ring = keys === undefined ? undefined : ringIn(disk, keys);
    // An erasure destroys keys that a file may still need which was opened before.
    if (isLive) this.#ring?.();
    this.#reading = this.#readingFrom();
    this.#total = this.#segments.reduce((sum, first) => sum + disk.size(`${folder}/${segmentFile(first)}`), 0);
  }

  async run(): Promise<Verdict> {
    try {
      await this.#readSegments();
      if (!this.#options.linesOnly) {
        this.#readSideFiles();
        this.#lookAtDisclosures();
      }
      const isUnfinished = (this.#unfinished || this.#reading.unfinished) && !this.#options.isLive;
      return { verdict: isUnfinished ? "unfinished" : "good", ...this.#about() };
    } catch (error) {
      if (!(error instanceof Found)) throw error;
      return { verdict: "bad", ...this.#about(), defect: error.defect };
    }
  }

  #about() {
    const { end, root } = this.#reading;
    return { records: end.size, batches: end.batches, root: formatHash(root) };
  }

  #readingFrom(from?: Standing): Reading {
    const { disk, folder, isLive } = this.#options;
    const [checkpoint, ring, state, seals] = [this.#checkpoint, this.#ring, this.#state, this.#seals];
    const onBytes = (bytes: number) => this.#tell(bytes);
    return new Reading({ disk, folder, checkpoint, ring, state, isLive, seals, onBytes }, from);
  }

  #tell(bytes: number): void {
    this.#done += bytes;
    this.#options.onProgress?.(this.#done, this.#total);
  }

  /** How many records were acknowledged; nothing where the signer's state is not here. */
  get #signed(): number | undefined {
    return this.#state && (this.#state.last?.size ?? 0);
  }

  get #found(): Findings {
    return this.#ahead ? together(this.#ahead, this.#reading.found) : this.#reading.found;
  }

  async #readSegments(): Promise<void> {
    const segments = this.#segments;
    if (segments.length === 0 && this.#signed) this.#lacksSegment();
    for (let index = await this.#readAhead(segments); index < segments.length; index += 1) {
      const first = segments[index] ?? 0;
      if (first !== this.#reading.size) this.#lacksSegment();
      if (this.#reading.isOver) break;
      await this.#reading.through(first, segments[index - 1], index === segments.length - 1);
      if (this.#reading.isOver) break;
    }
    const lone = this.#seals.find((first) => !segments.includes(first));
    if (lone !== undefined) fail("bad-seal", segmentFile(lone, "seal"), 0, "a seal without a segment");
  }

  /** Has the first segments read by many threads, where that is worth it; answers how many need no other reading. */
  async #readAhead(segments: readonly number[]): Promise<number> {
    const { disk, folder, keys, threads } = this.#options;
    if (disk !== realDisk) return 0;
    const ahead = await readAhead({
      folder,
      keys,
      checkpoint: this.#checkpoint,
      segments,
      signed: this.#signed,
      threads,
      onBytes: (bytes) => this.#tell(bytes),
    });
    if (!ahead) return 0;
    this.#ahead = ahead.found;
    this.#done = ahead.bytes;
    this.#reading = this.#readingFrom(ahead.standing);
    return ahead.segments;
  }

  #lacksSegment(): void {
    const due = this.#reading.size;
    if (!this.#reading.tail) fail("missing-segment", segmentFile(due), 0, `no segment begins with record ${due}`);
    this.#unfinished = true;
    this.#reading.isOver = true;
  }

  #readSideFiles(): void {
    const { disk, folder } = this.#options;
    const segments = this.#segments;
    const { size } = this.#reading.end;
    if (this.#signed !== undefined && size < this.#signed) {
      const last = segmentFile(segments.at(-1) ?? 0);
      const byte = segments.length > 0 ? disk.size(`${folder}/${last}`) : 0;
      fail("cut", last, byte, `it ends behind ${size} records, and the signer has signed ${this.#signed}`);
    }
    if (this.#state) this.#checkState(this.#state);
    if (this.#checkpoint && !this.#found.checkpointFound)
      fail("bad-checkpoint", "checkpoint", 0, "it is the note of no commit line");
    if (!this.#checkpoint && this.#seals.length > 0)
      fail("missing-file", "checkpoint", 0, "there is none, although there is a seal");
    this.#checkPolicy();
  }

  /** The signer's note is the one that closes the last batch that counts, or could be where that line is missing. */
  #checkState({ last, inOrder, isMisshapen }: SignerState): void {
    const bad = (because: string) => fail("bad-signer-state", "signer/state", 0, because);
    if (isMisshapen) bad("it has another length, or something stands beside its two slots");
    const { tail, misfit } = this.#reading;
    if (tail === "open" ? misfit !== undefined : last && last.note !== this.#found.note)
      bad(misfit ?? "it holds another note than the last commit line");
    this.#unfinished ||= !inOrder;
  }

  #checkPolicy(): void {
    const { policy, isLive } = this.#options;
    const { size, keys, origin } = this.#reading.end;
    const bytes = this.#policy;
    if (!bytes) {
      if (size > 0) fail("missing-file", "policy.txt", 0, "there is none, although there are records");
      return;
    }
    const there = bytes.toString();
    const due = formatPolicy(keys);
    const bad = (because: string) => fail("bad-policy", "policy.txt", 0, because);
    if (policy !== undefined) {
      if (policy !== due) bad("the log is not signed by the keys of the policy that was given");
      return;
    }
    if (bytes.equals(Buffer.from(due))) return;
    const known = due.slice(0, -QUORUM.length);
    const extra =
      there.startsWith(known) && there.endsWith(`\n${QUORUM}`) ? there.slice(known.length, -QUORUM.length) : "";
    const more = extra.split("\n").slice(0, -1);
    // Of a log that is live more than one key can have come to be due meanwhile.
    if (
      this.#state &&
      (more.length === 1 || (isLive && more.length > 0)) &&
      more.every((line) => isLogOf(line, origin))
    )
      this.#unfinished = true;
    else bad("it names other keys than those that sign the log");
  }

  /** The first defect of disclosures, in the order of files and lines. */
  #lookAtDisclosures(): void {
    const { erased, erasures, disclosureDefects } = this.#found;
    const told = new Set(erased);
    // Of a log that is live values can be erased meanwhile, and the record that tells of it comes behind.
    const end = this.#options.isLive ? this.#reading.end.size : Number.POSITIVE_INFINITY;
    const untrue = erasures.filter(({ seq }) => !told.has(seq) && seq < end).map(({ at }) => at);
    const segments = this.#segments;
    const lone = this.#disclosures
      .filter((first) => !segments.includes(first))
      .map(
        (first): Defect => ({
          kind: "bad-disclosure",
          file: `disclosures/${segmentName(first)}.jsonl`,
          byte: 0,
          because: "no segment is beside it",
        }),
      );
    const [first] = [...disclosureDefects, ...untrue, ...lone].sort((one, other) =>
      one.file === other.file ? one.byte - other.byte : one.file < other.file ? -1 : 1,
    );
    if (first) throw new Found(first);
  }
}

/** The numbers of the files in a folder that belong to segments, in order. */
const numbersIn = (disk: Disk, folder: string, extension: "jsonl" | "seal"): readonly number[] =>
  disk
    .list(folder)
    .flatMap((name) => segmentNumber(name, extension) ?? [])
    .sort((one, other) => one - other);

/** Whether a line of a policy names a key of the log. */
function isLogOf(line: string, origin: string): boolean {
  if (!line.startsWith("log ")) return false;
  try {
    const { name } = parseVerifierKey(line.slice(4));
    return origin === "" || name === origin;
  } catch (error) {
    if (error instanceof InvalidProof) return false;
    throw error;
  }
}
