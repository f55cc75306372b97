import assert from "node:assert/strict";
import { type DataTable, Given, Then, When } from "@cucumber/cucumber";
import { rowOf } from "#domain/org.ts";
import { later } from "#domain/time.ts";
import { PERMISSIONS, type Permission } from "#domain/user.ts";
import type { Consent } from "#usecases/power/consents.ts";
import type { Home } from "#usecases/power/open-home.ts";
import { placeOf, rowsAround, theRow } from "./place.ts";
import type { World } from "./world.ts";

Given("{person} is logged in with own credentials", async function (this: World, name: string) {
  this.granted(await this.drive.face.signIn(this.story.person(name), { mfa: true, myDomain: true }));
});

When("{person} opens the home page", async function (this: World, who: string) {
  this.answer = await this.drive.openHome(this.story.person(who), placeOf(this, who));
});

Then("the home page says {string}", function (this: World, way: string) {
  assert.equal(this.shown<Home>().wayIn, way);
});

/** The next code of the device: the present one may have served the login already. */
const nextCode = async ({ story }: World, name: string): Promise<string> => {
  const { credentials, clock } = story.simulator.ports;
  return (await credentials.code(story.person(name).ref, later(clock.now(), 30_000))).code;
};

When(
  "{person} verifies the session with the code of {person}",
  async function (this: World, who: string, owner: string) {
    const code = await nextCode(this, owner);
    this.answer = await this.drive.verifySession(this.story.person(who), placeOf(this, who), code);
  },
);

Given("{person} is logged in as the own user {person}", async function (this: World, admin: string, user: string) {
  this.granted(await this.drive.logInAsOwnUser(this.story.person(admin), this.story.person(user)));
});

When("{person} authorizes {string} for data access", async function (this: World, who: string, app: string) {
  this.answer = await this.drive.authorizeApp(this.story.person(who), placeOf(this, who), app, "data access");
});

When("{person} authorizes {string} for single sign-on", async function (this: World, who: string, app: string) {
  this.answer = await this.drive.authorizeApp(this.story.person(who), placeOf(this, who), app, "single sign-on");
});

Given("{person} authorized {string} for data access", async function (this: World, who: string, app: string) {
  this.granted(await this.drive.authorizeApp(this.story.person(who), placeOf(this, who), app, "data access"));
});

When("{person} takes access back from {string}", async function (this: World, who: string, app: string) {
  const { id } = theRow(await rowsAround(this, who), "oauthConsents", app, (one) => one.app === app);
  this.answer = await this.drive.revokeApp(this.story.person(who), placeOf(this, who), id);
});

Then("the apps that {person} has authorized are", async function (this: World, who: string, table: DataTable) {
  const user = this.story.person(who);
  const { value } = await this.drive.listApps(user, user.ref.org);
  const apps = (value as readonly Consent[]).map(({ app, purpose }) => ({ app, purpose }));
  assert.deepEqual(apps, table.hashes());
});

When(
  "{person} sends email to {string} about {string}",
  async function (this: World, who: string, to: string, subject: string) {
    this.answer = await this.drive.sendEmail(this.story.person(who), placeOf(this, who), to, subject);
  },
);

Given("the email address of {person} is not verified", async function (this: World, name: string) {
  const { ref } = this.story.person(name);
  const { simulator } = this.story;
  const user = rowOf((await simulator.ports.orgs.of(ref.org)).users, ref.id);
  assert(user);
  await simulator.changeOrg(ref.org, "email address unverified", [
    { table: "users", id: user.id, row: { ...user, emailVerified: false } },
  ]);
});

const permissionNamed = (name: string): Permission => {
  const permission = PERMISSIONS.find((one) => one === name);
  if (!permission) throw new Error(`no permission "${name}"`);
  return permission;
};

Given("the profile of {person} lacks {string}", async function (this: World, name: string, permission: string) {
  const { ref } = this.story.person(name);
  const { simulator } = this.story;
  const rows = await simulator.ports.orgs.of(ref.org);
  const profile = rowOf(rows.profiles, rowOf(rows.users, ref.id)?.profile ?? "");
  assert(profile);
  const permissions = profile.permissions.filter((one) => one !== permissionNamed(permission));
  await simulator.changeOrg(ref.org, `profile without ${permission}`, [
    { table: "profiles", id: profile.id, row: { ...profile, permissions } },
  ]);
});
