import assert from "node:assert/strict";
import { type DataTable, Given, Then, When } from "@cucumber/cucumber";
import type { OrgDetails } from "#domain/lmo/org-details.ts";
import type { ListedInstallation } from "#usecases/license/installed-packages.ts";
import type { ShownCode } from "#usecases/power/view-code.ts";
import { columnsOf, theirLicense, versionNumbered } from "./license-rows.ts";
import { rowsAre } from "./lmo-rows.ts";
import { placeOf, rowsAround } from "./place.ts";
import type { World } from "./world.ts";

const install = async (world: World, who: string, number: string, name: string) =>
  world.drive.installPackage(
    world.story.person(who),
    placeOf(world, who),
    (await versionNumbered(world.story, name, number)).id,
  );

When(
  "{person} installs version {word} of {word}",
  async function (this: World, who: string, number: string, name: string) {
    this.answer = await install(this, who, number, name);
  },
);

Given(
  "{person} installed version {word} of {word}",
  async function (this: World, who: string, number: string, name: string) {
    this.granted(await install(this, who, number, name));
  },
);

When("{person} opens Installed Packages", async function (this: World, who: string) {
  this.answer = await this.drive.viewInstalledPackages(this.story.person(who), placeOf(this, who));
});

Then("the installed packages are", function (this: World, table: DataTable) {
  const rows = this.shown<readonly ListedInstallation[]>().map(({ license, assigned, ...one }) => {
    for (const seat of assigned) assert.equal(seat.PackageLicenseId, license?.Id);
    return {
      ...one,
      ...license,
      "shown as": license?.shownAs,
      users: assigned.map(({ username }) => username).join(", "),
    };
  });
  assert.deepEqual(columnsOf(table, rows), table.hashes());
});

async function packageAround(world: World, who: string, name: string) {
  const installed = Object.values((await rowsAround(world, who)).installedPackages).find((one) => one.name === name);
  if (!installed) throw new Error(`${name} is not installed where ${who} works`);
  return installed.id;
}

const assign = async (world: World, who: string, user: string, name: string) =>
  world.drive.assignLicense(
    world.story.person(who),
    placeOf(world, who),
    await packageAround(world, who, name),
    world.story.person(user).ref.id,
  );

When(
  "{person} assigns {person} a license for {word}",
  async function (this: World, who: string, user: string, name: string) {
    this.answer = await assign(this, who, user, name);
  },
);

Given(
  "{person} assigned {person} a license for {word}",
  async function (this: World, who: string, user: string, name: string) {
    this.granted(await assign(this, who, user, name));
  },
);

const unassign = async (world: World, who: string, user: string, name: string) =>
  world.drive.unassignLicense(
    world.story.person(who),
    placeOf(world, who),
    await packageAround(world, who, name),
    world.story.person(user).ref.id,
  );

When(
  "{person} takes the license for {word} from {person}",
  async function (this: World, who: string, name: string, user: string) {
    this.answer = await unassign(this, who, user, name);
  },
);

Given(
  "{person} took the license for {word} from {person}",
  async function (this: World, who: string, name: string, user: string) {
    this.granted(await unassign(this, who, user, name));
  },
);

Then(
  "login access by the license for {word} is granted by {string}",
  function (this: World, name: string, whom: string) {
    const line = this.shown<OrgDetails>().packages.find((one) => one.name === name);
    assert.equal(line?.grantableBy, whom);
  },
);

Then("the code of {word} in {org} is {string}", async function (this: World, name: string, org: string, names: string) {
  const { installed } = await theirLicense(this.story, name, org);
  const { id } = await this.story.org(org);
  const { apexClasses } = await this.story.simulator.ports.orgs.of(id);
  const own = Object.values(apexClasses).filter(({ namespace }) => namespace === installed.namespace);
  assert.equal(own.map((one) => one.name).join(", "), names);
});

Then("{person} sees nothing of its source", function (this: World, _: string) {
  assert.deepEqual(this.shown<ShownCode>(), { ...this.shown<ShownCode>(), view: "obfuscated", body: "(hidden)" });
});

Given(
  "{word} brought {org} the public setting {string}",
  async function (this: World, name: string, org: string, label: string) {
    const { installed } = await theirLicense(this.story, name, org);
    const id = this.story.simulator.ports.ids.next("CustomSetting");
    const { namespace } = installed;
    const about = { id, name: `${namespace}__${label}__c`, label, namespace, fields: ["Days__c"] };
    await rowsAre(this.story, org, `the setting ${label}`, () => [
      { table: "customSettings", id, row: { ...about, visibility: "public", type: "custom setting" } },
    ]);
  },
);

Given("the package {word} is gone from {org} without a word", async function (this: World, name: string, org: string) {
  const { installed, license } = await theirLicense(this.story, name, org);
  await rowsAre(this.story, org, `${name} is gone`, () => [
    { table: "installedPackages", id: installed.id, row: null },
    { table: "packageLicenses", id: license.id, row: null },
  ]);
});
