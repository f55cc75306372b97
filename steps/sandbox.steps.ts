import assert from "node:assert/strict";
import { type DataTable, Given, Then, When } from "@cucumber/cucumber";
import { Fault } from "#domain/fault.ts";
import { type OrgId, type PackageId, parseId } from "#domain/ids.ts";
import { companyOf, entriesOf, type OrgRows, type SandboxKind, type Table } from "#domain/org.ts";
import type { CastMember } from "#domain/world.ts";
import type { ShownSObject } from "#usecases/power/records.ts";
import { columnsOf } from "./license-rows.ts";
import { rowsOfOrg } from "./lmo-rows.ts";
import type { Story } from "./story.ts";
import type { World } from "./world.ts";

/** The people of the story are the same afterwards, and users of the org that took the old one's place. */
async function refresh({ story }: World, name: string, template?: readonly string[]): Promise<void> {
  const { id: old } = await story.org(name);
  story.mark = story.simulator.ports.log.end.size;
  const { org } = await story.simulator.refreshSandbox({ org: old, ...(template && { template }) });
  const users = Object.values((await story.simulator.ports.orgs.of(org)).users);
  for (const member of [...story.cast.values()].filter(({ ref }) => ref.org === old)) {
    const user = users.find(({ username }) => username === member.username);
    if (user) story.cast.set(member.name, { ...member, ref: { org, id: user.id } });
  }
}

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

Given("{org} is a trial org", async function (this: World, name: string) {
  const org = await this.story.org(name);
  const row = { ...org, kind: "trial" } as const;
  await this.story.simulator.changeOrg(org.id, "a trial", [{ table: "company", id: org.id, row }]);
});

When("the sandbox {org} is refreshed", async function (this: World, name: string) {
  await refresh(this, name);
});

Given("the sandbox {org} was refreshed", async function (this: World, name: string) {
  await refresh(this, name);
});

When(
  "the sandbox {org} is refreshed with a template of {string}",
  async function (this: World, name: string, sobjects: string) {
    await refresh(this, name, sobjects.split(", "));
  },
);

/** Makes a sandbox; its people join the cast: `Nia of Acme Corp Dev`. */
async function create({ story }: World, name: string, of: string, kind: SandboxKind, template?: readonly string[]) {
  const { id: production } = await story.org(of);
  story.mark = story.simulator.ports.log.end.size;
  const { org } = await story.simulator.createSandbox({ production, name, kind, ...(template && { template }) });
  const rows = await story.simulator.ports.orgs.of(org);
  for (const member of [...story.cast.values()]) if (member.ref.org === production) join(story.cast, member, rows, org);
}

function join(cast: Map<string, CastMember>, member: CastMember, rows: OrgRows, org: OrgId): void {
  const user = rows.users[member.ref.id];
  const name = `${member.name} of ${companyOf(rows).name}`;
  if (user) cast.set(name, { ...member, name, username: user.username, ref: { org, id: user.id } });
}

When(
  "a {sandboxKind} sandbox {word} of {org} is made",
  async function (this: World, kind: SandboxKind, name: string, of: string) {
    await create(this, name, of, kind);
  },
);

Given(
  "a {sandboxKind} sandbox {word} of {org} was made",
  async function (this: World, kind: SandboxKind, name: string, of: string) {
    await create(this, name, of, kind);
  },
);

When(
  "a {sandboxKind} sandbox {word} of {org} is made with a template of {string}",
  async function (this: World, kind: SandboxKind, name: string, of: string, sobjects: string) {
    await create(this, name, of, kind, sobjects.split(", "));
  },
);

Given(
  "a {sandboxKind} sandbox {word} of {org} was made with a template of {string}",
  async function (this: World, kind: SandboxKind, name: string, of: string, sobjects: string) {
    await create(this, name, of, kind, sobjects.split(", "));
  },
);

When(
  "somebody tries to make a {sandboxKind} sandbox {word} of {org}",
  async function (this: World, kind: SandboxKind, name: string, of: string) {
    this.answer = await faultOf(create(this, name, of, kind));
  },
);

/** What the operator was told, who stands outside all orgs and is refused nothing by a rule. */
async function faultOf(act: Promise<unknown>) {
  try {
    await act;
    return { effect: "allow" } as const;
  } catch (error) {
    if (error instanceof Fault) return { effect: "fault", code: error.code, because: error.message } as const;
    throw error;
  }
}

Then("it is refused with {string}", function (this: World, why: string) {
  const { effect, because } = this.answer;
  assert.deepEqual({ effect, because }, { effect: "fault", because: why });
});

async function remove({ story }: World, name: string): Promise<void> {
  const { id: org } = await story.org(name);
  story.mark = story.simulator.ports.log.end.size;
  await story.simulator.deleteSandbox({ org });
}

When("the sandbox {org} is deleted", async function (this: World, name: string) {
  await remove(this, name);
});

Given("the sandbox {org} was deleted", async function (this: World, name: string) {
  await remove(this, name);
});

Then("{org} has another org id than {org}", async function (this: World, now: string, before: string) {
  const [{ id }, { id: old }] = [await this.story.org(now), await this.story.org(before)];
  assert.equal(parseId("Org", id), id);
  assert.notEqual(id, old);
});

Then("{org} carries", async function (this: World, name: string, table: DataTable) {
  const rows = await rowsOfOrg(this.story, name);
  const counts = table.hashes().map((row) => ({ what: row.what, rows: countOf(rows, row.what ?? "") }));
  assert.deepEqual(columnsOf(table, counts), table.hashes());
});

/** How many rows of a sort there are, by the words of a story. */
function countOf(rows: OrgRows, what: string): number {
  const named: Readonly<Record<string, Table>> = {
    users: "users",
    "Apex classes and triggers": "apexClasses",
    "custom settings": "customSettings",
    "records of settings": "settingRecords",
    records: "records",
    "debug logs": "apexLogs",
    "authorized apps": "oauthConsents",
    packages: "installedPackages",
  };
  const table = named[what];
  if (!table) throw new Error(`"${what}" is nothing an org carries; there are ${Object.keys(named).join(", ")}`);
  return entriesOf(rows, table).length;
}

Given("{person} is called {string}", async function (this: World, name: string, username: string) {
  const { story } = this;
  const { ref } = story.person(name);
  const user = (await story.simulator.ports.orgs.of(ref.org)).users[ref.id];
  if (!user) throw new Error(`${name} is no user any more`);
  const row = { ...user, username };
  await story.simulator.changeOrg(ref.org, `called ${username}`, [{ table: "users", id: user.id, row }]);
});

Then("the users of {org} are {string}", async function (this: World, name: string, usernames: string) {
  const users = Object.values((await rowsOfOrg(this.story, name)).users);
  assert.equal(users.map(({ username }) => username).join(", "), usernames);
});

Given(
  "{org} has a record {string} of {word}",
  async function (this: World, name: string, called: string, sobject: string) {
    const { story } = this;
    const { id: org } = await story.org(name);
    const [user] = Object.values((await story.simulator.ports.orgs.of(org)).users);
    if (!user) throw new Error(`nobody is in ${name}`);
    const id = story.simulator.ports.ids.next("Record");
    const about = { createdBy: user.id, lastModifiedBy: user.id, lastModifiedAt: story.simulator.ports.clock.now() };
    await story.simulator.changeOrg(org, `a record of ${sobject}`, [
      { table: "records", id, row: { id, sobject, fields: { Name: called }, ...about } },
    ]);
  },
);

Then("its status is {string}", function (this: World, status: string) {
  assert.equal(this.shown<ShownSObject>().fields.ledg__Status__c, status);
});
