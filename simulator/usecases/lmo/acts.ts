import type { Ports } from "#usecases/ports.ts";

/** What people do in the License Management Org. */
export const lmoActs = (_ports: Ports) => ({});
