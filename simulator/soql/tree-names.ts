import type {
  ApexToken,
  BoundExpressionContext,
  FieldNameContext,
  SoqlFunctionContext,
  SoqlIdContext,
  SubQueryContext,
} from "@apexdevtools/apex-parser";
import type { Bind, Call, FunctionName, Operand, Path, Query } from "./ast.ts";
import { FUNCTIONS } from "./ast.ts";
import { unreadable, unsimulated } from "./error.ts";

/** What a tree is read with: the text that its places count in, and what the quotes of a token hold. */
export interface Reading {
  readonly text: string;
  readonly quoted: (token: ApexToken) => { readonly value: string; readonly pattern: string };
  /** Reads a query within a query. */
  readonly within: (context: SubQueryContext) => Query;
}

/** Words that the platform lets nothing be called by; the grammar does. */
const RESERVED = new Set(
  "AND ASC DESC EXCLUDES FIRST FROM HAVING IN INCLUDES LAST LIKE LIMIT NOT NULL NULLS OR SELECT USING WHERE WITH".split(
    " ",
  ),
);

/** A name that is none of the words that nothing may be called by. */
export function nameOf(reading: Reading, context: SoqlIdContext): string {
  const { start } = context;
  const name = reading.text.slice(start.start, start.stop + 1);
  if (!RESERVED.has(name.toUpperCase())) return name;
  const { text } = reading;
  // A clause that begins and does not go on: the grammar takes its word for an alias, the platform waits for more.
  if (text.slice(start.stop + 1).trim() === "") throw unreadable(text, text.length, "unexpected token: '<EOF>'");
  throw unreadable(text, start.start, `unexpected token: '${name}'`);
}

/** A name with its dots. */
export function pathOf(reading: Reading, context: FieldNameContext): Path {
  const parts = context.soqlId_list();
  const at = context.start.start;
  // Behind a dot any word is a name.
  const [first, ...more] = parts.map((one) => reading.text.slice(one.start.start, one.start.stop + 1));
  const [head] = parts;
  if (head) nameOf(reading, head);
  return { kind: "path", parts: [first ?? "", ...more], at };
}

/** A function over a field, as it stands in any clause. */
function callOf(reading: Reading, context: SoqlFunctionContext): Call {
  const at = context.start.start;
  const name = context.start.text.toUpperCase();
  if (context.DISTANCE()) throw unsimulated("DISTANCE");
  if (!Object.hasOwn(FUNCTIONS, name)) throw unreadable(reading.text, at, `unexpected token: '${context.start.text}'`);
  const call = { kind: "call", name: name as FunctionName, at } as const;
  const [inner, plain, dated] = [context.soqlFunction(), context.fieldName(), context.dateFieldName()];
  if (inner) return { ...call, argument: callOf(reading, inner) };
  if (plain) return { ...call, argument: pathOf(reading, plain) };
  if (!dated) return call;
  const argument = pathOf(reading, dated.fieldName());
  return dated.CONVERT_TIMEZONE() ? { ...call, argument, inUsersZone: true } : { ...call, argument };
}

/** An Apex expression after a colon. */
export function bindOf(reading: Reading, context: BoundExpressionContext): Bind {
  const expression = context.expression();
  const at = context.start.start;
  const text = reading.text.slice(expression.start.start, (expression.stop ?? expression.start).stop + 1);
  return { kind: "bind", text, at, expression };
}

/** Whichever of the two stands there: a field or a function. */
export function operandOf(
  reading: Reading,
  context: { fieldName(): FieldNameContext; soqlFunction(): SoqlFunctionContext },
): Operand {
  const call = context.soqlFunction();
  return call ? callOf(reading, call) : pathOf(reading, context.fieldName());
}
