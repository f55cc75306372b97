import { Fault } from "#domain/fault.ts";
import { parseAnyId } from "#domain/ids.ts";
import type { CustomField, CustomObject, OrgRows, SObjectRecord } from "#domain/org.ts";
import { fromMillis, later, MINUTE, parseDay, parseInstant } from "#domain/time.ts";
import { recordsWith } from "./records-with.ts";

// What the fields of a business record may hold, and how each value is kept.

/** Values as somebody gives them, by the names of fields in whatever letters. */
export type GivenValues = Readonly<Record<string, unknown>>;

const NAME: CustomField = { name: "Name", label: "Name", type: "string", length: 80 };

/** Fields that every object has and nobody sets. */
const SYSTEM = new Set([
  "id",
  "isdeleted",
  "createddate",
  "createdbyid",
  "lastmodifieddate",
  "lastmodifiedbyid",
  "systemmodstamp",
]);

interface About {
  readonly of: CustomObject;
  /** The record as it was; absent for one that is being made. */
  readonly before?: SObjectRecord;
  readonly rows: OrgRows;
  /** Whether whoever writes may set a field of this name. */
  readonly mayEdit: (field: string) => boolean;
  /** Whether there is a record or user of an id for a reference to point to. */
  readonly isThere: (sobject: string, id: string) => boolean;
}

/**
 * The fields of a record after a change, as they are kept: text by text. Faults of the platform's own for a field that
 * is not there or nobody sets, a value that its field cannot hold, one that is missing or there already.
 */
export function changedFields(given: GivenValues, about: About): SObjectRecord["fields"] {
  const { of, before, rows, mayEdit, isThere } = about;
  const fields: Record<string, string> = { ...before?.fields };
  const known = new Map([NAME, ...of.fields].map((field) => [field.name.toLowerCase(), field]));
  for (const [name, value] of Object.entries(given)) {
    if (name.toLowerCase() === "attributes") continue;
    const field = known.get(name.toLowerCase());
    if (SYSTEM.has(name.toLowerCase()))
      throw new Fault("INVALID_FIELD_FOR_INSERT_UPDATE", `Unable to create/update fields: ${name}.`, [name]);
    if (!field) throw new Fault("INVALID_FIELD", `No such column '${name}' on sobject of type ${of.name}`);
    if (!mayEdit(field.name))
      throw new Fault(
        "INVALID_FIELD_FOR_INSERT_UPDATE",
        `Unable to create/update fields: ${field.name}. Please check the security settings of this field and verify that it is read/write for your profile or permission set.`,
        [field.name],
      );
    const kept = keptAs(field, value, isThere);
    if (kept === undefined) delete fields[field.name];
    else fields[field.name] = kept;
  }
  const missing = [...known.values()].filter(({ name, required }) => required && fields[name] === undefined);
  if (missing.length > 0) {
    const names = missing.map(({ name }) => name);
    throw new Fault("REQUIRED_FIELD_MISSING", `Required fields are missing: [${names.join(", ")}]`, names);
  }
  demandUnique(of, fields, before, rows);
  return fields;
}

function demandUnique(
  of: CustomObject,
  fields: SObjectRecord["fields"],
  before: SObjectRecord | undefined,
  rows: OrgRows,
): void {
  for (const { name, unique } of of.fields) {
    const value = fields[name];
    if (!unique || value === undefined || value === before?.fields[name]) continue;
    const other = recordsWith(rows, of, name, value).find((one) => one.id !== before?.id && !one.deletedAt);
    if (other)
      throw new Fault(
        "DUPLICATE_VALUE",
        `duplicate value found: ${name} duplicates value on record with id: ${other.id.slice(0, 15)}`,
        [name],
      );
  }
}

/** A value as its field keeps it; nothing for null and empty text. */
function keptAs(field: CustomField, value: unknown, isThere: About["isThere"]): string | undefined {
  const { name, label, type, length = 255 } = field;
  if (value === null || value === "") return type === "boolean" ? "false" : undefined;
  if (typeof value !== "string" && typeof value !== "number" && typeof value !== "boolean")
    throw wrongType(field, value);
  switch (type) {
    case "boolean": {
      if (!/^(?:true|false|1|0)$/i.test(`${value}`)) throw wrongType(field, value);
      return `${/^(?:true|1)$/i.test(`${value}`)}`;
    }
    case "int":
    case "double":
    case "currency":
    case "percent": {
      if (typeof value === "boolean" || !/^[+-]?\d+(?:\.\d+)?(?:e[+-]?\d+)?$/i.test(`${value}`))
        throw wrongType(field, value);
      if (type === "int" && !Number.isSafeInteger(Number(value))) throw wrongType(field, value);
      return `${Number(value)}`;
    }
    case "date": {
      const day = parseDay(`${value}`);
      if (!day) throw wrongType(field, value);
      return day;
    }
    case "datetime": {
      const at = instantIn(value);
      if (!at) throw wrongType(field, value);
      return at;
    }
    case "reference": {
      const id = parseAnyId(`${value}`);
      if (!id) throw new Fault("MALFORMED_ID", `${label}: id value of incorrect type: ${value}`, [name]);
      if (field.to && !isThere(field.to.sobject, id))
        throw new Fault("INVALID_CROSS_REFERENCE_KEY", "invalid cross reference id", [name]);
      return id;
    }
    case "picklist":
      if (field.values && !field.values.includes(`${value}`))
        throw new Fault(
          "INVALID_OR_NULL_FOR_RESTRICTED_PICKLIST",
          `${label}: bad value for restricted picklist field: ${value}`,
          [name],
        );
      return `${value}`;
    default: {
      const text = `${value}`;
      if (text.length > length)
        throw new Fault(
          "STRING_TOO_LONG",
          `${label}: data value too large: ${text.slice(0, 40)} (max length=${length})`,
          [name],
        );
      return text;
    }
  }
}

/** An instant in any of the forms that clients send: ISO 8601 with any offset, or milliseconds. */
export function instantIn(value: unknown): string | undefined {
  if (typeof value === "string") {
    const direct = parseInstant(value);
    if (direct) return direct;
    const [, date, time, sign, hours, minutes] =
      /^(\d{4}-\d\d-\d\d)T(\d\d:\d\d(?::\d\d(?:\.\d{1,3})?)?)([+-])(\d\d):?(\d\d)$/.exec(value) ?? [];
    const local = date && time && parseInstant(`${date}T${time}Z`);
    if (!local) return undefined;
    const offset = (Number(hours) * 60 + Number(minutes)) * (sign === "-" ? 1 : -1);
    return later(local, offset * MINUTE);
  }
  return typeof value === "number" && Number.isSafeInteger(value) && Math.abs(value) < 8.64e15 / 10
    ? fromMillis(value)
    : undefined;
}

const wrongType = ({ name, label, type }: CustomField, value: unknown): Fault =>
  new Fault(
    "INVALID_TYPE_ON_FIELD_IN_RECORD",
    `${label}: value not of required type (${type}): ${JSON.stringify(value)?.slice(0, 80)}`,
    [name],
  );
