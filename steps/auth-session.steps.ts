import assert from "node:assert/strict";
import { Given, Then, When } from "@cucumber/cucumber";
import type { SessionId } from "#domain/ids.ts";
import type { CastMember } from "#domain/world.ts";
import { placeOf } from "./place.ts";
import type { World } from "./world.ts";

When("{person} deletes the session of {person}", async function (this: World, admin: string, other: string) {
  const deleted = sessionOf(this, this.story.person(other));
  this.answer = await this.drive.deleteSession(this.story.person(admin), placeOf(this, admin), deleted);
});

Given("{person} deleted the session of {person}", async function (this: World, admin: string, other: string) {
  const deleted = sessionOf(this, this.story.person(other));
  this.granted(await this.drive.deleteSession(this.story.person(admin), placeOf(this, admin), deleted));
});

Given("{person} deleted the own session of {person}", async function (this: World, admin: string, other: string) {
  const deleted = sessionOf(this, this.story.person(other), "own");
  this.granted(await this.drive.deleteSession(this.story.person(admin), placeOf(this, admin), deleted));
});

/** The newest session that somebody is at work in, own or LoginAs, over or not; only of own ones, where that is said. */
function sessionOf({ story }: World, { ref }: CastMember, which?: "own"): SessionId {
  const session = [...story.simulator.ports.folds.sessions.values()].findLast(({ user, delegate }) => {
    const who = delegate ?? user;
    return who.org === ref.org && who.id === ref.id && !(which && delegate);
  });
  assert(session, "nobody has logged in");
  return session.id;
}

Then("{person} finds no such session", function (this: World, _: string) {
  const { effect, because = "" } = this.answer;
  assert.deepEqual(
    { effect, because: because.split('"')[0] },
    { effect: "fault", because: "no running session with id " },
  );
});
