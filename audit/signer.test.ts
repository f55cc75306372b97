import { describe, expect, test } from "vitest";
import { CannotOpenLog } from "./cannot-open.ts";
import { MemoryDisk } from "./memory-disk.suite.ts";
import { seeded } from "./sample-log.suite.ts";
import { openSigner } from "./signer.ts";
import { byteOf, formatSlot, readSignerState, STATE_BYTES } from "./signer-state.ts";
import { openCheckpoint } from "./tree/checkpoint.ts";
import { GrowingTree } from "./tree/growing-tree.ts";
import { leafHash } from "./tree/hashes.ts";
import { InvalidProof } from "./tree/invalid-proof.ts";
import { parseVerifierKey } from "./tree/keys.ts";

const STATE = "signer/state";
const open = (disk: MemoryDisk, due?: string, seed = "signer") =>
  openSigner(disk, { folder: "signer", keys: "keys", random: seeded(seed) }, due);
const headOf = (tree: GrowingTree) => ({ size: tree.size, root: tree.root() });

/** A tree of these leaves. */
function treeOf(...leaves: readonly string[]): GrowingTree {
  const tree = new GrowingTree();
  for (const leaf of leaves) tree.append(leafHash(leaf));
  return tree;
}

test("signs a tree and what continues it, and remembers what it signed last", async () => {
  const disk = new MemoryDisk();
  const signer = open(disk);
  const tree = treeOf("a", "b");
  const first = await signer.sign(headOf(tree), []);
  tree.mark();
  tree.append(leafHash("c"));
  const second = await signer.sign(headOf(tree), tree.consistencyProof());
  for (const note of [first, second]) openCheckpoint(note, [parseVerifierKey(signer.key)]);
  expect(signer.signed).toMatchObject({ note: second, size: 3 });
  signer.close();
  const again = open(disk, signer.key);
  expect(again.signed).toEqual(signer.signed);
  expect([again.origin, again.key]).toEqual([signer.origin, signer.key]);
  expect(readSignerState(disk.read(STATE))).toMatchObject({ inOrder: true, isMisshapen: false });
});

describe("of two histories signs one", () => {
  async function signed(disk: MemoryDisk) {
    const signer = open(disk);
    const tree = treeOf("a", "b", "c");
    await signer.sign(headOf(tree), []);
    tree.mark();
    return { signer, tree };
  }

  test("and no other of the same size", async () => {
    const { signer } = await signed(new MemoryDisk());
    const before = signer.signed;
    await expect(signer.sign(headOf(treeOf("a", "b", "x")), [])).rejects.toThrow(InvalidProof);
    expect(signer.signed).toEqual(before);
  });

  test("and none that is shorter, or does not continue it, with whatever proof, opened anew too", async () => {
    const disk = new MemoryDisk();
    const { signer, tree } = await signed(disk);
    tree.append(leafHash("d"));
    const other = treeOf("a", "x", "c");
    other.mark();
    other.append(leafHash("d"));
    const state = disk.read(STATE);
    for (const one of [signer, open(disk, signer.key)]) {
      for (const proof of [[], tree.consistencyProof(), other.consistencyProof()]) {
        await expect(one.sign(headOf(other), proof)).rejects.toThrow(InvalidProof);
        await expect(one.sign(headOf(treeOf("a", "b")), proof)).rejects.toThrow(InvalidProof);
        await expect(one.sign(headOf(treeOf()), proof)).rejects.toThrow(InvalidProof);
      }
    }
    expect(disk.read(STATE)).toEqual(state);
    await signer.sign(headOf(tree), tree.consistencyProof());
  });
});

test("a rotation is signed with both keys, and the new one alone from then on", async () => {
  const disk = new MemoryDisk();
  const signer = open(disk);
  const tree = treeOf("a");
  const before = signer.key;
  await signer.sign(headOf(tree), []);
  const key = signer.nextKey();
  expect(signer.key).toBe(before);
  tree.mark();
  tree.append(leafHash("b"));
  const both = await signer.sign(headOf(tree), tree.consistencyProof(), { rotating: true });
  expect(openCheckpoint(both, [before, key].map(parseVerifierKey)).signedBy).toHaveLength(2);
  tree.mark();
  tree.append(leafHash("c"));
  const after = await signer.sign(headOf(tree), tree.consistencyProof());
  expect(openCheckpoint(after, [parseVerifierKey(key)]).signedBy).toHaveLength(1);
  expect(() => openCheckpoint(after, [parseVerifierKey(before)])).toThrow(InvalidProof);
  expect(signer.key).toBe(key);
  expect(open(disk, key).key).toBe(key);
});

test("a key that never came to be due is dropped, and one that signs the log has to be there", () => {
  const disk = new MemoryDisk();
  const { key } = open(disk);
  open(disk, key).nextKey();
  expect(disk.list("keys")).toHaveLength(2);
  expect(open(disk, key).key).toBe(key);
  expect(disk.list("keys")).toEqual(["signer-1.key"]);
  const stranger = open(new MemoryDisk(), undefined, "stranger").key;
  expect(() => open(disk, stranger)).toThrow(CannotOpenLog);
  expect(() => open(new MemoryDisk(), key)).toThrow(CannotOpenLog);
  expect(disk.list("keys")).toEqual(["signer-1.key"]);
});

describe("the state", () => {
  async function stateAfter(times: number): Promise<Buffer> {
    const disk = new MemoryDisk();
    const signer = open(disk);
    const tree = treeOf();
    for (let n = 0; n < times; n += 1) {
      tree.append(leafHash(`${n}`));
      await signer.sign(headOf(tree), tree.consistencyProof());
      tree.mark();
    }
    return disk.read(STATE);
  }

  test("keeps the last two notes, each in a page of its own", async () => {
    expect(await stateAfter(0)).toEqual(Buffer.alloc(STATE_BYTES));
    const sizes = await Promise.all([1, 2, 3, 4].map(async (times) => readSignerState(await stateAfter(times)).last));
    expect(sizes.map((last) => [last?.size, last?.slot])).toEqual([
      [1, 0],
      [2, 1],
      [3, 0],
      [4, 1],
    ]);
  });

  test("whose last write was torn anywhere says what was signed before", async () => {
    const [before, after] = [await stateAfter(2), await stateAfter(3)];
    const note = readSignerState(after).last?.note ?? "";
    const written = formatSlot(note);
    let torn = 0;
    for (let cut = 0; cut <= written.length; cut += 1) {
      for (const rest of ["before", "zero"] as const) {
        const state = Buffer.from(before);
        if (rest === "zero") state.fill(0, byteOf(0), byteOf(0) + written.length);
        state.set(written.subarray(0, cut), byteOf(0));
        const { last, isMisshapen } = readSignerState(state);
        expect([2, 3]).toContain(last?.size);
        if (last?.size === 3) expect(last.note).toBe(note);
        else torn += 1;
        expect(isMisshapen).toBe(false);
      }
    }
    expect(torn).toBeGreaterThan(1_000);
  });

  test("with something beside its slots, or of another length, is none that a crash left", async () => {
    const state = await stateAfter(2);
    const odd = [
      state.subarray(0, -1),
      Buffer.concat([state, Buffer.alloc(1)]),
      Buffer.from(state).fill(1, 1024, 1025),
    ];
    expect(odd.map((bytes) => readSignerState(bytes).isMisshapen)).toEqual([true, true, true]);
    expect(odd.map((bytes) => readSignerState(bytes).inOrder)).toEqual([false, false, false]);
  });

  test("has no room for a note of more than a slot", () => {
    expect(() => formatSlot("x".repeat(1024))).toThrow(RangeError);
  });
});
