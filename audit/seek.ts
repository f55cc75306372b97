import type { promises } from "node:fs";
import { type Line, linesOf } from "./lines.ts";

type File = Pick<promises.FileHandle, "read">;

/** A log file, open for reading, and how many of its bytes count. */
export interface LogFile {
  readonly file: File;
  readonly bytes: number;
  /** Places that were found before, in order; those that are found are added. */
  readonly known?: Place[];
}

/** A record by number, and the byte its line begins at. */
export interface Place {
  readonly seq: number;
  readonly byte: number;
}

/** Nearer than this, reading on is quicker than looking for a nearer place. */
const NEAR = 64 * 1024;
/** So many records are passed over rather than looking for a place behind them. */
const PASSED = 1000;
const PIECE = 64 * 1024;
/** Enough for most lines. */
const LINE = 4 * 1024;
const NEWLINE = 0x0a;

/**
 * Finds a place from which it is not far to a record: that record's own, or of one before it. Halves the file, in which
 * every line names its number, so it takes no more looks than the size has binary digits.
 */
export async function seek(log: LogFile, seq: number): Promise<Place> {
  const { known = [] } = log;
  const behind = known.findIndex((place) => place.seq > seq);
  const before = behind === -1 ? known.length : behind;
  const nearest = known[before - 1] ?? { seq: 0, byte: 0 };
  let low: Place = nearest;
  let high = known[before]?.byte ?? log.bytes;
  while (high - low.byte > NEAR) {
    const middle = low.byte + Math.floor((high - low.byte) / 2);
    const found = await firstBehind(log, middle, high);
    if (found && found.seq <= seq) low = found;
    else high = middle;
  }
  if (low !== nearest) note(known, low);
  return low;
}

function note(known: Place[], place: Place): void {
  const at = known.findIndex(({ seq }) => seq >= place.seq);
  if (at === -1) known.push(place);
  else if (known[at]?.seq !== place.seq) known.splice(at, 0, place);
}

/** The first line that begins behind a byte and before another. */
async function firstBehind({ file }: LogFile, byte: number, high: number): Promise<Place | undefined> {
  const before = await upToNewline(file, byte, high);
  const start = before && byte + before.length;
  const line =
    start !== undefined && start < high ? await upToNewline(file, start, Number.MAX_SAFE_INTEGER) : undefined;
  if (start === undefined || !line) return undefined;
  return { seq: JSON.parse(line.toString("utf8")).seq, byte: start };
}

/** The bytes from one on up to a newline and with it; nothing where none comes before the limit or the end of the file. */
async function upToNewline(file: File, from: number, limit: number): Promise<Buffer | undefined> {
  const pieces: Buffer[] = [];
  let size = LINE;
  for (let byte = from; byte < limit; size = PIECE) {
    const { bytesRead, buffer } = await file.read(Buffer.allocUnsafe(size), 0, size, byte);
    if (bytesRead === 0) return undefined;
    const end = buffer.subarray(0, bytesRead).indexOf(NEWLINE);
    pieces.push(buffer.subarray(0, end === -1 ? bytesRead : end + 1));
    if (end !== -1) return Buffer.concat(pieces);
    byte += bytesRead;
  }
  return undefined;
}

/** The content of a file from a byte on, as far as somebody goes on reading. */
async function* pieces(file: File, from: number): AsyncGenerator<Uint8Array, void> {
  for (let byte = from; ; ) {
    const { bytesRead, buffer } = await file.read(Buffer.allocUnsafe(PIECE), 0, PIECE, byte);
    if (bytesRead === 0) return;
    yield buffer.subarray(0, bytesRead);
    byte += bytesRead;
  }
}

/** The lines of the records with these numbers, in order; what lies far between them is not read. */
export async function* linesAt(
  log: LogFile,
  numbers: readonly number[],
): AsyncGenerator<{ readonly seq: number; readonly line: Line }, void> {
  for (let next = 0; next < numbers.length; ) {
    const place = await seek(log, numbers[next] ?? 0);
    const before = next;
    let { seq } = place;
    for await (const line of linesOf(pieces(log.file, place.byte))) {
      if (seq === numbers[next]) {
        yield { seq, line };
        next += 1;
        if (next === numbers.length || (numbers[next] ?? 0) - seq > PASSED) break;
      }
      seq += 1;
    }
    if (next === before) return;
  }
}
