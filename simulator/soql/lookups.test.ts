import { expect, test } from "vitest";
import { aMoment, idOf, sourceOf } from "./rows.suite.ts";
import type { ObjectSchema, Row } from "./schema.ts";
import { answer, explain } from "./soql.ts";

const PARENTS = 500;
const id = { name: "Id", type: "id" } as const;
const objects: readonly ObjectSchema[] = [
  {
    name: "Parent__c",
    keyPrefix: "a01",
    fields: [id, { name: "Name", type: "string" }, { name: "Code__c", type: "string", externalId: true }],
    children: [{ name: "Kids__r", object: "Kid__c", field: "Parent__c" }],
  },
  {
    name: "Kid__c",
    keyPrefix: "a02",
    fields: [
      id,
      { name: "Name", type: "string" },
      { name: "Parent__c", type: "reference", referenceTo: ["Parent__c"], relationshipName: "Parent__r" },
    ],
  },
];
const parents: readonly Row[] = Array.from({ length: PARENTS }, (_, n) => ({
  Id: idOf("a01", n),
  Name: `P${n}`,
  Code__c: `C-${n}`,
}));
const kids: readonly Row[] = Array.from({ length: 2 * PARENTS }, (_, n) => ({
  Id: idOf("a02", n),
  Name: `K${n}`,
  Parent__c: idOf("a01", Math.floor(n / 2)),
}));

test.for([
  ["by id", `SELECT Id FROM Kid__c WHERE Id = '${idOf("a02", 7)}'`, 1, 1],
  [
    "by ids of 15 characters",
    `SELECT Id FROM Kid__c WHERE Id IN ('${idOf("a02", 7).slice(0, 15)}', '${idOf("a02", 8)}')`,
    2,
    2,
  ],
  ["by id beside another condition", `SELECT Id FROM Kid__c WHERE Name = 'K7' AND (Id = '${idOf("a02", 7)}')`, 1, 1],
  ["by foreign key", `SELECT Id FROM Kid__c WHERE Parent__c = '${idOf("a01", 9)}'`, 2, 2],
  ["by external id, whatever its letters", "SELECT Id FROM Parent__c WHERE code__c = 'c-3'", 1, 1],
  ["a child and its parent", `SELECT Parent__r.Name FROM Kid__c WHERE Id = '${idOf("a02", 7)}'`, 1, 2],
  ["children of one parent", `SELECT Id, (SELECT Id FROM Kids__r) FROM Parent__c WHERE Id = '${idOf("a01", 9)}'`, 1, 3],
  ["children of three parents", "SELECT Id, (SELECT Id FROM Kids__r) FROM Parent__c LIMIT 3", 3, 9],
  ["semi join", "SELECT Id FROM Kid__c WHERE Parent__c IN (SELECT Id FROM Parent__c WHERE Code__c = 'C-3')", 2, 3],
  ["as many as were asked for", "SELECT Id FROM Kid__c WHERE Name LIKE 'K%' LIMIT 5", 5, 5],
  ["or else all", `SELECT Id FROM Kid__c WHERE Id = '${idOf("a02", 7)}' OR Name = 'K8'`, 2, 2 * PARENTS],
  [
    "all for what must not be",
    `SELECT Id FROM Kid__c WHERE (NOT Id = '${idOf("a02", 7)}') LIMIT 2000`,
    2 * PARENTS - 1,
    2 * PARENTS,
  ],
] as const)("%s", async ([, text, found, looked]) => {
  const source = sourceOf(objects, { Parent__c: parents, Kid__c: kids });
  const { result } = await answer(text, source, aMoment());
  expect([result.totalSize, source.looked.rows]).toEqual([found, looked]);
});

test("the plans say how a query is run, the cheapest first", async () => {
  const source = sourceOf(objects, { Parent__c: parents, Kid__c: kids });
  const { plans } = await explain(`SELECT Id FROM Kid__c WHERE Parent__c = '${idOf("a01", 9)}'`, source, aMoment());
  expect(plans).toMatchObject([
    {
      leadingOperationType: "Index",
      fields: ["Parent__c"],
      cardinality: 2,
      relativeCost: 0.002,
      sobjectCardinality: 1000,
    },
    { leadingOperationType: "TableScan", fields: [], cardinality: 1000, relativeCost: 1, sobjectType: "Kid__c" },
  ]);
});
