import { definition, rule } from "#domain/decision.ts";
import type { Session, SessionEnd } from "./session.ts";

/** How the end of a session is recorded when whoever works in it is finished (LOGIN-10). */
export const loggedOut = definition<Pick<Session, "delegate">, SessionEnd>("LOGIN-10", () => "logged out");

/** How the end of a LoginAs session is recorded after Return to subscriber overview (LOGIN-11). */
export const returned = definition<Pick<Session, "delegate">, SessionEnd>(
  "LOGIN-11",
  () => "returned to subscriber overview",
);

/** Whether a session of the same org ends together with the one that is being left: only if it is that one (LOGIN-18). */
export const endsToo = definition<{ readonly left: Session; readonly other: Session }, boolean>(
  "LOGIN-18",
  ({ left, other }) => other.id === left.id,
);

/** Where somebody finds oneself after leaving: in the own org, still logged in there, or at its login page. */
export type Landing = "own org" | "login page";

/** Where an agent lands after a LoginAs session. With "login page" a former session does not survive (LOGIN-20). */
export const landing = definition<
  {
    /** Whether the session from which the agent logged in as the user still runs (LMO-19). */
    readonly formerSessionRuns: boolean;
    /** "Force relogin after Login-As-User" of the org that is being left. */
    readonly forceRelogin: boolean;
  },
  Landing
>("LOGIN-20", ({ formerSessionRuns, forceRelogin }) => (formerSessionRuns && !forceRelogin ? "own org" : "login page"));

interface SwitchingFacts {
  /** Whom the LoginAs session counts as. */
  readonly username: string;
  /** The username chosen in the profile menu. */
  readonly chosen: string;
}

/** A refusal under this rule is the end of the session, too: the menu logs the agent out. */
export const noOtherUsername = rule<SwitchingFacts>(
  "LOGIN-15",
  ({ username, chosen }) =>
    chosen.toLowerCase() === username.toLowerCase()
      ? undefined
      : `a LoginAs session as ${username} cannot go on as ${chosen}`,
  "return to the subscriber overview and log in next to the other user, who must have granted login access",
);
