import { EMPTY_ROOT, type Hash, nodeHash } from "./hashes.ts";
import { consistencyProof, type Proof } from "./proof.ts";
import { half, isOdd, isSize, subtreesIn } from "./sizes.ts";

/** All that must be known of a tree to let it grow. */
export interface TreeEdge {
  /** How many leaves it has. */
  readonly size: number;
  /** The hashes of the perfect subtrees it falls into, the largest and first one first; at most 53. */
  readonly edge: readonly Hash[];
}

/** The perfect subtrees of a tree by their level; at most one of each. */
type Levels = (Hash | undefined)[];

interface Mark {
  readonly size: number;
  readonly levels: Readonly<Levels>;
  /** By level, the first node that came after the mark beside the node that holds the last leaf before it. */
  readonly beside: Levels;
}

/**
 * An RFC 6962 tree that takes in leaf after leaf and keeps no more than its right edge: two hashes per level, whatever
 * its size. It proves that it continues the tree it was at its mark.
 */
export class GrowingTree {
  #size: number;
  readonly #levels: Levels;
  #mark: Mark;

  /** The empty tree, or one to continue; its mark is where it begins. RangeError when edge and size do not fit. */
  constructor({ size, edge }: TreeEdge = { size: 0, edge: [] }) {
    this.#size = size;
    this.#levels = levelsOf(size, edge);
    this.#mark = this.#here();
  }

  get size(): number {
    return this.#size;
  }

  get edge(): readonly Hash[] {
    return this.#levels.filter((hash) => hash !== undefined).reverse();
  }

  append(leafHash: Hash): void {
    this.#size += 1;
    let hash = leafHash;
    let width = 1;
    let level = 0;
    for (let left = this.#levels[0]; left !== undefined; left = this.#levels[level]) {
      // Here `hash` is the right half of a node just completed, and `left` its left one.
      const begin = this.#size - width;
      if (begin >= this.#mark.size && begin - width < this.#mark.size) this.#mark.beside[level] = hash;
      hash = nodeHash(left, hash);
      this.#levels[level] = undefined;
      level += 1;
      width *= 2;
    }
    this.#levels[level] = hash;
  }

  root(): Hash {
    let root: Hash | undefined;
    for (const hash of this.#levels) {
      if (hash !== undefined) root = root === undefined ? hash : nodeHash(hash, root);
    }
    return root ?? EMPTY_ROOT;
  }

  /** Proofs begin here from now on; what only earlier ones needed is forgotten. */
  mark(): void {
    this.#mark = this.#here();
  }

  /** How many leaves there were at the mark. */
  get marked(): number {
    return this.#mark.size;
  }

  /** That the tree continues the one at its mark; empty when that one was empty or nothing came since. */
  consistencyProof(): Proof {
    if (this.#mark.size === 0) return [];
    return consistencyProof(this.#mark.size, this.#size, (level, index) => this.#node(level, index));
  }

  /**
   * The only nodes such a proof is made of: subtrees of the tree at the mark, subtrees of the present one, and right
   * halves completed since, beside what the mark cut through.
   */
  #node(level: number, index: number): Hash {
    const { size, levels, beside } = this.#mark;
    const begin = index * 2 ** level;
    const hash =
      begin < size ? levels[level] : begin === lastOf(this.#size, level) ? this.#levels[level] : beside[level];
    if (hash === undefined) throw new RangeError(`the tree keeps no node ${index} of level ${level}`);
    return hash;
  }

  #here(): Mark {
    return { size: this.#size, levels: [...this.#levels], beside: [] };
  }
}

/** Where the perfect subtree of a level begins in a tree whose size has that binary digit; otherwise before leaf 0. */
function lastOf(size: number, level: number): number {
  const nodes = Math.floor(size / 2 ** level);
  return isOdd(nodes) ? (nodes - 1) * 2 ** level : -1;
}

function levelsOf(size: number, edge: readonly Hash[]): Levels {
  if (!isSize(size) || edge.length !== subtreesIn(size))
    throw new RangeError(`an edge of ${edge.length} hashes does not fit a tree of ${size} leaves`);
  const rest = [...edge];
  const levels: Levels = [];
  for (let digits = size; digits > 0; digits = half(digits)) levels.push(isOdd(digits) ? rest.pop() : undefined);
  return levels;
}
