import { type Call, FUNCTIONS, type FunctionName, type Operand } from "./ast.ts";
import type { Aggregate, Expression, FieldRef, FunctionRef } from "./bound.ts";
import { faultAt, unreadable } from "./error.ts";
import { fieldOf, type Scope } from "./names.ts";
import { type FieldType, familyOf } from "./schema.ts";

const AGGREGATES = new Set<FunctionName>(["AVG", "COUNT", "COUNT_DISTINCT", "MIN", "MAX", "SUM"]);

/** Whether a name is that of a function over many rows. */
export const isAggregate = (name: FunctionName): name is Aggregate["name"] => AGGREGATES.has(name);

/** The field that an expression is about, which errors name. */
export function subjectOf(of: Expression): string {
  if (of.kind === "field") return of.field.name;
  return of.of ? subjectOf(of.of) : of.kind === "aggregate" ? of.name : "";
}

/** An expression of one field, a function over one, or an aggregate. */
export function expressionOf(scope: Scope, operand: Operand): Expression {
  if (operand.kind === "path") return fieldOf(scope, operand);
  const { name, argument, at } = operand;
  if (isAggregate(name)) return aggregateOf(scope, name, operand);
  if (!argument) throw unreadable(scope.text, at, `unexpected token: '${FUNCTIONS[name]}'`);
  const of = expressionOf(scope, argument);
  if (name === "GROUPING") {
    if (of.kind !== "field") throw unreadable(scope.text, at, `unexpected token: 'GROUPING'`);
    return { kind: "grouping", of, type: "int" };
  }
  const inUsersZone = operand.inUsersZone ?? false;
  return { kind: "function", name, of, inUsersZone, type: typeOf(scope, name, of, operand) };
}

function typeOf(scope: Scope, name: FunctionName, of: Expression, { at, inUsersZone }: Call): FieldType {
  if (name === "TOLABEL") return "string";
  if (name === "FORMAT" || name === "CONVERTCURRENCY") return of.type;
  const wanted = name === "HOUR_IN_DAY" || inUsersZone ? ["datetime"] : ["date", "datetime"];
  if (!wanted.includes(of.type)) {
    const sentence = `field '${subjectOf(of)}' of type ${of.type} can not be used in ${inUsersZone ? "convertTimezone" : name}`;
    throw faultAt(scope.text, at, "MALFORMED_QUERY", sentence);
  }
  return name === "DAY_ONLY" ? "date" : "int";
}

function aggregateOf(scope: Scope, name: Aggregate["name"], { argument, at }: Call): Aggregate {
  if (!argument) return { kind: "aggregate", name, type: "int" };
  if (argument.kind !== "path") throw unreadable(scope.text, argument.at, "unexpected token: '('");
  const of = fieldOf(scope, argument);
  if (!isAllowed(name, of)) {
    const sentence = `field ${of.field.name} does not support aggregate operator ${name}`;
    throw faultAt(scope.text, at, "MALFORMED_QUERY", sentence);
  }
  const type = name === "COUNT" || name === "COUNT_DISTINCT" ? "int" : name === "AVG" ? "double" : of.type;
  return { kind: "aggregate", name, of, type };
}

function isAllowed(name: Aggregate["name"], { field, type }: FieldRef): boolean {
  const family = familyOf(type);
  if (name === "SUM" || name === "AVG") return family === "number";
  if (family === "opaque" || type === "boolean" || type === "multipicklist" || type === "encryptedstring") return false;
  return type !== "textarea" || (field.length ?? 0) <= 255;
}

/** The same expression as seen from so many steps up. */
export function fromParent<Kind extends Expression>(of: Kind, steps: number): Kind {
  if (of.kind === "field") return { ...of, steps: of.steps.slice(steps) };
  return of.of ? { ...of, of: fromParent(of.of, steps) } : of;
}

/** The steps that lead to the field of an expression. */
export function stepsIn(of: Expression): FieldRef["steps"] {
  if (of.kind === "field") return of.steps;
  return of.of ? stepsIn(of.of) : [];
}

/** Whether there is a function over many rows in it. */
export const aggregates = (of: Expression): boolean =>
  of.kind === "aggregate" || (of.kind === "function" && aggregates(of.of));

/** What a plain row can be grouped by. */
export const isKey = (of: Expression): of is FieldRef | FunctionRef =>
  of.kind === "field" || (of.kind === "function" && !aggregates(of));
