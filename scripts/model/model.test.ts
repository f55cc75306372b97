import { expect, test } from "vitest";
import { mutantNamed } from "#steps/reader/mutants.ts";
import { history } from "./history.ts";

const ACTS = 3_000;

test("a random history exceeds no limit, reaches all of them, and is the same when its dice are", async () => {
  const [one, again, other] = [await history(1, ACTS), await history(1, ACTS), await history(2, ACTS)];
  for (const { violations } of [one, other]) expect(violations).toEqual([]);
  expect(again).toEqual(one);
  expect(other.hash).not.toBe(one.hash);
  expect(one.peaks).toMatchObject({ ofOnePublisher: 2, threads: 2 });
  expect(one.peaks.sessions).toBeGreaterThan(2);
  expect([...one.rules.keys()]).toEqual(expect.arrayContaining(["DEBUG-03", "DEBUG-06", "DEBUG-21", "LICENSE-13"]));
});

test.for([
  ["POLICY_BOOK:debuggerAllowance+1", "sessions"],
  ["DEBUG-06:never", "sessions"],
  ["DEBUG-17:never", "threads"],
  ["POLICY_BOOK:serverIdle+1", "more than an hour"],
  ["DEBUG-21:never", "maintenance"],
  ["LICENSE-13:never", "seats are assigned"],
] as const)("and with %s it is found out", async ([mutant, what]) => {
  const turnBack = (await mutantNamed(mutant)).apply();
  try {
    const { violations } = await history(1, ACTS);
    expect(violations.filter((one) => one.includes(what)).length).toBeGreaterThan(0);
  } finally {
    turnBack();
  }
});
