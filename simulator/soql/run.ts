import type { BoundCondition, BoundQuery, Expression, FieldRef, Output } from "./bound.ts";
import { applied, ordering, parentOf, questionOf, valueAt } from "./evaluate.ts";
import { type Group, groupsIn, groupValue } from "./group.ts";
import { accessOf, type IdsOf, type Plan, plansFor, rowsBy } from "./plan.ts";
import type { FieldSchema, FieldType, Moment, ObjectSchema, Row, Source, Value } from "./schema.ts";

/** One answered row: what it is of, and what was asked, in the order of the SELECT. */
export interface ResultRow {
  /** Absent for a row of aggregates. */
  readonly object?: ObjectSchema;
  readonly id?: string;
  /** A parent that may be of several kinds was asked for what all of them have. */
  readonly polymorphic?: boolean;
  readonly values: readonly ResultValue[];
}

export type ResultValue =
  | {
      readonly kind: "value";
      readonly name: string;
      readonly type: FieldType;
      readonly field?: FieldSchema;
      readonly value: Value;
    }
  | { readonly kind: "parent"; readonly name: string; readonly row: ResultRow | null }
  | { readonly kind: "children"; readonly name: string; readonly rows: readonly ResultRow[] };

export interface Result {
  /** How many rows there are; for `COUNT()` how many were counted, and no row comes with it. */
  readonly totalSize: number;
  readonly rows: readonly ResultRow[];
}

/** Runs a checked query. */
export const runQuery = (query: BoundQuery, source: Source, moment: Moment): Result =>
  new Engine(source, moment).answer(query);

/** How a checked query would be run. */
export const explainQuery = (query: BoundQuery, source: Source, moment: Moment): readonly Plan[] => {
  const engine = new Engine(source, moment);
  return plansFor(source, query, engine.idsOf);
};

class Engine {
  readonly #source: Source;
  readonly #moment: Moment;
  /** Sub-selects are answered once. */
  readonly #selected = new Map<BoundQuery, ReadonlySet<Value>>();

  constructor(source: Source, moment: Moment) {
    this.#source = source;
    this.#moment = moment;
  }

  answer(query: BoundQuery): Result {
    if (query.answers === "count") {
      const last = query.offset + query.limit;
      let counted = 0;
      for (const _ of this.#matches(query)) {
        counted += 1;
        if (counted >= last) break;
      }
      return { totalSize: Math.max(0, Math.min(counted, last) - query.offset), rows: [] };
    }
    const rows = query.answers === "groups" ? this.#groups(query) : this.#rows(query);
    return { totalSize: rows.length, rows };
  }

  /** The ids that a sub-select selects. */
  readonly idsOf: IdsOf = (query) => {
    let ids = this.#selected.get(query);
    if (!ids) {
      let [output] = query.outputs;
      const steps: FieldRef["steps"][number][] = [];
      while (output?.kind === "parent") {
        steps.push(output.step);
        [output] = output.outputs;
      }
      const of = output?.kind === "value" && output.of.kind === "field" ? output.of : undefined;
      const selected = new Set<Value>();
      if (of) for (const row of this.#matches(query)) selected.add(valueAt(this.#source, row, { ...of, steps }));
      selected.delete(null);
      ids = selected;
      this.#selected.set(query, ids);
    }
    return ids;
  };

  /** What an expression is worth for a plain row. */
  readonly #worthOf = (of: Expression): ((row: Row) => Value) => {
    if (of.kind === "field") return (row) => valueAt(this.#source, row, of);
    if (of.kind !== "function") return () => null;
    const inner = this.#worthOf(of.of);
    return (row) => applied(of, inner(row), this.#moment);
  };

  /** The rows that meet the condition, one after the other, by the shortest way to them. */
  *#matches(query: BoundQuery): Generator<Row> {
    const meets = questionOf(query.where, this.#worthOf, this.idsOf);
    for (const row of rowsBy(this.#source, query, accessOf(query, this.idsOf))) if (meets(row)) yield row;
  }

  #rows(query: BoundQuery): ResultRow[] {
    const { offset, limit, orderBy } = query;
    const enough = orderBy.length > 0 ? Number.POSITIVE_INFINITY : offset + limit;
    const matched: Row[] = [];
    if (enough > 0)
      for (const row of this.#matches(query)) {
        matched.push(row);
        if (matched.length >= enough) break;
      }
    const ordered = this.#ordered(query, matched, this.#worthOf).slice(offset, offset + limit);
    return ordered.map((row) => this.#shown(query.object, row, query.outputs));
  }

  #groups(query: BoundQuery): ResultRow[] {
    const groups = groupsIn(query, [...this.#matches(query)], this.#worthOf);
    const worthOf = (of: Expression) => groupValue(query, of, this.#worthOf, this.#moment);
    const meets = questionOf<Group>(query.having, worthOf, this.idsOf);
    const kept = this.#ordered(query, groups.filter(meets), worthOf).slice(query.offset, query.offset + query.limit);
    const outputs = query.outputs.flatMap((one) => (one.kind === "value" ? [{ ...one, worth: worthOf(one.of) }] : []));
    return kept.map((group) => ({
      values: outputs.map(({ name, of, worth }) => ({ kind: "value", name, type: of.type, value: worth(group) })),
    }));
  }

  /** Sorts and keeps the order of equals; null comes first, whether up or down, unless NULLS LAST is said. */
  #ordered<Of>({ orderBy }: BoundQuery, all: Of[], worthOf: (of: Expression) => (one: Of) => Value): Of[] {
    if (orderBy.length === 0) return all;
    const orders = orderBy.map(({ of, descending, nullsLast }) => {
      const compare = ordering(of.type, of.kind === "field" ? of.field.picklist : undefined);
      const value = worthOf(of);
      return { value, compare: directed(compare, descending, nullsLast) };
    });
    const keyed = all.map((one) => ({ one, keys: orders.map(({ value }) => value(one)) }));
    keyed.sort((a, b) => {
      for (const [nth, { compare }] of orders.entries()) {
        const order = compare(a.keys[nth] ?? null, b.keys[nth] ?? null);
        if (order !== 0) return order;
      }
      return 0;
    });
    return keyed.map(({ one }) => one);
  }

  #shown(object: ObjectSchema, row: Row, outputs: readonly Output[], polymorphic = false): ResultRow {
    const id = row.Id;
    return {
      object,
      ...(typeof id === "string" && { id }),
      ...(polymorphic && { polymorphic }),
      values: outputs.map((output) => this.#value(object, row, output)),
    };
  }

  #value(object: ObjectSchema, row: Row, output: Output): ResultValue {
    const { kind, name } = output;
    if (kind === "value") {
      const { of } = output;
      const value = of.kind === "field" && of.typeName ? object.name : this.#worthOf(of)(row);
      const field = of.kind === "field" ? { field: of.field } : {};
      return { kind, name, type: of.type, ...field, value };
    }
    if (kind === "children") return { kind, name, rows: this.#children(output, row) };
    const parent = parentOf(this.#source, row, output.step);
    if (!parent) return { kind: "parent", name, row: null };
    if (kind === "parent") {
      const several = output.step.targets.length > 1;
      return { kind, name, row: this.#shown(parent.object, parent.row, output.outputs, several) };
    }
    const branch = output.whens.find((one) => one.object === parent.object);
    const shown = this.#shown(parent.object, parent.row, branch?.outputs ?? output.otherwise);
    return { kind: "parent", name, row: shown };
  }

  /** The children of one row: found by their reference to it, never by looking at all of them. */
  #children({ relationship, query }: Output & { kind: "children" }, row: Row): readonly ResultRow[] {
    const field = query.object.fields.find(({ name }) => name.toLowerCase() === relationship.field.toLowerCase());
    if (!field || typeof row.Id !== "string") return [];
    const of = { kind: "field", steps: [], field, type: field.type } as const;
    const own: BoundCondition = { kind: "test", of, operator: "=", to: [row.Id] };
    const where: BoundCondition = query.where ? { kind: "and", of: [own, query.where] } : own;
    return this.#rows({ ...query, where });
  }
}

function directed(
  compare: (a: Value, b: Value) => number,
  descending: boolean,
  nullsLast: boolean,
): (a: Value, b: Value) => number {
  const sign = descending ? -1 : 1;
  return (a, b) => {
    if (a === null || b === null) return a === b ? 0 : (a === null) === nullsLast ? 1 : -1;
    return compare(a, b) * sign;
  };
}
