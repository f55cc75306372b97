import { type Decision, decide, type Rule } from "#domain/decision.ts";
import type { Org } from "#domain/org.ts";
import { debuggingForThePublisher } from "#domain/power/debugging.ts";
import { type EngineerFacts, engineersOnly, type SupporterFacts, sandboxOnly, userReachesIt } from "./engineer.ts";

/** What decides whether Setup hands out a start link. */
export interface PrepareFacts extends EngineerFacts, SupporterFacts {
  readonly org: Org;
}

/** What Start Partner Debugging Session is asked, in the order a refusal names it. */
export const PREPARE_ORDER: readonly Rule<PrepareFacts>[] = [
  userReachesIt,
  debuggingForThePublisher,
  sandboxOnly,
  engineersOnly,
];

/** May a partner debugging session be prepared here? */
export const mayPrepare = (facts: PrepareFacts): Decision => decide(facts, PREPARE_ORDER, debuggingForThePublisher);
