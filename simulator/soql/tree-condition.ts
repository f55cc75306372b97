import type {
  ComparisonOperatorContext,
  ConditionalExpressionContext,
  FieldExpressionContext,
  LogicalExpressionContext,
  ValueContext,
  WhereConditionalExpressionContext,
  WhereLogicalExpressionContext,
} from "@apexdevtools/apex-parser";
import type { Comparison, Condition, Literal, Operator, Value } from "./ast.ts";
import { unreadable, unsimulated } from "./error.ts";
import { bindOf, operandOf, type Reading } from "./tree-names.ts";

type Logical = WhereLogicalExpressionContext | LogicalExpressionContext;
type Conditional = WhereConditionalExpressionContext | ConditionalExpressionContext;

/** Reads what stands after WHERE or HAVING, or in parentheses there. */
export function conditionOf(reading: Reading, context: Logical): Condition {
  const parts: Conditional[] =
    "whereConditionalExpression_list" in context
      ? context.whereConditionalExpression_list()
      : context.conditionalExpression_list();
  const of = parts.map((one) => conditionalOf(reading, one));
  const [first] = of;
  if (!first) throw unreadable(reading.text, context.start.start, `unexpected token: '${context.start.text}'`);
  if (context.NOT()) return { kind: "not", of: first };
  if (of.length === 1) return first;
  return { kind: context.SOQLOR_list().length > 0 ? "or" : "and", of };
}

function conditionalOf(reading: Reading, context: Conditional): Condition {
  if ("whereLogicalExpression" in context) {
    const [nested, single] = [context.whereLogicalExpression(), context.whereFieldExpression()];
    if (nested) return conditionOf(reading, nested);
    if (single.FORMULA()) throw unsimulated("FORMULA");
    return comparisonOf(reading, single.fieldExpression());
  }
  const nested = context.logicalExpression();
  return nested ? conditionOf(reading, nested) : comparisonOf(reading, context.fieldExpression());
}

function comparisonOf(reading: Reading, context: FieldExpressionContext): Comparison {
  return {
    kind: "comparison",
    operand: operandOf(reading, context),
    operator: operatorOf(context.comparisonOperator()),
    value: comparedWith(reading, context.value()),
    at: context.start.start,
  };
}

function operatorOf(context: ComparisonOperatorContext): Operator {
  if (context.IN()) return context.NOT() ? "NOT IN" : "IN";
  const written = context.getText().toUpperCase();
  return written === "<>" ? "!=" : (written as Operator);
}

function comparedWith(reading: Reading, context: ValueContext): Value {
  const at = context.start.start;
  const [query, list] = [context.subQuery(), context.valueList()];
  if (query) return { kind: "query", query: reading.within(query), at };
  if (!list) return literalOf(reading, context);
  const of = list.value_list().map((one) => {
    const { start } = one;
    // The grammar lets lists and queries stand within lists.
    if (one.subQuery() || one.valueList()) throw unreadable(reading.text, start.start, `unexpected token: '('`);
    return literalOf(reading, one);
  });
  return { kind: "list", of, at };
}

function literalOf(reading: Reading, context: ValueContext): Literal {
  const at = context.start.start;
  const written = context.getText();
  const [bound, period, quoted] = [context.boundExpression(), context.dateFormula(), context.StringLiteral()];
  if (bound) return bindOf(reading, bound);
  if (quoted) return { kind: "string", ...reading.quoted(quoted.symbol), at };
  if (context.MultilineStringLiteral()) throw unsimulated("a string of several lines in a query");
  if (context.NULL()) return { kind: "null", at };
  if (context.BooleanLiteral()) return { kind: "boolean", value: written.toLowerCase() === "true", at };
  if (context.DateLiteral()) return { kind: "date", value: written, at };
  if (context.TimeLiteral()) return { kind: "time", value: written, at };
  if (context.DateTimeLiteral()) return { kind: "datetime", value: written, at };
  if (period) {
    const [name = "", n] = written.split(":");
    return { kind: "period", name: name.toUpperCase(), ...(n !== undefined && { n: Number(n) }), at };
  }
  if (context.IntegralCurrencyLiteral())
    return { kind: "currency", iso: written.slice(0, 3).toUpperCase(), value: Number(written.slice(3)), at };
  // The grammar is Apex's, where a number may say with a letter that it is a double.
  if (/[a-z]$/i.test(written)) throw unreadable(reading.text, at, `unexpected token: '${written}'`);
  return { kind: "number", value: Number(written), whole: /^[+-]?\d+$/.test(written), at };
}
