import { definition } from "#domain/decision.ts";
import type { UserRef } from "#domain/ids.ts";
import type { RuleId } from "#domain/rule-book.ts";
import type { Instant } from "#domain/time.ts";
import { type Names, orgCalled, personCalled } from "./names.ts";
import type { TraceRecord } from "./record.ts";

/** What one record of the audit log says, in names. */
export interface Entry {
  readonly event: string;
  readonly time: Instant;
  /** Who really did it; absent for what happened by itself. */
  readonly actor?: string;
  /** Whom it counts as. */
  readonly user?: string;
  /** The orgs concerned: the one it happened in, and that of the actor. */
  readonly orgs: readonly string[];
  readonly rule?: RuleId;
  readonly outcome?: "allow" | "deny";
  /** Whether it carries the hash of the record before. */
  readonly chained: boolean;
}

interface EntryFacts {
  readonly record: Omit<TraceRecord, "append">;
  readonly names: Names;
  readonly chained: boolean;
}

export const entryOf = definition<EntryFacts, Entry>(
  "TRACE-28",
  ({ record: { type, at, org, user, delegateUser, decision }, names, chained }) => {
    const actor = delegateUser ?? user;
    const called = (ref: UserRef) => personCalled(names, ref).username;
    const orgs = [org, ...(user ? [user.org] : []), ...(delegateUser ? [delegateUser.org] : [])];
    return {
      event: type,
      time: at,
      ...(actor && { actor: called(actor) }),
      ...(user && { user: called(user) }),
      orgs: [...new Set(orgs)].map((one) => (one === "platform" ? one : orgCalled(names, one))),
      ...(decision && { rule: decision.rule, outcome: decision.effect }),
      chained,
    };
  },
);
