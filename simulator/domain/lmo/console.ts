import { type Rule, rule } from "#domain/decision.ts";
import type { Session } from "#domain/login/session.ts";
import { type Entitlements, holds, isWorking, opens, type User } from "#domain/user.ts";
import { LICENSE_MANAGEMENT_APP } from "./apps.ts";
import { PUBLISHER_RULES, type PublisherFacts } from "./publisher.ts";

/** What the rules about an agent look at. */
export interface AgentFacts {
  readonly agent: PublisherFacts & {
    readonly user: User;
    readonly entitlements: Entitlements;
    readonly session: Pick<Session, "mfa" | "level">;
  };
}

/** What a profile or permission set must open so that a page of the License Management App is there at all (LMO-09). */
const NEEDS = {
  "Subscriber Support Console": {
    pages: ["sfLma.LoginToPartnerBT", "sfLma.SubscriberSupport"],
    apps: [LICENSE_MANAGEMENT_APP],
    tabs: ["Subscribers"],
  },
  Packages: { pages: [], apps: [LICENSE_MANAGEMENT_APP], tabs: [] },
} as const satisfies Record<string, Readonly<Record<"pages" | "apps" | "tabs", readonly string[]>>>;

/** What is opened: the console, with the logins from it, or a page of the app that is none of the console's. */
export type LmaPage = keyof typeof NEEDS;

interface PageFacts extends AgentFacts {
  /** The console when nothing is said. */
  readonly page?: LmaPage;
}

export const loginPermission = rule<AgentFacts>(
  "LMO-08",
  ({ agent: { user, entitlements } }) =>
    holds(entitlements, "Log in to Subscriber Org")
      ? undefined
      : `${user.username} lacks Log in to Subscriber Org in the License Management Org`,
  "let an administrator of the License Management Org add Log in to Subscriber Org to the agent's profile or a permission set",
);

export const consoleAccess = rule<PageFacts>(
  "LMO-09",
  ({ agent: { user, entitlements }, page = "Subscriber Support Console" }) => {
    for (const sort of ["pages", "apps", "tabs"] as const) {
      const missing = NEEDS[page][sort].find((name) => !opens(entitlements, sort, name));
      if (missing) return `${user.username} has no access to the ${sort.slice(0, -1)} ${missing}`;
    }
    return undefined;
  },
  "give the agent both console pages, the License Management App, and the Subscribers tab set to Default On",
);

export const loggedInWithMfa = rule<AgentFacts>(
  "LMO-10",
  ({ agent: { user, session } }) =>
    session.mfa ? undefined : `${user.username} logged in without multi-factor authentication`,
  "verify the login with a one-time code",
);

export const highAssurance = rule<AgentFacts>(
  "LMO-11",
  ({ agent: { user, org, session } }) =>
    session.level === "high assurance"
      ? undefined
      : `the session of ${user.username} is not high assurance: multi-factor authentication is not in the High Assurance column of ${org.name}`,
  "move Multi-Factor Authentication to the High Assurance column in Session Settings of the License Management Org, then log in again",
);

export const agentWorks = rule<AgentFacts>(
  "LOGIN-01",
  ({ agent: { user } }) => (isWorking(user) ? undefined : `${user.username} is ${user.active ? "frozen" : "inactive"}`),
  "let an administrator of the License Management Org activate or unfreeze the agent",
);

/**
 * What stands before the Subscriber Support Console, in the order of LOGIN-23. The tab is missing without the login
 * permission, too (LMO-08), so looking and logging in ask the same.
 */
export const CONSOLE_RULES: readonly Rule<AgentFacts>[] = [
  ...PUBLISHER_RULES,
  agentWorks,
  loginPermission,
  consoleAccess,
  loggedInWithMfa,
  highAssurance,
];
