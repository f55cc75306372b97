import { definition, rule } from "#domain/decision.ts";
import { type Instant, later, MINUTE } from "#domain/time.ts";

/** Somebody works in a LoginAs session, or answers the request that it waits for. */
type ApprovalFacts =
  | { readonly does: "work"; readonly waiting: boolean; readonly username: string }
  | {
      readonly does: "answer";
      /** The user whose device the request went to. */
      readonly username: string;
      readonly answeredBy: string;
      /** Whether the one who answers is logged in as that user and therefore has not the user's device. */
      readonly throughLoginAs: boolean;
    };

/** Nothing is done in a login that waits, and nobody but the user can answer it. */
export const answeredByTheUser = rule<ApprovalFacts>(
  "LOGIN-07",
  (facts) => {
    if (facts.does === "work") return facts.waiting ? `${facts.username} has not yet approved this login` : undefined;
    if (facts.throughLoginAs) return `nobody logged in as ${facts.username} holds the device of ${facts.username}`;
    return facts.answeredBy === facts.username ? undefined : `the request went to ${facts.username}`;
  },
  "agree on a time with the user, who then approves the login on the own device",
);

/** When time ends a login that waits; nothing when only an answer can (LOGIN-09, policy `mfaApprovalTimeout`). */
export const waitsUntil = definition<
  {
    readonly since: Instant;
    /** When the login access it rests on ends or has ended; absent when it rests on none. */
    readonly accessEndsAt?: Instant;
    readonly timeout: "none" | number;
  },
  Instant | undefined
>("LOGIN-09", ({ since, accessEndsAt, timeout }) => {
  if (timeout === "none") return accessEndsAt;
  const patience = later(since, timeout * MINUTE);
  return accessEndsAt && accessEndsAt < patience ? accessEndsAt : patience;
});
