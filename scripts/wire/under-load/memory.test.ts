import { expect, test } from "vitest";
import { type Found, Memory } from "./memory.ts";

const now = (phone: string) => ({ phone, gone: false });
const found = (...all: readonly Partial<Found>[]) =>
  Map.groupBy(
    all.map((one): Found => ({ id: "001", name: "a", phone: "1", gone: false, ...one })),
    ({ name }) => name,
  );

/** A record that was made with 1 and changed to 2. */
function changed(): Memory {
  const memory = new Memory();
  memory.sent("a", now("1"));
  memory.acknowledged("a", now("1"), "001");
  memory.sent("a", now("2"));
  memory.acknowledged("a", now("2"));
  return memory;
}

test.for([
  ["as it was acknowledged", changed(), found({ phone: "2" }), []],
  ["gone without a trace", changed(), found(), ["lost: a with 2"]],
  ["back at what it was before", changed(), found({ phone: "1" }), [expect.stringContaining("lost: a says")]],
  ["deleted by nobody", changed(), found({ phone: "2", gone: true }), [expect.stringContaining("lost: a says")]],
  ["there twice", changed(), found({ phone: "2" }, { phone: "2", id: "002" }), ["a is there 2 times"]],
  ["another one", changed(), found({ phone: "2", id: "002" }), ["a was acknowledged as 001 and is 002"]],
] as const)("a record that is %s", ([, memory, there, losses]) => {
  expect(memory.losses(there)).toEqual(losses);
});

test.for([
  ["2", []],
  ["3", []],
  ["4", []],
  ["1", [expect.stringContaining("lost: a says")]],
] as const)("of what was cut off either may have happened: %s", ([phone, losses]) => {
  const memory = changed();
  memory.sent("a", now("3"));
  memory.sent("a", now("4"));
  expect(memory.losses(found({ phone }))).toEqual(losses);
});

test("what was never acknowledged may be there or not, and what was refused must not be", () => {
  const memory = new Memory();
  memory.sent("a", now("1"));
  expect(memory.losses(found())).toEqual([]);
  expect(memory.losses(found({}))).toEqual([]);
  memory.refused("a");
  expect(memory.living).toEqual([]);
});

test("of one transaction all is there or nothing", () => {
  const memory = new Memory();
  memory.together(["a", "b"]);
  for (const name of ["a", "b"]) memory.sent(name, now("1"));
  expect(memory.losses(found())).toEqual([]);
  expect(memory.losses(found({}, { name: "b" }))).toEqual([]);
  expect(memory.losses(found({}))).toEqual(["torn: 1 of 2 that were made with a"]);
});
