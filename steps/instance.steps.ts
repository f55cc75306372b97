import { Given, When } from "@cucumber/cucumber";
import type { World } from "./world.ts";

// What goes on at an instance, as the operator lets it begin and end.

Given("peak load began at {word}", async function (this: World, instance: string) {
  await this.story.simulator.changeInstance(instance, "peak", true);
});

When("peak load begins at {word}", async function (this: World, instance: string) {
  this.story.mark = this.story.simulator.ports.log.end.size;
  await this.story.simulator.changeInstance(instance, "peak", true);
});

Given("peak load was over at {word}", async function (this: World, instance: string) {
  await this.story.simulator.changeInstance(instance, "peak", false);
});

Given("maintenance began at {word}", async function (this: World, instance: string) {
  await this.story.simulator.changeInstance(instance, "maintenance", true);
});

When("maintenance begins at {word}", async function (this: World, instance: string) {
  this.story.mark = this.story.simulator.ports.log.end.size;
  await this.story.simulator.changeInstance(instance, "maintenance", true);
});

Given("maintenance was over at {word}", async function (this: World, instance: string) {
  await this.story.simulator.changeInstance(instance, "maintenance", false);
});

Given("{org} bought {int} debugging session(s)", async function (this: World, org: string, bought: number) {
  await this.story.simulator.buyDebuggers({ org: (await this.story.org(org)).id, bought });
});
