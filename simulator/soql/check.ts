import type { Amount, Operand, Order, Query } from "./ast.ts";
import type { BoundCondition, BoundOrder, BoundQuery, Expression } from "./bound.ts";
import { type Conditions, checkCondition } from "./check-condition.ts";
import { type Groups, groupedExpression, groupOutputs, groupsOf } from "./check-groups.ts";
import { outputsOf } from "./check-select.ts";
import { faultAt, SoqlError, unreadable, unsimulated } from "./error.ts";
import { aggregates, expressionOf, isAggregate, subjectOf } from "./expressions.ts";
import { fieldOf, objectOf, type Scope, scopeOf } from "./names.ts";
import { isSortable, type Moment, type ObjectSchema, type Source } from "./schema.ts";

/** How many rows OFFSET may pass over. */
const OFFSET = 2000;
/** How many levels of children hang below the root. */
const LEVELS = 4;

/** Looks up every name of a query, fits every value to its field, and says why a query cannot be run. */
export const checkQuery = (query: Query, source: Source, moment: Moment): BoundQuery =>
  boundOf({ source, moment, level: 0, within: "root" }, query, objectOf(source, query.text, query.from));

interface Checking {
  readonly source: Source;
  readonly moment: Moment;
  /** How far below the root the rows are. */
  readonly level: number;
  readonly within: "root" | "children" | "sub-select";
}

function boundOf(checking: Checking, query: Query, object: ObjectSchema): BoundQuery {
  const { source, moment, level, within } = checking;
  const scope = scopeOf(source, query, object);
  checkPlace(checking, query);
  const counts = isCount(query);
  const grouped = !counts && (query.groupBy !== undefined || query.select.some((one) => isGrouped(one)));
  if (grouped && within !== "root")
    throw faultAt(query.text, query.at, "MALFORMED_QUERY", "aggregate functions are not allowed in a nested query");
  const groups = groupsOf(scope, query.groupBy);
  const children = (one: Query, of: ObjectSchema) =>
    boundOf({ ...checking, level: level + 1, within: "children" }, one, of);
  const outputs = counts ? [] : grouped ? groupOutputs(scope, groups, query) : outputsOf({ scope, children }, query);
  const subSelect = (one: Query) =>
    boundOf({ ...checking, within: "sub-select" }, one, objectOf(source, one.text, one.from));
  const where = whereOf(scope, moment, query, within === "sub-select" ? {} : { subSelect });
  const [limit, offset] = [amountOf(query, query.limit), amountOf(query, query.offset)];
  checkLimits(query, grouped, offset);
  return {
    object,
    answers: counts ? "count" : grouped ? "groups" : "rows",
    outputs,
    ...(where && { where }),
    ...groups,
    ...(query.having && { having: havingOf(scope, moment, groups, query) }),
    orderBy: query.orderBy.map((order) => orderOf(scope, query, grouped ? groups : undefined, order)),
    limit: limit ?? Number.POSITIVE_INFINITY,
    offset: offset ?? 0,
    deletedToo: query.allRows || (moment.deletedToo ?? false),
  };
}

/** `SELECT COUNT()` answers a number and no rows. */
function isCount({ select }: Query): boolean {
  const [one, more] = select;
  if (one?.kind !== "field" || more) return false;
  return one.operand.kind === "call" && one.operand.name === "COUNT" && !one.operand.argument;
}

function isGrouped(selection: Query["select"][number]): boolean {
  const holds = (operand: Operand): boolean =>
    operand.kind === "call" &&
    (isAggregate(operand.name) || (operand.argument !== undefined && holds(operand.argument)));
  return selection.kind === "field" && holds(selection.operand);
}

/** What may not stand where this query stands. */
function checkPlace({ level, within, moment }: Checking, query: Query): void {
  const { text, scope } = query;
  if (level > LEVELS) {
    const sentence = `SOQL statements cannot query aggregate relationships more than ${LEVELS} levels away from the root entity object`;
    throw faultAt(text, query.at, "MALFORMED_QUERY", sentence);
  }
  const name = scope?.parts.join(".").toLowerCase();
  if (name !== undefined && name !== "everything" && (name !== "mine" || moment.user === undefined))
    throw unsimulated(`USING SCOPE ${name}`);
  if (within !== "root" && isCount(query))
    throw unreadable(text, query.select[0]?.at ?? query.at, "unexpected token: 'COUNT'");
  if (within !== "sub-select") return;
  const clause = query.orderBy.length > 0 ? "ORDER BY" : query.limit ? "LIMIT" : query.forWhat[0] ? "FOR" : undefined;
  // The sentence is ours; that these may not stand there is the platform's.
  if (clause) throw faultAt(text, query.at, "MALFORMED_QUERY", `${clause} is not allowed in a sub-select after IN`);
}

function amountOf({ text }: Query, amount: Amount | undefined): number | undefined {
  if (amount?.kind === "bind")
    throw faultAt(text, amount.at, "MALFORMED_QUERY", "Bind variables only allowed in Apex code");
  return amount?.value;
}

function checkLimits(query: Query, grouped: boolean, offset = 0): void {
  const { text } = query;
  if (offset > OFFSET) throw new SoqlError("NUMBER_OUTSIDE_VALID_RANGE", `Maximum SOQL offset allowed is ${OFFSET}`);
  if (grouped && !query.groupBy && query.limit) {
    const sentence = "Non-grouped query that uses overall aggregate functions cannot also use LIMIT";
    throw faultAt(text, query.limit.at, "MALFORMED_QUERY", sentence);
  }
  const [order] = query.orderBy;
  // The sentence is ours.
  if (order && isCount(query))
    throw faultAt(text, order.by.at, "MALFORMED_QUERY", "a query for COUNT() cannot be ordered");
}

function whereOf(
  scope: Scope,
  moment: Moment,
  query: Query,
  more: Pick<Conditions, "subSelect">,
): BoundCondition | undefined {
  const expression = (operand: Operand) => {
    const of = expressionOf(scope, operand);
    if (of.kind === "grouping" || aggregates(of))
      throw unreadable(scope.text, operand.at, `unexpected token: '${operand.kind === "call" ? operand.name : ""}'`);
    return of;
  };
  const where = query.where && checkCondition({ scope, moment, expression, ...more }, query.where);
  if (query.scope?.parts.join(".").toLowerCase() !== "mine") return where;
  const of = fieldOf(scope, { kind: "path", parts: ["OwnerId"], at: query.scope.at });
  const mine = { kind: "test", of, operator: "=", to: [moment.user ?? null] } as const;
  return where ? { kind: "and", of: [mine, where] } : mine;
}

function havingOf(scope: Scope, moment: Moment, groups: Groups, { having }: Query): BoundCondition {
  const expression = (operand: Operand) => groupedExpression(scope, groups, operand, "Having field");
  return having ? checkCondition({ scope, moment, expression }, having) : { kind: "and", of: [] };
}

function orderOf(scope: Scope, query: Query, groups: Groups | undefined, order: Order): BoundOrder {
  const { by, descending, nullsLast } = order;
  const aliased = groups && query.select.find((one) => isAliased(one, by));
  const operand = aliased?.kind === "field" ? aliased.operand : by;
  const of = groups ? groupedExpression(scope, groups, operand, "Ordered field") : expressionOf(scope, operand);
  checkSortable(scope, of, by.at, groups !== undefined);
  return { of, descending, nullsLast };
}

function isAliased(selection: Query["select"][number], by: Operand): boolean {
  if (selection.kind !== "field" || by.kind !== "path" || by.parts.length > 1) return false;
  return selection.alias !== undefined && selection.alias.toLowerCase() === by.parts[0]?.toLowerCase();
}

function checkSortable(scope: Scope, of: Expression, at: number, grouped: boolean): void {
  const refuse = () =>
    faultAt(scope.text, at, "MALFORMED_QUERY", `field '${subjectOf(of)}' can not be sorted in a query call`);
  if (of.kind === "field" && !isSortable(of.field)) throw refuse();
  if (!grouped && (of.kind === "grouping" || aggregates(of)))
    throw faultAt(scope.text, at, "MALFORMED_QUERY", `Ordered field must be grouped or aggregated: ${subjectOf(of)}`);
}
