import type {
  ApexToken,
  BoundExpressionContext,
  FromNameListContext,
  QueryContext,
  SelectEntryContext,
  SubFieldEntryContext,
  SubQueryContext,
  TypeOfContext,
} from "@apexdevtools/apex-parser";
import type { Amount, From, GroupBy, Order, Query, Selection } from "./ast.ts";
import { unreadable, unsimulated } from "./error.ts";
import { conditionOf } from "./tree-condition.ts";
import { bindOf, nameOf, operandOf, pathOf, type Reading } from "./tree-names.ts";

function typeOf(reading: Reading, context: TypeOfContext): Selection {
  return {
    kind: "typeof",
    path: pathOf(reading, context.fieldName()),
    whens: context.whenClause_list().map((when) => ({
      type: pathOf(reading, when.fieldName()),
      select: when
        .fieldNameList()
        .fieldName_list()
        .map((one) => pathOf(reading, one)),
    })),
    otherwise: (context.elseClause()?.fieldNameList().fieldName_list() ?? []).map((one) => pathOf(reading, one)),
    at: context.start.start,
  };
}

function selectionOf(reading: Reading, context: SelectEntryContext | SubFieldEntryContext): Selection {
  const at = context.start.start;
  const [subQuery, kinds, id] = [context.subQuery(), context.typeOf(), context.soqlId()];
  if (kinds) return typeOf(reading, kinds);
  const alias = id ? { alias: nameOf(reading, id) } : {};
  if (subQuery) return { kind: "children", query: reading.within(subQuery), at };
  const set = context.soqlFunction()?.soqlFieldsParameter();
  if (set) return { kind: "fields", set: set.ALL() ? "ALL" : set.CUSTOM() ? "CUSTOM" : "STANDARD", at };
  return { kind: "field", operand: operandOf(reading, context), ...alias, at };
}

/** The names after FROM: each with the alias that stands between it and the next comma. */
function fromOf(reading: Reading, context: FromNameListContext): [From, ...From[]] {
  const aliases = context.soqlId_list();
  const commas = context.COMMA_list().map((comma) => comma.symbol.start);
  const all = context.fieldName_list().map((one, nth): From => {
    const begins = one.start.start;
    const ends = commas[nth] ?? Number.POSITIVE_INFINITY;
    const alias = aliases.find(({ start }) => start.start > begins && start.start < ends);
    return { path: pathOf(reading, one), ...(alias && { alias: nameOf(reading, alias) }) };
  });
  const [first, ...more] = all;
  if (!first) throw unreadable(reading.text, reading.text.length, "unexpected token: '<EOF>'");
  return [first, ...more];
}

function orderOf(reading: Reading, context: QueryContext | SubQueryContext): Order[] {
  const list = context.orderByClause()?.fieldOrderList().fieldOrder_list() ?? [];
  return list.map((one) => ({
    by: operandOf(reading, one),
    descending: Boolean(one.DESC()),
    nullsLast: Boolean(one.LAST()),
  }));
}

function amountOf(
  reading: Reading,
  context: {
    IntegerLiteral(): unknown;
    boundExpression(): BoundExpressionContext;
    stop?: ApexToken | undefined;
  } | null,
): Amount | undefined {
  if (!context) return undefined;
  const bound = context.boundExpression();
  if (bound) return bindOf(reading, bound);
  return { kind: "number", value: Number(context.stop?.text), at: context.stop?.start ?? 0 };
}

/** What only a whole query has, and a query within another does not. */
function wholeOf(reading: Reading, context: QueryContext): Partial<Query> {
  const [scope, withWhat, group] = [context.usingScope(), context.withClause(), context.groupByClause()];
  const offset = amountOf(reading, context.offsetClause());
  const by = (group?.fieldGroupByList().fieldGroupBy_list() ?? []).map((one) => operandOf(reading, one));
  const kind: GroupBy["kind"] = group?.ROLLUP() ? "rollup" : group?.CUBE() ? "cube" : "plain";
  const having = group?.logicalExpression();
  const mode = withWhat?.SECURITY_ENFORCED() ?? withWhat?.USER_MODE() ?? withWhat?.SYSTEM_MODE();
  if (withWhat && !mode) throw unsimulated(withWhat.DATA() ? "WITH DATA CATEGORY" : "a condition after WITH");
  return {
    ...(scope && { scope: { kind: "path", parts: [scope.soqlId().start.text], at: scope.soqlId().start.start } }),
    ...(mode && { with: mode.getText().toUpperCase() as NonNullable<Query["with"]> }),
    ...(group && { groupBy: { kind, by } }),
    ...(having && { having: conditionOf(reading, having) }),
    ...(offset && { offset }),
    allRows: Boolean(context.allRowsClause()),
  };
}

/** Reads a parse tree, of the wire or of Apex, into a query; places and names come from the text it was made of. */
export function queryOf(text: string, quoted: Reading["quoted"], tree: QueryContext): Query {
  const reading: Reading = { text, quoted, within: (context) => read(reading, context) };
  return read(reading, tree);
}

function read(reading: Reading, context: QueryContext | SubQueryContext): Query {
  const whole = "groupByClause" in context;
  const entries = whole ? context.selectList().selectEntry_list() : context.subFieldList().subFieldEntry_list();
  const [from, ...joins] = fromOf(reading, context.fromNameList());
  const where = context.whereClause()?.whereLogicalExpression();
  const limit = amountOf(reading, context.limitClause());
  const forWhat = context.forClauses();
  const times = (what: "VIEW" | "REFERENCE" | "UPDATE") => forWhat[`${what}_list`]().map(() => what);
  return {
    text: reading.text,
    at: context.start.start,
    select: entries.map((one) => selectionOf(reading, one)),
    from,
    joins,
    ...(where && { where: conditionOf(reading, where) }),
    orderBy: orderOf(reading, context),
    ...(limit && { limit }),
    allRows: false,
    forWhat: [...times("VIEW"), ...times("REFERENCE"), ...times("UPDATE")],
    ...(whole && wholeOf(reading, context)),
  };
}
