import { expect, test } from "vitest";
import { canonical } from "./canonical.ts";
import { visited } from "./sample-events.ts";
import { sampleFiles } from "./sample-log.suite.ts";
import { formatSeal, parseSeal } from "./seal.ts";
import { parseCheckpoint } from "./tree/checkpoint.ts";
import { GrowingTree } from "./tree/growing-tree.ts";
import { parseNote } from "./tree/note.ts";

const files = await sampleFiles(
  [1, 2, 3].map((n) => [visited(n)]),
  { segmentBytes: 1 },
);
const contentOf = (path: string): string => files.get(`state/audit/${path}`)?.toString() ?? "";
const seals = ["seg/000000000000.seal", "seg/000000000002.seal"].map(contentOf);

test("a full segment has a seal, and a seal is read back as it was written", () => {
  for (const text of seals) {
    const { file, standing } = parseSeal(text, "understudy.example/audit/x");
    expect(formatSeal(file, standing)).toBe(text);
    expect(standing.origin).toBe("understudy.example/audit/x");
  }
  expect(seals.map((text) => parseSeal(text, "").file.first)).toEqual([0, 2]);
});

test("the tree goes on from the edge that a seal holds", () => {
  const [text = ""] = seals;
  const { standing } = parseSeal(text, "");
  const commit = contentOf("seg/000000000000.jsonl").trimEnd().split("\n").at(-1) ?? "";
  const { size, root } = parseCheckpoint(parseNote(JSON.parse(commit).$commit).text);
  expect([standing.size, new GrowingTree(standing).root()]).toEqual([size, root]);
});

test.for([
  ["no JSON", "{"],
  ["a space", (seals[0] ?? "").replace(":", ": ")],
  ["no newline", (seals[0] ?? "").trimEnd()],
  ["a member more", (seals[0] ?? "").replace("}\n", ',"w":1}\n')],
  ["another version", (seals[0] ?? "").replace('"v":2', '"v":3')],
  ["a member less", `${canonical({ ...JSON.parse(seals[0] ?? "{}"), edge: undefined })}\n`],
  ["an edge that holds no hash", `${canonical({ ...JSON.parse(seals[0] ?? "{}"), edge: ["x"] })}\n`],
] as const)("what has %s is no seal", ([, text]) => {
  expect(() => parseSeal(text, "")).toThrow();
});
