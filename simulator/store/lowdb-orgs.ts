import { NO_ROWS, TABLES } from "#domain/org.ts";
import type { Orgs } from "#usecases/ports.ts";
import { lowdbPerOrg } from "./lowdb-per-org.ts";
import { type OrgState, StoredOrgs } from "./orgs.ts";

/**
 * Opens the orgs under a state folder, one lowdb database each in `orgs/<orgId>.json`. Changes are gathered for `pause`
 * milliseconds before they are written; what a crash takes of them is replayed from the log. Error naming the file
 * when one cannot be read.
 */
export async function lowdbOrgs(state: string, { pause }: { readonly pause?: number } = {}): Promise<Orgs> {
  const place = { folder: `${state}/orgs`, isValue: isOrgState, ...(pause !== undefined && { pause }) };
  const states = await lowdbPerOrg(place);
  // A table that is younger than the file begins empty.
  for (const org of states.orgs()) {
    const found = states.get(org);
    if (found && TABLES.some((table) => !found.rows[table])) {
      states.set(org, { ...found, rows: { ...NO_ROWS, ...found.rows } });
    }
  }
  return new StoredOrgs(states);
}

/** Rows are not looked into: only this store writes them, and each was typed when it came in. */
const isOrgState = (json: unknown): json is OrgState =>
  isObject(json) && Number.isSafeInteger(json.appliedSeq) && isObject(json.rows) && isObject(json.rows.company);

const isObject = (json: unknown): json is Readonly<Record<string, unknown>> =>
  typeof json === "object" && json !== null && !Array.isArray(json);
