import type { Ports } from "#usecases/ports.ts";

/** What is read of the traces that the platform keeps. */
export const traceActs = (_: Ports) => ({});
