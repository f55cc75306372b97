import { createReadStream, type promises } from "node:fs";
import { type Line, linesOf } from "./lines.ts";

type File = Pick<promises.FileHandle, "read">;

/** A log file, open for reading, and how many of its bytes count. */
export interface LogFile {
  readonly path: string;
  readonly file: File;
  readonly bytes: number;
}

/** A record by number, and the byte its line begins at. */
export interface Place {
  readonly seq: number;
  readonly byte: number;
}

/** Nearer than this, reading on is quicker than looking for a nearer place. */
const NEAR = 256 * 1024;
/** So many records are passed over rather than looking for a place behind them. */
const PASSED = 1000;
const PIECE = 64 * 1024;
const NEWLINE = 0x0a;

/**
 * Finds a place from which it is not far to a record: that record's own, or of one before it. Halves the file, in which
 * every line names its number, so it takes no more looks than the size has binary digits.
 */
export async function seek(log: LogFile, seq: number): Promise<Place> {
  let low: Place = { seq: 0, byte: 0 };
  let high = log.bytes;
  while (high - low.byte > NEAR) {
    const middle = low.byte + Math.floor((high - low.byte) / 2);
    const found = await firstBehind(log, middle, high);
    if (found && found.seq <= seq) low = found;
    else high = middle;
  }
  return low;
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
  for (let byte = from; byte < limit; ) {
    const { bytesRead, buffer } = await file.read(Buffer.alloc(PIECE), 0, PIECE, byte);
    if (bytesRead === 0) return undefined;
    const end = buffer.subarray(0, bytesRead).indexOf(NEWLINE);
    pieces.push(buffer.subarray(0, end === -1 ? bytesRead : end + 1));
    if (end !== -1) return Buffer.concat(pieces);
    byte += bytesRead;
  }
  return undefined;
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
    for await (const line of linesOf(createReadStream(log.path, { start: place.byte, highWaterMark: PIECE }))) {
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
