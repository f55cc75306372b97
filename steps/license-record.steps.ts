import assert from "node:assert/strict";
import { type DataTable, Given, Then, When } from "@cucumber/cucumber";
import { shortId } from "#domain/ids.ts";
import type { ApiRecord, LmaObject } from "#domain/license/api.ts";
import type { PackageRecord } from "#domain/license/package-record.ts";
import type { LicenseRecord } from "#domain/license/record.ts";
import { companyOf } from "#domain/org.ts";
import type { ListedLicense } from "#usecases/license/view-licenses.ts";
import type { ListedObject } from "#usecases/license/view-objects.ts";
import { columnsOf, packageNamed, pairsOf, recordNamed } from "./license-rows.ts";
import { companyIs, rowsAre, rowsOfOrg } from "./lmo-rows.ts";
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

When("{person} opens the package {word}", async function (this: World, person: string, name: string) {
  const { id } = await packageNamed(this.story, name);
  this.answer = await this.drive.viewPackage(this.story.person(person), id);
});

When("{person} lists the objects of the License Management App", async function (this: World, person: string) {
  this.answer = await this.drive.viewObjects(this.story.person(person));
});

When("{person} queries {lmaObject}", async function (this: World, person: string, object: LmaObject) {
  this.answer = await this.drive.queryObject(this.story.person(person), object);
});

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

Then("the objects are", function (this: World, table: DataTable) {
  assert.deepEqual(
    columnsOf(
      table,
      [...this.shown<readonly ListedObject[]>()].map((one) => ({ ...one })),
    ),
    table.hashes(),
  );
});

Then("the records answered are", function (this: World, table: DataTable) {
  assert.deepEqual(columnsOf(table, this.shown<readonly ApiRecord[]>()), table.hashes());
});

Then("the fields answered are {string}", function (this: World, names: string) {
  const [record = {}] = this.shown<readonly ApiRecord[]>();
  assert.equal(Object.keys(record).join(" "), names);
});

Then(
  "the license of {word} in {org} answered leads to package, version and lead",
  async function (this: World, name: string, org: string) {
    const license = await recordNamed(this.story, name, org);
    const [of, found] = [await packageNamed(this.story, name), this.shown<readonly ApiRecord[]>()];
    const record = found.find(({ Id }) => Id === license.id);
    const ids = await idsBehind(this, "Lena", record);
    assert.deepEqual(ids, { package: of.id, version: of.versions[0]?.id, lead: license.lead?.email });
  },
);

const answered = async (world: World, name: string, org: string) => {
  const { id } = await recordNamed(world.story, name, org);
  return world.shown<readonly ApiRecord[]>().find(({ Id }) => Id === id);
};

Then(
  "the license of {word} in {org} answered leads to the contact {string}",
  async function (this: World, name: string, org: string, contact: string) {
    const record = await answered(this, name, org);
    const contacts = Object.values((await rowsOfOrg(this.story, "Ledger Labs")).contacts);
    const known = contacts.find(({ id }) => id === record?.sfLma__Contact__c);
    assert.equal(known?.name, contact);
    assert.equal(record?.sfLma__Account__c, known?.account.id);
  },
);

Then(
  "the license of {word} in {org} answered names its org by 15 characters",
  async function (this: World, name: string, org: string) {
    const [record, { id }] = [await answered(this, name, org), await this.story.org(org)];
    assert.equal(record?.sfLma__Subscriber_Org_ID__c, shortId(id));
  },
);

Then("the last record answered is", function (this: World, table: DataTable) {
  const record = this.shown<readonly ApiRecord[]>().at(-1);
  const owner = [...this.story.cast.values()].find(({ ref }) => ref.id === record?.OwnerId);
  assert.deepEqual(pairsOf(table, { ...record, owner: owner?.name }), table.rowsHash());
});

/** What the lookups of a license record lead to, by what the platform knows each of them as. */
async function idsBehind({ drive, story }: World, person: string, record: ApiRecord | undefined) {
  const query = async (object: LmaObject) =>
    (await drive.queryObject(story.person(person), object)).value as readonly ApiRecord[];
  const by = async (object: LmaObject, id: unknown) => (await query(object)).find(({ Id }) => Id === id);
  const version = await by("sfLma__Package_Version__c", record?.sfLma__Package_Version__c);
  const of = await by("sfLma__Package__c", record?.sfLma__Package__c);
  assert.equal(version?.sfLma__Package__c, of?.Id);
  return {
    package: of?.sfLma__Package_ID__c,
    version: version?.sfLma__Version_ID__c,
    lead: (await by("Lead", record?.sfLma__Lead__c))?.Email,
  };
}

Then("the package record is", function (this: World, table: DataTable) {
  const record = this.shown<PackageRecord>();
  const shown = {
    "Package Name": record.name,
    "Developer Name": record.developerName,
    "Latest Version": record.latestVersion,
    "Lead Manager": record.leadManager,
    "Last License Refresh": momentOf(record.lastLicenseRefresh),
    "Next Available Refresh": momentOf(record.nextAvailableRefresh),
  };
  assert.deepEqual(pairsOf(table, shown), table.rowsHash());
});

const momentOf = (at: string | undefined) => at?.slice(0, 16).replace("T", " ");

Then("its versions are", function (this: World, table: DataTable) {
  const versions = this.shown<PackageRecord>().versions.map((one) => ({
    Package: one.package,
    "Version Name": one.name,
    "Version Number": one.versionNumber,
    "Release Date": one.releaseDate,
  }));
  assert.deepEqual(columnsOf(table, versions), table.hashes());
});

Then(
  "it names package {word}, its version and its developer org by 18 characters",
  async function (this: World, name: string) {
    const { packageId, developerOrgId, versions } = this.shown<PackageRecord>();
    const of = await packageNamed(this.story, name);
    assert.deepEqual(
      { packageId, developerOrgId, versions: versions.map(({ versionId }) => versionId) },
      { packageId: of.id, developerOrgId: of.packagingOrg.id, versions: [of.versions[0]?.id] },
    );
    assert.match(packageId, /^033\w{15}$/);
  },
);

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
