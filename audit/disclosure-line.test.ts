import { hash } from "node:crypto";
import fc from "fast-check";
import { expect, test } from "vitest";
import { canonical } from "./canonical.ts";
import {
  type DisclosureLine,
  disclosureLinesOf,
  formatDisclosureLine,
  openingsIn,
  parseDisclosureLine,
} from "./disclosure-line.ts";
import { InvalidRecord } from "./invalid-record.ts";
import { KeyRing } from "./key-ring.ts";
import { MemoryDisk } from "./memory-disk.suite.ts";
import { openValues } from "./opened-values.ts";
import { readPlainDisclosure } from "./plain-disclosure.ts";
import { acme, globex } from "./sample-events.ts";
import { seeded } from "./sample-log.suite.ts";
import { sourceOf } from "./scan.ts";
import { commitmentTo } from "./sealing.ts";

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

/** Reads a line in both ways: what is read in the short one has to be what the long one says. */
function isPlain(text: string): boolean {
  const plain = readPlainDisclosure(sourceOf(Buffer.from(text)));
  if (plain) expect(plain).toEqual(parseDisclosureLine(text));
  return plain !== undefined;
}

const about = { b: 0, org: acme, k: "0".repeat(16), of: [[2, "page"]] } as const;
const boxOf = (size: number) => Buffer.alloc(size, 0xff).toString("base64");

test.for([
  ["of one value", { ...about, box: boxOf(28) }, true],
  ["with a box of another length", { ...about, box: boxOf(29) }, true],
  ["with a box of one more", { ...about, box: boxOf(30) }, true],
  ["in the stream of the platform", { ...about, org: "platform", box: boxOf(28) }, true],
  [
    "of many values",
    {
      ...about,
      box: boxOf(90),
      of: [
        [2, "decision.because"],
        [2, "page"],
        [30, "changes.0"],
      ],
    },
    true,
  ],
  ["whose box is too short", { ...about, box: boxOf(27) }, false],
  ["that names nothing", { ...about, box: boxOf(28), of: [] }, false],
  ["with a name nobody has", { ...about, box: boxOf(28), of: [[2, "é"]] }, false],
  ["with another key", { ...about, box: boxOf(28), k: "G".repeat(16) }, false],
  ["with base64 in another spelling", { ...about, box: boxOf(28).replace("w==", "x==") }, false],
  ["that was erased", { ...about, erased: 7 }, false],
] as const)("a line %s is read in the short way or not", ([, line, plain]) => {
  expect(isPlain(formatDisclosureLine(line as DisclosureLine))).toBe(plain);
});

test("whatever is changed in a line, with a sum that fits, the short way says nothing that the long one does not", () => {
  const piece = fc.constantFrom(
    ...['"', ",", ":", "[", "]", "{", "}", "0", "1", "A", "=", " ", "é", "\\", '[2,"a"]', "page"],
  );
  let plain = 0;
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 3 }), fc.nat(), fc.nat(2), piece, (values, at, cut, put) => {
      const of = Array.from({ length: values }, (_, n) => [n, "page"] as const);
      const line = formatDisclosureLine({ ...about, of, box: boxOf(28 + values) });
      const text = line.slice(0, line.indexOf(',"sum"'));
      const from = at % text.length;
      const changed = text.slice(0, from) + put + text.slice(from + cut);
      const sum = hash("sha256", `${changed}}`, "base64");
      if (isPlain(`${changed},"sum":"${sum}"}`)) plain += 1;
    }),
    { numRuns: 5_000 },
  );
  expect(plain).toBeGreaterThan(100);
});

test("values are opened to the commitments that were made of them, whatever they are", () => {
  const ring = ringOf("one");
  fc.assert(
    fc.property(
      fc.array(fc.jsonValue({ noUnicodeString: false }).filter(isRecordable), { minLength: 1, maxLength: 4 }),
      (said) => {
        const values = said.map((one, n) => ({
          ...value(n, "a"),
          name: n === 3 ? "changes" : "page",
          text: canonical(one),
        }));
        const [text = ""] = disclosureLinesOf(3, values, ring, seeded("boxes"));
        const line = parseDisclosureLine(text);
        const key = ring.find(line.org, line.k);
        if (!key || !("box" in line)) throw new Error("no key");
        expect(openValues(line, key)).toEqual(
          values.map((one) => ({ commitment: commitmentTo(one), list: one.name === "changes" ? one.text : undefined })),
        );
      },
    ),
  );
});

const isRecordable = (value: unknown): boolean => {
  try {
    canonical(value);
    return true;
  } catch {
    return false;
  }
};
