import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";

/** Where tiles are kept. They can all be made again, so nothing here waits for stable storage, and nothing fails. */
export interface TileFiles {
  /** The content of a tile by its path; nothing when it cannot be had. */
  read(path: string): Buffer | undefined;
  write(path: string, content: Buffer): void;
  clear(): void;
}

/** Tiles as files under a folder, `tile/0/x001/234` and so on (c2sp.org/tlog-tiles). */
export const tilesIn = (folder: string): TileFiles => ({
  read: (path) => quietly(() => readFileSync(join(folder, path))),
  write: (path, content) => {
    const file = join(folder, path);
    quietly(() => {
      if (!existsSync(dirname(file))) mkdirSync(dirname(file), { recursive: true });
      writeFileSync(file, content);
    });
  },
  clear: () => quietly(() => rmSync(join(folder, "tile"), { recursive: true, force: true })),
});

/** Tiles in memory, for a log on another disk than the machine's. */
export function tilesInMemory(): TileFiles {
  const tiles = new Map<string, Buffer>();
  return {
    read: (path) => tiles.get(path),
    write: (path, content) => tiles.set(path, content),
    clear: () => tiles.clear(),
  };
}

/** A cache that cannot be written is a cache that is not there: the log goes on, and so do proofs. */
function quietly<Value>(task: () => Value): Value | undefined {
  try {
    return task();
  } catch {
    return undefined;
  }
}
