import type { Face } from "#steps/face.ts";

export const lmoActs = (_face: Face) => ({});
