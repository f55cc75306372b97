import type { DiskFile } from "./disk.ts";

/** Nearer than this, reading on is quicker than looking for a nearer place. */
const NEAR = 64 * 1024;
const PIECE = 64 * 1024;
/** Enough for most lines. */
const LINE = 4 * 1024;
const NEWLINE = 0x0a;

/** A line by the number it is looked for by, and the byte it begins at. */
export interface Found {
  readonly key: number;
  readonly byte: number;
  readonly text: string;
}

/** A file whose lines carry numbers in order, as far as it counts. */
export interface Ordered {
  readonly file: Pick<DiskFile, "readAt">;
  readonly bytes: number;
  /** The number of a line; nothing for a line that carries none. */
  readonly keyOf: (line: string) => number | undefined;
}

/**
 * A line from which it is not far to the first one with a number: a line whose number is not larger. Halves the file, so
 * it takes no more looks than the size has binary digits. Nothing where the file's beginning is as near.
 */
export function halve(ordered: Ordered, target: number): Found | undefined {
  let low: Found | undefined;
  let high = ordered.bytes;
  while (high - (low?.byte ?? 0) > NEAR) {
    const middle = (low?.byte ?? 0) + Math.floor((high - (low?.byte ?? 0)) / 2);
    const found = firstBehind(ordered, middle, high);
    if (found && found.key <= target) low = found;
    else high = middle;
  }
  return low;
}

/** The first line with a number that begins behind a byte and before another. */
function firstBehind({ file, keyOf, bytes }: Ordered, byte: number, high: number): Found | undefined {
  let end = endOfLine(file, byte, high);
  while (end !== undefined && end < high) {
    const next = endOfLine(file, end, bytes);
    if (next === undefined) return undefined;
    const text = file.readAt(end, next - 1 - end).toString();
    const key = keyOf(text);
    if (key !== undefined) return { key, byte: end, text };
    end = next;
  }
  return undefined;
}

/** Where the line begins that follows the one a byte is in; nothing where no newline comes before the limit. */
function endOfLine(file: Ordered["file"], from: number, limit: number): number | undefined {
  let size = LINE;
  for (let byte = from; byte < limit; size = PIECE) {
    const piece = file.readAt(byte, size);
    if (piece.length === 0) return undefined;
    const at = piece.indexOf(NEWLINE);
    if (at !== -1) return byte + at + 1;
    byte += piece.length;
  }
  return undefined;
}
