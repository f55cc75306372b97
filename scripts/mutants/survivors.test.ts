import { expect, test } from "vitest";
import type { Fate } from "./fates.ts";
import { readSurvivors, verdictOn } from "./survivors.ts";

const fate = (mutant: string, outcome: Fate["outcome"]): Fate => ({ mutant, kind: "rule", outcome });
const listed = (mutant: string) => ({ mutant, reason: "nobody could notice" });

test.for([
  ["killed, not listed", "killed", [], { unexplained: [], killedAllTheSame: [] }],
  ["killed, but listed", "killed", ["A:never"], { unexplained: [], killedAllTheSame: ["A:never"] }],
  ["alive and listed", "survived", ["A:never"], { unexplained: [], killedAllTheSame: [] }],
  ["alive, not listed", "survived", [], { unexplained: [fate("A:never", "survived")], killedAllTheSame: [] }],
  ["not asked, not listed", "not asked", [], { unexplained: [fate("A:never", "not asked")], killedAllTheSame: [] }],
] as const)("%s", ([, outcome, names, expected]) => {
  expect(verdictOn([fate("A:never", outcome)], names.map(listed), ["A:never"])).toEqual({ ...expected, unknown: [] });
});

test("a survivor that is no mutant is named, one that was not tried is not", () => {
  const survivors = ["A:never", "B:gone"].map(listed);
  expect(verdictOn([], survivors, ["A:never"])).toEqual({ unexplained: [], killedAllTheSame: [], unknown: ["B:gone"] });
});

test("each survivor on the list has a reason and is there once", () => {
  const names = readSurvivors().map(({ mutant }) => mutant);
  expect(new Set(names).size).toBe(names.length);
});
