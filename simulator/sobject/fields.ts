import type { FieldSchema, FieldType } from "#soql/schema.ts";

type About = Omit<FieldSchema, "name" | "type">;

const field =
  (type: FieldType, usual: About = {}) =>
  (name: string, about: About = {}): FieldSchema => ({ name, type, nillable: true, ...usual, ...about });

export const id: FieldSchema = { name: "Id", type: "id", length: 18, label: "Record ID" };
export const text = field("string", { length: 255 });
export const longText = field("textarea", { length: 32_768 });
export const flag = field("boolean", { nillable: false });
export const whole = field("int");
export const double = field("double");
export const instant = field("datetime");
export const day = field("date");
export const email = field("email", { length: 128 });
export const phone = field("phone", { length: 40 });
export const body = field("base64");

/** A picklist of these values. */
export const picklist = (name: string, values: readonly string[], about: About = {}): FieldSchema => ({
  ...field("picklist", { length: 40 })(name, about),
  picklist: values.map((value) => ({ value, label: value })),
});

/** A reference to another object, and the name of the way there. */
export const reference = (
  name: string,
  to: string | readonly string[],
  relationshipName?: string,
  about: About = {},
) => ({
  ...field("reference", { length: 18 })(name, about),
  referenceTo: typeof to === "string" ? [to] : to,
  ...(relationshipName && { relationshipName }),
});

/** Who made and changed a record, and when: what most objects have. */
export const STAMPS: readonly FieldSchema[] = [
  instant("CreatedDate", { nillable: false }),
  reference("CreatedById", "User", "CreatedBy", { nillable: false }),
  instant("LastModifiedDate", { nillable: false }),
  reference("LastModifiedById", "User", "LastModifiedBy", { nillable: false }),
  instant("SystemModstamp", { nillable: false }),
];
