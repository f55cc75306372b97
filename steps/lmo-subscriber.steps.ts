import assert from "node:assert/strict";
import { Given, Then, When } from "@cucumber/cucumber";
import type { Org } from "#domain/org.ts";
import { companyIs, rowsAre, rowsOfOrg } from "./lmo-rows.ts";
import type { World } from "./world.ts";

Given("the org {org} is {status}", async function (this: World, org: string, status: Org["status"]) {
  await companyIs(this.story, org, status, () => ({ status }));
});

Given(
  "the Company Information of {org} names {string}, {string}, {string}, {string}",
  async function (this: World, org: string, name: string, phone: string, email: string, address: string) {
    await companyIs(this.story, org, "contact", () => ({ contact: { name, phone, email, address } }));
  },
);

Given(
  "the lead of {org} at {org} says {string}, {string}, {string}",
  async function (this: World, subscriber: string, publisher: string, company: string, contact: string, email: string) {
    const { id } = await this.story.org(subscriber);
    await rowsAre(this.story, publisher, "lead", ({ licenses }) =>
      Object.values(licenses)
        .filter((license) => license.subscriber === id)
        .map((license) => ({
          table: "licenses",
          id: license.id,
          row: { ...license, lead: { company, contact, email } },
        })),
    );
  },
);

Given(
  "{org} has used {int}, {int} and {int} percent of file storage, data storage and API requests",
  async function (this: World, org: string, fileStorage: number, dataStorage: number, apiRequests: number) {
    await companyIs(this.story, org, "limits", () => ({ limits: { fileStorage, dataStorage, apiRequests } }));
  },
);

Given(
  "multi-factor authentication is not in the High Assurance column of {org}",
  async function (this: World, org: string) {
    await companyIs(this.story, org, "session settings", ({ settings }) => ({
      settings: { ...settings, mfaIsHighAssurance: false },
    }));
  },
);

Given("the subscriber debug logs of {word} are on in {org}", async function (this: World, name: string, org: string) {
  await rowsAre(this.story, org, "debug logs on", ({ installedPackages }) =>
    Object.values(installedPackages)
      .filter((installed) => installed.name === name)
      .map((installed) => ({
        table: "installedPackages",
        id: installed.id,
        row: { ...installed, subscriberDebugLogs: true },
      })),
  );
});

When(
  "{person} changes the license of {word} in {org} to {int} seats",
  async function (this: World, admin: string, name: string, org: string, seats: number) {
    const { id } = await this.story.org(org);
    const installed = Object.values((await rowsOfOrg(this.story, org)).installedPackages).find(
      (one) => one.name === name,
    );
    assert(installed, `${name} is not installed in ${org}`);
    this.answer = await this.drive.modifyLicense(this.story.person(admin), id, installed.id, { seats });
  },
);

Then(
  "the license of {word} in {org} has {int} seats",
  async function (this: World, name: string, org: string, seats: number) {
    const rows = await rowsOfOrg(this.story, org);
    const installed = Object.values(rows.installedPackages).find((one) => one.name === name);
    const license = Object.values(rows.packageLicenses).find((one) => one.package === installed?.id);
    assert.equal(license?.seats, seats);
  },
);

When(
  "{person} logs in as {person} and names the case {string}",
  async function (this: World, agent: string, user: string, caseReference: string) {
    this.answer = await this.drive.logInAs(this.story.person(agent), this.story.person(user), { caseReference });
  },
);

Given("logging in as a user of {org} takes the user's approval", async function (this: World, org: string) {
  await companyIs(this.story, org, "approval of logins", ({ settings }) => ({
    settings: { ...settings, mfaRequired: true, mfaDuringLogInAs: true },
  }));
});
