import { expect, test } from "vitest";
import { formatId } from "#domain/ids.ts";
import type { Permission, User } from "#domain/user.ts";
import { aUser } from "#fixtures/builders.ts";
import { permissionChanges } from "./permission.ts";

const permission: Permission = "Log in to Subscriber Org";
const profile = { id: formatId("Profile", 1), name: "Standard", permissions: [] as readonly Permission[] };
const support = { id: formatId("PermissionSet", 2), name: "Support", permissions: [permission] };
const other = {
  id: formatId("PermissionSet", 3),
  name: "Other",
  permissions: ["API Enabled"] as readonly Permission[],
};

const tess = (...sets: readonly { readonly id: User["permissionSets"][number] }[]) =>
  aUser({
    id: formatId("User", 4),
    username: "tess@ledgerlabs.example",
    name: "Tess",
    profile: profile.id,
    permissionSets: sets.map(({ id }) => id),
  });

const inProfile = { ...profile, permissions: [permission] };

test.for([
  ["given by set", { sets: [other], profile, by: "permission set", held: true }, ["permissionSets", "users"]],
  ["given by set to who has it by set", { sets: [support], profile, by: "permission set", held: true }, []],
  [
    "given by set to who has it by profile",
    { sets: [], profile: inProfile, by: "permission set", held: true },
    ["permissionSets", "users"],
  ],
  ["taken by set", { sets: [support, other], profile, by: "permission set", held: false }, ["users"]],
  ["taken by set from who has it by profile", { sets: [], profile: inProfile, by: "permission set", held: false }, []],
  ["given by profile", { sets: [], profile, by: "profile", held: true }, ["profiles"]],
  ["given by profile once more", { sets: [], profile: inProfile, by: "profile", held: true }, []],
  ["taken by profile", { sets: [support], profile: inProfile, by: "profile", held: false }, ["profiles"]],
] as const)("a permission %s", ([, { sets, profile: has, by, held }, tables]) => {
  const user = tess(...sets);
  const changes = permissionChanges({
    user,
    entitlements: { profile: has, permissionSets: sets },
    permission,
    by,
    held,
    assign: support,
  });
  expect(changes.map(({ table }) => table)).toEqual(tables);
});

test("taking a permission by set leaves the other sets assigned", () => {
  const about = {
    user: tess(support, other),
    entitlements: { profile, permissionSets: [support, other] },
    assign: support,
  };
  const changes = permissionChanges({ ...about, permission, by: "permission set", held: false });
  expect(changes).toMatchObject([{ table: "users", row: { permissionSets: [other.id] } }]);
});
