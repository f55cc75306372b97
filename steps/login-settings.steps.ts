import assert from "node:assert/strict";
import { Given, Then, When } from "@cucumber/cucumber";
import type { OrgSettings } from "#domain/org.ts";
import { companyIs } from "./lmo-rows.ts";
import type { World } from "./world.ts";

Given(
  "{org} ends sessions after {int} minutes of idleness",
  async function (this: World, org: string, minutes: number) {
    await companyIs(this.story, org, "session timeout", ({ settings }) => ({
      settings: { ...settings, sessionTimeout: minutes },
    }));
  },
);

Given("{org} forces a relogin after logging in as a user", async function (this: World, org: string) {
  await companyIs(this.story, org, "force relogin", ({ settings }) => ({
    settings: { ...settings, forceReloginAfterLogInAs: true },
  }));
});

When(
  "{person} sets the session timeout of {org} to {int} minutes",
  async function (this: World, person: string, org: string, minutes: number) {
    const { story, drive } = this;
    this.answer = await drive.changeSessionSettings(story.person(person), (await story.org(org)).id, {
      sessionTimeout: minutes,
    });
  },
);

Then("the session timeout is {int} minutes", function (this: World, minutes: number) {
  assert.equal(this.shown<OrgSettings>().sessionTimeout, minutes);
});

When("{person} opens the Session Settings of {org}", async function (this: World, person: string, org: string) {
  this.answer = await this.drive.viewSessionSettings(this.story.person(person), (await this.story.org(org)).id);
});

Then("nobody has chosen a session timeout", function (this: World) {
  assert.equal(this.shown<OrgSettings>().sessionTimeout, undefined);
});
