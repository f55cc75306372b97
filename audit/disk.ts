import {
  closeSync,
  createReadStream,
  existsSync,
  fdatasync,
  fstatSync,
  fsyncSync,
  ftruncateSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  readSync,
  renameSync,
  rmSync,
  statSync,
  writeSync,
} from "node:fs";
import { dirname } from "node:path";

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
  /** Makes a folder, and those it lies in; they outlive a loss of power. */
  makeFolder(folder: string): void;
  /** Opens a file for writing, which is made and outlives a loss of power if it is not there. */
  open(path: string): DiskFile;
  /** Opens a file that is there, for reading only. */
  openToRead(path: string): Pick<DiskFile, "readAt" | "close">;
  /** Puts a whole file in place: either the old content or the new outlives a loss of power, nothing in between. */
  replace(path: string, content: Uint8Array | string): void;
  remove(path: string): void;
}

export interface DiskFile {
  /** Writes all of it at this byte. Not durable before a sync. */
  write(bytes: Uint8Array, at: number): void;
  /** Makes what was written durable. */
  sync(): Promise<void>;
  /** Cuts the file off, for good when it returns. */
  truncate(size: number): void;
  /** Whether the path still leads to this file, and how long that is. */
  standing(): { readonly isOurs: boolean; readonly size: number };
  readAt(from: number, size: number): Buffer;
  close(): void;
}

/** Big enough that reading a log costs hashing and parsing and not calls. */
const PIECE = 256 * 1024;

/** The disk of the machine. */
export const realDisk: Disk = {
  exists: existsSync,
  list: (folder) => (existsSync(folder) ? readdirSync(folder).sort() : []),
  size: (path) => statSync(path).size,
  read: (path) => readFileSync(path),
  stream: (path, from) => createReadStream(path, { start: from, highWaterMark: PIECE }),
  makeFolder(folder) {
    for (const made of missing(folder)) {
      mkdirSync(made);
      syncFolder(dirname(made));
    }
  },
  open(path) {
    const isNew = !existsSync(path);
    const descriptor = openSync(path, isNew ? "wx+" : "r+", 0o600);
    if (isNew) syncFolder(dirname(path));
    return new RealFile(path, descriptor);
  },
  openToRead: (path) => new RealFile(path, openSync(path, "r")),
  replace(path, content) {
    const descriptor = openSync(`${path}.tmp`, "w", 0o600);
    try {
      writeAll(descriptor, Buffer.from(content), 0);
      fsyncSync(descriptor);
    } finally {
      closeSync(descriptor);
    }
    renameSync(`${path}.tmp`, path);
    syncFolder(dirname(path));
  },
  remove(path) {
    rmSync(path);
    syncFolder(dirname(path));
  },
};

class RealFile implements DiskFile {
  readonly #path: string;
  readonly #descriptor: number;

  constructor(path: string, descriptor: number) {
    this.#path = path;
    this.#descriptor = descriptor;
  }

  write(bytes: Uint8Array, at: number): void {
    writeAll(this.#descriptor, bytes, at);
  }

  sync(): Promise<void> {
    return new Promise((done, fail) => fdatasync(this.#descriptor, (error) => (error ? fail(error) : done())));
  }

  truncate(size: number): void {
    ftruncateSync(this.#descriptor, size);
    fsyncSync(this.#descriptor);
  }

  standing() {
    const [ours, there] = [fstatSync(this.#descriptor), statSync(this.#path, { throwIfNoEntry: false })];
    return { isOurs: there?.ino === ours.ino && there.dev === ours.dev, size: ours.size };
  }

  readAt(from: number, size: number): Buffer {
    const bytes = Buffer.alloc(size);
    let filled = 0;
    for (let read = -1; read !== 0 && filled < size; filled += read)
      read = readSync(this.#descriptor, bytes, filled, size - filled, from + filled);
    return bytes.subarray(0, filled);
  }

  close(): void {
    closeSync(this.#descriptor);
  }
}

function writeAll(descriptor: number, bytes: Uint8Array, at: number): void {
  for (let done = 0; done < bytes.length; ) done += writeSync(descriptor, bytes, done, bytes.length - done, at + done);
}

/** The folders that are not there yet, outermost first. */
const missing = (folder: string): readonly string[] =>
  existsSync(folder) ? [] : [...missing(dirname(folder)), folder];

/** Puts on stable storage which files a folder holds; a new or renamed file can vanish without it. */
function syncFolder(folder: string): void {
  // Windows opens no folders as files, and keeps its directory entries by itself.
  if (process.platform === "win32") return;
  const descriptor = openSync(folder, "r");
  try {
    fsyncSync(descriptor);
  } finally {
    closeSync(descriptor);
  }
}
