import { type CustomField, type CustomObject, type CustomSetting, rowOf, type SObjectRecord } from "#domain/org.ts";
import type { FieldSchema, Row, Value } from "#soql/schema.ts";
import { flag, id, reference, STAMPS, text } from "./fields.ts";
import { fromTable, type SObject, seenFrom } from "./object.ts";

// Business records, and the records of custom settings: what each org has objects of its own for.

/** How a value that is kept as text reads as one of its field's type; what does not fit its type reads as null. */
export function readAs({ type }: Pick<CustomField, "type">, kept: string | undefined): Value {
  if (kept === undefined || kept === "") return null;
  switch (type) {
    case "boolean":
      return kept === "true";
    case "int":
    case "double":
    case "currency":
    case "percent":
      return Number.isFinite(Number(kept)) ? Number(kept) : null;
    default:
      return kept;
  }
}

/** The field as clients are told of it. */
export const schemaOf = (field: CustomField): FieldSchema => ({
  name: field.name,
  label: field.label,
  type: field.type,
  length: field.length ?? 255,
  nillable: !field.required,
  updatable: true,
  custom: /__c$/.test(field.name),
  ...(field.unique && { unique: true, indexed: true }),
  ...(field.externalId && { externalId: true }),
  ...(field.values && { picklist: field.values.map((value) => ({ value, label: value })) }),
  ...(field.to && { referenceTo: [field.to.sobject], relationshipName: field.to.parent }),
});

const NAME = text("Name", { length: 80, nillable: false, updatable: true, indexed: true });

/** An object of business records; `all` are those of the org, among which its children are found. */
export function recordObject(of: CustomObject, all: readonly CustomObject[]): SObject {
  const own = of.fields.filter(({ name }) => name !== "Name");
  return {
    schema: {
      name: of.name,
      label: of.label,
      keyPrefix: of.keyPrefix,
      fields: [
        id,
        flag("IsDeleted"),
        NAME,
        reference("OwnerId", "User", "Owner", { nillable: false }),
        ...own.map(schemaOf),
        ...STAMPS,
      ],
      children: all.flatMap((child) =>
        child.fields.flatMap(({ name, to }) =>
          to?.sobject === of.name && to.children ? [{ name: to.children, object: child.name, field: name }] : [],
        ),
      ),
    },
    plural: of.plural,
    api: "data",
    createable: true,
    updateable: true,
    deletable: true,
    rows: fromTable("records", (record) => (record.sobject === of.name ? rowFrom(own, record) : undefined)),
    shows: ({ rows, opensRecord }, { Id }) => {
      const record = rowOf(rows.records, `${Id}`);
      return record !== undefined && opensRecord(record);
    },
  };
}

function rowFrom(fields: readonly CustomField[], record: SObjectRecord): Row {
  const row: Record<string, Value> = {
    Id: record.id,
    IsDeleted: record.deletedAt !== undefined,
    Name: record.fields.Name ?? record.id,
    OwnerId: record.createdBy,
  };
  // One by one: to spread them takes longer than all else about a row.
  for (const field of fields) row[field.name] = readAs(field, record.fields[field.name]);
  row.CreatedDate = record.createdAt ?? record.lastModifiedAt;
  row.CreatedById = record.createdBy;
  row.LastModifiedDate = record.lastModifiedAt;
  row.LastModifiedById = record.lastModifiedBy;
  row.SystemModstamp = record.lastModifiedAt;
  return row;
}

/** A custom setting is an object, too, for whoever may see its records. */
export const settingObject = (of: CustomSetting): SObject => ({
  schema: {
    name: of.name,
    label: of.label,
    fields: [id, text("Name"), text("SetupOwnerId"), ...of.fields.map((name) => text(name, { custom: true }))],
  },
  plural: of.label,
  api: "data",
  // Records of a custom metadata type are metadata, which the API for rows only reads.
  createable: of.type === "custom setting",
  updateable: of.type === "custom setting",
  deletable: of.type === "custom setting",
  isThere: ({ opensSetting }) => opensSetting(of),
  sensitive: of.visibility === "protected" && of.namespace ? of.fields : [],
  rows: seenFrom("settingRecords", (record, { users, profiles, company }) => {
    if (record.setting !== of.id) return undefined;
    const owners = [...Object.values(users).map((one) => [one.username, one.id] as const)];
    const profile = Object.values(profiles).find(({ name }) => name === record.owner);
    const owner = owners.find(([name]) => name === record.owner)?.[1] ?? profile?.id ?? Object.keys(company)[0];
    return {
      Id: record.id,
      Name: record.owner,
      SetupOwnerId: owner ?? null,
      ...Object.fromEntries(of.fields.map((name) => [name, record.values[name] ?? null])),
    };
  }),
});

/** Objects that every org has, as far as support needs them. */
export const STANDARD_OBJECTS: readonly CustomObject[] = [
  standard("Account", "Accounts", "001", [
    { name: "AccountNumber", label: "Account Number", type: "string", length: 40 },
    { name: "Industry", label: "Industry", type: "string", length: 40 },
    { name: "Phone", label: "Phone", type: "phone", length: 40 },
    { name: "Website", label: "Website", type: "url" },
    { name: "AnnualRevenue", label: "Annual Revenue", type: "currency" },
    { name: "NumberOfEmployees", label: "Employees", type: "int" },
    { name: "Description", label: "Description", type: "textarea", length: 32_000 },
    {
      name: "ParentId",
      label: "Parent Account",
      type: "reference",
      to: { sobject: "Account", parent: "Parent", children: "ChildAccounts" },
    },
  ]),
  standard("Contact", "Contacts", "003", [
    { name: "FirstName", label: "First Name", type: "string", length: 40 },
    { name: "LastName", label: "Last Name", type: "string", length: 80, required: true },
    { name: "Email", label: "Email", type: "email", length: 80 },
    { name: "Phone", label: "Phone", type: "phone", length: 40 },
    { name: "Title", label: "Title", type: "string", length: 128 },
    {
      name: "AccountId",
      label: "Account",
      type: "reference",
      to: { sobject: "Account", parent: "Account", children: "Contacts" },
    },
  ]),
  standard("Case", "Cases", "500", [
    { name: "Subject", label: "Subject", type: "string" },
    { name: "Status", label: "Status", type: "picklist", values: ["New", "Working", "Escalated", "Closed"] },
    { name: "Priority", label: "Priority", type: "picklist", values: ["High", "Medium", "Low"] },
    { name: "Origin", label: "Case Origin", type: "picklist", values: ["Phone", "Email", "Web"] },
    { name: "Description", label: "Description", type: "textarea", length: 32_000 },
    {
      name: "AccountId",
      label: "Account",
      type: "reference",
      to: { sobject: "Account", parent: "Account", children: "Cases" },
    },
    {
      name: "ContactId",
      label: "Contact",
      type: "reference",
      to: { sobject: "Contact", parent: "Contact", children: "Cases" },
    },
  ]),
];

function standard(name: string, plural: string, keyPrefix: string, fields: readonly CustomField[]): CustomObject {
  // No row of a table stands behind it, so it has no id of its own.
  return { id: "" as CustomObject["id"], name, label: name, plural, keyPrefix, fields };
}
