import type { BoundCondition, BoundQuery, FieldRef, Test } from "./bound.ts";
import { fieldNamed, isIndexed, type Row, type Source, type Value } from "./schema.ts";

/** How the rows of an object are come by before the rest of the condition is asked. */
export type Access =
  | { readonly kind: "scan" }
  | { readonly kind: "ids"; readonly field: FieldRef; readonly ids: readonly string[] }
  | { readonly kind: "index"; readonly field: FieldRef; readonly values: readonly (string | number)[] };

const ID = "id";

/** Answers a sub-select with the ids it selects. */
export type IdsOf = (query: BoundQuery) => ReadonlySet<Value>;

/**
 * The way to the rows: by id, else by the index that gives the fewest values to look up, else all of them. Only
 * conditions that every row must meet count, so an index never hides a row.
 */
export function accessOf({ where }: Pick<BoundQuery, "where">, idsOf: IdsOf): Access {
  const ways = must(where).flatMap((test) => wayOf(test, idsOf) ?? []);
  const byId = ways.find(({ kind }) => kind === "ids");
  if (byId) return byId;
  return ways.toSorted((a, b) => lookups(a) - lookups(b))[0] ?? { kind: "scan" };
}

const lookups = (access: Access): number =>
  access.kind === "index" ? access.values.length : access.kind === "ids" ? access.ids.length : Number.POSITIVE_INFINITY;

/** The tests that every row must pass. */
function must(condition: BoundCondition | undefined): readonly Test[] {
  if (!condition || condition.kind === "or" || condition.kind === "not") return [];
  return condition.kind === "and" ? condition.of.flatMap(must) : [condition];
}

function wayOf(test: Test, idsOf: IdsOf): Access | undefined {
  if (test.of.kind !== "field" || test.of.steps.length > 0 || !isIndexed(test.of.field)) return undefined;
  const field = test.of;
  const values = wantedBy(test, idsOf);
  if (!values) return undefined;
  const known = new Set<string | number>();
  for (const value of values) {
    if (typeof value !== "string" && typeof value !== "number") return undefined;
    known.add(value);
  }
  if (field.type === ID) return { kind: "ids", field, ids: [...known].map(String) };
  return { kind: "index", field, values: [...known] };
}

/** The values one of which a row must have; nothing when the test says no such thing. */
function wantedBy(test: Test, idsOf: IdsOf): Iterable<unknown> | undefined {
  if (test.kind === "semijoin") return test.negated ? undefined : idsOf(test.query);
  return test.kind === "test" && (test.operator === "=" || test.operator === "IN") ? test.to : undefined;
}

/** The rows that a way leads to, each once; deleted ones only when they count. */
export function* rowsBy(source: Source, query: BoundQuery, access: Access): Generator<Row> {
  const { object } = query;
  const deletable = !query.deletedToo && fieldNamed(object, "IsDeleted");
  const seen = new Set<Value>();
  for (const row of found(source, object.name, access)) {
    if (deletable && row[deletable.name] === true) continue;
    if (access.kind === "index" && access.values.length > 1) {
      const id = row.Id ?? null;
      if (id !== null && seen.has(id)) continue;
      seen.add(id);
    }
    yield row;
  }
}

function* found(source: Source, object: string, access: Access): Generator<Row> {
  if (access.kind === "scan") yield* source.scan(object);
  else if (access.kind === "index")
    for (const value of access.values) yield* source.by(object, access.field.field.name, value);
  else
    for (const id of access.ids) {
      const row = source.byId(object, id);
      if (row) yield row;
    }
}

/** What `?explain=` says of the way that was taken and of the ones that were not. */
export interface Plan {
  readonly cardinality: number;
  readonly fields: readonly string[];
  readonly leadingOperationType: "Index" | "TableScan";
  readonly notes: readonly [];
  readonly relativeCost: number;
  readonly sobjectCardinality: number;
  readonly sobjectType: string;
}

/** The plans for a query, the cheapest first; the cost is the share of the object's rows that are looked at. */
export function plansFor(source: Source, query: BoundQuery, idsOf: IdsOf): readonly Plan[] {
  const total = [...rowsBy(source, query, { kind: "scan" })].length;
  const planOf = (access: Access): Plan => {
    const cardinality = access.kind === "scan" ? total : [...rowsBy(source, query, access)].length;
    return {
      cardinality,
      fields: access.kind === "scan" ? [] : [access.field.field.name],
      leadingOperationType: access.kind === "scan" ? "TableScan" : "Index",
      notes: [],
      relativeCost: total === 0 ? 0 : Number((cardinality / total).toFixed(3)),
      sobjectCardinality: total,
      sobjectType: query.object.name,
    };
  };
  const best = accessOf(query, idsOf);
  return best.kind === "scan" ? [planOf(best)] : [planOf(best), planOf({ kind: "scan" })];
}
