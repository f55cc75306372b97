import fc from "fast-check";
import { expect, test } from "vitest";
import { SoqlError } from "./error.ts";
import { LONGEST, parseQuery } from "./parse.ts";

function refused(text: string): SoqlError {
  try {
    parseQuery(text);
  } catch (error) {
    if (error instanceof SoqlError) return error;
    throw error;
  }
  throw new Error(`"${text.slice(0, 60)}" was read`);
}

test.for([
  ["", "unexpected token: '<EOF>'"],
  ["hello", "unexpected token: 'hello'"],
  ["SELECT FROM Account", "unexpected token: 'FROM'"],
  ["SELECT Id, FROM Account", "unexpected token: 'FROM'"],
  ["SELECT Id FROM Account WHERE", "unexpected token: '<EOF>'"],
  ["SELECT Id FROM Account LIMIT", "unexpected token: '<EOF>'"],
  ["SELECT Id FROM Account WHERE Name = x", "unexpected token: 'x'"],
  ["SELECT Id FROM Account WHERE Name = 'a' AND Name = 'b' OR Name = 'c'", "unexpected token: 'OR'"],
  ["SELECT Id FROM Account WHERE Name = 'a' AND NOT Name = 'b'", "unexpected token: 'Name'"],
  ["SELECT Id FROM Account WHERE Name = :name", "Bind variables only allowed in Apex code"],
  ["SELECT Id FROM Account WHERE Name = 'a", "line 1:38 mismatched character '<EOF>' expecting '''"],
  ["SELECT Id FROM Account # x", "line 1:23 no viable alternative at character '#'"],
  ["SELECT Id FROM Account WHERE é = 1", "line 1:29 no viable alternative at character 'é'"],
  ["SELECT Id FROM Account // x", "unexpected token: '/'"],
  [
    "SELECT Id FROM Account WHERE Name LIKE 'a\\q'",
    "Invalid string literal 'a\\q'. Illegal character sequence '\\q' in string literal.",
  ],
  ["SELECT Id FROM Account WHERE Amount = 1.5d", "unexpected token: '1.5d'"],
  ["SELECT Id FROM Account WHERE Id IN ((1))", "unexpected token: '('"],
  ["SELECT Id FROM Account; DELETE", "unexpected token: ';'"],
] as const)("%s is malformed", ([text, sentence]) => {
  expect(refused(text)).toMatchObject({ code: "MALFORMED_QUERY", sentence });
});

test("an error quotes the row around its place, words whole, with a caret below and the place itself", () => {
  const error = refused(
    "SELECT Id, Name\nFROM Account WHERE Name = 'one' AND Description LIKE 'something' OR Name LIKE 'else'",
  );
  expect(error.message).toBe(
    [
      "",
      "Description LIKE 'something' OR Name LIKE 'else'",
      `${" ".repeat(29)}^`,
      "ERROR at Row:2:Column:65",
      "unexpected token: 'OR'",
    ].join("\n"),
  );
});

test("words of the grammar are names where the platform lets them be", () => {
  expect(parseQuery("SELECT End, Count, Group, a.Limit FROM Order").from.path.parts).toEqual(["Order"]);
});

test("a dynamic query of Apex binds variables, and no more than their names", () => {
  const { where, limit } = parseQuery("SELECT Id FROM A WHERE b IN :names AND c = :d LIMIT :n", { variables: true });
  expect(where).toMatchObject({ of: [{ value: { kind: "bind", text: "names" } }, { value: { text: "d" } }] });
  expect(limit).toMatchObject({ kind: "bind", text: "n" });
  for (const bind of [":a.b", ":a[0]", ":!a", ":a + 1", ":", ":1"])
    expect(() => parseQuery(`SELECT Id FROM A WHERE b = ${bind}`, { variables: true })).toThrow("unexpected token");
});

test("strings are read with the platform's escapes, and patterns keep theirs", () => {
  const { where } = parseQuery("SELECT Id FROM A WHERE b = 'it\\'s \\\\ 5\\% \\u0041\\n'");
  expect(where).toMatchObject({ value: { value: "it's \\ 5% A\n", pattern: "it's \\\\ 5\\% A\n" } });
});

test("a query has its longest length", () => {
  const fill = (length: number) => `SELECT Id FROM A WHERE b = '${"x".repeat(length - 29)}'`;
  expect(parseQuery(fill(LONGEST))).toBeDefined();
  expect(refused(fill(LONGEST + 1)).message).toBe("SOQL statements cannot be longer than 100000 characters.");
});

test("parentheses have their deepest", () => {
  const nested = (depth: number) => `SELECT Id FROM A WHERE ${"(c = 1 OR ".repeat(depth)}b = 1${")".repeat(depth)}`;
  expect(parseQuery(nested(30)).where).toMatchObject({ kind: "or" });
  expect(refused(nested(31)).code).toBe("QUERY_TOO_COMPLICATED");
  const selects = (many: number) => `SELECT ${"(SELECT Id FROM Bs), ".repeat(many)}Id FROM A`;
  expect(parseQuery(selects(100)).select).toHaveLength(101);
  expect(refused(selects(101)).code).toBe("QUERY_TOO_COMPLICATED");
  expect(refused("(".repeat(LONGEST)).code).toBe("QUERY_TOO_COMPLICATED");
  expect(refused(`SELECT Id FROM A UPDATE ${"TRACKING,".repeat(11_000)}`)).toBeInstanceOf(SoqlError);
});

test("parentheses around parentheses cost nothing and mean nothing", () => {
  const wrapped = `${"( ".repeat(14)}b = 1${" )".repeat(14)}`;
  const { where } = parseQuery(`SELECT Id FROM A WHERE ${Array.from({ length: 1000 }, () => wrapped).join(" OR ")}`);
  expect(where).toMatchObject({ kind: "or", of: { length: 1000 } });
  expect(parseQuery("SELECT Id FROM A WHERE ((b = 1) AND (c = 2)) OR ((d = 3))").where).toMatchObject({
    of: [{ kind: "and", of: [{}, {}] }, { kind: "comparison" }],
  });
  for (const text of [
    "WHERE b IN ((1))",
    "WHERE b IN ((SELECT Id FROM C))",
    "WHERE COUNT((b)) = 1",
    "WHERE ((b = 1)",
    "WHERE (b) = 1",
    "WHERE NOT () b = 1",
    "WHERE (b) LIKE 'x'",
  ])
    expect(refused(`SELECT Id FROM A ${text}`).code).toBe("MALFORMED_QUERY");
});

/** Pieces of queries, out of which much that is nearly one can be put together. */
const PIECES = [
  ..."SELECT FROM WHERE GROUP ORDER BY LIMIT OFFSET HAVING AND OR NOT LIKE IN INCLUDES NULLS FIRST DESC".split(" "),
  ..."TYPEOF WHEN THEN ELSE END USING SCOPE WITH FOR UPDATE VIEW ALL ROWS ROLLUP FIELDS COUNT MAX FORMAT toLabel".split(
    " ",
  ),
  ..."Id Name a.b.c x__c 'text' 'it\\'s' '\\q' ' 12 1.5 -3 true null 2031-05-14 2031-05-14T00:00:00Z TODAY".split(" "),
  ..."LAST_N_DAYS:3 : :x , ( ) = != < >= <> + - . ; # [ ] { } /* */ // \\ \n \t é 😀 \u2028 USD5".split(" "),
  " ",
];

test("whatever the text is, it is read or refused", () => {
  const pieces = fc.array(fc.constantFrom(...PIECES), { maxLength: 30 }).map((all) => all.join(" "));
  const nearly = fc
    .tuple(
      fc.constantFrom(
        "SELECT Id, a.b c, COUNT(d), (SELECT e FROM fs WHERE g = 'h' LIMIT 1) FROM A a WHERE (b = 1 OR NOT c LIKE 'x%') AND d IN ('y', null)",
        "SELECT TYPEOF Who WHEN Contact THEN LastName ELSE Name END FROM Task USING SCOPE mine ORDER BY Name DESC NULLS LAST OFFSET 3 FOR VIEW",
        "SELECT CALENDAR_YEAR(convertTimezone(x)) FROM A WHERE y > LAST_N_DAYS:3 GROUP BY ROLLUP(z) HAVING SUM(w) >= -1.5 LIMIT 10",
      ),
      fc.array(fc.tuple(fc.nat(), fc.nat(3), fc.constantFrom(...PIECES)), { maxLength: 3 }),
    )
    .map(([text, changes]) =>
      changes.reduce<string>((so, [at, cut, piece]) => {
        const place = at % (so.length + 1);
        return so.slice(0, place) + piece + so.slice(place + cut);
      }, text),
    );
  let read = 0;
  fc.assert(
    fc.property(fc.oneof(fc.string({ unit: "binary", maxLength: 60 }), pieces, nearly), (text) => {
      try {
        parseQuery(text);
        read += 1;
      } catch (error) {
        expect(error).toBeInstanceOf(SoqlError);
      }
    }),
    { numRuns: 2000, seed: 7 },
  );
  expect(read).toBeGreaterThan(50);
});
