import { isRuleId, RULE_BOOK } from "#domain/rule-book.ts";

/** How a command can end. */
export const EXIT = {
  done: 0,
  /** It ran, and the answer is no. */
  no: 1,
  usage: 2,
  unreachable: 3,
  notFound: 4,
  refused: 5,
  conflict: 6,
  timedOut: 7,
  invalid: 8,
  nothing: 9,
  defect: 70,
  interrupted: 130,
} as const;
export type Exit = (typeof EXIT)[keyof typeof EXIT];

/** Why a command did not do what it was asked: what, why, and what to do about it. */
interface Reasons {
  readonly exit: Exit;
  /** A word for programs: the platform's error code, or ours. */
  readonly code: string;
  readonly what: string;
  readonly because?: string;
  readonly hint: string;
  /** The rule that refused, if one did. */
  readonly rule?: string;
}

export class Failure extends Error {
  readonly reasons: Reasons;

  constructor(reasons: Reasons) {
    super(reasons.what);
    this.name = "Failure";
    this.reasons = reasons;
  }
}

export const wrongUsage = (what: string, hint: string): Failure =>
  new Failure({ exit: EXIT.usage, code: "USAGE", what, hint });

/** What a failure is called whose one sentence says why. */
const TITLES: Readonly<Record<Exit, string>> = {
  0: "done",
  1: "the answer is no",
  2: "wrong usage",
  3: "no simulator",
  4: "not found",
  5: "refused",
  6: "conflict",
  7: "timed out",
  8: "not valid",
  9: "nothing selected",
  70: "our defect",
  130: "interrupted",
};

/** Three lines for a person: what, why with the rule's own sentence, and what to do. */
export function asLines({ exit, what, because, hint, rule }: Reasons): string {
  const sentence = rule && isRuleId(rule) ? ` (${rule}: ${RULE_BOOK[rule].says})` : "";
  const lines = because === undefined ? [TITLES[exit], what] : [what, because];
  return `${lines[0]}\nwhy: ${lines[1]}${sentence}\ndo:  ${hint}`;
}

/** The same for a program. */
export const asError = ({ code, rule, what, because, hint }: Reasons) => ({
  ok: false as const,
  error: {
    code,
    ...(rule !== undefined && { rule }),
    message: what,
    ...(because !== undefined && { because }),
    hint,
    docs: rule === undefined ? "understudy --help" : `understudy rule show ${rule}`,
  },
});
