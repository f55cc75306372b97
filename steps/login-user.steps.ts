import assert from "node:assert/strict";
import { Given, Then, When } from "@cucumber/cucumber";
import { companyOf } from "#domain/org.ts";
import type { UserLicense } from "#domain/user.ts";
import type { UserChanged } from "#usecases/login/change-user.ts";
import { companyIs, rowsAre } from "./lmo-rows.ts";
import { loginOf, userIs } from "./login-rows.ts";
import type { World } from "./world.ts";

Given("{person} was frozen", async function (this: World, person: string) {
  await userIs(this.story, person, "frozen", { frozen: true });
});

Given("{person} was deactivated", async function (this: World, person: string) {
  await userIs(this.story, person, "deactivated", { active: false });
});

Given("{person} was unfrozen", async function (this: World, person: string) {
  await userIs(this.story, person, "unfrozen", { frozen: false });
});

Given("{person} has the user license {string}", async function (this: World, person: string, license: UserLicense) {
  await userIs(this.story, person, `license ${license}`, { license });
});

When("{person} freezes {person}", async function (this: World, admin: string, user: string) {
  this.answer = await this.drive.changeUser(this.story.person(admin), this.story.person(user), { frozen: true });
});

When("{person} deactivates {person}", async function (this: World, admin: string, user: string) {
  this.answer = await this.drive.changeUser(this.story.person(admin), this.story.person(user), { active: false });
});

Given("{person} froze and deactivated {person}", async function (this: World, admin: string, user: string) {
  const about = { frozen: true, active: false };
  this.granted(await this.drive.changeUser(this.story.person(admin), this.story.person(user), about));
});

Then("the user is frozen", function (this: World) {
  assert.equal(this.shown<UserChanged>().frozen, true);
});

Given("{person} must use multi-factor authentication", async function (this: World, person: string) {
  await userIs(this.story, person, "multi-factor authentication", { mfaEnforced: true });
});

Given("{org} demands multi-factor authentication of everybody", async function (this: World, org: string) {
  await companyIs(this.story, org, "session settings", ({ settings }) => ({
    settings: { ...settings, mfaRequired: true },
  }));
});

Given("{org} demands multi-factor authentication during log in as", async function (this: World, org: string) {
  await companyIs(this.story, org, "session settings", ({ settings }) => ({
    settings: { ...settings, mfaDuringLogInAs: true },
  }));
});

Given("{org} is on a Government Cloud instance", async function (this: World, org: string) {
  await companyIs(this.story, org, "instance", () => ({ governmentCloud: true, instance: "USG2" }));
});

Given("{org} became a scratch org", async function (this: World, org: string) {
  await companyIs(this.story, org, "kind", () => ({ kind: "scratch" }));
});

Given("{org} lost all subscribers", async function (this: World, org: string) {
  await rowsAre(this.story, org, "licenses removed", ({ licenses }) =>
    Object.values(licenses).map(({ id }) => ({ table: "licenses", id, row: null })),
  );
});

Then("the LoginAs session of {person} counts as {person}", function (this: World, agent: string, user: string) {
  const { user: counts, state } = loginOf(this.story, agent);
  assert.deepEqual({ counts, state }, { counts: this.story.person(user).ref, state: "active" });
});

Given("{person} has a session of standard assurance", async function (this: World, person: string) {
  const { story, drive } = this;
  const { name } = companyOf(await story.simulator.ports.orgs.of(story.person(person).ref.org));
  await companyIs(story, name, "session settings", ({ settings }) => ({
    settings: { ...settings, mfaIsHighAssurance: false },
  }));
  this.granted(await drive.face.signIn(story.person(person), { mfa: true, myDomain: true }));
});
