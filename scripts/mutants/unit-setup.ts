import { afterAll, inject } from "vitest";
import { mutantNamed } from "#steps/reader/mutants.ts";

// Runs before every unit test file of a mutation run, and before what the file itself imports is looked at.

declare module "vitest" {
  interface ProvidedContext {
    readonly mutant: string;
  }
}

const mutant = inject("mutant");
if (mutant !== "") afterAll((await mutantNamed(mutant)).apply());
