import assert from "node:assert/strict";
import { Given, Then, When } from "@cucumber/cucumber";
import type { Party } from "#domain/grant/grant.ts";
import type { AccessDuration } from "#domain/policies.ts";
import { formatInstant, type Instant } from "#domain/time.ts";
import { placeOf } from "./place.ts";
import type { Story } from "./story.ts";
import type { World } from "./world.ts";

type Choice = AccessDuration | "no access";

/** A row of the grant page by the words of a feature; a publisher is named by its License Management Org. */
export async function partyNamed(story: Story, words: string): Promise<Party> {
  if (words === "the company's administrators") return "administrators";
  return words === "Salesforce support" ? "salesforce" : (await story.org(words)).id;
}

const save = async (world: World, user: string, party: string, duration: Choice) =>
  world.drive.saveLoginAccess(
    world.story.person(user),
    placeOf(world, user),
    await partyNamed(world.story, party),
    duration,
  );

When(
  "{person} grants {party} login access for {duration}",
  async function (this: World, user: string, party: string, duration: Choice) {
    this.answer = await save(this, user, party, duration);
  },
);

Given(
  "{person} granted {party} login access for {duration}",
  async function (this: World, user: string, party: string, duration: Choice) {
    this.granted(await save(this, user, party, duration));
  },
);

When("{person} takes login access back from {party}", async function (this: World, user: string, party: string) {
  this.answer = await save(this, user, party, "no access");
});

Given("{person} took login access back from {party}", async function (this: World, user: string, party: string) {
  this.granted(await save(this, user, party, "no access"));
});

const choose = async (world: World, user: string, party: string, duration: Choice) =>
  world.drive.chooseLoginAccess(
    world.story.person(user),
    placeOf(world, user),
    await partyNamed(world.story, party),
    duration,
  );

When(
  "{person} chooses {duration} for {party} without saving",
  async function (this: World, user: string, duration: Choice, party: string) {
    this.answer = await choose(this, user, party, duration);
  },
);

Given(
  "{person} chose {duration} for {party} without saving",
  async function (this: World, user: string, duration: Choice, party: string) {
    this.granted(await choose(this, user, party, duration));
  },
);

async function saveFor(world: World, user: string, account: string, party: string, duration: Choice) {
  const { story, drive } = world;
  const row = await partyNamed(story, party);
  return drive.saveLoginAccessFor(story.person(user), placeOf(world, user), story.person(account), row, duration);
}

When(
  "{person} grants {party} login access to the account of {person} for {duration}",
  async function (this: World, user: string, party: string, account: string, duration: Choice) {
    this.answer = await saveFor(this, user, account, party, duration);
  },
);

Given(
  "{person} granted {party} login access to the account of {person} for {duration}",
  async function (this: World, user: string, party: string, account: string, duration: Choice) {
    this.granted(await saveFor(this, user, account, party, duration));
  },
);

Then("login access ends at {moment}", function (this: World, end: Instant) {
  const { endsAt } = this.shown<{ readonly endsAt?: Instant }>();
  assert.equal(endsAt && formatInstant(endsAt), formatInstant(end));
});

Then("login access would end at {moment}", function (this: World, end: Instant) {
  const { endsAt } = this.shown<{ readonly endsAt?: Instant }>();
  assert.equal(endsAt && formatInstant(endsAt), formatInstant(end));
});
