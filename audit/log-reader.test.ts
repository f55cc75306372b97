import { randomBytes } from "node:crypto";
import { beforeAll, expect, test } from "vitest";
import { realDisk } from "./disk.ts";
import { openFileStorage } from "./file-storage.ts";
import { KeyRing } from "./key-ring.ts";
import { openLog } from "./log.ts";
import { LogReader } from "./log-reader.ts";
import { pathsIn } from "./paths.ts";
import { hashOf } from "./record.ts";
import { globex, temporaryFolder, visited } from "./sample-events.ts";

const folder = temporaryFolder();
const RECORDS = 6000;

/** Several segments, with values beside them from a few bytes to far more than one look into a file takes. */
beforeAll(async () => {
  const log = openLog(await openFileStorage(folder.path, { random: randomBytes, segmentBytes: 700_000 }));
  for (let n = 0; log.end.size < RECORDS; n += 50) {
    await Promise.all(
      Array.from({ length: 50 }, (_, m) => {
        const event = visited(n + m, m % 3 === 0 ? globex : undefined);
        return log.append([{ ...event, page: `page ${n + m} ${"x".repeat(m === 7 ? 20_000 : 0)}` }]);
      }),
    );
  }
  await log.close();
  return () => folder[Symbol.dispose]();
});

function reader(): LogReader {
  const paths = pathsIn(folder.path);
  return new LogReader(realDisk, paths, new KeyRing(realDisk, paths.keys, randomBytes));
}

test("any records are found with their values, wherever they lie and in whatever order one asks", async () => {
  const all = await Array.fromAsync(reader().read(0));
  expect(all.map(({ seq }) => seq)).toEqual(all.map((_, place) => place));
  expect(all.length).toBeGreaterThanOrEqual(RECORDS);
  expect(all.filter(({ type }) => type === "audit.segment-sealed").length).toBeGreaterThan(1);
  expect(all.some(({ erased }) => erased)).toBe(false);
  const one = reader();
  const wanted = [[], [0], [5999, 3], [1, 2, 1700, 1701, 4999], [all.length - 1], [all.length], [2500, 99_999]];
  for (const numbers of wanted) {
    const sorted = numbers.toSorted((a, b) => a - b);
    expect(await Array.fromAsync(one.pick(sorted))).toEqual(sorted.flatMap((seq) => all[seq] ?? []));
  }
  for (let from = all.length - 1; from >= 0; from -= 397) {
    for await (const record of one.read(from)) {
      expect(record).toEqual(all[from]);
      break;
    }
  }
});

test("the end is told without reading what comes before the last part of it", async () => {
  const lines = await Array.fromAsync(reader().lines(0));
  expect(await reader().end()).toEqual({ size: lines.length, hash: hashOf(lines.at(-1) ?? "") });
});
