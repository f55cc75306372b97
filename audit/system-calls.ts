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

/** Calls that change what a disk holds, or make a change durable: a crash falls before one, behind one, or into one. */
export interface ChangingCalls {
  makeFolder(folder: string): void;
  /** Opens a file that is not there yet, for writing and reading. */
  create(path: string): number;
  /** Opens a file for writing, and empties it if it is there. */
  overwrite(path: string): number;
  /** Answers how much of it was written. */
  write(file: number, bytes: Uint8Array, at: number): number;
  /** Makes content durable, and how long the file is. */
  sync(file: number): void;
  /** The same while others go on. */
  syncSoon(file: number): Promise<void>;
  truncate(file: number, size: number): void;
  rename(from: string, to: string): void;
  remove(path: string): void;
  /** Makes durable which files a folder holds; a new or renamed file can vanish without it. */
  syncFolder(folder: string): void;
}

/** What tells two files apart that had the same path. */
export interface FileStatus {
  readonly ino: number;
  readonly dev: number;
  readonly size: number;
}

/** The calls of an operating system that a log is kept with. Whatever fails throws what node:fs throws. */
export interface SystemCalls extends ChangingCalls {
  exists(path: string): boolean;
  list(folder: string): readonly string[];
  status(path: string): FileStatus | undefined;
  statusOf(file: number): FileStatus;
  read(path: string): Buffer;
  stream(path: string, from: number): AsyncIterable<Uint8Array>;
  open(path: string): number;
  openToRead(path: string): number;
  /** Answers how much was read; 0 at the end. */
  readAt(file: number, into: Uint8Array, offset: number, from: number): number;
  close(file: number): void;
}

/** Big enough that reading a log costs hashing and parsing and not calls. */
const PIECE = 256 * 1024;
/** The log is nobody's but its owner's. */
const MODE = 0o600;

/** Those of the machine. */
export const systemCalls: SystemCalls = {
  // Another process may have made it in between.
  makeFolder: (folder) => void mkdirSync(folder, { recursive: true }),
  create: (path) => openSync(path, "wx+", MODE),
  overwrite: (path) => openSync(path, "w", MODE),
  write: (file, bytes, at) => writeSync(file, bytes, 0, bytes.length, at),
  sync: fsyncSync,
  syncSoon: (file) => new Promise((done, fail) => fdatasync(file, (error) => (error ? fail(error) : done()))),
  truncate: ftruncateSync,
  rename: renameSync,
  remove: (path) => rmSync(path),
  syncFolder(folder) {
    // Windows opens no folders as files, and keeps its directory entries by itself.
    if (process.platform === "win32") return;
    const descriptor = openSync(folder, "r");
    try {
      fsyncSync(descriptor);
    } finally {
      closeSync(descriptor);
    }
  },
  exists: existsSync,
  list: (folder) => readdirSync(folder),
  status: (path) => statSync(path, { throwIfNoEntry: false }),
  statusOf: (file) => fstatSync(file),
  read: (path) => readFileSync(path),
  stream: (path, from) => createReadStream(path, { start: from, highWaterMark: PIECE }),
  open: (path) => openSync(path, "r+"),
  openToRead: (path) => openSync(path, "r"),
  readAt: (file, into, offset, from) => readSync(file, into, offset, into.length - offset, from),
  close: closeSync,
};
