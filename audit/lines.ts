import { InvalidRecord } from "./invalid-record.ts";

/** The content of a file in pieces, as a read stream gives it. */
export type Content = Iterable<Uint8Array> | AsyncIterable<Uint8Array>;

/** One line of a file: its bytes without the newline, the byte it begins at, and whether a newline ended it. */
export interface Line {
  readonly bytes: Uint8Array;
  readonly byte: number;
  readonly ended: boolean;
}

const NEWLINE = 0x0a;

/** The lines of some content in order; only the very last one can lack its newline. */
export async function* linesOf(content: Content): AsyncGenerator<Line, void> {
  let byte = 0;
  let begun: Uint8Array[] = [];
  for await (const chunk of content) {
    let from = 0;
    for (let to = chunk.indexOf(NEWLINE); to >= 0; to = chunk.indexOf(NEWLINE, from)) {
      const rest = chunk.subarray(from, to);
      const bytes = begun.length === 0 ? rest : Buffer.concat([...begun, rest]);
      yield { bytes, byte, ended: true };
      byte += bytes.length + 1;
      from = to + 1;
      begun = [];
    }
    if (from < chunk.length) begun.push(chunk.subarray(from));
  }
  if (begun.length > 0) yield { bytes: Buffer.concat(begun), byte, ended: false };
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
