import fc from "fast-check";
import { expect, test } from "vitest";
import { fromMillis } from "#domain/time.ts";
import { Checker } from "./checker.ts";
import { InvalidRecord } from "./invalid-record.ts";
import { MemoryDisk } from "./memory-disk.suite.ts";
import { acme, globex, nia, visited } from "./sample-events.ts";
import { openSample } from "./sample-log.suite.ts";
import { NO_MATCH, sourceOf } from "./scan.ts";

/** The lines of a log of several segments, with a rotation of the key; each with the segment before, where one begins. */
async function linesOfALog() {
  const disk = new MemoryDisk();
  const log = await openSample(disk, "checker", 2500);
  for (let n = 0; n < 4; n += 1) {
    await log.append([visited(n), visited(n + 1, globex), visited(n + 86_400_000 * n)]);
    await log.append([{ type: "login.ended", at: fromMillis(n), org: acme, user: nia, reason: "logged out" }]);
    if (n === 1) await log.rotateKey(fromMillis(n));
  }
  await log.close();
  const segments = [...disk.files()].filter(([path]) => /seg\/\d+\.jsonl$/.test(path));
  const firsts = segments.map(([path]) => Number(/(\d+)\.jsonl/.exec(path)?.[1]));
  return segments.flatMap(([, content], n) =>
    content
      .toString()
      .split("\n")
      .slice(0, -1)
      .map((text, place) => ({ text, before: place === 0 ? firsts[n - 1] : undefined })),
  );
}

const LINES = await linesOfALog();
const lineOf = (text: string) => ({ bytes: Buffer.from(text), byte: 0, ended: true });

/** One that has taken so many lines, each in the way that is asked for. */
function after(count: number, way: "short" | "long"): Checker {
  const checker = new Checker();
  for (const { text, before } of LINES.slice(0, count)) {
    if (before !== undefined) checker.beginSegment(before);
    if (way === "long" || checker.takePlain(sourceOf(Buffer.from(text)), 0) === NO_MATCH) checker.take(lineOf(text));
  }
  const before = LINES[count]?.before;
  if (before !== undefined) checker.beginSegment(before);
  return checker;
}

const whatComesOf = (checker: Checker, take: () => void) => {
  try {
    take();
  } catch (error) {
    if (error instanceof InvalidRecord) return error.kind;
    throw error;
  }
  return checker.standing;
};

test("a log taken in the short way stands where it stands in the long one, line by line", () => {
  for (const count of LINES.keys())
    expect(after(count + 1, "short").standing).toEqual(after(count + 1, "long").standing);
  expect(LINES.length).toBeGreaterThan(20);
});

test("records and statements are taken in the short way, and what else the log says of itself in the long one", () => {
  const ways = LINES.map(({ text }, count) => {
    const isShort = after(count, "long").takePlain(sourceOf(Buffer.from(text)), 0) !== NO_MATCH;
    const { type = "commit" } = JSON.parse(text);
    return `${type} ${isShort ? "short" : "long"}`;
  });
  expect([...new Set(ways)].sort()).toEqual([
    "audit.founded long",
    "audit.key-rotated long",
    "audit.org-stated short",
    "audit.segment-sealed long",
    "commit long",
    "login.ended short",
    "login.visited short",
  ]);
});

test("whatever is changed in a line, or put in its place, the short way takes nothing that the long one does not", () => {
  const piece = fc.constantFrom(
    ...[
      '"',
      ",",
      ":",
      "{",
      "}",
      "0",
      "1",
      "2",
      "A",
      "AA",
      "a",
      "=",
      "-",
      '"more":true,',
      "audit.",
      "platform",
      "\n",
      " ",
    ],
  );
  let [taken, refused] = [0, 0];
  fc.assert(
    fc.property(
      fc.nat(LINES.length - 1),
      fc.nat(LINES.length - 1),
      fc.nat(),
      fc.nat(2),
      fc.option(piece, { freq: 20 }),
      (count, other, at, cut, put) => {
        const { text } = LINES[put === null ? other : count] ?? { text: "" };
        const from = at % text.length;
        const line = put === null ? text : text.slice(0, from) + put + text.slice(from + cut);
        const [short, long] = [after(count, "short"), after(count, "long")];
        const end = short.takePlain(sourceOf(Buffer.from(line)), 0);
        if (end === NO_MATCH) refused += 1;
        else taken += 1;
        const comesOf = whatComesOf(short, () => {
          if (end === NO_MATCH) short.take(lineOf(line));
        });
        // What a newline divides is more than one line, of which the first alone is taken.
        const whole = end === NO_MATCH ? line : Buffer.from(line).subarray(0, end).toString();
        expect(comesOf).toEqual(whatComesOf(long, () => long.take(lineOf(whole))));
      },
    ),
    { numRuns: 500 },
  );
  expect(taken).toBeGreaterThan(2);
  expect(refused).toBeGreaterThan(200);
});
