import { type Org, type OrgRows, TABLES, type Table, type Tables, tablesOf, valuesOf } from "./org.ts";

type ListedTable = Exclude<Table, "company">;

/** The rows of an org as a person would write them down: its company, and a list for every other table. */
export type OrgLists = { readonly company: Org } & { readonly [T in ListedTable]: readonly Tables[T][] };

export const LISTED_TABLES: readonly ListedTable[] = TABLES.filter((table) => table !== "company");

/** What a row is kept under: its id; an availability, of which a publisher has one, the publisher's. */
export const keyOf = (row: Tables[ListedTable]): string => ("id" in row ? row.id : row.publisher);

/** Undone by `listsOf`. */
export function rowsOf({ company, ...lists }: OrgLists): OrgRows {
  const tables = LISTED_TABLES.map((table) => [
    table,
    Object.fromEntries(lists[table].map((row: Tables[ListedTable]) => [keyOf(row), row])),
  ]);
  return tablesOf({ company: { [company.id]: company }, ...Object.fromEntries(tables) });
}

/** Undone by `rowsOf`. */
export function listsOf(rows: OrgRows): OrgLists {
  const [company] = Object.values(rows.company);
  if (!company) throw new Error("an org without a company row");
  return {
    company,
    ...Object.fromEntries(LISTED_TABLES.map((table) => [table, valuesOf(rows, table)])),
  } as OrgLists;
}
