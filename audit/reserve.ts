import { randomBytes } from "node:crypto";
import type { Disk } from "./disk.ts";

/** The disk has no space left for a batch. Nothing of it is there any more, so the log can be written on. */
export class DiskFull extends Error {
  override readonly name = "DiskFull";

  constructor(cause: unknown) {
    super("the disk is full", { cause });
  }
}

/** Whether a call failed for want of space: on the disk, or in what its owner may use of it. */
export const isForSpace = (error: unknown): boolean =>
  error instanceof Error && "code" in error && (error.code === "ENOSPC" || error.code === "EDQUOT");

/** Space that is kept so that a log can still say why it says no more: a file that is given up when a disk is full. */
export class Reserve {
  readonly #disk: Disk;
  readonly #path: string;
  readonly #bytes: number;

  constructor(disk: Disk, path: string, bytes: number) {
    this.#disk = disk;
    this.#path = path;
    this.#bytes = bytes;
  }

  /** Makes it if it is not there; answers false where there is no space for it. */
  async keep(): Promise<boolean> {
    if (this.#bytes === 0) return true;
    if (this.#disk.exists(this.#path) && this.#disk.size(this.#path) === this.#bytes) return true;
    try {
      const file = this.#disk.open(this.#path);
      try {
        // Bytes that nothing makes smaller, or the space would not be there.
        file.write(randomBytes(this.#bytes), 0);
        await file.sync();
        if (this.#disk.size(this.#path) > this.#bytes) file.truncate(this.#bytes);
      } finally {
        file.close();
      }
      return true;
    } catch (error) {
      if (!isForSpace(error)) throw error;
      this.drop();
      return false;
    }
  }

  drop(): void {
    if (this.#disk.exists(this.#path)) this.#disk.remove(this.#path);
  }
}
