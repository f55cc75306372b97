import type { EventType, Stream } from "#domain/events.ts";
import type { GrantId, OrgId, SessionId, UserId } from "#domain/ids.ts";
import type { Instant } from "#domain/time.ts";
import type { IndexRow } from "./row.ts";

/** Which records are looked for; what is left out does not narrow the search. */
export interface Search {
  /** Only records before this number count: what was known then (its default is all there are). */
  readonly asOf?: number;
  /** Number of the first record looked at. */
  readonly from?: number;
  readonly org?: Stream;
  /** The events by name, or whole areas by the word before the point: `login.started`, `grant`. */
  readonly types?: readonly (EventType | string)[];
  /** The user whom it counts as or who was really at the keyboard; without an org, of whatever org. */
  readonly person?: { readonly id: UserId; readonly org?: OrgId };
  readonly sessions?: ReadonlySet<SessionId>;
  readonly grants?: ReadonlySet<GrantId>;
  readonly effect?: "allow" | "deny";
  readonly rule?: string;
  /** Only what somebody did in the name of another. */
  readonly byDelegate?: true;
  /** Not before this instant, and before that one. */
  readonly since?: Instant;
  readonly until?: Instant;
  /** Newest first; oldest first unless said. */
  readonly backwards?: true;
}

/** A search index over the audit log: derived from it, made anew whenever it does not fit, and never trusted. */
export interface AuditIndex {
  /** How many records it has taken in. */
  readonly size: number;
  /** The rows of the records that are looked for, one by one. */
  search(search: Search): Iterable<IndexRow>;
}
