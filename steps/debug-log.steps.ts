import assert from "node:assert/strict";
import { type DataTable, Given, Then, When } from "@cucumber/cucumber";
import type { ApexLog, InstalledPackage } from "#domain/org.ts";
import type { ListedLog } from "#usecases/power/debug-logs.ts";
import type { DebugLogsSwitched } from "#usecases/power/switch-debug-logs.ts";
import type { ShownLog } from "#usecases/power/view-debug-log.ts";
import { placeOf, rowsAround, theRow } from "./place.ts";
import type { World } from "./world.ts";

const logOf = async (world: World, who: string, operation: string): Promise<ApexLog> =>
  theRow(await rowsAround(world, who), "apexLogs", operation, (log) => log.operation === operation);

const installed = async ({ story }: World, org: string, name: string) => {
  const { id: subscriber } = await story.org(org);
  const rows = await story.simulator.ports.orgs.of(subscriber);
  return { subscriber, package: theRow(rows, "installedPackages", name, (one: InstalledPackage) => one.name === name) };
};

When("{person} opens Debug Logs", async function (this: World, who: string) {
  this.answer = await this.drive.viewDebugLogs(this.story.person(who), placeOf(this, who));
});

When("{person} views the debug log of {string}", async function (this: World, who: string, operation: string) {
  const { id } = await logOf(this, who, operation);
  this.answer = await this.drive.viewDebugLog(this.story.person(who), placeOf(this, who), id);
});

When(
  "{person} views what {word} logged in {string}",
  async function (this: World, who: string, name: string, operation: string) {
    const { id } = await logOf(this, who, operation);
    const { namespace } = theRow(await rowsAround(this, who), "installedPackages", name, (one) => one.name === name);
    this.answer = await this.drive.viewDebugLog(this.story.person(who), placeOf(this, who), id, namespace);
  },
);

Then("the debug logs listed are", function (this: World, table: DataTable) {
  const listed = this.shown<readonly ListedLog[]>();
  assert.deepEqual(
    listed.map(({ username, operation }) => ({ username, operation })),
    table.hashes(),
  );
});

Then("the log reads", function (this: World, text: string) {
  assert.equal(this.shown<ShownLog>().lines.join("\n"), text);
});

When(
  "{person} asks to switch on the subscriber debug logs of {string} in {org}",
  async function (this: World, who: string, name: string, org: string) {
    const {
      subscriber,
      package: { id },
    } = await installed(this, org, name);
    this.answer = await this.drive.switchDebugLogs(this.story.person(who), subscriber, id, {
      on: true,
      confirmed: false,
    });
  },
);

When(
  "{person} switches on the subscriber debug logs of {string} in {org}",
  async function (this: World, who: string, name: string, org: string) {
    const {
      subscriber,
      package: { id },
    } = await installed(this, org, name);
    this.answer = await this.drive.switchDebugLogs(this.story.person(who), subscriber, id, {
      on: true,
      confirmed: true,
    });
  },
);

When(
  "{person} switches off the subscriber debug logs of {string} in {org}",
  async function (this: World, who: string, name: string, org: string) {
    const {
      subscriber,
      package: { id },
    } = await installed(this, org, name);
    this.answer = await this.drive.switchDebugLogs(this.story.person(who), subscriber, id, {
      on: false,
      confirmed: false,
    });
  },
);

Given(
  "{person} switched on the subscriber debug logs of {string} in {org}",
  async function (this: World, who: string, name: string, org: string) {
    const {
      subscriber,
      package: { id },
    } = await installed(this, org, name);
    this.granted(
      await this.drive.switchDebugLogs(this.story.person(who), subscriber, id, { on: true, confirmed: true }),
    );
  },
);

Given(
  "{person} switched off the subscriber debug logs of {string} in {org}",
  async function (this: World, who: string, name: string, org: string) {
    const {
      subscriber,
      package: { id },
    } = await installed(this, org, name);
    this.granted(
      await this.drive.switchDebugLogs(this.story.person(who), subscriber, id, { on: false, confirmed: false }),
    );
  },
);

Given(
  "{org} also has the {word} package {string} beside {string}",
  async function (this: World, org: string, generation: string, name: string, beside: string) {
    const { subscriber, package: known } = await installed(this, org, beside);
    const { simulator } = this.story;
    assert(generation === "1GP" || generation === "2GP", `"${generation}" is no generation of packages`);
    const row: InstalledPackage = { ...known, id: simulator.ports.ids.next("Package"), name, generation };
    await simulator.changeOrg(subscriber, `package ${name} installed`, [
      { table: "installedPackages", id: row.id, row },
    ]);
  },
);

Then("{person} is asked to confirm for {string}", function (this: World, _: string, names: string) {
  const { confirm, covers } = this.shown<DebugLogsSwitched>();
  assert.deepEqual({ confirm, covers: covers.join(", ") }, { confirm: true, covers: names });
});

const switchedOn = async ({ story }: World, org: string): Promise<string> => {
  const { installedPackages } = await story.simulator.ports.orgs.of((await story.org(org)).id);
  const on = Object.values(installedPackages).filter(({ subscriberDebugLogs }) => subscriberDebugLogs);
  return on.map(({ name }) => name).join(", ");
};

Then("subscriber debug logs in {org} are on for {string}", async function (this: World, org: string, names: string) {
  assert.equal(await switchedOn(this, org), names);
});

Then("subscriber debug logs in {org} are off", async function (this: World, org: string) {
  assert.equal(await switchedOn(this, org), "");
});
