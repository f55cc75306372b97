import { createHash } from "node:crypto";
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { checkConsistency, checkInclusion } from "./check-proof.ts";
import { checkTiles } from "./check-tiles.ts";
import { formatCheckpoint } from "./checkpoint.ts";
import { damaged } from "./damage.suite.ts";
import { formatEntries, parseEntries } from "./entries.ts";
import { GrowingTree } from "./growing-tree.ts";
import { type Hash, hashAt, leafHash } from "./hashes.ts";
import { InvalidProof } from "./invalid-proof.ts";
import { signerOf } from "./keys.ts";
import { consistencyProof, inclusionProof } from "./proof.ts";
import { signNote } from "./signed-note.ts";
import { formatTilePath, parseTilePath, widthOf } from "./tile-path.ts";
import { tileReader } from "./tile-reader.ts";
import { tilesOf } from "./tiles.ts";
import { CannotWriteTiles, writeTiles } from "./write-tiles.ts";

const ORIGIN = "log.example/audit";
const log = signerOf(ORIGIN, Buffer.alloc(32, 1));
const keys = [log.verifier];

const root = mkdtempSync(join(tmpdir(), "tiles-"));
afterAll(() => rmSync(root, { recursive: true }));
let folders = 0;
const newFolder = () => {
  folders += 1;
  return join(root, `${folders}`);
};

const leafOf = (index: number) => Buffer.from(`leaf ${index}`);
const leavesOf = (size: number) => Array.from({ length: size }, (_, index) => leafOf(index));
const treeOf = (size: number) => {
  const tree = new GrowingTree();
  for (let index = 0; index < size; index += 1) tree.append(leafHash(leafOf(index)));
  return tree;
};
const checkpointOf = (size: number) =>
  signNote(formatCheckpoint({ origin: ORIGIN, size, root: treeOf(size).root() }), log);
const filesOf = (folder: string) =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(folder.length + 1))
    .sort();

describe("the path of a tile", () => {
  test.for([
    [{ level: 0, index: 0, width: 256 }, "tile/0/000"],
    [{ level: 2, index: 67, width: 1 }, "tile/2/067.p/1"],
    [{ level: 0, index: 1_234_067, width: 256 }, "tile/0/x001/x234/067"],
    [{ level: "entries", index: 1000, width: 255 }, "tile/entries/x001/000.p/255"],
    [{ level: 63, index: 2 ** 53 - 1, width: 256 }, "tile/63/x009/x007/x199/x254/x740/991"],
  ] as const)("of %o is %s", ([tile, path]) => {
    expect(formatTilePath(tile)).toBe(path);
    expect(parseTilePath(path)).toEqual(tile);
  });

  test.for([
    "",
    "checkpoint",
    "tile/0",
    "tile/64/000",
    "tile/00/000",
    "tile/-1/000",
    "tile/0/0",
    "tile/0/0000",
    "tile/0/x000/001",
    "tile/0/001/000",
    "tile/0/x001",
    "tile/0/x009/x007/x199/x254/x740/992",
    "tile/0/000.p/0",
    "tile/0/000.p/01",
    "tile/0/000.p/256",
    "tile/0/000.p/300",
    "tile/0/000.p",
    "tile/0/000.p/1\n",
    "tile/data/000",
    "/tile/0/000",
  ])("is not %j", (path) => {
    expect(parseTilePath(path)).toBeUndefined();
  });

  test("of any tile is read back, and of no other text", () => {
    const tile = fc.record({
      level: fc.oneof(fc.nat({ max: 63 }), fc.constant("entries" as const)),
      index: fc.oneof(fc.nat({ max: 2000 }), fc.maxSafeNat()),
      width: fc.integer({ min: 1, max: 256 }),
    });
    fc.assert(
      fc.property(tile, (tile) => {
        expect(parseTilePath(formatTilePath(tile))).toEqual(tile);
      }),
    );
    const text = tile.chain((tile) => damaged(Buffer.from(formatTilePath(tile))).map(String));
    fc.assert(
      fc.property(text, (text) => {
        const read = parseTilePath(text);
        if (read !== undefined) expect(formatTilePath(read)).toBe(text);
      }),
      { numRuns: 3_000 },
    );
  });

  test("a tree of 70,000 leaves has the tiles that the specification counts", () => {
    const widths = (level: number, upTo: number) =>
      Array.from({ length: upTo }, (_, index) => widthOf(level, index, 70_000));
    expect(widths(0, 275)).toEqual([...new Array(273).fill(256), 112, 0]);
    expect(widths(1, 3)).toEqual([256, 17, 0]);
    expect(widths(2, 2)).toEqual([1, 0]);
    expect(widths(3, 1)).toEqual([0]);
    expect(widthOf(1, 0, 256)).toBe(1);
  });
});

describe("a bundle of leaves", () => {
  test("has the length of each before it", () => {
    const bundle = formatEntries([Buffer.from("ab"), Buffer.of(), Buffer.alloc(65_535, 7)]);
    expect(bundle.subarray(0, 8).toString("hex")).toBe("000261620000ffff");
    expect(parseEntries(bundle, 3)).toEqual([Buffer.from("ab"), Buffer.of(), Buffer.alloc(65_535, 7)]);
    expect(() => formatEntries([Buffer.alloc(65_536)])).toThrow(RangeError);
  });

  test("is read back only whole and of the expected number", () => {
    const leaves = ["one", "", "three"].map((text) => Buffer.from(text));
    const bundle = formatEntries(leaves);
    for (let cut = 0; cut < bundle.length; cut += 1)
      expect(() => parseEntries(bundle.subarray(0, cut), 3)).toThrow(InvalidProof);
    for (const number of [0, 2, 4]) expect(() => parseEntries(bundle, number)).toThrow(InvalidProof);
    fc.assert(
      fc.property(damaged(bundle), (bytes) => {
        try {
          expect(formatEntries(parseEntries(bytes, 3))).toEqual(bytes);
        } catch (error) {
          if (!(error instanceof InvalidProof)) throw error;
        }
      }),
      { numRuns: 2_000 },
    );
  });
});

describe("tiles", () => {
  test("are what the specification says they hold, in a log of three levels", async () => {
    // Each hash over its range of leaves, by a tree of its own.
    const size = 66_000;
    const hashes = Array.from({ length: size }, (_, index) => leafHash(leafOf(index)));
    const rootOver = (from: number, to: number): Hash => {
      const tree = new GrowingTree();
      for (const hash of hashes.slice(from, to)) tree.append(hash);
      return tree.root();
    };
    const counted = new Map<string, number>();
    for await (const { level, index, width, content } of tilesOf(leavesOf(size))) {
      expect(width).toBe(widthOf(level, index, size));
      counted.set(`${level}`, (counted.get(`${level}`) ?? 0) + 1);
      if (level === "entries") {
        const found = parseEntries(content, width).map(String);
        expect(found).toEqual(Array.from({ length: width }, (_, at) => `leaf ${index * 256 + at}`));
        continue;
      }
      expect(content).toHaveLength(width * 32);
      for (let at = 0; at < width; at += 1) {
        const from = (index * 256 + at) * 256 ** level;
        if (hashAt(content, at * 32) !== rootOver(from, from + 256 ** level))
          throw new Error(`another hash at ${at} of tile ${level}/${index}`);
      }
    }
    expect(Object.fromEntries(counted)).toEqual({ entries: 258, "0": 258, "1": 2, "2": 1 });
  });

  test("of a leaf that is empty hold its hash", async () => {
    const tiles = await Array.fromAsync(tilesOf([Buffer.of()]));
    expect(tiles.map(({ content }) => content.toString("hex"))).toEqual([
      "0000",
      createHash("sha256").update(Buffer.of(0)).digest("hex"),
    ]);
  });

  test.for([0, 1, 2, 255, 256, 257, 511, 512, 513, 700])(
    "of %d leaves are written, read and found whole",
    async (size) => {
      const folder = newFolder();
      expect(await writeTiles(folder, leavesOf(size), checkpointOf(size))).toEqual({ size, root: treeOf(size).root() });
      const full = Math.floor(size / 256);
      const rest = size % 256;
      const names = [
        ...Array.from({ length: full }, (_, index) => `00${index}`),
        ...(rest > 0 ? [`00${full}.p/${rest}`] : []),
      ];
      const wanted = [
        "checkpoint",
        ...names.map((name) => `tile/0/${name}`),
        ...(full > 0 ? [`tile/1/000.p/${full}`] : []),
        ...names.map((name) => `tile/entries/${name}`),
      ];
      expect(filesOf(folder)).toEqual(wanted.sort());
      const checkpoint = { origin: ORIGIN, size, root: treeOf(size).root(), signedBy: keys };
      expect(await checkTiles(folder, keys)).toEqual({ outcome: "whole", checkpoint, files: wanted.length });

      const readNode = tileReader(folder, size);
      const head = { size, root: checkpoint.root };
      for (let index = 0; index < size; index += 1)
        checkInclusion(leafHash(leafOf(index)), index, head, inclusionProof(index, size, readNode));
      const growing = new GrowingTree();
      for (let earlier = 1; earlier <= size; earlier += 1) {
        growing.append(leafHash(leafOf(earlier - 1)));
        checkConsistency({ size: earlier, root: growing.root() }, head, consistencyProof(earlier, size, readNode));
      }
    },
  );

  test("of smaller trees are read from a larger one, and nothing beyond its edge", async () => {
    const folder = newFolder();
    await writeTiles(folder, leavesOf(600), checkpointOf(600));
    const readNode = tileReader(folder, 600);
    for (const size of [1, 300, 512, 599])
      checkInclusion(leafHash(leafOf(0)), 0, { size, root: treeOf(size).root() }, inclusionProof(0, size, readNode));
    expect(() => readNode(0, 600)).toThrow(RangeError);
    expect(() => readNode(8, 2)).toThrow(RangeError);
    expect(() => readNode(10, 0)).toThrow(RangeError);
    expect(() => readNode(0, -1)).toThrow(RangeError);
    expect(() => readNode(-1, 0)).toThrow(RangeError);
  });

  test("that are missing or cut off are named by the reader", async () => {
    const folder = newFolder();
    await writeTiles(folder, leavesOf(600), checkpointOf(600));
    writeFileSync(join(folder, "tile/0/001"), Buffer.alloc(8_191));
    rmSync(join(folder, "tile/0/002.p/88"));
    const readNode = tileReader(folder, 600);
    expect(() => readNode(0, 256)).toThrow('"tile/0/001" has 8191 bytes and should have 8192');
    expect(() => readNode(0, 512)).toThrow('"tile/0/002.p/88" cannot be read');
  });

  test("are read again after many others", async () => {
    const folder = newFolder();
    const size = 260 * 256;
    await writeTiles(folder, leavesOf(size), checkpointOf(size));
    const readNode = tileReader(folder, size);
    for (const _ of [1, 2])
      for (let index = 0; index < size; index += 256) expect(readNode(0, index)).toBe(leafHash(leafOf(index)));
  });
});

describe("tiles are not written", () => {
  test("into a folder that holds something, which stays as it was", async () => {
    const folder = newFolder();
    mkdirSync(folder);
    writeFileSync(join(folder, "kept"), "");
    await expect(writeTiles(folder, leavesOf(3), checkpointOf(3))).rejects.toThrow(CannotWriteTiles);
    expect(filesOf(folder)).toEqual(["kept"]);
  });

  test.for([
    ["with a leaf more", leavesOf(4), "4 leaves for a checkpoint of 3"],
    ["with a leaf less", leavesOf(2), "2 leaves for a checkpoint of 3"],
    ["with another leaf", [...leavesOf(2), Buffer.from("other")], "have another root than the checkpoint"],
    ["with a leaf too large", [leafOf(0), Buffer.alloc(65_536)], "leaf 1 has 65536 bytes"],
  ] as const)("%s: there is no checkpoint then", async ([, leaves, because]) => {
    const folder = newFolder();
    await expect(writeTiles(folder, leaves, checkpointOf(3))).rejects.toThrow(
      expect.objectContaining({ name: "CannotWriteTiles", message: expect.stringContaining(because) }),
    );
    expect(filesOf(folder)).not.toContain("checkpoint");
  });

  test("with a checkpoint that is none", async () => {
    const folder = newFolder();
    await expect(writeTiles(folder, leavesOf(3), "hello\n")).rejects.toThrow(InvalidProof);
  });

  test("with leaves whose source fails, and the failure is told", async () => {
    async function* failing() {
      yield leafOf(0);
      throw new Error("the disk is gone");
    }
    await expect(writeTiles(newFolder(), failing(), checkpointOf(3))).rejects.toThrow("the disk is gone");
  });
});

describe("a check of tiles", () => {
  const SIZE = 300;
  let folder = "";
  beforeAll(async () => {
    folder = newFolder();
    await writeTiles(folder, leavesOf(SIZE), checkpointOf(SIZE));
  });

  /** Changes one file for as long as a check takes. */
  async function withFile(path: string, content: Uint8Array | string | undefined, wanted: object): Promise<void> {
    const whole = join(folder, path);
    const before = readdirSync(dirname(whole)).includes(path.split("/").at(-1) ?? "") ? readFileSync(whole) : undefined;
    if (content === undefined) rmSync(whole);
    else writeFileSync(whole, content);
    try {
      expect(await checkTiles(folder, keys)).toMatchObject(wanted);
    } finally {
      if (before === undefined) rmSync(whole);
      else writeFileSync(whole, before);
    }
  }

  test("names every file that is missing, cut off or too long", async () => {
    expect(filesOf(folder)).toHaveLength(6);
    for (const file of filesOf(folder)) {
      const content = readFileSync(join(folder, file));
      await withFile(file, undefined, { outcome: "broken", file, because: "there is no such file" });
      await withFile(file, content.subarray(0, -1), { outcome: "broken", file });
      await withFile(file, Buffer.concat([content, Buffer.of(0)]), { outcome: "broken", file });
      // A file that could never be read whole is not even tried.
      const because = expect.stringMatching(/^it has [0-9]+ bytes, more than [0-9]+$/);
      await withFile(file, Buffer.alloc(17_000_000), { outcome: "broken", file, because });
      await withFile(file, Buffer.of(), { outcome: "broken", file });
    }
  });

  test("notices a changed byte wherever it stands, and names the file or the tile above the leaves in it", async () => {
    let changed = 0;
    for (const file of filesOf(folder)) {
      const content = readFileSync(join(folder, file));
      // Every byte of the small ones, of each second hash a byte of the large ones.
      for (let at = 0; at < content.length; at += content.length < 300 ? 1 : 61) {
        const bytes = Buffer.from(content);
        bytes[at] = (bytes[at] as number) ^ (1 << (at % 8));
        const named = file.replace("entries", "0");
        const oneOf = file.includes("entries") ? expect.stringMatching(new RegExp(`^(${file}|${named})$`)) : file;
        await withFile(file, bytes, { outcome: "broken", file: oneOf });
        changed += 1;
      }
    }
    expect(changed).toBeGreaterThan(400);
  });

  test("notices leaves and tiles that fit each other but not the checkpoint", async () => {
    const other = newFolder();
    await writeTiles(other, leavesOf(SIZE).with(7, Buffer.from("other")), signNote(await forged(), log));
    writeFileSync(join(other, "checkpoint"), checkpointOf(SIZE));
    expect(await checkTiles(other, keys)).toEqual({
      outcome: "broken",
      file: "checkpoint",
      because: "its root is not that of the leaves",
    });
  });

  async function forged(): Promise<string> {
    const tree = new GrowingTree();
    for (const leaf of leavesOf(SIZE).with(7, Buffer.from("other"))) tree.append(leafHash(leaf));
    return formatCheckpoint({ origin: ORIGIN, size: SIZE, root: tree.root() });
  }

  test.for([
    "stray",
    "tile/0/002",
    "tile/0/001.p/43",
    "tile/0/001.p/45",
    "tile/1/000",
    "tile/1/000.p/2",
    "tile/entries/stray",
    "tile/0/0",
  ])("names %s, which does not belong there", async (file) => {
    await withFile(file, Buffer.alloc(32), {
      outcome: "broken",
      file,
      because: "a log of 300 leaves has no such file",
    });
  });

  test("believes only the keys it is given", async () => {
    const stranger = signerOf(ORIGIN, Buffer.alloc(32, 3));
    expect(await checkTiles(folder, [stranger.verifier])).toMatchObject({ outcome: "broken", file: "checkpoint" });
  });

  test("takes no folder for a tile, nor bytes that are no UTF-8 for a checkpoint", async () => {
    renameSync(join(folder, "tile/0/000"), join(folder, "tile/0/aside"));
    mkdirSync(join(folder, "tile/0/000"));
    expect(await checkTiles(folder, keys)).toMatchObject({ outcome: "broken", file: "tile/0/000" });
    rmSync(join(folder, "tile/0/000"), { recursive: true });
    renameSync(join(folder, "tile/0/aside"), join(folder, "tile/0/000"));
    const note = readFileSync(join(folder, "checkpoint"));
    await withFile(
      "checkpoint",
      Buffer.concat([note, Buffer.from("— x"), Buffer.of(0xff), Buffer.from(" AAAAAAA=\n")]),
      {
        outcome: "broken",
        file: "checkpoint",
        because: "not UTF-8",
      },
    );
    expect(await checkTiles(folder, keys)).toMatchObject({ outcome: "whole" });
  });

  test("of a folder that is not there finds no checkpoint", async () => {
    expect(await checkTiles(join(root, "nowhere"), keys)).toMatchObject({ outcome: "broken", file: "checkpoint" });
  });
});
