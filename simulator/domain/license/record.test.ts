import { expect, test } from "vitest";
import { formatId, parseId } from "#domain/ids.ts";
import type { License } from "#domain/org.ts";
import { leadIdOf, licenseName, nextNumber, numbersOf } from "./record.ts";

const record = (n: number, number?: number): License => ({
  id: formatId("License", n),
  subscriber: formatId("Org", n),
  package: formatId("Package", 1),
  ...(number !== undefined && { number }),
});

const rows = (...licenses: readonly License[]) => Object.fromEntries(licenses.map((one) => [one.id, one]));

test.for([
  ["none", rows(), [], 1],
  ["their own", rows(record(7, 1), record(8, 2)), [1, 2], 3],
  ["none yet, in the order they came in", rows(record(8), record(7)), [1, 2], 3],
  ["some of them, and the others what is left", rows(record(7), record(8, 1), record(9)), [2, 1, 3], 4],
  ["one far ahead", rows(record(7, 99999), record(8)), [99999, 1], 100000],
] as const)("records with numbers: %s", ([, licenses, numbers, next]) => {
  expect([...numbersOf(licenses).values()]).toEqual(numbers);
  expect(nextNumber(licenses)).toBe(next);
});

test.for([
  [1, "L-00001"],
  [99999, "L-99999"],
  [100000, "L-100000"],
] as const)("record %i is called %s", ([number, name]) => {
  expect(licenseName(number)).toBe(name);
});

test("a lead has the number of the license it came with, and no other record's", () => {
  const lead = { company: "Acme Holding", contact: "Carl Mayer", email: "carl@acme.example" };
  const [own, other] = [record(7), record(8)].map((one) => leadIdOf({ ...one, lead }));
  expect(parseId("Lead", own ?? "")).toBe(own);
  expect(own).not.toBe(other);
  expect(leadIdOf(record(7))).toBeUndefined();
});
