import { isSize } from "./sizes.ts";

/** How many hashes a full tile holds, and how many leaves a full bundle. */
export const TILE_WIDTH = 256;

/** The file of the signed checkpoint; without it a folder is no log, whatever else it holds. */
export const CHECKPOINT = "checkpoint";

/** Which tile of hashes it is, by its level, or which bundle of leaves. */
export interface TileId {
  /** A tile of level L holds nodes of the tree's level 8L: leaf hashes at 0, roots of full tiles of L-1 above. */
  readonly level: number | "entries";
  readonly index: number;
  /** How many it holds: 256, or fewer at the right edge of the tree. */
  readonly width: number;
}

/**
 * Where c2sp.org/tlog-tiles keeps a tile: the index in groups of three digits, all but the last with an x before them,
 * and `.p/` with the width behind a partial one. 1234067 is `x001/x234/067`.
 */
export function formatTilePath({ level, index, width }: TileId): string {
  const groups: string[] = [];
  for (let rest = index; groups.length === 0 || rest > 0; rest = Math.floor(rest / 1000))
    groups.unshift(`${groups.length === 0 ? "" : "x"}${`${rest % 1000}`.padStart(3, "0")}`);
  return `tile/${level}/${groups.join("/")}${width === TILE_WIDTH ? "" : `.p/${width}`}`;
}

const PATH = /^tile\/(entries|[0-9]|[1-5][0-9]|6[0-3])\/((?:x[0-9]{3}\/)*[0-9]{3})(?:\.p\/([1-9][0-9]{0,2}))?$/;

/** Reads such a path back; nothing for any other text. */
export function parseTilePath(path: string): TileId | undefined {
  const [, level, groups, width] = PATH.exec(path) ?? [];
  if (level === undefined || groups === undefined) return undefined;
  const tile: TileId = {
    level: level === "entries" ? level : Number(level),
    index: Number(groups.replace(/[x/]/g, "")),
    width: width === undefined ? TILE_WIDTH : Number(width),
  };
  return isSize(tile.index) && formatTilePath(tile) === path && tile.width <= TILE_WIDTH ? tile : undefined;
}

/** How wide this tile is in a tree of a size; 0 where the tree has none. */
export function widthOf(level: TileId["level"], index: number, size: number): number {
  const hashes = Math.floor(size / TILE_WIDTH ** (level === "entries" ? 0 : level));
  return Math.max(0, Math.min(TILE_WIDTH, hashes - index * TILE_WIDTH));
}
