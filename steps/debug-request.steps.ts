import assert from "node:assert/strict";
import { isDeepStrictEqual } from "node:util";
import { type DataTable, Given, Then, When } from "@cucumber/cucumber";
import type { Begun } from "#domain/debug/request.ts";
import type { RequestType } from "#domain/debug/request-type.ts";
import type { RuleId } from "#domain/decision.ts";
import { benchIn, fileOf, requestNamed, requestsOf, shortName, stackOf, treeOf } from "./debugged.ts";
import { rowsIn } from "./table.ts";
import type { World } from "./world.ts";

/** What whoever runs Apex says of requests. Nothing runs here: the story says what the code does. */
async function begins(world: World, who: string, entryPoint: string, type: RequestType, inTest = false): Promise<void> {
  const { ref: user } = world.story.person(who);
  const requests = requestsOf(world);
  const begun = world.value(await world.drive.beginRequest({ user, type, entryPoint, ...(inTest && { inTest }) }));
  requests.begun = begun;
  requests.named.set(entryPoint, { org: user.org, request: begun.request });
}

type Rows = Parameters<typeof stackOf>[2];

async function reaches(world: World, entryPoint: string, rows: Rows): Promise<void> {
  const { org, request } = requestNamed(world, entryPoint);
  const stack = await stackOf(world, org, rows);
  requestsOf(world).verdict = world.value(await world.drive.reachLine({ org, request, stack }));
}

async function stops(world: World, entryPoint: string, rows: Rows): Promise<void> {
  await reaches(world, entryPoint, rows);
  assert(requestsOf(world).verdict?.stops, `the story needs "${entryPoint}" to stop there`);
}

async function throws(world: World, entryPoint: string, name: string, rows: Rows): Promise<void> {
  const { org, request } = requestNamed(world, entryPoint);
  const stack = await stackOf(world, org, rows);
  const exception = await fileOf(world, org, name);
  requestsOf(world).verdict = world.value(await world.drive.throwException({ org, request, stack, exception }));
}

const framesIn = (table: DataTable): Rows => rowsIn(table, ["class", "line"], ["locals", "globals"]);

const at = (name: string, line: number): Rows => [{ class: name, line: String(line) }];

When(
  "{person} calls {string} by {requestType}",
  async function (this: World, who: string, entryPoint: string, type: RequestType) {
    await begins(this, who, entryPoint, type);
  },
);

Given(
  "{person} called {string} by {requestType}",
  async function (this: World, who: string, entryPoint: string, type: RequestType) {
    await begins(this, who, entryPoint, type);
  },
);

When(
  "a test of {person} calls {string} by {requestType} between startTest and stopTest",
  async function (this: World, who: string, entryPoint: string, type: RequestType) {
    await begins(this, who, entryPoint, type, true);
  },
);

Then("the request is {begun} under {rule}", function (this: World, is: Begun, rule: RuleId) {
  const { begun } = requestsOf(this);
  assert.deepEqual({ is: begun?.is, rule: begun?.rule }, { is, rule }, begun?.because);
});

Then(
  "the request is {begun} under {rule} because {string}",
  function (this: World, is: Begun, rule: RuleId, because: string) {
    const { begun } = requestsOf(this);
    assert.deepEqual({ is: begun?.is, rule: begun?.rule, because: begun?.because }, { is, rule, because });
  },
);

Then("the request runs, and no debugger looks on", function (this: World) {
  const { begun } = requestsOf(this);
  assert.deepEqual({ is: begun?.is, rule: begun?.rule }, { is: "undebugged", rule: undefined });
});

When(
  "{string} reaches line {int} of {word}",
  async function (this: World, entryPoint: string, line: number, name: string) {
    await reaches(this, entryPoint, at(name, line));
  },
);

When("{string} reaches", async function (this: World, entryPoint: string, table: DataTable) {
  await reaches(this, entryPoint, framesIn(table));
});

Given(
  "{string} stopped at line {int} of {word}",
  async function (this: World, entryPoint: string, line: number, name: string) {
    await stops(this, entryPoint, at(name, line));
  },
);

Given("{string} stopped at", async function (this: World, entryPoint: string, table: DataTable) {
  await stops(this, entryPoint, framesIn(table));
});

Given(
  "{string} stopped at line {int} of {word} with the variables",
  async function (this: World, entryPoint: string, line: number, name: string, table: DataTable) {
    const { org, request } = requestNamed(this, entryPoint);
    const [frame, ...others] = await stackOf(this, org, at(name, line));
    const variables = treeOf(rowsIn(table, ["name", "type", "value"], ["in", "library"]));
    const verdict = this.value(
      await this.drive.reachLine({ org, request, stack: [{ ...frame, variables }, ...others] }),
    );
    assert(verdict.stops, `the story needs "${entryPoint}" to stop there`);
  },
);

When(
  "{string} throws {word} at line {int} of {word}",
  async function (this: World, entryPoint: string, exception: string, line: number, name: string) {
    await throws(this, entryPoint, exception, at(name, line));
  },
);

Given(
  "{string} threw {word} at line {int} of {word}",
  async function (this: World, entryPoint: string, exception: string, line: number, name: string) {
    await throws(this, entryPoint, exception, at(name, line));
  },
);

When("{string} comes to its end", async function (this: World, entryPoint: string) {
  this.granted(await this.drive.finishRequest(requestNamed(this, entryPoint)));
});

Given("{string} came to its end", async function (this: World, entryPoint: string) {
  this.granted(await this.drive.finishRequest(requestNamed(this, entryPoint)));
});

When("the simulator is stopped in order and starts again", async function (this: World) {
  const { simulator } = this.story;
  this.story.mark = simulator.ports.log.end.size;
  await simulator.recordClosing();
  await simulator.recordOpening({ version: "0.0.0", setAside: 0, inOrder: true });
});

Then("it stops under {rule}", function (this: World, rule: RuleId) {
  const { verdict } = requestsOf(this);
  assert.deepEqual({ stops: verdict?.stops, rule: verdict?.rule }, { stops: true, rule }, verdict?.because);
});

Then("it runs on", function (this: World) {
  assert.deepEqual(requestsOf(this).verdict, { stops: false });
});

Then("it runs on under {rule} because {string}", function (this: World, rule: RuleId, because: string) {
  assert.deepEqual(requestsOf(this).verdict, { stops: false, rule, because });
});

Then("the threads in {org} are", async function (this: World, name: string, table: DataTable) {
  const { id } = await this.story.org(name);
  const shown = [...benchIn(this, id).threads.values()].map((thread) => ({
    request: thread.request.entryPoint,
    state: thread.state,
    at: thread.state === "stopped" ? `${shortName(thread.at.file)} ${thread.at.line}` : "",
  }));
  assert.deepEqual(shown, table.hashes());
});

Then("there are no breakpoints in {org}", async function (this: World, name: string) {
  const { id } = await this.story.org(name);
  assert.deepEqual([...benchIn(this, id).breakpoints.values()], []);
});

Then("among what the debugger in {org} was told is", async function (this: World, name: string, table: DataTable) {
  const { id } = await this.story.org(name);
  const told = benchIn(this, id).messages.map(({ channel, kind, description = "" }) => ({
    channel,
    kind,
    description,
  }));
  const rows = rowsIn(table, ["channel", "kind", "description"]);
  assert(rows.length > 0, "a table without rows asks for nothing");
  for (const row of rows)
    assert(
      told.some((one) => isDeepStrictEqual(one, row)),
      JSON.stringify(told),
    );
});
