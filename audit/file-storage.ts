import { createReadStream, existsSync, promises } from "node:fs";
import type { AuditRecord } from "#usecases/ports.ts";
import { CannotOpenLog } from "./cannot-open.ts";
import { type ChainEnd, checkChain } from "./chain.ts";
import { makeFolder, syncFolder } from "./folder.ts";
import { type Line, linesOf, textOf } from "./lines.ts";
import { lockFolder } from "./lock.ts";
import { bytesSetAside, setAside } from "./quarantine.ts";
import { parseRecord } from "./record.ts";
import { type LogFile, linesAt, type Place, seek } from "./seek.ts";
import type { Batch, Storage } from "./storage.ts";

type File = promises.FileHandle;

/** Big enough that reading a log costs hashing and parsing and not calls. */
const PIECE = 256 * 1024;

/**
 * Opens `audit/log.jsonl` under a state folder, which it makes where there is none, and takes the folder for this
 * process alone. The whole log is checked. A torn tail, which a crash leaves and which holds nothing acknowledged, is
 * set aside and cut off. CannotOpenLog when another process has the folder, or when a record is damaged that no crash
 * while appending explains; then nothing is changed, for a person has to look.
 *
 * A hole of zero bytes with records behind it counts as damage too, although a loss of power can leave one within the
 * last batch: without a witness to the log's size that cannot be told from a loss of what was acknowledged.
 */
export async function openFileStorage(state: string): Promise<Storage> {
  const folder = `${state}/audit`;
  makeFolder(folder, state);
  const unlock = lockFolder(folder);
  let file: File | undefined;
  try {
    const path = `${folder}/log.jsonl`;
    const isNew = !existsSync(path);
    file = await promises.open(path, "a+");
    if (isNew) syncFolder(folder);
    const found = await recover(folder, path, file);
    return new FileStorage({ path, file, unlock, found, setAside: bytesSetAside(folder, found.size) });
  } catch (error) {
    await file?.close();
    unlock();
    throw error;
  }
}

/** Checks the log and cuts off a torn tail; answers where the log ends. */
async function recover(folder: string, path: string, file: File): Promise<ChainEnd> {
  const check = await checkChain(createReadStream(path, { highWaterMark: PIECE }));
  const { outcome, end } = check;
  if (outcome === "broken") {
    const { seq, byte, because } = check;
    throw new CannotOpenLog(
      `record ${seq} at byte ${byte} of "${path}" is damaged: ${because}; nothing was changed; restore the file from a copy`,
    );
  }
  if (outcome === "torn") {
    setAside(folder, end.size, await bytesFrom(file, end.bytes));
    await file.truncate(end.bytes);
    await file.sync();
  }
  return end;
}

async function bytesFrom(file: File, byte: number): Promise<Uint8Array> {
  const bytes = Buffer.alloc((await file.stat()).size - byte);
  let filled = 0;
  while (filled < bytes.length) {
    const { bytesRead } = await file.read(bytes, filled, bytes.length - filled, byte + filled);
    if (bytesRead === 0) throw new Error("the log became shorter while it was read");
    filled += bytesRead;
  }
  return bytes;
}

interface Opened {
  readonly path: string;
  readonly file: File;
  readonly unlock: () => void;
  readonly found: ChainEnd;
  readonly setAside: number;
}

class FileStorage implements Storage {
  readonly found: ChainEnd;
  readonly setAside: number;
  syncs = 0;
  readonly #path: string;
  readonly #file: File;
  readonly #unlock: () => void;
  /** Where some records begin, as far as somebody has looked for them. */
  readonly #known: Place[] = [];
  #bytes: number;

  constructor({ path, file, unlock, found, setAside }: Opened) {
    this.found = found;
    this.setAside = setAside;
    this.#path = path;
    this.#file = file;
    this.#unlock = unlock;
    this.#bytes = found.bytes;
  }

  async append({ lines }: Batch): Promise<void> {
    const bytes = Buffer.from(`${lines.join("\n")}\n`);
    for (let from = 0; from < bytes.length; ) from += (await this.#file.write(bytes, from)).bytesWritten;
    this.syncs += 1;
    await this.#file.datasync();
    this.#bytes += bytes.length;
  }

  async *read(from: number): AsyncGenerator<AuditRecord, void> {
    for await (const { line } of this.#linesFrom(from)) yield parseRecord(textOf(line));
  }

  async *pick(numbers: readonly number[]): AsyncGenerator<AuditRecord, void> {
    for await (const { line } of linesAt(this.#log, numbers)) yield parseRecord(textOf(line));
  }

  async *#linesFrom(from: number): AsyncGenerator<{ readonly seq: number; readonly line: Line }, void> {
    const place = await seek(this.#log, from);
    let { seq } = place;
    for await (const line of linesOf(createReadStream(this.#path, { start: place.byte, highWaterMark: PIECE }))) {
      if (seq >= from) yield { seq, line };
      seq += 1;
    }
  }

  get #log(): LogFile {
    return { file: this.#file, bytes: this.#bytes, known: this.#known };
  }

  async close(): Promise<void> {
    try {
      await this.#file.close();
    } finally {
      this.#unlock();
    }
  }
}
