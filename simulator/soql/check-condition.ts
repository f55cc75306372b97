import type { Comparison, Condition, Literal, Operand, Query } from "./ast.ts";
import type { BoundCondition, BoundQuery, Expression, Test } from "./bound.ts";
import { faultAt, unreadable } from "./error.ts";
import { subjectOf } from "./expressions.ts";
import type { Scope } from "./names.ts";
import { type FieldSchema, familyOf, isFilterable, type Moment } from "./schema.ts";
import { comparandOf } from "./values.ts";

/** How many sub-selects one query may have after IN and NOT IN. */
const SEMI_JOINS = 2;
const ORDERED = ["<", "<=", ">", ">="];

/** What a condition is checked with; WHERE and HAVING differ in what may stand on the left. */
export interface Conditions {
  readonly scope: Scope;
  readonly moment: Moment;
  readonly expression: (operand: Operand) => Expression;
  /** Binds the select after IN; absent where there may be none. */
  readonly subSelect?: (query: Query) => BoundQuery;
}

/** Looks up every name of a condition and fits every value to its field. */
export function checkCondition(with_: Conditions, condition: Condition): BoundCondition {
  checkSubSelects(with_, condition);
  return bind(with_, condition);
}

function bind(with_: Conditions, condition: Condition): BoundCondition {
  if (condition.kind === "comparison") return testOf(with_, condition);
  if (condition.kind === "not") return { kind: "not", of: bind(with_, condition.of) };
  return { kind: condition.kind, of: condition.of.map((one) => bind(with_, one)) };
}

/** Sub-selects stand at the top of WHERE only, joined by AND, and no more than two of them. */
function checkSubSelects({ scope: { text }, subSelect }: Conditions, condition: Condition): void {
  const malformed = (at: number, sentence: string) => faultAt(text, at, "MALFORMED_QUERY", sentence);
  let found = 0;
  const walk = (one: Condition, within: "top" | "nested" | "or" | "not"): void => {
    if (one.kind === "comparison") {
      if (one.value.kind === "query") countSubSelect(one.at, within);
    } else if (one.kind === "not") walk(one.of, "not");
    else if (one.kind === "and") for (const part of one.of) walk(part, part.kind === "and" ? "nested" : within);
    else for (const part of one.of) walk(part, within === "top" ? "or" : "nested");
  };
  const countSubSelect = (at: number, within: "top" | "nested" | "or" | "not"): void => {
    found += 1;
    if (!subSelect) throw malformed(at, "Nesting of semi join sub-selects is not supported");
    if (within === "or" || within === "not")
      throw malformed(at, `Semi join sub-selects are not allowed with the '${within.toUpperCase()}' operator`);
    const nested =
      "Semi join sub-selects are only allowed at the top level WHERE expressions and not in nested WHERE expressions.";
    if (within === "nested") throw malformed(at, nested);
    if (found > SEMI_JOINS) throw malformed(at, `Maximum ${SEMI_JOINS} semi join sub-selects are allowed.`);
  };
  walk(condition, "top");
}

/** The field that decides whether an expression can be filtered by, and how. */
function fieldIn(of: Expression): FieldSchema | undefined {
  if (of.kind === "field") return of.field;
  return of.of ? fieldIn(of.of) : undefined;
}

function testOf(with_: Conditions, comparison: Comparison): Test {
  const { scope, moment } = with_;
  const { operator, value, at } = comparison;
  const of = with_.expression(comparison.operand);
  const field = fieldIn(of);
  if (field?.type === "address")
    throw faultAt(scope.text, at, "INVALID_FIELD", "Address fields can only be filtered using Distance expressions");
  if (field && of.kind !== "aggregate" && !isFilterable(field))
    throw faultAt(scope.text, at, "INVALID_FIELD", `field '${subjectOf(of)}' can not be filtered in a query call`);
  checkOperator(scope.text, of, comparison);
  if (value.kind === "query") return semiJoinOf(with_, of, comparison, value.query);
  const literals: readonly Literal[] = value.kind === "list" ? value.of : [value];
  if (operator === "LIKE")
    return { kind: "like", of, patterns: literals.map((one) => stringOf(scope.text, of, one, "pattern")) };
  if (operator === "INCLUDES" || operator === "EXCLUDES") {
    const sets = literals.map((one) => stringOf(scope.text, of, one, "value").toLowerCase().split(";"));
    return { kind: "includes", of, negated: operator === "EXCLUDES", sets };
  }
  const caseSensitive = (of.kind === "field" && field?.caseSensitive) ?? false;
  const fit = { name: subjectOf(of), type: of.type, caseSensitive };
  return { kind: "test", of, operator, to: literals.map((one) => comparandOf(scope.text, fit, one, moment)) };
}

function stringOf(text: string, of: Expression, literal: Literal, form: "value" | "pattern"): string {
  if (literal.kind === "string") return literal[form];
  const sentence = `value of filter criterion for field '${subjectOf(of)}' must be of type string and should be enclosed in quotes`;
  throw faultAt(text, literal.at, "INVALID_FIELD", sentence);
}

function checkOperator(text: string, of: Expression, { operator, value, at }: Comparison): void {
  const many = ["IN", "NOT IN", "INCLUDES", "EXCLUDES"].includes(operator);
  if (many && value.kind !== "list" && value.kind !== "query" && value.kind !== "bind")
    throw unreadable(text, value.at, `unexpected token: '${text.slice(value.at).split(/[\s)]/, 1)[0]}'`);
  if (value.kind === "list" && !many && operator !== "LIKE") throw unreadable(text, value.at, "unexpected token: '('");
  if (value.kind === "query" && operator !== "IN" && operator !== "NOT IN")
    throw unreadable(text, value.at, "unexpected token: '('");
  const family = familyOf(of.type);
  const several = of.type === "multipicklist";
  const fits =
    operator === "LIKE"
      ? family === "text" && !several
      : operator === "INCLUDES" || operator === "EXCLUDES"
        ? several
        : !ORDERED.includes(operator) || (family !== "boolean" && !several);
  if (!fits) throw faultAt(text, at, "INVALID_QUERY_FILTER_OPERATOR", `invalid operator on ${of.type} field`);
}

/** `Id IN (SELECT ProfileId FROM User)`: both sides are ids of the same kind of row, and the objects differ. */
function semiJoinOf(with_: Conditions, of: Expression, { operator, at }: Comparison, query: Query): Test {
  const { scope, subSelect } = with_;
  const malformed = (where: number, sentence: string) => faultAt(scope.text, where, "MALFORMED_QUERY", sentence);
  if (of.kind !== "field" || familyOf(of.type) !== "id") {
    const sentence = `The left operand field in the where expression for outer query should be an id field, cannot use: '${subjectOf(of)}'`;
    throw malformed(at, sentence);
  }
  if (!subSelect) throw malformed(at, "Nesting of semi join sub-selects is not supported");
  const bound = subSelect(query);
  const [output, more] = bound.outputs;
  let selected = output;
  while (selected?.kind === "parent") selected = selected.outputs[0];
  // The sentence is ours.
  if (!output || more || selected?.kind !== "value" || selected.of.kind !== "field")
    throw malformed(query.at, "a sub-select after IN selects exactly one field");
  const inner = selected.of;
  const lower = (names: readonly string[]) => names.map((one) => one.toLowerCase());
  const inside = lower(pointsTo(inner.field, output.kind === "parent" ? [] : [bound.object.name]));
  const outside = lower(pointsTo(of.field, of.steps.at(-1)?.targets.map(({ name }) => name) ?? [scope.object.name]));
  if (familyOf(inner.type) !== "id" || !inside.some((one) => outside.includes(one))) {
    const sentence = `The selected field '${inner.field.name}' in the subquery and the left operand field in the where expression in the outer query '${of.field.name}' should point to the same object type`;
    throw malformed(query.at, sentence);
  }
  if (bound.object.name === scope.object.name)
    throw malformed(query.at, "The inner and outer selects should not be on the same object type");
  return { kind: "semijoin", of, negated: operator === "NOT IN", query: bound };
}

/** The objects whose ids a field holds: those it refers to, or its own. */
const pointsTo = (field: FieldSchema, own: readonly string[]): readonly string[] =>
  field.type === "reference" ? (field.referenceTo ?? []) : own;
