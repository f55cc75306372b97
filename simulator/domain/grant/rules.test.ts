import { expect, test } from "vitest";
import { formatId } from "#domain/ids.ts";
import type { PackageLicense } from "#domain/org.ts";
import { later, MINUTE } from "#domain/time.ts";
import type { Profile } from "#domain/user.ts";
import { anOrg, aUser, MORNING } from "#fixtures/builders.ts";
import type { RowFacts, RowPackage } from "./row.ts";
import { mayGrant } from "./rules.ts";

const profile: Profile = { id: formatId("Profile", 1), name: "Standard", permissions: [] };
const administrator: Profile = { ...profile, permissions: ["Manage Users"] };
const user = aUser({ id: formatId("User", 2), username: "omar@acme.example", name: "Omar", profile: profile.id });
const org = anOrg({ id: formatId("Org", 3), name: "Acme Corp" });
const license = (about: Partial<PackageLicense> = {}): PackageLicense => ({
  id: formatId("PackageLicense", 4),
  package: formatId("Package", 5),
  status: "Active",
  seats: 5,
  ...about,
});
const seat: RowPackage = { name: "Ledger", loginAccess: true, license: license(), assigned: true };
const site: RowPackage = { name: "Atlas", loginAccess: true, license: license({ seats: "site" }), assigned: false };

/** A user with a seat of the publisher's one package; say only what your test is about. */
const facts = (packages: readonly RowPackage[], about: Partial<RowFacts> = {}): RowFacts => ({
  now: MORNING,
  org,
  user,
  entitlements: { profile, permissionSets: [] },
  row: { kind: "publisher", label: "Ledger Labs", availability: "users", packages },
  policies: { anyUserSetting: "hidesPublisher", manageUsersSource: "any" },
  ...about,
});

const asAdministrator = { entitlements: { profile: administrator, permissionSets: [] } };

test.for<[string, readonly RowPackage[], Partial<RowFacts>, "allow" | "deny", string]>([
  ["an own seat", [seat], {}, "allow", "GRANT-02"],
  ["somebody else's seat", [{ ...seat, assigned: false }], {}, "deny", "GRANT-14"],
  ["somebody else's seat, for an administrator", [{ ...seat, assigned: false }], asAdministrator, "deny", "GRANT-14"],
  ["no package", [], {}, "deny", "GRANT-17"],
  ["only packages without login access", [{ ...seat, loginAccess: false }], {}, "deny", "GRANT-17"],
  [
    "a seat of a package without login access beside a site license",
    [{ ...seat, loginAccess: false }, site],
    {},
    "deny",
    "GRANT-15",
  ],
  ["a site license", [site], {}, "deny", "GRANT-15"],
  ["a site license, for an administrator", [site], asAdministrator, "allow", "GRANT-02"],
  ["a seat beside a site license", [seat, site], {}, "allow", "GRANT-02"],
  [
    "a suspended seat beside a site license",
    [{ ...seat, license: license({ status: "Suspended" }) }, site],
    {},
    "deny",
    "GRANT-15",
  ],
  ["an expired status", [{ ...seat, license: license({ status: "Expired" }) }], {}, "deny", "GRANT-14"],
  ["a trial", [{ ...seat, license: license({ status: "Trial" }) }], {}, "allow", "GRANT-02"],
  ["a license that ends now", [{ ...seat, license: license({ expires: MORNING }) }], {}, "deny", "GRANT-14"],
  [
    "a license that ends in a minute",
    [{ ...seat, license: license({ expires: later(MORNING, MINUTE) }) }],
    {},
    "allow",
    "GRANT-02",
  ],
])("a publisher's row with %s", ([, packages, about, effect, rule]) => {
  expect(mayGrant(facts(packages, about))).toMatchObject({ effect, rule });
});
