import type { Face } from "#steps/face.ts";

export const powerActs = (_face: Face) => ({});
