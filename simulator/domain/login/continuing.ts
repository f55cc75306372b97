import { type Decision, decide, rule } from "#domain/decision.ts";
import type { Policies } from "#domain/policies.ts";
import { isWorking, type User } from "#domain/user.ts";
import type { SessionEnd } from "./session.ts";

interface ContinuingFacts {
  readonly user: User;
  /** Whether the login access the session rests on still runs. */
  readonly accessRuns: boolean;
  readonly onGrantEnd: Policies["onGrantEndDuringSession"];
}

export const userStillWorks = rule<ContinuingFacts>(
  "LOGIN-16",
  ({ user }) => (isWorking(user) ? undefined : `${user.username} is ${user.active ? "frozen" : "inactive"}`),
  "let an administrator of the subscriber org activate or unfreeze the user",
);

export const accessStillRuns = rule<ContinuingFacts>(
  "LOGIN-17",
  ({ accessRuns, onGrantEnd }) =>
    accessRuns || onGrantEnd === "letRun" ? undefined : "the login access this session rests on has ended",
  "ask the subscriber to grant login access again, then log in again",
);

/** What ends a LoginAs session at its next request, and the reason its end is recorded with. */
export const CONTINUING = { "LOGIN-16": "user inactive", "LOGIN-17": "login access ended" } as const satisfies Record<
  string,
  SessionEnd
>;

/** Asked before every request of a LoginAs session. */
export const mayContinue = (facts: ContinuingFacts): Decision =>
  decide(facts, [userStillWorks, accessStillRuns], accessStillRuns);
