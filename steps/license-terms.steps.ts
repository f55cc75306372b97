import assert from "node:assert/strict";
import { type DataTable, Given, Then, When } from "@cucumber/cucumber";
import { lastDayOf } from "#domain/license/terms.ts";
import type { LicenseDefaults } from "#domain/org.ts";
import { columnsOf, modificationOf, packageNamed, recordNamed, seatsOf, theirLicense } from "./license-rows.ts";
import { rowsAre } from "./lmo-rows.ts";
import { pairsIn } from "./table.ts";
import type { World } from "./world.ts";

async function modify({ story, drive }: World, who: string, name: string, org: string, table: DataTable) {
  const [{ id: of }, { id: subscriber }] = [await packageNamed(story, name), await story.org(org)];
  return drive.modifyLicense(story.person(who), subscriber, of, modificationOf(table));
}

When(
  "{person} modifies the license of {word} in {org}",
  async function (this: World, who: string, name: string, org: string, table: DataTable) {
    this.answer = await modify(this, who, name, org, table);
  },
);

Given(
  "{person} modified the license of {word} in {org}",
  async function (this: World, who: string, name: string, org: string, table: DataTable) {
    this.granted(await modify(this, who, name, org, table));
  },
);

When(
  "{person} edits {word} on the license record of {word} in {org}",
  async function (this: World, who: string, field: string, name: string, org: string) {
    const { id } = await recordNamed(this.story, name, org);
    this.answer = await this.drive.editLicenseRecord(this.story.person(who), id, { [field]: "Active" });
  },
);

Then("{org} goes by", async function (this: World, org: string, table: DataTable) {
  const names = table.hashes().map((row) => row.package ?? "");
  const rows = await Promise.all(
    names.map(async (name) => {
      const { installed, license } = await theirLicense(this.story, name, org);
      return {
        package: installed.name,
        status: license.status,
        seats: license.seats === "site" ? "Site License" : license.seats,
        "last day": license.expires ? lastDayOf(license.expires) : "Does not expire",
      };
    }),
  );
  assert.deepEqual(columnsOf(table, rows), table.hashes());
});

Given(
  "the license of {word} in {org} was made by AppExchange Checkout",
  async function (this: World, name: string, org: string) {
    const license = await recordNamed(this.story, name, org);
    await rowsAre(this.story, "Ledger Labs", "a license of Checkout", () => [
      { table: "licenses", id: license.id, row: { ...license, checkout: true } },
    ]);
  },
);

/** What a table of `status`, `seats`, `days` and `lead manager` registers. */
async function register({ story, drive }: World, who: string, name: string, table: DataTable) {
  const told = pairsIn(table, [], ["status", "seats", "days", "lead manager"]);
  const { status, seats = "Site License", days, "lead manager": manager } = told;
  const defaults = status && {
    status: status as LicenseDefaults["status"],
    seats: seatsOf(seats),
    ...(days && { days: Number(days) }),
  };
  const { id: of } = await packageNamed(story, name);
  return drive.registerDefaults(story.person(who), of, {
    ...(defaults && { defaults }),
    ...(manager && { leadManager: story.person(manager).ref.id }),
  });
}

When(
  "{person} registers for new licenses of {word}",
  async function (this: World, who: string, name: string, table: DataTable) {
    this.answer = await register(this, who, name, table);
  },
);

Given(
  "{person} registered for new licenses of {word}",
  async function (this: World, who: string, name: string, table: DataTable) {
    this.granted(await register(this, who, name, table));
  },
);

const refresh = async ({ story, drive }: World, who: string, name: string) =>
  drive.refreshLicenses(story.person(who), (await packageNamed(story, name)).id);

When("{person} refreshes the licenses of {word}", async function (this: World, who: string, name: string) {
  this.answer = await refresh(this, who, name);
});

Given("{person} refreshed the licenses of {word}", async function (this: World, who: string, name: string) {
  this.granted(await refresh(this, who, name));
});

Given("{person} uninstalled the app {app}", async function (this: World, admin: string, app: string) {
  this.granted(await this.drive.uninstallApp(this.story.person(admin), app));
});

When("{person} uninstalls the app {app}", async function (this: World, admin: string, app: string) {
  this.answer = await this.drive.uninstallApp(this.story.person(admin), app);
});
