import type { IndexRow } from "#audit/index/row.ts";
import type { Search } from "#audit/index/search.ts";
import type { OrgId, SessionId } from "#domain/ids.ts";
import type { Instant } from "#domain/time.ts";
import { caseIn, wordsFor } from "./entry.ts";
import { type AuditSource, type Reach, reachOf, recordsBySeq, type Scope } from "./source.ts";
import { BEGINNINGS, type Visit, visitsIn } from "./visits.ts";

export interface WhoQuestion extends Scope {
  readonly org?: OrgId;
  /** The user or the agent. */
  readonly person?: NonNullable<Search["person"]>;
  /** Of sessions that began in this time. */
  readonly since?: Instant;
  readonly until?: Instant;
  readonly withoutCase?: boolean;
  /** Of sessions that began before this record: where the answer before broke off. */
  readonly before?: number;
  readonly limit: number;
}

/** A LoginAs session with what only its records say. */
export interface ToldVisit extends Visit {
  readonly caseReference?: string;
  /** The address the agent had logged in from; absent where nobody knows. */
  readonly from?: string;
}

export interface Who extends Reach {
  /** Newest first. */
  readonly visits: readonly ToldVisit[];
  /** There are older ones: ask again for those before this record. */
  readonly before?: number;
}

/** Who was in an org, or in any, as whom, when, how long and from where. */
export async function whoWasIn(source: AuditSource, question: WhoQuestion): Promise<Who> {
  const { withoutCase = false, before, limit, asOf: _, ...about } = question;
  const asOf = reachOf(source, question);
  const begun: IndexRow[] = [];
  const found = source.index.search({
    ...about,
    types: BEGINNINGS,
    byDelegate: true,
    backwards: true,
    asOf: Math.min(before ?? asOf, asOf),
  });
  for (const row of found) {
    if (withoutCase && row.withCase) continue;
    if (begun.length === limit) return { visits: await toldVisits(source, begun, asOf), before: lastOf(begun), asOf };
    begun.push(row);
  }
  return { visits: await toldVisits(source, begun, asOf), asOf };
}

const lastOf = (begun: readonly IndexRow[]): number => begun.at(-1)?.seq ?? 0;

/** The LoginAs sessions that began with these rows, as far as they had come when only records before `asOf` were known. */
export async function toldVisits(
  source: AuditSource,
  begun: readonly IndexRow[],
  asOf: number,
): Promise<readonly ToldVisit[]> {
  if (begun.length === 0) return [];
  const sessions = new Set(begun.flatMap(({ session }) => session ?? []));
  const from = Math.min(...begun.map(({ seq }) => seq));
  const visits = visitsIn(source.index.search({ sessions, from, asOf }));
  const records = await recordsBySeq(
    source,
    begun.map(({ seq }) => seq),
  );
  const addresses = await addressesOf(source, [...records.values()].flatMap(originIn), asOf);
  return visits.toReversed().map((visit) => {
    const record = records.get(visit.seq);
    const [named, [origin] = []] = [caseIn(record), record && originIn(record)];
    const address = origin && addresses.get(origin);
    return {
      ...visit,
      ...(named !== undefined && { caseReference: named }),
      ...(address !== undefined && { from: address }),
    };
  });
}

/** The session that an agent came from. */
const originIn = (record: object): readonly SessionId[] =>
  "origin" in record && typeof record.origin === "string" ? [record.origin as SessionId] : [];

/** Where each of these sessions of people's own was logged in to from. */
async function addressesOf(
  source: AuditSource,
  sessions: readonly SessionId[],
  asOf: number,
): Promise<ReadonlyMap<SessionId, string>> {
  const search = { sessions: new Set(sessions), types: ["session.started"], asOf };
  const seqs = Array.from(source.origins.search(search), ({ seq }) => seq);
  const addresses = new Map<SessionId, string>();
  for (const record of (await recordsBySeq(source, seqs)).values())
    if (record.type === "session.started" && record.session && record.address !== undefined)
      addresses.set(record.session, wordsFor(record.address));
  return addresses;
}
