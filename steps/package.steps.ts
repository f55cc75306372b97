import { Given, When } from "@cucumber/cucumber";
import type { InstalledPackage, OrgRows, PackageLicense } from "#domain/org.ts";
import type { Instant } from "#domain/time.ts";
import { anInstalledPackage, aPackage } from "#fixtures/builders.ts";
import { rowsAre, rowsOfOrg } from "./lmo-rows.ts";
import { placeOf, rowsAround } from "./place.ts";
import type { Story } from "./story.ts";
import type { World } from "./world.ts";

function installedIn({ installedPackages }: OrgRows, name: string): InstalledPackage {
  const installed = Object.values(installedPackages).find((one) => one.name === name);
  if (!installed) throw new Error(`no package ${name} is installed there`);
  return installed;
}

function licenseFor(rows: OrgRows, name: string): PackageLicense {
  const { id } = installedIn(rows, name);
  const license = Object.values(rows.packageLicenses).find((one) => one.package === id);
  if (!license) throw new Error(`there is no license for ${name} there`);
  return license;
}

const licenseIs = (story: Story, org: string, name: string, about: Partial<PackageLicense>) =>
  rowsAre(story, org, `license of ${name}`, (rows) => {
    const row = licenseFor(rows, name);
    return [{ table: "packageLicenses", id: row.id, row: { ...row, ...about } }];
  });

/** Puts a package of a publisher into an org, licensed to the entire org, as an installation with the defaults does. */
async function install(story: Story, org: string, publisher: string, installed: InstalledPackage): Promise<void> {
  const license: PackageLicense = {
    id: story.simulator.ports.ids.next("PackageLicense"),
    package: installed.id,
    status: "Active",
    seats: "site",
  };
  await rowsAre(story, org, `installed ${installed.name} of ${publisher}`, () => [
    { table: "installedPackages", id: installed.id, row: installed },
    { table: "packageLicenses", id: license.id, row: license },
  ]);
}

Given(
  "{org} installed the package {word} of {org}",
  async function (this: World, org: string, name: string, publisher: string) {
    const { ids } = this.story.simulator.ports;
    const { id: lmo } = await this.story.org(publisher);
    const known = Object.values((await rowsOfOrg(this.story, publisher)).packages).find((one) => one.name === name);
    const versions = [{ id: ids.next("PackageVersion"), number: "1.0.0", state: "released" } as const];
    const made = known ?? aPackage({ id: ids.next("Package"), name, namespace: name.toLowerCase(), versions });
    await install(this.story, org, publisher, anInstalledPackage(made, lmo));
  },
);

Given("the package {word} in {org} offers no login access", async function (this: World, name: string, org: string) {
  await rowsAre(this.story, org, `${name} without login access`, (rows) => {
    const row = installedIn(rows, name);
    return [{ table: "installedPackages", id: row.id, row: { ...row, loginAccess: false } }];
  });
});

Given("the license for {word} in {org} is for the entire org", async function (this: World, name: string, org: string) {
  await licenseIs(this.story, org, name, { seats: "site" });
});

Given("the license for {word} in {org} is suspended", async function (this: World, name: string, org: string) {
  await licenseIs(this.story, org, name, { status: "Suspended" });
});

Given(
  "the license for {word} in {org} ends at {moment}",
  async function (this: World, name: string, org: string, expires: Instant) {
    await licenseIs(this.story, org, name, { expires });
  },
);

/** The name of the org somebody is a user of. */
async function orgOf(story: Story, person: string): Promise<string> {
  const [company] = Object.values((await story.simulator.ports.orgs.of(story.person(person).ref.org)).company);
  return company?.name ?? "";
}

Given("{person} was assigned a license for {word}", async function (this: World, person: string, name: string) {
  const { ref } = this.story.person(person);
  const id = this.story.simulator.ports.ids.next("UserPackageLicense");
  await rowsAre(this.story, await orgOf(this.story, person), `a seat of ${name}`, (rows) => [
    { table: "userPackageLicenses", id, row: { id, license: licenseFor(rows, name).id, user: ref.id } },
  ]);
});

Given("{person} lost the license for {word}", async function (this: World, person: string, name: string) {
  const { ref } = this.story.person(person);
  await rowsAre(this.story, await orgOf(this.story, person), `a seat of ${name} less`, (rows) =>
    Object.values(rows.userPackageLicenses)
      .filter((seat) => seat.user === ref.id && seat.license === licenseFor(rows, name).id)
      .map(({ id }) => ({ table: "userPackageLicenses", id, row: null })),
  );
});

async function uninstall(world: World, admin: string, name: string) {
  const { id } = installedIn(await rowsAround(world, admin), name);
  return world.drive.uninstallPackage(world.story.person(admin), placeOf(world, admin), id);
}

When("{person} uninstalls {word}", async function (this: World, admin: string, name: string) {
  this.answer = await uninstall(this, admin, name);
});

Given("{person} uninstalled {word}", async function (this: World, admin: string, name: string) {
  this.granted(await uninstall(this, admin, name));
});
