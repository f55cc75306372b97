import type { FieldType, ObjectSchema, Row, Value } from "./schema.ts";

// A second answer to every query, found in another way than the engine finds it: parents by crossing all rows with all,
// conditions as sets of rows, patterns as regular expressions, groups by comparing every row with every other.

/** A field and the names that lead to it; the rows are those of the last object on the way. */
export interface Way {
  readonly steps: readonly ("B__r" | "C__r")[];
  readonly name: string;
  readonly type: FieldType;
}

export type Wish =
  | { readonly kind: "and" | "or"; readonly of: readonly Wish[] }
  | { readonly kind: "not"; readonly of: Wish }
  | { readonly kind: "atom"; readonly way: Way; readonly operator: string; readonly values: readonly Value[] }
  | { readonly kind: "join"; readonly negated: boolean; readonly wish: Wish };

export interface World {
  readonly objects: Readonly<Record<"A__c" | "B__c" | "C__c", ObjectSchema>>;
  readonly rows: Readonly<Record<"A__c" | "B__c" | "C__c", readonly Row[]>>;
}

/** One row with all of its parents, by the path to each. */
type Joined = Readonly<Record<string, Row | undefined>>;

/** All rows of an object with their parents: every combination there is, and of these the ones that fit. */
export function joined(world: World, from: "A__c" | "B__c"): readonly Joined[] {
  const crossed: Joined[] = [];
  const { A__c, B__c, C__c } = world.rows;
  for (const own of from === "A__c" ? A__c : B__c)
    for (const b of [...B__c, undefined])
      for (const c of [...C__c, undefined]) {
        const second = from === "A__c" ? b : own;
        const fitsB = from === "B__c" ? b === undefined : (own.B__c ?? null) === (b?.Id ?? null);
        const fitsC = (second?.C__c ?? null) === (c?.Id ?? null);
        if (fitsB && fitsC) crossed.push(from === "A__c" ? { "": own, B__r: b, "B__r.C__r": c } : { "": own, C__r: c });
      }
  return crossed;
}

/** The value a way leads to; where there is no parent, its checkboxes are not set. */
export function worth(row: Joined, { steps, name, type }: Way): Value {
  const value = row[steps.join(".")]?.[name] ?? null;
  return value === null && type === "boolean" ? false : value === "" ? null : value;
}

/** Which of the rows a wish holds for. */
export function holding(world: World, rows: readonly Joined[], wish: Wish): ReadonlySet<Joined> {
  const all = new Set(rows);
  switch (wish.kind) {
    case "and":
      return wish.of.reduce<ReadonlySet<Joined>>((left, one) => left.intersection(holding(world, rows, one)), all);
    case "or":
      return wish.of.reduce<ReadonlySet<Joined>>((left, one) => left.union(holding(world, rows, one)), new Set());
    case "not":
      return all.difference(holding(world, rows, wish.of));
    case "join": {
      const inner = joined(world, "B__c");
      const kept = [...holding(world, inner, wish.wish)].map((one) => one[""]?.Id);
      return new Set(rows.filter((row) => kept.includes(row[""]?.B__c ?? undefined) !== wish.negated));
    }
    case "atom":
      return new Set(rows.filter((row) => atom(wish, worth(row, wish.way))));
  }
}

type Known = "yes" | "no" | "unknown";

/** One comparison in logic of three values: with nothing it is not known, and then it counts as the operator has it. */
function atom({ operator, values, way }: Wish & { kind: "atom" }, value: Value): boolean {
  const own = way.type === "boolean" ? (value ?? false) : value;
  const compare = (other: Value): Known => {
    const wanted = way.type === "boolean" ? (other ?? false) : other === "" ? null : other;
    if (own === null || wanted === null) return own === null && wanted === null ? "yes" : "unknown";
    if (typeof own !== "string" || typeof wanted !== "string") return own === wanted ? "yes" : "no";
    return own.localeCompare(wanted, "en", { sensitivity: "accent" }) === 0 ? "yes" : "no";
  };
  const less = (other: Value): Known => {
    if (own === null || other === null || other === "") return "unknown";
    const [a, b] = [own, other].map((one) => (typeof one === "string" ? one.toUpperCase().toLowerCase() : one));
    return (a ?? 0) < (b ?? 0) ? "yes" : "no";
  };
  const [first = null] = values;
  const parts = (own === null ? "" : String(own)).toLowerCase().split(";");
  const whole = (set: Value) =>
    String(set)
      .toLowerCase()
      .split(";")
      .filter((one) => !parts.includes(one)).length === 0;
  switch (operator) {
    case "=":
    case "IN":
      return values.some((one) => compare(one) === "yes");
    case "!=":
    case "NOT IN":
      return !values.some((one) => compare(one) === "yes");
    case "<":
      return less(first) === "yes";
    case ">=":
      return less(first) === "no";
    case ">":
      return less(first) === "no" && compare(first) !== "yes";
    case "<=":
      return less(first) === "yes" || (less(first) === "no" && compare(first) === "yes");
    case "LIKE":
      return own !== null && values.some((one) => asExpression(String(one)).test(String(own)));
    case "INCLUDES":
      return values.some(whole);
    case "EXCLUDES":
      return !values.some(whole);
    default:
      throw new Error(operator);
  }
}

function asExpression(pattern: string): RegExp {
  const source = pattern.replace(/\\[%_\\]|[%_]|[^%_\\]+/g, (piece) =>
    piece === "%" ? "[^]*" : piece === "_" ? "[^]" : RegExp.escape(piece.startsWith("\\") ? piece.slice(1) : piece),
  );
  return new RegExp(`^${source}$`, "i");
}

/** The rows in as many groups as there are different keys, by comparing each with each. */
export function grouped(rows: readonly Joined[], ways: readonly Way[]): readonly (readonly Joined[])[] {
  const same = (a: Value, b: Value) =>
    String(a).toLowerCase() === String(b).toLowerCase() && (a === null) === (b === null);
  const groups: Joined[][] = [];
  for (const row of rows) {
    const home = groups.find(([first]) => first && ways.every((way) => same(worth(first, way), worth(row, way))));
    if (home) home.push(row);
    else groups.push([row]);
  }
  return groups;
}

/** Whether one value may stand right before another: nothing first unless last is said, text without regard to case. */
export function mayPrecede(a: Value, b: Value, descending: boolean, nullsLast: boolean): "before" | "same" | "after" {
  if (a === null || b === null) {
    if (a === b) return "same";
    return (a === null) !== nullsLast ? "before" : "after";
  }
  const [one, other] = [a, b].map((value) => (typeof value === "string" ? value.toLowerCase() : Number(value)));
  if (one === undefined || other === undefined || one === other) return "same";
  return one < other !== descending ? "before" : "after";
}
