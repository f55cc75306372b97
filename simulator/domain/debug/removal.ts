import { type Decision, decide, type Rule, rule } from "#domain/decision.ts";
import { type PageFacts, pageRight } from "#domain/power/page-right.ts";
import type { DebugSession } from "./session.ts";

/** What decides whether a debugging session can be ended by somebody. */
export interface RemovalFacts extends PageFacts {
  /** The session that is meant; nothing where the org has no such session that runs. */
  readonly found?: Pick<DebugSession, "login">;
  /** Whether it rests on the very session of whoever ends it. */
  readonly isOwn: boolean;
}

/** The permission that it takes to end another's session, and what that is called. */
export const REMOVING = { needs: "Modify All Data", name: "remove a debugging session" } as const;

/** Whose it is does not matter, nor whether its IDE is still open; the sentence is the platform's own. */
export const somethingToStop = rule<RemovalFacts>(
  "DEBUG-25",
  ({ found }) => (found ? undefined : "No Apex Debugger session found."),
  "look in Setup, Apex Debugger, which sessions run",
);

/** What ending a debugging session is asked: everybody may stop the own one, another's is removed by an administrator. */
export const removalOrder = ({ isOwn }: Pick<RemovalFacts, "isOwn">): readonly Rule<RemovalFacts>[] =>
  isOwn ? [somethingToStop] : [somethingToStop, pageRight];

/** May it be ended? */
export const mayEnd = (facts: RemovalFacts): Decision => decide(facts, removalOrder(facts), somethingToStop);
