import { checkSuffix } from "#domain/ids.ts";
import { type Instant, later, MINUTE, parseDay, parseInstant } from "#domain/time.ts";
import type { Literal } from "./ast.ts";
import type { Comparand } from "./bound.ts";
import { faultAt } from "./error.ts";
import { rangeOf } from "./periods.ts";
import { type FieldType, familyOf, type Moment, type Value } from "./schema.ts";

const ID = /^[0-9A-Za-z]{15}(?:[0-9A-Za-z]{3})?$/;
const CLOCK = /^(\d\d):(\d\d):(\d\d)(?:\.(\d+))?(Z|[+-]\d\d:?\d\d)$/i;

/** An id of 15 or 18 characters in its one form of 18; nothing when it is none. */
function canonicalId(text: string): string | undefined {
  if (!ID.test(text)) return undefined;
  const id15 = text.slice(0, 15);
  return id15 + checkSuffix(id15);
}

/** An instant with any offset in its one form; nothing when there is no such day or time. */
function canonicalInstant(text: string): Instant | undefined {
  const [day = "", clock = ""] = text.toUpperCase().split("T");
  const [, hour, minute, second, fraction = "", offset = "Z"] = CLOCK.exec(clock) ?? [];
  if (hour === undefined || Number(hour) > 23) return undefined;
  const instant = parseInstant(`${day}T${hour}:${minute}:${second}.${fraction.padEnd(3, "0").slice(0, 3)}Z`);
  if (offset === "Z" || !instant) return instant;
  const ahead = Number(offset.slice(1, 3)) * 60 + Number(offset.slice(-2));
  return later(instant, (offset.startsWith("-") ? ahead : -ahead) * MINUTE);
}

/** How values are compared: text without regard to case, nothing for an empty text, false for no boolean. */
export function comparable(type: FieldType, caseSensitive: boolean, value: Value): Value {
  switch (familyOf(type)) {
    case "boolean":
      return value ?? false;
    case "text":
      return value === "" || value === null ? null : caseSensitive ? value : String(value).toLowerCase();
    default:
      return value;
  }
}

/** What errors call a type. */
const said = (type: FieldType): string => {
  if (type === "datetime") return "dateTime";
  const family = familyOf(type);
  return family === "text" ? "string" : family === "id" ? "ID" : type;
};

/** The value of a literal as a field of a type compares with it; an error where it is not of that type. */
export function comparandOf(
  text: string,
  { name, type, caseSensitive = false }: { name: string; type: FieldType; caseSensitive?: boolean },
  literal: Literal,
  moment: Moment,
): Comparand {
  if (literal.kind === "bind")
    throw faultAt(text, literal.at, "MALFORMED_QUERY", "Bind variables only allowed in Apex code");
  if (literal.kind === "null") return comparable(type, caseSensitive, null);
  const family = familyOf(type);
  const quoted = family === "text" || family === "id";
  const wrong = () =>
    faultAt(
      text,
      literal.at,
      "INVALID_FIELD",
      `value of filter criterion for field '${name}' must be of type ${said(type)} and should ${quoted ? "" : "not "}be enclosed in quotes`,
    );
  switch (family) {
    case "text":
      if (literal.kind === "string") return comparable(type, caseSensitive, literal.value);
      throw wrong();
    case "id": {
      if (literal.kind !== "string") throw wrong();
      const id = canonicalId(literal.value);
      if (id !== undefined || literal.value === "") return id ?? null;
      throw faultAt(text, literal.at, "INVALID_QUERY_FILTER_OPERATOR", `invalid ID field: ${literal.value}`);
    }
    case "number":
      if (literal.kind === "currency" && type === "currency") return literal.value;
      if (literal.kind === "number" && (literal.whole || type !== "int")) return literal.value;
      throw wrong();
    case "boolean":
      if (literal.kind === "boolean") return literal.value;
      throw wrong();
    case "date":
    case "datetime":
      if (literal.kind === "period") return periodOf(text, literal, family, moment);
      if (literal.kind !== family) throw wrong();
      return timeOf(text, literal, family === "date" ? parseDay(literal.value) : canonicalInstant(literal.value));
    case "time":
      if (literal.kind !== "time") throw wrong();
      return timeOf(text, literal, canonicalInstant(`2000-01-02T${literal.value}`)?.slice(11));
    case "opaque":
      throw faultAt(text, literal.at, "INVALID_FIELD", `field '${name}' can not be filtered in a query call`);
  }
}

function timeOf(text: string, { kind, value, at }: { kind: string; value: string; at: number }, is?: string): string {
  if (is !== undefined) return is;
  throw faultAt(text, at, "MALFORMED_QUERY", `Invalid ${kind === "datetime" ? "dateTime" : kind}: ${value}`);
}

function periodOf(
  text: string,
  { name, n = 1, at }: { name: string; n?: number; at: number },
  family: "date" | "datetime",
  moment: Moment,
): Comparand {
  const range = n >= 0 ? rangeOf(name, n, family, moment) : undefined;
  if (range) return range;
  throw faultAt(text, at, "MALFORMED_QUERY", `Invalid date literal: ${name}${n === 1 ? "" : `:${n}`}`);
}
