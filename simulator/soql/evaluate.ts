import type { BoundCondition, Comparand, Expression, FieldRef, Range, Step, Test } from "./bound.ts";
import { calendarOf } from "./calendar.ts";
import type { FieldSchema, FieldType, Moment, ObjectSchema, Row, Source, Value } from "./schema.ts";
import { comparable } from "./values.ts";

/** A row and what it is a row of. */
export interface Place {
  readonly object: ObjectSchema;
  readonly row: Row;
}

/** The row that a reference points to; nothing when it points nowhere, or to what may not be seen. */
export function parentOf(source: Source, row: Row, { field, targets }: Step): Place | undefined {
  const id = row[field.name];
  if (typeof id !== "string" || id === "") return undefined;
  const own = targets.filter(({ keyPrefix }) => keyPrefix !== undefined && id.startsWith(keyPrefix));
  for (const object of own.length > 0 || targets.length === 1 ? [...own, ...targets] : targets) {
    const parent = source.byId(object.name, id);
    if (parent) return { object, row: parent };
  }
  return undefined;
}

/** The value that a path leads to from a row; where a parent on the way is missing, null, and false for a checkbox. */
export function valueAt(source: Source, row: Row, { steps, field, typeName }: FieldRef): Value {
  let here: Row = row;
  for (const [nth, step] of steps.entries()) {
    const parent = parentOf(source, here, step);
    if (!parent) return shownOf(field, null);
    if (typeName && nth === steps.length - 1) return parent.object.name;
    here = parent.row;
  }
  return shownOf(field, here[field.name] ?? null);
}

/** A checkbox is never empty, and an empty text is nothing. */
const shownOf = ({ type }: FieldSchema, value: Value): Value =>
  value === "" ? null : value === null && type === "boolean" ? false : value;

/** What a function makes of a value. */
export function applied(of: Expression & { kind: "function" }, value: Value, moment: Moment): Value {
  if (of.name === "FORMAT" || of.name === "CONVERTCURRENCY" || value === null) return value;
  if (of.name !== "TOLABEL") return calendarOf(of.name, value, of.inUsersZone, moment);
  const field = of.of.kind === "field" ? of.of.field : undefined;
  return field?.picklist?.find((one) => one.value === value)?.label ?? value;
}

/** Whether an expression's value passes a test that needs no other rows. */
function passes(test: Exclude<Test, { kind: "semijoin" }>, value: Value): boolean {
  const type = test.of.type;
  const caseSensitive = test.of.kind === "field" && (test.of.field.caseSensitive ?? false);
  const compared = comparable(type, caseSensitive, value);
  if (test.kind === "like") return test.patterns.some((pattern) => isLike(pattern, value));
  if (test.kind === "includes") {
    const chosen = new Set(compared === null ? [] : String(value).toLowerCase().split(";"));
    return test.sets.some((set) => set.every((one) => chosen.has(one))) !== test.negated;
  }
  const [first = null] = test.to;
  switch (test.operator) {
    case "=":
    case "IN":
      return test.to.some((one) => equals(compared, one));
    case "!=":
    case "NOT IN":
      return !test.to.some((one) => equals(compared, one));
    default:
      return isOrdered(test.operator, compared, first);
  }
}

const isRange = (one: Comparand): one is Range => typeof one === "object" && one !== null;

function equals(value: Value, one: Comparand): boolean {
  if (!isRange(one)) return value === one;
  return value !== null && value >= one.from && value < one.to;
}

function isOrdered(operator: "<" | "<=" | ">" | ">=", value: Value, one: Comparand): boolean {
  if (value === null || one === null) return false;
  const [from, to] = isRange(one) ? [one.from, one.to] : [one, undefined];
  switch (operator) {
    case "<":
      return value < from;
    case "<=":
      return to === undefined ? value <= from : value < to;
    case ">":
      return to === undefined ? value > from : value >= to;
    case ">=":
      return value >= from;
  }
}

/** `%` stands for any text and `_` for one character, unless a backslash stands before them; case does not count. */
function isLike(pattern: string, value: Value): boolean {
  if (value === null || value === "") return false;
  const wanted: { any?: true; one?: true; character?: string }[] = [];
  for (let at = 0; at < pattern.length; at += 1) {
    const character = pattern.charAt(at);
    if (character === "\\") {
      at += 1;
      wanted.push({ character: pattern.charAt(at).toLowerCase() });
    } else
      wanted.push(
        character === "%" ? { any: true } : character === "_" ? { one: true } : { character: character.toLowerCase() },
      );
  }
  // Two places and one way back: the time grows with the product of the lengths, never faster.
  const text = String(value).toLowerCase();
  let [at, next, mark, from] = [0, 0, -1, 0];
  while (at < text.length) {
    const want = wanted[next];
    if (want?.any) {
      mark = next;
      next += 1;
      from = at;
    } else if (want && (want.one || want.character === text.charAt(at))) {
      at += 1;
      next += 1;
    } else if (mark >= 0) {
      next = mark + 1;
      from += 1;
      at = from;
    } else return false;
  }
  return wanted.slice(next).every(({ any }) => any);
}

/** Makes a condition into a question; what an expression is worth, and how sub-selects answer, is told from outside. */
export function questionOf<Of>(
  condition: BoundCondition | undefined,
  worthOf: (of: Expression) => (one: Of) => Value,
  idsOf: (query: Extract<Test, { kind: "semijoin" }>["query"]) => ReadonlySet<Value>,
): (one: Of) => boolean {
  if (!condition) return () => true;
  if (condition.kind === "and" || condition.kind === "or") {
    const parts = condition.of.map((part) => questionOf(part, worthOf, idsOf));
    return condition.kind === "and"
      ? (one) => parts.every((part) => part(one))
      : (one) => parts.some((part) => part(one));
  }
  if (condition.kind === "not") {
    const part = questionOf(condition.of, worthOf, idsOf);
    return (one) => !part(one);
  }
  const value = worthOf(condition.of);
  if (condition.kind !== "semijoin") return (one) => passes(condition, value(one));
  const ids = idsOf(condition.query);
  return (one) => ids.has(value(one)) !== condition.negated;
}

/** Orders values of a type, those that are nothing aside: text without regard to case, picklists in their own order. */
export function ordering(type: FieldType, picklist: FieldSchema["picklist"]): (a: Value, b: Value) => number {
  const places = new Map(picklist?.map(({ value }, nth) => [value, nth]));
  const keyOf = (value: Value): string | number => {
    const place = typeof value === "string" ? places.get(value) : undefined;
    if (place !== undefined) return place;
    const compared = comparable(type, false, value);
    return typeof compared === "boolean" ? Number(compared) : (compared ?? "");
  };
  return (a, b) => {
    const [one, other] = [keyOf(a), keyOf(b)];
    // What is on no picklist comes after what is.
    if (typeof one !== typeof other) return typeof one === "number" ? -1 : 1;
    return one < other ? -1 : one > other ? 1 : 0;
  };
}
