import assert from "node:assert/strict";
import { type DataTable, Given, Then, When } from "@cucumber/cucumber";
import type { PublisherAvailability } from "#domain/org.ts";
import type { AccessDuration } from "#domain/policies.ts";
import type { ChangeLoginAccessPolicies } from "#usecases/grant/change-login-access-policies.ts";
import type { LoginAccessPolicies } from "#usecases/grant/view-login-access-policies.ts";
import { placeOf } from "./place.ts";
import type { World } from "./world.ts";

type Availability = PublisherAvailability["availability"];

When("{person} opens Login Access Policies", async function (this: World, admin: string) {
  this.answer = await this.drive.viewLoginAccessPolicies(this.story.person(admin), placeOf(this, admin));
});

Then("Login Access Policies list only", function (this: World, table: DataTable) {
  const rows = this.shown<LoginAccessPolicies>().publishers.map(({ supportOrganization, packages, availability }) => ({
    "support organization": supportOrganization,
    packages: packages.join(", "),
    "available to": availability === "users" ? "administrators and users" : "administrators only",
  }));
  assert.deepEqual(rows, table.hashes());
});

Then("Login Access Policies show the any-user switch {onOff}", function (this: World, on: boolean) {
  assert.equal(this.shown<LoginAccessPolicies>().adminsLogInAsAnyUser, on);
});

Then("Login Access Policies can be changed by {person}", function (this: World, _: string) {
  assert.equal(this.shown<LoginAccessPolicies>().mayChange, true);
});

Then("Login Access Policies are read-only for {person}", function (this: World, _: string) {
  assert.equal(this.shown<LoginAccessPolicies>().mayChange, false);
});

const change = (world: World, admin: string, what: ChangeLoginAccessPolicies) =>
  world.drive.changeLoginAccessPolicies(world.story.person(admin), placeOf(world, admin), what);

When("{person} turns the any-user switch {onOff}", async function (this: World, admin: string, on: boolean) {
  this.answer = await change(this, admin, { adminsLogInAsAnyUser: on });
});

Given("{person} turned the any-user switch {onOff}", async function (this: World, admin: string, on: boolean) {
  this.granted(await change(this, admin, { adminsLogInAsAnyUser: on }));
});

Given("{person} keeps granting to administrators", async function (this: World, admin: string) {
  this.granted(await change(this, admin, { usersMayGrantLoginAccess: false }));
});

Given("{person} lets users grant login access", async function (this: World, admin: string) {
  this.granted(await change(this, admin, { usersMayGrantLoginAccess: true }));
});

const available = async (world: World, admin: string, publisher: string, availability: Availability) =>
  change(world, admin, { publishers: [{ publisher: (await world.story.org(publisher)).id, availability }] });

When(
  "{person} makes {org} available to {availability}",
  async function (this: World, admin: string, publisher: string, to: Availability) {
    this.answer = await available(this, admin, publisher, to);
  },
);

Given(
  "{person} made {org} available to {availability}",
  async function (this: World, admin: string, publisher: string, to: Availability) {
    this.granted(await available(this, admin, publisher, to));
  },
);

When("{person} clicks Login next to {person} in Setup", async function (this: World, admin: string, user: string) {
  this.answer = await this.drive.logInAsOwnUser(this.story.person(admin), this.story.person(user));
});

Given(
  "the policy grantDurationChoices is {durations}",
  async function (this: World, choices: readonly AccessDuration[]) {
    await this.story.simulator.setPolicy("grantDurationChoices", choices);
  },
);
