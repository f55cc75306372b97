import { type Decision, decide, type Rule, rule } from "#domain/decision.ts";
import type { Managed } from "#domain/power/managed.ts";
import type { DebugSession } from "./session.ts";
import { ANONYMOUS } from "./type-ref.ts";

/** A piece of code a debugger could look into. */
export interface Code {
  /** As the debugger names it: `ledg/InvoiceService`. */
  readonly file: string;
  /** The package it belongs to; absent for the org's own. */
  readonly managed?: Managed;
}

/** What decides whether a debugging session, the subscriber's own where it has no publisher, sees inside a piece of code. */
export interface SightFacts {
  readonly session: Pick<DebugSession, "publisher">;
  readonly code: Code;
}

export const notInAnonymous = rule<SightFacts>(
  "DEBUG-33",
  ({ code }) =>
    code.file === ANONYMOUS ? "an Execute Anonymous block takes neither a breakpoint nor a step" : undefined,
  "set the breakpoint in a class that the block calls",
);

export const ownCodeOnly = rule<SightFacts>(
  "DEBUG-09",
  ({ session, code: { file, managed } }) =>
    session.publisher === undefined && managed
      ? `${file} is code of the managed package ${managed.name}, and the session is the subscriber's own`
      : undefined,
  "give the publisher login access and let its engineer debug",
);

/** The publisher's packages and the subscriber's own Apex are downloaded, other packages as skeletons (DEBUG-43). */
export const globalsOnly = rule<SightFacts>(
  "DEBUG-41",
  ({ session, code: { file, managed } }) =>
    session.publisher !== undefined && managed && managed.publisher !== session.publisher
      ? `${file} is code of the package ${managed.name}, another publisher's`
      : undefined,
  "ask the publisher of that package to debug it",
);

/** Why a debugger does not stop inside a piece of code, asked in this order. */
export const SIGHT_ORDER: readonly Rule<SightFacts>[] = [notInAnonymous, ownCodeOnly, globalsOnly];

/** Why only the globals of some code are seen, asked in this order; an anonymous block's variables are seen (DEBUG-33). */
const HIDING: readonly Rule<SightFacts>[] = [ownCodeOnly, globalsOnly];

const denied = (facts: SightFacts, rules: readonly Rule<SightFacts>[]): Decision | undefined => {
  const decision = decide(facts, rules, globalsOnly);
  return decision.effect === "deny" ? decision : undefined;
};

/** Why the debugger never stops in this code; nothing when it can. */
export const blind = (facts: SightFacts): Decision | undefined => denied(facts, SIGHT_ORDER);

/** Why no more than the globals of this code are shown; nothing when all is. */
export const hidden = (facts: SightFacts): Decision | undefined => denied(facts, HIDING);
