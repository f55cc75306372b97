import type { TileFiles } from "./tile-files.ts";
import { checkInclusion, type TreeHead } from "./tree/check-proof.ts";
import { EMPTY_ROOT, HASH_BYTES, type Hash, hashAt, nodeHash } from "./tree/hashes.ts";
import { InvalidProof } from "./tree/invalid-proof.ts";
import { inclusionProof, type Proof } from "./tree/proof.ts";
import { formatTilePath, TILE_WIDTH, widthOf } from "./tree/tile-path.ts";

/** The leaf hashes of a log from a number on, as many as are asked for. */
export type ReadLeaves = (from: number) => AsyncIterator<Hash>;

/** How many levels of the tree lie between the hashes of one tile and those of the tile above. */
const TILE_LEVELS = 8;

/** How many tiles are remembered; with the nodes above their hashes they take some 8 MB. */
const REMEMBERED = 256;

/** The hashes of a tile as far as they are known, and level by level above them the subtrees they make. */
interface Known {
  readonly hashes: Hash[];
  levels?: readonly (readonly Hash[])[];
}

/**
 * Proves leaves of a log that grows, from tiles that are kept beside it. The full ones are files; the right edge is
 * made from what was appended last or, after an opening, from the log's lines. Nothing of it is needed: what is
 * missing is made again, and what is wrong does not lead to the root that was signed and is made again, too.
 */
export class TileCache {
  readonly #files: TileFiles;
  readonly #readLeaves: ReadLeaves;
  readonly #known = new Map<string, Known>();
  /** The leaves behind the last full tile, as far as they were appended since the opening. */
  #recent: { readonly from: number; readonly hashes: Hash[] };
  #cursor: { next: number; readonly leaves: AsyncIterator<Hash> } | undefined;
  /** One proof after the other: they share the cursor. */
  #last: Promise<unknown> = Promise.resolve();

  constructor(files: TileFiles, size: number, readLeaves: ReadLeaves) {
    this.#files = files;
    this.#readLeaves = readLeaves;
    this.#recent = { from: size, hashes: [] };
  }

  /** Takes in the next leaf of the log, and keeps the tile that it fills. */
  append(leaf: Hash): void {
    const { from, hashes } = this.#recent;
    hashes.push(leaf);
    const size = from + hashes.length;
    if (size % TILE_WIDTH !== 0) return;
    // A tile that had begun before the opening is made from the lines, when somebody asks for it.
    if (hashes.length >= TILE_WIDTH) this.#keep(0, size / TILE_WIDTH - 1, hashes.slice(-TILE_WIDTH));
    this.#recent = { from: size, hashes: [] };
  }

  /** That a leaf stands at an index of the tree. InvalidProof where the log itself does not lead to its root. */
  prove(leaf: Hash, index: number, head: TreeHead): Promise<Proof> {
    const proof = this.#last.then(() => this.#checked(leaf, index, head));
    this.#last = proof.catch(() => {});
    return proof;
  }

  async #checked(leaf: Hash, index: number, head: TreeHead): Promise<Proof> {
    try {
      const proof = await this.#proof(index, head.size);
      checkInclusion(leaf, index, head, proof);
      return proof;
    } catch (error) {
      if (!(error instanceof InvalidProof)) throw error;
      this.#files.clear();
      this.#known.clear();
      const proof = await this.#proof(index, head.size);
      checkInclusion(leaf, index, head, proof);
      return proof;
    } finally {
      await this.#cursor?.leaves.return?.();
      this.#cursor = undefined;
    }
  }

  async #proof(index: number, size: number): Promise<Proof> {
    const wanted: (readonly [number, number])[] = [];
    inclusionProof(index, size, (...node) => {
      wanted.push(node);
      return EMPTY_ROOT;
    });
    const nodes = new Map<string, Hash>();
    for (const [level, place] of wanted) nodes.set(`${level} ${place}`, await this.#node(level, place, size));
    return inclusionProof(index, size, (level, place) => nodes.get(`${level} ${place}`) ?? EMPTY_ROOT);
  }

  async #node(level: number, index: number, size: number): Promise<Hash> {
    const height = level % TILE_LEVELS;
    const tile = Math.floor((index * 2 ** height) / TILE_WIDTH);
    const above = Math.floor(level / TILE_LEVELS);
    const known = await this.#tile(above, tile, widthOf(above, tile, size));
    known.levels ??= levelsOver(known.hashes);
    const node = known.levels[height]?.[index % (TILE_WIDTH / 2 ** height)];
    if (node === undefined) throw new RangeError(`no node ${index} of level ${level} in a tree of ${size}`);
    return node;
  }

  /** A tile with at least so many hashes. */
  async #tile(level: number, index: number, width: number): Promise<Known> {
    const name = `${level} ${index}`;
    let known = this.#known.get(name);
    if (!known || known.hashes.length < width) known = this.#read(level, index, width) ?? known ?? { hashes: [] };
    // The one asked for last stands last, and the one at the front has not been asked for the longest.
    this.#known.delete(name);
    this.#known.set(name, known);
    const [oldest] = this.#known.keys();
    if (this.#known.size > REMEMBERED && oldest !== undefined) this.#known.delete(oldest);
    if (known.hashes.length >= width) return known;
    delete known.levels;
    const first = index * TILE_WIDTH;
    while (known.hashes.length < width) {
      const next = first + known.hashes.length;
      known.hashes.push(level === 0 ? await this.#leaf(next) : await this.#rootOf(level - 1, next));
    }
    if (width === TILE_WIDTH) this.#keep(level, index, known.hashes);
    return known;
  }

  async #rootOf(level: number, index: number): Promise<Hash> {
    const { hashes } = await this.#tile(level, index, TILE_WIDTH);
    const [left, right] = levelsOver(hashes).at(-1) ?? [];
    return left !== undefined && right !== undefined ? nodeHash(left, right) : EMPTY_ROOT;
  }

  async #leaf(number: number): Promise<Hash> {
    const recent = this.#recent.hashes[number - this.#recent.from];
    if (recent !== undefined) return recent;
    if (this.#cursor?.next !== number) {
      await this.#cursor?.leaves.return?.();
      this.#cursor = { next: number, leaves: this.#readLeaves(number) };
    }
    const { done, value } = await this.#cursor.leaves.next();
    if (done) throw new InvalidProof(`the log has no record ${number}`);
    this.#cursor.next += 1;
    return value;
  }

  /** A full tile that is kept. */
  #read(level: number, index: number, width: number): Known | undefined {
    const content = width === TILE_WIDTH ? this.#files.read(formatTilePath({ level, index, width })) : undefined;
    if (content?.length !== TILE_WIDTH * HASH_BYTES) return undefined;
    return { hashes: Array.from({ length: TILE_WIDTH }, (_, at) => hashAt(content, at * HASH_BYTES)) };
  }

  #keep(level: number, index: number, hashes: readonly Hash[]): void {
    this.#files.write(formatTilePath({ level, index, width: TILE_WIDTH }), Buffer.from(hashes.join(""), "latin1"));
  }
}

/** The hashes of a tile, and the perfect subtrees above them up to the two halves; the root is a hash of the tile above. */
function levelsOver(hashes: readonly Hash[]): readonly (readonly Hash[])[] {
  const levels = [hashes];
  while (levels.length < TILE_LEVELS) {
    const below = levels.at(-1) ?? [];
    const pairs: Hash[] = [];
    for (let at = 0; at + 1 < below.length; at += 2) {
      const [left, right] = [below[at], below[at + 1]];
      if (left !== undefined && right !== undefined) pairs.push(nodeHash(left, right));
    }
    levels.push(pairs);
  }
  return levels;
}
