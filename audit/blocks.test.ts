import { expect, test } from "vitest";
import { Blocks, linesIn } from "./blocks.ts";
import { type Line, linesOf } from "./lines.ts";
import { MemoryDisk } from "./memory-disk.suite.ts";

const shown = ({ bytes, byte, ended }: Line) => ({ text: Buffer.from(bytes).toString(), byte, ended });

const LONG = "x".repeat(256 * 1024);
const contents: readonly (readonly [string, string])[] = [
  ["nothing", ""],
  ["a newline", "\n"],
  ["no newline", "a"],
  ["short lines", "a\nbc\n\nd\n"],
  ["short lines and one that is cut off", "a\nbc\nd"],
  ["a line as long as a block", `${LONG.slice(1)}\na\n`],
  ["a line longer than a block", `a\n${LONG}${LONG}b\nc\n`],
  ["a long line that is cut off", `a\n${LONG}${LONG}`],
  ["many blocks", Array.from({ length: 90_000 }, (_, n) => `line ${n}\n`).join("")],
];

/** As a stream would give it, in pieces that end anywhere. */
function* piecesOf(content: Buffer): Generator<Buffer, void> {
  for (let from = 0; from < content.length; from += 1001) yield content.subarray(from, from + 1001);
}

test.for(contents)("a file of %s has the same lines in blocks as one by one", async ([, content]) => {
  const disk = new MemoryDisk(new Map([["file", Buffer.from(content)]]));
  const blocks = new Blocks(disk, "file");
  const lines: ReturnType<typeof shown>[] = [];
  for (const line of linesIn(blocks)) lines.push(shown(line));
  blocks.close();
  const due: ReturnType<typeof shown>[] = [];
  for await (const line of linesOf(piecesOf(Buffer.from(content)))) due.push(shown(line));
  expect(lines).toEqual(due);
});
