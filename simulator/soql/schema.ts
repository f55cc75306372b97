import type { Instant } from "#domain/time.ts";

export type FieldType =
  | "id"
  | "reference"
  | "string"
  | "textarea"
  | "picklist"
  | "multipicklist"
  | "combobox"
  | "email"
  | "phone"
  | "url"
  | "encryptedstring"
  | "boolean"
  | "int"
  | "double"
  | "currency"
  | "percent"
  | "date"
  | "datetime"
  | "time"
  | "base64"
  /** Values of several parts, an address or what the Tooling API has of them; a row holds them as JSON text. */
  | "address"
  | "complexvalue";

/** A field as describe tells of it. What is not said of it is not so, except that fields can be filtered by. */
export interface FieldSchema {
  readonly name: string;
  readonly type: FieldType;
  readonly label?: string;
  readonly length?: number;
  readonly nillable?: boolean;
  readonly custom?: boolean;
  readonly updatable?: boolean;
  readonly externalId?: boolean;
  readonly unique?: boolean;
  /** Text of a unique field that tells capitals from small letters. */
  readonly caseSensitive?: boolean;
  /** The source answers `by` for it; ids, references and external ids are always answered for. */
  readonly indexed?: boolean;
  readonly calculated?: boolean;
  /** Said only where it differs from what the type allows. */
  readonly filterable?: boolean;
  readonly sortable?: boolean;
  readonly groupable?: boolean;
  /** The objects a reference may point to, and what the way to it is called: `AccountId` leads to `Account`. */
  readonly referenceTo?: readonly string[];
  readonly relationshipName?: string;
  /** The values of a picklist in their order, which is the order it sorts in. */
  readonly picklist?: readonly { readonly value: string; readonly label: string }[];
}

/** The way from a parent to its children: `Contacts` of an Account are the Contacts whose `AccountId` it is. */
export interface ChildRelationship {
  readonly name: string;
  readonly object: string;
  readonly field: string;
}

export interface ObjectSchema {
  readonly name: string;
  readonly label?: string;
  readonly keyPrefix?: string;
  readonly fields: readonly FieldSchema[];
  readonly children?: readonly ChildRelationship[];
}

/** Ids have 18 characters, instants and days their one ISO form, times `10:00:00.000Z`. */
export type Value = string | number | boolean | null;

/** By the field's own spelling; what is absent is null. */
export type Row = Readonly<Record<string, Value>>;

/**
 * Where rows come from. Whoever makes one narrows it to what the running user may see: an object or a field that it
 * does not tell of does not exist for the query.
 */
export interface Source {
  /** The object of a name, in whatever letters. */
  schema(name: string): ObjectSchema | undefined;
  /** All rows of an object, deleted ones too where it has the field IsDeleted, in an order that stays. */
  scan(object: string): Iterable<Row>;
  byId(object: string, id: string): Row | undefined;
  /** Rows whose indexed field has a value, text without regard to case; more than these do no harm, fewer do. */
  by(object: string, field: string, value: string | number): Iterable<Row>;
}

/** What else a query depends on. */
export interface Moment {
  readonly now: Instant;
  /** The IANA time zone of the running user. */
  readonly zone: string;
  /** The running user, for USING SCOPE mine. */
  readonly user?: string;
  /** In which month, 1 to 12, the fiscal year begins that is called by the year it ends in; January unless told. */
  readonly fiscalYearStart?: number;
  /** Rows that were deleted count too, as for queryAll. */
  readonly deletedToo?: boolean;
}

export type Family = "id" | "text" | "number" | "boolean" | "date" | "datetime" | "time" | "opaque";

const FAMILY: Readonly<Record<FieldType, Family>> = {
  id: "id",
  reference: "id",
  string: "text",
  textarea: "text",
  picklist: "text",
  multipicklist: "text",
  combobox: "text",
  email: "text",
  phone: "text",
  url: "text",
  encryptedstring: "text",
  boolean: "boolean",
  int: "number",
  double: "number",
  currency: "number",
  percent: "number",
  date: "date",
  datetime: "datetime",
  time: "time",
  base64: "opaque",
  address: "opaque",
  complexvalue: "opaque",
};

/** How values of a type are compared. */
export const familyOf = (type: FieldType): Family => FAMILY[type];

/** Text of more than 255 characters can neither be filtered nor sorted nor grouped by. */
const isLong = ({ type, length = 0 }: FieldSchema): boolean => type === "textarea" && length > 255;

export const isFilterable = (field: FieldSchema): boolean =>
  field.filterable ?? (FAMILY[field.type] !== "opaque" && field.type !== "encryptedstring" && !isLong(field));
export const isSortable = (field: FieldSchema): boolean =>
  field.sortable ?? (isFilterable(field) && field.type !== "multipicklist");
export const isGroupable = (field: FieldSchema): boolean =>
  field.groupable ?? (isSortable(field) && !["double", "currency", "percent", "datetime", "time"].includes(field.type));

export const isIndexed = ({ type, externalId, indexed }: FieldSchema): boolean =>
  type === "id" || type === "reference" || (externalId ?? false) || (indexed ?? false);

export const isCustom = ({ name, custom }: FieldSchema): boolean => custom ?? /__c$/i.test(name);

/** A field of an object, in whatever letters it was written. */
export function fieldNamed(object: ObjectSchema, name: string): FieldSchema | undefined {
  return tableOf(object).fields.get(name.toLowerCase());
}

/** The reference that a relationship follows, by the relationship's name. */
export function referenceNamed(object: ObjectSchema, name: string): FieldSchema | undefined {
  return tableOf(object).references.get(name.toLowerCase());
}

interface Table {
  readonly fields: ReadonlyMap<string, FieldSchema>;
  readonly references: ReadonlyMap<string, FieldSchema>;
}

const tables = new WeakMap<ObjectSchema, Table>();

function tableOf(object: ObjectSchema): Table {
  let table = tables.get(object);
  if (!table) {
    const fields = new Map(object.fields.map((field) => [field.name.toLowerCase(), field]));
    const leading = object.fields.filter(({ relationshipName }) => relationshipName !== undefined);
    const references = new Map(leading.map((field) => [(field.relationshipName ?? "").toLowerCase(), field]));
    table = { fields, references };
    tables.set(object, table);
  }
  return table;
}
