import assert from "node:assert/strict";
import { type DataTable, Given, Then, When } from "@cucumber/cucumber";
import { SYSTEM_EXCEPTION } from "#domain/debug/exception.ts";
import type { DebugSession } from "#domain/debug/session.ts";
import { formatInstant, type Instant, parseInstant } from "#domain/time.ts";
import type { ShownDuty } from "#usecases/debug/duties.ts";
import type { DebuggerAllowance } from "#usecases/debug/manage-sessions.ts";
import type { ShownDebugSession } from "#usecases/debug/view-sessions.ts";
import { placeOf } from "./place.ts";
import type { Story } from "./story.ts";
import type { World } from "./world.ts";

// What becomes of a debugging session, who can end it, and what is left of it afterwards.

/** The debugging session somebody started last: an engineer, or a user of the own org. */
function sessionOf(story: Story, name: string): DebugSession {
  const { ref } = story.person(name);
  const own = [...story.simulator.ports.folds.debugging.sessions.values()].findLast(
    ({ user, delegate = user }) => delegate.org === ref.org && delegate.id === ref.id,
  );
  if (!own) throw new Error(`${name} has started no debugging session`);
  return own;
}

Given("{person} was active in the debugger at {moment}", async function (this: World, who: string, at: Instant) {
  await this.story.simulator.moveClock(at);
  const { user } = sessionOf(this.story, who);
  const org = user.org;
  const exception = `${SYSTEM_EXCEPTION}NullPointerException`;
  const stack = [{ file: "InvoiceReminder", method: "remind()", line: 1, variables: [] }] as const;
  this.granted(await this.drive.setExceptionBreakpoint(this.story.person(who), org, { exception, mode: "always" }));
  const begins = { user, type: "REST", entryPoint: "InvoiceReminder.remind" } as const;
  const { request } = this.value(await this.drive.beginRequest(begins));
  const { stops } = this.value(await this.drive.throwException({ org, request, stack, exception }));
  assert(stops, "the story needs a thread to be stopped");
  this.granted(await this.drive.continueThread(this.story.person(who), org, request));
  this.granted(await this.drive.finishRequest({ org, request }));
});

When("{person} stops the debugging session", async function (this: World, who: string) {
  this.answer = await this.drive.stopDebugging(this.story.person(who), placeOf(this, who));
});

Given("{person} stopped the debugging session", async function (this: World, who: string) {
  this.granted(await this.drive.stopDebugging(this.story.person(who), placeOf(this, who)));
});

When("{person} closes the IDE", async function (this: World, who: string) {
  this.answer = await this.drive.closeIde(this.story.person(who), placeOf(this, who));
});

Given("{person} closed the IDE", async function (this: World, who: string) {
  this.granted(await this.drive.closeIde(this.story.person(who), placeOf(this, who)));
});

When(
  "{person} removes the debugging session of {person} in Setup",
  async function (this: World, who: string, whose: string) {
    const { id } = sessionOf(this.story, whose);
    this.answer = await this.drive.killDebugSession(this.story.person(who), placeOf(this, who), id);
  },
);

Given(
  "{person} removed the debugging session of {person} in Setup",
  async function (this: World, who: string, whose: string) {
    const { id } = sessionOf(this.story, whose);
    this.granted(await this.drive.killDebugSession(this.story.person(who), placeOf(this, who), id));
  },
);

When(
  "{person} removes the debugging session of {person} from the own org",
  async function (this: World, who: string, whose: string) {
    this.answer = await this.drive.removeDebugSession(this.story.person(who), sessionOf(this.story, whose).id);
  },
);

When("{person} opens Apex Debugger in Setup", async function (this: World, who: string) {
  this.answer = await this.drive.viewDebugSessions(this.story.person(who), placeOf(this, who));
});

When("{person} looks up the debugging sessions of the publisher", async function (this: World, who: string) {
  this.answer = await this.drive.viewAllowance(this.story.person(who));
});

Then("{int} of {int} debugging sessions are in use", function (this: World, used: number, all: number) {
  const { inUse, allowance, sessions } = this.shown<DebuggerAllowance>();
  assert.deepEqual({ inUse, allowance, listed: sessions.length }, { inUse: used, allowance: all, listed: used });
});

/** A column of the record by its own name, of what a page adds to it likewise. */
function cell({ record, ...more }: ShownDebugSession, column: string): string {
  const value = new Map(Object.entries({ ...more, ...record })).get(column) ?? "";
  const at = parseInstant(value);
  return at ? formatInstant(at) : value;
}

Then("the debugging sessions listed are", function (this: World, table: DataTable) {
  const { sessions } = this.shown<{ readonly sessions: readonly ShownDebugSession[] }>();
  const [columns = []] = table.raw();
  assert.deepEqual(
    sessions.map((session) => Object.fromEntries(columns.map((column) => [column, cell(session, column)]))),
    table.hashes(),
  );
});

Then(
  "the record listed is of the debugging session of {person}, on the allowance of {org}",
  async function (this: World, who: string, org: string) {
    const { sessions } = this.shown<{ readonly sessions: readonly ShownDebugSession[] }>();
    assert.deepEqual(
      sessions.map(({ record: { Id, LicenseOrg } }) => ({ Id, LicenseOrg })),
      [{ Id: sessionOf(this.story, who).id, LicenseOrg: (await this.story.org(org)).id }],
    );
  },
);

Then("the debugging session of {person} goes on", function (this: World, who: string) {
  assert.equal(sessionOf(this.story, who).end, undefined);
});

Then(
  "the debugging session of {person} was over at {moment}: {string}",
  function (this: World, who: string, at: Instant, because: string) {
    const { end } = sessionOf(this.story, who);
    assert.deepEqual({ at: end?.at, because: end?.because }, { at, because });
  },
);

When("{person} looks up what downloaded code is to be deleted", async function (this: World, who: string) {
  this.answer = await this.drive.listDuties(this.story.person(who));
});

When("{person} records that the project {string} is deleted", async function (this: World, who: string, path: string) {
  this.answer = await this.drive.deleteProject(this.story.person(who), path);
});

Given(
  "{person} recorded that the project {string} is deleted",
  async function (this: World, who: string, path: string) {
    this.granted(await this.drive.deleteProject(this.story.person(who), path));
  },
);

Then("the downloaded code to be deleted is", function (this: World, table: DataTable) {
  const { duties } = this.shown<{ readonly duties: readonly ShownDuty[] }>();
  assert.deepEqual(
    duties.map(({ engineer, subscriber, path, since }) => ({
      engineer,
      subscriber,
      path,
      since: formatInstant(since),
    })),
    table.hashes(),
  );
});

Then("no downloaded code is to be deleted", function (this: World) {
  assert.deepEqual(this.shown<{ readonly duties: readonly ShownDuty[] }>().duties, []);
});
