import { type Decision, decide, type Rule, rule } from "#domain/decision.ts";

/** A variable of a stopped thread. Its value is the subscriber's data: it is shown to who inspects it, and kept nowhere. */
export interface Variable {
  readonly name: string;
  readonly scope: "local" | "static" | "global";
  /** As Apex writes it: `Map<String,Account>`. */
  readonly type: string;
  /** Its `toString`; absent for null. */
  readonly value?: string;
  /** What is in it: fields, or what a collection holds, named by place or key. */
  readonly inside?: readonly Variable[];
  /** An object of the platform's own library, which shows by its `toString` only (DEBUG-39). */
  readonly library?: true;
}

/** One call on the stack of a stopped thread. */
export interface Frame {
  /** The type whose code it is: `ledg/InvoiceService`. */
  readonly file: string;
  /** `ledg.InvoiceService.post(Id)`. */
  readonly method: string;
  readonly line: number;
  readonly variables: readonly Variable[];
}

/** What other debuggers can do and this one is asked for in vain. */
export const MISSING = [
  "conditional breakpoint",
  "hit-count breakpoint",
  "function breakpoint",
  "step back",
  "restart frame",
  "set variable",
  "evaluate an expression",
  "watch an expression",
] as const;
export type Missing = (typeof MISSING)[number];

export interface AskFacts {
  readonly asks: Missing | "inspect";
  /** What is to be unfolded, where that is asked. */
  readonly into?: Variable;
}

/** By what each missing ability is refused. */
const MISSING_IN: Readonly<Record<"DEBUG-31" | "DEBUG-39", readonly AskFacts["asks"][]>> = {
  "DEBUG-31": [
    "conditional breakpoint",
    "hit-count breakpoint",
    "function breakpoint",
    "step back",
    "restart frame",
    "set variable",
  ],
  "DEBUG-39": ["evaluate an expression", "watch an expression"],
};

const absent = (under: keyof typeof MISSING_IN, { asks }: AskFacts): string | undefined =>
  MISSING_IN[under].includes(asks) ? `the debugger cannot do this: ${asks}` : undefined;

export const nothingConditional = rule<AskFacts>(
  "DEBUG-31",
  (facts) => absent("DEBUG-31", facts),
  "set a line breakpoint, and look at the variables when it is hit",
);

export const levelByLevel = rule<AskFacts>(
  "DEBUG-39",
  (facts) =>
    absent("DEBUG-39", facts) ??
    (facts.into?.library ? `${facts.into.type} is an object of the library, which shows its text only` : undefined),
  "read the variable itself, level by level",
);

/** What the debugger is asked beyond stopping and going on, in the order a refusal names it. */
export const ASK_ORDER: readonly Rule<AskFacts>[] = [nothingConditional, levelByLevel];

export const mayAsk = (facts: AskFacts): Decision => decide(facts, ASK_ORDER, levelByLevel);
