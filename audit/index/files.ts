import { appendFileSync, existsSync, mkdirSync, readFileSync, renameSync, truncateSync, writeFileSync } from "node:fs";
import { crc32 } from "node:zlib";
import { NO_HASH } from "#audit/record.ts";
import { CELLS } from "./cells.ts";
import { IndexTable } from "./table.ts";
import { Words } from "./words.ts";

/** Where the index stopped: how many records it has taken in, and the hash of the last of them. */
export interface Stop {
  readonly size: number;
  readonly hash: string;
}

export const NOWHERE: Stop = { size: 0, hash: NO_HASH };

/**
 * Beside the rows and the words, and written after both: how much of them counts, and their check sums. Nothing is
 * synced, since all is derived; what a loss of power leaves shows in the sums.
 */
interface Note extends Stop {
  readonly version: 1;
  /** Bytes of the words that count, and the sums of rows and words. */
  readonly wordBytes: number;
  readonly rowSum: number;
  readonly wordSum: number;
}

const BYTES = CELLS * Int32Array.BYTES_PER_ELEMENT;

/** An index kept in a folder: rows of a fixed width, the words they are made of, and a note of where it stopped. */
export class IndexFiles {
  readonly #folder: string;
  #kept: Note = { version: 1, ...NOWHERE, wordBytes: 0, rowSum: 0, wordSum: 0 };
  /** How many words are in the file, the one that is none among them. */
  #words = 1;

  constructor(folder: string) {
    this.#folder = folder;
  }

  /** How many rows are kept. */
  get size(): number {
    return this.#kept.size;
  }

  /** What is kept; nothing where there is none, or anything about it does not fit. */
  load(): { readonly table: IndexTable; readonly stop: Stop } | undefined {
    const note = this.#note();
    if (!note) return undefined;
    const [rows, words] = [this.#read("rows", note.size * BYTES), this.#read("words", note.wordBytes)];
    if (!rows || !words || crc32(rows) !== note.rowSum || crc32(words) !== note.wordSum) return undefined;
    const known = new Words();
    for (const word of words.toString("utf8").split("\n").slice(0, -1)) known.add(word);
    this.#kept = note;
    this.#words = known.size;
    const cells = new Int32Array(rows.buffer, rows.byteOffset, note.size * CELLS);
    return { table: new IndexTable(known, cells, note.size), stop: { size: note.size, hash: note.hash } };
  }

  /** Adds what the table has and the files have not. */
  save(table: IndexTable, { hash }: Stop): void {
    mkdirSync(this.#folder, { recursive: true });
    const { size, rowSum, wordBytes, wordSum } = this.#kept;
    const cells = table.cellsFrom(size);
    const rows = Buffer.from(cells.buffer, cells.byteOffset, cells.byteLength);
    const words = Buffer.from(
      table.words
        .from(this.#words)
        .map((word) => `${word}\n`)
        .join(""),
    );
    this.#append("rows", size * BYTES, rows);
    this.#append("words", wordBytes, words);
    this.#kept = {
      version: 1,
      size: table.size,
      hash,
      wordBytes: wordBytes + words.length,
      rowSum: crc32(rows, rowSum),
      wordSum: crc32(words, wordSum),
    };
    this.#words = table.words.size;
    writeFileSync(`${this.#path("note")}.new`, JSON.stringify(this.#kept));
    renameSync(`${this.#path("note")}.new`, this.#path("note"));
  }

  /** Begins with nothing again; what is there is written over. */
  forget(): void {
    this.#kept = { version: 1, ...NOWHERE, wordBytes: 0, rowSum: 0, wordSum: 0 };
    this.#words = 1;
  }

  #path(name: "rows" | "words" | "note"): string {
    return `${this.#folder}/${name}`;
  }

  #note(): Note | undefined {
    try {
      const note = JSON.parse(readFileSync(this.#path("note"), "utf8"));
      return note?.version === 1 && Number.isSafeInteger(note.size) && Number.isSafeInteger(note.wordBytes)
        ? note
        : undefined;
    } catch {
      return undefined;
    }
  }

  #read(name: "rows" | "words", bytes: number): Buffer<ArrayBuffer> | undefined {
    if (!existsSync(this.#path(name))) return undefined;
    const content = readFileSync(this.#path(name)) as Buffer<ArrayBuffer>;
    return content.length < bytes ? undefined : content.subarray(0, bytes);
  }

  /** Writes behind the bytes that count, and over whatever a process that was killed has left behind them. */
  #append(name: "rows" | "words", counted: number, bytes: Uint8Array): void {
    const path = this.#path(name);
    if (counted === 0) writeFileSync(path, bytes);
    else {
      truncateSync(path, counted);
      appendFileSync(path, bytes);
    }
  }
}
