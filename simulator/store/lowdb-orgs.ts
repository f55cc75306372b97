import { entriesOf, NO_ROWS, type PlainRows, TABLES, type Table, tablesOf } from "#domain/org.ts";
import type { Orgs } from "#usecases/ports.ts";
import { lowdbPerOrg } from "./lowdb-per-org.ts";
import { type OrgState, StoredOrgs } from "./orgs.ts";

/**
 * Opens the orgs under a state folder, one lowdb database each in `orgs/<orgId>.json`. Changes are gathered for `pause`
 * milliseconds before they are written; what a crash takes of them is replayed from the log. Error naming the file
 * when one cannot be read.
 */
export async function lowdbOrgs(state: string, { pause }: { readonly pause?: number } = {}): Promise<Orgs> {
  const folder = `${state}/orgs`;
  return new StoredOrgs(
    await lowdbPerOrg({ folder, parse: stateIn, format: linesOf, ...(pause !== undefined && { pause }) }),
  );
}

/** Rows are not looked into: only this store writes them, and each was typed when it came in. */
function stateIn(json: unknown): OrgState | undefined {
  if (!isObject(json) || !isObject(json.rows) || !isObject(json.rows.company)) return undefined;
  const { appliedSeq, rows } = json;
  // A table that is younger than the file begins empty.
  const tables = tablesOf({ ...NO_ROWS, records: {}, ...rows } as PlainRows);
  return typeof appliedSeq === "number" && Number.isSafeInteger(appliedSeq) ? { appliedSeq, rows: tables } : undefined;
}

/** A line for each row, so that a large org is written bit by bit and a person can look a row up. */
function* linesOf({ appliedSeq, rows }: OrgState): Generator<string, void> {
  yield `{"appliedSeq":${appliedSeq},"rows":{`;
  for (const [place, table] of TABLES.entries()) {
    yield `${place === 0 ? "" : ","}\n${JSON.stringify(table)}:{`;
    let comma = "";
    for (const [id, row] of entriesOf<Table>(rows, table)) {
      yield `${comma}\n${JSON.stringify(id)}:${JSON.stringify(row)}`;
      comma = ",";
    }
    yield "}";
  }
  yield "}}\n";
}

const isObject = (json: unknown): json is Readonly<Record<string, unknown>> =>
  typeof json === "object" && json !== null && !Array.isArray(json);
