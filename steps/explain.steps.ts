import assert from "node:assert/strict";
import { type DataTable, Then, When } from "@cucumber/cucumber";
import type { RequestType } from "#domain/debug/request-type.ts";
import type { RuleId } from "#domain/decision.ts";
import type { Instant } from "#domain/time.ts";
import { TRACES } from "#domain/trace/reading.ts";
import type { Explanation } from "#usecases/explain/explanation.ts";
import { rowsAround, theRow } from "./place.ts";
import type { World } from "./world.ts";

When(
  "{person} asks whether {person} may log in as {person}",
  async function (this: World, asker: string, agent: string, user: string) {
    const { story, drive } = this;
    const question = { act: "log in as", agent: story.person(agent).ref, user: story.person(user).ref } as const;
    this.answer = await drive.explain(story.person(asker), question);
  },
);

When(
  "{person} asks whether {person} may grant {org} login access",
  async function (this: World, asker: string, user: string, publisher: string) {
    const { story, drive } = this;
    const party = (await story.org(publisher)).id;
    this.answer = await drive.explain(story.person(asker), {
      act: "grant login access",
      user: story.person(user).ref,
      party,
    });
  },
);

When("{person} asks whether {person} may prepare debugging", asksWhether("prepare debugging"));

When("{person} asks whether {person} may start debugging", asksWhether("start debugging"));

When("{person} asks whether {person} may set up a project", asksWhether("set up a project"));

When("{person} asks whether {person} may start the own Apex Debugger", asksWhether("start own debugging"));

When("{person} asks whether {person} may end the debugging session", asksWhether("end debugging"));

When(
  "{person} asks whether {person} may save {word}",
  async function (this: World, asker: string, user: string, name: string) {
    const { story, drive } = this;
    const { id: code } = theRow(await rowsAround(this, asker), "apexClasses", name, (one) => one.name === name);
    this.answer = await drive.explain(story.person(asker), { act: "save code", user: story.person(user).ref, code });
  },
);

When("the operator asks whether {person} may start debugging as {person}", operatorAsksWhether("start debugging"));

When("the operator asks whether {person} may set up a project as {person}", operatorAsksWhether("set up a project"));

When(
  "{person} asks whether {person} may read the trace {string}",
  async function (this: World, asker: string, user: string, name: string) {
    const { story, drive } = this;
    const trace = TRACES.find((one) => one === name);
    if (!trace) throw new Error(`no trace "${name}"; there are ${TRACES.join(", ")}`);
    this.answer = await drive.explain(story.person(asker), {
      act: "read a trace",
      user: story.person(user).ref,
      trace,
    });
  },
);

When("{person} asks whether {person} may delete sessions", asksWhether("delete a session"));

When(
  "{person} asks whether a call of {string} by {requestType} of {person} would be debugged",
  async function (this: World, asker: string, entryPoint: string, type: RequestType, user: string) {
    const { story, drive } = this;
    const question = { act: "debug a request", user: story.person(user).ref, type, entryPoint } as const;
    this.answer = await drive.explain(story.person(asker), question);
  },
);

When(
  "{person} asks whether {person} may read what {word} logged in {string}",
  async function (this: World, asker: string, user: string, name: string, operation: string) {
    const { story, drive } = this;
    const rows = await rowsAround(this, asker);
    const { id: log } = theRow(rows, "apexLogs", operation, (one) => one.operation === operation);
    const { namespace } = theRow(rows, "installedPackages", name, (one) => one.name === name);
    const question = { act: "read a debug log", user: story.person(user).ref, log, namespace } as const;
    this.answer = await drive.explain(story.person(asker), question);
  },
);

When(
  "{person} asks whether {person} may delete the debug log of {string}",
  async function (this: World, asker: string, user: string, operation: string) {
    const { story, drive } = this;
    const rows = await rowsAround(this, asker);
    const { id: log } = theRow(rows, "apexLogs", operation, (one) => one.operation === operation);
    const question = { act: "delete a debug log", user: story.person(user).ref, log } as const;
    this.answer = await drive.explain(story.person(asker), question);
  },
);

When(
  "{person} asks whether {person} may set a trace flag on {person} until {moment}",
  async function (this: World, asker: string, user: string, whom: string, endsAt: Instant) {
    const { story, drive } = this;
    const { ref } = story.person(user);
    const about = { whom: story.person(whom).ref.id, endsAt } as const;
    this.answer = await drive.explain(story.person(asker), { act: "set a trace flag", user: ref, ...about });
  },
);

Then("{person} would be {effect} under {rule}", function (this: World, _: string, effect: string, rule: RuleId) {
  const { decision } = this.shown<Explanation>();
  assert.deepEqual({ effect: decision.effect, rule: decision.rule }, { effect, rule }, decision.because);
});

Then("the checks are", function (this: World, table: DataTable) {
  const { checks } = this.shown<Explanation>();
  assert.deepEqual(
    checks.map(({ rule, verdict }) => ({ rule, verdict })),
    table.hashes(),
  );
});

Then("what would help is to {string}", function (this: World, cure: string) {
  assert.equal(this.shown<Explanation>().checks.find(({ verdict }) => verdict === "broken")?.cure, cure);
});

Then("the facts are", function (this: World, table: DataTable) {
  assert.deepEqual(this.shown<Explanation>().facts, table.rowsHash());
});

Then("beside the user there is {string}", function (this: World, sees: string) {
  assert.equal(this.shown<Explanation>().sees, sees);
});

Then("it could be done only by", function (this: World, table: DataTable) {
  const could = this.shown<Explanation>().whoCould.map(({ agent = "", user }) => ({ agent, user }));
  assert.deepEqual(could, table.hashes());
});

Then("it could be done by nobody", function (this: World) {
  assert.deepEqual(this.shown<Explanation>().whoCould, []);
});

Then("the answer turns round at {moment} under {rule}", function (this: World, at: Instant, rule: RuleId) {
  const { changesAt } = this.shown<Explanation>();
  assert.deepEqual({ at: changesAt?.at, rule: changesAt?.to.rule }, { at, rule });
});

Then("the answer does not turn round by itself", function (this: World) {
  assert.equal(this.shown<Explanation>().changesAt, undefined);
});

/** What needs no more to be asked than who. */
type Bare =
  | "prepare debugging"
  | "set up a project"
  | "start debugging"
  | "start own debugging"
  | "end debugging"
  | "delete a session";

function asksWhether(act: Bare) {
  return async function (this: World, asker: string, user: string): Promise<void> {
    const { story, drive } = this;
    this.answer = await drive.explain(story.person(asker), { act, user: story.person(user).ref });
  };
}

function operatorAsksWhether(act: Bare) {
  return async function (this: World, agent: string, user: string): Promise<void> {
    const { story } = this;
    const about = { agent: story.person(agent).ref, user: story.person(user).ref };
    this.answer = { effect: "allow", value: await story.simulator.explainToOperator({ act, ...about }) };
  };
}
