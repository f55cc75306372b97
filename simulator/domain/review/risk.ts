import { definition } from "#domain/decision.ts";
import type { AuditEvent, EventOf, EventType } from "#domain/events.ts";
import { figure } from "#domain/figure.ts";
import type { Policies } from "#domain/policies.ts";
import { type Instant, later, MINUTE } from "#domain/time.ts";
import type { Reason, Span } from "./review.ts";

/** One event of a LoginAs session or of a debugging session, and the case that its agent named. */
export interface SessionEvent<Event = AuditEvent> {
  readonly event: Event;
  readonly caseReference?: string;
}

/** What each event says of the risk of its session; what is not here says nothing. */
const RISKS: { readonly [Type in EventType]?: (facts: SessionEvent<EventOf<Type>>) => Reason | undefined } = {
  "power.protected-setting-changed": () => "protected setting changed",
  "power.protected-setting-read": ({ caseReference }) =>
    caseReference === undefined ? "protected setting read without a case" : undefined,
  "power.record-changed": () => "data changed",
  "power.code-changed": () => "code changed",
  "power.setting-changed": () => "setup changed",
  "grant.policy-changed": () => "setup changed",
  "license.assigned": () => "setup changed",
  "license.unassigned": () => "setup changed",
  "package.installed": () => "setup changed",
  "package.uninstalled": () => "setup changed",
  "trace.session-deleted": () => "setup changed",
  "user.changed": () => "setup changed",
  "grant.given": () => "login access given by the agent",
  "grant.changed": () => "login access given by the agent",
  "debug.variables-read": ({ caseReference }) =>
    caseReference === undefined ? "variables read without a case" : undefined,
  "login.ended": ({ event: { reason } }) =>
    reason === "removed by an administrator" ? "removed by an administrator" : undefined,
};

/** Why one event makes its session one of high risk; nothing where it does not. */
export const riskOf = definition<SessionEvent, Reason | undefined>("REVIEW-01", (facts) => {
  const risk = RISKS[facts.event.type] as ((facts: SessionEvent) => Reason | undefined) | undefined;
  return risk?.(facts);
});

/** How long the refusals of a burst lie apart at most, from the first to the last (REVIEW-02). */
export const BURST_WINDOW = figure("REVIEW-02", 15, "minutes");

/** A refusal, by the number of its record. */
export interface Refusal {
  readonly at: Instant;
  readonly seq: number;
}

export interface BurstFacts {
  /** Of one agent against one org, oldest first, the newest included. */
  readonly refusals: readonly Refusal[];
  readonly policies: Pick<Policies, "refusalBurst">;
}

/** From which refusal to which a burst reaches that the newest completes; nothing while they are too few or too far apart. */
export const burstOf = definition<BurstFacts, Span | undefined>(
  "REVIEW-02",
  ({ refusals, policies: { refusalBurst } }) => {
    const burst = refusals.slice(-refusalBurst);
    const [first, newest] = [burst[0], burst.at(-1)];
    if (!first || !newest || burst.length < refusalBurst) return undefined;
    return newest.at <= later(first.at, BURST_WINDOW.is * MINUTE) ? { first: first.seq, last: newest.seq } : undefined;
  },
);
