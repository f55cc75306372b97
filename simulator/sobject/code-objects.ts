import { PREFIX } from "#domain/ids.ts";
import type { ApexClass } from "#domain/org.ts";
import { holds } from "#domain/user.ts";
import type { FieldSchema, Row } from "#soql/schema.ts";
import { double, flag, id, longText, picklist, text, whole } from "./fields.ts";
import { type Facts, type SObject, seenFrom } from "./object.ts";

// Classes and triggers. The source of managed code reads "(hidden)" for whoever may not see it.

const HIDDEN = "(hidden)";

const FIELDS: readonly FieldSchema[] = [
  id,
  text("Name", { indexed: true }),
  text("NamespacePrefix", { length: 15, indexed: true }),
  double("ApiVersion", { nillable: false }),
  picklist("Status", ["Active"]),
  flag("IsValid"),
  longText("Body", { length: 1_000_000 }),
  whole("LengthWithoutComments", { nillable: false }),
  picklist("ManageableState", ["unmanaged", "installed"]),
];

const isThere = ({ reader }: Facts): boolean => holds(reader.entitlements, "View Setup and Configuration");

const rowOf =
  (kind: ApexClass["kind"]) =>
  (code: ApexClass, _: unknown, { bodyOf }: Facts): Row | undefined =>
    code.kind === kind
      ? {
          Id: code.id,
          Name: code.name,
          NamespacePrefix: code.namespace ?? null,
          ApiVersion: Number(code.apiVersion),
          Status: "Active",
          IsValid: true,
          Body: bodyOf(code) || HIDDEN,
          LengthWithoutComments: code.namespace ? -1 : code.body.length,
          ManageableState: code.namespace ? "installed" : "unmanaged",
        }
      : undefined;

const apexClass: SObject = {
  schema: { name: "ApexClass", label: "Apex Class", keyPrefix: PREFIX.ApexClass, fields: FIELDS },
  plural: "Apex Classes",
  api: "both",
  isThere,
  sensitive: ["Body"],
  rows: seenFrom("apexClasses", rowOf("class")),
};

const apexTrigger: SObject = {
  schema: { name: "ApexTrigger", label: "Apex Trigger", keyPrefix: PREFIX.ApexTrigger, fields: FIELDS },
  plural: "Apex Triggers",
  api: "both",
  isThere,
  sensitive: ["Body"],
  rows: seenFrom("apexClasses", rowOf("trigger")),
};

export const CODE_OBJECTS: readonly SObject[] = [apexClass, apexTrigger];
