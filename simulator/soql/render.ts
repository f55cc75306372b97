import type { Result, ResultRow, ResultValue } from "./run.ts";
import { type FieldSchema, type FieldType, familyOf, type ObjectSchema, type Row, type Value } from "./schema.ts";

export type Json = string | number | boolean | null | readonly Json[] | { readonly [name: string]: Json };

/** Where the rows of an answer have their own addresses. */
export interface Address {
  /** `60.0` */
  readonly version: string;
  readonly tooling?: boolean;
}

/** The platform's JSON of some rows of a result; pages hand in theirs. */
export function renderRows(rows: readonly ResultRow[], address: Address): readonly Json[] {
  return rows.map((row) => renderRow(row, address));
}

/** A whole result as one page. */
export function renderResult({ totalSize, rows }: Result, address: Address): Json {
  return { totalSize, done: true, records: renderRows(rows, address) };
}

/** The platform's JSON of one row of an object with some of its fields, as it is read by its id. */
export function renderFields(
  object: ObjectSchema,
  row: Row,
  fields: readonly FieldSchema[],
  address: Address,
): { readonly [name: string]: Json } {
  const own = { object: object.name, id: `${row.Id}` };
  const json: Record<string, Json> = {
    attributes: { type: own.object, url: urlOf(own.object, own.id, address) },
  };
  for (const { name, type } of fields) json[name] = renderPlain(name, type, row[name] ?? null, own, address);
  return json;
}

function urlOf(object: string, id: string, { version, tooling }: Address): string {
  return `/services/data/v${version}${tooling ? "/tooling" : ""}/sobjects/${object}/${id}`;
}

function renderRow({ object, id, polymorphic, values }: ResultRow, address: Address): Json {
  const attributes: Record<string, Json> = { type: object ? (polymorphic ? "Name" : object.name) : "AggregateResult" };
  if (object && id !== undefined) attributes.url = urlOf(object.name, id, address);
  const own = object && id !== undefined ? { object: object.name, id } : undefined;
  const json: Record<string, Json> = { attributes };
  for (const one of values) json[one.name] = renderValue(one, own, address);
  return json;
}

interface Owner {
  readonly object: string;
  readonly id: string;
}

function renderValue(one: ResultValue, row: Owner | undefined, address: Address): Json {
  if (one.kind === "parent") return one.row && renderRow(one.row, address);
  if (one.kind === "children")
    return one.rows.length === 0
      ? null
      : { totalSize: one.rows.length, done: true, records: renderRows(one.rows, address) };
  return renderPlain(one.name, one.type, one.value, row, address);
}

function renderPlain(name: string, type: FieldType, value: Value, row: Owner | undefined, address: Address): Json {
  if (value === null) return null;
  if (type === "base64") return row ? `${urlOf(row.object, row.id, address)}/${name}` : null;
  if (type === "complexvalue" || type === "address") return parsed(String(value));
  return familyOf(type) === "datetime" ? String(value).replace("Z", "+0000") : value;
}

/** A value of several parts, which its row holds as JSON text. */
function parsed(text: string): Json {
  try {
    return JSON.parse(text) as Json;
  } catch {
    return text;
  }
}
