import assert from "node:assert/strict";
import { type DataTable, Given, Then, When } from "@cucumber/cucumber";
import type { ApexClass } from "#domain/org.ts";
import type { ListedCode } from "#usecases/power/code.ts";
import type { ShownCode } from "#usecases/power/view-code.ts";
import { placeOf, rowsAround, theRow } from "./place.ts";
import type { World } from "./world.ts";

const codeNamed = async (world: World, who: string, name: string): Promise<ApexClass> =>
  theRow(await rowsAround(world, who), "apexClasses", name, (code) => code.name === name);

When("{person} lists the Apex code", async function (this: World, who: string) {
  this.answer = await this.drive.listCode(this.story.person(who), placeOf(this, who));
});

When("{person} opens the page of {word}", async function (this: World, who: string, name: string) {
  const { id } = await codeNamed(this, who, name);
  this.answer = await this.drive.viewCode(this.story.person(who), placeOf(this, who), id);
});

When("{person} views the code of {word}", async function (this: World, who: string, name: string) {
  const { id } = await codeNamed(this, who, name);
  this.answer = await this.drive.viewSource(this.story.person(who), placeOf(this, who), id);
});

Given("{person} has seen the code of {word}", async function (this: World, who: string, name: string) {
  const { id } = await codeNamed(this, who, name);
  this.granted(await this.drive.viewSource(this.story.person(who), placeOf(this, who), id));
});

When("{person} saves {word} as", async function (this: World, who: string, name: string, body: string) {
  const { id } = await codeNamed(this, who, name);
  this.answer = await this.drive.saveCode(this.story.person(who), placeOf(this, who), id, body);
});

Given("{person} saved {word} once more", async function (this: World, who: string, name: string) {
  const { id, body } = await codeNamed(this, who, name);
  this.granted(await this.drive.saveCode(this.story.person(who), placeOf(this, who), id, body));
});

Then("{person} sees the whole source of {word}", async function (this: World, who: string, name: string) {
  const { body } = await codeNamed(this, who, name);
  const shown = this.shown<ShownCode>();
  assert.deepEqual({ view: shown.view, body: shown.body }, { view: "full", body });
});

Then("{person} sees of it only", function (this: World, _: string, body: string) {
  const shown = this.shown<ShownCode>();
  assert.deepEqual({ view: shown.view, body: shown.body }, { view: "obfuscated", body });
});

Then("the code of {word} in {org} reads", async function (this: World, name: string, org: string, body: string) {
  const { id } = await this.story.org(org);
  const rows = await this.story.simulator.ports.orgs.of(id);
  assert.equal(theRow(rows, "apexClasses", name, (code) => code.name === name).body, body);
});

Then("the Apex code listed is", function (this: World, table: DataTable) {
  const listed = this.shown<readonly ListedCode[]>();
  const byName = (one: { readonly name?: string }, other: { readonly name?: string }) =>
    `${one.name}`.localeCompare(`${other.name}`);
  // No rule says in which order.
  assert.deepEqual(
    listed.map(({ name, namespace = "" }) => ({ name, namespace })).sort(byName),
    [...table.hashes()].sort(byName),
  );
});
