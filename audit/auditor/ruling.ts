import type { Entry, Verdict } from "./entry.ts";
import { checkOf, type Say } from "./finding.ts";

/** Whether the facts on record break a rule; nothing where the log does not say, so that it is not evaluated. */
export type Broken = boolean | undefined;

/** A rule that is asked, and how these facts stand to it. */
export interface Asked {
  readonly rule: string;
  readonly broken: () => Broken;
}

export const ask = (rule: string, broken: () => Broken): Asked => ({ rule, broken });

/** A rule of which the log does not tell what it was asked of. */
export const untold = (rule: string): Asked => ({ rule, broken: () => undefined });

/**
 * Holds what a record says was decided against the rules, in the order they are asked: an allow breaks none of them, a
 * denial names the first that is broken.
 */
export function hold(entry: Entry, decision: Verdict, asked: readonly Asked[], say: Say): void {
  if (decision.effect === "deny") holdDenial(entry, decision.rule, asked, say);
  else
    for (const { rule, broken } of asked)
      if (broken() === true) {
        const says = `${what(entry)} was allowed under ${decision.rule}, and ${rule} refuses it`;
        say({ check: checkOf(rule), rule, seq: entry.seq, says });
        return;
      }
}

function holdDenial(entry: Entry, named: string, asked: readonly Asked[], say: Say): void {
  const { seq } = entry;
  let known = false;
  for (const { rule, broken } of asked) {
    const is = broken();
    known ||= rule === named;
    if (rule === named && is !== false) return;
    if (is === true) {
      const says = `${what(entry)} was refused under ${named}, and the first rule to refuse it is ${rule}`;
      say({ check: "A10", rule, seq, says });
      return;
    }
  }
  const says = known
    ? `${what(entry)} was refused under ${named}, and nothing on record breaks that rule`
    : `${what(entry)} was refused under ${named}, which is not asked of it`;
  say({ check: "A10", rule: named, seq, says });
}

const what = ({ seq, type }: Entry): string => `record ${seq} (${type})`;
