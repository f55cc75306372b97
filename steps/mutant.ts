import { mutantNamed } from "./reader/mutants.ts";

/**
 * Changes one thing of the domain for a whole run, and answers how to change it back: `GRANT-06:never`. Only the
 * mutation run sets this; by hand it is `cucumber-js --world-parameters '{"mutant":"GRANT-06:never"}'`, which has to
 * fail.
 */
export const applyMutant = async (mutant: string): Promise<() => void> => (await mutantNamed(mutant)).apply();
