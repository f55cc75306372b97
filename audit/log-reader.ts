import type { AuditRecord } from "#usecases/ports.ts";
import type { Disk } from "./disk.ts";
import { type Found, halve } from "./halve.ts";
import type { KeyRing } from "./key-ring.ts";
import { type Paths, segmentName } from "./paths.ts";
import { committedLines, type Place, placeBefore, readRecords, segmentsIn } from "./reader.ts";
import { hashOf, NO_HASH } from "./record.ts";

/** So many records are passed over rather than looking for a place behind them. */
const PASSED = 1000;

/** Reads a log in a folder from wherever one likes, beside whoever writes it; nothing is written. */
export class LogReader {
  readonly #disk: Disk;
  readonly #paths: Paths;
  readonly #ring: KeyRing;
  /** Places that were found before, in order. */
  readonly #known: Place[] = [];

  constructor(disk: Disk, paths: Paths, ring: KeyRing) {
    this.#disk = disk;
    this.#paths = paths;
    this.#ring = ring;
  }

  /** The records from a number on, as far as their batches are closed. InvalidRecord for a line that is none. */
  read(from: number): AsyncGenerator<AuditRecord, void> {
    return readRecords(this.#disk, this.#paths, this.#ring, { ...this.#placeOf(from), seq: from });
  }

  /** The records of these numbers, in order; what lies far between them is not read. */
  async *pick(numbers: readonly number[]): AsyncGenerator<AuditRecord, void> {
    for (let next = 0; next < numbers.length; ) {
      const before = next;
      for await (const record of this.read(numbers[next] ?? 0)) {
        if (record.seq !== numbers[next]) continue;
        yield record;
        next += 1;
        if (next === numbers.length || (numbers[next] ?? 0) - record.seq > PASSED) break;
      }
      if (next === before) return;
    }
  }

  /** The lines of the records from a number on, as they are hashed. */
  async *lines(from: number): AsyncGenerator<string, void> {
    for await (const { record, line } of committedLines(this.#disk, this.#paths, this.#placeOf(from))) {
      if (record.seq >= from) yield line;
    }
  }

  /** How many records there are in closed batches, and the hash of the last, without reading those before it. */
  async end(): Promise<{ readonly size: number; readonly hash: string }> {
    let end = { size: 0, hash: NO_HASH };
    const place = this.#placeOf(Number.MAX_SAFE_INTEGER);
    for await (const { record, line } of committedLines(this.#disk, this.#paths, place))
      end = { size: record.seq + 1, hash: hashOf(line) };
    return end;
  }

  /** The files are others now: what was known of them counts no more. */
  forget(): void {
    this.#known.length = 0;
  }

  #placeOf(seq: number): Place {
    const behind = this.#known.findIndex((place) => place.seq > seq);
    const known = this.#known[(behind === -1 ? this.#known.length : behind) - 1];
    const begun = placeBefore(segmentsIn(this.#disk, this.#paths), seq);
    if (known && known.seq >= begun.seq && seq - known.seq <= PASSED) return known;
    const found = this.#find(begun, seq);
    const nearest = known && known.seq >= (found?.seq ?? begun.seq) ? known : (found ?? begun);
    if (nearest === found) this.#note(found);
    return nearest;
  }

  #note(place: Place): void {
    const at = this.#known.findIndex(({ seq }) => seq >= place.seq);
    if (at === -1) this.#known.push(place);
    else if (this.#known[at]?.seq !== place.seq) this.#known.splice(at, 0, place);
  }

  /** Looks for a record in its segment by halving it, and for the values of its batch in the file beside it. */
  #find(begun: Place, target: number): Place | undefined {
    const name = segmentName(begun.segment);
    const line = this.#halve(`${this.#paths.segments}/${name}.jsonl`, seqOf, target);
    if (!line) return undefined;
    const { b }: { readonly b: number } = JSON.parse(line.text);
    const values = this.#halve(`${this.#paths.disclosures}/${name}.jsonl`, batchOf, b - 1);
    return { seq: line.key, segment: begun.segment, byte: line.byte, disclosureByte: values?.byte ?? 0 };
  }

  #halve(path: string, keyOf: (line: string) => number | undefined, target: number): Found | undefined {
    if (!this.#disk.exists(path)) return undefined;
    const file = this.#disk.openToRead(path);
    try {
      return halve({ file, bytes: this.#disk.size(path), keyOf }, target);
    } finally {
      file.close();
    }
  }
}

const seqOf = (line: string): number | undefined => numberIn(line, "seq");
const batchOf = (line: string): number | undefined => numberIn(line, "b");

/** A member of a line; nothing where there is none, or the line is damaged, which reading it tells. */
function numberIn(line: string, name: string): number | undefined {
  try {
    const value: unknown = JSON.parse(line)[name];
    return typeof value === "number" ? value : undefined;
  } catch {
    return undefined;
  }
}
