import { type Check, type Decision, decide, explain, type Rule, rule } from "../decision.ts";
import type { Grant } from "../grant/grant.ts";
import { type AgentFacts, CONSOLE_RULES } from "../lmo/console.ts";
import type { Org } from "../org.ts";
import type { Policies } from "../policies.ts";
import { formatInstant, type Instant } from "../time.ts";
import { isWorking, type User } from "../user.ts";
import type { Session } from "./session.ts";

/** All that is looked at when an agent clicks Login next to a user. Plain data, so a question can be kept and asked again. */
export interface LogInAsFacts extends AgentFacts {
  readonly now: Instant;
  readonly policies: Pick<Policies, "requireCaseReference" | "eligibilityRecheckAtLogin" | "anyUserSetting">;
  /** The agent's session; in a LoginAs session it has a delegate (LOGIN-14). */
  readonly agent: AgentFacts["agent"] & { readonly session: Pick<Session, "mfa" | "level" | "delegate"> };
  /** The org asked for, as it was named. */
  readonly asked: string;
  /** The subscriber org; absent when the publisher manages no package in an org of that name. */
  readonly subscriber?: Org;
  readonly user?: User;
  /** The newest grant of this user to this publisher, running or over. */
  readonly grant?: Grant;
  /** Why the user's grant page would not list the publisher now (GRANT-24, asked only by policy). */
  readonly hiddenBecause?: string;
  readonly caseReference?: string;
}

const org = ({ subscriber, asked }: LogInAsFacts): string => subscriber?.name ?? asked;

export const noLoginAsWithin = rule<LogInAsFacts>(
  "LOGIN-14",
  ({ agent }) => (agent.session.delegate ? "this is a LoginAs session already" : undefined),
  "return to the subscriber overview first",
);

export const ownSubscriber = rule<LogInAsFacts>(
  "LMO-18",
  ({ subscriber, agent, asked }) => (subscriber ? undefined : `${agent.org.name} manages no package in an org "${asked}"`),
  "search for the subscriber by name or org id on the Subscribers tab",
);

export const noGovernmentCloud = rule<LogInAsFacts>(
  "LOGIN-03",
  ({ subscriber }) =>
    subscriber?.governmentCloud ? `${subscriber.name} is on the Government Cloud instance ${subscriber.instance}` : undefined,
  "support this subscriber without logging in",
);

export const noScratchOrg = rule<LogInAsFacts>(
  "LOGIN-04",
  ({ subscriber }) => (subscriber?.kind === "scratch" ? `${subscriber.name} is a scratch org` : undefined),
  "reproduce the problem in a sandbox or production org",
);

export const orgReachable = rule<LogInAsFacts>(
  "LMO-22",
  ({ subscriber }) =>
    subscriber && subscriber.status !== "active"
      ? `${subscriber.name} is ${subscriber.status}: its proxy user is deactivated`
      : undefined,
  "ask the subscriber to have the org unlocked or enabled",
);

export const userWorks = rule<LogInAsFacts>(
  "GRANT-26",
  (facts) =>
    facts.user && isWorking(facts.user)
      ? undefined
      : facts.user
        ? `${facts.user.username} is ${facts.user.active ? "frozen" : "inactive"}`
        : `${org(facts)} has no such user`,
  "let an administrator of the subscriber org activate or unfreeze the user, or ask another user to grant access",
);

export const supportedLicense = rule<LogInAsFacts>(
  "LOGIN-02",
  ({ user }) =>
    user?.license === "Salesforce" || user?.license === "Salesforce Platform"
      ? undefined
      : `${user?.username} has a ${user?.license} license`,
  "ask a user with a Salesforce or Salesforce Platform license to grant access",
);

export const notTakenBack = rule<LogInAsFacts>(
  "GRANT-07",
  ({ user, grant }) =>
    grant?.end?.how === "revoked"
      ? `${user?.username} took login access back at ${formatInstant(grant.end.at)}`
      : undefined,
  "ask the user to grant login access again",
);

export const withinThePeriod = rule<LogInAsFacts>(
  "GRANT-06",
  ({ grant, now }) =>
    grant && grant.endsAt <= now ? `login access ended at ${formatInstant(grant.endsAt)}` : undefined,
  "ask the user to grant login access again",
);

export const ownGrant = rule<LogInAsFacts>(
  "GRANT-03",
  ({ user, grant }) => (grant && !grant.end ? undefined : `${user?.username} has granted no login access`),
  "ask the user to grant login access: Settings, Grant Account Login Access, choose a duration, Save",
);

export const caseNamed = rule<LogInAsFacts>(
  "LMO-20",
  ({ caseReference, policies }) =>
    policies.requireCaseReference && !caseReference ? "no case reference was given" : undefined,
  "log a case that says when and why, and name it",
);

/** The order of LOGIN-23. What the subscriber must still approve is asked after all of these (LOGIN-07). */
export const LOGIN_ORDER: readonly Rule<LogInAsFacts>[] = [
  noLoginAsWithin,
  ...CONSOLE_RULES,
  ownSubscriber,
  noGovernmentCloud,
  noScratchOrg,
  orgReachable,
  userWorks,
  supportedLicense,
  notTakenBack,
  withinThePeriod,
  ownGrant,
  caseNamed,
];

/** May this agent log in as this user, now? An allow quotes GRANT-03, which carries the authority. */
export const mayLogInAs = (facts: LogInAsFacts): Decision => decide(facts, LOGIN_ORDER, ownGrant);

/** The same question with every check in order. */
export const explainLogInAs = (facts: LogInAsFacts): readonly Check[] => explain(facts, LOGIN_ORDER);
