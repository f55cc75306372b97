import { EVENT_CATALOGUE } from "#domain/events.ts";
import type { AuditRecord } from "#usecases/ports.ts";
import { type DisclosureLine, type Opening, openingsIn } from "./disclosure-line.ts";
import type { Disk } from "./disk.ts";
import type { LoggedRecord } from "./envelope.ts";
import { InvalidRecord } from "./invalid-record.ts";
import type { KeyRing } from "./key-ring.ts";
import { linesOf, textOf } from "./lines.ts";
import { type Paths, segmentName, segmentNumber } from "./paths.ts";
import { disclosureIn } from "./plain-disclosure.ts";
import { parseLine } from "./record.ts";
import { unseal } from "./sealing.ts";

/** A place in the files of a log from which it can be read on. */
export interface Place {
  /** Number of the record that begins here. */
  readonly seq: number;
  /** The segment, by its first record, and the bytes in it and in the disclosures beside it. */
  readonly segment: number;
  readonly byte: number;
  readonly disclosureByte: number;
}

/** The segments there are, by their first records, in order. */
export const segmentsIn = (disk: Disk, { segments }: Pick<Paths, "segments">): readonly number[] =>
  disk
    .list(segments)
    .flatMap((name) => segmentNumber(name, "jsonl") ?? [])
    .sort((one, other) => one - other);

/** Where the segment begins that holds a record. */
export function placeBefore(segments: readonly number[], seq: number): Place {
  const segment = segments.findLast((first) => first <= seq) ?? 0;
  return { seq: segment, segment, byte: 0, disclosureByte: 0 };
}

/** A record as a log holds it, its line, and where that begins. */
export interface ReadLine {
  readonly record: LoggedRecord;
  readonly line: string;
  readonly segment: number;
  readonly byte: number;
}

/** What a commit line begins with, and no record: its members stand in order, and none comes before. */
const COMMIT = '{"$commit"';

/**
 * The records from a place on that belong to closed batches: what a commit line stands behind. Whoever reads beside
 * the writer sees the log as of a batch's end, and nothing half written. A line is read when it is asked for, so that
 * whoever needs few records of a large batch reads no others. InvalidRecord for a line that is none.
 */
export async function* committedLines(disk: Disk, paths: Paths, from: Place): AsyncGenerator<ReadLine, void> {
  let batch: Omit<ReadLine, "record">[] = [];
  let place = from;
  for (const segment of segmentsIn(disk, paths)) {
    if (segment < from.segment) continue;
    const path = `${paths.segments}/${segmentName(segment)}.jsonl`;
    for await (const one of linesOf(disk.stream(path, segment === from.segment ? place.byte : 0))) {
      if (!one.ended) break;
      const line = textOf(one);
      if (!line.startsWith(COMMIT) || parseLine(line).is === "record") {
        batch.push({ line, segment, byte: one.byte + (segment === from.segment ? from.byte : 0) });
        continue;
      }
      for (const closed of batch) {
        const parsed = parseLine(closed.line);
        if (parsed.is === "record") yield { ...closed, record: parsed.record };
      }
      batch = [];
    }
    place = { ...place, byte: 0 };
  }
}

/** What a line was opened to: by the number of the record, and by name. */
type Openings = Map<number, Map<string, Opening>>;

/**
 * The values of sealed members, batch by batch in the order of the log: a cursor that moves along with whoever reads
 * the records.
 */
export class DisclosureCursor {
  readonly #disk: Disk;
  readonly #paths: Paths;
  readonly #ring: KeyRing;
  readonly #from: Place;
  #segment = -1;
  #lines: AsyncIterator<{ readonly line: DisclosureLine; readonly byte: number }> | undefined;
  #ahead: { readonly line: DisclosureLine; readonly byte: number } | undefined;
  #batch = -1;
  /** The lines of the batch that hold values of a record, by its number. */
  #closed = new Map<number, DisclosureLine[]>();
  /** What was opened of them; a line can hold values of many records. */
  readonly #openings = new WeakMap<DisclosureLine, Openings>();

  constructor(disk: Disk, paths: Paths, ring: KeyRing, from: Place) {
    this.#disk = disk;
    this.#paths = paths;
    this.#ring = ring;
    this.#from = from;
  }

  /** What opens the sealed values of a record, by name; what was erased is not among it. */
  async of({ record: { b, seq }, segment }: ReadLine): Promise<(name: string) => Opening | undefined> {
    if (segment !== this.#segment) await this.#enter(segment);
    if (b !== this.#batch) await this.#advance(b);
    const values = this.#opened(seq);
    return (name) => values.get(name);
  }

  /** The byte at which the lines of the next batch begin, as far as it was read; for remembering places. */
  get byte(): number {
    return this.#ahead?.byte ?? 0;
  }

  async #enter(segment: number): Promise<void> {
    this.#segment = segment;
    const path = `${this.#paths.disclosures}/${segmentName(segment)}.jsonl`;
    const byte = segment === this.#from.segment ? this.#from.disclosureByte : 0;
    this.#lines = this.#disk.exists(path) ? disclosureLines(this.#disk, path, byte) : undefined;
    this.#ahead = await this.#next();
  }

  async #advance(b: number): Promise<void> {
    this.#batch = b;
    this.#closed = new Map();
    for (; this.#ahead && this.#ahead.line.b <= b; this.#ahead = await this.#next()) {
      const { line } = this.#ahead;
      if (line.b !== b) continue;
      for (const seq of new Set(line.of.map(([of]) => of))) {
        const lines = this.#closed.get(seq);
        if (lines) lines.push(line);
        else this.#closed.set(seq, [line]);
      }
    }
  }

  /** What opens the values of a record, by name. Only the lines that hold some are opened: of a large batch those are few. */
  #opened(seq: number): ReadonlyMap<string, Opening> {
    const values = new Map<string, Opening>();
    for (const line of this.#closed.get(seq) ?? []) {
      const known = this.#openings.get(line) ?? this.#open(line);
      for (const [name, opening] of known.get(seq) ?? []) values.set(name, opening);
    }
    return values;
  }

  #open(line: DisclosureLine): Openings {
    const key = this.#ring.find(line.org, line.k);
    const openings: Openings = new Map();
    for (const [[seq, name], opening] of key ? openingsIn(line, key) : []) {
      const ofRecord = openings.get(seq) ?? new Map<string, Opening>();
      openings.set(seq, ofRecord.set(name, opening));
    }
    this.#openings.set(line, openings);
    return openings;
  }

  async #next() {
    const next = await this.#lines?.next();
    return next?.done === false ? next.value : undefined;
  }
}

async function* disclosureLines(disk: Disk, path: string, from: number) {
  for await (const one of linesOf(disk.stream(path, from))) {
    if (one.ended) yield { line: disclosureIn(one), byte: from + one.byte };
  }
}

/** Records with their values in their places. InvalidRecord for one that this version does not know. */
export async function* readRecords(
  disk: Disk,
  paths: Paths,
  ring: KeyRing,
  from: Place,
): AsyncGenerator<AuditRecord, void> {
  const cursor = new DisclosureCursor(disk, paths, ring, from);
  for await (const one of committedLines(disk, paths, from)) {
    if (one.record.seq < from.seq) continue;
    if (!Object.hasOwn(EVENT_CATALOGUE, one.record.type))
      throw new InvalidRecord(`record ${one.record.seq} is of a type that this version does not know`);
    const opening = await cursor.of(one);
    yield unseal(one.record, (name) => opening(name)?.text);
  }
}
