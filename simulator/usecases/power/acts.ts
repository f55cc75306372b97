import type { Ports } from "#usecases/ports.ts";

/** What people do inside a subscriber org. */
export const powerActs = (_ports: Ports) => ({});
