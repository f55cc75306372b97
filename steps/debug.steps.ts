import assert from "node:assert/strict";
import { type DataTable, Given, Then, When } from "@cucumber/cucumber";
import { NO_FILTERS } from "#domain/debug/session.ts";
import type { ProjectFile, SetUpStep } from "#domain/debug/set-up.ts";
import type { StartDebugging } from "#usecases/debug/start-debugging.ts";
import { linkWithout } from "./acts/debug.ts";
import type { Seen } from "./face.ts";
import { placeOf, rowsAround, theRow } from "./place.ts";
import type { World } from "./world.ts";

// The way to a debugging session: the link, the project, the launch. What ends one is in debug-end.steps.ts.

interface Prepared {
  readonly link: string;
}

/** The start links of a story, by who was handed them. */
const links = new WeakMap<World["story"], Map<string, string>>();

async function prepare(world: World, who: string): Promise<Seen<Prepared>> {
  const seen: Seen<Prepared> = await world.drive.prepareDebugging(world.story.person(who), placeOf(world, who));
  const known = links.get(world.story) ?? new Map<string, string>();
  links.set(world.story, known);
  if (seen.value) known.set(who, seen.value.link);
  return seen;
}

/** The link somebody was handed last; "forceide://lost" is none that works. */
const linkOf = ({ story }: World, who: string): string => links.get(story)?.get(who) ?? "forceide://lost";

const setUp = (world: World, who: string, path: string, link = linkOf(world, who)) =>
  world.drive.setUpProject(world.story.person(who), placeOf(world, who), path, link);

const start = (world: World, who: string, about?: StartDebugging) =>
  world.drive.startDebugging(world.story.person(who), placeOf(world, who), about);

When("{person} prepares a partner debugging session", async function (this: World, who: string) {
  this.answer = await prepare(this, who);
});

Given("{person} prepared a partner debugging session", async function (this: World, who: string) {
  this.granted(await prepare(this, who));
});

When("{person} sets up the project {string}", async function (this: World, who: string, path: string) {
  this.answer = await setUp(this, who, path);
});

Given("{person} set up the project {string}", async function (this: World, who: string, path: string) {
  this.granted(await prepare(this, who));
  this.granted(await setUp(this, who, path));
});

When(
  "{person} sets up the project {string} with a link without the {word}",
  async function (this: World, who: string, path: string, part: string) {
    assert(part === "session" || part === "instance", `a link has no ${part}`);
    this.answer = await setUp(this, who, path, linkWithout(linkOf(this, who), part));
  },
);

When(
  "{person} sets up the project {string} with the text {string}",
  async function (this: World, who: string, path: string, link: string) {
    this.answer = await setUp(this, who, path, link);
  },
);

When("{person} starts the debugging session", async function (this: World, who: string) {
  this.answer = await start(this, who);
});

When("{person} starts the debugging session from {string}", async function (this: World, who: string, path: string) {
  this.answer = await start(this, who, { project: path });
});

Given(
  "{person} started a debugging session for the request types {string}",
  async function (this: World, who: string, requestTypeFilter: string) {
    this.granted(await prepare(this, who));
    this.granted(await setUp(this, who, "filtered"));
    this.granted(await start(this, who, { filters: { ...NO_FILTERS, requestTypeFilter } }));
  },
);

Given("{person} is debugging {org}", async function (this: World, who: string, org: string) {
  assert.equal(placeOf(this, who), (await this.story.org(org)).id, `${who} is not at work in ${org}`);
  this.granted(await prepare(this, who));
  this.granted(await setUp(this, who, org));
  this.granted(await start(this, who));
});

When("{person} starts the own Apex Debugger", async function (this: World, who: string) {
  this.answer = await this.drive.startOwnDebugging(this.story.person(who), placeOf(this, who));
});

Given("{person} started the own Apex Debugger", async function (this: World, who: string) {
  this.granted(await this.drive.startOwnDebugging(this.story.person(who), placeOf(this, who)));
});

Then("the start link reads {string}", function (this: World, pattern: string) {
  const { link } = this.shown<Prepared>();
  const [before, after] = pattern.split("…");
  assert(before && link.startsWith(before), link);
  assert(link.endsWith(after ?? ""), link);
  assert(link.length > pattern.length, "there is nothing where the session id should be");
});

Then("the steps of the set-up are", function (this: World, table: DataTable) {
  const { steps } = this.shown<{ readonly steps: readonly SetUpStep[] }>();
  assert.deepEqual(
    steps.map(({ step, did }) => ({ step, did })),
    table.hashes(),
  );
});

Then("the project holds", function (this: World, table: DataTable) {
  const { files } = this.shown<{ readonly files: readonly ProjectFile[] }>();
  assert.deepEqual(
    files.map(({ kind, name, namespace = "", form }) => ({ kind, name, namespace, form })),
    table.hashes(),
  );
});

Then("{word} is in the project as", function (this: World, name: string, body: string) {
  const { files } = this.shown<{ readonly files: readonly ProjectFile[] }>();
  assert.equal(files.find((file) => file.name === name)?.body, body);
});

Then("the project stores", function (this: World, table: DataTable) {
  const { configuration } = this.shown<{ readonly configuration: Readonly<Record<string, string>> }>();
  assert.deepEqual(configuration, table.rowsHash());
});

When(
  "{person} saves {word} to the server from {string} as",
  async function (this: World, who: string, name: string, path: string, body: string) {
    const { id } = theRow(await rowsAround(this, who), "apexClasses", name, (code) => code.name === name);
    this.answer = await this.drive.deployFromProject(this.story.person(who), placeOf(this, who), path, id, body);
  },
);

Given(
  "{person} saved {word} to the server from {string} as",
  async function (this: World, who: string, name: string, path: string, body: string) {
    const { id } = theRow(await rowsAround(this, who), "apexClasses", name, (code) => code.name === name);
    this.granted(await this.drive.deployFromProject(this.story.person(who), placeOf(this, who), path, id, body));
  },
);
