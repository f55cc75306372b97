import { expect, test } from "vitest";
import { SoqlError } from "./error.ts";
import { aMoment, OBJECTS, ROWS, sourceOf } from "./rows.suite.ts";
import { answer } from "./soql.ts";

async function refused(text: string): Promise<SoqlError> {
  const error: unknown = await answer(text, sourceOf(OBJECTS, ROWS), aMoment()).catch((one: unknown) => one);
  if (error instanceof SoqlError) return error;
  throw new Error(`${text}: ${error instanceof Error ? error.stack : "was answered"}`);
}

const REFER = "Please reference your WSDL or the describe call for the appropriate names.";
const noColumn = (name: string, entity: string) =>
  `No such column '${name}' on entity '${entity}'. If you are attempting to use a custom field, be sure to append the '__c' after the custom field name. ${REFER}`;
const noRelationship = (name: string, where = "field path") =>
  `Didn't understand relationship '${name}' in ${where}. If you are attempting to use a custom relationship, be sure to append the '__r' after the custom relationship name. ${REFER}`;
const criterion = (field: string, type: string, not = "not ") =>
  `value of filter criterion for field '${field}' must be of type ${type} and should ${not}be enclosed in quotes`;

test.for([
  [
    "SELECT Id FROM Foo",
    "INVALID_TYPE",
    `sObject type 'Foo' is not supported. If you are attempting to use a custom object, be sure to append the '__c' after the entity name. ${REFER}`,
  ],
  ["SELECT Foo FROM Account", "INVALID_FIELD", noColumn("Foo", "Account")],
  ["SELECT Parent.Foo FROM Account", "INVALID_FIELD", noColumn("Foo", "Account")],
  ["SELECT Owner.Company FROM Account", "INVALID_FIELD", noColumn("Company", "Name")],
  ["SELECT Id FROM Account WHERE foo = 1", "INVALID_FIELD", noColumn("foo", "Account")],
  ["SELECT Id FROM Account ORDER BY Foo", "INVALID_FIELD", noColumn("Foo", "Account")],
  ["SELECT Foo.Id FROM Account", "INVALID_FIELD", noRelationship("Foo")],
  ["SELECT Id, (SELECT Id FROM Foos) FROM Account", "INVALID_TYPE", noRelationship("Foos", "FROM part of query call")],
  [
    "SELECT Parent.Parent.Parent.Parent.Parent.Parent.Id FROM Account",
    "MALFORMED_QUERY",
    "a field path follows at most 5 relationships, not 6",
  ],
  ["SELECT Name n FROM Account", "MALFORMED_QUERY", "only aggregate expressions use field aliasing"],
  ["SELECT Id, name, Name FROM Account", "MALFORMED_QUERY", "duplicate field selected: Name"],
  ["SELECT Id, Account.Id FROM Account", "MALFORMED_QUERY", "duplicate field selected: Id"],
  ["SELECT Id FROM Account WHERE Name = 1", "INVALID_FIELD", criterion("Name", "string", "")],
  ["SELECT Id FROM Account WHERE Name = TODAY", "INVALID_FIELD", criterion("Name", "string", "")],
  ["SELECT Id FROM Account WHERE Active__c = 'true'", "INVALID_FIELD", criterion("Active__c", "boolean")],
  ["SELECT Id FROM Account WHERE NumberOfEmployees = '1'", "INVALID_FIELD", criterion("NumberOfEmployees", "int")],
  ["SELECT Id FROM Account WHERE AnnualRevenue > true", "INVALID_FIELD", criterion("AnnualRevenue", "currency")],
  ["SELECT Id FROM Opportunity WHERE CloseDate = '2031-01-01'", "INVALID_FIELD", criterion("CloseDate", "date")],
  [
    "SELECT Id FROM Opportunity WHERE CloseDate = 2031-01-01T00:00:00Z",
    "INVALID_FIELD",
    criterion("CloseDate", "date"),
  ],
  ["SELECT Id FROM Account WHERE CreatedDate > 2031-01-01", "INVALID_FIELD", criterion("CreatedDate", "dateTime")],
  [
    "SELECT Id FROM Account WHERE CreatedDate > 2031-02-30T00:00:00Z",
    "MALFORMED_QUERY",
    "Invalid dateTime: 2031-02-30T00:00:00Z",
  ],
  ["SELECT Id FROM Account WHERE Id = 'abc'", "INVALID_QUERY_FILTER_OPERATOR", "invalid ID field: abc"],
  ["SELECT Id FROM Account WHERE Id LIKE '001%'", "INVALID_QUERY_FILTER_OPERATOR", "invalid operator on id field"],
  [
    "SELECT Id FROM Account WHERE Active__c > true",
    "INVALID_QUERY_FILTER_OPERATOR",
    "invalid operator on boolean field",
  ],
  [
    "SELECT Id FROM Account WHERE Name INCLUDES ('a')",
    "INVALID_QUERY_FILTER_OPERATOR",
    "invalid operator on string field",
  ],
  ["SELECT Id FROM Account WHERE Name IN 'a'", "MALFORMED_QUERY", "unexpected token: ''a''"],
  ["SELECT Id FROM Account WHERE Name = ('a')", "MALFORMED_QUERY", "unexpected token: '('"],
  [
    "SELECT Id FROM Account WHERE Description = 'a'",
    "INVALID_FIELD",
    "field 'Description' can not be filtered in a query call",
  ],
  [
    "SELECT Id FROM Account WHERE BillingAddress = 'a'",
    "INVALID_FIELD",
    "Address fields can only be filtered using Distance expressions",
  ],
  ["SELECT Id FROM Account WHERE COUNT(Id) > 1", "MALFORMED_QUERY", "unexpected token: 'COUNT'"],
  [
    "SELECT Id FROM Account ORDER BY Description",
    "MALFORMED_QUERY",
    "field 'Description' can not be sorted in a query call",
  ],
  [
    "SELECT COUNT(Id) FROM Account GROUP BY AnnualRevenue",
    "MALFORMED_QUERY",
    "field 'AnnualRevenue' can not be grouped in a query call",
  ],
  ["SELECT Name, COUNT(Id) FROM Account", "MALFORMED_QUERY", "Field must be grouped or aggregated: Name"],
  ["SELECT Id, COUNT(Id) FROM Account GROUP BY Id", "MALFORMED_QUERY", "Grouped field should not be aggregated: Id"],
  [
    "SELECT COUNT(Id) FROM Account GROUP BY Name ORDER BY Code__c",
    "MALFORMED_QUERY",
    "Ordered field must be grouped or aggregated: Code__c",
  ],
  ["SELECT Name, MAX(Code__c) name FROM Account GROUP BY Name", "MALFORMED_QUERY", "duplicate alias: name"],
  ["SELECT SUM(Name) FROM Account", "MALFORMED_QUERY", "field Name does not support aggregate operator SUM"],
  ["SELECT MAX(Active__c) FROM Account", "MALFORMED_QUERY", "field Active__c does not support aggregate operator MAX"],
  [
    "SELECT MAX(Name) FROM Account LIMIT 1",
    "MALFORMED_QUERY",
    "Non-grouped query that uses overall aggregate functions cannot also use LIMIT",
  ],
  ["SELECT Name FROM Account OFFSET 2001", "NUMBER_OUTSIDE_VALID_RANGE", "Maximum SOQL offset allowed is 2000"],
  ["SELECT FIELDS(ALL) FROM Account", "MALFORMED_QUERY", "The SOQL FIELDS function must have a LIMIT of at most 200"],
  [
    "SELECT FIELDS(CUSTOM) FROM Account LIMIT 201",
    "MALFORMED_QUERY",
    "The SOQL FIELDS function must have a LIMIT of at most 200",
  ],
  [
    "SELECT Id FROM Account WHERE Name IN (SELECT AccountId FROM Contact)",
    "MALFORMED_QUERY",
    "The left operand field in the where expression for outer query should be an id field, cannot use: 'Name'",
  ],
  [
    "SELECT Id FROM Account WHERE Id IN (SELECT OwnerId FROM Contact)",
    "MALFORMED_QUERY",
    "The selected field 'OwnerId' in the subquery and the left operand field in the where expression in the outer query 'Id' should point to the same object type",
  ],
  [
    "SELECT Id FROM Account WHERE Id IN (SELECT ParentId FROM Account)",
    "MALFORMED_QUERY",
    "The inner and outer selects should not be on the same object type",
  ],
  [
    "SELECT Id FROM Account WHERE Name = 'a' OR Id IN (SELECT AccountId FROM Contact)",
    "MALFORMED_QUERY",
    "Semi join sub-selects are not allowed with the 'OR' operator",
  ],
  [
    "SELECT Id FROM Account WHERE Name = 'a' AND (Name = 'b' AND Id IN (SELECT AccountId FROM Contact))",
    "MALFORMED_QUERY",
    "Semi join sub-selects are only allowed at the top level WHERE expressions and not in nested WHERE expressions.",
  ],
  [
    "SELECT Id FROM Account WHERE Id IN (SELECT AccountId FROM Contact WHERE OwnerId IN (SELECT Id FROM User))",
    "MALFORMED_QUERY",
    "Nesting of semi join sub-selects is not supported",
  ],
  ["SELECT Id FROM Account USING SCOPE delegated", "UNSIMULATED", "USING SCOPE delegated is not simulated"],
  [
    "SELECT Id FROM Account WHERE DISTANCE(Loc__c, GEOLOCATION(1, 2), 'mi') < 3",
    "UNSIMULATED",
    "DISTANCE is not simulated",
  ],
] as const)("%s", async ([text, code, sentence]) => {
  expect(await refused(text)).toMatchObject({ code, sentence });
});

test("an error about a name counts columns from 1", async () => {
  expect((await refused("Select Id, Status, Location, Body from Account")).message).toBe(
    [
      "",
      "Select Id, Status, Location, Body from Account",
      `${" ".repeat(11)}^`,
      "ERROR at Row:1:Column:12",
      noColumn("Status", "Account"),
    ].join("\n"),
  );
});

test("FIELDS needs no limit where ids are given", async () => {
  const text = "SELECT FIELDS(ALL) FROM Contact WHERE Id = '0035f0000000001AAA'";
  await expect(answer(text, sourceOf(OBJECTS, ROWS), aMoment())).resolves.toBeDefined();
});

test("children hang four levels below the root and no further", async () => {
  const below = (level: number): string => `SELECT Id${level > 0 ? `, (${below(level - 1)})` : ""} FROM ChildAccounts`;
  await expect(answer(`SELECT (${below(3)}) FROM Account`, sourceOf(OBJECTS, ROWS), aMoment())).resolves.toBeDefined();
  expect((await refused(`SELECT (${below(4)}) FROM Account`)).sentence).toContain("4 levels away");
});
