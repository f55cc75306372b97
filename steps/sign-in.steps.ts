import assert from "node:assert/strict";
import { Given, Then, When } from "@cucumber/cucumber";
import type { Verified } from "#usecases/login/verify-session.ts";
import { profileIs } from "./login-rows.ts";
import type { World } from "./world.ts";

When("{person} logs in to {org} with own credentials", async function (this: World, person: string, org: string) {
  const { story, drive } = this;
  this.answer = await drive.signIn(story.person(person), (await story.org(org)).id, { password: story.password });
});

When(
  "{person} logs in to {org} with the password {string}",
  async function (this: World, person: string, org: string, password: string) {
    const { story, drive } = this;
    this.answer = await drive.signIn(story.person(person), (await story.org(org)).id, { password });
  },
);

When(
  "{person} logs in to {org} from the address {string}",
  async function (this: World, person: string, org: string, address: string) {
    const { story, drive } = this;
    const { id } = await story.org(org);
    this.answer = await drive.signIn(story.person(person), id, { password: story.password, address });
  },
);

Given(
  "the profile of {person} has login hours from {int} to {int}",
  async function (this: World, person: string, from: number, to: number) {
    await profileIs(this.story, person, "login hours", { loginHours: { from, to } });
  },
);

Given("the profile of {person} has the IP range {string}", async function (this: World, person: string, range: string) {
  await profileIs(this.story, person, "IP ranges", { ipRanges: [range] });
});

When(
  "{person} verifies the session in {org} with a one-time code",
  async function (this: World, person: string, org: string) {
    const { story, drive } = this;
    const { credentials, clock } = story.simulator.ports;
    const { code } = await credentials.code(story.person(person).ref, clock.now());
    this.answer = await drive.verifySession(story.person(person), (await story.org(org)).id, code);
  },
);

Given(
  "{person} verified the session in {org} with a one-time code",
  async function (this: World, person: string, org: string) {
    const { story, drive } = this;
    const { credentials, clock } = story.simulator.ports;
    const { code } = await credentials.code(story.person(person).ref, clock.now());
    this.granted(await drive.verifySession(story.person(person), (await story.org(org)).id, code));
  },
);

When(
  "{person} verifies the session in {org} with the code {string}",
  async function (this: World, person: string, org: string, code: string) {
    const { story, drive } = this;
    this.answer = await drive.verifySession(story.person(person), (await story.org(org)).id, code);
  },
);

Then("the session is one of high assurance", function (this: World) {
  assert.equal(this.shown<Verified>().level, "high assurance");
});

Then("the session is one of standard assurance", function (this: World) {
  assert.equal(this.shown<Verified>().level, "standard");
});
