import { type Decision, decide, definition, type Rule, type RuleId, rule } from "#domain/decision.ts";
import { grantedHere, neverRevives, standingAccess, stillListed } from "#domain/grant/at-login.ts";
import type { Grant } from "#domain/grant/grant.ts";
import { anyUserSwitchOff } from "#domain/grant/rules.ts";
import { type AgentFacts, CONSOLE_RULES } from "#domain/lmo/console.ts";
import { orgReachable, ownSubscriber } from "#domain/lmo/subscriber.ts";
import type { Org } from "#domain/org.ts";
import type { Policies } from "#domain/policies.ts";
import { formatInstant, type Instant } from "#domain/time.ts";
import { isWorking, type User } from "#domain/user.ts";
import { type EnteringFacts, withinLoginHours } from "./login-window.ts";
import type { Session } from "./session.ts";

/** All that is looked at when an agent clicks Login next to a user. Plain data, so a question can be kept and asked again. */
export interface LogInAsFacts extends AgentFacts, EnteringFacts {
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
  /** Why the grant page of whoever gave the access would not list the publisher now (GRANT-24, asked only by policy). */
  readonly hiddenBecause?: string;
  /** Where the same person has running access of this publisher, when it is not here (GRANT-25). */
  readonly grantedIn?: string;
  readonly caseReference?: string;
}

const org = ({ subscriber, asked }: Pick<LogInAsFacts, "subscriber" | "asked">): string => subscriber?.name ?? asked;

export const noLoginAsWithin = rule<{ readonly agent: { readonly session: Pick<Session, "delegate"> } }>(
  "LOGIN-14",
  ({ agent }) => (agent.session.delegate ? "this is a LoginAs session already" : undefined),
  "return to the subscriber overview first",
);

export const noGovernmentCloud = rule<LogInAsFacts>(
  "LOGIN-03",
  ({ subscriber }) =>
    subscriber?.governmentCloud
      ? `${subscriber.name} is on the Government Cloud instance ${subscriber.instance}`
      : undefined,
  "support this subscriber without logging in",
);

/** Whether orgs of a kind can be logged in to: production and trial orgs and sandboxes can (LOGIN-05). */
export const opensToLogins = definition<Pick<Org, "kind">, boolean>("LOGIN-05", ({ kind }) => kind !== "scratch");

export const noScratchOrg = rule<LogInAsFacts>(
  "LOGIN-04",
  ({ subscriber }) =>
    subscriber && !opensToLogins.gives(subscriber) ? `${subscriber.name} is a ${subscriber.kind} org` : undefined,
  "reproduce the problem in a sandbox or production org",
);

export const userWorks = rule<Pick<LogInAsFacts, "user" | "subscriber" | "asked">>(
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

const needsNoGrant = ({ subscriber, policies }: LogInAsFacts): boolean =>
  subscriber !== undefined && standingAccess(subscriber, policies);

export const ownGrant = rule<LogInAsFacts>(
  "GRANT-03",
  (facts) =>
    (facts.grant && !facts.grant.end) || needsNoGrant(facts)
      ? undefined
      : `${facts.user?.username} has granted no login access`,
  "ask the user to grant login access: Settings, Grant Account Login Access, choose a duration, Save",
);

export const caseNamed = rule<LogInAsFacts>(
  "LMO-20",
  ({ caseReference, policies }) =>
    policies.requireCaseReference && !caseReference?.trim() ? "no case reference was given" : undefined,
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
  neverRevives,
  withinThePeriod,
  grantedHere,
  ownGrant,
  stillListed,
  caseNamed,
  // Of an agent it asks nothing: it stands here so that an explanation says so.
  withinLoginHours,
];

const LOGIN_ORDER_IDS: readonly RuleId[] = LOGIN_ORDER.map(({ id }) => id);

/** The order in which a login is checked: the first rule broken is the one reason of a refusal (LOGIN-23). */
export const orderOfChecks = definition<LogInAsFacts, readonly RuleId[]>("LOGIN-23", () => LOGIN_ORDER_IDS);

/** The checks of a login as LOGIN-23 puts them. */
export function checksOf(facts: LogInAsFacts): readonly Rule<LogInAsFacts>[] {
  const ids = orderOfChecks.gives(facts);
  if (ids === LOGIN_ORDER_IDS) return LOGIN_ORDER;
  return ids.flatMap((id) => LOGIN_ORDER.filter((one) => one.id === id));
}

/** May this agent log in as this user, now? An allow quotes GRANT-03, which carries the authority, or the switch that needs no grant. */
export const mayLogInAs = (facts: LogInAsFacts): Decision =>
  decide(facts, checksOf(facts), !facts.grant && needsNoGrant(facts) ? anyUserSwitchOff : ownGrant);
