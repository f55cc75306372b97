import { createVitest } from "vitest/node";

/** Tries the unit tests of the domain against a mutant: the first that fails, or nothing. */
export interface Units {
  readonly firstFailure: (mutant: string) => Promise<string | undefined>;
  readonly close: () => Promise<void>;
}

/** The unit tests of the domain, loaded once; throws where one fails as things are. */
export async function openUnits(): Promise<Units> {
  const vitest = await createVitest({
    watch: false,
    reporters: [{}],
    bail: 1,
    setupFiles: ["scripts/mutants/unit-setup.ts"],
  });
  const specifications = await vitest.globTestSpecifications(["simulator/domain/"]);
  if (specifications.length === 0) throw new Error("no unit test of the domain was found");
  const firstFailure = async (mutant: string) => {
    vitest.provide("mutant", mutant);
    const { testModules, unhandledErrors } = await vitest.runTestSpecifications(specifications);
    const [error] = unhandledErrors;
    if (error) throw error;
    for (const module of testModules) {
      if (module.ok()) continue;
      for (const one of module.children.allTests("failed")) return `${module.relativeModuleId} ${one.fullName}`;
      if (module.errors().length > 0) return `${module.relativeModuleId}: ${module.errors()[0]?.message}`;
    }
    return undefined;
  };
  const failing = await firstFailure("");
  if (failing) throw new Error(`this unit test fails as things are: ${failing}`);
  return { firstFailure, close: () => vitest.close() };
}
