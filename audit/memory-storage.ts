import type { Stream } from "#domain/events.ts";
import type { AuditRecord } from "#usecases/ports.ts";
import { type Head, type LogEnd, NO_HEAD, NOTHING_YET } from "./log-end.ts";
import { formatCommit, hashOf } from "./record.ts";
import type { Disclosure } from "./sealing.ts";
import { dayOf, markStated } from "./sequencer.ts";
import type { Batch, Storage } from "./storage.ts";
import { formatCheckpoint } from "./tree/checkpoint.ts";
import { GrowingTree } from "./tree/growing-tree.ts";
import { leafHash } from "./tree/hashes.ts";
import { formatVerifierKey, type Signer, signerOf } from "./tree/keys.ts";
import { signNote } from "./tree/signed-note.ts";

/** Who signs the logs of specs: a key that everybody knows, so that the same story leaves the same bytes. */
const SPEC_ORIGIN = "understudy.example/audit/memory";
let specSigner: Signer | undefined;
const signer = (): Signer => {
  specSigner ??= signerOf(SPEC_ORIGIN, new Uint8Array(32).fill(1));
  return specSigner;
};

/**
 * Keeps a log in memory, for specs: durable at once, gone with the process. Can be closed and opened again. Nobody
 * waits for its signatures, so they are made when somebody asks for the bytes a folder would hold.
 */
export const memoryStorage = (): MemoryStorage => new MemoryStorage();

export class MemoryStorage implements Storage {
  readonly #records: AuditRecord[] = [];
  readonly #lines: string[] = [];
  /** How many records there were at the end of each batch. */
  readonly #ends: number[] = [];
  readonly #disclosures: Disclosure[] = [];
  readonly setAside = 0;
  readonly origin = SPEC_ORIGIN;
  readonly full = undefined;
  readonly isFull = false;
  syncs = 0;

  get key(): string {
    return formatVerifierKey(signer().verifier);
  }

  get end(): LogEnd {
    const heads = new Map<Stream, Head>();
    for (const [place, record] of this.#records.entries()) {
      const { stated } = heads.get(record.org) ?? NO_HEAD;
      heads.set(record.org, { orgSeq: record.orgSeq, hash: hashOf(this.#lines[place] ?? ""), stated });
      if (record.type === "audit.org-stated") markStated(heads, heads, record);
    }
    const [record, line] = [this.#records.at(-1), this.#lines.at(-1)];
    if (!record || line === undefined) return NOTHING_YET;
    const end = { size: this.#records.length, hash: hashOf(line), batches: this.#ends.length };
    return { ...end, heads, day: dayOf(record.at) };
  }

  async append({ records, lines, disclosures }: Batch): Promise<void> {
    this.#records.push(...records);
    this.#lines.push(...lines);
    this.#disclosures.push(...disclosures);
    this.#ends.push(this.#records.length);
    this.syncs += 1;
  }

  async *read(from: number): AsyncGenerator<AuditRecord, void> {
    // By index, because the log may grow while it is read.
    for (let seq = from; seq < this.#records.length; seq += 1) {
      const record = this.#records[seq];
      if (record) yield record;
    }
  }

  async *pick(numbers: readonly number[]): AsyncGenerator<AuditRecord, void> {
    for (const seq of numbers) {
      const record = this.#records[seq];
      if (record) yield record;
    }
  }

  async *lines(from: number): AsyncGenerator<string, void> {
    for (let seq = from; seq < this.#lines.length; seq += 1) yield this.#lines[seq] ?? "";
  }

  async regain(): Promise<boolean> {
    return true;
  }

  async close(): Promise<void> {}

  /** What opens the commitments of all records, in order. */
  get disclosures(): readonly Disclosure[] {
    return this.#disclosures;
  }

  /** The bytes the one segment of a folder would hold. */
  content(): Uint8Array {
    const tree = new GrowingTree();
    const lines: string[] = [];
    for (const end of this.#ends) {
      for (; tree.size < end; ) {
        const line = this.#lines[tree.size] ?? "";
        lines.push(line);
        tree.append(leafHash(line));
      }
      lines.push(
        formatCommit(signNote(formatCheckpoint({ origin: SPEC_ORIGIN, size: end, root: tree.root() }), signer())),
      );
    }
    return Buffer.from(lines.map((line) => `${line}\n`).join(""));
  }
}
