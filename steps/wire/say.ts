import type { Connection } from "jsforce";
import type { OrgId } from "#domain/ids.ts";
import { companyOf, type OrgRows } from "#domain/org.ts";
import type { Moment, Seen, WireAct, WireTelling } from "#steps/face.ts";

// How a client of the platform says what people do, and reads what it is answered.

/** The platform shows less where it does not refuse. */
export class ShowsNothing extends Error {}

/** Told only in own sessions: what an agent asks is on record as a question, and not as the page that shows the same. */
export const asOneself =
  <Value>(act: WireAct<Value>): WireTelling<Value> =>
  ({ isAgent }) =>
    isAgent ? undefined : act;

/** Fits where the platform leaves out, or says that there is no such thing, what the control interface refuses. */
export const hides = ({ effect }: Seen): boolean => effect !== "allow";

/** Which of the platform's two APIs is asked. */
type Api = Pick<Connection, "query" | "sobject">;

export type WireRow = Readonly<Record<string, unknown>>;

/** All rows that a query comes to, as the control interface has rows: without what is empty, instants as it writes them. */
export async function rowsOf(api: Api, soql: string): Promise<readonly WireRow[]> {
  const { records } = await api.query<WireRow>(soql, { autoFetch: true, maxFetch: 50_000 });
  return records.map(plain);
}

/** A row without what only the wire says of it. */
export const plain = (row: WireRow): WireRow =>
  Object.fromEntries(
    Object.entries(row)
      .filter(([name, value]) => name !== "attributes" && value !== null)
      .map(([name, value]) => [name, typeof value === "string" ? value.replace(INSTANT, "$1Z") : inRow(value)]),
  );

const INSTANT = /^(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3})\+0000$/;

const inRow = (value: unknown): unknown =>
  typeof value === "object" && !Array.isArray(value) ? plain(value as WireRow) : value;

/** The rows of an org, for what a client of it has looked up before. */
export const rowsIn = ({ story }: Moment, org: OrgId): Promise<OrgRows> => story.simulator.ports.orgs.of(org);

/** Who owns a record of a custom setting, by id, of whoever is called so; nothing for what is no owner. */
export function ownerIn(rows: OrgRows, owner: string): string | undefined {
  if (owner === "Organization") return companyOf(rows).id;
  const profile = Object.values(rows.profiles).find(({ name }) => name === owner);
  return profile?.id ?? Object.values(rows.users).find(({ username }) => username === owner)?.id;
}
