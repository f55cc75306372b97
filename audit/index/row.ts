import type { EventType, Stream } from "#domain/events.ts";
import type { DebugSessionId, GrantId, SessionId, UserId, UserRef } from "#domain/ids.ts";
import type { Instant } from "#domain/time.ts";
import type { AuditRecord } from "#usecases/ports.ts";

/**
 * What the index notes of a record: ids, kinds and flags that are open to whoever may read the log at all. Never a name,
 * a text, an address or a value: these are the record's own, where they can be sealed or erased, and are read there.
 */
export interface IndexRow {
  readonly seq: number;
  readonly at: Instant;
  readonly type: EventType;
  readonly org: Stream;
  readonly user: UserRef | undefined;
  readonly delegateUser: UserRef | undefined;
  readonly session: SessionId | undefined;
  readonly debugSession: DebugSessionId | undefined;
  readonly grant: GrantId | undefined;
  /** Whom a grant lets in: the id of a publisher, or a word for one of the other two parties. */
  readonly party: string | undefined;
  /** Whose account a grant opens, where that is not the account of the user who acted. */
  readonly account: UserId | undefined;
  /** When a grant ends, as this record says. */
  readonly until: Instant | undefined;
  /** Why something ended, as one of the few words there are for that. */
  readonly how: string | undefined;
  readonly rule: string | undefined;
  readonly effect: "allow" | "deny" | undefined;
  /** Whether a case was named; which one stands in the record. */
  readonly withCase: boolean;
  /** An agent did it in the user's name. */
  readonly byAgent: boolean;
}

/** Members that some events have and the index looks at; a sealed one is an object where the text would be. */
interface Details {
  readonly debugSession?: unknown;
  readonly grant?: unknown;
  readonly party?: unknown;
  readonly account?: unknown;
  readonly endsAt?: unknown;
  readonly reason?: unknown;
  readonly caseReference?: unknown;
  readonly byAgent?: unknown;
}

const textIn = <Text extends string>(value: unknown): Text | undefined =>
  typeof value === "string" ? (value as Text) : undefined;

/** What the index notes of a record. */
export function rowOfRecord(record: AuditRecord): IndexRow {
  const { seq, at, type, org, user, delegateUser, session, decision } = record;
  const details = record as AuditRecord & Details;
  return {
    seq,
    at,
    type,
    org,
    user,
    delegateUser,
    session,
    debugSession: textIn(details.debugSession),
    grant: textIn(details.grant),
    party: textIn(details.party),
    account: textIn(details.account),
    until: textIn(details.endsAt),
    how: textIn(details.reason),
    rule: decision?.rule,
    effect: decision?.effect,
    withCase: details.caseReference !== undefined,
    byAgent: details.byAgent === true,
  };
}
