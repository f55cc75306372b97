import { expect, test } from "vitest";
import { checkQuery } from "./check.ts";
import { parseQuery } from "./parse.ts";
import { aMoment, OBJECTS, ROWS, sourceOf } from "./rows.suite.ts";
import { objectsTouched } from "./touched.ts";

// Wherever a query can look, whoever keeps rows or records who reads them has to know of it.
test.for<readonly [soql: string, ...touched: string[]]>([
  ["SELECT Id FROM Account", "Account"],
  ["SELECT Id, Parent.Name FROM Account", "Account"],
  ["SELECT Id, Account.Parent.Name FROM Contact", "Account", "Contact"],
  ["SELECT Id, Owner.Name FROM Account", "Account", "Group", "User"],
  ["SELECT Id, (SELECT Id, Owner.Name FROM Contacts) FROM Account", "Account", "Contact", "User"],
  [
    "SELECT Id, (SELECT Id FROM Contacts WHERE Owner.Profile.Name = 'x') FROM Account",
    "Account",
    "Contact",
    "Profile",
    "User",
  ],
  ["SELECT Id FROM Contact WHERE Account.Name = 'Acme'", "Account", "Contact"],
  ["SELECT Id FROM Contact WHERE NOT (LastName = 'a' OR Account.Name = 'Acme')", "Account", "Contact"],
  [
    "SELECT Id FROM Account WHERE Id IN (SELECT AccountId FROM Contact WHERE Owner.Name = 'x')",
    "Account",
    "Contact",
    "User",
  ],
  ["SELECT Id FROM Account WHERE Id NOT IN (SELECT AccountId FROM Opportunity)", "Account", "Opportunity"],
  ["SELECT Id FROM Contact ORDER BY Account.Name", "Account", "Contact"],
  ["SELECT COUNT(Id), Account.Name FROM Contact GROUP BY Account.Name", "Account", "Contact"],
  ["SELECT LastName FROM Contact GROUP BY LastName HAVING MAX(Account.Name) > 'a'", "Account", "Contact"],
  ["SELECT TYPEOF Who WHEN Contact THEN Account.Name ELSE Id END FROM Task", "Account", "Contact", "Lead", "Task"],
])("%s looks at %s", ([soql, ...touched]) => {
  const query = checkQuery(parseQuery(soql), sourceOf(OBJECTS, ROWS), aMoment());
  expect([...objectsTouched(query)].sort()).toEqual(touched);
});
