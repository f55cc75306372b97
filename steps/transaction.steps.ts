import assert from "node:assert/strict";
import { type DataTable, Given, Then, When } from "@cucumber/cucumber";
import { everyCategory, type Level } from "#domain/log/level.ts";
import { MB } from "#domain/log/storage.ts";
import type { Origin, Traceable } from "#domain/log/transaction.ts";
import type { Instant } from "#domain/time.ts";
import type { ApexLogRecord } from "#usecases/log/apex-logs.ts";
import type { TransactionRun } from "#usecases/log/run-transaction.ts";
import type { ShownLog } from "#usecases/power/view-debug-log.ts";
import { rowsOfOrg } from "./lmo-rows.ts";
import { happenedIn, logsAre, transactionOf } from "./log-rows.ts";
import { placeOf, rowsAround, theRow } from "./place.ts";
import type { World } from "./world.ts";

When(
  "the {origin} {string} runs as {traced}",
  async function (this: World, origin: Origin, name: string, runner: string) {
    this.answer = await this.drive.runTransaction(transactionOf(this, origin, name, runner));
  },
);

Given(
  "the {origin} {string} ran as {traced}",
  async function (this: World, origin: Origin, name: string, runner: string) {
    this.granted(await this.drive.runTransaction(transactionOf(this, origin, name, runner)));
  },
);

When(
  "the {origin} {string} runs as {traced} with debugging parameters",
  async function (this: World, origin: Origin, name: string, runner: string) {
    const transaction = transactionOf(this, origin, name, runner);
    this.answer = await this.drive.runTransaction({ ...transaction, debugging: everyCategory("FINEST") });
  },
);

Given(
  "the {origin} {string} ran as {traced} with debugging parameters",
  async function (this: World, origin: Origin, name: string, runner: string) {
    const transaction = transactionOf(this, origin, name, runner);
    this.granted(await this.drive.runTransaction({ ...transaction, debugging: everyCategory("FINEST") }));
  },
);

Given(
  "the {origin} {string} ran as {traced}, and in it",
  async function (this: World, origin: Origin, name: string, runner: string, table: DataTable) {
    const body = await happenedIn(this, runner, table);
    this.granted(await this.drive.runTransaction(transactionOf(this, origin, name, runner, body)));
  },
);

Given(
  "the {origin} {string} ran as {traced} with debugging parameters, and in it",
  async function (this: World, origin: Origin, name: string, runner: string, table: DataTable) {
    const transaction = transactionOf(this, origin, name, runner, await happenedIn(this, runner, table));
    this.granted(await this.drive.runTransaction({ ...transaction, debugging: everyCategory("FINEST") }));
  },
);

Given(
  "the {origin} {string} ran as {traced} and logged {int} lines of 1 MB",
  async function (this: World, origin: Origin, name: string, runner: string, lines: number) {
    const body = Array.from({ length: lines }, (_, nth): Traceable => {
      const text = `USER_DEBUG|[${nth + 1}]|DEBUG|`;
      // With its time and the line break each is 1 MB, to the byte.
      const own = `09:00:00.0 (${(nth + 1) * 1000})|${text}`.length + 1;
      return { text: text + "x".repeat(MB - own), category: "APEX_CODE", level: "DEBUG" };
    });
    this.granted(await this.drive.runTransaction(transactionOf(this, origin, name, runner, body)));
  },
);

Given(
  "{org} wrote {int} MB of debug logs at {moment}",
  async function (this: World, org: string, size: number, at: Instant) {
    await logsAre(this.story, org, size, at);
  },
);

Given(
  "LoginAs sessions of {org} wrote {int} MB of debug logs in {org} at {moment}",
  async function (this: World, publisher: string, size: number, org: string, at: Instant) {
    await logsAre(this.story, org, size, at, { publisher: (await this.story.org(publisher)).id });
  },
);

const deleteLog = async (world: World, who: string, operation: string) => {
  const { id } = theRow(await rowsAround(world, who), "apexLogs", operation, (one) => one.operation === operation);
  return world.drive.deleteDebugLog(world.story.person(who), placeOf(world, who), id);
};

When("{person} deletes the debug log of {string}", async function (this: World, who: string, operation: string) {
  this.answer = await deleteLog(this, who, operation);
});

Given("{person} deleted the debug log of {string}", async function (this: World, who: string, operation: string) {
  this.granted(await deleteLog(this, who, operation));
});

When("{person} queries the ApexLog records", async function (this: World, who: string) {
  this.answer = await this.drive.queryApexLogs(this.story.person(who), placeOf(this, who));
});

When("{person} inserts an ApexLog record", async function (this: World, who: string) {
  this.answer = await this.drive.insertApexLog(this.story.person(who), placeOf(this, who));
});

When("{person} changes the ApexLog record of {string}", async function (this: World, who: string, operation: string) {
  const { id } = theRow(await rowsAround(this, who), "apexLogs", operation, (one) => one.operation === operation);
  this.answer = await this.drive.changeApexLog(this.story.person(who), placeOf(this, who), id);
});

Then("the ApexLog records are", function (this: World, table: DataTable) {
  const [columns = []] = table.raw();
  const records = this.shown<readonly ApexLogRecord[]>().map((record) => {
    const { username } = [...this.story.cast.values()].find(({ ref }) => ref.id === record.LogUserId) ?? {};
    const cells: Readonly<Record<string, unknown>> = { ...record, LogUserId: username ?? record.LogUserId };
    return Object.fromEntries(columns.map((column) => [column, String(cells[column])]));
  });
  assert.deepEqual(records, table.hashes());
});

Then("the log holds {int} lines of 1 MB", function (this: World, lines: number) {
  const whole = this.shown<ShownLog>().lines.filter((line) => line.length === MB - 1);
  assert.equal(whole.length, lines);
});

Then("the first line after the header is {string}", function (this: World, line: string) {
  assert.equal(this.shown<ShownLog>().lines[1], line);
});

Then("the header sets {word} to {word}", function (this: World, category: string, level: Level) {
  const [head = ""] = this.shown<ShownLog>().lines;
  assert(head.split(/[ ;]/).includes(`${category},${level}`), head);
});

Then("a debug log is written", function (this: World) {
  assert.notEqual(this.shown<TransactionRun>().log, undefined);
});

Then("no debug log is written", function (this: World) {
  assert.equal(this.shown<TransactionRun>().log, undefined);
});

Then("the events in the log are {string}", function (this: World, events: string) {
  const lines = this.shown<ShownLog>().lines.map((line) => line.split("|")[1]);
  assert.equal(lines.filter((event) => event !== undefined).join(", "), events);
});

Then("nothing on record holds {string}", async function (this: World, secret: string) {
  for await (const record of this.story.simulator.ports.log.read())
    assert(!JSON.stringify(record).includes(secret), `${record.type} holds it`);
});

Then("the oldest debug log in {org} is {string}", async function (this: World, org: string, operation: string) {
  const logs = Object.values((await rowsOfOrg(this.story, org)).apexLogs);
  const [oldest] = logs.toSorted((one, other) => (one.startedAt < other.startedAt ? -1 : 1));
  assert.equal(oldest?.operation, operation);
});
