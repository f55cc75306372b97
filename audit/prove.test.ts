import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { expect, test } from "vitest";
import { type FileStorage, openFileStorage } from "./file-storage.ts";
import { openLog } from "./log.ts";
import { memoryStorage } from "./memory-storage.ts";
import { acme, globex, temporaryFolder, visited } from "./sample-events.ts";
import { verifyEvidence } from "./verify-evidence.ts";

const random = (size: number) => new Uint8Array(size).fill(3);
const openIn = (state: string, segmentBytes?: number): Promise<FileStorage> =>
  openFileStorage(state, { random, ...(segmentBytes && { segmentBytes }) });

/** Proves all these records, alone and together, and answers how many records the verified packs held. */
async function provedBy(log: ReturnType<typeof openLog>, numbers: readonly number[]): Promise<number> {
  const packs = [await log.evidence({ numbers })];
  for (const seq of numbers) packs.push(await log.evidence({ numbers: [seq] }));
  const verdicts = packs.map((pack) => verifyEvidence(Buffer.from(pack)));
  expect(verdicts.filter(({ verdict }) => verdict !== "good")).toEqual([]);
  return verdicts.reduce((sum, { records }) => sum + records, 0);
}

const upTo = (size: number): readonly number[] => Array.from({ length: size }, (_, seq) => seq);

test("every record of a log in memory is proved at every size", async () => {
  const log = openLog(memoryStorage());
  let proved = 0;
  for (let n = 0; n < 20; n += 1) {
    await log.append([visited(n, n % 3 === 0 ? globex : acme)]);
    proved += await provedBy(log, upTo(log.end.size));
  }
  expect(proved).toBeGreaterThan(400);
});

test("a log in a folder proves its records from tiles, those it makes and those it finds", {
  timeout: 60_000,
}, async () => {
  using folder = temporaryFolder();
  const state = folder.path;
  const sizes = [1, 254, 255, 256, 257, 511, 512, 700, 1100];
  const some = (size: number) =>
    [...new Set([0, 1, 100, 255, 256, 511, 512, size - 2, size - 1])]
      .filter((seq) => seq >= 0 && seq < size)
      .sort((a, b) => a - b);
  let proved = 0;
  for (const size of sizes) {
    // A new process each time: what the tiles lack comes from the lines.
    const log = openLog(await openIn(state, 100_000));
    while (log.end.size < size)
      await log.append(
        upTo(size - log.end.size)
          .slice(0, 90)
          .map((n) => visited(n)),
      );
    proved += await provedBy(log, some(log.end.size));
    await log.close();
  }
  expect(proved).toBeGreaterThan(80);
  expect(readdirSync(`${state}/audit/seg`).length).toBeGreaterThan(4);
  expect(existsSync(`${state}/audit/tile/0/003`)).toBe(true);
});

test("tiles that are missing, cut off or wrong are made again", async () => {
  using folder = temporaryFolder();
  const state = folder.path;
  const first = openLog(await openIn(state));
  for (let n = 0; n < 6; n += 1) await first.append(upTo(100).map((one) => visited(n * 100 + one)));
  await provedBy(first, [0, 300, 599]);
  await first.close();
  const tile = `${state}/audit/tile/0/000`;
  const right = readFileSync(tile);
  const wrong = Buffer.from(right);
  wrong[40] = (wrong[40] ?? 0) ^ 1;
  for (const content of [undefined, right.subarray(0, 100), Buffer.alloc(right.length), wrong]) {
    if (content) writeFileSync(tile, content);
    else rmSync(tile);
    const log = openLog(await openIn(state));
    await provedBy(log, [0, 1, 200, 300, 599]);
    await log.close();
    expect(readFileSync(tile).equals(right)).toBe(true);
  }
});

test("a proof holds while others append", async () => {
  using folder = temporaryFolder();
  const log = openLog(await openIn(folder.path));
  await log.append(upTo(300).map((n) => visited(n)));
  const writing = Array.from({ length: 40 }, (_, n) => log.append(upTo(20).map((one) => visited(n * 20 + one))));
  const packs = await Promise.all(upTo(30).map((n) => log.evidence({ numbers: [n * 10] })));
  await Promise.all(writing);
  expect(packs.map((pack) => verifyEvidence(Buffer.from(pack)).verdict)).toEqual(packs.map(() => "good"));
  await log.close();
});

test("what was erased is not disclosed, and its record is proved all the same", async () => {
  using folder = temporaryFolder();
  const log = openLog(await openIn(folder.path));
  const [record] = await log.append([visited(1)]).then((one) => (one.outcome === "appended" ? one.records : []));
  const seq = record?.seq ?? -1;
  expect(JSON.parse(await log.evidence({ numbers: [seq] })).disclosures).toHaveLength(1);
  await log.append([
    { type: "audit.erasure-requested", at: visited(2).at, org: acme, person: visited(1).user ?? nobody() },
  ]);
  await log.erase(visited(1).user ?? nobody(), log.end.size - 1, () => ({ everywhere: [], inTheOrg: [] }));
  const pack = await log.evidence({ numbers: [seq] });
  expect(JSON.parse(pack).disclosures).toEqual([]);
  expect(verifyEvidence(Buffer.from(pack))).toMatchObject({ verdict: "good", records: 1 });
  await log.close();
});

const nobody = (): never => {
  throw new Error("nobody");
};
