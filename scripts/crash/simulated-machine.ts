import { basename, dirname } from "node:path";
import type { FileStatus, SystemCalls } from "#audit/system-calls.ts";
import type { Dice } from "#fixtures/dice.ts";
import { SimulatedFile } from "./simulated-file.ts";
import { SimulatedFolder } from "./simulated-folder.ts";

/**
 * A machine in memory that can lose power. It keeps apart what processes see of files and folders, and what a disk is
 * sure to have: what was synced since it was last changed. Everything else may be there after a loss of power or not,
 * sector by sector and name by name. What happens is up to the dice, so it happens again with the same seed.
 */
export class SimulatedMachine {
  readonly #root: SimulatedFolder;
  readonly #open = new Map<number, SimulatedFile>();
  readonly #numbers = new Map<SimulatedFile, number>();
  #next = 3;

  constructor(root = new SimulatedFolder()) {
    this.#root = root;
  }

  /** What is left when all processes end at this instant, and the machine runs on. */
  afterKill(): SimulatedMachine {
    const known = new Map<SimulatedFile | SimulatedFolder, SimulatedFile | SimulatedFolder>();
    const copy = (entry: SimulatedFile | SimulatedFolder): SimulatedFile | SimulatedFolder => {
      const made = known.get(entry) ?? (entry instanceof SimulatedFile ? entry.fork() : entry.fork(copy));
      known.set(entry, made);
      return made;
    };
    return new SimulatedMachine(this.#root.fork(copy));
  }

  /** One of the many things that can be left when the power goes at this instant. */
  afterPowerLoss(dice: Dice): SimulatedMachine {
    const known = new Map<SimulatedFile | SimulatedFolder, SimulatedFile | SimulatedFolder>();
    const copy = (entry: SimulatedFile | SimulatedFolder): SimulatedFile | SimulatedFolder => {
      const made =
        known.get(entry) ??
        (entry instanceof SimulatedFile ? entry.afterPowerLoss(dice) : entry.afterPowerLoss(dice, copy));
      known.set(entry, made);
      return made;
    };
    return new SimulatedMachine(this.#root.afterPowerLoss(dice, copy));
  }

  /** A sync of this file that fails as Linux lets it fail: what was not written never will be, and is still seen. */
  giveUp(file: number): void {
    this.#opened(file).giveUp();
  }

  readonly calls: SystemCalls = {
    makeFolder: (folder) => this.#put(folder, new SimulatedFolder()),
    create: (path) => {
      const file = new SimulatedFile();
      this.#put(path, file);
      return this.#number(file);
    },
    overwrite: (path) => {
      const there = this.#entry(path);
      if (!(there instanceof SimulatedFile)) return this.calls.create(path);
      there.truncate(0);
      return this.#number(there);
    },
    write: (file, bytes, at) => {
      this.#opened(file).write(bytes, at);
      return bytes.length;
    },
    sync: (file) => this.#opened(file).sync(),
    syncSoon: async (file) => {
      await new Promise((resolve) => setImmediate(resolve));
      this.#opened(file).sync();
    },
    truncate: (file, size) => this.#opened(file).truncate(size),
    rename: (from, to) => {
      if (dirname(from) !== dirname(to)) throw new Error("a rename into another folder is not simulated");
      this.#folder(dirname(from)).move(basename(from), basename(to), this.#file(from));
    },
    remove: (path) => {
      this.#file(path);
      this.#folder(dirname(path)).remove(basename(path));
    },
    syncFolder: (folder) => this.#folder(folder).sync(),
    exists: (path) => this.#entry(path) !== undefined,
    list: (folder) => this.#folder(folder).names,
    status: (path) => {
      const entry = this.#entry(path);
      return entry instanceof SimulatedFile ? this.#statusOf(entry) : undefined;
    },
    statusOf: (file) => this.#statusOf(this.#opened(file)),
    read: (path) => this.#file(path).content,
    stream: (path, from) => piecesOf(this.#file(path).content.subarray(from)),
    open: (path) => this.#number(this.#file(path)),
    openToRead: (path) => this.#number(this.#file(path)),
    readAt: (file, into, offset, from) => this.#opened(file).content.subarray(from).copy(into, offset),
    close: (file) => {
      this.#open.delete(file);
    },
  };

  #entry(path: string): SimulatedFile | SimulatedFolder | undefined {
    if (path === "/") return this.#root;
    const folder = this.#entry(dirname(path));
    return folder instanceof SimulatedFolder ? folder.get(basename(path)) : undefined;
  }

  #folder(path: string): SimulatedFolder {
    const entry = this.#entry(path);
    if (!(entry instanceof SimulatedFolder)) throw new Error(`ENOENT: there is no folder "${path}"`);
    return entry;
  }

  #file(path: string): SimulatedFile {
    const entry = this.#entry(path);
    if (!(entry instanceof SimulatedFile)) throw new Error(`ENOENT: there is no file "${path}"`);
    return entry;
  }

  #put(path: string, entry: SimulatedFile | SimulatedFolder): void {
    if (this.#entry(path)) throw new Error(`EEXIST: "${path}" is there`);
    this.#folder(dirname(path)).put(basename(path), entry);
  }

  #number(file: SimulatedFile): number {
    this.#next += 1;
    this.#open.set(this.#next, file);
    return this.#next;
  }

  #opened(number: number): SimulatedFile {
    const file = this.#open.get(number);
    if (!file) throw new Error(`EBADF: file ${number} is not open`);
    return file;
  }

  #statusOf(file: SimulatedFile): FileStatus {
    const ino = this.#numbers.get(file) ?? this.#numbers.size + 1;
    this.#numbers.set(file, ino);
    return { ino, dev: 1, size: file.content.length };
  }
}

async function* piecesOf(content: Buffer): AsyncGenerator<Buffer, void> {
  if (content.length > 0) yield content;
}
