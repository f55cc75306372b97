import { expect, test } from "vitest";
import { InvalidRecord } from "./invalid-record.ts";
import { KeyRing } from "./key-ring.ts";
import { MemoryDisk } from "./memory-disk.suite.ts";
import { pathsOf } from "./paths.ts";
import { committedLines, placeBefore, readRecords, segmentsIn } from "./reader.ts";
import { acme, globex, visited } from "./sample-events.ts";
import { sampleFiles, seeded } from "./sample-log.suite.ts";

const paths = pathsOf("state/audit", "state");
const START = { seq: 0, segment: 0, byte: 0, disclosureByte: 0 };
const files = await sampleFiles(
  Array.from({ length: 6 }, (_, n) => [visited(n), visited(n + 10, globex)]),
  { segmentBytes: 2500 },
);
const diskWith = (changes: Readonly<Record<string, Uint8Array | string>> = {}) =>
  new MemoryDisk(
    new Map([...files, ...Object.entries(changes).map(([path, one]) => [path, Buffer.from(one)] as const)]),
  );
const ringOn = (disk: MemoryDisk) => new KeyRing(disk, paths.keys, seeded("ring"));
const all = (disk: MemoryDisk, from = START) => Array.fromAsync(readRecords(disk, paths, ringOn(disk), from));
const segments = segmentsIn(diskWith(), paths);
const newest = `state/audit/seg/${String(segments.at(-1)).padStart(12, "0")}.jsonl`;
const pagesIn = (records: readonly object[]) => records.flatMap((record) => ("page" in record ? [record.page] : []));

test("reads every record with its values, over all segments", async () => {
  const records = await all(diskWith());
  expect(segments.length).toBeGreaterThan(2);
  expect(records.map(({ seq }) => seq)).toEqual(records.map((_, n) => n));
  expect(pagesIn(records)).toEqual([0, 1, 2, 3, 4, 5].flatMap((n) => [`page ${n}`, `page ${n + 10}`]));
});

test("goes on from any record, beginning with the segment that holds it", async () => {
  const records = await all(diskWith());
  for (const { seq } of records) {
    const from = placeBefore(segments, seq);
    expect(from.seq).toBeLessThanOrEqual(seq);
    expect(await all(diskWith(), { ...from, seq })).toEqual(records.slice(seq));
  }
});

test("goes on from a byte in the middle of a segment", async () => {
  const disk = diskWith();
  const lines = await Array.fromAsync(committedLines(disk, paths, START));
  const ones = lines.filter(({ record }, n) => n > 0 && record.b !== lines[n - 1]?.record.b);
  expect(ones.length).toBeGreaterThan(3);
  for (const { record, segment, byte } of ones) {
    const from = { seq: record.seq, segment, byte, disclosureByte: 0 };
    const rest = await Array.fromAsync(committedLines(disk, paths, from));
    expect(rest).toEqual(lines.slice(record.seq));
  }
});

test("sees nothing of a batch before its commit line is there, however much of that was written", async () => {
  const content = files.get(newest) ?? Buffer.alloc(0);
  const last = content.lastIndexOf('{"$commit"');
  const before = content.lastIndexOf('{"$commit"', last - 1);
  const known = await all(diskWith());
  const whole = known.filter(({ seq }) => seq < known.length);
  for (let cut = Math.max(0, before); cut < content.length; cut += 37) {
    const records = await all(diskWith({ [newest]: content.subarray(0, cut) }));
    expect(records.length).toBeLessThan(whole.length);
    expect(records).toEqual(whole.slice(0, records.length));
  }
});

test("tells of values whose key is gone that they were erased, and of no other", async () => {
  const disk = diskWith();
  const ring = ringOn(disk);
  ring.destroy(ring.around(`${acme}/${visited(0).user?.id}`).filter(({ org }) => org === acme));
  const records = await all(disk);
  const ofAcme = records.filter(({ org }) => org === acme);
  expect(pagesIn(ofAcme)).toEqual(ofAcme.map(() => "(erased)"));
  expect(ofAcme.map(({ erased }) => erased)).toEqual(ofAcme.map(() => ["page"]));
  const others = records.filter(({ org }) => org === globex);
  expect(pagesIn(others)).toEqual(others.map((_, n) => `page ${n + 10}`));
});

test("refuses a record of a type that this version does not know, and a line that is none", async () => {
  const content = files.get(newest)?.toString() ?? "";
  for (const changed of [content.replace("login.visited", "login.invented"), content.replace('"v":2', '"v":3')]) {
    expect(changed).not.toBe(content);
    await expect(all(diskWith({ [newest]: changed }))).rejects.toThrow(InvalidRecord);
  }
});
