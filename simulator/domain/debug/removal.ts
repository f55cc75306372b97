import { type Decision, decide, rule } from "#domain/decision.ts";
import { pageRight } from "#domain/power/page-right.ts";
import type { Entitlements } from "#domain/user.ts";
import type { DebugSession } from "./session.ts";

/** What decides whether a debugging session can be ended by somebody. */
export interface RemovalFacts {
  /** The session that is meant; nothing where the org has no such session that runs. */
  readonly found?: Pick<DebugSession, "login">;
  /** Whether it rests on the very session of whoever ends it. */
  readonly isOwn: boolean;
  readonly person: { readonly user: { readonly username: string }; readonly entitlements: Entitlements };
}

/** Whose it is does not matter, nor whether its IDE is still open; the sentence is the platform's own. */
export const somethingToStop = rule<RemovalFacts>(
  "DEBUG-25",
  ({ found }) => (found ? undefined : "No Apex Debugger session found."),
  "look in Setup, Apex Debugger, which sessions run",
);

/** May it be ended? Everybody may stop the own one; another's is removed by an administrator. */
export function mayEnd(facts: RemovalFacts): Decision {
  const found = decide(facts, [somethingToStop], somethingToStop);
  if (found.effect === "deny" || facts.isOwn) return found;
  const removal = { person: facts.person, needs: "Modify All Data", name: "remove a debugging session" } as const;
  return decide(removal, [pageRight], somethingToStop);
}
