import type { IndexRow } from "#audit/index/row.ts";
import type { EventType } from "#domain/events.ts";
import type { GrantId, OrgId, SessionId, UserRef } from "#domain/ids.ts";
import { type Instant, SECOND, toMillis } from "#domain/time.ts";
import { EXPOSURES, type Exposure, exposureOf, regardOf } from "./regard.ts";

/** A LoginAs session: who was in an org as whom, when, how long, and what it came to. */
export interface Visit {
  readonly session: SessionId;
  /** Number of the record it began with. */
  readonly seq: number;
  readonly org: OrgId;
  /** Whom it counts as. */
  readonly user: UserRef;
  /** Who was really at the keyboard. */
  readonly delegateUser: UserRef;
  readonly grant?: GrantId;
  /** The rule that let the agent in. */
  readonly rule?: string;
  readonly state: "awaiting approval" | "refused" | "active" | "ended";
  readonly startedAt: Instant;
  readonly endedAt?: Instant;
  readonly endedBecause?: string;
  /** How long, once it is over. */
  readonly seconds?: number;
  readonly withCase: boolean;
  readonly looked: number;
  readonly changed: number;
  readonly debugged: number;
  readonly refused: number;
  readonly exposed: readonly Exposure[];
}

/** The events a LoginAs session begins with, of which it has one. */
export const BEGINNINGS: readonly EventType[] = ["login.started", "login.awaiting-approval"];

interface Tally {
  readonly begun: IndexRow;
  state: Visit["state"];
  startedAt: Instant;
  end?: { readonly at: Instant; readonly how?: string };
  counts: { looked: number; changed: number; debugged: number; refused: number };
  exposed: Set<Exposure>;
}

/** The LoginAs sessions that these rows are of, in the order they began; rows of other sessions are passed over. */
export function visitsIn(rows: Iterable<IndexRow>): readonly Visit[] {
  const tallies = new Map<SessionId, Tally>();
  for (const row of rows) {
    const { session } = row;
    if (session === undefined) continue;
    const tally = tallies.get(session);
    if (tally) note(tally, row);
    else if (BEGINNINGS.includes(row.type)) tallies.set(session, begin(row));
  }
  return [...tallies].flatMap(([session, tally]) => visitOf(session, tally) ?? []);
}

function begin(begun: IndexRow): Tally {
  return {
    begun,
    state: begun.type === "login.started" ? "active" : "awaiting approval",
    startedAt: begun.at,
    counts: { looked: 0, changed: 0, debugged: 0, refused: 0 },
    exposed: new Set(),
  };
}

function note(tally: Tally, row: IndexRow): void {
  switch (row.type) {
    case "login.approved":
      tally.state = "active";
      tally.startedAt = row.at;
      return;
    case "login.refused":
    case "login.ended":
      tally.state = row.type === "login.ended" ? "ended" : "refused";
      tally.end = { at: row.at, ...(row.how !== undefined && { how: row.how }) };
      // An end that a rule brought about was a request that was turned away.
      if (row.type === "login.ended" && row.effect === "deny") tally.counts.refused += 1;
      return;
  }
  const [regard, exposure] = [regardOf(row), exposureOf(row)];
  if (row.effect === "deny") tally.counts.refused += 1;
  if (regard) tally.counts[regard] += 1;
  if (exposure) tally.exposed.add(exposure);
}

function visitOf(session: SessionId, { begun, state, startedAt, end, counts, exposed }: Tally): Visit | undefined {
  const { seq, org, user, delegateUser, grant, rule, withCase } = begun;
  if (org === "platform" || !user || !delegateUser) return undefined;
  return {
    session,
    seq,
    org,
    user,
    delegateUser,
    ...(grant && { grant }),
    ...(rule !== undefined && { rule }),
    state,
    startedAt,
    ...(end && {
      endedAt: end.at,
      ...(end.how !== undefined && { endedBecause: end.how }),
      seconds: Math.round((toMillis(end.at) - toMillis(startedAt)) / SECOND),
    }),
    withCase,
    ...counts,
    exposed: EXPOSURES.filter((one) => exposed.has(one)),
  };
}
