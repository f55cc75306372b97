import { Given, When } from "@cucumber/cucumber";
import { rowOf } from "#domain/org.ts";
import { holds, PERMISSIONS } from "#domain/user.ts";
import { profileIs } from "./login-rows.ts";
import { placeOf, rowsAround, theRow } from "./place.ts";
import type { World } from "./world.ts";

When("{person} registers the connected app {string}", async function (this: World, who: string, app: string) {
  this.answer = await this.drive.registerApp(this.story.person(who), placeOf(this, who), app);
});

Given("{person} registered the connected app {string}", async function (this: World, who: string, app: string) {
  this.granted(await this.drive.registerApp(this.story.person(who), placeOf(this, who), app));
});

When("{person} removes the connected app {string}", async function (this: World, who: string, app: string) {
  const { id } = theRow(await rowsAround(this, who), "connectedApps", app, (one) => one.name === app);
  this.answer = await this.drive.removeApp(this.story.person(who), placeOf(this, who), id);
});

Given("the profile of {person} gives {string}", async function (this: World, name: string, label: string) {
  const permission = PERMISSIONS.find((one) => one === label);
  if (!permission) throw new Error(`no permission "${label}"`);
  const { ref } = this.story.person(name);
  const rows = await this.story.simulator.ports.orgs.of(ref.org);
  const profile = rowOf(rows.profiles, rowOf(rows.users, ref.id)?.profile ?? "");
  if (!profile || holds({ profile, permissionSets: [] }, permission)) return;
  await profileIs(this.story, name, label, { permissions: [...profile.permissions, permission] });
});
