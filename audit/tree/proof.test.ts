import { createHash } from "node:crypto";
import { describe, expect, test } from "vitest";
import { checkConsistency, checkInclusion } from "./check-proof.ts";
import { GrowingTree } from "./growing-tree.ts";
import { EMPTY_ROOT, formatHash, type Hash, hashToBytes, leafHash, nodeHash, parseHash } from "./hashes.ts";
import { InvalidProof } from "./invalid-proof.ts";
import { consistencyProof, inclusionProof, type Proof, type ReadNode } from "./proof.ts";

const MOST = 512;

// RFC 6962, 2.1, as it reads and with none of the code it judges; only remembered, because it is slow.

const sha256 = (...parts: readonly Uint8Array[]): Hash =>
  createHash("sha256").update(Buffer.concat(parts)).digest("binary") as Hash;
const leaves = Array.from({ length: MOST }, (_, index) => Buffer.from(`leaf ${index}`));
const remembered = new Map<number, Hash>();

/** MTH(D[from:to]) */
function mth(from: number, to: number): Hash {
  const known = remembered.get(from * 1000 + to);
  if (known !== undefined) return known;
  const n = to - from;
  const k = splitOf(n);
  const hash =
    n === 0
      ? sha256()
      : n === 1
        ? sha256(Uint8Array.of(0), leaves[from] as Buffer)
        : sha256(Uint8Array.of(1), hashToBytes(mth(from, from + k)), hashToBytes(mth(from + k, to)));
  remembered.set(from * 1000 + to, hash);
  return hash;
}

/** PATH(m, D[from:to]) */
function path(m: number, from: number, to: number): Hash[] {
  const n = to - from;
  if (n === 1) return [];
  const k = splitOf(n);
  return m < k ? [...path(m, from, from + k), mth(from + k, to)] : [...path(m - k, from + k, to), mth(from, from + k)];
}

/** SUBPROOF(m, D[from:to], b) */
function subproof(m: number, from: number, to: number, b: boolean): Hash[] {
  const n = to - from;
  if (m === n) return b ? [] : [mth(from, to)];
  const k = splitOf(n);
  return m <= k
    ? [...subproof(m, from, from + k, b), mth(from + k, to)]
    : [...subproof(m - k, from + k, to, false), mth(from, from + k)];
}

/** The largest power of two smaller than n. */
function splitOf(n: number): number {
  const k = 2 ** (n.toString(2).length - 1);
  return k === n ? k / 2 : k;
}

/** Perfect subtrees of the tree of a size, and a failure for any node that it does not have. */
const nodesOf =
  (size: number): ReadNode =>
  (level, index) => {
    const [from, to] = [index * 2 ** level, (index + 1) * 2 ** level];
    if (to > size) throw new Error(`node ${index} of level ${level} is not in a tree of ${size}`);
    return mth(from, to);
  };

const headOf = (size: number) => ({ size, root: mth(0, size) });
const hashes = leaves.map((leaf) => leafHash(leaf));

describe("the trees of Certificate Transparency's own tests", () => {
  // The eight leaves and nine roots that every implementation of RFC 6962 is tried with.
  const leaves = ["", "00", "10", "2021", "3031", "40414243", "5051525354555657", "606162636465666768696a6b6c6d6e6f"];
  const roots = [
    "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
    "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
    "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
    "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
    "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
    "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
    "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
    "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
  ];

  test("grow to the published roots", () => {
    const tree = new GrowingTree();
    const found = [
      tree.root(),
      ...leaves.map((leaf) => {
        tree.append(leafHash(Buffer.from(leaf, "hex")));
        return tree.root();
      }),
    ];
    expect(found.map((root) => hashToBytes(root).toString("hex"))).toEqual(roots);
  });

  test("hash a leaf of text as its UTF-8", () => {
    expect(leafHash("é😀")).toBe(leafHash(Buffer.from("é😀")));
  });
});

describe("against RFC 6962 as it reads", () => {
  test(`every leaf of every tree up to ${MOST} has its inclusion proof, which holds`, () => {
    let proofs = 0;
    for (let n = 1; n <= MOST; n += 1) {
      for (let m = 0; m < n; m += 1) {
        const proof = inclusionProof(m, n, nodesOf(n));
        same(proof, path(m, 0, n));
        checkInclusion(hashes[m] as Hash, m, headOf(n), proof);
        proofs += 1;
      }
    }
    expect(proofs).toBe((MOST * (MOST + 1)) / 2);
  });

  test(`every two trees up to ${MOST} have their consistency proof, which holds`, () => {
    let proofs = 0;
    for (let n = 1; n <= MOST; n += 1) {
      for (let m = 1; m <= n; m += 1) {
        const proof = consistencyProof(m, n, nodesOf(n));
        same(proof, subproof(m, 0, n, true));
        checkConsistency(headOf(m), headOf(n), proof);
        proofs += 1;
      }
    }
    expect(proofs).toBe((MOST * (MOST + 1)) / 2);
  });

  test(`a growing tree has these roots and, from every mark up to ${MOST}, these proofs`, () => {
    let proofs = 0;
    for (let m = 0; m <= MOST; m += 1) {
      // Half of the trees are continued from an edge, as after a restart.
      const grown = new GrowingTree();
      for (const hash of hashes.slice(0, m)) grown.append(hash);
      grown.mark();
      const tree = m % 2 === 0 ? grown : new GrowingTree({ size: grown.size, edge: grown.edge });
      expect(tree.marked).toBe(m);
      for (let n = m; n <= MOST; n += 1) {
        if (n > m) tree.append(hashes[n - 1] as Hash);
        if (tree.root() !== mth(0, n)) throw new Error(`another root from ${m} to ${n}`);
        same(tree.consistencyProof(), m === 0 ? [] : subproof(m, 0, n, true));
        proofs += 1;
      }
    }
    expect(proofs).toBe(((MOST + 1) * (MOST + 2)) / 2);
  });

  test("marks along the way make proofs from each to the next", () => {
    const tree = new GrowingTree();
    let from = 0;
    for (let n = 1; n <= MOST; n += 1) {
      tree.append(hashes[n - 1] as Hash);
      if (n % 7 !== 0 && n % 32 !== 0) continue;
      if (from > 0) checkConsistency(headOf(from), { size: tree.size, root: tree.root() }, tree.consistencyProof());
      tree.mark();
      from = n;
    }
    expect(from).toBe(MOST);
  });
});

describe("forgeries", () => {
  const other = sha256(Buffer.from("another"));
  const sizes = Array.from({ length: 40 }, (_, index) => index + 1);

  /** The ways to spoil a proof: one hash changed, doubled or left out, two exchanged, one more at either end. */
  function* spoiled(proof: Proof): Generator<Proof> {
    yield [...proof, other];
    yield [other, ...proof];
    for (let at = 0; at < proof.length; at += 1) {
      yield proof.with(at, other);
      yield proof.toSpliced(at, 1);
      yield proof.toSpliced(at, 0, proof[at] as Hash);
      if (at > 0) yield proof.with(at, proof[at - 1] as Hash).with(at - 1, proof[at] as Hash);
    }
  }

  const refused = (check: () => void) => expect(check).toThrow(InvalidProof);

  test("a spoiled inclusion proof, another leaf, index, size or root are refused", () => {
    for (const n of sizes) {
      for (let m = 0; m < n; m += 1) {
        const [leaf, head, proof] = [hashes[m] as Hash, headOf(n), path(m, 0, n)];
        for (const bad of spoiled(proof)) refused(() => checkInclusion(leaf, m, head, bad));
        refused(() => checkInclusion(other, m, head, proof));
        refused(() => checkInclusion(leaf, m, { size: n, root: other }, proof));
        for (const index of [-1, 0.5, m - 1, m + 1, m + 64, m + 2 ** 32, Number.NaN])
          refused(() => checkInclusion(leaf, index, head, proof));
      }
    }
  });

  test("an inclusion proof holds for no size whose tree has another shape above the leaf", () => {
    for (const n of sizes) {
      for (let m = 0; m < n; m += 1) {
        for (const size of sizes) {
          // Where the turns are the same, size and root are the checkpoint's word, and the proof cannot tell.
          if (m < size && path(m, 0, size).length === path(m, 0, n).length) continue;
          refused(() => checkInclusion(hashes[m] as Hash, m, { size, root: mth(0, n) }, path(m, 0, n)));
        }
      }
    }
  });

  test("a spoiled consistency proof and other sizes or roots are refused", () => {
    for (const n of sizes) {
      for (let m = 1; m <= n; m += 1) {
        const [earlier, later, proof] = [headOf(m), headOf(n), subproof(m, 0, n, true)];
        for (const bad of spoiled(proof)) refused(() => checkConsistency(earlier, later, bad));
        refused(() => checkConsistency({ size: m, root: other }, later, proof));
        refused(() => checkConsistency(earlier, { size: n, root: other }, proof));
        if (m < n) refused(() => checkConsistency(later, earlier, proof));
        for (const size of [0, -1, m + 0.5, m + 2 ** 32, Number.NaN, Number.POSITIVE_INFINITY])
          refused(() => checkConsistency({ size, root: mth(0, m) }, later, proof));
      }
    }
  });

  test("nothing is shown about an empty tree", () => {
    refused(() => checkConsistency({ size: 0, root: EMPTY_ROOT }, headOf(3), []));
    refused(() => checkConsistency({ size: 0, root: EMPTY_ROOT }, { size: 0, root: EMPTY_ROOT }, []));
    refused(() => checkInclusion(hashes[0] as Hash, 0, { size: 0, root: EMPTY_ROOT }, []));
  });
});

describe("sizes beyond 32 bits", () => {
  // A tree whose leaves are all the same is known at any size: one hash per level.
  const perfect = [leafHash("same")];
  for (let level = 0; level < 53; level += 1) perfect.push(nodeHash(perfect[level] as Hash, perfect[level] as Hash));
  const readNode: ReadNode = (level) => perfect[level] as Hash;
  const edgeOf = (size: number) =>
    [...size.toString(2)].flatMap((digit, at, all) => (digit === "1" ? [perfect[all.length - 1 - at] as Hash] : []));
  const head = (size: number) => ({ size, root: new GrowingTree({ size, edge: edgeOf(size) }).root() });

  const sizes = [2 ** 31 - 1, 2 ** 32, 2 ** 32 + 1, 2 ** 33 + 5, 2 ** 49 - 1, 2 ** 52 + 1, 2 ** 53 - 2, 2 ** 53 - 1];

  test.for(sizes)("a tree of %d leaves is proved", (size) => {
    for (const index of [0, 1, 2 ** 31 - 2, Math.floor(size / 2), size - 2, size - 1])
      checkInclusion(perfect[0] as Hash, index, head(size), inclusionProof(index, size, readNode));
    for (const earlier of [1, 2 ** 30, 2 ** 31 - 1, Math.floor(size / 3), size - 1, size])
      checkConsistency(head(earlier), head(size), consistencyProof(earlier, size, readNode));
  });

  test("a growing tree goes on from there", () => {
    const tree = new GrowingTree({ size: 2 ** 40 - 3, edge: edgeOf(2 ** 40 - 3) });
    for (let more = 0; more < 5; more += 1) tree.append(perfect[0] as Hash);
    expect(tree.root()).toBe(head(2 ** 40 + 2).root);
    expect(tree.edge).toEqual(edgeOf(2 ** 40 + 2));
    checkConsistency(head(2 ** 40 - 3), head(2 ** 40 + 2), tree.consistencyProof());
  });
});

test.for([
  ["too few", { size: 3, edge: [mth(0, 2)] }],
  ["too many", { size: 4, edge: [mth(0, 2), mth(2, 4)] }],
  ["some without leaves", { size: 0, edge: [mth(0, 1)] }],
  ["none", { size: 2 ** 52, edge: [] }],
  ["a size that is no number of leaves", { size: 1.5, edge: [mth(0, 1)] }],
] as const)("an edge of %s does not fit", ([, edge]) => {
  expect(() => new GrowingTree(edge)).toThrow(RangeError);
});

test.for([
  [-1, 3],
  [3, 3],
  [0, 0],
  [0.5, 3],
  [0, 2 ** 53],
] as const)("no inclusion proof of leaf %d of %d", ([index, size]) => {
  expect(() => inclusionProof(index, size, nodesOf(MOST))).toThrow(RangeError);
});

test.for([
  [0, 3],
  [4, 3],
  [1.5, 3],
  [1, 2 ** 53],
] as const)("no consistency proof from %d to %d", ([earlier, later]) => {
  expect(() => consistencyProof(earlier, later, nodesOf(MOST))).toThrow(RangeError);
});

test("a hash is written in base64 and read back", () => {
  expect(formatHash(EMPTY_ROOT)).toBe("47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=");
  for (const hash of hashes) expect(parseHash(formatHash(hash))).toBe(hash);
});

test.for([
  ["", "nothing"],
  ["47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU", "no padding"],
  ["47DEQpj8HBSa-_TImW-5JCeuQeRkm5NMpJWZG3hSuFU=", "the other alphabet"],
  ["47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFV=", "bits behind the last byte"],
  [" 47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=", "a space"],
  ["47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuA==", "31 bytes"],
] as const)("%j is no hash: %s", ([text]) => {
  expect(() => parseHash(text)).toThrow(InvalidProof);
});

/** Compared without the ceremony of `expect`, which half a million comparisons would notice. */
function same(found: Proof, wanted: Proof): void {
  if (found.length !== wanted.length || found.some((hash, at) => hash !== wanted[at])) expect(found).toEqual(wanted);
}
