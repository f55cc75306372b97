import { RULE_BOOK, type RuleId } from "./rule-book.ts";

export type { RuleId };

/** What the rules answer: whether, under which rule, and why in words a person can act on. */
export interface Decision {
  readonly effect: "allow" | "deny";
  readonly rule: RuleId;
  readonly because: string;
}

/** A rule that can refuse. */
export interface Rule<Facts> {
  readonly id: RuleId;
  /** The sentence a feature's `Rule:` line repeats word for word. */
  readonly says: string;
  /** Why these facts break the rule; nothing when they keep it. */
  readonly brokenBy: (facts: Facts) => string | undefined;
  /** One thing a person can do so that the rule is kept next time. */
  readonly cure: string;
}

/** A rule that settles something other than yes or no: an end, a label, a view. */
export interface Definition<Facts, Value> {
  readonly id: RuleId;
  /** The sentence a feature's `Rule:` line repeats word for word. */
  readonly says: string;
  readonly gives: (facts: Facts) => Value;
}

/** Makes a rule that can refuse; its sentence comes from the rule book. */
export const rule = <Facts>(id: RuleId, brokenBy: Rule<Facts>["brokenBy"], cure: string): Rule<Facts> => ({
  id,
  says: RULE_BOOK[id].says,
  brokenBy,
  cure,
});

/** Makes a rule that settles a value; its sentence comes from the rule book. */
export const definition = <Facts, Value>(
  id: RuleId,
  gives: Definition<Facts, Value>["gives"],
): Definition<Facts, Value> => ({ id, says: RULE_BOOK[id].says, gives });

export const allow = ({ id, says }: { readonly id: RuleId; readonly says: string }): Decision => ({
  effect: "allow",
  rule: id,
  because: says,
});

/** Asks the rules in order: the first one broken denies; when all are kept, the authority allows. */
export function decide<Facts>(
  facts: Facts,
  rules: readonly Rule<Facts>[],
  authority: { readonly id: RuleId; readonly says: string },
): Decision {
  for (const one of rules) {
    const because = one.brokenBy(facts);
    if (because !== undefined) return { effect: "deny", rule: one.id, because };
  }
  return allow(authority);
}

/** One line of an explanation: a rule, how these facts stand to it, and what would change that. */
export interface Check {
  readonly rule: RuleId;
  readonly says: string;
  readonly verdict: "kept" | "broken" | "not reached";
  readonly because?: string;
  readonly cure?: string;
}

/** Every rule in the order `decide` asks them, with what it says of these facts; behind the first broken one none is reached. */
export function explain<Facts>(facts: Facts, rules: readonly Rule<Facts>[]): readonly Check[] {
  let reached = true;
  return rules.map(({ id, says, brokenBy, cure }): Check => {
    if (!reached) return { rule: id, says, verdict: "not reached" };
    const because = brokenBy(facts);
    if (because === undefined) return { rule: id, says, verdict: "kept" };
    reached = false;
    return { rule: id, says, verdict: "broken", because, cure };
  });
}
