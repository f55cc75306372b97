import assert from "node:assert/strict";
import { Given, Then, When } from "@cucumber/cucumber";
import { type OrgId, type PackageId, parseId } from "#domain/ids.ts";
import type { Org } from "#domain/org.ts";
import type { Story } from "./story.ts";
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

/** Makes a sandbox as a refresh does: from an empty one, whose place the copy of its production org takes. */
Given("{org} has the sandbox {org}", async function (this: World, production: string, name: string) {
  const { story } = this;
  const { ids, orgs } = story.simulator.ports;
  const of = await story.org(production);
  const [empty, myDomain] = [ids.next("Org"), name.toLowerCase().replace(" ", "--")];
  const { lma: _, ...like } = of;
  const row: Org = {
    ...like,
    id: empty,
    name,
    myDomain,
    kind: "sandbox",
    sandbox: { kind: "Full", of: of.id },
    instance: "CS5",
  };
  await story.simulator.changeOrg(empty, "an empty sandbox", [{ table: "company", id: empty, row }]);
  const { org } = await story.simulator.refreshSandbox({ org: empty });
  for (const member of [...story.cast.values()].filter(({ ref }) => ref.org === of.id))
    story.cast.set(`${member.name} of ${name}`, {
      ...member,
      name: `${member.name} of ${name}`,
      ref: { org, id: member.ref.id },
    });
  // What a publisher debugs at home it has a license of as well.
  for (const { id, publisher } of Object.values((await orgs.of(org)).installedPackages))
    await knows(story, publisher, org, id);
});

/** The publisher has a license record of the installation, as every installation makes one. */
async function knows({ simulator }: Story, publisher: OrgId, subscriber: OrgId, of: PackageId): Promise<void> {
  const { ids, orgs } = simulator.ports;
  const licenses = Object.values((await orgs.of(publisher)).licenses);
  if (licenses.some((one) => one.subscriber === subscriber && one.package === of)) return;
  const row = { id: ids.next("License"), subscriber, package: of, lead: { company: "", contact: "", email: "" } };
  await simulator.changeOrg(publisher, "a license record", [{ table: "licenses", id: row.id, row }]);
}

Given("the publisher of {word} knows of {org}", async function (this: World, name: string, subscriber: string) {
  const { id } = await this.story.org(subscriber);
  const { installedPackages } = await this.story.simulator.ports.orgs.of(id);
  const installed = Object.values(installedPackages).find((one) => one.name === name);
  if (!installed) throw new Error(`no package ${name} is installed in ${subscriber}`);
  await knows(this.story, installed.publisher, id, installed.id);
});

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
