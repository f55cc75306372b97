import type { IndexRow } from "#audit/index/row.ts";
import type { Search } from "#audit/index/search.ts";
import type { OrgId, SessionId } from "#domain/ids.ts";
import type { Instant } from "#domain/time.ts";
import { EXPOSURES, type Exposure, exposing, exposureOf } from "./regard.ts";
import { type AuditSource, type Reach, reachOf, type Scope } from "./source.ts";
import { BEGINNINGS } from "./visits.ts";
import { type ToldVisit, toldVisits } from "./who.ts";

export interface ExposureQuestion extends Scope {
  readonly org?: OrgId;
  readonly person?: NonNullable<Search["person"]>;
  /** Of what was seen in this time. */
  readonly since?: Instant;
  readonly until?: Instant;
  /** Only sessions that saw something of this kind. */
  readonly kind?: Exposure;
  readonly limit: number;
}

/** How often something of each kind was seen. */
export type Seen = Readonly<Record<Exposure, number>>;

/** A LoginAs session that saw what is not everybody's to see. */
export interface Exposed {
  readonly visit: ToldVisit;
  readonly seen: Seen;
  /** Number of the last record that shows something. */
  readonly last: number;
}

export interface ExposureReport extends Reach {
  /** How many sessions saw something of each kind. */
  readonly sessions: Seen;
  /** How often it was seen, in all of them together. */
  readonly acts: Seen;
  /** Those that saw something last come first. */
  readonly exposed: readonly Exposed[];
}

/** Which LoginAs sessions saw protected settings, a package's or an org's code, debug logs, or variables. */
export async function exposureIn(source: AuditSource, question: ExposureQuestion): Promise<ExposureReport> {
  const { limit, kind, asOf: _, ...about } = question;
  const asOf = reachOf(source, question);
  const { index } = source;
  const found = seenIn(index.search({ ...about, types: exposing, byDelegate: true, asOf }), kind);
  const newest = [...found].sort(([, one], [, other]) => other.last - one.last).slice(0, limit);
  const shown = new Set(newest.map(([session]) => session));
  const begun = [...index.search({ sessions: shown, types: BEGINNINGS, asOf })];
  const visits = new Map((await toldVisits(source, begun, asOf)).map((visit) => [visit.session, visit]));
  return {
    sessions: sumOf(found.values(), (count) => Math.min(count, 1)),
    acts: sumOf(found.values(), (count) => count),
    exposed: newest.flatMap(([session, { seen, last }]) => {
      const visit = visits.get(session);
      return visit ? [{ visit, seen, last }] : [];
    }),
    asOf,
  };
}

interface Sighted {
  readonly seen: Record<Exposure, number>;
  last: number;
}

const nothing = (): Record<Exposure, number> => ({ "protected settings": 0, code: 0, "debug logs": 0, variables: 0 });

/** What each session saw, of a kind or of any, by the rows that show something. */
export function seenIn(rows: Iterable<IndexRow>, kind?: Exposure): ReadonlyMap<SessionId, Sighted> {
  const found = new Map<SessionId, Sighted>();
  for (const row of rows) {
    const [{ session, seq }, exposure] = [row, exposureOf(row)];
    if (session === undefined || !exposure) continue;
    const known = found.get(session) ?? { seen: nothing(), last: seq };
    known.seen[exposure] += 1;
    known.last = seq;
    found.set(session, known);
  }
  if (kind) for (const [session, { seen }] of found) if (seen[kind] === 0) found.delete(session);
  return found;
}

function sumOf(all: Iterable<Sighted>, worth: (count: number) => number): Seen {
  const sum = nothing();
  for (const { seen } of all) for (const kind of EXPOSURES) sum[kind] += worth(seen[kind]);
  return sum;
}
