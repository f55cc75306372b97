import { posix } from "node:path";
import type { Disk, DiskFile } from "./disk.ts";

/** Something on a disk that does not change when its path leads elsewhere. */
interface Content {
  bytes: Buffer;
}

/**
 * For tests: a disk in memory, durable at once. Its content is a map of paths, so a test can damage one byte of one
 * file and have another disk in no time.
 */
export class MemoryDisk implements Disk {
  readonly #contents: Map<string, Content>;
  readonly #folders = new Set<string>();

  constructor(files: ReadonlyMap<string, Uint8Array> = new Map()) {
    this.#contents = new Map([...files].map(([path, bytes]) => [path, { bytes: Buffer.from(bytes) }]));
  }

  /** All files by path, in order, as they are now. */
  files(): Map<string, Buffer> {
    const paths = [...this.#contents.keys()].sort();
    return new Map(paths.map((path) => [path, Buffer.from(this.read(path))]));
  }

  exists(path: string): boolean {
    return this.#contents.has(path) || this.#folders.has(path);
  }

  list(folder: string): readonly string[] {
    const names = [...this.#contents.keys(), ...this.#folders].flatMap((path) =>
      posix.dirname(path) === folder ? posix.basename(path) : [],
    );
    return names.sort();
  }

  size(path: string): number {
    return this.#at(path).bytes.length;
  }

  read(path: string): Buffer {
    return this.#at(path).bytes;
  }

  async *stream(path: string, from: number): AsyncGenerator<Uint8Array, void> {
    const { bytes } = this.#at(path);
    if (from < bytes.length) yield bytes.subarray(from);
  }

  makeFolder(folder: string): void {
    this.#folders.add(folder);
  }

  open(path: string): DiskFile {
    const content = this.#contents.get(path) ?? { bytes: Buffer.alloc(0) };
    this.#contents.set(path, content);
    return new MemoryFile(content, () => this.#contents.get(path) === content);
  }

  openToRead(path: string): DiskFile {
    this.#at(path);
    return this.open(path);
  }

  replace(path: string, content: Uint8Array | string): void {
    this.#contents.set(path, { bytes: Buffer.from(content) });
  }

  remove(path: string): void {
    this.#at(path);
    this.#contents.delete(path);
  }

  #at(path: string): Content {
    const content = this.#contents.get(path);
    if (!content) throw Object.assign(new Error(`ENOENT: no such file, "${path}"`), { code: "ENOENT" });
    return content;
  }
}

class MemoryFile implements DiskFile {
  readonly #content: Content;
  readonly #isOurs: () => boolean;
  #isClosed = false;

  constructor(content: Content, isOurs: () => boolean) {
    this.#content = content;
    this.#isOurs = isOurs;
  }

  write(bytes: Uint8Array, at: number): void {
    this.#demandOpen();
    const before = this.#content.bytes;
    const after = Buffer.alloc(Math.max(before.length, at + bytes.length));
    before.copy(after);
    after.set(bytes, at);
    this.#content.bytes = after;
  }

  async sync(): Promise<void> {
    this.#demandOpen();
  }

  truncate(size: number): void {
    this.#demandOpen();
    this.#content.bytes = this.#content.bytes.subarray(0, size);
  }

  standing() {
    return { isOurs: this.#isOurs(), size: this.#content.bytes.length };
  }

  readAt(from: number, size: number): Buffer {
    return this.#content.bytes.subarray(from, from + size);
  }

  fill(bytes: Uint8Array, from: number): number {
    return this.#content.bytes.copy(bytes, 0, from);
  }

  close(): void {
    this.#isClosed = true;
  }

  #demandOpen(): void {
    if (this.#isClosed) throw Object.assign(new Error("EBADF: bad file descriptor"), { code: "EBADF" });
  }
}
