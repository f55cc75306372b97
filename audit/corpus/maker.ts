import { createHash } from "node:crypto";
import { canonical } from "#audit/canonical.ts";
import type { LoggedRecord } from "#audit/envelope.ts";
import { segmentName } from "#audit/paths.ts";
import { NO_HASH } from "#audit/record.ts";
import { sealedNames } from "#audit/sealing.ts";
import { byteOf, formatSlot, STATE_BYTES } from "#audit/signer-state.ts";
import { GrowingTree } from "#audit/tree/growing-tree.ts";
import { formatHash, leafHash } from "#audit/tree/hashes.ts";
import { formatVerifierKey, type Signer, signerOf } from "#audit/tree/keys.ts";
import type { Dice } from "./dice.ts";

export type Members = Readonly<Record<string, unknown>>;

/** Where a line of a segment begins. */
export interface LinePlace {
  readonly file: string;
  readonly byte: number;
  readonly segment: number;
}

export interface RecordPlace extends LinePlace {
  readonly members: Members;
  readonly isFirstInSegment: boolean;
  readonly isFirstInBatch: boolean;
  readonly isLastInBatch: boolean;
  /** Its batch, by number. */
  readonly b: number;
}

export interface CommitPlace extends LinePlace {
  readonly size: number;
  readonly note: string;
  readonly b: number;
  /** The vkeys that are due behind it. */
  readonly keys: readonly string[];
}

/** What a commit line says, in the parts a forger can change. */
export interface Signing {
  readonly origin: string;
  readonly size: number | string;
  /** In base64. */
  readonly root: string;
  readonly signers: readonly Signer[];
}

/** What a forger does to one line while the log is made, so that all that comes behind it is built on the forgery. */
export interface Tampering {
  readonly record?: { readonly at: number; readonly change: (members: Members, maker: LogMaker) => Members | string };
  readonly commit?: { readonly at: number; readonly change: (signing: Signing, maker: LogMaker) => Signing | string };
}

/** A batch of a plan: what its records add to the envelope, and whether a new key signs behind it. */
export interface PlannedBatch {
  readonly records: readonly Members[];
  readonly rotates: boolean;
}

export const ORIGIN = "understudy.example/audit/corpus";

/** The signers of the corpus; the few logs have few keys, so that a verifier's tables can be used again. */
const signers: readonly Signer[] = [1, 2, 3, 4, 5, 6].map((n) => signerOf(ORIGIN, new Uint8Array(32).fill(n)));
export const signerAt = (n: number): Signer => signers[n % signers.length] as Signer;
export const vkeyOf = (signer: Signer): string => formatVerifierKey(signer.verifier);

/** A note as C2SP has it, whatever the text and whoever signs. */
export const noteOver = (text: string, by: readonly Signer[]): string =>
  `${text}\n${by.map((signer) => signatureLine(signer.sign(text))).join("")}`;

export const signatureLine = ({ name, id, bytes }: ReturnType<Signer["sign"]>): string =>
  `— ${name} ${Buffer.concat([Buffer.from(id, "hex"), bytes]).toString("base64")}\n`;

export const noteOf = ({ origin, size, root, signers: by }: Signing): string =>
  noteOver(`${origin}\n${size}\n${root}\n`, by);

const sha256 = (bytes: string | Uint8Array): string => createHash("sha256").update(bytes).digest("base64");

/** A line of disclosures with the sum that fits, whatever its members. */
export function disclosureLine(members: Members): string {
  const { sum: _, ...rest } = members;
  return canonical({ ...rest, sum: sha256(canonical(rest)) });
}

interface MadeHead {
  readonly orgSeq: number;
  readonly hash: string;
  readonly stated: number;
}

/**
 * Writes a log as SPEC.md has it, by its own code: apart from the tree, signatures and canonical JSON it shares nothing
 * with the writer or the verifier.
 */
export class LogMaker {
  /** By path within the state folder. */
  readonly files = new Map<string, Buffer>();
  readonly records: RecordPlace[] = [];
  readonly commits: CommitPlace[] = [];
  /** Where each line of the segments begins, in order. */
  readonly lines: LinePlace[] = [];
  readonly keys: string[] = [];
  readonly heads = new Map<string, MadeHead>();
  readonly dice: Dice;
  readonly #tampering: Tampering;
  readonly #tree = new GrowingTree();
  #signer = 0;
  #hash = NO_HASH;
  #batch = 0;
  #segment = 0;
  #text = "";
  #disclosures = "";
  /** The last record that tells of an erasure. */
  #erasure: number | undefined;
  #at = Date.UTC(2031, 2, 4, 9);

  constructor(dice: Dice, tampering: Tampering = {}) {
    this.dice = dice;
    this.#tampering = tampering;
  }

  get size(): number {
    return this.#tree.size;
  }

  batch({ records, rotates }: PlannedBatch): void {
    const due: LoggedRecord[] = [];
    const last = { type: "audit.key-rotated", org: "platform", before: vkeyOf(signerAt(this.#signer)) };
    const all = rotates ? [...records, { ...last, key: vkeyOf(signerAt(this.#signer + 1)) }] : records;
    for (const [place, members] of all.entries()) {
      const isLast = place === all.length - 1;
      due.push(this.#record(members, place === 0, isLast, !isLast && this.dice.happens(50)));
    }
    const by = [signerAt(this.#signer)];
    if (rotates) {
      this.#signer += 1;
      by.push(signerAt(this.#signer));
      this.keys.push(vkeyOf(signerAt(this.#signer)));
    }
    this.#disclose(due);
    this.#commit(by);
  }

  #record(members: Members, isFirstInBatch: boolean, isLastInBatch: boolean, more: boolean): LoggedRecord {
    const { type, subject } = members;
    const org = String(members.org);
    if (type === "audit.founded") this.keys.push(String(members.key));
    const head = this.heads.get(org) ?? { orgSeq: -1, hash: NO_HASH, stated: -1 };
    const stated = this.heads.get(String(subject));
    this.#at += this.dice.happens(10) ? 86_400_000 : 1;
    const at = new Date(this.#at).toISOString();
    const whole: Members = {
      ...{ v: 2, seq: this.size, b: this.#batch, prev: this.#hash, orgSeq: head.orgSeq + 1, orgPrev: head.hash },
      ...{ at, wall: at, mono: this.dice.below(1e9), nonce: this.dice.salt() },
      ...(more && { more: true }),
      ...(type === "audit.org-stated" && stated && { number: stated.orgSeq, hash: stated.hash }),
      ...members,
    };
    const tampered = this.records.length === this.#tampering.record?.at ? this.#tampering.record.change : undefined;
    const written = tampered ? tampered(whole, this) : whole;
    const line = typeof written === "string" ? written : canonical(written);
    const place = { ...this.#here(), members: whole, isFirstInBatch, isLastInBatch, b: this.#batch };
    this.lines.push(place);
    this.records.push({ ...place, isFirstInSegment: this.#text === "" });
    if (type === "audit.erasure-requested") this.#erasure = this.size;
    this.#text += `${line}\n`;
    this.#hash = formatHash(leafHash(line));
    this.#tree.append(leafHash(line));
    this.heads.set(org, { orgSeq: head.orgSeq + 1, hash: this.#hash, stated: head.stated });
    if (type === "audit.org-stated" && stated) this.heads.set(String(subject), { ...stated, stated: stated.orgSeq });
    return whole as unknown as LoggedRecord;
  }

  #here(): LinePlace {
    const file = `seg/${segmentName(this.#segment)}.jsonl`;
    return { file, byte: Buffer.byteLength(this.#text), segment: this.#segment };
  }

  #commit(by: readonly Signer[]): void {
    const signing = { origin: ORIGIN, size: this.size, root: formatHash(this.#tree.root()), signers: by };
    const tampered = this.commits.length === this.#tampering.commit?.at ? this.#tampering.commit.change : undefined;
    const written = tampered ? tampered(signing, this) : signing;
    const line = typeof written === "string" ? written : canonical({ $commit: noteOf(written) });
    const place = { ...this.#here(), size: this.size, note: noteOf(signing), b: this.#batch, keys: [...this.keys] };
    this.lines.push(place);
    this.commits.push(place);
    this.#text += `${line}\n`;
    this.#batch += 1;
  }

  /** Names every sealed value once, those of a stream in one line or in two. */
  #disclose(records: readonly LoggedRecord[]): void {
    for (const org of new Set(records.map((record) => record.org))) {
      const of = records
        .filter((record) => record.org === org)
        .flatMap((record) => sealedNames(record).map((name) => [record.seq, name]));
      const cut = this.dice.happens(30) ? this.dice.below(of.length + 1) : of.length;
      const parts = [of.slice(0, cut), of.slice(cut)];
      // The lines of a batch have no order among themselves: items may stand before their list.
      for (const named of this.dice.happens(30) ? parts.reverse() : parts) {
        if (named.length === 0) continue;
        const line = { b: this.#batch, k: this.dice.bytes(8).toString("hex"), of: named, org };
        const values = this.dice.happens(40) ? { erased: this.#erasure } : {};
        const box = this.dice.bytes(40 + this.dice.below(40)).toString("base64");
        this.#disclosures += `${disclosureLine({ ...line, ...(values.erased === undefined ? { box } : values) })}\n`;
      }
    }
  }

  /** Ends the segment, with a seal, where another one begins. */
  endSegment(isSealed: boolean): void {
    const name = segmentName(this.#segment);
    const bytes = Buffer.from(this.#text);
    this.files.set(`audit/seg/${name}.jsonl`, bytes);
    if (this.#disclosures !== "") this.files.set(`audit/disclosures/${name}.jsonl`, Buffer.from(this.#disclosures));
    if (isSealed) this.files.set(`audit/seg/${name}.seal`, Buffer.from(`${canonical(this.#seal(bytes))}\n`));
    this.#segment = this.size;
    this.#text = "";
    this.#disclosures = "";
  }

  #seal(bytes: Buffer): Members {
    const last = this.records.at(-1);
    return {
      ...{ v: 2, first: this.#segment, size: this.size, bytes: bytes.length, sha256: sha256(bytes) },
      ...{ batch: this.#batch - 1, last: this.#hash, edge: this.#tree.edge.map(formatHash), keys: [...this.keys] },
      day: String(last?.members.at).slice(0, 10),
      heads: Object.fromEntries([...this.heads].map(([org, one]) => [org, [one.orgSeq, one.hash, one.stated]])),
    };
  }

  /** The files beside the segments, as of the end. */
  finish({ checkpoint, hasSigner }: { readonly checkpoint: number | undefined; readonly hasSigner: boolean }): void {
    const note = checkpoint === undefined ? undefined : this.commits[checkpoint]?.note;
    if (note !== undefined) this.files.set("audit/checkpoint", Buffer.from(note));
    if (this.keys.length > 0) this.files.set("audit/policy.txt", Buffer.from(policyOf(this.keys)));
    if (hasSigner) this.files.set("signer/state", stateOf(this.commits.slice(-2).map((commit) => commit.note)));
  }
}

export const policyOf = (keys: readonly string[]): string =>
  `${keys.map((key) => `log ${key}\n`).join("")}quorum none\n`;

/** The state of a signer that signed these last, at most two. */
export function stateOf(notes: readonly string[]): Buffer {
  const state = Buffer.alloc(STATE_BYTES);
  for (const [place, note] of notes.entries()) state.set(formatSlot(note), byteOf(place === 0 ? 0 : 1));
  return state;
}
