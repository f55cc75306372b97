import { Fault, noResource } from "#domain/fault.ts";
import { type Id, type IdKind, parseAnyId, parseId } from "#domain/ids.ts";
import { windowInstantIn } from "#domain/log/given-instant.ts";
import type { GivenValues } from "#domain/power/record-values.ts";
import type { Instant } from "#domain/time.ts";
import { fieldNamed, type ObjectSchema } from "#soql/schema.ts";

/** Fields that the platform alone writes. */
const SYSTEM = /^(?:Id|IsDeleted|CreatedDate|CreatedById|LastModifiedDate|LastModifiedById|SystemModstamp)$/;

/** What a client sent of a row, by the fields of its object, in whatever letters it wrote them. */
export class Sent {
  readonly #object: ObjectSchema;
  readonly #values = new Map<string, unknown>();

  /** Fault INVALID_FIELD for a field that the object has not. */
  constructor(object: ObjectSchema, given: GivenValues) {
    this.#object = object;
    for (const [name, value] of Object.entries(given)) {
      if (name.toLowerCase() === "attributes") continue;
      const field = fieldNamed(object, name);
      if (!field)
        throw new Fault("INVALID_FIELD", `No such column '${name}' on sobject of type ${object.name}`, [name]);
      if (SYSTEM.test(field.name))
        throw new Fault("INVALID_FIELD_FOR_INSERT_UPDATE", `Unable to create/update fields: ${field.name}.`, [
          field.name,
        ]);
      this.#values.set(field.name, value);
    }
  }

  get object(): string {
    return this.#object.name;
  }

  /** Fault UNSIMULATED when another field was sent: nothing that was sent is passed over in silence. */
  demandOnly(...fields: readonly string[]): void {
    const other = [...this.#values.keys()].find((name) => !fields.includes(name));
    if (other !== undefined)
      throw new Fault("UNSIMULATED", `setting ${this.#object.name}.${other} through the API is not simulated`, [other]);
  }

  /** Fault REQUIRED_FIELD_MISSING where one of these has no value. */
  demand(...fields: readonly string[]): void {
    const missing = fields.filter((name) => this.value(name) === undefined);
    if (missing.length > 0)
      throw new Fault("REQUIRED_FIELD_MISSING", `Required fields are missing: [${missing.join(", ")}]`, missing);
  }

  /** The value of a field; nothing for null and empty text, which both say that there is none. */
  value(field: string): string | number | boolean | undefined {
    const value = this.#values.get(field);
    if (value === undefined || value === null || value === "") return undefined;
    if (typeof value !== "string" && typeof value !== "number" && typeof value !== "boolean")
      throw this.#wrongType(field, "text");
    return value;
  }

  /** Whether a field was sent, be it without a value. */
  has(field: string): boolean {
    return this.#values.has(field);
  }

  text(field: string, longest = 255): string | undefined {
    const value = this.value(field);
    if (value === undefined) return undefined;
    const text = `${value}`;
    if (text.length > longest)
      throw new Fault(
        "STRING_TOO_LONG",
        `${field}: data value too large: ${text.slice(0, 40)} (max length=${longest})`,
        [field],
      );
    return text;
  }

  flag(field: string): boolean | undefined {
    const value = this.value(field);
    if (value === undefined) return undefined;
    if (!/^(?:true|false|0|1)$/i.test(`${value}`)) throw this.#wrongType(field, "boolean");
    return /^(?:true|1)$/i.test(`${value}`);
  }

  /** One of these words, in whatever letters. */
  word<Word extends string>(field: string, words: readonly Word[]): Word | undefined {
    const value = this.value(field);
    if (value === undefined) return undefined;
    const word = words.find((one) => one.toLowerCase() === `${value}`.toLowerCase());
    if (word) return word;
    throw new Fault(
      "INVALID_OR_NULL_FOR_RESTRICTED_PICKLIST",
      `${field}: bad value for restricted picklist field: ${`${value}`.slice(0, 80)}`,
      [field],
    );
  }

  /** Of the instants of a window, in all the forms that clients send. */
  instant(field: string): Instant | undefined {
    const value = this.value(field);
    if (value === undefined) return undefined;
    const instant = windowInstantIn(value);
    if (instant === undefined) throw this.#wrongType(field, "datetime");
    return instant;
  }

  /** An id, whatever it is of. */
  anyId(field: string): string | undefined {
    const value = this.value(field);
    if (value === undefined) return undefined;
    const id = parseAnyId(`${value}`);
    if (!id)
      throw new Fault("MALFORMED_ID", `${field}: id value of incorrect type: ${`${value}`.slice(0, 40)}`, [field]);
    return id;
  }

  id<Kind extends IdKind>(field: string, kind: Kind): Id<Kind> | undefined {
    const id = this.anyId(field);
    if (id === undefined) return undefined;
    const parsed = parseId(kind, id);
    if (!parsed) throw new Fault("MALFORMED_ID", `${field}: id value of incorrect type: ${id}`, [field]);
    return parsed;
  }

  #wrongType(field: string, type: string): Fault {
    return new Fault("INVALID_TYPE_ON_FIELD_IN_RECORD", `${field}: value not of required type (${type})`, [field]);
  }
}

/** Fault INVALID_CROSS_REFERENCE_KEY for an id that points to nothing. */
export const pointsNowhere = (field: string): Fault =>
  new Fault("INVALID_CROSS_REFERENCE_KEY", `invalid cross reference id: ${field}`, [field]);

/** The id in an address, of one kind. Faults MALFORMED_ID for what is no id and NOT_FOUND for one of another kind. */
export function idInAddress<Kind extends IdKind>(kind: Kind, text: string): Id<Kind> {
  const id = parseAnyId(text);
  if (!id) throw new Fault("MALFORMED_ID", `malformed id ${text}`);
  const parsed = parseId(kind, id);
  if (!parsed) throw noResource();
  return parsed;
}
