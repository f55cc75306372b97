import type { Query } from "./ast.ts";
import type { BoundQuery } from "./bound.ts";
import { checkQuery } from "./check.ts";
import type { Plan } from "./plan.ts";
import { explainQuery, type Result, runQuery } from "./run.ts";
import type { Moment, Source } from "./schema.ts";

/** An answered query, with what columns and pages need to know of it. */
export interface Answered {
  readonly query: BoundQuery;
  readonly result: Result;
}

/** Reads a query; the grammar is fetched with the first one, for it takes a tenth of a second. */
export async function readQuery(text: string): Promise<Query> {
  const { parseQuery } = await import("./parse.ts");
  return parseQuery(text);
}

/** From text to rows; throws a SoqlError, and nothing else, where the query is not to be run. */
export async function answer(text: string, source: Source, moment: Moment): Promise<Answered> {
  const query = checkQuery(await readQuery(text), source, moment);
  return { query, result: runQuery(query, source, moment) };
}

/** How a query would be run, as `?explain=` says it. */
export async function explain(
  text: string,
  source: Source,
  moment: Moment,
): Promise<{ readonly plans: readonly Plan[] }> {
  return { plans: explainQuery(checkQuery(await readQuery(text), source, moment), source, moment) };
}
