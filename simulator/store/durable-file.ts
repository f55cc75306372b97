import { closeSync, fsyncSync, mkdirSync, openSync, promises, renameSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";

/** What a file is called while it is being written. A crash can leave one behind, which means nothing. */
export const UNFINISHED = ".tmp";

/** Characters that are written at once. What comes in pieces is made bit by bit, and others have their turn in between. */
const AT_ONCE = 64 * 1024;

/**
 * Replaces a whole file: after a crash either the old or the new content is there, and the new one for good once its
 * folder has been synced. Two writes of one file must not overlap.
 */
export async function replaceFile(file: string, pieces: Iterable<string>, mode = 0o644): Promise<void> {
  const unfinished = file + UNFINISHED;
  const handle = await promises.open(unfinished, "w", mode);
  try {
    let text = "";
    for (const piece of pieces) {
      text += piece;
      if (text.length < AT_ONCE) continue;
      await handle.writeFile(text);
      text = "";
    }
    await handle.writeFile(text);
    await handle.sync();
  } finally {
    await handle.close();
  }
  await promises.rename(unfinished, file);
}

/** The same, and for good once this has answered: for what cannot go on before it is durable. */
export function writeDurablySync(file: string, text: string): void {
  const unfinished = file + UNFINISHED;
  writeFileSync(unfinished, text, { flush: true });
  renameSync(unfinished, file);
  syncFolder(dirname(file));
}

/** Makes a folder and those above it, unless it is there; it outlives a loss of power. */
export function makeFolder(folder: string, mode = 0o755): void {
  const first = mkdirSync(folder, { recursive: true, mode });
  if (first === undefined) return;
  for (const parent of new Set([dirname(first), dirname(folder)])) syncFolder(parent);
}

/** The text of a file, or nothing where there is none. */
export async function readIfThere(file: string): Promise<string | undefined> {
  try {
    return await promises.readFile(file, "utf8");
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "ENOENT") return undefined;
    throw error;
  }
}

/** Makes durable which files a folder holds. */
export function syncFolder(folder: string): void {
  // Windows opens no folders as files, and keeps its directory entries by itself.
  if (process.platform === "win32") return;
  const descriptor = openSync(folder, "r");
  try {
    fsyncSync(descriptor);
  } finally {
    closeSync(descriptor);
  }
}
