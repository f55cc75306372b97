import { appendFileSync, copyFileSync, renameSync, truncateSync } from "node:fs";
import { expect, test } from "vitest";
import { realDisk } from "./disk.ts";
import { openFileStorage } from "./file-storage.ts";
import { openLog } from "./log.ts";
import { temporaryFolder, visited } from "./sample-events.ts";

const random = (size: number) => new Uint8Array(size).fill(7);

/** What somebody else does to a segment that a writer has open. */
const MEDDLINGS: readonly (readonly [string, (segment: string) => void])[] = [
  ["written to", (segment) => appendFileSync(segment, "{")],
  ["cut off", (segment) => truncateSync(segment, 10)],
  [
    "put another file in place",
    (segment) => {
      copyFileSync(segment, `${segment}.copy`);
      renameSync(`${segment}.copy`, segment);
    },
  ],
];

test.for(MEDDLINGS)("a writer stops when somebody else has %s", async ([, meddle]) => {
  using folder = temporaryFolder();
  const log = openLog(await openFileStorage(folder.path, { random, disk: realDisk, reserveBytes: 0 }));
  await log.append([visited(1)]);
  meddle(`${folder.path}/audit/seg/000000000000.jsonl`);
  await expect(log.append([visited(2)])).rejects.toMatchObject({ code: "LOG_UNAVAILABLE" });
  expect(log.available).toBe(false);
  await expect(log.append([visited(3)])).rejects.toMatchObject({ code: "LOG_UNAVAILABLE" });
  expect(await log.regain()).toBe("lost");
  await log.close();
});
