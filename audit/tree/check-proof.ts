import { type Hash, nodeHash } from "./hashes.ts";
import { InvalidProof } from "./invalid-proof.ts";
import type { Proof } from "./proof.ts";
import { half, isOdd, isSize } from "./sizes.ts";

// Written from the verifier's side of RFC 9162, 2.1.3.2 and 2.1.4.2: it walks up by the binary digits of the indexes
// and shares nothing with the code that makes proofs, so that neither can hide a mistake of the other.

/** A tree as a checkpoint names it. */
export interface TreeHead {
  /** How many leaves it has. */
  readonly size: number;
  readonly root: Hash;
}

/** InvalidProof unless the proof shows that the leaf with this hash stands at this index of the tree. */
export function checkInclusion(leaf: Hash, index: number, { size, root }: TreeHead, proof: Proof): void {
  if (!isSize(size) || !isSize(index) || index >= size)
    throw new InvalidProof(`a tree of ${size} leaves has no leaf ${index}`);
  const path = new Path(index, size - 1);
  let hash = leaf;
  for (const sibling of proof) hash = path.climb() === "right" ? nodeHash(sibling, hash) : nodeHash(hash, sibling);
  path.end();
  if (hash !== root) throw new InvalidProof(`the proof does not lead from leaf ${index} to the root`);
}

/**
 * InvalidProof unless the proof shows that the later tree begins with all leaves of the earlier one. The earlier one
 * must not be empty: every tree continues that, and nothing would have been checked.
 */
export function checkConsistency(earlier: TreeHead, later: TreeHead, proof: Proof): void {
  if (!isSize(earlier.size) || !isSize(later.size) || earlier.size === 0 || earlier.size > later.size)
    throw new InvalidProof(`a tree of ${later.size} leaves does not continue one of ${earlier.size}`);
  if (earlier.size === later.size) {
    if (proof.length > 0) throw new InvalidProof("the proof is too long");
    if (earlier.root !== later.root) throw new InvalidProof(`two roots for ${earlier.size} leaves`);
    return;
  }
  const path = new Path(earlier.size - 1, later.size - 1);
  path.skipRightTurns();
  // A subtree that begins with the first leaf is the whole earlier tree, and the proof leaves it out.
  const [first, ...siblings] = path.isLeftmost ? [earlier.root, ...proof] : proof;
  if (first === undefined) throw new InvalidProof("the proof is too short");
  let [before, after] = [first, first];
  for (const sibling of siblings) {
    if (path.climb() === "right") {
      before = nodeHash(sibling, before);
      after = nodeHash(sibling, after);
    } else after = nodeHash(after, sibling);
  }
  path.end();
  if (before !== earlier.root) throw new InvalidProof(`the proof does not lead to the root of ${earlier.size} leaves`);
  if (after !== later.root) throw new InvalidProof(`the proof does not lead to the root of ${later.size} leaves`);
}

/** The way from one node to the root: its index and that of the last node, level by level. */
class Path {
  #index: number;
  #last: number;

  constructor(index: number, last: number) {
    this.#index = index;
    this.#last = last;
  }

  /** Whether the node covers the very first leaf. */
  get isLeftmost(): boolean {
    return this.#index === 0;
  }

  /** Goes up while the node is a right half: up to the largest perfect subtree that ends with the leaf. */
  skipRightTurns(): void {
    while (isOdd(this.#index)) this.#up();
  }

  /** Goes up to the next node that has two halves, and says which one it came from. InvalidProof at the root. */
  climb(): "left" | "right" {
    if (this.#last === 0) throw new InvalidProof("the proof is too long");
    // The last node of a level may have no sibling there; then it is a right half further up.
    while (!isOdd(this.#index) && this.#index === this.#last) this.#up();
    const side = isOdd(this.#index) ? "right" : "left";
    this.#up();
    return side;
  }

  /** InvalidProof unless this is the root. */
  end(): void {
    if (this.#last !== 0) throw new InvalidProof("the proof is too short");
  }

  #up(): void {
    this.#index = half(this.#index);
    this.#last = half(this.#last);
  }
}
