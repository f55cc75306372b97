import { expect, test } from "vitest";
import { formatId } from "#domain/ids.ts";
import type { Instant } from "#domain/time.ts";
import { loginHistoryRow } from "./login-history.ts";
import { keyOfUser } from "./names.ts";

const [org, lmo] = [formatId("Org", 1), formatId("Org", 2)];
const [paula, lena] = [
  { org, id: formatId("User", 3) },
  { org: lmo, id: formatId("User", 4) },
] as const;
const called = { license: "Salesforce", name: "x" } as const;
const facts = {
  org: { id: org, kind: "production", myDomain: "packaging" },
  names: {
    people: new Map([
      [keyOfUser(paula), { ...called, username: "paula@packaging.example" }],
      [keyOfUser(lena), { ...called, username: "lena@ledgerlabs.example" }],
    ]),
    orgs: new Map(),
  },
  policies: { loginHistoryForLoginAs: "Application" },
  addressOf: () => undefined,
} as const;
const refused = { type: "session.refused", at: "2031-03-04T09:00:00.000Z" as Instant, org, seq: 7, append: 7 } as const;

test("a wrong password of a user of the org has a row", () => {
  const row = loginHistoryRow({ ...refused, user: paula, username: "paula@packaging.example" }, facts);
  expect(row).toMatchObject({ Username: "paula@packaging.example", Status: "Invalid Password" });
});

test("somebody of another org who tried one there is no user of this org, and has none", () => {
  expect(loginHistoryRow({ ...refused, user: lena, username: "paula@packaging.example" }, facts)).toBeUndefined();
});
