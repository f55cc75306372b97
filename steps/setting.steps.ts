import assert from "node:assert/strict";
import { type DataTable, Given, Then, When } from "@cucumber/cucumber";
import type { OrgRows } from "#domain/org.ts";
import type { ShownSetting } from "#usecases/power/read-setting.ts";
import type { ListedSetting } from "#usecases/power/settings.ts";
import { placeOf, rowsAround, theRow } from "./place.ts";
import type { World } from "./world.ts";

const settingOf = (rows: OrgRows, label: string) => theRow(rows, "customSettings", label, (one) => one.label === label);

const orgDefaultOf = (rows: OrgRows, label: string) => {
  const setting = settingOf(rows, label);
  const record = theRow(
    rows,
    "settingRecords",
    label,
    (one) => one.setting === setting.id && one.owner === "Organization",
  );
  return { setting: setting.id, record: record.id };
};

When("{person} opens Custom Settings", async function (this: World, who: string) {
  this.answer = await this.drive.listSettings(this.story.person(who), placeOf(this, who));
});

When("{person} reads the setting {string}", async function (this: World, who: string, label: string) {
  const { id } = settingOf(await rowsAround(this, who), label);
  this.answer = await this.drive.readSetting(this.story.person(who), placeOf(this, who), id);
});

Given("{person} has read the setting {string}", async function (this: World, who: string, label: string) {
  const { id } = settingOf(await rowsAround(this, who), label);
  this.granted(await this.drive.readSetting(this.story.person(who), placeOf(this, who), id));
});

When(
  "{person} sets {word} of the setting {string} to {string}",
  async function (this: World, who: string, field: string, label: string, value: string) {
    const { setting, record } = orgDefaultOf(await rowsAround(this, who), label);
    this.answer = await this.drive.editSettingRecord(this.story.person(who), placeOf(this, who), setting, record, {
      [field]: value,
    });
  },
);

Given(
  "{person} set {word} of the setting {string} to {string}",
  async function (this: World, who: string, field: string, label: string, value: string) {
    const { setting, record } = orgDefaultOf(await rowsAround(this, who), label);
    const values = { [field]: value };
    this.granted(
      await this.drive.editSettingRecord(this.story.person(who), placeOf(this, who), setting, record, values),
    );
  },
);

const addRecord = async (world: World, who: string, label: string, owner: string, values: Record<string, string>) => {
  const { id } = settingOf(await rowsAround(world, who), label);
  return world.drive.createSettingRecord(world.story.person(who), placeOf(world, who), id, owner, values);
};

When(
  "{person} adds a record of the setting {string} for {string} with {word} {string}",
  async function (this: World, who: string, label: string, owner: string, field: string, value: string) {
    this.answer = await addRecord(this, who, label, owner, { [field]: value });
  },
);

Given(
  "{person} added a record of the setting {string} for {string} with {word} {string}",
  async function (this: World, who: string, label: string, owner: string, field: string, value: string) {
    this.granted(await addRecord(this, who, label, owner, { [field]: value }));
  },
);

When("{person} deletes the record of the setting {string}", async function (this: World, who: string, label: string) {
  const { setting, record } = orgDefaultOf(await rowsAround(this, who), label);
  this.answer = await this.drive.deleteSettingRecord(this.story.person(who), placeOf(this, who), setting, record);
});

Then("the custom settings listed are {string}", function (this: World, labels: string) {
  assert.equal(
    this.shown<readonly ListedSetting[]>()
      .map(({ label }) => label)
      .join(", "),
    labels,
  );
});

Then("{person} sees the records", function (this: World, _: string, table: DataTable) {
  const { records } = this.shown<ShownSetting>();
  assert.deepEqual(
    records.map(({ owner, values }) => ({ owner, ...values })),
    table.hashes(),
  );
});

Then("the setting {string} of {org} holds", async function (this: World, label: string, org: string, table: DataTable) {
  const { id } = await this.story.org(org);
  const rows = await this.story.simulator.ports.orgs.of(id);
  const setting = settingOf(rows, label);
  const records = Object.values(rows.settingRecords).filter((one) => one.setting === setting.id);
  assert.deepEqual(
    records.map(({ owner, values }) => ({ owner, ...values })),
    table.hashes(),
  );
});
