import assert from "node:assert/strict";
import { type DataTable, Then, When } from "@cucumber/cucumber";
import type { PackageRecord } from "#domain/license/package-record.ts";
import { columnsOf, packageNamed, pairsOf } from "./license-rows.ts";
import type { World } from "./world.ts";

When("{person} opens the package {word}", async function (this: World, person: string, name: string) {
  const { id } = await packageNamed(this.story, name);
  this.answer = await this.drive.viewPackage(this.story.person(person), id);
});

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
