import { type Decision, decide, type Rule, rule } from "#domain/decision.ts";
import type { Org } from "#domain/org.ts";
import type { Policies } from "#domain/policies.ts";
import { pageRight } from "#domain/power/page-right.ts";
import type { DebugSession } from "./session.ts";

/** What decides whether something of an org's code, permissions or settings can be saved. */
export interface SavingFacts {
  readonly org: Org;
  /** What would be saved, in words: `Apex source`. */
  readonly what: string;
  /** The debugging sessions in the org that are not over. */
  readonly inTheOrg: readonly Pick<DebugSession, "id">[];
  readonly policies: Pick<Policies, "metadataSaveDuringDebug">;
}

/** A deployment is no save: it gets through, and ends the session (DEBUG-36). */
export const noSaveWhileDebugging = rule<SavingFacts>(
  "DEBUG-37",
  ({ org, what, inTheOrg, policies }) =>
    inTheOrg.length > 0 && policies.metadataSaveDuringDebug === "refuseSaveKillOnDeploy"
      ? `${what} cannot be saved while a debugging session runs in ${org.name}`
      : undefined,
  "wait until the debugging session is over, or remove it in Setup, Apex Debugger",
);

/** What saving is asked, as far as debugging goes. */
export const SAVING_ORDER: readonly Rule<SavingFacts>[] = [noSaveWhileDebugging];

/** May it be saved, as far as debugging goes? */
export const maySave = (facts: SavingFacts): Decision => decide(facts, SAVING_ORDER, pageRight);
