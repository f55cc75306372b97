import { expect, test } from "vitest";
import { decrypt, encrypt, KeyRing } from "./key-ring.ts";
import { MemoryDisk } from "./memory-disk.suite.ts";
import { acme, globex } from "./sample-events.ts";
import { seeded } from "./sample-log.suite.ts";

const open = (disk: MemoryDisk) => new KeyRing(disk, "keys", seeded("ring"));
const FILE = "keys/disclosures.jsonl";

test("gives the same key for the same people in the same stream, and no other", () => {
  const ring = open(new MemoryDisk());
  const key = ring.keyOf(acme, "a/1");
  expect(ring.keyOf(acme, "a/1")).toBe(key);
  const others = [ring.keyOf(globex, "a/1"), ring.keyOf(acme, "a/1,a/2"), ring.keyOf(acme, "")];
  expect(
    new Set([key, ...others].map(({ key: one }) => encrypt("x", { ...key, key: one }, "", seeded("iv")))).size,
  ).toBe(4);
});

test("has its keys again when it is opened anew, whatever was cut off behind the last one", async () => {
  const disk = new MemoryDisk();
  const ring = open(disk);
  const key = ring.keyOf(acme, "a/1,b/2");
  await ring.sync();
  const box = encrypt("what was said", key, "0 x", seeded("iv"));
  ring.close();
  disk.replace(FILE, Buffer.concat([disk.read(FILE), Buffer.from('{"k":"half')]));
  const again = open(disk);
  const known = again.find(acme, key.k);
  expect(known?.people).toEqual(["a/1", "b/2"]);
  expect(known && decrypt(box, known, "0 x").toString()).toBe("what was said");
  again.keyOf(globex, "c/3");
  expect(open(disk).around("c/3")).toHaveLength(1);
});

test("knows the keys around a person, and forgets them for good", () => {
  const disk = new MemoryDisk();
  const ring = open(disk);
  for (const circle of ["a/1", "a/1,b/2", "b/2"]) ring.keyOf(acme, circle);
  ring.keyOf(globex, "a/1");
  const around = ring.around("a/1");
  expect(around.map(({ org, people }) => [org, people.join()])).toEqual([
    [acme, "a/1"],
    [acme, "a/1,b/2"],
    [globex, "a/1"],
  ]);
  ring.destroy(around);
  expect(ring.around("a/1")).toEqual([]);
  expect(disk.read(FILE).toString()).not.toContain("a/1");
  ring.keyOf(acme, "d/4");
  expect(open(disk).around("b/2")).toHaveLength(1);
  expect(open(disk).around("d/4")).toHaveLength(1);
});

test("opens a box in its place and with its key only", () => {
  const ring = open(new MemoryDisk());
  const [key, other] = [ring.keyOf(acme, "a"), ring.keyOf(acme, "b")];
  const box = encrypt("ü", key, "place", seeded("iv"));
  expect(decrypt(box, key, "place").toString()).toBe("ü");
  expect(() => decrypt(box, key, "elsewhere")).toThrow();
  expect(() => decrypt(box, other, "place")).toThrow();
  const bytes = Buffer.from(box, "base64");
  for (const byte of bytes.keys()) {
    const damaged = Buffer.from(bytes);
    damaged[byte] = (damaged[byte] ?? 0) ^ 1;
    expect(() => decrypt(damaged.toString("base64"), key, "place")).toThrow();
  }
});
