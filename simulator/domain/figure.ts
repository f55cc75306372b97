import type { RuleId } from "./rule-book.ts";

/** A number that the catalogue states. */
export interface Figure {
  readonly rule: RuleId;
  readonly is: number;
  readonly unit: string;
}

/** Writes a number of the catalogue down, once; the mutation run moves it by one unit either way. */
export const figure = (rule: RuleId, is: number, unit: string): Figure => ({ rule, is, unit });
