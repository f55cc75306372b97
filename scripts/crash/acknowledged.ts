import type { OrgId, SessionId } from "#domain/ids.ts";
import type { Instant } from "#domain/time.ts";

/** What a caller was told had happened: after any crash it must still be so. */
export type Acknowledged =
  | { readonly kind: "grant"; readonly endsAt: Instant }
  | { readonly kind: "login"; readonly caseReference: string; readonly session?: SessionId }
  | { readonly kind: "row"; readonly org: OrgId; readonly apiRequests: number };
