import { Given, When } from "@cucumber/cucumber";
import { placeOf } from "./place.ts";
import type { World } from "./world.ts";

When("{person} prepares a partner debugging session", async function (this: World, who: string) {
  this.answer = await this.drive.prepareDebugging(this.story.person(who), placeOf(this, who));
});

Given("{person} prepared a partner debugging session", async function (this: World, who: string) {
  this.granted(await this.drive.prepareDebugging(this.story.person(who), placeOf(this, who)));
});

Given("{person} started the debugging session", async function (this: World, who: string) {
  this.granted(await this.drive.startDebugging(this.story.person(who), placeOf(this, who)));
});

When("{person} starts the debugging session", async function (this: World, who: string) {
  this.answer = await this.drive.startDebugging(this.story.person(who), placeOf(this, who));
});
