import { type Decision, decide, type Rule, rule } from "#domain/decision.ts";
import { holds, type Permission } from "#domain/user.ts";
import { pageRight } from "./page-right.ts";
import { agentOf, type Reader } from "./reader.ts";

export interface DebuggingFacts {
  readonly reader: Reader;
  /** For POWER-08: whom the session counts as, and what the client's calls take. */
  readonly person: Reader;
  readonly needs: Permission;
  readonly name: string;
}

export const debuggingForThePublisher = rule<DebuggingFacts>(
  "POWER-05",
  ({ reader }) => {
    const agent = agentOf(reader);
    const { org, user } = reader;
    if (!agent) return `${user.username} is a user of ${org.name}: managed code is debugged by its publisher only`;
    if (org.kind !== "sandbox") return `${org.name} is no sandbox`;
    if (!holds(agent.entitlements, "View and Debug Managed Apex"))
      return `${agent.user.username} lacks View and Debug Managed Apex in ${agent.org.name}`;
    return undefined;
  },
  "log in as a user of a sandbox, as an engineer with View and Debug Managed Apex",
);

/** The client calls the org's APIs as the user, so the user needs them too (POWER-08). */
export const DEBUGGING_ORDER: readonly Rule<DebuggingFacts>[] = [pageRight, debuggingForThePublisher];

/** May a partner debugging session be prepared here? */
export const mayPrepareDebugging = (facts: DebuggingFacts): Decision =>
  decide(facts, DEBUGGING_ORDER, debuggingForThePublisher);
