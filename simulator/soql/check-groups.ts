import type { GroupBy, Operand, Query } from "./ast.ts";
import { type Expression, type FieldRef, type FunctionRef, type Output, signatureOf } from "./bound.ts";
import { writtenOf } from "./check-select.ts";
import { faultAt, unreadable } from "./error.ts";
import { aggregates, expressionOf, isKey, subjectOf } from "./expressions.ts";
import type { Scope } from "./names.ts";
import { familyOf, isGroupable } from "./schema.ts";

/** How many fields ROLLUP and CUBE take. */
const ROLLED = 3;

type Key = FieldRef | FunctionRef;

/** What rows are grouped by: each key, and which keys count in each pass. */
export interface Groups {
  readonly keys: readonly Key[];
  readonly sets: readonly (readonly number[])[];
}

export function groupsOf(scope: Scope, groupBy: GroupBy | undefined): Groups {
  const keys = (groupBy?.by ?? []).map((operand) => keyOf(scope, operand));
  const all = keys.map((_, nth) => nth);
  const malformed = (sentence: string) => faultAt(scope.text, groupBy?.by[0]?.at ?? 0, "MALFORMED_QUERY", sentence);
  if (!groupBy || groupBy.kind === "plain") return { keys, sets: [all] };
  // The sentence is ours; the bound is the platform's.
  if (keys.length > ROLLED) throw malformed(`${groupBy.kind.toUpperCase()} takes at most ${ROLLED} fields`);
  if (groupBy.kind === "rollup") return { keys, sets: [...all.map((nth) => all.slice(0, all.length - nth)), []] };
  const subsets = Array.from({ length: 2 ** all.length }, (_, bits) => all.filter((nth) => !((bits >> nth) & 1)));
  return { keys, sets: subsets };
}

function keyOf(scope: Scope, operand: Operand): Key {
  const of = expressionOf(scope, operand);
  const field = of.kind === "field" ? of.field : undefined;
  if (!isKey(of) || (field && !isGroupable(field))) {
    const sentence = `field '${subjectOf(of)}' can not be grouped in a query call`;
    throw faultAt(scope.text, operand.at, "MALFORMED_QUERY", sentence);
  }
  return of;
}

/** An expression of a grouped query: an aggregate, or one of the keys. */
export function groupedExpression(scope: Scope, { keys }: Groups, operand: Operand, what: string): Expression {
  const of = expressionOf(scope, operand);
  const grouped = new Set(keys.map(signatureOf));
  const malformed = (sentence: string) => faultAt(scope.text, operand.at, "MALFORMED_QUERY", sentence);
  if (of.kind === "grouping" && !grouped.has(signatureOf(of.of)))
    throw malformed(`Field must be grouped or aggregated: ${subjectOf(of)}`);
  if (of.kind === "aggregate" && of.of && familyOf(of.of.type) === "id" && grouped.has(signatureOf(of.of))) {
    const at = operand.kind === "call" ? (operand.argument?.at ?? operand.at) : operand.at;
    const sentence = `Grouped field should not be aggregated: ${subjectOf(of)}`;
    throw faultAt(scope.text, at, "MALFORMED_QUERY", sentence);
  }
  if (of.kind === "aggregate" || of.kind === "grouping" || aggregates(of) || isGrouped(grouped, of)) return of;
  throw malformed(`${what} must be grouped or aggregated: ${subjectOf(of)}`);
}

/** A key, or a key that is only shown in another way. */
const isGrouped = (grouped: ReadonlySet<string>, of: Expression): boolean =>
  grouped.has(signatureOf(of)) || (of.kind === "function" && isGrouped(grouped, of.of));

/** What each group answers: its keys by their own names, all else by its alias or as expr0, expr1 and so on. */
export function groupOutputs(scope: Scope, groups: Groups, { select }: Query): Output[] {
  const names = new Set<string>();
  let unnamed = 0;
  return select.map((selection): Output => {
    const malformed = (sentence: string) => faultAt(scope.text, selection.at, "MALFORMED_QUERY", sentence);
    if (selection.kind !== "field") throw malformed("a grouped query selects fields and aggregates only");
    const { operand, alias } = selection;
    if (operand.kind === "call" && operand.name === "COUNT" && !operand.argument)
      throw unreadable(scope.text, selection.at, "unexpected token: 'COUNT'");
    const of = groupedExpression(scope, groups, operand, "Field");
    const name = alias ?? (of.kind === "field" ? of.field.name : `expr${unnamed++}`);
    if (names.has(name.toLowerCase())) throw malformed(`duplicate alias: ${name}`);
    names.add(name.toLowerCase());
    return { kind: "value", name, of, written: writtenOf(of) };
  });
}
