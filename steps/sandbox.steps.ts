import assert from "node:assert/strict";
import { Given, Then, When } from "@cucumber/cucumber";
import { parseId } from "#domain/ids.ts";
import type { World } from "./world.ts";

/** The people of the story are the same afterwards, and users of the org that took the old one's place. */
async function refresh({ story }: World, name: string): Promise<void> {
  const { id: old } = await story.org(name);
  story.mark = story.simulator.ports.log.end.size;
  const { org } = await story.simulator.refreshSandbox({ org: old });
  const users = Object.values((await story.simulator.ports.orgs.of(org)).users);
  for (const member of [...story.cast.values()].filter(({ ref }) => ref.org === old)) {
    const user = users.find(({ username }) => username === member.username);
    if (user) story.cast.set(member.name, { ...member, ref: { org, id: user.id } });
  }
}

When("the sandbox {org} is refreshed", async function (this: World, name: string) {
  await refresh(this, name);
});

Given("the sandbox {org} was refreshed", async function (this: World, name: string) {
  await refresh(this, name);
});

Then("{org} has another org id than {org}", async function (this: World, now: string, before: string) {
  const [{ id }, { id: old }] = [await this.story.org(now), await this.story.org(before)];
  assert.equal(parseId("Org", id), id);
  assert.notEqual(id, old);
});
