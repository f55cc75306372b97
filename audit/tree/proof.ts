import { type Hash, nodeHash } from "./hashes.ts";
import { isSize } from "./sizes.ts";

/** The hashes of a proof in the order of RFC 6962, 2.1.1 and 2.1.2: from the leaves upwards. */
export type Proof = readonly Hash[];

/**
 * Gives the hash of the perfect subtree over the leaves from index * 2^level up to (index + 1) * 2^level.
 * Asked only about subtrees that are wholly within the tree in question.
 */
export type ReadNode = (level: number, index: number) => Hash;

/**
 * RFC 6962, 2.1.1: that the leaf at an index is in the tree of a size: the sibling of each node on the way from the
 * leaf to the root. RangeError unless 0 <= index < size.
 */
export function inclusionProof(index: number, size: number, readNode: ReadNode): Proof {
  if (!isSize(size) || !isSize(index) || index >= size) throw new RangeError(`no leaf ${index} in a tree of ${size}`);
  const proof: Hash[] = [];
  let [from, to] = [0, size];
  while (to - from > 1) {
    const middle = from + leftHalf(to - from).width;
    if (index < middle) {
      proof.push(rootOver(middle, to, readNode));
      to = middle;
    } else {
      proof.push(rootOver(from, middle, readNode));
      from = middle;
    }
  }
  return proof.reverse();
}

/**
 * RFC 6962, 2.1.2: that the tree of size `later` begins with the leaves of the tree of size `earlier`; empty when the
 * two are the same. RangeError unless 0 < earlier <= later: what begins with nothing needs no proof.
 */
export function consistencyProof(earlier: number, later: number, readNode: ReadNode): Proof {
  if (!isSize(earlier) || !isSize(later) || earlier === 0 || earlier > later)
    throw new RangeError(`a tree of ${later} does not continue one of ${earlier}`);
  const proof: Hash[] = [];
  let [from, to] = [0, later];
  while (to !== earlier) {
    const middle = from + leftHalf(to - from).width;
    if (earlier <= middle) {
      proof.push(rootOver(middle, to, readNode));
      to = middle;
    } else {
      proof.push(rootOver(from, middle, readNode));
      from = middle;
    }
  }
  // From the very first leaf on it is the whole earlier tree, whose root the verifier knows.
  if (from > 0) proof.push(rootOver(from, to, readNode));
  return proof.reverse();
}

/** The root over the leaves from one up to another, where `from` begins a subtree of RFC 6962's division. */
function rootOver(from: number, to: number, readNode: ReadNode): Hash {
  const { width, level } = leftHalf(to - from);
  const middle = from + width;
  // Two equal halves, or a single leaf, are a perfect subtree.
  if (middle + width === to) return readNode(level + 1, from / (2 * width));
  if (middle === to) return readNode(level, from / width);
  return nodeHash(readNode(level, from / width), rootOver(middle, to, readNode));
}

/** The largest power of two below a number of leaves, and its exponent; of a single leaf, the leaf itself. */
function leftHalf(leaves: number): { readonly width: number; readonly level: number } {
  let [width, level] = [1, 0];
  while (2 * width < leaves) {
    width *= 2;
    level += 1;
  }
  return { width, level };
}
