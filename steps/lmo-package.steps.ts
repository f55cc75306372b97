import { Given, When } from "@cucumber/cucumber";
import { LICENSE_MANAGEMENT_APP } from "#domain/lmo/apps.ts";
import { type Change, entriesOf, type OrgRows, type Package, TABLES, type Table } from "#domain/org.ts";
import type { Profile } from "#domain/user.ts";
import { anOrg, aPackage, aUser, rowsOf } from "#fixtures/builders.ts";
import { acme } from "#fixtures/worlds/acme.ts";
import { rowsAre, rowsOfOrg } from "./lmo-rows.ts";
import type { Story } from "./story.ts";
import type { World } from "./world.ts";

/** Paula has the password that the people of the world have. */
const { password, passwordHash } = acme();

const everyRow = (rows: OrgRows): readonly Change[] =>
  TABLES.flatMap((table) => entriesOf<Table>(rows, table).map(([id, row]) => ({ table, id, row }) as Change));

/** A packaging org with one package in it, and Paula, who builds it and administers the org. */
async function develop(story: Story, name: string, about: Pick<Package, "name"> & Partial<Package>): Promise<void> {
  const { orgs, ids, credentials } = story.simulator.ports;
  const org = anOrg({ id: ids.next("Org"), name, edition: "Developer" });
  const profile: Profile = {
    id: ids.next("Profile"),
    name: "System Administrator",
    permissions: ["Modify All Data"],
    apps: [LICENSE_MANAGEMENT_APP],
  };
  const paula = aUser({
    id: ids.next("User"),
    username: "paula@packaging.example",
    name: "Paula Pack",
    profile: profile.id,
  });
  const developed = { ...aNewPackage(story, about), packagingOrg: { name, id: org.id } };
  const rows = rowsOf(org, { profiles: [profile], users: [paula], packages: [developed] });
  await orgs.put(org.id, rows);
  // What an org has must be on record, or nobody can judge what is done there.
  await story.simulator.changeOrg(org.id, "packages are developed here", everyRow(rows));
  const [ref, otpSecret] = [{ org: org.id, id: paula.id }, "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567"];
  credentials.put(ref, { passwordHash, otpSecret });
  story.cast.set("Paula", { name: "Paula", role: "developer", username: paula.username, ref, otpSecret });
}

function aNewPackage({ simulator }: Story, about: Pick<Package, "name"> & Partial<Package>): Package {
  const { ids } = simulator.ports;
  const versions = [{ id: ids.next("PackageVersion"), number: "1.0.0", state: "released" } as const];
  return aPackage({ id: ids.next("Package"), namespace: about.name.toLowerCase(), versions, ...about });
}

Given("{org} develops the package {word}", async function (this: World, org: string, name: string) {
  await develop(this.story, org, { name });
});

Given("{org} develops the first-generation package {word}", async function (this: World, org: string, name: string) {
  await develop(this.story, org, { name, generation: "1GP" });
});

Given("{org} develops the unlocked package {word}", async function (this: World, org: string, name: string) {
  await develop(this.story, org, { name, kind: "unlocked" });
});

Given("{org} develops the package {word} itself", async function (this: World, org: string, name: string) {
  const { id } = await this.story.org(org);
  const row = { ...aNewPackage(this.story, { name }), packagingOrg: { name: org, id } };
  await rowsAre(this.story, org, `develops ${name}`, () => [{ table: "packages", id: row.id, row }]);
});

Given(
  "{org} develops the package that {org} manages as {word}",
  async function (this: World, org: string, lmo: string, name: string) {
    const managed = Object.values((await rowsOfOrg(this.story, lmo)).packages).find((one) => one.name === name);
    if (!managed) throw new Error(`${lmo} manages no package ${name}`);
    await develop(this.story, org, managed);
  },
);

/** Links a package with the given password of Paula's, or of the admin's own where there is no packaging org. */
async function link(world: World, admin: string, name: string, from: string, password: string) {
  const rows = await rowsOfOrg(world.story, from);
  const developed = Object.values(rows.packages).find((one) => one.name === name);
  if (!developed) throw new Error(`${from} develops no package ${name}`);
  const { id: packagingOrg } = await world.story.org(from);
  const { ref, username: own } = world.story.person(admin);
  const username = ref.org === packagingOrg ? own : world.story.person("Paula").username;
  const about = { packagingOrg, username, password, package: developed.id };
  return world.drive.linkPackage(world.story.person(admin), about);
}

When(
  "{person} links the package {word} of {org}",
  async function (this: World, admin: string, name: string, from: string) {
    this.answer = await link(this, admin, name, from, password);
  },
);

Given(
  "{person} linked the package {word} of {org}",
  async function (this: World, admin: string, name: string, from: string) {
    this.granted(await link(this, admin, name, from, password));
  },
);

When(
  "{person} links the package {word} of {org} with a wrong password",
  async function (this: World, admin: string, name: string, from: string) {
    this.answer = await link(this, admin, name, from, "guessed");
  },
);

/** Changes what a License Management Org knows of a package. */
async function packageIs(
  story: Story,
  lmo: string,
  name: string,
  what: string,
  about: (now: Package) => Partial<Package>,
) {
  await rowsAre(story, lmo, what, (rows) =>
    Object.values(rows.packages)
      .filter((one) => one.name === name)
      .map((one) => ({ table: "packages", id: one.id, row: { ...one, ...about(one) } })),
  );
}

Given(
  "{org} released version {word} of {word}",
  async function (this: World, lmo: string, number: string, name: string) {
    const id = this.story.simulator.ports.ids.next("PackageVersion");
    await packageIs(this.story, lmo, name, `released ${number}`, ({ versions }) => ({
      versions: [...versions, { id, number, state: "released" }],
    }));
  },
);

Given(
  "the package {word} of {org} has not passed the security review",
  async function (this: World, name: string, lmo: string) {
    await packageIs(this.story, lmo, name, "not reviewed", () => ({ securityReviewed: false }));
  },
);
