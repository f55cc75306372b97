import assert from "node:assert/strict";
import { type DataTable, Given, Then, When } from "@cucumber/cucumber";
import type { ReviewState } from "#domain/review/review.ts";
import { formatInstant, type Instant } from "#domain/time.ts";
import type { ShownReview } from "#usecases/review/reviewing.ts";
import type { StepInWords as InWords } from "./acts/review.ts";
import type { Seen } from "./face.ts";
import { cellOfReview, idOfReview, namesIn, theReview } from "./review-rows.ts";
import type { World } from "./world.ts";

// The steps of a review. What is read of the log and of the reviews is in reading.steps.ts, samples in sample.steps.ts.

const assign = ({ story, drive }: World, reviewer: string, to?: string): Promise<Seen> =>
  drive.assignReview(story.person(reviewer), idOfReview(story), to === undefined ? undefined : story.person(to));

When("{person} takes the review", async function (this: World, reviewer: string) {
  this.answer = await assign(this, reviewer);
});

Given("{person} took the review", async function (this: World, reviewer: string) {
  this.granted(await assign(this, reviewer));
});

When("{person} assigns the review to {person}", async function (this: World, reviewer: string, to: string) {
  this.answer = await assign(this, reviewer, to);
});

Given("{person} assigned the review to {person}", async function (this: World, reviewer: string, to: string) {
  this.granted(await assign(this, reviewer, to));
});

const say = ({ story, drive }: World, reviewer: string, step: InWords, text: string): Promise<Seen> =>
  drive.sayInReview(story.person(reviewer), idOfReview(story), step, text);

When(
  "{person} {reviewing} the review: {string}",
  async function (this: World, reviewer: string, step: InWords, text: string) {
    this.answer = await say(this, reviewer, step, text);
  },
);

Given(
  "{person} {reviewed} the review: {string}",
  async function (this: World, reviewer: string, step: InWords, text: string) {
    this.granted(await say(this, reviewer, step, text));
  },
);

When("{person} closes the review", async function (this: World, reviewer: string) {
  this.answer = await this.drive.closeReview(this.story.person(reviewer), idOfReview(this.story));
});

Given("{person} closed the review", async function (this: World, reviewer: string) {
  this.granted(await this.drive.closeReview(this.story.person(reviewer), idOfReview(this.story)));
});

/** The newest LoginAs session there was, running or not. */
function lastSession({ story }: World) {
  const session = [...story.simulator.ports.folds.sessions.values()].findLast(({ delegate }) => delegate);
  assert(session, "nobody has logged in as somebody else in this story");
  return session.id;
}

const report = (
  { drive, story }: World,
  reviewer: string,
  text: string,
  about: Parameters<typeof drive.openReview>[1],
) => drive.openReview(story.person(reviewer), about, text);

When("{person} reports {string} of the last session", async function (this: World, reviewer: string, text: string) {
  this.answer = await report(this, reviewer, text, { session: lastSession(this) });
});

Given("{person} reported {string} of the last session", async function (this: World, reviewer: string, text: string) {
  this.granted(await report(this, reviewer, text, { session: lastSession(this) }));
});

Given(
  "{person} reported {string} of the last debugging session",
  async function (this: World, reviewer: string, text: string) {
    const [session] = [...this.story.simulator.ports.folds.debugging.sessions.values()].slice(-1);
    assert(session, "nobody has debugged in this story");
    this.granted(await report(this, reviewer, text, { debugSession: session.id }));
  },
);

const reportLast = (world: World, reviewer: string, text: string, count: number): Promise<Seen> => {
  const { size } = world.story.simulator.ports.log.end;
  return report(world, reviewer, text, { first: size - count, last: size - 1 });
};

When(
  "{person} reports {string} of the last {int} records",
  async function (this: World, reviewer: string, text: string, count: number) {
    this.answer = await reportLast(this, reviewer, text, count);
  },
);

Given(
  "{person} reported {string} of the last {int} records",
  async function (this: World, reviewer: string, text: string, count: number) {
    this.granted(await reportLast(this, reviewer, text, count));
  },
);

When(
  "{person} reports {string} of records that are not there yet",
  async function (this: World, reviewer: string, text: string) {
    const { size } = this.story.simulator.ports.log.end;
    this.answer = await report(this, reviewer, text, { first: size - 1, last: size + 10 });
  },
);

Then("the review is {reviewState}", function (this: World, state: ReviewState) {
  const shown = this.shown<ShownReview>();
  assert.deepEqual([shown.state, theReview(this.story).state], [state, state]);
});

Then("the review is due at {moment}", function (this: World, due: Instant) {
  const shown = this.shown<ShownReview>();
  assert.deepEqual([shown.dueAt, theReview(this.story).dueAt].map(formatInstant), [due, due].map(formatInstant));
});

Then("{int} reviewer(s) has/have to attest the review", function (this: World, count: number) {
  assert.equal(this.shown<ShownReview>().needs, count);
});

Then("the review says", async function (this: World, table: DataTable) {
  const review = this.shown<ShownReview>();
  const told = table.rowsHash();
  const shown = await Promise.all(
    Object.keys(told).map(async (column) => [column, await cellOfReview(this.story, review, column)]),
  );
  assert.deepEqual(Object.fromEntries(shown), told);
});

Then("what was done in the review is", function (this: World, table: DataTable) {
  const done = this.shown<ShownReview>().history.map(({ by, step, text = "" }) => ({
    by: namesIn(this.story, [by]),
    step,
    text,
  }));
  assert.deepEqual(done, table.hashes());
});

Then("the review is of {int} refusals, the last of which is this one", async function (this: World, count: number) {
  const { about } = theReview(this.story);
  assert(about.what === "records");
  const refused: number[] = [];
  for await (const { seq, type } of this.story.simulator.ports.log.read(about.first))
    if (type.endsWith(".refused")) refused.push(seq);
  assert.deepEqual([refused.length, refused[0], refused.at(-1)], [count, about.first, about.last]);
});

Then("{person} finds no such records", function (this: World, _: string) {
  const { effect, because = "" } = this.answer;
  assert.deepEqual(
    [effect, because.replace(/\d+/g, "N")],
    ["fault", "there are no records N to N; the log has N to N"],
  );
});

/** The first and the last record of the session, whatever review says so. */
Then(
  "the attestation speaks of the records from {string} to {string}",
  async function (this: World, from: string, to: string) {
    const { log } = this.story.simulator.ports;
    const last = (await this.story.gained("platform")).at(-1);
    assert(last?.type === "review.attested", `the last record is ${last?.type}`);
    const types: Record<number, string> = {};
    for await (const { seq, type } of log.read()) types[seq] = type;
    assert.deepEqual([types[last.over.first], types[last.over.last]], [from, to]);
    // The log as it was: all records before this one, the last of which this one carries the hash of.
    assert.deepEqual(last.log, { size: last.seq, hash: last.prev });
  },
);
