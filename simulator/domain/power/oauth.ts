import { type Decision, decide, type Rule, rule } from "#domain/decision.ts";
import type { OAuthConsent } from "#domain/org.ts";
import { agentOf, type Reader } from "./reader.ts";

/** What an app asks a user for. */
export const OAUTH_PURPOSES = ["data access", "single sign-on"] as const satisfies readonly OAuthConsent["purpose"][];

export interface OAuthFacts {
  readonly reader: Reader;
  readonly app: string;
  readonly purpose: OAuthConsent["purpose"];
}

export const notWithLoginAccess = rule<OAuthFacts>(
  "POWER-06",
  ({ reader, app, purpose }) => {
    const agent = agentOf(reader);
    return agent && purpose === "data access"
      ? `${agent.user.username} works with login access and cannot grant ${app} access to the data of ${reader.user.username}`
      : undefined;
  },
  "ask the user to authorize the app in an own session",
);

/** Whoever it is behind the session, and whatever the app wants: single sign-on is no way round. */
export const onlyTheUserHerself = rule<OAuthFacts>(
  "POWER-14",
  ({ reader, app, purpose }) =>
    reader.delegate
      ? `${reader.delegate.user.username} is logged in as ${reader.user.username} and cannot authorize ${purpose} for ${app}`
      : undefined,
  "ask the user to authorize the app in an own session",
);

/** The order in which an authorization is judged. */
export const OAUTH_ORDER: readonly Rule<OAuthFacts>[] = [notWithLoginAccess, onlyTheUserHerself];

/** May an app be authorized for this user? */
export const mayAuthorize = (facts: OAuthFacts): Decision => decide(facts, OAUTH_ORDER, notWithLoginAccess);
