import { Given, When } from "@cucumber/cucumber";
import type { Package } from "#domain/org.ts";
import { anOrg, aPackage, aUser, rowsOf } from "#fixtures/builders.ts";
import { acme } from "#fixtures/worlds/acme.ts";
import { rowsAre, rowsOfOrg } from "./lmo-rows.ts";
import type { Story } from "./story.ts";
import type { World } from "./world.ts";

/** Paula has the password that the people of the world have. */
const { password, passwordHash } = acme();

/** A packaging org with one package in it, and Paula, who builds it. */
async function develop(story: Story, name: string, about: Pick<Package, "name"> & Partial<Package>): Promise<void> {
  const { orgs, ids, credentials } = story.simulator.ports;
  const org = anOrg({ id: ids.next("Org"), name, edition: "Developer" });
  const profile = { id: ids.next("Profile"), name: "System Administrator", permissions: [] };
  const paula = aUser({
    id: ids.next("User"),
    username: "paula@packaging.example",
    name: "Paula Pack",
    profile: profile.id,
  });
  const versions = [{ id: ids.next("PackageVersion"), number: "1.0.0", state: "released" } as const];
  const developed = aPackage({ id: ids.next("Package"), namespace: about.name.toLowerCase(), versions, ...about });
  await orgs.put(org.id, rowsOf(org, { profiles: [profile], users: [paula], packages: [developed] }));
  credentials.put({ org: org.id, id: paula.id }, { passwordHash, otpSecret: "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567" });
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

/** Links a package with the given password of Paula's. */
async function link(world: World, admin: string, name: string, from: string, password: string) {
  const rows = await rowsOfOrg(world.story, from);
  const developed = Object.values(rows.packages).find((one) => one.name === name);
  if (!developed) throw new Error(`${from} develops no package ${name}`);
  const { id: packagingOrg } = await world.story.org(from);
  const about = { packagingOrg, username: "paula@packaging.example", password, package: developed.id };
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
