import type { EventType } from "#domain/events.ts";
import type { OrgId, SessionId } from "#domain/ids.ts";
import type { Instant } from "#domain/time.ts";

/** What a caller was told had happened: after any crash it must still be so. */
export type Acknowledged =
  | { readonly kind: "grant"; readonly endsAt: Instant }
  | { readonly kind: "login"; readonly caseReference: string; readonly session?: SessionId }
  | { readonly kind: "row"; readonly org: OrgId; readonly apiRequests: number }
  | AcknowledgedEvent;

/** An event of an org, told by what the answer named of it; as many as were acknowledged must be there. */
export interface AcknowledgedEvent {
  readonly kind: "event";
  readonly org: OrgId;
  readonly type: EventType;
  /** A member of the event and what it must be; where the answer named nothing, events of this type are counted. */
  readonly about?: readonly [member: string, value: string];
}

/** What a run must have acknowledged, or it has looked at less than it says: the last thing of each story. */
const STORIES: readonly string[] = [
  "grant",
  "login",
  "row",
  "debug.duty-closed",
  "license.unassigned",
  "license.modified",
  "log.trace-flag-deleted",
  "trace.session-deleted",
];

/** The stories that nothing was acknowledged of. */
export function untold(acknowledged: readonly Acknowledged[]): readonly string[] {
  const told = new Set<string>(acknowledged.map((one) => (one.kind === "event" ? one.type : one.kind)));
  return STORIES.filter((story) => !told.has(story));
}
