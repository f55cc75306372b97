import assert from "node:assert/strict";
import { type DataTable, Given, Then, When } from "@cucumber/cucumber";
import type { OrgDetails } from "#domain/lmo/org-details.ts";
import type { SubscriberFound } from "#usecases/lmo/search-subscribers.ts";
import { rowsOfOrg } from "./lmo-rows.ts";
import type { World } from "./world.ts";

When("{person} searches for {string}", async function (this: World, agent: string, text: string) {
  this.answer = await this.drive.searchSubscribers(this.story.person(agent), text);
});

When(
  "{person} searches for {string} in the session as {person}",
  async function (this: World, admin: string, text: string, _: string) {
    this.answer = await this.drive.searchSubscribersAsUser(this.story.person(admin), text);
  },
);

When("{person} searches for the org id of {org}", async function (this: World, agent: string, org: string) {
  const { id } = await this.story.org(org);
  this.answer = await this.drive.searchSubscribers(this.story.person(agent), id);
});

When(
  "{person} searches for the first {int} characters of the org id of {org}",
  async function (this: World, agent: string, count: number, org: string) {
    const { id } = await this.story.org(org);
    this.answer = await this.drive.searchSubscribers(this.story.person(agent), id.slice(0, count));
  },
);

When(
  "{person} searches for the org id of {org} with {string} in place of {string}",
  async function (this: World, agent: string, org: string, by: string, one: string) {
    const { id } = await this.story.org(org);
    const other = id.slice(0, 3) + id.slice(3).replace(one, by);
    assert.notEqual(other, id, `no "${one}" in the org id of ${org}`);
    this.answer = await this.drive.searchSubscribers(this.story.person(agent), other);
  },
);

Then("{person} finds only", function (this: World, _: string, table: DataTable) {
  const found = this.shown<readonly SubscriberFound[]>().map(({ name, instance, packages, usersGranting }) => ({
    subscriber: name,
    instance,
    packages: packages.join(", "),
    "users granting": String(usersGranting),
  }));
  const columns = Object.keys(table.hashes()[0] ?? {});
  const rows = found.map((row) =>
    Object.fromEntries(Object.entries(row).filter(([column]) => columns.includes(column))),
  );
  assert.deepEqual(rows, table.hashes());
});

Then("{person} finds nobody", function (this: World, _: string) {
  assert.deepEqual(this.shown<readonly SubscriberFound[]>(), []);
});

When("{person} opens the Org Details of {org}", async function (this: World, agent: string, org: string) {
  const { id } = await this.story.org(org);
  this.answer = await this.drive.viewSubscriber(this.story.person(agent), id);
});

Given("{person} logged in without multi-factor authentication", async function (this: World, agent: string) {
  this.granted(await this.drive.face.signIn(this.story.person(agent), { mfa: false, myDomain: true }));
});

Given("{person} logged in without the My Domain login URL", async function (this: World, agent: string) {
  this.granted(await this.drive.face.signIn(this.story.person(agent), { mfa: true, myDomain: false }));
});

Then("Org Details show no lead", function (this: World) {
  assert.equal(this.shown<OrgDetails>().lead, undefined);
});

Then("Org Details show", async function (this: World, table: DataTable) {
  const { organization, limits, lead } = this.shown<OrgDetails>();
  const { contact } = organization;
  const fields: Readonly<Record<string, string | undefined>> = {
    "Organization Name": organization.name,
    "Primary Contact": contact.name,
    Phone: contact.phone,
    Email: contact.email,
    Address: contact.address,
    Instance: organization.instance,
    Edition: organization.edition,
    "Organization Type": organization.kind,
    "Organization Status": organization.status,
    "Time Zone": organization.timeZone,
    "File Storage": `${limits.fileStorage} %`,
    "Data Storage": `${limits.dataStorage} %`,
    "API Requests": `${limits.apiRequests} %`,
    "Lead Company": lead?.company,
    "Lead Contact": lead?.contact,
    "Lead Email": lead?.email,
  };
  const asked = Object.keys(table.rowsHash());
  assert.deepEqual(Object.fromEntries(asked.map((field) => [field, fields[field]])), table.rowsHash());
});

Then("Org Details show the org id of {org}", async function (this: World, org: string) {
  assert.equal(this.shown<OrgDetails>().organization.id, (await this.story.org(org)).id);
});

Then("the login access section is", async function (this: World, table: DataTable) {
  const { organization, loginAccess } = this.shown<OrgDetails>();
  const { users } = await rowsOfOrg(this.story, organization.name);
  const rows = loginAccess.map(({ user: id, name, username, profile, endsAt, link }) => {
    assert.deepEqual({ name: users[id]?.name, username: users[id]?.username }, { name, username });
    return { username, profile, "access expiration": endsAt.slice(0, 16).replace("T", " "), link };
  });
  assert.deepEqual(rows, table.hashes());
});

Then("the login access section is empty", function (this: World) {
  assert.deepEqual(this.shown<OrgDetails>().loginAccess, []);
});

Then("the packages section is", async function (this: World, table: DataTable) {
  const { organization, packages } = this.shown<OrgDetails>();
  const { installedPackages } = await rowsOfOrg(this.story, organization.name);
  const rows = packages.map((line) => {
    assert.equal(installedPackages[line.package]?.name, line.name);
    return {
      package: line.name,
      namespace: line.namespace,
      version: line.version,
      status: line.status ?? "",
      seats: line.seats === "site" ? "Site License" : String(line.seats ?? ""),
      used: String(line.used ?? ""),
      expires: line.status ? (line.expires?.slice(0, 10) ?? "Does not expire") : "",
      "debug logs": line.subscriberDebugLogs ? "on" : "off",
    };
  });
  assert.deepEqual(rows, table.hashes());
});
