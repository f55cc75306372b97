import type { Ports } from "#usecases/ports.ts";

/** What is done about trace flags and debug logs. */
export const logActs = (_: Ports) => ({});
