import assert from "node:assert/strict";
import type { DataTable } from "@cucumber/cucumber";

type Names = readonly string[];
type Row<Needed extends Names, More extends Names> = { readonly [Name in Needed[number]]: string } & {
  readonly [Name in More[number]]?: string;
};

/** The rows of a table that tells what happens, by column: a column that nobody reads would tell nothing, so it is refused. */
export function rowsIn<const Needed extends Names, const More extends Names = readonly []>(
  table: DataTable,
  needed: Needed,
  more?: More,
): readonly Row<Needed, More>[] {
  return table.hashes().map((row) => told(row, needed, more));
}

/** The same of a table of pairs, a name and what it holds in each row. */
export const pairsIn = <const Needed extends Names, const More extends Names = readonly []>(
  table: DataTable,
  needed: Needed,
  more?: More,
): Row<Needed, More> => told(table.rowsHash(), needed, more);

function told<Needed extends Names, More extends Names>(
  row: object,
  needed: Needed,
  more: More | undefined,
): Row<Needed, More> {
  checkNames<Needed, More>(row, needed, more);
  return row;
}

function checkNames<Needed extends Names, More extends Names>(
  row: object,
  needed: Needed,
  more: Names = [],
): asserts row is Row<Needed, More> {
  const names = Object.keys(row);
  const all = [...needed, ...more];
  assert.deepEqual(
    names.filter((name) => !all.includes(name)),
    [],
    `the table says ${names.join(", ")}; there are ${all.join(", ")}`,
  );
  assert.deepEqual(
    needed.filter((name) => !names.includes(name)),
    [],
    `the table says ${names.join(", ")} and lacks ${needed.join(" or ")}`,
  );
}
