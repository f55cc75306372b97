import assert from "node:assert/strict";
import { type DataTable, Given, Then, When } from "@cucumber/cucumber";
import { TRAIL_OPERATIONS } from "#domain/trace/setup-audit-trail.ts";
import type { LoginHistoryShown } from "#usecases/trace/login-history.ts";
import type { Rows } from "#usecases/trace/reading.ts";
import type { TraceName } from "./acts/trace.ts";
import { companyIs } from "./lmo-rows.ts";
import { placeOf } from "./place.ts";
import { cellOf, flat } from "./trace-rows.ts";
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

Then("there is/are {int} row(s)", function (this: World, count: number) {
  assert.equal(this.shown<Rows<unknown>>().rows.length, count);
});

Then("every row has an id of its own", function (this: World) {
  const ids = this.shown<Rows<{ readonly Id: string }>>().rows.map(({ Id }) => Id);
  assert(ids.length > 0 && ids.every((id) => /^[0-9A-Za-z]{18}$/.test(id)), ids.join(", "));
  assert.equal(new Set(ids).size, ids.length);
});

Then("the login types are only", function (this: World, table: DataTable) {
  const { loginTypes } = this.shown<LoginHistoryShown>();
  assert.deepEqual(
    loginTypes.map(({ label, value, code = "" }) => ({ label, value, code })),
    table.hashes(),
  );
});

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
