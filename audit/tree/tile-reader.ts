import { readFileSync } from "node:fs";
import { join } from "node:path";
import { GrowingTree } from "./growing-tree.ts";
import { HASH_BYTES, type Hash, hashAt } from "./hashes.ts";
import { InvalidProof, quoted } from "./invalid-proof.ts";
import type { ReadNode } from "./proof.ts";
import { formatTilePath, TILE_WIDTH, widthOf } from "./tile-path.ts";

/** How many levels of the tree one tile spans, and how many tiles are remembered: half a megabyte. */
const TILE_LEVELS = 8;
const REMEMBERED = 64;

/**
 * Reads the nodes of a tree from the tiles of a log whose checkpoint has this size, a few files per proof. The nodes
 * of any smaller tree of the log are among them. What is read is not checked here: a proof made of it either holds or
 * does not. InvalidProof, naming the file, when a tile is missing or of another length.
 */
export function tileReader(folder: string, size: number): ReadNode {
  const remembered = new Map<string, Buffer>();
  const read = (path: string, bytes: number): Buffer => {
    const tile = remembered.get(path) ?? readTile(folder, path, bytes);
    // The one read last stands last; the one at the front has not been asked for the longest.
    remembered.delete(path);
    remembered.set(path, tile);
    const [oldest] = remembered.keys();
    if (remembered.size > REMEMBERED && oldest !== undefined) remembered.delete(oldest);
    return tile;
  };
  return (level, index) => {
    const tileLevel = Math.floor(level / TILE_LEVELS);
    const hashes = 2 ** (level % TILE_LEVELS);
    const first = index * hashes;
    const tile = { level: tileLevel, index: Math.floor(first / TILE_WIDTH) };
    const width = widthOf(tile.level, tile.index, size);
    const at = first % TILE_WIDTH;
    if (at + hashes > width) throw new RangeError(`no node ${index} of level ${level} in a tree of ${size}`);
    return rootOf(read(formatTilePath({ ...tile, width }), width * HASH_BYTES), at, hashes);
  };
}

function readTile(folder: string, path: string, bytes: number): Buffer {
  let tile: Buffer;
  try {
    tile = readFileSync(join(folder, path));
  } catch (error) {
    throw new InvalidProof(`${quoted(path)} cannot be read`, { cause: error });
  }
  if (tile.length !== bytes)
    throw new InvalidProof(`${quoted(path)} has ${tile.length} bytes and should have ${bytes}`);
  return tile;
}

/** The root over some hashes of a tile. */
function rootOf(tile: Buffer, at: number, hashes: number): Hash {
  const tree = new GrowingTree();
  for (let number = at; number < at + hashes; number += 1) tree.append(hashAt(tile, number * HASH_BYTES));
  return tree.root();
}
