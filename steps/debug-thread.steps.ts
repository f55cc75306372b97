import assert from "node:assert/strict";
import { type DataTable, Given, Then, When } from "@cucumber/cucumber";
import type { Breakpoint } from "#domain/debug/breakpoint.ts";
import type { Step } from "#domain/debug/thread.ts";
import type { Missing } from "#domain/debug/variable.ts";
import type { RuleId } from "#domain/decision.ts";
import type { BreakpointId } from "#domain/ids.ts";
import type { DebuggerEvents } from "#usecases/debug/read-debugger-events.ts";
import type { ShownVariables } from "#usecases/debug/read-variables.ts";
import type { BreakpointSet } from "#usecases/debug/set-breakpoint.ts";
import type { ShownDebugger } from "#usecases/debug/view-debugger.ts";
import { fileOf, requestNamed, requestsOf, shortName, workbenchOf } from "./debugged.ts";
import type { Seen } from "./face.ts";
import { placeOf } from "./place.ts";
import { pairsIn } from "./table.ts";
import type { World } from "./world.ts";

/** Where a breakpoint is; nothing for one that is not there. */
function placed(breakpoint: Breakpoint | undefined): string {
  if (!breakpoint) return "no such breakpoint";
  return breakpoint.kind === "line"
    ? `${shortName(breakpoint.file)} ${breakpoint.line}`
    : shortName(breakpoint.exception);
}

const here = (world: World, who: string) => [world.story.person(who), placeOf(world, who)] as const;

async function setsBreakpoint(world: World, who: string, line: number, name: string): Promise<Seen> {
  const [person, org] = here(world, who);
  return world.drive.setBreakpoint(person, org, { file: await fileOf(world, org, name), line });
}

async function breakpointAt(world: World, who: string, line: number, name: string): Promise<BreakpointId> {
  const file = await fileOf(world, placeOf(world, who), name);
  const all = [...workbenchOf(world, who).breakpoints.values()];
  const found = all.find((one) => one.kind === "line" && one.file === file && one.line === line);
  assert(found, `there is no breakpoint at line ${line} of ${name}`);
  return found.id;
}

async function choosesBreak(world: World, who: string, mode: string, name: string): Promise<Seen> {
  const [person, org] = here(world, who);
  const exception = await fileOf(world, org, name);
  return world.drive.setExceptionBreakpoint(person, org, { exception, mode: mode as "always" | "never" });
}

function startsWith(world: World, who: string, table: DataTable): Promise<Seen> {
  const told = pairsIn(table, [], ["users", "request types", "entry point"]);
  const { users = "", "request types": types = "", "entry point": entryPointFilter = "" } = told;
  const ids = users === "" ? [] : users.split(", ").map((name) => world.story.person(name).ref.id);
  const filters = { userIdFilter: ids.join(","), requestTypeFilter: types.replaceAll(", ", ","), entryPointFilter };
  return world.drive.startDebuggingWith(...here(world, who), filters);
}

function steps(world: World, who: string, step: Step, entryPoint: string): Promise<Seen> {
  return world.drive.stepThread(...here(world, who), requestNamed(world, entryPoint).request, step);
}

function reads(world: World, who: string, entryPoint: string, frame = 0, path: readonly string[] = []): Promise<Seen> {
  const { request } = requestNamed(world, entryPoint);
  return world.drive.readVariables(...here(world, who), { request, frame, path });
}

When("{person} looks at the debugger", async function (this: World, who: string) {
  this.answer = await this.drive.viewDebugger(...here(this, who));
});

When(
  "{person} starts the debugging session with the filters",
  async function (this: World, who: string, table: DataTable) {
    this.answer = await startsWith(this, who, table);
  },
);

Given(
  "{person} started the debugging session with the filters",
  async function (this: World, who: string, table: DataTable) {
    this.granted(await startsWith(this, who, table));
  },
);

When(
  "{person} sets a breakpoint at line {int} of {word}",
  async function (this: World, who: string, line: number, name: string) {
    this.answer = await setsBreakpoint(this, who, line, name);
  },
);

Given(
  "{person} set a breakpoint at line {int} of {word}",
  async function (this: World, who: string, line: number, name: string) {
    this.granted(await setsBreakpoint(this, who, line, name));
  },
);

When(
  "{person} removes the breakpoint at line {int} of {word}",
  async function (this: World, who: string, line: number, name: string) {
    const id = await breakpointAt(this, who, line, name);
    this.answer = await this.drive.removeBreakpoint(...here(this, who), id);
  },
);

Given(
  "{person} removed the breakpoint at line {int} of {word}",
  async function (this: World, who: string, line: number, name: string) {
    const id = await breakpointAt(this, who, line, name);
    this.granted(await this.drive.removeBreakpoint(...here(this, who), id));
  },
);

When(
  "{person} chooses to {word} break on {word}",
  async function (this: World, who: string, mode: string, name: string) {
    this.answer = await choosesBreak(this, who, mode, name);
  },
);

Given(
  "{person} chose to {word} break on {word}",
  async function (this: World, who: string, mode: string, name: string) {
    this.granted(await choosesBreak(this, who, mode, name));
  },
);

Then("the breakpoint is verified", function (this: World) {
  const { breakpoint, unverified } = this.shown<BreakpointSet>();
  assert.deepEqual({ verified: breakpoint.verified, unverified }, { verified: true, unverified: undefined });
});

Then(
  "the breakpoint stays unverified under {rule} because {string}",
  function (this: World, rule: RuleId, because: string) {
    const { breakpoint, unverified } = this.shown<BreakpointSet>();
    assert.deepEqual(
      { verified: breakpoint.verified, rule: unverified?.rule, because: unverified?.because },
      { verified: false, rule, because },
    );
  },
);

Then("the breakpoints of {person} are", function (this: World, who: string, table: DataTable) {
  const shown = [...workbenchOf(this, who).breakpoints.values()].map((one) => ({
    on: placed(one),
    verified: one.kind === "exception" ? "" : one.verified ? "yes" : "no",
  }));
  assert.deepEqual(shown, table.hashes());
});

When("{person} steps {step} in {string}", async function (this: World, who: string, step: Step, entryPoint: string) {
  this.answer = await steps(this, who, step, entryPoint);
});

Given("{person} stepped {step} in {string}", async function (this: World, who: string, step: Step, entryPoint: string) {
  this.granted(await steps(this, who, step, entryPoint));
});

When("{person} continues {string}", async function (this: World, who: string, entryPoint: string) {
  this.answer = await this.drive.continueThread(...here(this, who), requestNamed(this, entryPoint).request);
});

Given("{person} continued {string}", async function (this: World, who: string, entryPoint: string) {
  this.granted(await this.drive.continueThread(...here(this, who), requestNamed(this, entryPoint).request));
});

When("{person} reads the variables of {string}", async function (this: World, who: string, entryPoint: string) {
  this.answer = await reads(this, who, entryPoint);
});

Given("{person} read the variables of {string}", async function (this: World, who: string, entryPoint: string) {
  this.granted(await reads(this, who, entryPoint));
});

When(
  "{person} reads the variables of {string} in frame {int}",
  async function (this: World, who: string, entryPoint: string, frame: number) {
    this.answer = await reads(this, who, entryPoint, frame);
  },
);

When(
  "{person} unfolds {string} in the variables of {string}",
  async function (this: World, who: string, path: string, entryPoint: string) {
    this.answer = await reads(this, who, entryPoint, 0, path.split(" > "));
  },
);

Then("the variables are", function (this: World, table: DataTable) {
  const shown = this.shown<ShownVariables>().variables.map(({ name, type, value = "", opens }) => ({
    name,
    type,
    value,
    unfolds: opens ? "yes" : "no",
  }));
  assert.deepEqual(shown, table.hashes());
});

Then("all variables are shown: {string}", function (this: World, names: string) {
  assert.deepEqual(summary(this), { seen: "all", names });
});

Then("only globals are shown: {string}", function (this: World, names: string) {
  assert.deepEqual(summary(this), { seen: "globals", names });
});

function summary(world: World): object {
  const { seen, variables } = world.shown<ShownVariables>();
  return { seen, names: variables.map(({ name }) => name).join(", ") };
}

Then("the stack of {string} is", function (this: World, entryPoint: string, table: DataTable) {
  const { request } = requestNamed(this, entryPoint);
  const thread = this.shown<ShownDebugger>().threads.find((one) => one.request === request);
  const shown = thread?.stack.map(({ file, line }) => ({ class: shortName(file), line: String(line) }));
  assert.deepEqual(shown, table.hashes());
});

Then("the debugger was last active at {string}", function (this: World, time: string) {
  assert.equal(this.shown<ShownDebugger>().lastActiveAt.slice(11, 16), time);
});

When("{person} asks the debugger: {missing}", async function (this: World, who: string, asks: Missing) {
  this.answer = await this.drive.askDebugger(...here(this, who), asks);
});

When("{person} reads what the debugger was told", async function (this: World, who: string) {
  this.answer = await this.drive.readDebuggerEvents(...here(this, who));
});

When(
  "{person} reads what the debugger was told after {string}",
  async function (this: World, who: string, kind: string) {
    const since = workbenchOf(this, who).messages.findLast((one) => one.kind === kind)?.n;
    this.answer = await this.drive.readDebuggerEvents(...here(this, who), since);
  },
);

Then("the debugger of {person} was told", function (this: World, who: string, table: DataTable) {
  const { messages } = this.shown<DebuggerEvents>();
  const entryPoints = new Map([...requestsOf(this).named].map(([name, { request }]) => [request, name]));
  const [columns = []] = table.raw();
  const shown = messages.map(({ channel, kind, request, file, line, breakpoint, description = "" }) => ({
    channel,
    kind,
    request: (request && entryPoints.get(request)) ?? "",
    at: file === undefined ? "" : `${shortName(file)} ${line}`,
    breakpoint: breakpoint ? placed(workbenchOf(this, who).breakpoints.get(breakpoint)) : "",
    description,
  }));
  assert.deepEqual(
    shown.map((row) => Object.fromEntries(Object.entries(row).filter(([name]) => columns.includes(name)))),
    table.hashes(),
  );
});
