import type { Face } from "#steps/face.ts";

/** What is read of the traces that the platform keeps, through whichever face. */
export const traceActs = (_: Face) => ({});
