import assert from "node:assert/strict";
import { type DataTable, Given, Then, When } from "@cucumber/cucumber";
import { LICENSE_MANAGEMENT_APP } from "#domain/lmo/apps.ts";
import type { Edition } from "#domain/org.ts";
import type { PackageListed } from "#usecases/lmo/view-packages.ts";
import { companyIs } from "./lmo-rows.ts";
import type { World } from "./world.ts";

Given("{org} is of {edition} Edition", async function (this: World, org: string, edition: Edition) {
  await companyIs(this.story, org, `${edition} Edition`, () => ({ edition }));
});

Given("the app {app} is installed in {org}", async function (this: World, app: string, org: string) {
  await companyIs(this.story, org, `installed ${app}`, ({ apps }) =>
    app === LICENSE_MANAGEMENT_APP ? { lma: { eligiblePartner: true } } : { apps: [...apps, app] },
  );
});

Given("{org} is no eligible partner", async function (this: World, org: string) {
  await companyIs(this.story, org, "no eligible partner", () => ({ lma: { eligiblePartner: false } }));
});

When("{person} installs the app {app}", async function (this: World, admin: string, app: string) {
  this.answer = await this.drive.installApp(this.story.person(admin), app);
});

Given("{person} installed the app {app}", async function (this: World, admin: string, app: string) {
  this.granted(await this.drive.installApp(this.story.person(admin), app));
});

When("{person} opens the Packages tab", async function (this: World, person: string) {
  this.answer = await this.drive.viewPackages(this.story.person(person));
});

Then("the packages listed are", function (this: World, table: DataTable) {
  const listed = this.shown<readonly PackageListed[]>();
  const rows = listed.map(({ name, latestVersion, versions }) => ({
    package: name,
    latest: latestVersion,
    versions: versions.join(", "),
  }));
  assert.deepEqual(rows, table.hashes());
});

Then("no package is listed", function (this: World) {
  assert.deepEqual(this.shown<readonly PackageListed[]>(), []);
});
