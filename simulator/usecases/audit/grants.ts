import type { IndexRow } from "#audit/index/row.ts";
import type { GrantId, OrgId } from "#domain/ids.ts";
import { DAY, type Instant, toMillis } from "#domain/time.ts";
import { GRANT_STEPS, type GrantBar, type GrantStep, grantBars } from "./grant-bar.ts";
import { type AuditSource, type Reach, reachOf, type Scope } from "./source.ts";
import { BEGINNINGS } from "./visits.ts";

/** What about a grant a reviewer should look at. */
export const GRANT_FLAGS = [
  "never used",
  "over 30 days",
  "overlapping",
  "renewed without a case",
  "prolonged by an agent",
] as const;
export type GrantFlag = (typeof GRANT_FLAGS)[number];

/** Longer than that is long. */
const LONG = 30 * DAY;
/** What is given again no later than that after the one before has ended renews it. */
const RENEWS = DAY;

export interface GrantsQuestion extends Scope {
  readonly org?: OrgId;
  /** Only grants with this flag, or with any. */
  readonly flag?: GrantFlag | "any";
  /** Of those given in this time. */
  readonly since?: Instant;
  readonly until?: Instant;
  readonly limit: number;
}

/** A login under a grant. */
interface Use {
  readonly seq: number;
  readonly at: Instant;
  readonly withCase: boolean;
}

/** A grant, what became of it, and what should be looked at. */
export interface JudgedGrant extends GrantBar {
  /** How long it was to run when it was longest, in whole days and parts of one. */
  readonly days: number;
  readonly uses: number;
  readonly lastUse?: Instant;
  /** How many of the logins named a case. */
  readonly withCase: number;
  readonly flags: readonly GrantFlag[];
}

export interface Grants extends Reach {
  readonly all: number;
  /** How many have each flag. */
  readonly flagged: Readonly<Record<GrantFlag, number>>;
  /** The newest first. */
  readonly grants: readonly JudgedGrant[];
}

/** The grants there were, and which of them were never used, over-long, overlapping, or renewed without a case. */
export async function grantsIn(source: AuditSource, question: GrantsQuestion): Promise<Grants> {
  const { org, flag, since, until, limit } = question;
  const asOf = reachOf(source, question);
  const about = { asOf, ...(org && { org }) };
  const bars = grantBars(source.index.search({ ...about, types: GRANT_STEPS }));
  const judged = judgedGrants(bars, usesIn(source.index.search({ ...about, types: BEGINNINGS }))).filter(
    ({ givenAt }) => (!since || givenAt >= since) && (!until || givenAt < until),
  );
  const flagged = Object.fromEntries(GRANT_FLAGS.map((one) => [one, 0])) as Record<GrantFlag, number>;
  for (const { flags } of judged) for (const one of flags) flagged[one] += 1;
  const meant = judged.filter(({ flags }) => !flag || (flag === "any" ? flags.length > 0 : flags.includes(flag)));
  return { all: judged.length, flagged, grants: meant.toReversed().slice(0, limit), asOf };
}

/** The logins under each grant, in order. */
export function usesIn(rows: Iterable<IndexRow>): ReadonlyMap<GrantId, readonly Use[]> {
  const uses = new Map<GrantId, Use[]>();
  for (const { grant, seq, at, withCase } of rows) {
    if (grant === undefined) continue;
    const known = uses.get(grant);
    if (known) known.push({ seq, at, withCase });
    else uses.set(grant, [{ seq, at, withCase }]);
  }
  return uses;
}

/** Judges all grants of one org, or of all; each by itself and beside the others. */
export function judgedGrants(
  bars: readonly GrantBar[],
  uses: ReadonlyMap<GrantId, readonly Use[]>,
): readonly JudgedGrant[] {
  const [doubled, before] = [overlapping(bars), predecessors(bars)];
  return bars.map((bar) => {
    const own = uses.get(bar.grant) ?? [];
    const last = own.at(-1)?.at;
    const longest = longestOf(bar);
    const is: Readonly<Record<GrantFlag, boolean>> = {
      "never used": bar.end !== undefined && own.length === 0,
      "over 30 days": longest > LONG,
      overlapping: doubled.has(bar.grant),
      "renewed without a case": renewedWithoutCase(bar, before.get(bar.grant), uses),
      "prolonged by an agent": bar.steps.some(({ how, byAgent }) => how === "changed" && byAgent === true),
    };
    return {
      ...bar,
      days: Math.round((longest / DAY) * 100) / 100,
      uses: own.length,
      ...(last && { lastUse: last }),
      withCase: own.filter(({ withCase }) => withCase).length,
      flags: GRANT_FLAGS.filter((flag) => is[flag]),
    };
  });
}

/** How long it was to run, in milliseconds, when it was to run longest. */
function longestOf({ givenAt, steps }: GrantBar): number {
  // Instants are in the order of their texts.
  let last = givenAt;
  for (const { endsAt } of steps) if (endsAt && endsAt > last) last = endsAt;
  return toMillis(last) - toMillis(givenAt);
}

const rowOfGrant = ({ user, party }: GrantBar): string => `${user.org} ${user.id} ${party}`;

/** Those that ran beside another that let the same party into the same org: one door more than it takes. */
function overlapping(bars: readonly GrantBar[]): ReadonlySet<GrantId> {
  const doubled = new Set<GrantId>();
  for (const [, of] of Map.groupBy(bars, ({ user, party }) => `${user.org} ${party}`)) {
    // In order of beginning, so that only the one that reaches furthest can still run beside the next.
    let furthest: GrantBar | undefined;
    for (const bar of of) {
      if (furthest && bar.givenAt < furthest.endsAt) doubled.add(furthest.grant).add(bar.grant);
      if (!furthest || furthest.endsAt < bar.endsAt) furthest = bar;
    }
  }
  return doubled;
}

/** Of each grant the one that it renews: of the same account to the same party, not long over. */
function predecessors(bars: readonly GrantBar[]): ReadonlyMap<GrantId, GrantBar> {
  const renewed = new Map<GrantId, GrantBar>();
  for (const [, of] of Map.groupBy(bars, rowOfGrant))
    of.forEach((bar, place) => {
      const before = of[place - 1];
      if (before && toMillis(bar.givenAt) - toMillis(before.endsAt) <= RENEWS) renewed.set(bar.grant, before);
    });
  return renewed;
}

/** Whether it was prolonged, or renews another, and no login under what was there before had named a case. */
function renewedWithoutCase(
  bar: GrantBar,
  before: GrantBar | undefined,
  uses: ReadonlyMap<GrantId, readonly Use[]>,
): boolean {
  const hadCase = (grant: GrantId, until: number) =>
    (uses.get(grant) ?? []).some(({ seq, withCase }) => withCase && seq < until);
  if (before && !hadCase(before.grant, bar.steps[0].seq)) return true;
  return prolongations(bar).some(({ seq }) => !hadCase(bar.grant, seq));
}

/** The changes that let it end later than it was to end. */
const prolongations = ({ steps }: GrantBar): readonly GrantStep[] =>
  steps.filter(({ how, endsAt }, place) => {
    const before = steps[place - 1]?.endsAt;
    return how === "changed" && endsAt !== undefined && before !== undefined && endsAt > before;
  });
