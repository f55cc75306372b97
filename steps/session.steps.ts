import assert from "node:assert/strict";
import { type DataTable, Given, Then, When } from "@cucumber/cucumber";
import type { Instant } from "#domain/time.ts";
import type { Left } from "#usecases/login/leave.ts";
import type { SessionView } from "#usecases/login/view-session.ts";
import type { ApiIdentity } from "#usecases/wire/in-api.ts";
import type { Seen } from "./face.ts";
import { userRow } from "./login-rows.ts";
import type { World } from "./world.ts";

/** Opens a page: in the own org with the own session, elsewhere in the LoginAs session. */
async function workIn({ story, drive }: World, name: string, org: string): Promise<Seen> {
  const person = story.person(name);
  const { id } = await story.org(org);
  return person.ref.org === id ? drive.viewOwnSession(person) : drive.viewSession(person, id);
}

When("{person} goes on working in {org}", async function (this: World, person: string, org: string) {
  this.answer = await workIn(this, person, org);
});

Given(
  "{person} was active in {org} at {moment}",
  async function (this: World, person: string, org: string, at: Instant) {
    await this.story.simulator.moveClock(at);
    this.granted(await workIn(this, person, org));
  },
);

Given("{person} works in {org}", async function (this: World, person: string, org: string) {
  this.granted(await workIn(this, person, org));
});

Given("{person} works in the own org again", function (this: World, person: string) {
  this.drive.face.leave(this.story.person(person));
});

When("{person} logs out of {org}", async function (this: World, person: string, org: string) {
  this.answer = await this.drive.logOut(this.story.person(person), (await this.story.org(org)).id);
});

Given("{person} logged out of {org}", async function (this: World, person: string, org: string) {
  this.granted(await this.drive.logOut(this.story.person(person), (await this.story.org(org)).id));
});

When(
  "{person} returns from {org} to the subscriber overview",
  async function (this: World, person: string, org: string) {
    this.answer = await this.drive.returnToOverview(this.story.person(person), (await this.story.org(org)).id);
  },
);

Given(
  "{person} returned from {org} to the subscriber overview",
  async function (this: World, person: string, org: string) {
    this.granted(await this.drive.returnToOverview(this.story.person(person), (await this.story.org(org)).id));
  },
);

When(
  "{person} chooses {person} in the profile menu of {org}",
  async function (this: World, agent: string, other: string, org: string) {
    const { story, drive } = this;
    const { username } = story.person(other);
    this.answer = await drive.switchUser(story.person(agent), (await story.org(org)).id, username);
  },
);

Given(
  "{person} chose {person} in the profile menu of {org}",
  async function (this: World, agent: string, other: string, org: string) {
    const { story, drive } = this;
    const { username } = story.person(other);
    const seen = await drive.switchUser(story.person(agent), (await story.org(org)).id, username);
    assert.equal(seen.rule, "LOGIN-15", seen.because);
  },
);

Then("{person} lands in the own org", function (this: World, _: string) {
  assert.equal(this.shown<Left>().landsOn, "own org");
});

Then("{person} lands on the login page", function (this: World, _: string) {
  assert.equal(this.shown<Left>().landsOn, "login page");
});

Then("the session opens only", function (this: World, table: DataTable) {
  const permissions = this.shown<SessionView>().permissions.map((permission) => ({ permission }));
  assert.deepEqual(permissions, table.hashes());
});

Then(
  "the session counts as {person} under the profile {string}",
  function (this: World, person: string, profile: string) {
    const shown = this.shown<SessionView>();
    assert.deepEqual(
      { username: shown.username, profile: shown.profile },
      { username: this.story.person(person).username, profile },
    );
  },
);

Then(
  "the banner says that {person} of {org} is at work on behalf of {org}",
  async function (this: World, user: string, org: string, publisher: string) {
    const { name } = await userRow(this.story, user);
    assert.deepEqual(this.shown<SessionView>().banner, {
      loggedInAs: name,
      org,
      onBehalfOf: publisher,
      logOut: `Log out as ${name}`,
    });
  },
);

Then("there is no banner", function (this: World) {
  assert.equal(this.shown<SessionView>().banner, undefined);
});

Then("the session warns at {moment} and ends at {moment}", function (this: World, warns: Instant, ends: Instant) {
  const { warnsAt, endsAt } = this.shown<SessionView>();
  assert.deepEqual({ warnsAt, endsAt }, { warnsAt: warns, endsAt: ends });
});

Then("the session serves pages and the API", function (this: World) {
  assert.deepEqual(this.shown<SessionView>().serves, ["pages", "API"]);
});

When("{person} calls the API of {org}", async function (this: World, person: string, org: string) {
  this.answer = await this.drive.callApi(this.story.person(person), (await this.story.org(org)).id);
});

Then("the API takes the caller for {person} of {org}", function (this: World, user: string, org: string) {
  assert.deepEqual(this.shown<ApiIdentity>(), { username: this.story.person(user).username, org });
});
