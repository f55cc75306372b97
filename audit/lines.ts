import { InvalidRecord } from "./invalid-record.ts";

/** The content of a file in pieces, as a read stream gives it. */
export type Content = Iterable<Uint8Array> | AsyncIterable<Uint8Array>;

/** One line of a file: its bytes without the newline, the byte it begins at, and whether a newline ended it. */
export interface Line {
  readonly bytes: Uint8Array;
  readonly byte: number;
  readonly ended: boolean;
}

/** Lines that were read together, one behind the other. */
export interface Block {
  readonly bytes: Uint8Array;
  /** The byte of the file it begins at. */
  readonly byte: number;
  /** Whether a newline ends its last line, which can be missing at the end of a file alone. */
  readonly ended: boolean;
}

const NEWLINE = 0x0a;

/** The lines of some content in order, as many at a time as a piece ends; what lacks its newline is a block of its own. */
export async function* blocksOf(content: Content): AsyncGenerator<Block, void> {
  let byte = 0;
  let begun: Uint8Array[] = [];
  for await (const chunk of content) {
    const end = chunk.lastIndexOf(NEWLINE) + 1;
    if (end > 0) {
      const whole = chunk.subarray(0, end);
      const bytes = begun.length === 0 ? whole : Buffer.concat([...begun, whole]);
      yield { bytes, byte, ended: true };
      byte += bytes.length;
      begun = [];
    }
    if (end < chunk.length) begun.push(chunk.subarray(end));
  }
  if (begun.length > 0) yield { bytes: Buffer.concat(begun), byte, ended: false };
}

/** The line of a block that begins there. */
export function lineAt({ bytes, byte, ended }: Block, from: number): Line {
  const to = ended ? bytes.indexOf(NEWLINE, from) : bytes.length;
  return { bytes: bytes.subarray(from, to), byte: byte + from, ended };
}

/** The same one by one. */
export async function* linesOf(content: Content): AsyncGenerator<Line, void> {
  for await (const block of blocksOf(content)) {
    for (let from = 0; from < block.bytes.length; ) {
      const line = lineAt(block, from);
      yield line;
      from += line.bytes.length + 1;
    }
  }
}

// A byte order mark is part of the line, so that every byte counts.
const utf8 = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });

/** A line as text. InvalidRecord where it is not UTF-8: a lenient reader would see the same text in other bytes. */
export function textOf({ bytes }: Line): string {
  try {
    return utf8.decode(bytes);
  } catch {
    throw new InvalidRecord("not UTF-8", "not-utf8");
  }
}
