import { Given } from "@cucumber/cucumber";
import { POLICY_BOOK, type PolicyName } from "#domain/policies.ts";
import type { World } from "./world.ts";

Given("the policy {word} is {policyValue}", async function (this: World, name: string, value: string) {
  if (!Object.hasOwn(POLICY_BOOK, name)) throw new Error(`no policy "${name}"`);
  const policy = name as PolicyName;
  const { default: usual, alternatives } = POLICY_BOOK[policy];
  const chosen = [usual, ...alternatives].find((one) => String(one) === value);
  if (chosen === undefined) throw new Error(`policy ${name} is one of ${[usual, ...alternatives].join(", ")}`);
  await this.story.simulator.setPolicy(policy, chosen);
});
