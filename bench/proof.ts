import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { TileCache } from "#audit/tile-cache.ts";
import { tilesIn } from "#audit/tile-files.ts";
import { GrowingTree } from "#audit/tree/growing-tree.ts";
import { type Hash, leafHash } from "#audit/tree/hashes.ts";
import { type Figure, median, shown, timed } from "./figure.ts";

const RECORDS = 1_000_000;
const PROOFS = 2000;

/** A proof that a record is in a log of a million, made from its tiles and checked against the root, as `log.prove` makes it. */
export async function proof(dir = tmpdir()): Promise<readonly Figure[]> {
  const folder = mkdtempSync(join(dir, "understudy-bench-"));
  try {
    const leaf = (n: number): Hash => leafHash(`record ${n}`);
    const tree = new GrowingTree();
    const tiles = new TileCache(tilesIn(folder), 0, fail);
    const growing = await timed(async () => {
      for (let n = 0; n < RECORDS; n += 1) {
        const hash = leaf(n);
        tree.append(hash);
        tiles.append(hash);
      }
    });
    const head = { size: RECORDS, root: tree.root() };
    // As another process finds them: the lowest level is there, and the ones above are made when somebody asks.
    const found = new TileCache(tilesIn(folder), RECORDS, async function* (from) {
      for (let n = from; n < RECORDS; n += 1) yield leaf(n);
    });
    const first = await timed(() => found.prove(leaf(0), 0, head));
    const times: number[] = [];
    for (let n = 0; n < PROOFS; n += 1) {
      // Far apart, so that neighbours do not find each other's tiles in memory.
      const index = (n * 611_953) % RECORDS;
      const hash = leaf(index);
      times.push(await timed(() => found.prove(hash, index, head)));
    }
    times.sort((one, other) => one - other);
    const p99 = times[Math.floor(times.length * 0.99)] ?? Number.NaN;
    const beside = `p99 ${shown(p99)} ms, the first one after opening ${shown(first)} ms, ${shown((growing / RECORDS) * 1000)} µs a record to keep the tiles`;
    const name = "a proof in a log of a million records";
    return [{ name, measured: median(times), unit: "ms", bound: 1, wanted: "at most", beside }];
  } finally {
    rmSync(folder, { recursive: true });
  }
}

const fail = (): never => {
  throw new Error("nothing is read while the tiles are made");
};
