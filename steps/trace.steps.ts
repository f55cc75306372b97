import assert from "node:assert/strict";
import { type DataTable, Given, Then, When } from "@cucumber/cucumber";
import type { SessionId } from "#domain/ids.ts";
import { DAY, fromMillis, toMillis } from "#domain/time.ts";
import { TRAIL_OPERATIONS } from "#domain/trace/setup-audit-trail.ts";
import type { CastMember } from "#domain/world.ts";
import type { LoginHistoryShown } from "#usecases/trace/login-history.ts";
import type { Rows } from "#usecases/trace/reading.ts";
import type { TraceName } from "./acts/trace.ts";
import { companyIs } from "./lmo-rows.ts";
import { placeOf } from "./place.ts";
import { cellOf, flat, recordOf } from "./trace-rows.ts";
import type { World } from "./world.ts";

Given("{org} has Event Monitoring", async function (this: World, org: string) {
  await companyIs(this.story, org, "Event Monitoring", () => ({ eventMonitoring: true }));
});

Given("{person} logged in from the address {string}", async function (this: World, person: string, address: string) {
  const how = { mfa: true, myDomain: true, address };
  this.granted(await this.drive.face.signIn(this.story.person(person), how));
});

Given("{person} works in the own session again", function (this: World, person: string) {
  this.drive.face.leave(this.story.person(person));
});

When("{person} reads the {trace}", async function (this: World, who: string, trace: TraceName) {
  this.answer = await this.drive.readTrace(this.story.person(who), placeOf(this, who), trace);
});

Given("{person} may not read the {trace}", async function (this: World, who: string, trace: TraceName) {
  const { effect } = await this.drive.readTrace(this.story.person(who), placeOf(this, who), trace);
  assert.equal(effect, "deny");
});

When("{person} looks for logins of the type {string}", async function (this: World, who: string, type: string) {
  this.answer = await this.drive.readLoginsOfType(this.story.person(who), placeOf(this, who), type);
});

When("{person} tries {string} on the Setup Audit Trail", async function (this: World, who: string, what: string) {
  const operation = TRAIL_OPERATIONS.find((one) => one === what);
  if (!operation || operation === "read") throw new Error(`nobody can try "${what}" in this story`);
  this.answer = await this.drive.operateOnAuditTrail(this.story.person(who), placeOf(this, who), operation);
});

Then("the count is {int}", function (this: World, size: number) {
  assert.equal(this.shown<{ readonly size: number }>().size, size);
});

/** The fields that a table names, of every row shown, in the order shown. */
Then("the rows are only", async function (this: World, table: DataTable) {
  const [columns = []] = table.raw();
  const rows = await Promise.all(
    flat(this.shown<Rows<unknown>>()).map(async (row) =>
      Object.fromEntries(
        await Promise.all(columns.map(async (column) => [column, await cellOf(this.story, row, column)])),
      ),
    ),
  );
  assert.deepEqual(rows, table.hashes());
});

/** What a table says of a row in two columns: the field, and what it holds. */
Then("there is one row with", async function (this: World, table: DataTable) {
  const [row, ...more] = flat(this.shown<Rows<unknown>>());
  assert(row && more.length === 0, "there is not one row");
  const shown = await Promise.all(
    Object.keys(row).map(async (column) => [column, await cellOf(this.story, row, column)]),
  );
  assert.deepEqual(Object.fromEntries(shown), table.rowsHash());
});

Then("there are no rows", function (this: World) {
  assert.deepEqual(flat(this.shown<Rows<unknown>>()), []);
});

Then("there are no rows because {string}", function (this: World, why: string) {
  const { rows, because } = this.shown<Rows<unknown>>();
  assert.deepEqual({ rows, because }, { rows: [], because: why });
});

Then("there are {int} rows", function (this: World, count: number) {
  assert.equal(this.shown<Rows<unknown>>().rows.length, count);
});

Then("every row has an id of its own", function (this: World) {
  const ids = this.shown<Rows<{ readonly Id: string }>>().rows.map(({ Id }) => Id);
  assert(ids.length > 0 && ids.every((id) => /^[0-9A-Za-z]{18}$/.test(id)), ids.join(", "));
  assert.equal(new Set(ids).size, ids.length);
});

Then("the {trace} of {org} gains {string}", async function (this: World, trace: TraceName, org: string, what: string) {
  assert.deepEqual(await gained(this, trace, org), [what]);
});

Then("the {trace} of {org} gains nothing", async function (this: World, trace: TraceName, org: string) {
  assert.deepEqual(await gained(this, trace, org), []);
});

Then("the audit log of {org} gains {string}", async function (this: World, name: string, event: string) {
  const { id } = await this.story.org(name);
  const types = (await this.story.gained(id)).map(({ type }) => type as string);
  assert(types.includes(event), `gained ${types.join(", ") || "nothing"}`);
});

Then(
  "the whole Login History of {org} shows {string} first",
  async function (this: World, org: string, status: string) {
    const { value } = await asItsAdministrator(this, org, "whole Login History");
    const [, newest] = flat(value);
    assert.equal(newest?.Status, status);
  },
);

Then("the login types are only", function (this: World, table: DataTable) {
  const { loginTypes } = this.shown<LoginHistoryShown>();
  assert.deepEqual(
    loginTypes.map(({ label, value, code = "" }) => ({ label, value, code })),
    table.hashes(),
  );
});

Then("{person} finds no such session", function (this: World, _: string) {
  const { effect, because = "" } = this.answer;
  assert.deepEqual(
    { effect, because: because.split('"')[0] },
    { effect: "fault", because: "no running session with id " },
  );
});

/** What says the most of a row of each trace. */
const TELLING = ["Action", "URI", "LoginType"] as const;

/**
 * What the last act left in a trace, as the org's own administrator reads it afterwards: the next day, when it is a
 * file that appears no sooner.
 */
async function gained(world: World, trace: TraceName, org: string): Promise<readonly string[]> {
  const { simulator, mark } = world.story;
  const end = simulator.ports.log.end.size;
  if (trace === "event log files") await simulator.moveClock(nextDay(simulator.ports.clock.now()));
  const { value } = await asItsAdministrator(world, org, trace);
  const rows = flat(value).filter((row) => recordOf(row) >= mark && recordOf(row) < end);
  return Promise.all(
    rows.map((row) => cellOf(world.story, row, TELLING.find((column) => row[column] !== undefined) ?? "")),
  );
}

/** A trace as an administrator of the org reads it, who has just logged in for that. */
async function asItsAdministrator({ story, drive }: World, org: string, trace: TraceName) {
  const { mark } = story;
  const { id } = await story.org(org);
  const admin = [...story.cast.values()].find(({ ref, role }) => ref.org === id && /admin/.test(role));
  assert(admin, `nobody administers ${org}`);
  await drive.face.signIn(admin, { mfa: true, myDomain: true });
  const { value, because } = await drive.readTraceAsSelf(admin, trace);
  assert(value, because);
  // To look is not what the story is about.
  story.mark = mark;
  return { value };
}

const nextDay = (now: Parameters<typeof toMillis>[0]) => fromMillis((Math.floor(toMillis(now) / DAY) + 1) * DAY);

When("{person} deletes the session of {person}", async function (this: World, admin: string, other: string) {
  const deleted = sessionOf(this, this.story.person(other));
  this.answer = await this.drive.deleteSession(this.story.person(admin), placeOf(this, admin), deleted);
});

Given("{person} deleted the session of {person}", async function (this: World, admin: string, other: string) {
  const deleted = sessionOf(this, this.story.person(other));
  this.granted(await this.drive.deleteSession(this.story.person(admin), placeOf(this, admin), deleted));
});

/** The newest session that somebody is at work in, own or LoginAs, over or not. */
function sessionOf({ story }: World, { ref }: CastMember): SessionId {
  const session = [...story.simulator.ports.folds.sessions.values()].findLast(
    ({ user, delegate = user }) => delegate.org === ref.org && delegate.id === ref.id,
  );
  assert(session, "nobody has logged in");
  return session.id;
}

Given("{person} saved the any-user switch {int} times", async function (this: World, who: string, times: number) {
  const org = placeOf(this, who);
  for (let time = 1; time <= times; time += 1) {
    const change = { adminsLogInAsAnyUser: time % 2 === 1 };
    this.granted(await this.drive.changeLoginAccessPolicies(this.story.person(who), org, change));
  }
});

/** Written to the log at once: one by one it would take too long. */
Given("{person} logged in {int} times", async function (this: World, who: string, times: number) {
  const { ref: user } = this.story.person(who);
  const { log, clock, ids } = this.story.simulator.ports;
  const about = { type: "session.started", at: clock.now(), org: user.org, user, myDomain: true } as const;
  const session = { mfa: true, level: "standard", timeout: 120 } as const;
  const events = Array.from({ length: times }, () => ({ ...about, ...session, session: ids.next("AuthSession") }));
  await log.append(events);
});

When("{person} reviews the last record of {org}", async function (this: World, reviewer: string, org: string) {
  const { id } = await this.story.org(org);
  let last = 0;
  for await (const { seq, org: of } of this.story.simulator.ports.log.read()) if (of === id) last = seq;
  this.answer = await this.drive.reviewEntry(this.story.person(reviewer), last);
});

Then("the record says", function (this: World, table: DataTable) {
  const shown = Object.entries(this.shown<Readonly<Record<string, unknown>>>()).map(([name, value]) => [
    name,
    Array.isArray(value) ? value.join(", ") : String(value),
  ]);
  assert.deepEqual(Object.fromEntries(shown), table.rowsHash());
});
