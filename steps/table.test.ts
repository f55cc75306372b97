import { DataTable } from "@cucumber/cucumber";
import { expect, test } from "vitest";
import { pairsIn, rowsIn } from "./table.ts";

test("a table that tells something nobody reads, or not what is needed, is refused", () => {
  const rows = new DataTable([
    ["class", "line"],
    ["InvoiceService", "17"],
  ]);
  expect(rowsIn(rows, ["class"], ["line", "locals"])).toEqual([{ class: "InvoiceService", line: "17" }]);
  expect(() => rowsIn(rows, ["class"], ["locals"])).toThrow("says class, line; there are class, locals");
  expect(() => rowsIn(rows, ["class", "line", "file"])).toThrow("lacks class or line or file");

  const pairs = new DataTable([["users", "Nia"]]);
  expect(pairsIn(pairs, [], ["users"])).toEqual({ users: "Nia" });
  expect(() => pairsIn(pairs, [], ["user"])).toThrow("says users; there are user");
});
