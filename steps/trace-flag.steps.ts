import assert from "node:assert/strict";
import { type DataTable, Given, Then, When } from "@cucumber/cucumber";
import type { Instant } from "#domain/time.ts";
import type { SetTraceFlag } from "#usecases/log/set-trace-flag.ts";
import type { TraceFlagsPage } from "#usecases/log/view-trace-flags.ts";
import { firstFlagOn, flagOn, levelsIn, settingsIn, tracedIn } from "./log-rows.ts";
import { placeOf, rowsAround } from "./place.ts";
import type { World } from "./world.ts";

const makeLevel = (world: World, who: string, name: string, table: DataTable) =>
  world.drive.setDebugLevel(world.story.person(who), placeOf(world, who), name, levelsIn(table));

const setFlag = async (world: World, who: string, on: string, settings: Omit<SetTraceFlag, "traced">) => {
  const traced = tracedIn(world, await rowsAround(world, who), on);
  return world.drive.setTraceFlag(world.story.person(who), placeOf(world, who), { traced, ...settings });
};

const changeFlag = async (world: World, who: string, on: string, settings: Omit<SetTraceFlag, "traced">) =>
  world.drive.changeTraceFlag(
    world.story.person(who),
    placeOf(world, who),
    (await flagOn(world, who, on)).id,
    settings,
  );

When(
  "{person} makes the debug level {string} with",
  async function (this: World, who: string, name: string, table: DataTable) {
    this.answer = await makeLevel(this, who, name, table);
  },
);

Given(
  "{person} made the debug level {string} with",
  async function (this: World, who: string, name: string, table: DataTable) {
    this.granted(await makeLevel(this, who, name, table));
  },
);

When(
  "{person} sets a trace flag on {traced} at {string}",
  async function (this: World, who: string, on: string, debugLevel: string) {
    this.answer = await setFlag(this, who, on, { debugLevel });
  },
);

Given(
  "{person} set a trace flag on {traced} at {string}",
  async function (this: World, who: string, on: string, debugLevel: string) {
    this.granted(await setFlag(this, who, on, { debugLevel }));
  },
);

When(
  "{person} sets a trace flag on {traced} with",
  async function (this: World, who: string, on: string, table: DataTable) {
    this.answer = await setFlag(this, who, on, settingsIn(table));
  },
);

Given(
  "{person} set a trace flag on {traced} with",
  async function (this: World, who: string, on: string, table: DataTable) {
    this.granted(await setFlag(this, who, on, settingsIn(table)));
  },
);

When(
  "{person} lets the trace flag on {traced} last until {moment}",
  async function (this: World, who: string, on: string, endsAt: Instant) {
    this.answer = await changeFlag(this, who, on, { endsAt });
  },
);

When(
  "{person} lets the first trace flag on {traced} last until {moment}",
  async function (this: World, who: string, on: string, endsAt: Instant) {
    const { id } = await firstFlagOn(this, who, on);
    this.answer = await this.drive.changeTraceFlag(this.story.person(who), placeOf(this, who), id, { endsAt });
  },
);

Given(
  "{person} let the trace flag on {traced} begin at {moment}",
  async function (this: World, who: string, on: string, startsAt: Instant) {
    this.granted(await changeFlag(this, who, on, { startsAt }));
  },
);

Given(
  "{person} let the trace flag on {traced} last until {moment}",
  async function (this: World, who: string, on: string, endsAt: Instant) {
    this.granted(await changeFlag(this, who, on, { endsAt }));
  },
);

When("{person} enables the trace flag on {traced} again", async function (this: World, who: string, on: string) {
  this.answer = await changeFlag(this, who, on, {});
});

Given("{person} enabled the trace flag on {traced} again", async function (this: World, who: string, on: string) {
  this.granted(await changeFlag(this, who, on, {}));
});

When("{person} deletes the trace flag on {traced}", async function (this: World, who: string, on: string) {
  const { id } = await flagOn(this, who, on);
  this.answer = await this.drive.deleteTraceFlag(this.story.person(who), placeOf(this, who), id);
});

Given("{person} deleted the trace flag on {traced}", async function (this: World, who: string, on: string) {
  const { id } = await flagOn(this, who, on);
  this.granted(await this.drive.deleteTraceFlag(this.story.person(who), placeOf(this, who), id));
});

When("{person} lists the trace flags", async function (this: World, who: string) {
  this.answer = await this.drive.viewTraceFlags(this.story.person(who), placeOf(this, who));
});

Then("the trace flags listed are", function (this: World, table: DataTable) {
  const { traceFlags } = this.shown<TraceFlagsPage>();
  const at = (instant: string) => instant.slice(0, 16).replace("T", " ");
  assert.deepEqual(
    traceFlags.map(({ traced, kind, logType, debugLevel, startsAt, endsAt, state }) => ({
      traced,
      kind,
      "log type": logType,
      "debug level": debugLevel,
      from: at(startsAt),
      until: at(endsAt),
      state,
    })),
    table.hashes(),
  );
});

Then("{person} finds no such trace flag", function (this: World, _: string) {
  assert.equal(this.answer.code, "NOT_FOUND");
});

Then("{person} is told that there is such a trace flag", function (this: World, _: string) {
  assert.equal(this.answer.code, "CONFLICT");
});
