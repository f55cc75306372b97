import { addTraits, personKey, type Traits, traitPattern } from "#domain/audit/erasure.ts";
import type { Stream } from "#domain/events.ts";
import type { AuditRecord, Proven } from "#usecases/ports.ts";
import { type Erasure, ownRow } from "./erase.ts";
import { type Head, type LogEnd, NO_HEAD, NOTHING_YET } from "./log-end.ts";
import { formatCommit, hashOf, parseLine } from "./record.ts";
import { type Disclosure, type Random, unseal } from "./sealing.ts";
import { dayOf, markStated } from "./sequencer.ts";
import { identityFrom } from "./signer.ts";
import type { Batch, Storage } from "./storage.ts";
import { formatCheckpoint } from "./tree/checkpoint.ts";
import { GrowingTree } from "./tree/growing-tree.ts";
import { formatHash, leafHash } from "./tree/hashes.ts";
import { formatVerifierKey, type Signer, signerOf } from "./tree/keys.ts";
import { PerfectNodes } from "./tree/perfect-nodes.ts";
import { inclusionProof } from "./tree/proof.ts";
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
  /** Of the tree over the lines, as far as somebody has asked for a proof. */
  readonly #nodes = new PerfectNodes();
  readonly #erased = new Map<string, number>();
  readonly setAside = 0;
  readonly full = undefined;
  readonly isFull = false;
  syncs = 0;
  readonly #identity: Random | undefined;
  readonly #first: Signer;
  /** Those that rotations brought, or one will bring. */
  readonly #later: Signer[] = [];
  #rotations = 0;

  /** `identity` is where name and keys of the log come from. */
  constructor(identity?: Random) {
    specSigner ??= signerFrom((size) => new Uint8Array(size));
    this.#identity = identity;
    this.#first = identity ? signerFrom(identity) : specSigner;
  }

  get origin(): string {
    return this.#first.verifier.name;
  }

  get key(): string {
    return formatVerifierKey(this.#signerAfter(this.#rotations).verifier);
  }

  /** Who signs after so many rotations. */
  #signerAfter(rotations: number): Signer {
    return this.#later[rotations - 1] ?? this.#first;
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
    if (records.at(-1)?.type === "audit.key-rotated") this.#rotations += 1;
    this.syncs += 1;
  }

  async erase({ person, request, traitsIn }: Erasure): Promise<number> {
    const her = personKey(person);
    let traits: Traits = { everywhere: [], inTheOrg: [] };
    for (const one of this.#disclosures) {
      const row = one.circle === her && ownRow(one.name, one.text, person, one.org);
      if (row) traits = addTraits(traits, traitsIn(row));
    }
    const patterns = { own: traitPattern(traits, true), other: traitPattern(traits, false) };
    const isGone = (one: Disclosure) =>
      one.circle.split(",").includes(her) ||
      one.text.search(patterns[one.org === person.org ? "own" : "other"] ?? /(?!)/) >= 0;
    const gone = this.#disclosures.filter(isGone);
    const left = this.#disclosures.filter((one) => !gone.includes(one));
    this.#disclosures.splice(0, this.#disclosures.length, ...left);
    const values = new Map(left.map((one) => [`${one.seq} ${one.name}`, one.text]));
    for (const seq of new Set(gone.map((one) => one.seq))) {
      const line = parseLine(this.#lines[seq] ?? "");
      if (line.is === "record") this.#records[seq] = unseal(line.record, (name) => values.get(`${seq} ${name}`));
    }
    for (const { seq, name } of gone) this.#erased.set(`${seq} ${name}`, request);
    return gone.length;
  }

  /** The values that were destroyed, by number and name of each, with the record that asked for it. */
  get erased(): ReadonlyMap<string, number> {
    return this.#erased;
  }

  nextKey(): string {
    const seed = this.#identity?.(32) ?? new Uint8Array(32).fill(this.#rotations + 1);
    const signer = signerOf(this.origin, seed);
    this.#later.splice(this.#rotations, 1, signer);
    return formatVerifierKey(signer.verifier);
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

  async prove(numbers: readonly number[]): Promise<Proven> {
    const size = this.#lines.length;
    for (const line of this.#lines.slice(this.#nodes.size)) this.#nodes.append(leafHash(line));
    const values = new Map<number, Disclosure[]>();
    const wanted = new Set(numbers);
    for (const one of this.#disclosures) {
      if (!wanted.has(one.seq)) continue;
      const ofRecord = values.get(one.seq) ?? [];
      values.set(one.seq, ofRecord);
      ofRecord.push(one);
    }
    const records = numbers.map((seq) => ({
      line: this.#lines[seq] ?? "",
      proof: inclusionProof(seq, size, this.#nodes.read).map(formatHash),
      values: (values.get(seq) ?? []).map(({ name, salt, text }) => ({ name, salt, text })),
    }));
    const keys = this.#records.flatMap((one) =>
      one.type === "audit.founded" || one.type === "audit.key-rotated" ? one.key : [],
    );
    return { checkpoint: this.#checkpoint(), keys, records };
  }

  /** The note of the last batch. */
  #checkpoint(): string {
    const root = this.#nodes.root();
    const isRotation = this.#records.at(-1)?.type === "audit.key-rotated";
    const signers = isRotation ? [this.#signerAfter(this.#rotations - 1)] : [];
    const text = formatCheckpoint({ origin: this.origin, size: this.#lines.length, root });
    return signNote(text, ...signers, this.#signerAfter(this.#rotations));
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
    let rotations = 0;
    for (const end of this.#ends) {
      for (; tree.size < end; ) {
        const line = this.#lines[tree.size] ?? "";
        lines.push(line);
        tree.append(leafHash(line));
      }
      const checkpoint = { origin: this.origin, size: end, root: tree.root() };
      const signers = [this.#signerAfter(rotations)];
      if (this.#records[end - 1]?.type === "audit.key-rotated") signers.push(this.#signerAfter(++rotations));
      lines.push(formatCommit(signNote(formatCheckpoint(checkpoint), ...signers)));
    }
    return Buffer.from(lines.map((line) => `${line}\n`).join(""));
  }
}

function signerFrom(random: Random): Signer {
  const { name, seed } = identityFrom(random);
  return signerOf(name, seed);
}
