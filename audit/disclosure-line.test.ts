import fc from "fast-check";
import { expect, test } from "vitest";
import { disclosureLinesOf, formatDisclosureLine, openingsIn, parseDisclosureLine } from "./disclosure-line.ts";
import { InvalidRecord } from "./invalid-record.ts";
import { KeyRing } from "./key-ring.ts";
import { MemoryDisk } from "./memory-disk.suite.ts";
import { acme, globex } from "./sample-events.ts";
import { seeded } from "./sample-log.suite.ts";

const ringOf = (seed: string) => new KeyRing(new MemoryDisk(), "keys", seeded(seed));
const value = (seq: number, circle: string, org = acme) => ({
  ...{ seq, circle, org, name: "page" },
  ...{ salt: Buffer.alloc(16, seq).toString("base64url"), text: `"page ${seq}"` },
});

test("lines are read back as they were written, and opened with their key alone", () => {
  const ring = ringOf("one");
  const lines = disclosureLinesOf(3, [value(1, "a"), value(2, "b"), value(4, "a")], ring, seeded("boxes"));
  const parsed = lines.map(parseDisclosureLine);
  expect(parsed).toMatchObject([
    {
      b: 3,
      org: acme,
      of: [
        [1, "page"],
        [4, "page"],
      ],
    },
    { b: 3, org: acme, of: [[2, "page"]] },
  ]);
  expect(parsed.map(formatDisclosureLine)).toEqual(lines);
  for (const line of parsed) {
    const key = ring.find(line.org, line.k);
    if (!key) throw new Error("no key");
    const openings = openingsIn(line, key).map(([[seq], { text }]) => [seq, text]);
    expect(openings).toEqual(line.of.map(([seq]) => [seq, `"page ${seq}"`]));
    const other = ringOf("two").keyOf(acme, "a");
    expect(() => openingsIn(line, other)).toThrow(InvalidRecord);
    // The box belongs to its batch and to its stream: elsewhere it does not open.
    expect(() => openingsIn({ ...line, b: 4 }, key)).toThrow(InvalidRecord);
    expect(() => openingsIn({ ...line, org: globex }, key)).toThrow(InvalidRecord);
    expect(() => openingsIn({ ...line, of: [...line.of, [9, "page"]] }, key)).toThrow(InvalidRecord);
  }
});

test("values of two streams are never in one line", () => {
  const lines = disclosureLinesOf(0, [value(1, "a"), value(2, "a", globex)], ringOf("one"), seeded("boxes"));
  expect(lines.map((line) => parseDisclosureLine(line).org)).toEqual([acme, globex]);
});

test("nothing of the values is in a line", () => {
  const text = '"~secret~ page"';
  const [line = ""] = disclosureLinesOf(0, [{ ...value(1, "a"), text }], ringOf("one"), seeded("boxes"));
  expect(line).not.toContain("~secret~");
});

test("an erasure is read back, and opens nothing", () => {
  const erased = { b: 1, org: acme, k: "0".repeat(16), of: [[2, "page"]], erased: 7 } as const;
  const line = parseDisclosureLine(formatDisclosureLine(erased));
  expect(line).toEqual(erased);
  expect(openingsIn(line, ringOf("one").keyOf(acme, "a"))).toEqual([]);
});

test("a line of which one character was changed is none", () => {
  const [line = ""] = disclosureLinesOf(3, [value(1, "a"), value(2, "a")], ringOf("one"), seeded("boxes"));
  fc.assert(
    fc.property(fc.nat(line.length - 1), fc.constantFrom("0", "A", '"', "}", " ", "\\"), (place, character) => {
      const changed = line.slice(0, place) + character + line.slice(place + 1);
      if (changed !== line) expect(() => parseDisclosureLine(changed)).toThrow(InvalidRecord);
    }),
  );
});
