import { expect, test } from "vitest";
import { type ChainCheck, checkChain } from "./chain.ts";
import { hashOf } from "./record.ts";
import { acme, globex, sampleContent } from "./sample-events.ts";

const content = await sampleContent();
const lines = Buffer.from(content).toString().trimEnd().split("\n");
const whole = await checkChain([content]);
const check = (bytes: Uint8Array | string) => checkChain([Buffer.from(bytes)]);
const textOf = (some: readonly (string | undefined)[]) => some.map((line) => `${line}\n`).join("");

test("answers the count and the final hash when all is well", () => {
  expect(whole).toEqual({
    outcome: "whole",
    end: {
      size: 5,
      hash: hashOf(lines.at(-1) ?? ""),
      bytes: content.length,
      heads: new Map<string, number>([
        ["platform", 0],
        [acme, 2],
        [globex, 0],
      ]),
    },
  });
});

test("reads a log in pieces of any size", async () => {
  for (let size = 1; size < 400; size += 7) {
    const pieces = Array.from({ length: Math.ceil(content.length / size) }, (_, n) =>
      content.subarray(n * size, (n + 1) * size),
    );
    expect(await checkChain(pieces)).toEqual(whole);
  }
});

test("notices every flipped bit, by itself or by the final hash", async () => {
  const whereTheLastLineBegins = content.length - Buffer.byteLength(lines.at(-1) ?? "") - 1;
  let looked = 0;
  for (let bit = 0; bit < content.length * 8; bit += 1) {
    const flipped = Buffer.from(content);
    flipped[bit >> 3] = (flipped[bit >> 3] ?? 0) ^ (1 << (bit & 7));
    const found = await check(flipped);
    expect(hashIfWhole(found)).not.toBe(hashIfWhole(whole));
    if (bit >> 3 < whereTheLastLineBegins) expect(found.outcome).toBe("broken");
    looked += 1;
  }
  expect(looked).toBeGreaterThan(5_000);
});

const hashIfWhole = (found: ChainCheck) => (found.outcome === "whole" ? found.end.hash : found.outcome);

test("finds nothing broken in a log that was cut, and the whole appends before the cut", async () => {
  const ends = [0, 1, 2, 5].map((size) => ({ size, bytes: Buffer.byteLength(textOf(lines.slice(0, size))) }));
  for (let cut = 0; cut <= content.length; cut += 1) {
    const { outcome, end } = await check(content.subarray(0, cut));
    expect({ size: end.size, bytes: end.bytes }).toEqual(ends.findLast(({ bytes }) => bytes <= cut));
    expect(outcome).toBe(end.bytes === cut ? "whole" : "torn");
  }
});

test.for([
  ["dropped", textOf(lines.toSpliced(1, 1)), 1, "record 2 stands where record 1 belongs"],
  ["repeated", textOf(lines.toSpliced(2, 0, ...lines.slice(1, 2))), 2, "record 1 stands where record 2 belongs"],
  ["changed", textOf(lines).replace("page 1", "page 9"), 2, '"prev" is not the hash of the record before'],
  ["in Latin-1", Buffer.from(textOf(lines), "latin1"), 0, "not UTF-8"],
  ["left empty", `\n${textOf(lines)}`, 0, "no JSON"],
] as const)("names the first record when a line is %s", async ([, bytes, seq, because]) => {
  const byte = [0, Buffer.byteLength(textOf(lines.slice(0, 1))), Buffer.byteLength(textOf(lines.slice(0, 2)))][seq];
  expect(await check(bytes)).toMatchObject({ outcome: "broken", seq, byte, because });
});

test("names a number that an org has skipped", async () => {
  const changed = lines.with(1, (lines[1] ?? "").replace('"orgSeq":0', '"orgSeq":1'));
  const byte = Buffer.byteLength(`${lines[0]}\n`);
  const because = `"orgSeq" of ${acme} is 1 and should be 0`;
  expect(await check(textOf(changed))).toMatchObject({ outcome: "broken", seq: 1, byte, because });
});

test("takes zero bytes behind a cut for torn, and anything else behind a whole record for damage", async () => {
  expect(await check(Buffer.concat([content, Buffer.alloc(512)]))).toMatchObject({ outcome: "torn", seq: 5 });
  expect(await check(Buffer.concat([content.subarray(0, -1), Buffer.alloc(1)]))).toMatchObject({ outcome: "torn" });
  expect(await check(Buffer.concat([content.subarray(0, -1), Buffer.from("\v")]))).toMatchObject({ outcome: "broken" });
  expect(await check(`${textOf(lines)}{"a\n`)).toMatchObject({ outcome: "broken", seq: 5, byte: content.length });
});
