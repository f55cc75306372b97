import assert from "node:assert/strict";
import { type DataTable, Then, When } from "@cucumber/cucumber";
import { shortId } from "#domain/ids.ts";
import type { ApiRecord, LmaObject } from "#domain/license/api.ts";
import type { ListedObject } from "#usecases/license/view-objects.ts";
import { columnsOf, packageNamed, pairsOf, recordNamed } from "./license-rows.ts";
import { rowsOfOrg } from "./lmo-rows.ts";
import type { World } from "./world.ts";

When("{person} lists the objects of the License Management App", async function (this: World, person: string) {
  this.answer = await this.drive.viewObjects(this.story.person(person));
});

When("{person} queries {lmaObject}", async function (this: World, person: string, object: LmaObject) {
  this.answer = await this.drive.queryObject(this.story.person(person), object);
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
