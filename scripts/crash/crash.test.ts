import { expect, test } from "vitest";
import type { SystemCalls } from "#audit/system-calls.ts";
import { fail } from "./errors.ts";
import { killAtPoints } from "./points.ts";
import { losePower } from "./power.ts";
import type { SimulatedMachine } from "./simulated-machine.ts";
import { isClean } from "./tally.ts";

const CLEAN = { lost: 0, falseCorruption: 0, otherwise: 0, because: [] };

test("whatever a loss of power leaves, what was acknowledged is there and nothing is called corrupt", async () => {
  const tally = await losePower({ states: 1000, perMoment: 1, seed: 1 });
  expect(tally).toMatchObject(CLEAN);
  expect(isClean(tally)).toBe(true);
});

test("after a call has failed nothing is acknowledged, and what was before that is there", async () => {
  const tally = await fail({ seed: 1, every: 60 });
  expect(tally).toMatchObject(CLEAN);
  expect(isClean(tally)).toBe(true);
});

test("a process that is killed at one of its calls loses nothing", async () => {
  const tally = await killAtPoints({ seed: 1, from: 50, every: 100 });
  expect(tally).toMatchObject(CLEAN);
  expect(isClean(tally)).toBe(true);
});

/** A machine that answers a call without doing it. */
const without =
  (...names: readonly (keyof SystemCalls)[]) =>
  ({ calls }: SimulatedMachine): SystemCalls => ({
    ...calls,
    ...Object.fromEntries(names.map((name) => [name, () => (name === "syncSoon" ? Promise.resolve() : undefined)])),
  });

test.for([
  ["the content of files that grow", without("syncSoon")],
  ["the content of files that are replaced", without("sync")],
  ["which files a folder holds", without("syncFolder")],
] as const)("a log that did not sync %s would be found out", async ([, through]) => {
  const { because } = await losePower({ states: 600, perMoment: 1, seed: 1, through });
  expect(because).not.toEqual([]);
});
