import { readFileSync } from "node:fs";
import { join } from "node:path";
import { HASH_BYTES, type Hash, hashAt, nodeHash } from "./hashes.ts";
import { InvalidProof, quoted } from "./invalid-proof.ts";
import type { ReadNode } from "./proof.ts";
import { isSize } from "./sizes.ts";
import { formatTilePath, TILE_WIDTH, widthOf } from "./tile-path.ts";

/** How many levels of the tree lie between the hashes of one tile and those of the tile above. */
const TILE_LEVELS = 8;

/** How many tiles are remembered; with the nodes above their hashes they take some 8 MB. */
const REMEMBERED = 256;

/** The hashes of a tile, and level by level above them the perfect subtrees that they make. */
type TileNodes = readonly (readonly Hash[])[];

/**
 * Reads the nodes of a tree from the tiles of a log whose checkpoint has this size, a few files per proof. The nodes
 * of any smaller tree of the log are among them. What is read is not checked here: a proof made of it either holds or
 * does not. RangeError for a node that such a tree has not; InvalidProof, naming the file, when a tile cannot be read
 * or is of another length.
 */
export function tileReader(folder: string, size: number): ReadNode {
  const tiles = new Map<string, TileNodes>();
  const nodesOf = (path: string, width: number): TileNodes => {
    const nodes = tiles.get(path) ?? nodesAbove(readTile(folder, path, width));
    // The one asked for last stands last, and the one at the front has not been asked for the longest.
    tiles.delete(path);
    tiles.set(path, nodes);
    const [oldest] = tiles.keys();
    if (tiles.size > REMEMBERED && oldest !== undefined) tiles.delete(oldest);
    return nodes;
  };
  return (level, index) => {
    if (!isSize(level) || !isSize(index)) throw new RangeError(`no node ${index} of level ${level}`);
    const height = level % TILE_LEVELS;
    const tile = { level: Math.floor(level / TILE_LEVELS), index: Math.floor((index * 2 ** height) / TILE_WIDTH) };
    const width = widthOf(tile.level, tile.index, size);
    const within = index % (TILE_WIDTH / 2 ** height);
    const node = width > 0 ? nodesOf(formatTilePath({ ...tile, width }), width)[height]?.[within] : undefined;
    if (node === undefined) throw new RangeError(`no node ${index} of level ${level} in a tree of ${size}`);
    return node;
  };
}

function readTile(folder: string, path: string, width: number): readonly Hash[] {
  let content: Buffer;
  try {
    content = readFileSync(join(folder, path));
  } catch (error) {
    throw new InvalidProof(`${quoted(path)} cannot be read`, { cause: error });
  }
  const wanted = width * HASH_BYTES;
  if (content.length !== wanted)
    throw new InvalidProof(`${quoted(path)} has ${content.length} bytes and should have ${wanted}`);
  return Array.from({ length: width }, (_, at) => hashAt(content, at * HASH_BYTES));
}

function nodesAbove(hashes: readonly Hash[]): TileNodes {
  const levels = [hashes];
  // The root of a full tile is a hash of the tile above it.
  while (levels.length < TILE_LEVELS) levels.push(pairsOf(levels.at(-1) ?? []));
  return levels;
}

function pairsOf(nodes: readonly Hash[]): readonly Hash[] {
  const pairs: Hash[] = [];
  let left: Hash | undefined;
  for (const node of nodes) {
    if (left !== undefined) pairs.push(nodeHash(left, node));
    left = left === undefined ? node : undefined;
  }
  return pairs;
}
