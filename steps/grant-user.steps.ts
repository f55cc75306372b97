import { Given } from "@cucumber/cucumber";
import { type Change, type OrgRows, rowOf } from "#domain/org.ts";
import type { Access, Permission, User } from "#domain/user.ts";
import type { Story } from "./story.ts";
import type { World } from "./world.ts";

async function userIs(
  story: Story,
  name: string,
  what: string,
  about: (user: User, rows: OrgRows) => readonly Change[],
) {
  const { org, id } = story.person(name).ref;
  const rows = await story.simulator.ports.orgs.of(org);
  const user = rowOf(rows.users, id);
  if (!user) throw new Error(`${name} is no user of the org any more`);
  await story.simulator.changeOrg(org, what, about(user, rows));
}

Given("{person} holds {string} by permission set", async function (this: World, name: string, permission: Permission) {
  const id = this.story.simulator.ports.ids.next("PermissionSet");
  await userIs(this.story, name, `${permission} by permission set`, (user) => [
    { table: "permissionSets", id, row: { id, name: permission, permissions: [permission] } },
    { table: "users", id: user.id, row: { ...user, permissionSets: [...user.permissionSets, id] } },
  ]);
});

Given("{person} no longer holds Manage Users", async function (this: World, name: string) {
  const without = <Row extends Access>(row: Row): Row => ({
    ...row,
    permissions: row.permissions.filter((one) => one !== "Manage Users"),
  });
  await userIs(this.story, name, "Manage Users no longer held", (user, { profiles, permissionSets }) => {
    const profile = rowOf(profiles, user.profile);
    const sets = user.permissionSets.flatMap((id) => rowOf(permissionSets, id) ?? []);
    return [
      ...(profile ? [{ table: "profiles", id: profile.id, row: without(profile) } as const] : []),
      ...sets.map((set) => ({ table: "permissionSets", id: set.id, row: without(set) }) as const),
    ];
  });
});

Given("{person} lives in the time zone {string}", async function (this: World, name: string, timeZone: string) {
  await userIs(this.story, name, `time zone ${timeZone}`, (user) => [
    { table: "users", id: user.id, row: { ...user, timeZone } },
  ]);
});
