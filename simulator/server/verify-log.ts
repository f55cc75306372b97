import { type Disk, realDisk } from "#audit/disk.ts";
import { MemoryStorage } from "#audit/memory-storage.ts";
import { pathsIn, segmentName } from "#audit/paths.ts";
import { segmentsIn } from "#audit/reader.ts";
import type { Storage } from "#audit/storage.ts";
import type { Verdict } from "#audit/verdict.ts";
import { type VerifyOptions, verify } from "#audit/verify.ts";

type About = Pick<VerifyOptions, "policy" | "onProgress" | "isLive" | "threads">;

/** Verifies the log of a state folder with all that is beside it, whether or not a simulator has it open. */
export function verifyState(state: string, about: About = {}): Promise<Verdict> {
  const { audit, signer, keys } = pathsIn(state);
  const isLive = about.isLive ?? realDisk.list(audit).some((name) => name.startsWith("lock-"));
  return verify({ disk: realDisk, folder: audit, signerState: `${signer}/state`, keys, ...about, isLive });
}

/** Verifies a log's own folder, as it is handed to others: without keys, and without the signer's word on its end. */
export const verifyFolder = (folder: string, about: About = {}): Promise<Verdict> =>
  verify({ disk: realDisk, folder, ...about });

/** Verifies a log that is kept in memory, by the very lines it would have in a folder. */
export const verifyMemory = (storage: MemoryStorage): Promise<Verdict> => verifyContent(storage.content());

/** Verifies the lines of a log without what is beside them. */
export const verifyContent = (content: Uint8Array): Promise<Verdict> =>
  verify({ disk: diskHolding(content), folder: "", linesOnly: true });

/** The lines of a log, one segment behind the other. */
export function contentOf(storage: Storage, state: string | undefined): Uint8Array {
  if (storage instanceof MemoryStorage) return storage.content();
  const paths = pathsIn(state ?? "");
  const files = segmentsIn(realDisk, paths).map((first) => `${paths.segments}/${segmentName(first)}.jsonl`);
  return Buffer.concat(files.map((file) => realDisk.read(file)));
}

/** A disk with one file on it: the first segment of a log. */
function diskHolding(content: Uint8Array): Disk {
  const isIt = (path: string) => path === "/seg/000000000000.jsonl";
  const nothing = (): never => {
    throw new Error("this disk is for reading");
  };
  return {
    exists: isIt,
    list: (folder) => (folder === "/seg" ? ["000000000000.jsonl"] : []),
    size: () => content.length,
    read: () => Buffer.from(content),
    stream: nothing,
    makeFolder: nothing,
    open: nothing,
    openToRead: () => ({
      readAt: (from, size) => Buffer.from(content.subarray(from, from + size)),
      fill: (bytes, from) => Buffer.from(content.buffer, content.byteOffset, content.length).copy(bytes, 0, from),
      close: () => {},
    }),
    replace: nothing,
    remove: nothing,
  };
}
