import type { OrgId } from "#domain/ids.ts";
import type { Change } from "#domain/org.ts";
import { operate } from "#usecases/act.ts";
import type { Ports } from "#usecases/ports.ts";

/** Writes rows of an org from outside, as a story's "Given" does; asked of no rule, and on record as such. */
export const changeOrg =
  (ports: Ports) =>
  (org: OrgId, what: string, changes: readonly Change[]): Promise<void> =>
    operate(ports, async () => ({ events: [{ type: "org.changed", org, what, changes }], value: undefined }));
