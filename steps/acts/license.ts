import type { Face } from "#steps/face.ts";

/** What is done about licenses on either side, through whichever face. */
export const licenseActs = (_: Face) => ({});
