import { expect, test } from "vitest";
import { acme, globex, nia } from "#audit/sample-events.ts";
import { formatId } from "#domain/ids.ts";
import { fromMillis } from "#domain/time.ts";
import type { IndexRow } from "./row.ts";
import { aRow, at, sam } from "./sample-rows.ts";
import type { Search } from "./search.ts";
import { IndexTable } from "./table.ts";

const second = formatId("AuthSession", 2);

const ROWS: readonly IndexRow[] = [
  aRow(0, { type: "audit.opened", org: "platform", user: undefined, delegateUser: undefined, session: undefined }),
  aRow(1, { type: "grant.given", delegateUser: undefined, grant: formatId("Grant", 1), party: sam.org, until: at(90) }),
  aRow(2, { type: "login.started", grant: formatId("Grant", 1), withCase: true }),
  aRow(3, { type: "power.refused", effect: "deny", rule: "POWER-06" }),
  aRow(4, { type: "login.ended", how: "timed out", effect: undefined, rule: undefined }),
  aRow(5, { org: globex, user: { org: globex, id: nia.id }, session: second, byAgent: true }),
];

function tableOf(rows: readonly IndexRow[]): IndexTable {
  const table = new IndexTable();
  for (const row of rows) table.add(row);
  return table;
}

const plain = (row: IndexRow): IndexRow => aRow(row.seq, Object.fromEntries(MEMBERS.map((name) => [name, row[name]])));
const MEMBERS = Object.keys(aRow(0)) as readonly (keyof IndexRow)[];

test("a row comes out as it went in", () => {
  expect([...tableOf(ROWS).search({})].map(plain)).toEqual(ROWS);
});

test("instants before 1970 and after 2106 come out as they went in", () => {
  const rows = [
    aRow(0, { at: fromMillis(Date.UTC(1, 0, 1) - 1), until: fromMillis(8.64e15) }),
    aRow(1, { at: fromMillis(0), until: fromMillis(-1) }),
  ];
  expect([...tableOf(rows).search({})].map(plain)).toEqual(rows);
});

test.for<readonly [string, Search, readonly number[]]>([
  ["all", {}, [0, 1, 2, 3, 4, 5]],
  ["what was known before a record", { asOf: 2 }, [0, 1]],
  ["what was known before more records than there are", { asOf: 99 }, [0, 1, 2, 3, 4, 5]],
  ["from a number on", { from: 4 }, [4, 5]],
  ["newest first", { backwards: true, from: 3, asOf: 5 }, [4, 3]],
  ["an org", { org: globex }, [5]],
  ["the platform", { org: "platform" }, [0]],
  ["an org that never came", { org: formatId("Org", 77) }, []],
  ["an event", { types: ["grant.given"] }, [1]],
  ["an area", { types: ["login"] }, [2, 4, 5]],
  ["an event that never came", { types: ["grant.revoked"] }, []],
  ["a person in whatever org", { person: { id: nia.id } }, [1, 2, 3, 4, 5]],
  ["a person of one org", { person: nia }, [1, 2, 3, 4]],
  ["whoever was at the keyboard", { person: sam }, [2, 3, 4, 5]],
  ["a session", { sessions: new Set([second]) }, [5]],
  ["a session that never came", { sessions: new Set([formatId("AuthSession", 7)]) }, []],
  ["a grant", { grants: new Set([formatId("Grant", 1)]) }, [1, 2]],
  ["refusals", { effect: "deny" }, [3]],
  ["what was allowed", { effect: "allow", types: ["login"] }, [2, 5]],
  ["a rule", { rule: "POWER-06" }, [3]],
  ["in the name of another", { byDelegate: true, org: acme }, [2, 3, 4]],
  ["since an instant", { since: at(4) }, [4, 5]],
  ["until an instant", { until: at(1) }, [0]],
  ["several at once", { org: acme, types: ["login"], person: sam, since: at(3) }, [4]],
])("%s", ([, search, seqs]) => {
  expect([...tableOf(ROWS).search(search)].map(({ seq }) => seq)).toEqual(seqs);
});

test("what comes while an answer is read is not part of it", () => {
  const table = tableOf(ROWS);
  const seen: number[] = [];
  for (const { seq, rule } of table.search({})) {
    seen.push(seq);
    for (let n = 0; n < 100; n += 1) table.add(aRow(table.size, { rule: `NEW-${table.size}` }));
    expect(rule).toBe(ROWS[seq]?.rule);
  }
  expect(seen).toEqual([0, 1, 2, 3, 4, 5]);
});

test("a row out of order is refused", () => {
  expect(() => tableOf(ROWS).add(aRow(7))).toThrow("the index has record 6 next and was given 7");
});
