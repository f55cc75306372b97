import type { Disk, FileToRead } from "./disk.ts";
import type { Line } from "./lines.ts";

/** Lines of a file, one behind the other. */
export interface Block {
  readonly bytes: Buffer;
  /** The byte of the file it begins at. */
  readonly byte: number;
  /** Whether a newline ends its last line; what ends a file without one is a block of its own. */
  readonly ended: boolean;
}

/** Small enough to stay near the processor, and so big that calls cost nothing. */
const SIZE = 256 * 1024;
const NEWLINE = 0x0a;

/**
 * A file in blocks of lines, each in the place of the one before it: memory that is used again costs nothing, and fresh
 * memory as much as hashing what is read into it. So nothing of a block may be kept.
 */
export class Blocks {
  readonly #file: FileToRead;
  #buffer = Buffer.allocUnsafeSlow(SIZE);
  /** What was read and is in no block yet: the beginning of a line. */
  #begun = { from: 0, to: 0 };
  #byte = 0;

  constructor(disk: Disk, path: string) {
    this.#file = disk.openToRead(path);
  }

  /** Nothing at the end of the file. */
  next(): Block | undefined {
    let { from, to } = this.#begun;
    this.#buffer.copyWithin(0, from, to);
    [from, to] = [0, to - from];
    for (;;) {
      const more = this.#file.fill(this.#buffer.subarray(to), this.#byte + to);
      const end = more === 0 ? 0 : this.#buffer.lastIndexOf(NEWLINE, to + more - 1) + 1;
      to += more;
      if (end > 0) return this.#block(end, to, true);
      if (more === 0) return to === 0 ? undefined : this.#block(to, to, false);
      if (to === this.#buffer.length) this.#buffer = Buffer.concat([this.#buffer], 2 * to);
    }
  }

  #block(end: number, to: number, ended: boolean): Block {
    const block = { bytes: this.#buffer.subarray(0, end), byte: this.#byte, ended };
    this.#begun = { from: end, to };
    this.#byte += end;
    return block;
  }

  close(): void {
    this.#file.close();
  }
}

/** The line of a block that begins there. */
export function lineAt({ bytes, byte, ended }: Block, from: number): Line {
  const to = ended ? bytes.indexOf(NEWLINE, from) : bytes.length;
  return { bytes: bytes.subarray(from, to), byte: byte + from, ended };
}

/** The lines of blocks one by one. */
export function* linesIn(blocks: Blocks): Generator<Line, void> {
  for (let block = blocks.next(); block; block = blocks.next()) {
    for (let from = 0; from < block.bytes.length; ) {
      const line = lineAt(block, from);
      yield line;
      from += line.bytes.length + 1;
    }
  }
}
