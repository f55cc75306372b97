import type { Figure } from "#domain/figure.ts";
import { figureMutants, type Mutant, policyMutants, restoring, stepMutants } from "#steps/reader/mutants.ts";
import { mutationsOf, RULE_MUTATIONS } from "#steps/reader/mutations.ts";
import { type Found, findRuleObjects, isRule, type RuleObject } from "#steps/reader/rule-objects.ts";
import type { Suite } from "#steps/reader/suite.ts";

/** A mutant, and the places of the examples that touch what it changes; only they can notice, unless a value is kept. */
export interface Candidate extends Pick<Mutant, "name" | "kind" | "rules"> {
  readonly touchedBy: ReadonlySet<string>;
}

export interface Watched {
  readonly candidates: readonly Candidate[];
  readonly objects: readonly Found[];
  readonly ran: number;
  /** Places of all examples, and of those that fail as things are and prove nothing. */
  readonly places: readonly string[];
  readonly failing: readonly string[];
}

/**
 * Runs everything once as it is, noting which example asks which rule, reads which number and takes which step, and
 * what values the definitions give, for from these the ways to change them follow.
 */
export async function watch(suite: Suite): Promise<Watched> {
  const [objects, figures, steps] = [await findRuleObjects(), await figureMutants(), await stepMutants()];
  const touched = new Map<unknown, Set<string>>();
  const mutations = new Map<RuleObject, Set<string>>();
  const places: string[] = [];
  const note = (key: unknown) => {
    const place = places.at(-1);
    if (place === undefined) return;
    const own = touched.get(key);
    if (own) own.add(place);
    else touched.set(key, new Set([place]));
  };
  const undo = [
    ...objects.map(({ object }) => watchObject(object, note, mutations)),
    ...[...new Set(figures.map(({ figure }) => figure))].map((figure) => watchFigure(figure, () => note(figure))),
    ...steps.map(({ name, table, type }) => watchStep(table, type, () => note(name))),
  ];
  const { ran, failures, broken } = await suite({ onExample: (place) => places.push(place) });
  for (const turnBack of undo) turnBack();
  if (broken) throw new Error(`the features cannot be run: ${broken}`);
  if (ran === 0) throw new Error("no example was run, so no mutant can be noticed");
  const failing = new Set(failures.map(({ place }) => place));
  const touching = (key: unknown) => new Set([...(touched.get(key) ?? [])].filter((place) => !failing.has(place)));
  const candidates: readonly Candidate[] = [
    ...objects.flatMap(({ id, object }) => {
      const ways = isRule(object) ? RULE_MUTATIONS : [...(mutations.get(object) ?? ["changed"])];
      return ways.map((way) => ({
        kind: "rule" as const,
        name: `${id}:${way}`,
        rules: [id],
        touchedBy: touching(object),
      }));
    }),
    ...figures.map(({ figure, ...mutant }) => ({ ...mutant, touchedBy: touching(figure) })),
    // Whoever reads a policy reads them all, so nothing is known of who touches one.
    ...policyMutants().map((mutant) => ({ ...mutant, touchedBy: new Set<string>() })),
    ...steps.map((mutant) => ({ ...mutant, touchedBy: touching(mutant.name) })),
  ];
  return { candidates, objects, ran, places: places.filter((place) => !failing.has(place)), failing: [...failing] };
}

function watchObject(
  object: RuleObject,
  note: (object: RuleObject) => void,
  mutations: Map<RuleObject, Set<string>>,
): () => void {
  if (isRule(object)) {
    const { brokenBy } = object;
    const watched: typeof brokenBy = (facts) => {
      note(object);
      return brokenBy(facts);
    };
    return restoring(object, { brokenBy: watched });
  }
  const { gives } = object;
  const watched: typeof gives = (facts) => {
    const value = gives(facts);
    note(object);
    const ways = mutations.get(object) ?? new Set();
    for (const way of mutationsOf(value)) ways.add(way);
    if (ways.size > 0) mutations.set(object, ways);
    return value;
  };
  return restoring(object, { gives: watched });
}

function watchFigure(figure: Figure, note: () => void): () => void {
  const { is } = figure;
  const get = () => {
    note();
    return is;
  };
  Object.defineProperty(figure, "is", { get, configurable: true, enumerable: true });
  return () => Object.defineProperty(figure, "is", { value: is, writable: true, configurable: true, enumerable: true });
}

function watchStep(table: object, type: string, note: () => void): () => void {
  const step: unknown = Reflect.get(table, type);
  if (typeof step !== "function") throw new Error(`no step for ${type}`);
  const watched = (state: unknown, event: unknown): unknown => {
    const after: unknown = step(state, event);
    if (after !== state) note();
    return after;
  };
  return restoring(table, { [type]: watched });
}
