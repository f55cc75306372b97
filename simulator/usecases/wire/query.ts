import { Fault } from "#domain/fault.ts";
import type { SessionId } from "#domain/ids.ts";
import type { Api, OrgSource } from "#sobject/source.ts";
import type { BoundQuery } from "#soql/bound.ts";
import { checkQuery } from "#soql/check.ts";
import { SoqlError } from "#soql/error.ts";
import { type Result, type ResultRow, runQuery } from "#soql/run.ts";
import type { Moment } from "#soql/schema.ts";
import { readQuery } from "#soql/soql.ts";
import { objectsTouched } from "#soql/touched.ts";
import { type Acting, asTheUserMay, type Happening } from "#usecases/act.ts";
import type { Answer, Ports } from "#usecases/ports.ts";
import { goesOnRecord } from "#usecases/power/code.ts";
import type { Standing } from "#usecases/until-settled.ts";
import { inApi } from "./in-api.ts";
import { codeAt, codeShown, seesInFull, sourceFor, tracesRead } from "./objects.ts";

export interface QueryRows {
  readonly soql: string;
  readonly api: Api;
  /** Rows in the recycle bin too. */
  readonly deletedToo?: boolean;
}

/** An answered query. */
export interface Queried {
  readonly query: BoundQuery;
  readonly result: Result;
}

const NAME = "query rows";

/**
 * A query through the API. What an agent asks is on record with how many rows it came to, and so is whoever is shown
 * what is not everybody's. Faults of SOQL's own where the query does not run.
 */
export const queryRows =
  (ports: Ports) =>
  (session: SessionId, { soql, api, deletedToo = false }: QueryRows): Promise<Answer<Queried>> =>
    inApi<Queried>(ports, session, { name: NAME }, async (acting, standing) => {
      const reading = { ports, acting, standing };
      // What a query leads to is known once it is checked, for which no row is needed.
      const schemas = await sourceFor(reading, api, []);
      const moment: Moment = { now: standing.now, zone: acting.user.timeZone, user: acting.user.id, deletedToo };
      const query = await asFault(async () => checkQuery(await readQuery(soql), schemas, moment));
      const touched = [...objectsTouched(query)];
      const source = await sourceFor(reading, api, touched);
      const result = await asFault(() => runQuery(query, source, moment));
      const traces = query.answers === "count" ? [] : touched.map((name) => source.object(name));
      return {
        decision: asTheUserMay(),
        happenings: [
          ...asked(acting, query.object.name, soql, result),
          ...shownBy(acting, standing, source, result.rows),
          ...tracesRead(acting, traces),
        ],
        value: { query, result },
      };
    });

/** A query that does not run is the caller's fault, in the platform's words. */
async function asFault<Value>(run: () => Promise<Value> | Value): Promise<Value> {
  try {
    return await run();
  } catch (error) {
    if (!(error instanceof SoqlError)) throw error;
    throw new Fault(error.code, error.message);
  }
}

/** A question that an agent asks is on record by itself. */
const asked = (acting: Acting, sobject: string, soql: string, { totalSize }: Result): readonly Happening[] =>
  acting.delegate ? [{ type: "power.rows-queried", sobject, query: shapeOf(soql), found: totalSize }] : [];

/** A query without the values in it. */
const shapeOf = (text: string): string =>
  text
    .replaceAll(/'(?:[^'\\]|\\.)*'/g, "?")
    .replaceAll(/(?<![\w.])\d[\d.:TZ+-]*/g, "?")
    .replaceAll(/\s+/g, " ")
    .trim();

/** What not everybody may see of what rows show, on record for each. */
function shownBy(
  acting: Acting,
  standing: Standing,
  source: OrgSource,
  rows: readonly ResultRow[],
): readonly Happening[] {
  const code = new Set<string>();
  const settings = new Map<string, number>();
  const look = (row: ResultRow): void => {
    const sensitive = row.object ? (source.object(row.object.name)?.sensitive ?? []) : [];
    for (const value of row.values) {
      if (value.kind === "parent" && value.row) look(value.row);
      if (value.kind === "children") value.rows.forEach(look);
      if (value.kind !== "value" || !sensitive.includes(value.name) || !row.object) continue;
      if (row.object.name.startsWith("Apex")) code.add(row.id ?? "");
      else settings.set(row.object.name, (settings.get(row.object.name) ?? 0) + 1 / sensitive.length);
    }
  };
  rows.forEach(look);
  const seen = [...code]
    .flatMap((id) => codeAt(acting, id) ?? [])
    .filter((one) => goesOnRecord(acting, one) && seesInFull(acting, standing, one));
  return [
    ...seen.map((one) => codeShown(acting, standing, one)),
    ...[...settings].map(
      ([setting, records]): Happening => ({
        type: "power.protected-setting-read",
        setting,
        records: Math.ceil(records),
      }),
    ),
  ];
}
