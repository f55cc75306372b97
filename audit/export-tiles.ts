import type { Disk } from "./disk.ts";
import { linesOf, textOf } from "./lines.ts";
import type { LogReader } from "./log-reader.ts";
import { type Paths, segmentName } from "./paths.ts";
import { segmentsIn } from "./reader.ts";
import { parseLine } from "./record.ts";
import type { TreeHead } from "./tree/check-proof.ts";
import { parseCheckpoint } from "./tree/checkpoint.ts";
import { parseNote } from "./tree/note.ts";
import { writeTiles } from "./tree/write-tiles.ts";

/**
 * Writes the log of a folder, which somebody else may be writing, as static files of c2sp.org/tlog-tiles into a folder
 * that is new or empty: every record up to the newest signed checkpoint as a leaf, without what opens its commitments.
 * Nothing where the log has no records yet. CannotWriteTiles as `writeTiles` has it, InvalidRecord for a line that is
 * none.
 */
export async function exportTiles(
  disk: Disk,
  paths: Paths,
  reader: LogReader,
  folder: string,
  onProgress: (done: number, of: number) => void = () => {},
): Promise<TreeHead | undefined> {
  const note = await newestNote(disk, paths);
  if (note === undefined) return undefined;
  const { size } = parseCheckpoint(parseNote(note).text);
  return writeTiles(folder, leavesOf(reader, size, onProgress), note);
}

/** The note that signs the log as far as it goes now. */
async function newestNote(disk: Disk, paths: Paths): Promise<string | undefined> {
  let newest: string | undefined;
  // The newest segment may have been begun and not written to yet.
  for (const segment of segmentsIn(disk, paths).slice(-2)) {
    for await (const one of linesOf(disk.stream(`${paths.segments}/${segmentName(segment)}.jsonl`, 0))) {
      if (!one.ended) break;
      const line = textOf(one);
      // Commit lines are few, and reading a record as one takes longer than all the rest.
      const parsed = line.startsWith('{"$commit"') ? parseLine(line) : undefined;
      if (parsed?.is === "commit") newest = parsed.note;
    }
  }
  return newest;
}

async function* leavesOf(
  reader: LogReader,
  size: number,
  onProgress: (done: number, of: number) => void,
): AsyncGenerator<Uint8Array, void> {
  let done = 0;
  for await (const line of reader.lines(0)) {
    if (done === size) return;
    yield Buffer.from(line);
    done += 1;
    onProgress(done, size);
  }
}
