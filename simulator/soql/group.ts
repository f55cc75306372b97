import type { Aggregate, BoundQuery, Expression } from "./bound.ts";
import { signatureOf } from "./bound.ts";
import { applied, ordering } from "./evaluate.ts";
import { familyOf, type Moment, type Row, type Value } from "./schema.ts";
import { comparable } from "./values.ts";

/** Rows that share their keys; in a subtotal, those of the keys that it goes by. */
export interface Group {
  readonly rows: readonly Row[];
  /** By the place of the key; what the set leaves out is absent. */
  readonly keys: ReadonlyMap<number, Value>;
}

type WorthOf = (of: Expression) => (row: Row) => Value;

/** Makes groups of rows, in the order in which their keys first come up; without keys all rows are one group. */
export function groupsIn({ keys, sets }: BoundQuery, rows: readonly Row[], worthOf: WorthOf): Group[] {
  const values = keys.map(worthOf);
  return sets.flatMap((set) => {
    const groups = new Map<string, { rows: Row[]; keys: ReadonlyMap<number, Value> }>();
    for (const row of rows) {
      const own = new Map(set.map((nth) => [nth, values[nth]?.(row) ?? null]));
      const id = JSON.stringify([...own].map(([nth, value]) => comparable(keys[nth]?.type ?? "string", false, value)));
      const group = groups.get(id);
      if (group) group.rows.push(row);
      else groups.set(id, { rows: [row], keys: own });
    }
    if (groups.size === 0 && set.length === 0 && sets.length === 1) return [{ rows: [], keys: new Map() }];
    return [...groups.values()];
  });
}

/** What an expression of a grouped query is worth for a group. */
export function groupValue(
  { keys }: BoundQuery,
  of: Expression,
  worthOf: WorthOf,
  moment: Moment,
): (group: Group) => Value {
  const key = keys.findIndex((one) => signatureOf(one) === signatureOf(of));
  if (key >= 0) return (group) => group.keys.get(key) ?? null;
  if (of.kind === "grouping") {
    const place = keys.findIndex((one) => signatureOf(one) === signatureOf(of.of));
    return (group) => (group.keys.has(place) ? 0 : 1);
  }
  if (of.kind === "aggregate") {
    const value = of.of ? worthOf(of.of) : () => true;
    return ({ rows }) => aggregated(of, rows.map(value));
  }
  if (of.kind === "field") return () => null;
  const inner = groupValue({ keys } as BoundQuery, of.of, worthOf, moment);
  return (group) => applied(of, inner(group), moment);
}

/** What an aggregate makes of its values; none counts that is nothing. */
function aggregated({ name, of, type }: Aggregate, all: readonly Value[]): Value {
  const values = all.filter((value) => value !== null);
  if (name === "COUNT") return values.length;
  if (name === "COUNT_DISTINCT")
    return new Set(values.map((value) => comparable(of?.type ?? "string", false, value))).size;
  if (values.length === 0) return null;
  if (name === "SUM" || name === "AVG") {
    const sum = values.reduce<number>((total, value) => total + Number(value), 0);
    return name === "SUM" ? sum : sum / values.length;
  }
  const compare = ordering(familyOf(type) === "text" ? "string" : type, of?.field.picklist);
  const sign = name === "MIN" ? 1 : -1;
  return values.reduce((best, value) => (compare(value, best) * sign < 0 ? value : best));
}
