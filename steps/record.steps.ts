import assert from "node:assert/strict";
import { type DataTable, Given, Then, When } from "@cucumber/cucumber";
import type { ShownSObject } from "#usecases/power/records.ts";
import { placeOf, rowsAround, theRow } from "./place.ts";
import type { World } from "./world.ts";

const invoice = async (world: World, who: string, name: string) =>
  theRow(await rowsAround(world, who), "records", name, (one) => one.fields.Name === name);

When("{person} opens the records", async function (this: World, who: string) {
  this.answer = await this.drive.listRecords(this.story.person(who), placeOf(this, who));
});

When("{person} opens invoice {string}", async function (this: World, who: string, name: string) {
  const { id } = await invoice(this, who, name);
  this.answer = await this.drive.viewRecord(this.story.person(who), placeOf(this, who), id);
});

When("{person} creates invoice {string}", async function (this: World, who: string, name: string) {
  const fields = { Name: name, ledg__Status__c: "Draft" };
  this.answer = await this.drive.createRecord(this.story.person(who), placeOf(this, who), "ledg__Invoice__c", fields);
});

When(
  "{person} sets the status of invoice {string} to {string}",
  async function (this: World, who: string, name: string, status: string) {
    const { id } = await invoice(this, who, name);
    this.answer = await this.drive.editRecord(this.story.person(who), placeOf(this, who), id, {
      ledg__Status__c: status,
    });
  },
);

When(
  "{person} sets the status of invoice {string} to {string} with debugging",
  async function (this: World, who: string, name: string, status: string) {
    const { id } = await invoice(this, who, name);
    this.answer = await this.drive.editRecord(
      this.story.person(who),
      placeOf(this, who),
      id,
      { ledg__Status__c: status },
      true,
    );
  },
);

Given(
  "{person} set the status of invoice {string} to {string} with debugging",
  async function (this: World, who: string, name: string, status: string) {
    const { id } = await invoice(this, who, name);
    this.granted(
      await this.drive.editRecord(this.story.person(who), placeOf(this, who), id, { ledg__Status__c: status }, true),
    );
  },
);

Given("{person} created invoice {string}", async function (this: World, who: string, name: string) {
  const fields = { Name: name, ledg__Status__c: "Draft" };
  this.granted(await this.drive.createRecord(this.story.person(who), placeOf(this, who), "ledg__Invoice__c", fields));
});

Then("the invoices listed are {string}", function (this: World, names: string) {
  assert.equal(
    this.shown<readonly ShownSObject[]>()
      .map(({ fields }) => fields.Name)
      .join(", "),
    names,
  );
});

Then("the invoices of {org} are", async function (this: World, name: string, table: DataTable) {
  const { id } = await this.story.org(name);
  const { records, users } = await this.story.simulator.ports.orgs.of(id);
  assert.deepEqual(
    records.values().map(({ fields, createdBy, lastModifiedBy, lastModifiedAt }) => ({
      invoice: fields.Name,
      status: fields.ledg__Status__c,
      "created by": users[createdBy]?.username,
      "last modified by": users[lastModifiedBy]?.username,
      at: lastModifiedAt.slice(0, 16).replace("T", " "),
    })),
    table.hashes(),
  );
});
