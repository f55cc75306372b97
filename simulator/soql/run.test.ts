import { expect, test } from "vitest";
import { type Json, renderResult } from "./render.ts";
import { aMoment, idOf, OBJECTS, ROWS, sourceOf } from "./rows.suite.ts";
import type { Moment } from "./schema.ts";
import { answer } from "./soql.ts";

/** The answer as the wire has it, without attributes. */
async function asked(text: string, about?: Partial<Moment>): Promise<Json[]> {
  const { result } = await answer(text, sourceOf(OBJECTS, ROWS), aMoment(about));
  const { records } = JSON.parse(
    JSON.stringify(renderResult(result, { version: "60.0" }), (name, value) =>
      name === "attributes" ? undefined : value,
    ),
  );
  return records;
}

/** The last name in each row of the answer to a condition, put together. */
async function named(from: string, condition: string, about?: Partial<Moment>): Promise<string> {
  const name = from === "Contact" ? "LastName" : "Name";
  const rows = await asked(`SELECT ${name} FROM ${from} WHERE ${condition}`, about);
  return rows.map((row) => (row as Record<string, string>)[name]).join(" ");
}

test.for([
  ["equality ignores case", "Account", "name = 'ACME'", "Acme"],
  ["what is nothing is unequal to a text", "Contact", "Email != 'ash@ACME.example'", "Birch 100%_sure Elm"],
  ["an empty text is nothing", "Contact", "Email = ''", "Birch 100%_sure Elm"],
  ["null", "Contact", "Email = null", "Birch 100%_sure Elm"],
  ["not null", "Contact", "Email <> null", "Ash"],
  ["no order with nothing", "Account", "AnnualRevenue < 200", "globex"],
  ["numbers with a fraction", "Account", "AnnualRevenue >= 100.5 AND AnnualRevenue <= 100.5", "globex"],
  ["an unset checkbox is false", "Account", "Active__c = false", "globex Void"],
  ["an unset checkbox is null", "Account", "Active__c = null", "globex Void"],
  ["a checkbox that is set", "Account", "Active__c != false", "Acme"],
  ["LIKE", "Account", "Name LIKE 'G%x'", "globex"],
  ["LIKE one character", "Account", "Name LIKE '_oid'", "Void"],
  ["LIKE with escapes", "Contact", "LastName LIKE '100\\%\\_%'", "100%_sure"],
  ["an escaped wildcard is not one", "Contact", "LastName LIKE 'A\\%'", ""],
  ["NOT LIKE counts what is nothing", "Contact", "(NOT Email LIKE 'ash%')", "Birch 100%_sure Elm"],
  ["IN", "Account", "Name IN ('acme', 'void')", "Acme Void"],
  ["NOT IN counts what is nothing", "Contact", "Email NOT IN ('ash@acme.example')", "Birch 100%_sure Elm"],
  ["IN with null", "Contact", "Email IN (null, 'x')", "Birch 100%_sure Elm"],
  ["AND within OR", "Account", "(Name = 'acme' AND Active__c = true) OR Name = 'void'", "Acme Void"],
  ["INCLUDES all of one or of another", "Account", "Tags__c INCLUDES ('Gold;Old', 'Blue')", "Acme"],
  ["INCLUDES", "Account", "Tags__c INCLUDES ('gold')", "Acme globex"],
  ["EXCLUDES", "Account", "Tags__c EXCLUDES ('old')", "globex Void"],
  ["an id of 15 characters", "Account", `Id = '${idOf("001", 2).slice(0, 15)}'`, "globex"],
  ["an id of 18 characters", "Account", `ParentId = '${idOf("001", 1)}'`, "globex"],
  ["a parent's field", "Contact", "Account.Name = 'acme'", "Ash Birch"],
  ["no parent, no name", "Contact", "Account.Name = null", "Elm"],
  ["no parent, no checkbox", "Contact", "Account.Active__c = false", "100%_sure Elm"],
  ["a parent's parent", "Contact", "Account.Parent.Name = 'Acme'", "100%_sure"],
  ["a polymorphic parent", "Account", "Owner.Name = 'queue'", "globex"],
  ["the kind of a polymorphic parent", "Account", "Owner.Type = 'User'", "Acme"],
  ["the object's own name", "Account", "Account.Name = 'Acme'", "Acme"],
  ["semi join", "Account", "Id IN (SELECT AccountId FROM Contact WHERE LastName LIKE 'a%')", "Acme"],
  ["anti join", "Account", "Id NOT IN (SELECT AccountId FROM Contact)", "Void"],
  ["anti join, nulls on either side", "Contact", "AccountId NOT IN (SELECT ParentId FROM Account)", "100%_sure Elm"],
  ["semi join over a parent", "Account", "Id IN (SELECT Account.ParentId FROM Contact)", "Acme"],
  ["a day", "Opportunity", "CloseDate = 2031-05-14", "Two"],
  ["today", "Opportunity", "CloseDate = TODAY", "Two"],
  ["before a stretch of time", "Opportunity", "CloseDate < THIS_WEEK", ""],
  ["after a stretch of time", "Opportunity", "CloseDate > THIS_WEEK", "Three"],
  ["up to the end of a stretch of time", "Opportunity", "CloseDate <= TODAY", "One Two"],
  ["not within a stretch of time", "Opportunity", "CloseDate != TODAY", "One Three Four"],
  ["a time of day", "Opportunity", "Starts__c < 10:00:00Z", "One"],
  ["an instant with an offset", "Account", "CreatedDate = 2031-05-14T04:00:00+02:00", "Acme"],
  ["today in the user's zone", "Account", "CreatedDate = TODAY", "globex"],
  ["yesterday in the user's zone", "Account", "CreatedDate = YESTERDAY", "Acme"],
  ["a year by the clocks of UTC", "Account", "CALENDAR_YEAR(CreatedDate) = 2030", "Void"],
  ["an hour by the user's clocks", "Account", "HOUR_IN_DAY(convertTimezone(CreatedDate)) = 22", "Acme"],
  ["the day of an instant", "Account", "DAY_ONLY(CreatedDate) = 2031-05-14", "Acme globex"],
] as const)("%s", async ([, from, condition, names]) => {
  expect(await named(from, condition)).toBe(names);
});

test.for([
  ["nothing first", "ORDER BY AnnualRevenue", "Void globex Acme"],
  ["nothing first, downwards too", "ORDER BY AnnualRevenue DESC", "Void Acme globex"],
  ["nothing last", "ORDER BY AnnualRevenue NULLS LAST", "globex Acme Void"],
  ["text without regard to case", "ORDER BY Name ASC", "Acme globex Void"],
  ["by a parent", "ORDER BY Parent.Name DESC NULLS LAST, Name", "globex Acme Void"],
  ["some of them", "ORDER BY Name LIMIT 1 OFFSET 1", "globex"],
  ["none", "LIMIT 0", ""],
] as const)("in order, %s", async ([, clauses, names]) => {
  const rows = await asked(`SELECT Name FROM Account ${clauses}`);
  expect(rows.map((row) => (row as { Name: string }).Name).join(" ")).toBe(names);
});

test("a picklist sorts in its own order and has labels", async () => {
  expect(await asked("SELECT toLabel(StageName), Name FROM Opportunity ORDER BY StageName, Name LIMIT 2")).toEqual([
    { StageName: "* Prospecting", Name: "Two" },
    { StageName: "* Negotiation", Name: "Four" },
  ]);
});

test("parents nest where the first of their fields stands, and a missing one is null", async () => {
  const rows = await asked(
    "select account.name, id, ACCOUNT.Parent.Name, account.owner.name from contact c where LastName != 'ash'",
  );
  expect(rows[1]).toEqual({
    Account: { Name: "globex", Parent: { Name: "Acme" }, Owner: { Name: "Queue" } },
    Id: idOf("003", 3),
  });
  expect(Object.keys(rows[1] as object)).toEqual(["Account", "Id"]);
  expect(rows[2]).toEqual({ Account: null, Id: idOf("003", 4) });
});

test("aliases stand for the object and for its parents", async () => {
  const rows = await asked(
    "SELECT c.LastName, a.Name, o.Name FROM Contact c, c.Account a, a.Owner o WHERE a.Name = 'acme' LIMIT 1",
  );
  expect(rows).toEqual([{ LastName: "Ash", Account: { Name: "Acme", Owner: { Name: "Nia" } } }]);
});

test("children come with their parents, as many levels down as the platform has", async () => {
  const rows = await asked(
    "SELECT Name, (SELECT LastName, Account.Name, (SELECT Subject FROM Tasks) FROM Contacts ORDER BY LastName DESC LIMIT 1), (SELECT Id FROM ChildAccounts) FROM Account",
  );
  expect(rows[0]).toEqual({
    Name: "Acme",
    Contacts: { totalSize: 1, done: true, records: [{ LastName: "Birch", Account: { Name: "Acme" }, Tasks: null }] },
    ChildAccounts: { totalSize: 1, done: true, records: [{ Id: idOf("001", 2) }] },
  });
  expect(rows[2]).toEqual({ Name: "Void", Contacts: null, ChildAccounts: null });
});

test("TYPEOF answers what the parent's own kind has", async () => {
  const text =
    "SELECT TYPEOF Who WHEN Contact THEN LastName, Account.Name WHEN Lead THEN Company ELSE Name END, Subject FROM Task";
  expect(await asked(text)).toEqual([
    { Who: { LastName: "Ash", Account: { Name: "Acme" } }, Subject: "Call" },
    { Who: { Company: "Initech" }, Subject: "Mail" },
  ]);
});

test.for([
  "WHERE Name = 'acme' WITH SECURITY_ENFORCED",
  "WHERE Name = 'acme' WITH USER_MODE LIMIT 1",
  "WHERE Name = 'acme' WITH SYSTEM_MODE FOR VIEW",
  "USING SCOPE everything WHERE Name = 'acme' LIMIT 1 FOR REFERENCE",
  "WHERE Name = 'acme' FOR UPDATE",
  "WHERE Name = 'acme' UPDATE TRACKING, VIEWSTAT",
])("%s changes no answer", async (clauses) => {
  expect(await asked(`SELECT Name FROM Account ${clauses}`)).toEqual([{ Name: "Acme" }]);
});

test("how a value is shown may have a name of its own", async () => {
  const text =
    "SELECT Name, FORMAT(convertCurrency(Amount)) shown, FORMAT(CloseDate) FROM Opportunity WHERE Name = 'One'";
  expect(await asked(text)).toEqual([{ Name: "One", shown: 10, CloseDate: "2031-05-13" }]);
});

test("a deleted row counts only when all rows do", async () => {
  expect(await named("Account", "Name = 'gone'")).toBe("");
  expect(await named("Account", "IsDeleted = true", { deletedToo: true })).toBe("Gone");
  expect(await named("Account", "Name = 'gone' ALL ROWS")).toBe("Gone");
});

test("the running user's own rows", async () => {
  const mine = "SELECT LastName FROM Contact USING SCOPE mine WHERE LastName != 'Elm'";
  expect(await asked(mine, { user: idOf("005", 1) })).toEqual([{ LastName: "Ash" }]);
});

test("counting", async () => {
  const { result } = await answer(
    "SELECT count() FROM Contact WHERE AccountId != null",
    sourceOf(OBJECTS, ROWS),
    aMoment(),
  );
  expect(renderResult(result, { version: "60.0" })).toEqual({ totalSize: 3, done: true, records: [] });
  const { result: few } = await answer("SELECT COUNT() FROM Contact LIMIT 2", sourceOf(OBJECTS, ROWS), aMoment());
  expect(few.totalSize).toBe(2);
});

test.for([
  [
    "all at once",
    "SELECT COUNT(Id), SUM(Amount) total, AVG(Amount), MIN(CloseDate), MAX(Name) FROM Opportunity",
    [{ expr0: 4, total: 60, expr1: 20, expr2: "2031-05-13", expr3: "Two" }],
  ],
  [
    "of nothing",
    "SELECT COUNT(Id), SUM(Amount), MAX(Name) m FROM Opportunity WHERE Name = 'x'",
    [{ expr0: 0, expr1: null, m: null }],
  ],
  ["of distinct values", "SELECT COUNT_DISTINCT(StageName), COUNT(Amount) FROM Opportunity", [{ expr0: 3, expr1: 3 }]],
  [
    "by a field",
    "SELECT StageName, COUNT(Id) n FROM Opportunity GROUP BY StageName ORDER BY COUNT(Id) DESC, StageName LIMIT 2",
    [
      { StageName: "Negotiation", n: 2 },
      { StageName: "Prospecting", n: 1 },
    ],
  ],
  [
    "by a parent's field",
    "SELECT Account.Name, MAX(Amount) FROM Opportunity GROUP BY Account.Name HAVING COUNT(Id) > 1",
    [{ Name: "Acme", expr0: 30 }],
  ],
  [
    "by a part of a date",
    "SELECT CALENDAR_MONTH(CloseDate) m, COUNT(Id) FROM Opportunity WHERE CloseDate != null GROUP BY CALENDAR_MONTH(CloseDate)",
    [{ m: 5, expr0: 3 }],
  ],
  [
    "with a condition on a key",
    "SELECT StageName FROM Opportunity GROUP BY StageName HAVING StageName LIKE 'p%'",
    [{ StageName: "Prospecting" }],
  ],
  [
    "with subtotals",
    "SELECT StageName, GROUPING(StageName) g, COUNT(Id) n FROM Opportunity GROUP BY ROLLUP(StageName) ORDER BY GROUPING(StageName), StageName",
    [
      { StageName: "Prospecting", g: 0, n: 1 },
      { StageName: "Negotiation", g: 0, n: 2 },
      { StageName: "Closed Won", g: 0, n: 1 },
      { StageName: null, g: 1, n: 4 },
    ],
  ],
] as const)("aggregates, %s", async ([, text, rows]) => {
  expect(await asked(text)).toEqual(rows);
});

test("a cube has every choice of its keys", async () => {
  const rows = await asked(
    "SELECT StageName, Account.Name, COUNT(Id) FROM Opportunity GROUP BY CUBE(StageName, Account.Name)",
  );
  // Four pairs, three stages, three accounts (one of them none), and all.
  expect(rows).toHaveLength(4 + 3 + 3 + 1);
});

test("FIELDS stands for the fields there are", async () => {
  const [row] = await asked("SELECT FIELDS(CUSTOM) FROM Account LIMIT 1");
  expect(Object.keys(row as object)).toEqual(["Active__c", "Tags__c", "Code__c"]);
  const [all] = await asked("SELECT FIELDS(ALL) FROM Contact LIMIT 200");
  expect(Object.keys(all as object)).toEqual(["Id", "LastName", "Email", "AccountId", "OwnerId"]);
});
