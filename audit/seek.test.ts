import { promises, writeFileSync } from "node:fs";
import fc from "fast-check";
import { expect, test } from "vitest";
import { textOf } from "./lines.ts";
import { temporaryFolder } from "./sample-events.ts";
import { type LogFile, linesAt, seek } from "./seek.ts";

/** A log whose lines are as long as they are told to be, each with its number. */
async function logOf(path: string, lengths: readonly number[]) {
  const lines = lengths.map((length, seq) => JSON.stringify({ pad: "x".repeat(length), seq }));
  writeFileSync(path, lines.map((line) => `${line}\n`).join(""));
  const file = await promises.open(path, "r");
  const bytes = (await file.stat()).size;
  return { lines, log: { file, bytes, known: [] } satisfies LogFile, [Symbol.asyncDispose]: () => file.close() };
}

const picked = (log: LogFile, numbers: readonly number[]) =>
  Array.fromAsync(linesAt(log, numbers), ({ seq, line }) => [seq, textOf(line)]);

test("any records are found, however long the lines are and wherever they lie", async () => {
  using folder = temporaryFolder();
  const lengths = fc.array(fc.oneof(fc.nat(300), fc.nat(3000), fc.constant(200_000)), { maxLength: 2500 });
  let n = 0;
  await fc.assert(
    fc.asyncProperty(lengths, fc.array(fc.nat(2600), { maxLength: 12 }), async (lengths, numbers) => {
      n += 1;
      await using stage = await logOf(`${folder.path}/${n}`, lengths);
      const wanted = [...new Set(numbers)].sort((one, other) => one - other);
      const there = wanted.filter((seq) => seq < lengths.length);
      expect(await picked(stage.log, wanted)).toEqual(there.map((seq) => [seq, stage.lines[seq]]));
    }),
    { numRuns: 30 },
  );
});

test("a place is never behind the record, and near it", async () => {
  using folder = temporaryFolder();
  const lengths = Array.from({ length: 20_000 }, (_, n) => (n * 37) % 200);
  await using stage = await logOf(`${folder.path}/log`, lengths);
  for (let seq = 0; seq < lengths.length; seq += 499) {
    const place = await seek(stage.log, seq);
    expect(place.seq).toBeLessThanOrEqual(seq);
    const between = stage.lines.slice(place.seq, seq).reduce((sum, line) => sum + line.length + 1, 0);
    expect(between).toBeLessThanOrEqual(300 * 1024);
  }
});

test("what is not written to its end is not found", async () => {
  using folder = temporaryFolder();
  await using stage = await logOf(`${folder.path}/log`, [10, 10]);
  expect(await picked({ ...stage.log, bytes: 0 }, [0, 5])).toEqual([[0, stage.lines[0]]]);
  expect(await picked(stage.log, [])).toEqual([]);
});
