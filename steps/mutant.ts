import { fits, turnRound } from "./reader/mutations.ts";
import { findRuleObjects } from "./reader/rule-objects.ts";

/**
 * Turns one rule round for a whole run, and answers how to turn it back: `GRANT-06:never`. Only the mutation run sets
 * this; by hand it is `cucumber-js --world-parameters '{"mutant":"GRANT-06:never"}'`, which has to fail.
 */
export async function applyMutant(mutant: string): Promise<() => void> {
  const colon = mutant.indexOf(":");
  const [id, mutation] = [mutant.slice(0, colon), mutant.slice(colon + 1)];
  const own = (await findRuleObjects()).filter((one) => one.id === id && fits(one.object, mutation));
  if (own.length === 0) throw new Error(`no rule object "${id}" that can be turned round by "${mutation}"`);
  const undo = own.map(({ object }) => turnRound(object, mutation));
  return () => {
    for (const turnBack of undo) turnBack();
  };
}
