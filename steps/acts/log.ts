import type { Face } from "#steps/face.ts";

/** What is done about trace flags and debug logs, through whichever face. */
export const logActs = (_: Face) => ({});
