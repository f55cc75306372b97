import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { realDisk } from "./disk.ts";
import { openFileStorage } from "./file-storage.ts";
import { type AuditLog, openLog } from "./log.ts";
import { MemoryDisk } from "./memory-disk.suite.ts";
import { acme, globex, temporaryFolder, visited } from "./sample-events.ts";
import { openSample, sampleFiles, seeded, verdictOn } from "./sample-log.suite.ts";
import { byteOf, formatSlot, readSignerState } from "./signer-state.ts";
import { verify } from "./verify.ts";

const random = seeded("files");
const open = async (state: string): Promise<AuditLog> => openLog(await openFileStorage(state, { random }), { random });
const locks = (state: string) => readdirSync(`${state}/audit`).filter((name) => name.startsWith("lock-"));
const verdictIn = (state: string) =>
  verify({ disk: realDisk, folder: `${state}/audit`, signerState: `${state}/signer/state` });
const seqsOf = async (log: AuditLog, from?: number) => (await Array.fromAsync(log.read(from))).map(({ seq }) => seq);

test("keeps a log from one opening to the next", async () => {
  using folder = temporaryFolder();
  const state = `${folder.path}/new/state`;
  const first = await open(state);
  for (let n = 0; n < 3; n += 1) await first.append([visited(n), visited(n, "platform")]);
  await first.close();
  const storage = await openFileStorage(state, { random });
  const second = openLog(storage, { random });
  expect(second.end).toEqual(first.end);
  expect(storage.setAside).toBe(0);
  await second.append([visited(9)], new Map([[acme, 2]]));
  const records = await Array.fromAsync(second.read());
  expect(records.map(({ seq }) => seq)).toEqual([0, 1, 2, 3, 4, 5, 6, 7]);
  expect(records.at(-1)).toMatchObject({ page: "page 9", orgSeq: 3 });
  await second.close();
  expect(await verdictIn(state)).toMatchObject({ verdict: "good", records: 8, batches: 4 });
  expect(locks(state)).toEqual([]);
});

test("syncs the records, the values, their keys and the signer, once for a batch", async () => {
  using folder = temporaryFolder();
  const log = await open(folder.path);
  await Promise.all(Array.from({ length: 300 }, (_, n) => log.append([visited(n)])));
  expect(log.stats).toEqual({ appends: 300, records: 301, batches: 1, syncs: 4 });
  await Promise.all(Array.from({ length: 300 }, (_, n) => log.append([visited(n)])));
  // No new key, no fourth sync.
  expect(log.stats).toEqual({ appends: 600, records: 601, batches: 2, syncs: 7 });
  await log.close();
});

test("reads from the middle of a long log, and only what is durable", async () => {
  using folder = temporaryFolder();
  const log = await open(folder.path);
  for (let round = 0; round < 5; round += 1)
    await Promise.all(Array.from({ length: 700 }, (_, n) => log.append([visited(n)])));
  const pending = log.append([visited(0)]);
  for (const from of [0, 999, 1000, 1400, 2799, 3499, 3501]) {
    const numbers = await seqsOf(log, from);
    expect(numbers.length).toBeGreaterThanOrEqual(3501 - from);
    expect(numbers).toEqual(numbers.map((_, n) => from + n));
  }
  await pending;
  await log.close();
});

test("picks records out of a log of several segments, opened anew too", async () => {
  const disk = new MemoryDisk();
  const written = await openSample(disk, "picked", 60_000);
  for (let round = 0; round < 3; round += 1)
    await Promise.all(Array.from({ length: 200 }, (_, n) => written.append([visited(n)])));
  const wanted = [[], [0], [3, 4, 170], [150, 599]];
  const picked = async (log: AuditLog) =>
    Promise.all(wanted.map(async (numbers) => (await Array.fromAsync(log.pick(numbers))).map(({ seq }) => seq)));
  expect(await picked(written)).toEqual(wanted);
  await written.close();
  expect(await picked(await openSample(disk, "picked", 60_000))).toEqual(wanted);
});

test("goes on in a new segment where one is full, with a seal, a checkpoint and values beside it", async () => {
  const files = await sampleFiles([0, 1, 2].map((n) => [visited(n), visited(n, globex)]));
  const names = [...files.keys()].map((path) => path.replace("state/", "")).filter((path) => path.startsWith("audit/"));
  expect(names).toEqual([
    "audit/checkpoint",
    ...["0", "5"].map((n) => `audit/disclosures/${n.padStart(12, "0")}.jsonl`),
    "audit/policy.txt",
    "audit/seg/000000000000.jsonl",
    "audit/seg/000000000000.seal",
    "audit/seg/000000000005.jsonl",
  ]);
  expect(await verdictOn(files)).toMatchObject({ verdict: "good" });
});

describe("after a crash", () => {
  /** A log as a process leaves it that ends in the middle of things. */
  async function crashed() {
    const disk = new MemoryDisk();
    const log = await openSample(disk, "crash", 1_000_000);
    for (const n of [0, 1, 2]) await log.append([visited(n)]);
    return { files: disk.files(), end: log.end };
  }
  const SEGMENT = "state/audit/seg/000000000000.jsonl";
  const VALUES = "state/audit/disclosures/000000000000.jsonl";
  const reopened = async (files: ReadonlyMap<string, Uint8Array>) => {
    const disk = new MemoryDisk(files);
    const storage = await openFileStorage("state", { random: seeded("again"), disk, reserveBytes: 0 });
    return { disk, storage, log: openLog(storage) };
  };

  test("everything acknowledged is there, wherever the last commit line was cut off", async () => {
    const { files, end } = await crashed();
    const content = files.get(SEGMENT) ?? Buffer.alloc(0);
    const last = content.lastIndexOf('{"$commit"');
    for (let cut = last; cut <= content.length; cut += 1) {
      const { disk, log, storage } = await reopened(new Map(files).set(SEGMENT, content.subarray(0, cut)));
      expect(log.end).toEqual(end);
      expect(storage.setAside).toBe(cut === content.length ? 0 : cut - last);
      // What is written again is the very line that was lost, so the files are what they would have been.
      expect(disk.read(SEGMENT)).toEqual(content);
    }
    expect(content.length - last).toBeGreaterThan(200);
  });

  test("what nobody was told of is set aside byte for byte, with its values, and told of until it is on record", async () => {
    const { files, end } = await crashed();
    const [more, values] = [Buffer.from('{"torn'), Buffer.from("{torn too\n{")];
    const torn = new Map(files)
      .set(SEGMENT, Buffer.concat([files.get(SEGMENT) ?? more, more]))
      .set(VALUES, Buffer.concat([files.get(VALUES) ?? values, values]));
    expect((await verdictOn(torn)).verdict).toBe("unfinished");
    const { disk, storage, log } = await reopened(torn);
    expect(log.end).toEqual(end);
    expect(storage.setAside).toBe(more.length);
    expect(disk.read(`state/audit/quarantine/${end.size}-seg.bin`)).toEqual(more);
    expect(disk.read(`state/audit/quarantine/${end.size}-disclosures.bin`)).toEqual(values);
    expect([disk.read(SEGMENT), disk.read(VALUES)]).toEqual([files.get(SEGMENT), files.get(VALUES)]);
    await storage.close();
    const again = await reopened(disk.files());
    expect(again.storage.setAside).toBe(more.length);
    await again.log.append([{ type: "audit.recovered", at: visited(0).at, org: "platform", bytes: more.length }]);
    await again.log.close();
    const third = await reopened(again.disk.files());
    expect(third.storage.setAside).toBe(0);
    expect((await verdictOn(third.disk.files())).verdict).toBe("good");
  });

  test.for([
    ["in the middle", (bytes: Buffer) => bytes.fill("!", 40, 41)],
    [
      "in the last record",
      (bytes: Buffer) => bytes.fill("!", bytes.lastIndexOf('"seq"'), bytes.lastIndexOf('"seq"') + 1),
    ],
    ["by a cut within what was acknowledged", (bytes: Buffer) => bytes.subarray(0, bytes.lastIndexOf('"seq"'))],
    [
      "by a cut of a whole batch",
      (bytes: Buffer) => bytes.subarray(0, bytes.indexOf("\n", bytes.indexOf('{"$commit"')) + 1),
    ],
    ["by a signed batch more than the signer knows of", undefined],
  ] as const)("refuses a log that is damaged %s, and changes nothing", async ([, damage]) => {
    const { files } = await crashed();
    const changed = new Map(files);
    if (damage) changed.set(SEGMENT, Buffer.from(damage(Buffer.from(files.get(SEGMENT) ?? ""))));
    else changed.set("state/signer/state", Buffer.from(files.get("state/signer/state") ?? "").fill(0, 0, 4096));
    const disk = new MemoryDisk(changed);
    await expect(openFileStorage("state", { random, disk, reserveBytes: 0 })).rejects.toThrow("the log is damaged: ");
    expect(disk.files()).toEqual(changed);
  });

  test("refuses a note in the signer's state that nobody signed", async () => {
    const { files } = await crashed();
    const state = Buffer.from(files.get("state/signer/state") ?? "");
    const { note, slot } = readSignerState(state).last ?? { note: "", slot: 0 };
    state.set(formatSlot(note.replace(/.{8}\n$/, "AAAAAAA=\n")), byteOf(slot));
    const content = files.get(SEGMENT) ?? Buffer.alloc(0);
    const changed = new Map(files)
      .set("state/signer/state", state)
      .set(SEGMENT, content.subarray(0, content.lastIndexOf('{"$commit"')));
    const disk = new MemoryDisk(changed);
    expect(await verdictOn(changed)).toMatchObject({ verdict: "bad", defect: { kind: "bad-signer-state" } });
    await expect(openFileStorage("state", { random, disk, reserveBytes: 0 })).rejects.toThrow("the log is damaged: ");
    expect(disk.files()).toEqual(changed);
  });
});

test("has one writer at a time", async () => {
  using folder = temporaryFolder();
  const first = await openFileStorage(folder.path, { random });
  await expect(openFileStorage(folder.path, { random })).rejects.toThrow(
    `process ${process.pid} has this state folder open`,
  );
  expect(locks(folder.path)).toHaveLength(1);
  await first.close();
  const second = await openFileStorage(folder.path, { random });
  await second.close();
});

test("writes nothing more once somebody else has changed the file under it", async () => {
  using folder = temporaryFolder();
  const log = await open(folder.path);
  await log.append([visited(0)]);
  const file = `${folder.path}/audit/seg/000000000000.jsonl`;
  writeFileSync(file, "x", { flag: "a" });
  const content = readFileSync(file);
  await expect(log.append([visited(1)])).rejects.toMatchObject({ code: "LOG_UNAVAILABLE" });
  expect(readFileSync(file)).toEqual(content);
  await log.close();
});

test("passes on that the file cannot be written", async () => {
  using folder = temporaryFolder();
  const storage = await openFileStorage(folder.path, { random });
  const log = openLog(storage, { random });
  await log.append([visited(0)]);
  await storage.close();
  await expect(log.append([visited(1)])).rejects.toMatchObject({ code: "LOG_UNAVAILABLE", cause: { code: "EBADF" } });
  expect(await verdictIn(folder.path)).toMatchObject({ verdict: "good", batches: 1 });
});
