import assert from "node:assert/strict";
import { type DataTable, Given, Then, When } from "@cucumber/cucumber";
import type { OrgId, SessionId } from "#domain/ids.ts";
import type { ExposureReport } from "#usecases/audit/exposure.ts";
import type { Grants } from "#usecases/audit/grants.ts";
import type { AnswerNames } from "#usecases/audit/names.ts";
import type { Refusals } from "#usecases/audit/refusals.ts";
import type { Sheet } from "#usecases/audit/sheet.ts";
import type { Timeline } from "#usecases/audit/timeline.ts";
import type { Who } from "#usecases/audit/who.ts";
import { cellsIn } from "./audit-cells.ts";
import { placeOf } from "./place.ts";
import type { World } from "./world.ts";

type Named<Value> = Value & { readonly names: AnswerNames };

/** Number of the newest record of this event in an org. */
async function last({ story }: World, type: string, org: OrgId): Promise<number> {
  let seq: number | undefined;
  for await (const record of story.simulator.ports.log.read())
    if (record.type === type && record.org === org) seq = record.seq;
  assert(seq !== undefined, `there is no ${type} in this story`);
  return seq;
}

const orgCalled = async ({ story }: World, name: string): Promise<OrgId> => (await story.org(name)).id;

When("{person} asks who was in {org}", async function (this: World, who: string, name: string) {
  this.answer = await this.drive.askWho(this.story.person(who), await orgCalled(this, name));
});

When("{person} asks who was in {org} without a case", async function (this: World, who: string, name: string) {
  this.answer = await this.drive.askWho(this.story.person(who), await orgCalled(this, name), { withoutCase: true });
});

When(
  "{person} asks who was in {org}, as was known before the last {string}",
  async function (this: World, who: string, name: string, type: string) {
    const org = await orgCalled(this, name);
    this.answer = await this.drive.askWho(this.story.person(who), org, { asOf: await last(this, type, org) });
  },
);

When("{person} asks what was refused in {org}", async function (this: World, who: string, name: string) {
  this.answer = await this.drive.askRefusals(this.story.person(who), await orgCalled(this, name));
});

When("{person} asks what sessions saw in {org}", async function (this: World, who: string, name: string) {
  this.answer = await this.drive.askExposure(this.story.person(who), await orgCalled(this, name));
});

When("{person} asks for the login access there was in {org}", async function (this: World, who: string, name: string) {
  this.answer = await this.drive.askGrants(this.story.person(who), await orgCalled(this, name));
});

When(
  "{person} asks for the timeline of {org} in the area {string}",
  async function (this: World, who: string, name: string, type: string) {
    this.answer = await this.drive.askTimeline(this.story.person(who), await orgCalled(this, name), { type });
  },
);

/** The newest LoginAs session in an org. */
export async function lastLoginIn(world: World, name: string): Promise<SessionId> {
  const org = await orgCalled(world, name);
  const sessions = [...world.story.simulator.ports.folds.sessions.values()];
  const session = sessions.findLast(({ delegate, user }) => delegate && user.org === org);
  assert(session, `nobody was in ${name} in this story`);
  return session.id;
}

When(
  "{person} asks for the sheet of the last session in {org}",
  async function (this: World, who: string, name: string) {
    const org = await orgCalled(this, name);
    this.answer = await this.drive.askSheet(this.story.person(who), org, await lastLoginIn(this, name));
  },
);

When("the operator asks for the sheet of the last session in {org}", async function (this: World, name: string) {
  this.answer = await this.drive.askSheetAsOperator(await lastLoginIn(this, name));
});

When("{person} asks who was in the org that {person} works in", async function (this: World, who: string, _: string) {
  this.answer = await this.drive.askWhoThere(this.story.person(who), placeOf(this, who));
});

When("the operator asks who was in {org}", async function (this: World, name: string) {
  this.answer = await this.drive.askWhoAsOperator(await orgCalled(this, name));
});

Given("the operator has asked who was in {org}", async function (this: World, name: string) {
  this.granted(await this.drive.askWhoAsOperator(await orgCalled(this, name)));
});

When("the operator asks for the timeline in the area {string}", async function (this: World, type: string) {
  this.answer = await this.drive.askTimelineAsOperator(type);
});

Given("{person} has asked who was in {org}", async function (this: World, who: string, name: string) {
  this.granted(await this.drive.askWho(this.story.person(who), await orgCalled(this, name)));
});

Then("there was only", function (this: World, table: DataTable) {
  const { visits, names } = this.shown<Named<Who>>();
  assert.deepEqual(cellsIn(visits, names, table), table.hashes());
});

Then("nobody was there", function (this: World) {
  assert.deepEqual(this.shown<Who>().visits, []);
});

Then("the timeline is only", function (this: World, table: DataTable) {
  const { entries, names } = this.shown<Named<Timeline>>();
  assert.deepEqual(cellsIn(entries, names, table), table.hashes());
});

Then("the refusals are only", function (this: World, table: DataTable) {
  const { newest, names } = this.shown<Named<Refusals>>();
  assert.deepEqual(cellsIn(newest, names, table), table.hashes());
});

Then("the runs of refusals are only", function (this: World, table: DataTable) {
  const { runs, names } = this.shown<Named<Refusals>>();
  assert.deepEqual(cellsIn(runs, names, table), table.hashes());
});

Then("the grants are only", function (this: World, table: DataTable) {
  const { grants, names } = this.shown<Named<Grants>>();
  assert.deepEqual(cellsIn(grants, names, table), table.hashes());
});

Then("the sessions that saw something are only", function (this: World, table: DataTable) {
  const { exposed, names } = this.shown<Named<ExposureReport>>();
  const rows = exposed.map(({ visit, seen }) => ({ ...visit, ...seen }));
  assert.deepEqual(cellsIn(rows, names, table), table.hashes());
});

Then("the verdict is {string} of {int} acts", function (this: World, outcome: string, acts: number) {
  const { verdict } = this.shown<Sheet>();
  assert.deepEqual({ outcome: verdict.outcome, acts: verdict.acts }, { outcome, acts });
});

Then("the verdict rests on", async function (this: World, table: DataTable) {
  const { verdict } = this.shown<Sheet>();
  const types: string[] = [];
  for await (const { seq, type } of this.story.simulator.ports.log.read())
    if (verdict.decidedBy.includes(seq)) types.push(type);
  assert.deepEqual(
    types,
    table.raw().map(([type]) => type),
  );
});

Then("of the acts are not covered only", async function (this: World, table: DataTable) {
  const { verdict } = this.shown<Sheet>();
  const why = new Map(verdict.uncovered.map(({ seq, because }) => [seq, because]));
  const rows: { event: string; because: string | undefined }[] = [];
  for await (const { seq, type } of this.story.simulator.ports.log.read())
    if (why.has(seq)) rows.push({ event: type, because: why.get(seq) });
  assert.deepEqual(rows, table.hashes());
});

Then("what was looked at is only", function (this: World, table: DataTable) {
  const { looked, names } = this.shown<Named<Sheet>>();
  assert.deepEqual(cellsIn(looked, names, table), table.hashes());
});

Then("what was changed is only", function (this: World, table: DataTable) {
  const { changed, names } = this.shown<Named<Sheet>>();
  assert.deepEqual(cellsIn(changed, names, table), table.hashes());
});

Then("its login access is", function (this: World, table: DataTable) {
  const { grant, names } = this.shown<Named<Sheet>>();
  assert(grant, "it rests on no login access");
  assert.deepEqual(cellsIn(grant.steps, names, table), table.hashes());
});
