import type { Figure } from "#domain/figure.ts";
import { DEFAULT_POLICIES, POLICY_BOOK, policyNames } from "#domain/policies.ts";
import { unchanged } from "#domain/steps.ts";
import { findFigures } from "./figures.ts";
import { fits, turnRound } from "./mutations.ts";
import { findRuleObjects } from "./rule-objects.ts";
import { findStepTables } from "./step-tables.ts";

/** What is changed: a rule is turned round, a number moved by one unit, a step taken out of its table. */
export const KINDS = ["rule", "figure", "policy", "step"] as const;
export type Kind = (typeof KINDS)[number];

/** One change to the domain that somebody should notice. */
export interface Mutant {
  readonly kind: Kind;
  /** `GRANT-06:never`, `LOGIN-13:WARNING+1`, `POLICY_BOOK:sessionIdleTimeout-1` or `LOGIN_STEPS:login.ended`. */
  readonly name: string;
  /** The rules whose own examples should notice first; none for a step, which serves them all. */
  readonly rules: readonly string[];
  /** Makes the change, and answers how to take it back. */
  readonly apply: () => () => void;
}

const EITHER_WAY = [
  ["+1", 1],
  ["-1", -1],
] as const;

/** Every figure, a unit up and down. */
export const figureMutants = async (): Promise<readonly (Mutant & { readonly figure: Figure })[]> =>
  (await findFigures()).flatMap(({ figure, rule, name }) =>
    EITHER_WAY.map(([way, by]) => ({
      kind: "figure" as const,
      name: `${rule}:${name}${way}`,
      rules: [rule],
      figure,
      apply: () => moved(figure, "is", by),
    })),
  );

/** Every policy whose default is a number, a unit up and down; a step of a story that sets it still sets what it says. */
export const policyMutants = (): readonly Mutant[] =>
  policyNames
    .filter((name) => typeof POLICY_BOOK[name].default === "number")
    .flatMap((name) =>
      EITHER_WAY.map(([way, by]) => ({
        kind: "policy" as const,
        name: `POLICY_BOOK:${name}${way}`,
        rules: POLICY_BOOK[name].rules,
        apply: () => moved(DEFAULT_POLICIES, name, by),
      })),
    );

/** Every step that changes something, taken away: its event leaves the state as it was. */
export const stepMutants = async (): Promise<readonly (Mutant & { readonly table: object; readonly type: string })[]> =>
  (await findStepTables()).flatMap(({ table, name, changing }) =>
    changing.map((type) => ({
      kind: "step" as const,
      name: `${name}:${type}`,
      rules: [],
      table,
      type,
      apply: () => restoring(table, { [type]: unchanged }),
    })),
  );

/** All objects of one rule turned round by a mutation that fits them. */
async function ruleMutant(id: string, mutation: string): Promise<Mutant | undefined> {
  const own = (await findRuleObjects()).filter((one) => one.id === id && fits(one.object, mutation));
  if (own.length === 0) return undefined;
  const apply = () => {
    const undo = own.map(({ object }) => turnRound(object, mutation));
    return () => {
      for (const turnBack of undo) turnBack();
    };
  };
  return { kind: "rule", name: `${id}:${mutation}`, rules: [id], apply };
}

/** The mutant of this name; throws when there is none. */
export async function mutantNamed(name: string): Promise<Mutant> {
  const others = [...(await figureMutants()), ...policyMutants(), ...(await stepMutants())];
  const colon = name.indexOf(":");
  const mutant =
    others.find((one) => one.name === name) ?? (await ruleMutant(name.slice(0, colon), name.slice(colon + 1)));
  if (mutant) return mutant;
  throw new Error(`nothing can be changed by the name "${name}"; npm run mutants -- --json lists all there are`);
}

function moved(object: object, member: string, by: number): () => void {
  return restoring(object, { [member]: Number(Reflect.get(object, member)) + by });
}

/** Puts other members in, and answers how to put the former ones back. */
export function restoring(object: object, members: Readonly<Record<string, unknown>>): () => void {
  const former = Object.fromEntries(Object.keys(members).map((name) => [name, Reflect.get(object, name)]));
  Object.assign(object, members);
  return () => {
    Object.assign(object, former);
  };
}
