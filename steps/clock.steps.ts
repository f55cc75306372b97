import { Given, When } from "@cucumber/cucumber";
import type { Instant } from "#domain/time.ts";
import type { World } from "./world.ts";

Given("it is {moment}", async function (this: World, now: Instant) {
  await this.story.simulator.moveClock(now);
});

When("time passes until {moment}", async function (this: World, now: Instant) {
  this.story.mark = this.story.simulator.ports.log.end.size;
  await this.story.simulator.moveClock(now);
});
