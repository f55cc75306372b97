import { POLICY_BOOK, type Policies, type PolicyName } from "#domain/policies.ts";

/** A policy and one of its values. */
export interface Choice {
  readonly policy: PolicyName;
  readonly value: Policies[PolicyName];
}

/** A policy's value as a step says it: a list is written with commas. */
export const wordsOf = (value: unknown): string => (Array.isArray(value) ? value.join(", ") : String(value));

/** As a step says it behind `the policy`: `grantExpiryGranularity is endOfDay`. */
export const formatChoice = ({ policy, value }: Choice): string => `${policy} is ${wordsOf(value)}`;

/** The default or one of the alternatives by its words; throws where there is no such policy or value. */
export function parseChoice(text: string): Choice {
  const [, name = "", words = ""] = /^(\w+) is (.+)$/.exec(text) ?? [];
  if (!Object.hasOwn(POLICY_BOOK, name)) throw new Error(`no policy "${name}"`);
  const policy = name as PolicyName;
  const { default: usual, alternatives } = POLICY_BOOK[policy];
  const values = [usual, ...alternatives];
  const value = values.find((one) => wordsOf(one) === words);
  if (value === undefined) throw new Error(`policy ${name} is one of ${values.map(wordsOf).join("; ")}`);
  return { policy, value };
}

/** Every alternative of every policy, in the order of the book. */
export const allAlternatives = (): readonly Choice[] =>
  (Object.keys(POLICY_BOOK) as readonly PolicyName[]).flatMap((policy) =>
    POLICY_BOOK[policy].alternatives.map((value) => ({ policy, value })),
  );

/** Whether a step chooses a value of this policy. */
export const choosesPolicy = (step: { readonly text: string }, policy: PolicyName): boolean =>
  step.text.startsWith(`the policy ${policy} is `);
