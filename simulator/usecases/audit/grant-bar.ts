import type { IndexRow } from "#audit/index/row.ts";
import type { GrantId, UserId, UserRef } from "#domain/ids.ts";
import type { Instant } from "#domain/time.ts";

/** One thing that happened to a grant. */
export interface GrantStep {
  readonly seq: number;
  readonly at: Instant;
  readonly how: "given" | "changed" | "revoked" | "expired" | "void";
  /** Who really did it; nobody where time or an uninstalled package did. */
  readonly by?: UserRef;
  /** When it ends from then on. */
  readonly endsAt?: Instant;
  /** An agent did it in the user's name. */
  readonly byAgent?: true;
}

/** A grant from its beginning to its end, as a bar over what was done under it. */
export interface GrantBar {
  readonly grant: GrantId;
  /** Whose account it opens. */
  readonly user: UserRef;
  /** Who gave it. */
  readonly givenBy: UserRef;
  /** Whom it lets in. */
  readonly party: string;
  readonly givenAt: Instant;
  /** When it ends as it was last changed, or ended. */
  readonly endsAt: Instant;
  readonly end?: "revoked" | "expired" | "void";
  readonly steps: readonly [GrantStep, ...GrantStep[]];
}

const HOW = {
  "grant.given": "given",
  "grant.changed": "changed",
  "grant.revoked": "revoked",
  "grant.expired": "expired",
  "grant.voided": "void",
} as const;

/** The events that something happens to a grant with. */
export const GRANT_STEPS = Object.keys(HOW) as readonly (keyof typeof HOW)[];

const howOf = ({ type }: IndexRow): GrantStep["how"] | undefined => HOW[type as keyof typeof HOW];

/** The grants that these rows are of, in the order they were given. */
export function grantBars(rows: Iterable<IndexRow>): readonly GrantBar[] {
  const bars = new Map<GrantId, GrantBar>();
  for (const row of rows) {
    const { grant } = row;
    const how = howOf(row);
    if (grant === undefined || how === undefined) continue;
    const before = bars.get(grant);
    const step = stepOf(row, how);
    const bar = before ? after(before, step) : given(row, grant, step);
    if (bar) bars.set(grant, bar);
  }
  return [...bars.values()];
}

function stepOf(row: IndexRow, how: GrantStep["how"]): GrantStep {
  const { seq, at, until, byAgent } = row;
  const by = how === "given" || how === "changed" || how === "revoked" ? (row.delegateUser ?? row.user) : undefined;
  return { seq, at, how, ...(by && { by }), ...(until && { endsAt: until }), ...(byAgent && { byAgent }) };
}

function given(row: IndexRow, grant: GrantId, step: GrantStep): GrantBar | undefined {
  const { org, user, account, party, at, until } = row;
  if (step.how !== "given" || org === "platform" || !user || party === undefined || !until) return undefined;
  const opened: UserId = account ?? user.id;
  return {
    grant,
    user: { org, id: opened },
    givenBy: step.by ?? user,
    party,
    givenAt: at,
    endsAt: until,
    steps: [step],
  };
}

function after(bar: GrantBar, step: GrantStep): GrantBar {
  const steps: GrantBar["steps"] = [...bar.steps, step];
  if (step.how === "given" || step.how === "changed") return { ...bar, steps, endsAt: step.endsAt ?? bar.endsAt };
  return { ...bar, steps, endsAt: step.at, end: step.how };
}

/** What decides whether a grant was live at an act: the step that stood then, and why it was not, if it was not. */
export function standingAt(
  { steps }: GrantBar,
  { seq, at }: { readonly seq: number; readonly at: Instant },
): { readonly step: GrantStep; readonly notLive?: string } | undefined {
  const step = steps.findLast((one) => one.seq < seq);
  if (!step) return undefined;
  if (step.how !== "given" && step.how !== "changed") return { step, notLive: `login access was ${step.how} before` };
  return step.endsAt !== undefined && step.endsAt <= at ? { step, notLive: "login access was over" } : { step };
}
