import { type Decision, decide, type Rule, rule } from "#domain/decision.ts";
import type { Org } from "#domain/org.ts";
import type { Policies } from "#domain/policies.ts";
import type { DebugSession, Preparation } from "./session.ts";

/** What decides whether a prepared debugging session may begin. */
export interface StartFacts {
  readonly sandbox: Org;
  readonly publisher: Org;
  /** The start link that is out and not used up. */
  readonly prepared?: Preparation;
  /** The sessions in this sandbox that are not over. */
  readonly inTheSandbox: readonly DebugSession[];
  /** Those on the publisher's allowance, in whatever sandbox. */
  readonly ofThePublisher: readonly DebugSession[];
  readonly policies: Pick<Policies, "debuggerAllowance">;
}

export const startedAnew = rule<StartFacts>(
  "DEBUG-23",
  ({ prepared, sandbox }) =>
    prepared ? undefined : `there is no start link for ${sandbox.name} that no debugging session has used`,
  "go to Setup, Apex Debugger, and start a new partner debugging session",
);

export const oneForTheSandbox = rule<StartFacts>(
  "DEBUG-06",
  ({ inTheSandbox, sandbox }) =>
    inTheSandbox.length > 0 ? `${sandbox.name} has a debugging session already` : undefined,
  "stop the debugging session that runs there, or remove it in Setup, Apex Debugger",
);

/** The count is of all sandboxes of all subscribers, orphans too (DEBUG-24). */
export const withinTheAllowance = rule<StartFacts>(
  "DEBUG-03",
  ({ ofThePublisher, publisher, policies: { debuggerAllowance } }) =>
    ofThePublisher.length >= debuggerAllowance
      ? `${publisher.name} has ${ofThePublisher.length} of ${debuggerAllowance} debugging sessions in use`
      : undefined,
  "stop the debugging session that runs elsewhere, or buy another one",
);

/** What a start is asked, in the order a refusal names it. */
export const START_ORDER: readonly Rule<StartFacts>[] = [startedAnew, oneForTheSandbox, withinTheAllowance];

/** May the debugging session begin? */
export const mayStart = (facts: StartFacts): Decision => decide(facts, START_ORDER, withinTheAllowance);
