import { mkdir, readdir, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import type { TreeHead } from "./check-proof.ts";
import { parseCheckpoint } from "./checkpoint.ts";
import { LARGEST_LEAF } from "./entries.ts";
import { parseNote } from "./note.ts";
import { CHECKPOINT, formatTilePath } from "./tile-path.ts";
import { type Leaves, tilesOf } from "./tiles.ts";

/** Why a log is not written as tiles, in words for whoever asked for it. */
export class CannotWriteTiles extends Error {
  override readonly name = "CannotWriteTiles";
}

/**
 * Writes a log as static files that any C2SP client reads (c2sp.org/tlog-tiles), into a folder that is new or empty,
 * and last its checkpoint, byte for byte. The memory it takes does not depend on the size of the log. What it writes
 * can be derived again, so it waits for no stable storage.
 * CannotWriteTiles when the folder holds something, a leaf is larger than 65,535 bytes, or the leaves are not the tree
 * of the checkpoint: then no checkpoint is written. InvalidProof when the checkpoint is malformed.
 */
export async function writeTiles(folder: string, leaves: Leaves, checkpoint: string): Promise<TreeHead> {
  const { size, root } = parseCheckpoint(parseNote(checkpoint).text);
  await mkdir(folder, { recursive: true });
  if ((await readdir(folder)).length > 0) throw new CannotWriteTiles(`the folder "${folder}" is not empty`);
  const tree = await writeAll(folder, notTooLarge(leaves));
  if (tree.size !== size) throw new CannotWriteTiles(`${tree.size} leaves for a checkpoint of ${size}`);
  if (tree.root !== root) throw new CannotWriteTiles(`the ${size} leaves have another root than the checkpoint`);
  await writeFile(join(folder, CHECKPOINT), checkpoint);
  return tree;
}

async function writeAll(folder: string, leaves: Leaves): Promise<TreeHead> {
  const tiles = tilesOf(leaves);
  let made = "";
  for (;;) {
    const next = await tiles.next();
    if (next.done) return next.value;
    const path = join(folder, formatTilePath(next.value));
    // Neighbours mostly share their folder.
    if (dirname(path) !== made) await mkdir(dirname(path), { recursive: true });
    made = dirname(path);
    await writeFile(path, next.value.content);
  }
}

async function* notTooLarge(leaves: Leaves): AsyncGenerator<Uint8Array, void> {
  let index = 0;
  for await (const leaf of leaves) {
    if (leaf.length > LARGEST_LEAF)
      throw new CannotWriteTiles(`leaf ${index} has ${leaf.length} bytes, more than ${LARGEST_LEAF}`);
    yield leaf;
    index += 1;
  }
}
