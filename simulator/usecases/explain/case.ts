import { type Check, type Decision, explain, type Rule } from "#domain/decision.ts";
import type { LoginLink } from "#domain/login/link.ts";
import type { Instant } from "#domain/time.ts";

/** One question put to the rules, with all that can be told about the answer. */
export interface Case {
  readonly decision: Decision;
  readonly checks: readonly Check[];
  /** What the rules looked at, in words. */
  readonly facts: Readonly<Record<string, string>>;
  /** When something that the answer rests on changes by itself. */
  readonly instants: readonly Instant[];
  /** The answer at one of these instants, if nobody does anything until then. */
  readonly at: (instant: Instant) => Decision;
  /** What the agent sees of it on Org Details (LOGIN-24). */
  readonly sees?: LoginLink;
}

interface About<Facts> {
  readonly facts: Facts;
  /** The rules in the order in which `decide` asks them. */
  readonly rules: readonly Rule<Facts>[];
  readonly decide: (facts: Facts) => Decision;
  readonly shown: Readonly<Record<string, string>>;
  readonly instants?: readonly Instant[];
  /** The same facts at a later instant. */
  readonly later?: (instant: Instant) => Facts;
}

/** The case of one set of facts. The checks and the decision come from the very rules that the act itself asks. */
export const caseOf = <Facts>({
  facts,
  rules,
  decide,
  shown,
  instants = [],
  later = () => facts,
}: About<Facts>): Case => ({
  decision: decide(facts),
  checks: explain(facts, rules),
  facts: shown,
  instants,
  at: (instant) => decide(later(instant)),
});

/** Two cases of which the second is asked only when the first allows: what an agent does within a session she must get first. */
export function oneAfterTheOther(first: Case, second: Case): Case {
  const letIn = first.decision.effect === "allow";
  const notReached = ({ rule, says }: Check): Check => ({ rule, says, verdict: "not reached" });
  return {
    decision: letIn ? second.decision : first.decision,
    checks: [...first.checks, ...(letIn ? second.checks : second.checks.map(notReached))],
    facts: { ...first.facts, ...second.facts },
    instants: [...first.instants, ...second.instants],
    at: (instant) => {
      const then = first.at(instant);
      return then.effect === "allow" ? second.at(instant) : then;
    },
  };
}
