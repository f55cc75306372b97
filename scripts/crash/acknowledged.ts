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
