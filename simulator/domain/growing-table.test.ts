import fc from "fast-check";
import { expect, test } from "vitest";
import { GrowingTable, LeafIndex } from "./growing-table.ts";

const id = fc.oneof(
  fc.nat(600).map((n) => `a0R${`${n}`.padStart(6, "0")}`),
  fc.constantFrom("__proto__", "constructor"),
);
const changes = fc.array(fc.tuple(id, fc.option(fc.nat(), { freq: 3 })), { maxLength: 700 });

/** What a plain map holds after the same changes, in the order of its ids. */
function inOrder(map: ReadonlyMap<string, number>): [string, number][] {
  return [...map].sort(([one], [other]) => (one < other ? -1 : 1));
}

test("holds what a map holds, in the order of the ids, and leaves every table before it as it was", () => {
  fc.assert(
    fc.property(fc.array(changes, { maxLength: 4 }), (batches) => {
      let table = GrowingTable.of<number>({});
      const map = new Map<string, number>();
      const seen: [GrowingTable<number>, [string, number][]][] = [];
      for (const batch of batches) {
        table = table.after(batch);
        for (const [key, row] of batch) {
          if (row === null) map.delete(key);
          else map.set(key, row);
        }
        seen.push([table, inOrder(map)]);
      }
      const lastDigit = new LeafIndex<number>((row) => (row % 2 === 0 ? undefined : `${row % 10}`));
      for (const [one, rows] of seen) {
        expect(one.by(lastDigit, "3")).toEqual(rows.map(([, row]) => row).filter((row) => row % 10 === 3));
        expect([...one]).toEqual(rows);
        expect(one.values()).toEqual(rows.map(([, row]) => row));
        for (const [key, row] of rows) expect(one.get(key)).toBe(row);
      }
      for (const key of ["", "a0R000300", "__proto__", "toString", "zzz"]) expect(table.get(key)).toBe(map.get(key));
    }),
    { numRuns: 60 },
  );
});

test("says in JSON what a plain table says", () => {
  const rows = { a: 1, b: 2 };
  expect(JSON.stringify(GrowingTable.of(rows))).toBe(JSON.stringify(rows));
});
