import type { Ports } from "#usecases/ports.ts";

/** What is done about licenses on either side. */
export const licenseActs = (_: Ports) => ({});
