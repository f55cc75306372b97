import type { TreeHead } from "./check-proof.ts";
import { formatEntries } from "./entries.ts";
import { GrowingTree } from "./growing-tree.ts";
import { HASH_BYTES, type Hash, leafHash } from "./hashes.ts";
import { TILE_WIDTH, type TileId } from "./tile-path.ts";

/** A tile or bundle with what its file holds. */
export interface Tile extends TileId {
  readonly content: Buffer;
}

/** Leaves in order; of a large log one does not hold them all at once. */
export type Leaves = Iterable<Uint8Array> | AsyncIterable<Uint8Array>;

/**
 * Cuts a log into the tiles and bundles of c2sp.org/tlog-tiles: each as soon as it is full, those of the right edge at
 * the end. Returns the tree they make. At any time it holds one bundle, and one tile per level. RangeError for a leaf
 * of more than 65,535 bytes.
 */
export async function* tilesOf(leaves: Leaves): AsyncGenerator<Tile, TreeHead> {
  const bundle = new Bundle();
  const levels: Level[] = [];
  for await (const leaf of leaves) {
    bundle.take(leaf);
    if (bundle.width === TILE_WIDTH) yield bundle.cut();
    let hash = leafHash(leaf);
    for (let number = 0; ; number += 1) {
      const level = levels[number] ?? new Level(number);
      levels[number] = level;
      level.take(hash);
      if (level.width < TILE_WIDTH) break;
      // The root of a full tile is one hash of the level above.
      hash = level.root();
      yield level.cut();
    }
  }
  const size = bundle.taken;
  const edge = levels.toReversed().flatMap((level) => level.edge);
  if (bundle.width > 0) yield bundle.cut();
  for (const level of levels) if (level.width > 0) yield level.cut();
  return { size, root: new GrowingTree({ size, edge }).root() };
}

/** The bundle that is being filled. */
class Bundle {
  taken = 0;
  #cut = 0;
  #leaves: Uint8Array[] = [];

  get width(): number {
    return this.#leaves.length;
  }

  take(leaf: Uint8Array): void {
    this.#leaves.push(leaf);
    this.taken += 1;
  }

  cut(): Tile {
    const tile = {
      level: "entries",
      index: this.#cut,
      width: this.width,
      content: formatEntries(this.#leaves),
    } as const;
    this.#cut += 1;
    this.#leaves = [];
    return tile;
  }
}

/** The tile of a level that is being filled. */
class Level {
  readonly #level: number;
  #cut = 0;
  #tree = new GrowingTree();
  readonly #content = Buffer.alloc(TILE_WIDTH * HASH_BYTES);

  constructor(level: number) {
    this.#level = level;
  }

  get width(): number {
    return this.#tree.size;
  }

  /** What the tile adds to the edge of the whole tree. */
  get edge(): readonly Hash[] {
    return this.#tree.edge;
  }

  take(hash: Hash): void {
    this.#content.write(hash, this.width * HASH_BYTES, "latin1");
    this.#tree.append(hash);
  }

  root(): Hash {
    return this.#tree.root();
  }

  cut(): Tile {
    const content = Buffer.from(this.#content.subarray(0, this.width * HASH_BYTES));
    const tile = { level: this.#level, index: this.#cut, width: this.width, content };
    this.#cut += 1;
    this.#tree = new GrowingTree();
    return tile;
  }
}
