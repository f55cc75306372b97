import type { Stream } from "#domain/events.ts";
import type { LoggedRecord } from "./envelope.ts";
import { Digest, StreamHead, StreamHeads } from "./heads.ts";
import { InvalidRecord } from "./invalid-record.ts";
import { type Line, textOf } from "./lines.ts";
import { type LogEnd, NO_HEAD, NOTHING_YET } from "./log-end.ts";
import { PlainRecords } from "./plain-record.ts";
import { parseLine } from "./record.ts";
import { NO_MATCH, type Source } from "./scan.ts";
import type { SealedValues } from "./sealed-value.ts";
import { type Checkpoint, parseCheckpoint } from "./tree/checkpoint.ts";
import { GrowingTree } from "./tree/growing-tree.ts";
import { type Hash, leafHash, leafHashIn } from "./tree/hashes.ts";
import { InvalidProof } from "./tree/invalid-proof.ts";
import { parseVerifierKey, type VerifierKey } from "./tree/keys.ts";
import { isLine, type Note, parseNote } from "./tree/note.ts";

/** All that is known of a log at the end of a batch: where it ends, what it adds up to, and who signs it. */
export interface Standing extends LogEnd {
  /** Empty before the first record. */
  readonly origin: string;
  /** The vkeys that have signed, in order; the last one is due. */
  readonly keys: readonly string[];
  /** The hashes of the tree's perfect subtrees, largest first. */
  readonly edge: readonly Hash[];
}

/** How far a log reaches, and who signs it: what does not grow with the number of streams. */
export type Reach = Pick<Standing, "size" | "batches" | "origin" | "keys">;

const NOTHING: Standing = { ...NOTHING_YET, origin: "", keys: [], edge: [] };

/** Takes the lines of a log in one by one, each of which must follow those before (SPEC.md, sections 3 to 5). */
export class Checker {
  #size: number;
  /** Hash of the last record, which is that of its stream. */
  #hash: Digest;
  #stream: Stream = "platform";
  #batches: number;
  #day: string;
  #origin: string;
  readonly #heads: StreamHeads;
  readonly #plain = new PlainRecords();
  readonly #tree: GrowingTree;
  readonly #keys: VerifierKey[];
  readonly #vkeys: string[];
  /** The key a rotation in the open batch put an end to: it signs once more. */
  #leaving: VerifierKey | undefined;
  /** Whether there is a batch that no commit line has closed yet, and its last append is there as a whole. */
  #open: "whole" | "more" | undefined;
  /** The segment that ended where the next line begins. */
  #segmentBefore: number | undefined;
  #note: string | undefined;

  /** From the first line on, or from where a log was known to stand. */
  constructor(from: Standing = NOTHING) {
    this.#size = from.size;
    this.#hash = new Digest(from.hash);
    this.#batches = from.batches;
    this.#day = from.day;
    this.#origin = from.origin;
    this.#heads = new StreamHeads(from.heads);
    this.#tree = new GrowingTree({ size: from.size, edge: from.edge });
    this.#vkeys = [...from.keys];
    this.#keys = from.keys.map(parseVerifierKey);
  }

  /** How many records have followed, those of an open batch with them. */
  get size(): number {
    return this.#size;
  }

  /** Number of the batch that is open, or comes next. */
  get batch(): number {
    return this.#batches;
  }

  /** The root over all records so far. */
  root(): Hash {
    return this.#tree.root();
  }

  /** Whether the last line closed a batch, or none has come yet. */
  get isClosed(): boolean {
    return this.#open === undefined;
  }

  /** The note of the last commit line. */
  get note(): string | undefined {
    return this.#note;
  }

  get reach(): Reach {
    return { size: this.#size, batches: this.#batches, origin: this.#origin, keys: [...this.#vkeys] };
  }

  /** Where the log stands with everything so far. */
  get standing(): Standing {
    return {
      ...this.reach,
      hash: this.#hash.text,
      day: this.#day,
      heads: this.#heads.all(),
      edge: this.#tree.edge,
    };
  }

  /** The next line is the first of the segment behind the one that began with this record. */
  beginSegment(before: number): void {
    this.#segmentBefore = before;
  }

  /**
   * Takes the line that begins at a byte of some lines if it is a record as most are that follows; answers where it ends.
   * NO_MATCH for any other, of which nothing was taken: what it is, or why it is none, `take` says.
   */
  takePlain(source: Source, from: number): number {
    const end = this.#plain.read(source, from);
    if (end === NO_MATCH) return NO_MATCH;
    const { seq, b, prev, org, orgLength, orgSeq, orgPrev, day, more, isStatement } = this.#plain.found;
    const follows = b === this.#batches && seq === this.#size && this.#hash.isAt(source, prev);
    // Neither first in the log nor in a segment, nor behind a rotation: there the log speaks of itself.
    if (!follows || seq === 0 || this.#leaving || this.#segmentBefore !== undefined) return NO_MATCH;
    const head = this.#heads.at(source, org, orgLength);
    if (orgSeq !== head.orgSeq + 1 || !head.digest.isAt(source, orgPrev)) return NO_MATCH;
    const stated = isStatement ? this.#stated(source, head) : undefined;
    if (isStatement && !stated) return NO_MATCH;
    this.#add(head, leafHashIn(source.bytes, from, end), day, more);
    if (stated) stated.stated = stated.orgSeq;
    return end;
  }

  /** The head of the stream that a statement is about, if it stands where it can and is true. */
  #stated(source: Source, { stream }: StreamHead): StreamHead | undefined {
    const { subject, number, hash } = this.#plain.found;
    if (stream !== "platform" || subject === NO_MATCH || number === NO_MATCH || hash === NO_MATCH) return undefined;
    const head = this.#heads.at(source, subject, ORG_LENGTH);
    return number === head.orgSeq && head.digest.isAt(source, hash) ? head : undefined;
  }

  /** The sealed values of the record that `takePlain` took last. */
  get sealed(): SealedValues {
    return this.#plain.found;
  }

  /** The stream of the last record. */
  get stream(): Stream {
    return this.#stream;
  }

  /** InvalidRecord, with the kind of defect, for a line that does not follow. Answers the record, if it is one. */
  take(line: Line): LoggedRecord | undefined {
    const text = textOf(line);
    const parsed = parseLine(text);
    if (parsed.is === "commit") {
      this.#takeCommit(parsed.note);
      return undefined;
    }
    this.#takeRecord(parsed.record, text);
    return parsed.record;
  }

  #takeRecord(record: LoggedRecord, text: string): void {
    const { seq, b, prev, org, orgSeq, orgPrev, type, at, more } = record;
    if (b !== this.#batches) throw new InvalidRecord(`batch ${b} where ${this.#batches} is due`, "bad-batch");
    if (seq !== this.#size)
      throw new InvalidRecord(`record ${seq} stands where record ${this.#size} belongs`, "bad-seq");
    if (prev !== this.#hash.text) throw new InvalidRecord('"prev" is not the hash of the record before', "bad-prev");
    const head = this.#heads.get(org) ?? new StreamHead(org, NO_HEAD);
    if (orgSeq !== head.orgSeq + 1)
      throw new InvalidRecord(`"orgSeq" of ${org} is ${orgSeq} and should be ${head.orgSeq + 1}`, "bad-org-seq");
    if (orgPrev !== head.digest.text)
      throw new InvalidRecord(`"orgPrev" is not the hash of the record before in ${org}`, "bad-org-prev");
    this.#checkPlace(record);
    if (OWN.has(type)) this.#takeOwn(record);
    this.#add(head, leafHash(text), at.slice(0, 10), more === true);
  }

  /** One more record, which follows. */
  #add(head: StreamHead, leaf: Hash, day: string, more: boolean): void {
    if (head.orgSeq === -1) this.#heads.add(head);
    head.orgSeq += 1;
    head.digest.set(leaf);
    this.#hash = head.digest;
    this.#stream = head.stream;
    this.#tree.append(leaf);
    this.#day = day;
    this.#open = more ? "more" : "whole";
    this.#size += 1;
  }

  /** Whether the log's own records stand in their places, and no others there (SPEC.md, section 4). */
  #checkPlace({ seq, type, org }: LoggedRecord): void {
    own((type === "audit.founded") === (seq === 0), "the first record, and no other, founds the log");
    own(this.#leaving === undefined, "a record behind the rotation of the key in its batch");
    own(
      (type === "audit.segment-sealed") === (this.#segmentBefore !== undefined),
      "a segment, but the first, begins with the record that the one before it is sealed, and no other record says so",
    );
    own(org === "platform" || !OWN.has(type), "the log speaks of itself in the platform's stream");
  }

  /** What the log says of itself (SPEC.md, section 4). */
  #takeOwn(record: LoggedRecord): void {
    switch (record.type) {
      case "audit.founded":
        this.#found(record);
        return;
      case "audit.segment-sealed":
        own(record.first === this.#segmentBefore, "it names another segment than the one before");
        this.#segmentBefore = undefined;
        return;
      case "audit.org-stated": {
        const head = this.#heads.get(record.subject as Stream);
        own(record.subject !== "platform" && head !== undefined, "a statement about an org without records");
        own(head?.orgSeq === record.number && head?.digest.text === record.hash, "a statement that is not true");
        if (head) head.stated = head.orgSeq;
        return;
      }
      default: {
        own(record.before === this.#vkeys.at(-1), "the key it puts an end to is not the one that is due");
        this.#leaving = this.#keys.at(-1);
        this.#addKey(record.key);
      }
    }
  }

  #found({ origin, key }: LoggedRecord): void {
    if (typeof origin !== "string" || !isLine(origin)) throw new InvalidRecord("it names no origin", "bad-own-record");
    this.#origin = origin;
    this.#addKey(key);
  }

  #addKey(vkey: unknown): void {
    try {
      const key = parseVerifierKey(typeof vkey === "string" ? vkey : "");
      if (key.name !== this.#origin || this.#vkeys.includes(String(vkey)))
        throw new InvalidRecord("the key has another name than the log, or was due before", "bad-own-record");
      this.#keys.push(key);
      this.#vkeys.push(String(vkey));
    } catch (error) {
      throw error instanceof InvalidProof ? new InvalidRecord(error.message, "bad-own-record") : error;
    }
  }

  #takeCommit(note: string): void {
    this.checkNote(note);
    this.#note = note;
    this.#open = undefined;
    this.#leaving = undefined;
    this.#batches += 1;
  }

  /** InvalidRecord, with the kind of defect, unless this note can stand on the commit line that comes next. */
  checkNote(note: string): void {
    if (!this.#open) throw new InvalidRecord("a commit line without a batch before it");
    if (this.#open === "more") throw new InvalidRecord("a commit line within an append", "bad-append");
    const due = [this.#leaving, this.#keys.at(-1)].filter((key) => key !== undefined);
    const { text, signatures, checkpoint } = partsOf(note);
    if (checkpoint.origin !== this.#origin)
      throw new InvalidRecord(`a checkpoint of another log, "${checkpoint.origin}"`, "bad-origin");
    if (checkpoint.size !== this.#size)
      throw new InvalidRecord(`a checkpoint of ${checkpoint.size} records behind ${this.#size}`, "bad-size");
    if (checkpoint.root !== this.#tree.root()) throw new InvalidRecord("the root is another", "bad-root");
    const named = signatures.map(({ name, id }) => `${name}+${id}`);
    if (named.join() !== due.map(({ name, id }) => `${name}+${id}`).join())
      throw new InvalidRecord("it is signed by others than the keys that are due", "bad-signature");
    for (const [place, key] of due.entries()) {
      const signature = signatures[place];
      if (!signature || !key.verifies(text, signature.bytes))
        throw new InvalidRecord("the signature does not verify", "bad-signature");
    }
  }
}

/** Characters of the id of an org. */
const ORG_LENGTH = 18;

/** What the log says of itself. */
const OWN: ReadonlySet<string> = new Set([
  "audit.founded",
  "audit.org-stated",
  "audit.segment-sealed",
  "audit.key-rotated",
]);

function own(fits: boolean, because: string): void {
  if (!fits) throw new InvalidRecord(because, "bad-own-record");
}

function partsOf(note: string): Note & { readonly checkpoint: Checkpoint } {
  try {
    const parts = parseNote(note);
    return { ...parts, checkpoint: parseCheckpoint(parts.text) };
  } catch (error) {
    throw error instanceof InvalidProof ? new InvalidRecord(error.message, "bad-note") : error;
  }
}
