import type { Stream } from "#domain/events.ts";
import type { AuditRecord } from "#usecases/ports.ts";
import { type Head, type LogEnd, NO_HEAD, NOTHING_YET } from "./log-end.ts";
import { formatCommit, hashOf } from "./record.ts";
import type { Disclosure, Random } from "./sealing.ts";
import { dayOf, markStated } from "./sequencer.ts";
import { identityFrom } from "./signer.ts";
import type { Batch, Storage } from "./storage.ts";
import { formatCheckpoint } from "./tree/checkpoint.ts";
import { GrowingTree } from "./tree/growing-tree.ts";
import { leafHash } from "./tree/hashes.ts";
import { formatVerifierKey, type Signer, signerOf } from "./tree/keys.ts";
import { signNote } from "./tree/signed-note.ts";

/** Signs the logs of specs: a key that everybody knows, so that the same story leaves the same bytes. */
let specSigner: Signer | undefined;

/**
 * Keeps a log in memory, for specs: durable at once, gone with the process. Can be closed and opened again. Nobody
 * waits for its signatures, so they are made when somebody asks for the bytes a folder would hold.
 */
export const memoryStorage = (identity?: Random): MemoryStorage => new MemoryStorage(identity);

export class MemoryStorage implements Storage {
  readonly #records: AuditRecord[] = [];
  readonly #lines: string[] = [];
  /** How many records there were at the end of each batch. */
  readonly #ends: number[] = [];
  readonly #disclosures: Disclosure[] = [];
  readonly setAside = 0;
  readonly full = undefined;
  syncs = 0;
  readonly #signer: Signer;

  /** `identity` is where name and key of the log come from. */
  constructor(identity?: Random) {
    specSigner ??= signerFrom((size) => new Uint8Array(size));
    this.#signer = identity ? signerFrom(identity) : specSigner;
  }

  get origin(): string {
    return this.#signer.verifier.name;
  }

  get key(): string {
    return formatVerifierKey(this.#signer.verifier);
  }

  get found(): LogEnd {
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
      const checkpoint = { origin: this.origin, size: end, root: tree.root() };
      lines.push(formatCommit(signNote(formatCheckpoint(checkpoint), this.#signer)));
    }
    return Buffer.from(lines.map((line) => `${line}\n`).join(""));
  }
}

function signerFrom(random: Random): Signer {
  const { name, seed } = identityFrom(random);
  return signerOf(name, seed);
}
