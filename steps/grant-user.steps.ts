import { Given } from "@cucumber/cucumber";
import { type Change, type OrgRows, rowOf } from "#domain/org.ts";
import type { Permission, User } from "#domain/user.ts";
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

Given("{person} lives in the time zone {string}", async function (this: World, name: string, timeZone: string) {
  await userIs(this.story, name, `time zone ${timeZone}`, (user) => [
    { table: "users", id: user.id, row: { ...user, timeZone } },
  ]);
});
