import assert from "node:assert/strict";
import { type DataTable, Given, Then, When } from "@cucumber/cucumber";
import { shortId } from "#domain/ids.ts";
import type { LmaObject } from "#domain/license/api.ts";
import type { LicenseRecord } from "#domain/license/record.ts";
import { companyOf } from "#domain/org.ts";
import type { ListedLicense } from "#usecases/license/view-licenses.ts";
import { columnsOf, pairsOf, recordNamed } from "./license-rows.ts";
import { companyIs, rowsAre } from "./lmo-rows.ts";
import type { World } from "./world.ts";

When("{person} opens the Licenses tab", async function (this: World, person: string) {
  this.answer = await this.drive.viewLicenses(this.story.person(person));
});

When(
  "{person} opens the license of {word} in {org}",
  async function (this: World, who: string, of: string, org: string) {
    const { id } = await recordNamed(this.story, of, org);
    this.answer = await this.drive.viewLicense(this.story.person(who), id);
  },
);

/** By the labels of the page. */
const labelled = (record: LicenseRecord) => ({
  "License Name": record.name,
  Account: record.account,
  Contact: record.contact,
  Lead: record.lead,
  "License Status": record.status,
  "Expiration Date": record.expirationDate,
  "Install Date": record.installDate,
  "Licensed Seats": record.licensedSeats,
  "Used Licenses": record.usedLicenses,
  Instance: record.instance,
  "Org Edition": record.orgEdition,
  "Org Status": record.orgStatus,
  "Org Expiration Date": record.orgExpirationDate,
  "Package Version": record.packageVersion,
  "Package Version Number": record.packageVersionNumber,
  Sandbox: record.sandbox === undefined ? undefined : record.sandbox ? "yes" : "no",
});

Then("the license record is", function (this: World, table: DataTable) {
  const record = this.shown<ListedLicense>();
  assert.deepEqual(pairsOf(table, labelled(record)), table.rowsHash());
});

Then("it names the org {org} by 15 characters", async function (this: World, org: string) {
  const { id } = await this.story.org(org);
  assert.equal(this.shown<ListedLicense>().subscriberOrgId, shortId(id));
});

Then("the licenses listed are", async function (this: World, table: DataTable) {
  const listed = await Promise.all(
    this.shown<readonly ListedLicense[]>().map(async (one) => ({
      ...labelled(one),
      subscriber: companyOf(await this.story.simulator.ports.orgs.of(one.subscriber)).name,
    })),
  );
  assert.deepEqual(columnsOf(table, listed), table.hashes());
});

Then("{person} finds nothing there", function (this: World, _: string) {
  const { effect, code } = this.answer;
  assert.deepEqual({ effect, code }, { effect: "fault", code: "NOT_FOUND" });
});

Then("no license is listed", function (this: World) {
  assert.deepEqual(this.shown<readonly ListedLicense[]>(), []);
});

Given(
  "{org} knows the contact {string} of the account {string} by {string}",
  async function (this: World, lmo: string, name: string, account: string, email: string) {
    const { ids } = this.story.simulator.ports;
    const row = { id: ids.next("Contact"), name, email, account: { id: ids.next("Account"), name: account } };
    await rowsAre(this.story, lmo, `the contact ${name}`, () => [{ table: "contacts", id: row.id, row }]);
  },
);

Given("{org} moved to the instance {word}", async function (this: World, org: string, instance: string) {
  await companyIs(this.story, org, `moved to ${instance}`, () => ({ instance }));
});

Given("{person} reads {lmaObject} by permission set", async function (this: World, name: string, object: LmaObject) {
  await given(this, name, object, "Read");
});

Given(
  "{person} reads and edits {lmaObject} by permission set",
  async function (this: World, name: string, object: LmaObject) {
    await given(this, name, object, "Read and Edit");
  },
);

/** Gives somebody an object permission by a permission set of its own. */
async function given({ story }: World, name: string, object: LmaObject, right: "Read" | "Read and Edit") {
  const { ref } = story.person(name);
  const { users } = await story.simulator.ports.orgs.of(ref.org);
  const user = Object.values(users).find(({ id }) => id === ref.id);
  if (!user) throw new Error(`${name} is no user any more`);
  const id = story.simulator.ports.ids.next("PermissionSet");
  await story.simulator.changeOrg(ref.org, `${right} on ${object}`, [
    {
      table: "permissionSets",
      id,
      row: { id, name: `${right} ${object}`, permissions: [], objects: { [object]: right } },
    },
    { table: "users", id: user.id, row: { ...user, permissionSets: [...user.permissionSets, id] } },
  ]);
}

Given("no permission set of {org} opens license records", async function (this: World, lmo: string) {
  await rowsAre(this.story, lmo, "no license records", ({ permissionSets }) =>
    Object.values(permissionSets).map(({ objects: _, ...row }) => ({ table: "permissionSets", id: row.id, row })),
  );
});
