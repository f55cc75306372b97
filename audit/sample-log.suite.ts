import { createHash } from "node:crypto";
import type { AuditEvent } from "#domain/events.ts";
import { openFileStorage } from "./file-storage.ts";
import { type AuditLog, openLog } from "./log.ts";
import { MemoryDisk } from "./memory-disk.suite.ts";
import type { Random } from "./sealing.ts";
import type { Verdict } from "./verdict.ts";
import { verify } from "./verify.ts";

/** For tests: bytes that are the same in every run, other ones for every seed. */
export function seeded(seed: string): Random {
  let asked = 0;
  return (size) => {
    asked += 1;
    return createHash("shake256", { outputLength: size }).update(`${seed} ${asked}`).digest();
  };
}

/** For tests: the log under the folder `state` of a disk. */
export async function openSample(disk: MemoryDisk, seed: string, segmentBytes: number): Promise<AuditLog> {
  const storage = await openFileStorage("state", {
    random: seeded(`${seed} storage`),
    disk,
    segmentBytes,
    reserveBytes: 0,
  });
  return openLog(storage, { random: seeded(`${seed} log`) });
}

/** For tests: the files of a log of these appends, one batch each. The key is that of the seed. */
export async function sampleFiles(
  appends: readonly (readonly AuditEvent[])[],
  { seed = "sample", segmentBytes = 2000 } = {},
): Promise<Map<string, Buffer>> {
  const disk = new MemoryDisk();
  const log = await openSample(disk, seed, segmentBytes);
  for (const events of appends) await log.append(events);
  await log.close();
  return disk.files();
}

/** For tests: what is said of such files. */
export const verdictOn = (
  files: ReadonlyMap<string, Uint8Array>,
  signer: "with" | "without" = "with",
): Promise<Verdict> =>
  verify({
    disk: new MemoryDisk(files),
    folder: "state/audit",
    ...(signer === "with" && { signerState: "state/signer/state" }),
  });
