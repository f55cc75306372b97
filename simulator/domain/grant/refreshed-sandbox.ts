import { definition } from "#domain/decision.ts";
import type { OrgId } from "#domain/ids.ts";

/** Which org takes a refreshed sandbox's place: a new one, so that whatever hangs on an org id, as grants do, stays behind. */
export const idAfterRefresh = definition<{ readonly id: OrgId }, OrgId>("GRANT-30", ({ id }) => id);
