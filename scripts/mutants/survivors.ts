import { readFileSync } from "node:fs";
import { z } from "zod";
import type { Fate } from "./fates.ts";

/** A mutant that nobody can notice, and why not. */
export interface Survivor {
  readonly mutant: string;
  readonly reason: string;
}

/** What is wrong with a run. */
export interface Verdict {
  /** Nobody noticed them, and nobody said why that is right. */
  readonly unexplained: readonly Fate[];
  /** Listed as survivors, and noticed all the same. */
  readonly killedAllTheSame: readonly string[];
  /** Listed as survivors, and no mutants at all. */
  readonly unknown: readonly string[];
}

const LIST = "scripts/mutants-survivors.json";

/** The survivors that are explained. */
export const readSurvivors = (): readonly Survivor[] =>
  z
    .array(z.strictObject({ mutant: z.string().min(1), reason: z.string().min(10) }))
    .parse(JSON.parse(readFileSync(LIST, "utf8")));

/** Holds the fates against the list, both ways; `all` are the names of every mutant there is, tried or not. */
export function verdictOn(fates: readonly Fate[], listed: readonly Survivor[], all: readonly string[]): Verdict {
  const names = new Set(listed.map(({ mutant }) => mutant));
  return {
    unexplained: fates.filter(({ mutant, outcome }) => outcome !== "killed" && !names.has(mutant)),
    killedAllTheSame: fates.flatMap(({ mutant, outcome }) =>
      outcome === "killed" && names.has(mutant) ? [mutant] : [],
    ),
    unknown: [...names].filter((name) => !all.includes(name)),
  };
}
