import assert from "node:assert/strict";
import { Given, When } from "@cucumber/cucumber";
import type { World } from "./world.ts";

When("{person} logs in as {person}", async function (this: World, agent: string, user: string) {
  this.answer = await this.drive.logInAs(this.story.person(agent), this.story.person(user));
});

Given("{person} is logged in as {person}", async function (this: World, agent: string, user: string) {
  this.granted(await this.drive.logInAs(this.story.person(agent), this.story.person(user)));
});

Given(
  "{person} is logged in as {person} for the case {string}",
  async function (this: World, agent: string, user: string, caseReference: string) {
    const { story, drive } = this;
    this.granted(await drive.logInAs(story.person(agent), story.person(user), { caseReference }));
  },
);

Given(
  "{person} was refused {int} times as {person}",
  async function (this: World, agent: string, times: number, user: string) {
    for (let time = 0; time < times; time += 1) {
      const { effect } = await this.drive.logInAs(this.story.person(agent), this.story.person(user));
      assert.equal(effect, "deny", `${agent} is let in as ${user}`);
    }
  },
);
