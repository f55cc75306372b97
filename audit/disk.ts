import { dirname } from "node:path";
import { type SystemCalls, systemCalls } from "./system-calls.ts";

/**
 * What the log needs of a disk, so that tests can put one under it that fails, loses power or kills the process at
 * any of these calls. Paths are the caller's; whatever fails throws.
 */
export interface Disk {
  exists(path: string): boolean;
  /** Names of what a folder holds; none where there is no folder. */
  list(folder: string): readonly string[];
  size(path: string): number;
  read(path: string): Buffer;
  /** Content from a byte on, in pieces, as far as the file reaches when it is read. */
  stream(path: string, from: number): AsyncIterable<Uint8Array>;
  /**
   * Makes a folder, and those it lies in, if they are not there. It outlives a loss of power, and so does which files it
   * holds, whoever put them there: a process that was killed may have come no further than that they could be seen.
   */
  makeFolder(folder: string): void;
  /** Opens a file for writing, which is made and outlives a loss of power if it is not there. */
  open(path: string): DiskFile;
  /** Opens a file that is there, for reading only. */
  openToRead(path: string): FileToRead;
  /** Puts a whole file in place: either the old content or the new outlives a loss of power, nothing in between. */
  replace(path: string, content: Uint8Array | string): void;
  remove(path: string): void;
}

export interface FileToRead {
  readAt(from: number, size: number): Buffer;
  /** Reads into these bytes as many as they are, or as the file has from there on; answers how many. */
  fill(bytes: Uint8Array, from: number): number;
  close(): void;
}

export interface DiskFile extends FileToRead {
  /** Writes all of it at this byte. Not durable before a sync. */
  write(bytes: Uint8Array, at: number): void;
  /** Makes what was written durable. */
  sync(): Promise<void>;
  /** Cuts the file off, for good when it returns. */
  truncate(size: number): void;
  /** Whether the path still leads to this file, and how long that is. */
  standing(): { readonly isOurs: boolean; readonly size: number };
}

/** A disk by the calls of an operating system; what has to be durable is so in this order of calls. */
export const diskOver = (calls: SystemCalls): Disk => ({
  exists: calls.exists,
  list: (folder) => (calls.exists(folder) ? [...calls.list(folder)].sort() : []),
  size: (path) => sizeOf(calls, path),
  read: calls.read,
  stream: calls.stream,
  makeFolder(folder) {
    const made = missing(calls, folder);
    for (const one of made) {
      calls.makeFolder(one);
      calls.syncFolder(dirname(one));
    }
    // What was only just made holds nothing yet.
    if (made.length > 0) return;
    calls.syncFolder(dirname(folder));
    calls.syncFolder(folder);
  },
  open(path) {
    const isNew = !calls.exists(path);
    const file = isNew ? calls.create(path) : calls.open(path);
    if (isNew) calls.syncFolder(dirname(path));
    return new OpenFile(calls, path, file);
  },
  openToRead: (path) => new OpenFile(calls, path, calls.openToRead(path)),
  replace(path, content) {
    const file = calls.overwrite(`${path}.tmp`);
    try {
      writeAll(calls, file, Buffer.from(content), 0);
      calls.sync(file);
    } finally {
      calls.close(file);
    }
    calls.rename(`${path}.tmp`, path);
    calls.syncFolder(dirname(path));
  },
  remove(path) {
    calls.remove(path);
    calls.syncFolder(dirname(path));
  },
});

/** The disk of the machine. */
export const realDisk: Disk = diskOver(systemCalls);

class OpenFile implements DiskFile {
  readonly #calls: SystemCalls;
  readonly #path: string;
  readonly #file: number;

  constructor(calls: SystemCalls, path: string, file: number) {
    this.#calls = calls;
    this.#path = path;
    this.#file = file;
  }

  write(bytes: Uint8Array, at: number): void {
    writeAll(this.#calls, this.#file, bytes, at);
  }

  sync(): Promise<void> {
    return this.#calls.syncSoon(this.#file);
  }

  truncate(size: number): void {
    this.#calls.truncate(this.#file, size);
    this.#calls.sync(this.#file);
  }

  standing() {
    const [ours, there] = [this.#calls.statusOf(this.#file), this.#calls.status(this.#path)];
    return { isOurs: there?.ino === ours.ino && there.dev === ours.dev, size: ours.size };
  }

  readAt(from: number, size: number): Buffer {
    const bytes = Buffer.alloc(size);
    return bytes.subarray(0, this.fill(bytes, from));
  }

  fill(bytes: Uint8Array, from: number): number {
    let filled = 0;
    for (let read = -1; read !== 0 && filled < bytes.length; filled += read)
      read = this.#calls.readAt(this.#file, bytes, filled, from + filled);
    return filled;
  }

  close(): void {
    this.#calls.close(this.#file);
  }
}

function sizeOf(calls: SystemCalls, path: string): number {
  const status = calls.status(path);
  if (!status) throw new Error(`there is no file "${path}"`);
  return status.size;
}

function writeAll(calls: SystemCalls, file: number, bytes: Uint8Array, at: number): void {
  for (let done = 0; done < bytes.length; ) done += calls.write(file, bytes.subarray(done), at + done);
}

/** The folders that are not there yet, outermost first. */
const missing = (calls: SystemCalls, folder: string): readonly string[] =>
  calls.exists(folder) ? [] : [...missing(calls, dirname(folder)), folder];
