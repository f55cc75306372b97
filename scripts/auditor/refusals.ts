import { restoring } from "#steps/reader/mutants.ts";
import { findRuleObjects, isRule } from "#steps/reader/rule-objects.ts";
import type { Suite } from "#steps/reader/suite.ts";

export interface Refusals {
  /** By rule: the places of the examples in which it refuses something. */
  readonly of: ReadonlyMap<string, ReadonlySet<string>>;
  readonly ran: number;
  /** Examples that fail as things are. */
  readonly failing: readonly string[];
}

/**
 * Runs every example once and notes in which of them each rule refuses. Taking a rule away changes nothing anywhere
 * else, so only these examples can show that it is gone.
 */
export async function refusals(suite: Suite): Promise<Refusals> {
  const of = new Map<string, Set<string>>();
  let place = "";
  const rules = (await findRuleObjects()).flatMap(({ id, object }) => (isRule(object) ? [{ id, object }] : []));
  const undo = rules.map(({ id, object }) => {
    const { brokenBy } = object;
    const places = of.get(id) ?? new Set<string>();
    of.set(id, places);
    const watched: typeof brokenBy = (facts) => {
      const because = brokenBy(facts);
      if (because !== undefined) places.add(place);
      return because;
    };
    return restoring(object, { brokenBy: watched });
  });
  const onExample = (at: string) => {
    place = at;
  };
  const { ran, failures, broken } = await suite({ onExample });
  for (const turnBack of undo) turnBack();
  if (broken !== undefined) throw new Error(`the features cannot be run: ${broken}`);
  if (ran === 0) throw new Error("no example was run, so no rule refused anything");
  return { of, ran, failing: failures.map((one) => one.place) };
}
