import { Given, When } from "@cucumber/cucumber";
import type { World } from "./world.ts";

When("{person} logs in as {person}", async function (this: World, agent: string, user: string) {
  this.answer = await this.drive.logInAs(this.story.person(agent), this.story.person(user));
});

Given("{person} is logged in as {person}", async function (this: World, agent: string, user: string) {
  this.granted(await this.drive.logInAs(this.story.person(agent), this.story.person(user)));
});
