import { Blocks, linesIn } from "./blocks.ts";
import type { DisclosureLine } from "./disclosure-line.ts";
import type { Disk } from "./disk.ts";
import { isSealed } from "./envelope.ts";
import { InvalidRecord } from "./invalid-record.ts";
import type { KeyRing } from "./key-ring.ts";
import type { Line } from "./lines.ts";
import { openValues } from "./opened-values.ts";
import { disclosureIn } from "./plain-disclosure.ts";
import type { SealedValues } from "./sealed-value.ts";
import { type Due, ValuesDue } from "./values-due.ts";
import type { Defect } from "./verdict.ts";

/** Compares the disclosures beside one segment with its records, batch by batch (SPEC.md, section 9). */
export class DisclosureCheck {
  /** The first line that is not as it should be. */
  bad: Defect | undefined;
  /** Lines that say their values were erased, by the record that says so. */
  readonly erasures: { readonly seq: number; readonly at: Defect }[] = [];
  /** Whether something stands behind all acknowledged lines. */
  hasTail = false;
  readonly #file: string;
  readonly #ring: (() => KeyRing) | undefined;
  readonly #blocks: Blocks | undefined;
  readonly #lines: Iterator<Line, void>;
  readonly #size: number;
  #ahead: { readonly line: DisclosureLine; readonly byte: number } | undefined;
  #started = false;
  /** The first line that cannot be read. */
  #unreadable: Defect | undefined;
  /** The last batch that was closed. */
  #closed = -1;
  #missing: ValuesDue["missing"];
  readonly #due = new ValuesDue();

  /** `file` is the path as a verdict names it; with `ring` the values themselves are compared. */
  constructor(disk: Disk, path: string, file: string, ring?: () => KeyRing) {
    this.#file = file;
    this.#ring = ring;
    this.#size = disk.exists(path) ? disk.size(path) : 0;
    this.#blocks = disk.exists(path) ? new Blocks(disk, path) : undefined;
    this.#lines = this.#blocks ? linesIn(this.#blocks) : [].values();
  }

  /** Whether there is a file with something in it. */
  get isThere(): boolean {
    return this.#size > 0;
  }

  /** One more record of the batch that is open, with sealed values. */
  take(seq: number, org: string, values: SealedValues): void {
    this.#due.add(seq, org, values);
  }

  /** The batch is closed: its lines have to be here. */
  closeBatch(b: number): void {
    if (!this.#started) this.#next();
    this.#started = true;
    for (; !this.bad && this.#ahead && this.#ahead.line.b <= b; this.#next()) this.#compare(this.#ahead, b);
    this.#missing ??= this.#due.missing;
    this.#due.clear();
    this.#closed = b;
  }

  /** All batches are closed. Where a tail can be, what was never acknowledged may follow; answers the first defect. */
  end(mayHaveTail: boolean): Defect | undefined {
    if (!this.#started) this.#next();
    if (this.bad) return this.bad;
    const behind =
      this.#unreadable ?? (this.#ahead && this.#defect(this.#ahead.byte, "values of a batch that is not there"));
    if (behind && (!mayHaveTail || this.#isFollowed())) return behind;
    this.hasTail = behind !== undefined;
    if (this.#missing === undefined) return undefined;
    const { seq, name } = this.#missing;
    return {
      kind: "missing-disclosure",
      file: this.#file,
      byte: this.#size,
      because: `no line names "${name}" of record ${seq}`,
    };
  }

  /** Lets go of the file. */
  close(): void {
    this.#blocks?.close();
  }

  #compare({ line, byte }: { readonly line: DisclosureLine; readonly byte: number }, b: number): void {
    const fail = (because: string) => {
      this.bad ??= this.#defect(byte, because);
    };
    if (line.b !== b) fail("a batch out of order");
    const dues = line.of.map(([seq, name]) => this.#due.get(seq, name));
    for (const [place, [seq, name]] of line.of.entries()) {
      if (dues[place]?.org !== line.org) fail(`"${name}" of record ${seq} is not due here`);
    }
    if ("erased" in line)
      this.erasures.push({ seq: line.erased, at: this.#defect(byte, `record ${line.erased} tells of no erasure`) });
    else if (!this.bad) this.#open(line, dues, fail);
    for (const [place, [seq, name]] of line.of.entries()) {
      const due = dues[place];
      if (!due || due.isNamed) fail(`"${name}" of record ${seq} is named twice`);
      else due.isNamed = true;
    }
    if (!isInOrder(line)) fail("the names are not in order");
  }

  /** Compares the values of a line with their commitments. */
  #open(
    line: DisclosureLine & { readonly box: string },
    dues: readonly (Due | undefined)[],
    fail: (because: string) => void,
  ): void {
    if (!this.#ring) return;
    const key = this.#ring().find(line.org, line.k);
    if (!key) {
      fail("its key is missing");
      return;
    }
    try {
      for (const [place, { commitment, list }] of openValues(line, key).entries()) {
        const [seq = 0, name] = line.of[place] ?? [];
        if (!isCommitment(dues[place], commitment)) fail(`"${name}" of record ${seq} has another commitment`);
        if (list !== undefined) this.#openList(seq, JSON.parse(list), fail);
      }
    } catch (error) {
      if (!(error instanceof InvalidRecord)) throw error;
      fail(error.message);
    }
  }

  /** Compares the commitments in a list `changes` with the items that were opened, and keeps them for the others. */
  #openList(seq: number, list: unknown, fail: (because: string) => void): void {
    const rows = this.#due.rowsOf(seq);
    if (!Array.isArray(list) || list.length !== rows || !list.every(isSealed)) {
      fail(`"changes" of record ${seq} is no list of ${rows} commitments`);
      return;
    }
    for (const [place, { $sealed }] of list.entries()) {
      if (!isCommitment(this.#due.item(seq, place), $sealed))
        fail(`"changes.${place}" of record ${seq} has another commitment`);
    }
  }

  #defect(byte: number, because: string): Defect {
    return { kind: "bad-disclosure", file: this.#file, byte, because };
  }

  #next(): void {
    this.#ahead = undefined;
    const next = this.#lines.next();
    if (next.done) return;
    const { byte } = next.value;
    const line = read(next.value);
    if (line instanceof InvalidRecord) this.#unreadable = this.#defect(byte, line.message);
    else this.#ahead = { line, byte };
  }

  /** Whether a line of a closed batch stands further on: then what stands before it is not a crash's. */
  #isFollowed(): boolean {
    for (let next = this.#lines.next(); !next.done; next = this.#lines.next()) {
      const line = read(next.value);
      if (!(line instanceof InvalidRecord) && line.b <= this.#closed) return true;
    }
    return false;
  }
}

/** Whether this is the commitment to a value as it was told before, by its record, its list or itself. */
function isCommitment(due: Due | undefined, digest: string): boolean {
  if (due) due.digest ??= digest;
  return due?.digest === digest;
}

/** A line, or why it is none. */
function read(line: Line): DisclosureLine | InvalidRecord {
  try {
    if (!line.ended) throw new InvalidRecord("the line is cut off", "bad-disclosure");
    return disclosureIn(line);
  } catch (error) {
    if (error instanceof InvalidRecord) return error;
    throw error;
  }
}

/** By seq, and for one seq by name, but items by their place. */
function isInOrder({ of }: DisclosureLine): boolean {
  return of.every(([seq, name], place) => {
    const before = of[place - 1];
    if (!before) return true;
    return before[0] < seq || (before[0] === seq && sortable(before[1]) < sortable(name));
  });
}

const sortable = (name: string): string =>
  name.startsWith("changes.") ? `changes.${name.slice("changes.".length).padStart(16, "0")}` : name;
