import { definition } from "#domain/decision.ts";

/** How much of a category is logged, from nothing to everything. */
export const LEVELS = ["NONE", "ERROR", "WARN", "INFO", "DEBUG", "FINE", "FINER", "FINEST"] as const;
export type Level = (typeof LEVELS)[number];

/** What is logged, by the names that the header of a log uses; NBA and WAVE came with newer headers (LOG-09). */
export const CATEGORIES = [
  "APEX_CODE",
  "APEX_PROFILING",
  "CALLOUT",
  "DB",
  "NBA",
  "SYSTEM",
  "VALIDATION",
  "VISUALFORCE",
  "WAVE",
  "WORKFLOW",
] as const;
export type Category = (typeof CATEGORIES)[number];

export type Levels = { readonly [One in Category]: Level };

/** Whether a category that is set to one level logs what belongs to another. */
export const includesLevel = definition<{ readonly set: Level; readonly of: Level }, boolean>(
  "LOG-08",
  ({ set, of }) => of !== "NONE" && LEVELS.indexOf(of) <= LEVELS.indexOf(set),
);

/** The level of every category; one for which none was set logs nothing. */
export const levelsOf = definition<Partial<Levels>, Levels>("LOG-09", (set) => ({ ...everyCategory("NONE"), ...set }));

/** The same level for all. */
export const everyCategory = (level: Level): Levels =>
  Object.fromEntries(CATEGORIES.map((category) => [category, level])) as unknown as Levels;

/** What the platform logs of Apex tests that no trace flag follows. */
export const TEST_LEVELS: Partial<Levels> = {
  APEX_CODE: "DEBUG",
  APEX_PROFILING: "INFO",
  CALLOUT: "INFO",
  DB: "INFO",
  SYSTEM: "DEBUG",
  VALIDATION: "INFO",
  VISUALFORCE: "INFO",
  WORKFLOW: "INFO",
};
