import { checkSuffix } from "#domain/ids.ts";
import type { Instant } from "#domain/time.ts";
import { type FieldSchema, isIndexed, type Moment, type ObjectSchema, type Row, type Source } from "./schema.ts";

/** A source over rows in memory, and how many rows it has handed out. */
export interface CountingSource extends Source {
  readonly looked: { rows: number };
}

/** Keeps an index for every field that is said to have one, as whoever serves rows would. */
export function sourceOf(
  objects: readonly ObjectSchema[],
  rows: Readonly<Record<string, readonly Row[]>>,
): CountingSource {
  const looked = { rows: 0 };
  const byName = new Map(objects.map((object) => [object.name.toLowerCase(), object]));
  const indexes = new Map<string, Map<string, Row[]>>();
  const keyOf = (value: unknown) => String(value).toLowerCase();
  for (const object of objects)
    for (const field of object.fields.filter(isIndexed)) {
      const index = new Map<string, Row[]>();
      for (const row of rows[object.name] ?? []) {
        const value = row[field.name] ?? null;
        if (value === null) continue;
        const key = field.type === "id" ? String(value) : keyOf(value);
        const known = index.get(key);
        if (known) known.push(row);
        else index.set(key, [row]);
      }
      indexes.set(`${object.name}.${field.name}`, index);
    }
  function* counted(found: Iterable<Row>): Generator<Row> {
    for (const row of found) {
      looked.rows += 1;
      yield row;
    }
  }
  return {
    looked,
    schema: (name) => byName.get(name.toLowerCase()),
    scan: (object) => counted(rows[object] ?? []),
    byId: (object, id) => {
      const [row] = indexes.get(`${object}.Id`)?.get(id) ?? [];
      if (row) looked.rows += 1;
      return row;
    },
    by: (object, field, value) => {
      const index = indexes.get(`${object}.${field}`);
      if (!index) throw new Error(`no index for ${object}.${field}`);
      return counted(index.get(keyOf(value)) ?? []);
    },
  };
}

/** The n-th id with a prefix, 18 characters long. */
export function idOf(prefix: string, n: number): string {
  const id15 = `${prefix}5f0${n.toString(36).padStart(9, "0")}`;
  return id15 + checkSuffix(id15);
}

/** Noon of a Wednesday in New York, where daylight saving holds. */
export const aMoment = (about?: Partial<Moment>): Moment => ({
  now: "2031-05-14T16:00:00.000Z" as Instant,
  zone: "America/New_York",
  ...about,
});

const text = (name: string, more?: Partial<FieldSchema>): FieldSchema => ({
  name,
  type: "string",
  length: 255,
  ...more,
});
const id: FieldSchema = { name: "Id", type: "id" };
const to = (name: string, relationshipName: string, ...referenceTo: string[]): FieldSchema => ({
  name,
  type: "reference",
  relationshipName,
  referenceTo,
});
const stages = ["Prospecting", "Negotiation", "Closed Won"].map((value) => ({ value, label: `* ${value}` }));

/** A little of the sales side of the platform, with what SOQL has to tell apart. */
export const OBJECTS: readonly ObjectSchema[] = [
  {
    name: "Account",
    label: "Account",
    keyPrefix: "001",
    fields: [
      id,
      { name: "IsDeleted", type: "boolean" },
      text("Name"),
      to("ParentId", "Parent", "Account"),
      to("OwnerId", "Owner", "User", "Group"),
      { name: "AnnualRevenue", type: "currency" },
      { name: "NumberOfEmployees", type: "int" },
      { name: "Description", type: "textarea", length: 32000 },
      { name: "Active__c", type: "boolean", updatable: true },
      { name: "Tags__c", type: "multipicklist" },
      text("Code__c", { externalId: true, unique: true }),
      { name: "CreatedDate", type: "datetime" },
      { name: "BillingAddress", type: "address" },
    ],
    children: [
      { name: "Contacts", object: "Contact", field: "AccountId" },
      { name: "Opportunities", object: "Opportunity", field: "AccountId" },
      { name: "ChildAccounts", object: "Account", field: "ParentId" },
    ],
  },
  {
    name: "Contact",
    keyPrefix: "003",
    fields: [
      id,
      text("LastName"),
      { name: "Email", type: "email" },
      to("AccountId", "Account", "Account"),
      to("OwnerId", "Owner", "User"),
    ],
    children: [{ name: "Tasks", object: "Task", field: "WhoId" }],
  },
  {
    name: "Opportunity",
    keyPrefix: "006",
    fields: [
      id,
      text("Name"),
      to("AccountId", "Account", "Account"),
      { name: "StageName", type: "picklist", picklist: stages },
      { name: "Amount", type: "currency" },
      { name: "CloseDate", type: "date" },
      { name: "Starts__c", type: "time" },
    ],
  },
  {
    name: "Task",
    keyPrefix: "00T",
    fields: [id, text("Subject"), to("WhoId", "Who", "Contact", "Lead"), to("OwnerId", "Owner", "User")],
  },
  { name: "Lead", keyPrefix: "00Q", fields: [id, text("Name"), text("Company")] },
  {
    name: "User",
    keyPrefix: "005",
    fields: [
      id,
      text("Name"),
      text("Username", { indexed: true }),
      to("ProfileId", "Profile", "Profile"),
      to("ManagerId", "Manager", "User"),
    ],
  },
  { name: "Group", keyPrefix: "00G", fields: [id, text("Name")] },
  { name: "Profile", keyPrefix: "00e", fields: [id, text("Name")] },
];

const [acme, globex, void_] = [idOf("001", 1), idOf("001", 2), idOf("001", 3)];
const [nia, omar] = [idOf("005", 1), idOf("005", 2)];
const queue = idOf("00G", 1);
const day = (n: number) => `2031-05-${String(n).padStart(2, "0")}`;

/** Rows of it; ids are the n-th of their prefix. */
export const ROWS: Readonly<Record<string, readonly Row[]>> = {
  Account: [
    {
      Id: acme,
      Name: "Acme",
      OwnerId: nia,
      AnnualRevenue: 500,
      NumberOfEmployees: 10,
      Active__c: true,
      Tags__c: "Gold;Old",
      Code__c: "A-1",
      CreatedDate: "2031-05-14T02:00:00.000Z",
    },
    {
      Id: globex,
      Name: "globex",
      ParentId: acme,
      OwnerId: queue,
      AnnualRevenue: 100.5,
      Active__c: null,
      Tags__c: "Gold",
      Code__c: "G_1",
      CreatedDate: "2031-05-14T15:00:00.000Z",
      BillingAddress: '{"city":"Springfield"}',
    },
    { Id: void_, Name: "Void", OwnerId: null, Active__c: false, CreatedDate: "2030-12-31T23:30:00.000Z" },
    { Id: idOf("001", 4), Name: "Gone", IsDeleted: true, Active__c: true, CreatedDate: "2029-01-01T00:00:00.000Z" },
  ],
  Contact: [
    { Id: idOf("003", 1), LastName: "Ash", Email: "ASH@acme.example", AccountId: acme, OwnerId: nia },
    { Id: idOf("003", 2), LastName: "Birch", AccountId: acme, OwnerId: omar },
    { Id: idOf("003", 3), LastName: "100%_sure", Email: "", AccountId: globex, OwnerId: omar },
    { Id: idOf("003", 4), LastName: "Elm", AccountId: null, OwnerId: nia },
  ],
  Opportunity: [
    {
      Id: idOf("006", 1),
      Name: "One",
      AccountId: acme,
      StageName: "Negotiation",
      Amount: 10,
      CloseDate: day(13),
      Starts__c: "09:00:00.000Z",
    },
    { Id: idOf("006", 2), Name: "Two", AccountId: acme, StageName: "Prospecting", Amount: 30, CloseDate: day(14) },
    { Id: idOf("006", 3), Name: "Three", AccountId: globex, StageName: "Closed Won", Amount: 20, CloseDate: day(31) },
    { Id: idOf("006", 4), Name: "Four", AccountId: null, StageName: "Negotiation", Amount: null, CloseDate: null },
  ],
  Task: [
    { Id: idOf("00T", 1), Subject: "Call", WhoId: idOf("003", 1), OwnerId: nia },
    { Id: idOf("00T", 2), Subject: "Mail", WhoId: idOf("00Q", 1), OwnerId: nia },
  ],
  Lead: [{ Id: idOf("00Q", 1), Name: "Lou", Company: "Initech" }],
  User: [
    { Id: nia, Name: "Nia", Username: "nia@acme.example", ProfileId: idOf("00e", 1), ManagerId: omar },
    { Id: omar, Name: "Omar", Username: "omar@acme.example", ProfileId: idOf("00e", 2) },
  ],
  Group: [{ Id: queue, Name: "Queue" }],
  Profile: [
    { Id: idOf("00e", 1), Name: "System Administrator" },
    { Id: idOf("00e", 2), Name: "Standard User" },
  ],
};
