import { Given } from "@cucumber/cucumber";
import { parseChoice } from "./reader/policy-words.ts";
import type { World } from "./world.ts";

Given("the policy {word} is {word}", async function (this: World, name: string, value: string) {
  const chosen = parseChoice(`${name} is ${value}`);
  await this.story.simulator.setPolicy(chosen.policy, chosen.value);
});
