import assert from "node:assert/strict";
import { type DataTable, Given, Then, When } from "@cucumber/cucumber";
import type { SupportPermission } from "#domain/lmo/permission.ts";
import type { Access } from "#domain/user.ts";
import type { PermissionChanged, PermissionHeld } from "#usecases/lmo/permissions.ts";
import { rowsAre } from "./lmo-rows.ts";
import type { World } from "./world.ts";

When(
  "{person} gives {person} {permission} by {source}",
  async function (
    this: World,
    admin: string,
    agent: string,
    permission: SupportPermission,
    by: "profile" | "permission set",
  ) {
    const { story, drive } = this;
    this.answer = await drive.changePermission(story.person(admin), story.person(agent), permission, true, by);
  },
);

Given(
  "{person} gave {person} {permission} by {source}",
  async function (
    this: World,
    admin: string,
    agent: string,
    permission: SupportPermission,
    by: "profile" | "permission set",
  ) {
    const { story, drive } = this;
    this.granted(await drive.changePermission(story.person(admin), story.person(agent), permission, true, by));
  },
);

When(
  "{person} takes {permission} from {person} by {source}",
  async function (
    this: World,
    admin: string,
    permission: SupportPermission,
    agent: string,
    by: "profile" | "permission set",
  ) {
    const { story, drive } = this;
    this.answer = await drive.changePermission(story.person(admin), story.person(agent), permission, false, by);
  },
);

Given(
  "{person} took {permission} from {person} by {source}",
  async function (
    this: World,
    admin: string,
    permission: SupportPermission,
    agent: string,
    by: "profile" | "permission set",
  ) {
    const { story, drive } = this;
    this.granted(await drive.changePermission(story.person(admin), story.person(agent), permission, false, by));
  },
);

When("{person} looks up who holds the support permissions", async function (this: World, admin: string) {
  this.answer = await this.drive.viewPermissions(this.story.person(admin));
});

Then("the support permissions are held by", function (this: World, table: DataTable) {
  const rows = this.shown<readonly PermissionHeld[]>().map(({ username, permission, from }) => ({
    permission,
    username,
    from: from.map(({ by, name }) => `${by} ${name}`).join(", "),
  }));
  assert.deepEqual(rows, table.hashes());
});

Then("{int} LoginAs session(s) go(es) on", function (this: World, count: number) {
  assert.equal(this.shown<PermissionChanged>().running, count);
});

Given(
  "the permission sets of {org} open the console and carry no permission",
  async function (this: World, org: string) {
    await rowsAre(this.story, org, "permission sets", ({ permissionSets }) =>
      Object.values(permissionSets).map((set) => ({
        table: "permissionSets",
        id: set.id,
        row: { ...set, permissions: [] },
      })),
    );
  },
);

Given("nobody at {org} has access to {string}", async function (this: World, org: string, name: string) {
  const without = (names: readonly string[] = []) => names.filter((one) => one !== name);
  const closed = <Row extends Access>(row: Row): Row => ({
    ...row,
    pages: without(row.pages),
    apps: without(row.apps),
    tabs: without(row.tabs),
  });
  await rowsAre(this.story, org, `no access to ${name}`, ({ permissionSets, profiles }) => [
    ...Object.values(permissionSets).map((set) => ({ table: "permissionSets", id: set.id, row: closed(set) }) as const),
    ...Object.values(profiles).map((profile) => ({ table: "profiles", id: profile.id, row: closed(profile) }) as const),
  ]);
});
