import { mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { expect, test } from "vitest";
import { checkChain } from "./chain.ts";
import { openFileStorage } from "./file-storage.ts";
import { openLog } from "./log.ts";
import { acme, sampleContent, temporaryFolder, visited } from "./sample-events.ts";

const content = Buffer.from(await sampleContent());

/** A state folder whose log holds these bytes. */
function stateWith(bytes: Uint8Array) {
  const folder = temporaryFolder();
  mkdirSync(`${folder.path}/audit`);
  const file = `${folder.path}/audit/log.jsonl`;
  writeFileSync(file, bytes);
  return { ...folder, state: folder.path, file };
}

const locks = (state: string) => readdirSync(`${state}/audit`).filter((name) => name.startsWith("lock-"));

test("keeps a log from one opening to the next", async () => {
  using folder = temporaryFolder();
  const state = `${folder.path}/new/state`;
  const first = openLog(await openFileStorage(state));
  for (let n = 0; n < 3; n += 1) await first.append([visited(n), visited(n, "platform")]);
  await first.close();
  const storage = await openFileStorage(state);
  const second = openLog(storage);
  expect(second.end).toEqual(first.end);
  expect(storage.setAside).toBe(0);
  await second.append([visited(9)], new Map([[acme, 2]]));
  const records = await Array.fromAsync(second.read());
  expect(records.map(({ seq }) => seq)).toEqual([0, 1, 2, 3, 4, 5, 6]);
  expect(records.at(-1)).toMatchObject({ page: "page 9", orgSeq: 3 });
  await second.close();
  expect(await checkChain([readFileSync(`${state}/audit/log.jsonl`)])).toMatchObject({
    outcome: "whole",
    end: second.end,
  });
  expect(locks(state)).toEqual([]);
});

test("syncs once for a batch", async () => {
  using folder = temporaryFolder();
  const log = openLog(await openFileStorage(folder.path));
  await Promise.all(Array.from({ length: 300 }, (_, n) => log.append([visited(n)])));
  expect(log.stats).toEqual({ appends: 300, records: 300, batches: 1, syncs: 1 });
  await log.close();
});

test("reads from the middle of a long log, and only what is durable", async () => {
  using folder = temporaryFolder();
  const log = openLog(await openFileStorage(folder.path));
  for (let round = 0; round < 5; round += 1) {
    await Promise.all(Array.from({ length: 700 }, (_, n) => log.append([visited(n)])));
  }
  const pending = log.append([visited(0)]);
  for (const from of [0, 999, 1000, 1400, 2799, 3499, 3500]) {
    const numbers = (await Array.fromAsync(log.read(from))).map(({ seq }) => seq);
    expect(numbers.length).toBeGreaterThanOrEqual(3500 - from);
    expect(numbers).toEqual(numbers.map((_, n) => from + n));
  }
  await pending;
  await log.close();
});

test("picks records out of a long log, opened anew too, and looks into no other", async () => {
  using folder = temporaryFolder();
  const written = openLog(await openFileStorage(folder.path));
  for (let round = 0; round < 3; round += 1) {
    await Promise.all(Array.from({ length: 700 }, (_, n) => written.append([visited(n)])));
  }
  const wanted = [[], [0], [3, 4, 1700], [1500, 2099]];
  const picked = async (log: typeof written) =>
    Promise.all(wanted.map(async (numbers) => (await Array.fromAsync(log.pick(numbers))).map(({ seq }) => seq)));
  expect(await picked(written)).toEqual(wanted);
  await written.close();
  const reopened = openLog(await openFileStorage(folder.path));
  const content = readFileSync(`${folder.path}/audit/log.jsonl`, "utf8").split("\n");
  content[2] = "no record";
  writeFileSync(`${folder.path}/audit/log.jsonl`, content.join("\n"));
  expect(await picked(reopened)).toEqual(wanted);
  await reopened.close();
});

test("opens after any cut with exactly the whole appends, and sets the rest aside byte for byte", async () => {
  const lines = content.toString().trimEnd().split("\n");
  const ends = [0, 1, 2, 5].map((size) => ({
    size,
    bytes: Buffer.byteLength(
      lines
        .slice(0, size)
        .map((line) => `${line}\n`)
        .join(""),
    ),
  }));
  // Every cut is judged in chain.test.ts; here every cut near an end, and samples between them, on a real file.
  const cuts = Array.from({ length: content.length + 1 }, (_, cut) => cut).filter(
    (cut) => cut % 41 === 0 || ends.some(({ bytes }) => Math.abs(bytes - cut) <= 2),
  );
  for (const cut of cuts) {
    using folder = stateWith(content.subarray(0, cut));
    const { state, file } = folder;
    const end = ends.findLast(({ bytes }) => bytes <= cut) ?? { size: 0, bytes: 0 };
    const storage = await openFileStorage(state);
    expect(storage.found).toMatchObject(end);
    expect(storage.setAside).toBe(cut - end.bytes);
    expect(readFileSync(file)).toEqual(content.subarray(0, end.bytes));
    if (cut > end.bytes) {
      expect(readFileSync(`${state}/audit/quarantine/${end.size}.bin`)).toEqual(content.subarray(end.bytes, cut));
    }
    await storage.close();
  }
  expect(cuts.length).toBeGreaterThan(30);
});

test("tells of a torn tail until it is on record", async () => {
  using folder = stateWith(content.subarray(0, -3));
  const { state, file } = folder;
  const torn = content.length - 3 - Buffer.byteLength(content.toString().split("\n").slice(0, 2).join("\n")) - 1;
  const first = await openFileStorage(state);
  expect(first.setAside).toBe(torn);
  await first.close();
  writeFileSync(file, "{torn again", { flag: "a" });
  const second = await openFileStorage(state);
  expect(second.setAside).toBe(torn + 11);
  const log = openLog(second);
  await log.append([{ type: "audit.recovered", at: visited(0).at, org: "platform", bytes: second.setAside }]);
  await log.close();
  const third = await openFileStorage(state);
  expect(third.setAside).toBe(0);
  expect(readdirSync(`${state}/audit/quarantine`).sort()).toEqual(["2-2.bin", "2.bin"]);
  await third.close();
});

test.for([
  ["in the middle", (bytes: Buffer) => bytes.with(40, 0x21), 0],
  ["in the last line", (bytes: Buffer) => bytes.with(bytes.length - 5, 0x21), 4],
  ["where the last line ends", (bytes: Buffer) => bytes.with(bytes.length - 1, 0x0b), 4],
] as const)("refuses a log that is damaged %s, and changes nothing", async ([, damage, seq]) => {
  const bytes = damage(content);
  using folder = stateWith(bytes);
  const { state, file } = folder;
  await expect(openFileStorage(state)).rejects.toThrow(
    new RegExp(`^record ${seq} at byte \\d+ of ".*log.jsonl" is damaged: `),
  );
  expect(readFileSync(file)).toEqual(Buffer.from(bytes));
  expect(readdirSync(`${state}/audit`)).toEqual(["log.jsonl"]);
});

test("has one writer at a time", async () => {
  using folder = temporaryFolder();
  const first = await openFileStorage(folder.path);
  await expect(openFileStorage(folder.path)).rejects.toThrow(`process ${process.pid} has this state folder open`);
  expect(locks(folder.path)).toHaveLength(1);
  await first.close();
  const second = await openFileStorage(folder.path);
  await second.close();
});

test("passes on that the file cannot be written", async () => {
  using folder = temporaryFolder();
  const storage = await openFileStorage(folder.path);
  const log = openLog(storage);
  await log.append([visited(0)]);
  await storage.close();
  await expect(log.append([visited(1)])).rejects.toMatchObject({ code: "LOG_UNAVAILABLE", cause: { code: "EBADF" } });
  expect(readFileSync(`${folder.path}/audit/log.jsonl`, "utf8")).not.toContain("page 1");
});
