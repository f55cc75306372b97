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
  /** Somebody is writing the log: what comes behind what was signed when the verification began is not looked at. */
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
  /** Kept beside the log; as it was at first, for a log that is live goes on. */
  readonly #checkpoint: Buffer | undefined;
  readonly #ring: (() => KeyRing) | undefined;
  #reading: Reading;
  /** Of the segments that were read ahead. */
  #ahead: Findings | undefined;
  #unfinished = false;
  #done = 0;
  readonly #total: number;

  constructor(options: VerifyOptions) {
    this.#options = options;
    const { disk, folder, signerState, keys } = options;
    const state = signerState !== undefined && disk.exists(signerState) ? disk.read(signerState) : undefined;
    this.#state = state && readSignerState(state);
    this.#checkpoint = disk.exists(`${folder}/checkpoint`) ? disk.read(`${folder}/checkpoint`) : undefined;
    this.#ring = keys === undefined ? undefined : ringIn(disk, keys);
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
    const [checkpoint, ring, state] = [this.#checkpoint, this.#ring, this.#state];
    const onBytes = (bytes: number) => this.#tell(bytes);
    return new Reading({ disk, folder, checkpoint, ring, state, isLive, onBytes }, from);
  }

  #tell(bytes: number): void {
    this.#done += bytes;
    this.#options.onProgress?.(this.#done, this.#total);
  }

  /** How many records were acknowledged; nothing where the signer's state is not here. */
  get #signed(): number | undefined {
    return this.#state && (this.#state.last?.size ?? 0);
  }

  get #segments(): readonly number[] {
    return segmentsIn(this.#options.disk, pathsOf(this.#options.folder));
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
    const seals = this.#options.disk
      .list(`${this.#options.folder}/seg`)
      .flatMap((name) => segmentNumber(name, "seal") ?? []);
    const lone = seals.find((first) => !segments.includes(first));
    if (lone !== undefined && !this.#options.isLive)
      fail("bad-seal", segmentFile(lone, "seal"), 0, "a seal without a segment");
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
    const seals = disk.list(`${folder}/seg`).some((name) => segmentNumber(name, "seal") !== undefined);
    if (!this.#checkpoint && seals) fail("missing-file", "checkpoint", 0, "there is none, although there is a seal");
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
    const { disk, folder, policy } = this.#options;
    const { size, keys, origin } = this.#reading.end;
    const path = `${folder}/policy.txt`;
    if (!disk.exists(path)) {
      if (size > 0) fail("missing-file", "policy.txt", 0, "there is none, although there are records");
      return;
    }
    const bytes = disk.read(path);
    const there = bytes.toString();
    const due = formatPolicy(keys);
    const bad = (because: string) => fail("bad-policy", "policy.txt", 0, because);
    if (policy !== undefined) {
      if (policy !== due) bad("the log is not signed by the keys of the policy that was given");
      return;
    }
    if (bytes.equals(Buffer.from(due))) return;
    const [extra, ...more] = there.startsWith(due.slice(0, -QUORUM.length))
      ? there.slice(due.length - QUORUM.length).split("\n")
      : [];
    if (this.#state && extra?.startsWith("log ") && more.join("\n") === QUORUM && isKeyOf(extra.slice(4), origin))
      this.#unfinished = true;
    else bad("it names other keys than those that sign the log");
  }

  /** The first defect of disclosures, in the order of files and lines. */
  #lookAtDisclosures(): void {
    const { erased, erasures, disclosureDefects } = this.#found;
    const told = new Set(erased);
    const untrue = erasures.filter(({ seq }) => !told.has(seq)).map(({ at }) => at);
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
    const [first] = [...disclosureDefects, ...untrue, ...lone].sort((one, other) =>
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
