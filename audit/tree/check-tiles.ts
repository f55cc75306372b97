import { readdir, readFile, stat } from "node:fs/promises";
import { join } from "node:path";
import type { TreeHead } from "./check-proof.ts";
import { type OpenCheckpoint, openCheckpoint } from "./checkpoint.ts";
import { LARGEST_LEAF, parseEntries } from "./entries.ts";
import { InvalidProof } from "./invalid-proof.ts";
import type { Verifier } from "./keys.ts";
import { CHECKPOINT, formatTilePath, parseTilePath, TILE_WIDTH, widthOf } from "./tile-path.ts";
import { tilesOf } from "./tiles.ts";

/**
 * What a check of a tiled log finds. Whole: how many files there are, and the checkpoint that they all make.
 * Broken: the first file that does not fit, as its path within the folder, and why.
 */
export type TilesCheck<Key extends Verifier> =
  | { readonly outcome: "whole"; readonly checkpoint: OpenCheckpoint<Key>; readonly files: number }
  | { readonly outcome: "broken"; readonly file: string; readonly because: string };

/** A signed checkpoint is far smaller, even with 100 signatures of 5,000 bytes. */
const LARGEST_CHECKPOINT = 1_000_000;

/**
 * Derives a tiled log anew from its bundles of leaves and compares: every tile, byte for byte, the root of the
 * checkpoint, and that no file is there that the size does not call for. Believes nothing but the keys; a file that is
 * there but cannot be read is the error of the file system. The memory it takes does not depend on the size of the log.
 * Where a bundle was changed, its leaves are read as they now are, and it is the tile above them that does not fit.
 */
export async function checkTiles<Key extends Verifier>(folder: string, keys: readonly Key[]): Promise<TilesCheck<Key>> {
  const check = new Check(folder);
  try {
    const checkpoint = await check.checkpoint(keys);
    const tree = await check.tiles(checkpoint.size);
    check.at(CHECKPOINT);
    if (tree.root !== checkpoint.root) throw new InvalidProof("its root is not that of the leaves");
    await check.nothingElse(checkpoint.size);
    return { outcome: "whole", checkpoint, files: check.files };
  } catch (error) {
    if (!(error instanceof InvalidProof)) throw error;
    return { outcome: "broken", file: check.file, because: error.message };
  }
}

class Check {
  readonly #folder: string;
  /** The file that is looked at. */
  file = CHECKPOINT;
  files = 0;

  constructor(folder: string) {
    this.#folder = folder;
  }

  at(file: string): void {
    this.file = file;
  }

  async checkpoint<Key extends Verifier>(keys: readonly Key[]): Promise<OpenCheckpoint<Key>> {
    const bytes = await this.#read(CHECKPOINT, LARGEST_CHECKPOINT);
    const note = bytes.toString();
    if (!Buffer.from(note).equals(bytes)) throw new InvalidProof("not UTF-8");
    return openCheckpoint(note, keys);
  }

  async tiles(size: number): Promise<TreeHead> {
    const tiles = tilesOf(this.#leaves(size));
    for (;;) {
      const next = await tiles.next();
      if (next.done) return next.value;
      const { level, content } = next.value;
      // The bundles are what all this is derived from.
      if (level === "entries") continue;
      const found = await this.#read(formatTilePath(next.value), content.length);
      if (!found.equals(content)) throw new InvalidProof("it is not the tile that the leaves make");
    }
  }

  async *#leaves(size: number): AsyncGenerator<Buffer, void> {
    for (let index = 0; index * TILE_WIDTH < size; index += 1) {
      const width = widthOf("entries", index, size);
      const path = formatTilePath({ level: "entries", index, width });
      yield* parseEntries(await this.#read(path, width * (2 + LARGEST_LEAF)), width);
    }
  }

  /** Every file below the folder must be the checkpoint, or a tile or bundle of a tree of this size. */
  async nothingElse(size: number, within = ""): Promise<void> {
    for (const entry of await readdir(join(this.#folder, within), { withFileTypes: true })) {
      const path = `${within}${entry.name}`;
      if (entry.isDirectory()) await this.nothingElse(size, `${path}/`);
      else if (path !== CHECKPOINT && !isCalledFor(path, size)) {
        this.at(path);
        throw new InvalidProof(`a log of ${size} leaves has no such file`);
      }
    }
  }

  /** A whole file. InvalidProof when there is none, or it is larger than it could ever be. */
  async #read(path: string, most: number): Promise<Buffer> {
    this.at(path);
    const bytes = await sizeOf(join(this.#folder, path));
    if (bytes === undefined) throw new InvalidProof("there is no such file");
    if (bytes > most) throw new InvalidProof(`it has ${bytes} bytes, more than ${most}`);
    this.files += 1;
    return readFile(join(this.#folder, path));
  }
}

function isCalledFor(path: string, size: number): boolean {
  const tile = parseTilePath(path);
  return tile !== undefined && tile.width === widthOf(tile.level, tile.index, size);
}

/** The bytes of a file; nothing where there is none, or something else has its name. */
async function sizeOf(path: string): Promise<number | undefined> {
  try {
    const found = await stat(path);
    return found.isFile() ? found.size : undefined;
  } catch (error) {
    if (error instanceof Error && "code" in error && (error.code === "ENOENT" || error.code === "ENOTDIR"))
      return undefined;
    throw error;
  }
}
