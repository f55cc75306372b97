import { InvalidRecord } from "./invalid-record.ts";

/** Deeper than any event goes, and shallow enough that no input can exhaust the stack. */
const DEPTH = 64;

/**
 * The one way to write a value: JSON as RFC 8785 (JCS) has it, narrowed to what needs no judgement. Members stand in
 * the order of their UTF-16 code units, there is no white space, numbers are whole and within 2^53-1.
 * A member that is undefined is left out. InvalidRecord for anything else JSON cannot say exactly: fractions, big
 * integers, text with a lone surrogate, holes in arrays, instances of classes, nesting deeper than 64.
 */
export const canonical = (value: unknown): string => encode(value, 0);

function encode(value: unknown, depth: number): string {
  switch (typeof value) {
    case "string":
      return encodeText(value);
    case "number":
      if (!Number.isSafeInteger(value)) throw new InvalidRecord(`"${value}" is no whole number within 2^53-1`);
      // RFC 8785 writes -0 as 0, and so does JavaScript.
      return `${value}`;
    case "boolean":
      return value ? "true" : "false";
    case "object":
      if (value === null) return "null";
      if (depth === DEPTH) throw new InvalidRecord(`nested deeper than ${DEPTH} levels`);
      return Array.isArray(value) ? encodeArray(value, depth + 1) : encodeObject(value, depth + 1);
    default:
      throw new InvalidRecord(`a value of type ${typeof value} cannot be recorded`);
  }
}

/** Printable ASCII without quote and backslash: what most text is, and what needs no escape. */
const PLAIN = /^[ !#-[\]-~]*$/;

function encodeText(text: string): string {
  if (PLAIN.test(text)) return `"${text}"`;
  // JSON.stringify would write a lone surrogate as an escape, which RFC 8785 forbids.
  if (!text.isWellFormed()) throw new InvalidRecord(`text with a lone surrogate: ${JSON.stringify(text.slice(0, 40))}`);
  return JSON.stringify(text);
}

function encodeArray(values: readonly unknown[], depth: number): string {
  let text = "";
  // By index, because a hole must be seen as the undefined it is.
  for (let place = 0; place < values.length; place += 1) {
    text += `${place === 0 ? "" : ","}${encode(values[place], depth)}`;
  }
  return `[${text}]`;
}

function encodeObject(value: object, depth: number): string {
  const prototype: unknown = Object.getPrototypeOf(value);
  if (prototype !== Object.prototype && prototype !== null)
    throw new InvalidRecord("only plain objects can be recorded");
  const members = value as Readonly<Record<string, unknown>>;
  let text = "";
  for (const { name, beginning } of shapeOf(members)) {
    const member = members[name];
    if (member !== undefined) text += `${text === "" ? "" : ","}${beginning}${encode(member, depth)}`;
  }
  return `{${text}}`;
}

/** A member of objects of one shape: its name, and the text that its value stands behind. */
interface ShapeMember {
  readonly name: string;
  readonly beginning: string;
}

/** Objects whose members were made in this order, and those that have one member more. */
interface Shape {
  readonly next: Map<string, Shape>;
  members?: readonly ShapeMember[];
}

/** Records have some hundred shapes. What somebody else names the members of has no end, and is forgotten in between. */
const MOST_SHAPES = 4096;
const NO_SHAPES = (): Shape => ({ next: new Map() });
let shapes = NO_SHAPES();
let known = 0;

/** The members of an object by the UTF-16 code units of their names, as RFC 8785 asks and JavaScript compares. */
function shapeOf(members: Readonly<Record<string, unknown>>): readonly ShapeMember[] {
  const names = Object.keys(members);
  let shape = shapes;
  for (const name of names) {
    let next = shape.next.get(name);
    if (!next) {
      next = NO_SHAPES();
      shape.next.set(name, next);
      known += 1;
    }
    shape = next;
  }
  shape.members ??= names.sort().map((name) => ({ name, beginning: `${encodeText(name)}:` }));
  const found = shape.members;
  if (known > MOST_SHAPES) [shapes, known] = [NO_SHAPES(), 0];
  return found;
}

/**
 * Whether a text is what `canonical` makes of the value that JSON.parse made of it. Most often the engine's own writer
 * tells, three times as fast: it shows white space, other escapes, repeated members and other spellings of numbers, and
 * what it does not show is looked for. Where that does not say yes, `canonical` itself decides.
 */
export function isCanonical(value: unknown, text: string): boolean {
  // The depth first: the engine's writer gives up on a value that its reader still took.
  if (isOrdered(value, 0) && JSON.stringify(value) === text && !ESCAPED_SURROGATE.test(text)) return true;
  try {
    return canonical(value) === text;
  } catch (error) {
    if (error instanceof InvalidRecord) return false;
    throw error;
  }
}

/** As JSON.stringify writes a lone one; also a backslash before such letters, which is harmless. */
const ESCAPED_SURROGATE = /\\ud[89a-f]/;

/** Whether members are in order, numbers whole, and the depth is one `canonical` goes to. */
function isOrdered(value: unknown, depth: number): boolean {
  if (typeof value === "number") return Number.isSafeInteger(value);
  if (typeof value !== "object" || value === null) return true;
  if (depth === DEPTH) return false;
  if (Array.isArray(value)) return value.every((item) => isOrdered(item, depth + 1));
  const members = value as Readonly<Record<string, unknown>>;
  let before = "";
  for (const name of Object.keys(members)) {
    if (name < before || !isOrdered(members[name], depth + 1)) return false;
    before = name;
  }
  return true;
}
