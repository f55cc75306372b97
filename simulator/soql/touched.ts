import type { BoundCondition, BoundQuery, Expression, Output, Step } from "./bound.ts";

/** The names of all objects whose rows a checked query looks at: its own, and those that its paths and queries lead to. */
export function objectsTouched(query: BoundQuery): ReadonlySet<string> {
  const touched = new Set<string>();
  lookThrough(query, touched);
  return touched;
}

function lookThrough(query: BoundQuery, touched: Set<string>): void {
  touched.add(query.object.name);
  for (const output of query.outputs) inOutput(output, touched);
  for (const key of query.keys) inExpression(key, touched);
  for (const { of } of query.orderBy) inExpression(of, touched);
  for (const condition of [query.where, query.having]) if (condition) inCondition(condition, touched);
}

function inOutput(output: Output, touched: Set<string>): void {
  switch (output.kind) {
    case "value":
      inExpression(output.of, touched);
      return;
    case "children":
      lookThrough(output.query, touched);
      return;
    case "parent":
      inSteps([output.step], touched);
      for (const one of output.outputs) inOutput(one, touched);
      return;
    case "typeof":
      inSteps([output.step], touched);
      for (const one of [...output.whens.flatMap(({ outputs }) => outputs), ...output.otherwise])
        inOutput(one, touched);
  }
}

function inCondition(condition: BoundCondition, touched: Set<string>): void {
  switch (condition.kind) {
    case "and":
    case "or":
      for (const one of condition.of) inCondition(one, touched);
      return;
    case "not":
      inCondition(condition.of, touched);
      return;
    default:
      inExpression(condition.of, touched);
      if (condition.kind === "semijoin") lookThrough(condition.query, touched);
  }
}

function inExpression(expression: Expression, touched: Set<string>): void {
  if (expression.kind === "field") inSteps(expression.steps, touched);
  else if (expression.of) inExpression(expression.of, touched);
}

function inSteps(steps: readonly Step[], touched: Set<string>): void {
  for (const { targets } of steps) for (const { name } of targets) touched.add(name);
}
