import assert from "node:assert/strict";
import { hash } from "node:crypto";
import { Given, Then, When } from "@cucumber/cucumber";
import type { Instant } from "#domain/time.ts";
import type { Redrawn, SampleDrawn, ShownSample } from "#usecases/review/samples.ts";
import type { Seen } from "./face.ts";
import { findingsIn } from "./findings.ts";
import { theSample } from "./review-rows.ts";
import type { World } from "./world.ts";

const draw = (
  { story, drive }: World,
  who: string,
  rate: number,
  from: Instant,
  to: Instant,
): Promise<Seen<SampleDrawn>> => drive.drawSample(story.person(who), { from, to, rate });

When(
  "{person} draws {int} percent of the sessions that ended from {moment} until {moment}",
  async function (this: World, who: string, rate: number, from: Instant, to: Instant) {
    this.answer = await draw(this, who, rate, from, to);
  },
);

Given(
  "{person} drew {int} percent of the sessions that ended from {moment} until {moment}",
  async function (this: World, who: string, rate: number, from: Instant, to: Instant) {
    this.granted(await draw(this, who, rate, from, to));
  },
);

/** Sessions of Sam as Nia that change nothing, one after another. */
Given(
  "{person} visited {person} {int} time(s)",
  async function (this: World, agent: string, user: string, times: number) {
    const { story, drive } = this;
    for (let time = 0; time < times; time += 1) {
      this.granted(await drive.logInAs(story.person(agent), story.person(user)));
      this.granted(await drive.returnToOverview(story.person(agent), story.person(user).ref.org));
      drive.face.leave(story.person(agent));
    }
  },
);

When("{person} draws the sample again", async function (this: World, who: string) {
  this.answer = await this.drive.redrawSample(this.story.person(who), theSample(this.story).id);
});

When("{person} reads the samples", async function (this: World, who: string) {
  this.answer = await this.drive.readSamples(this.story.person(who));
});

/** What nobody can do with the simulator: a sample on record that was not drawn as the log says. */
Given("a sample of other sessions than those drawn is on record", async function (this: World) {
  const { sessions, ...sample } = forged(this);
  await this.story.simulator.ports.log.append([{ ...sample, sessions: sessions.slice(1) }]);
});

Given("a sample with a seed that the log never had is on record", async function (this: World) {
  const { seed, ...sample } = forged(this);
  await this.story.simulator.ports.log.append([{ ...sample, seed: hash("sha256", seed, "base64") }]);
});

/** The last sample as the event of another one. */
function forged({ story }: World) {
  const { drawnAs: _, id: __, ...sample } = theSample(story);
  return {
    ...sample,
    type: "review.sample-drawn",
    org: "platform",
    sample: "S-00002" as ReturnType<typeof theSample>["id"],
  } as const;
}

Then(
  "{int} of {int} sessions are drawn, those whose hash with the seed comes first",
  function (this: World, count: number, all: number) {
    const { sessions, of, reviews, sample: id } = this.shown<SampleDrawn>();
    const sample = theSample(this.story);
    const ended = [...this.story.simulator.ports.folds.sessions.values()].filter(
      ({ delegate, end }) => delegate && end,
    );
    const ranked = ended
      .map((session) => ({ id: session.id, rank: hash("sha256", `${sample.seed} ${session.id}`, "hex") }))
      .toSorted((one, other) => (one.rank < other.rank ? -1 : 1));
    assert.deepEqual({ of, count: sessions.length, reviews: reviews.length }, { of: all, count, reviews: count });
    assert.deepEqual(
      sessions,
      ranked.slice(0, count).map((one) => one.id),
    );
    assert.deepEqual([sample.id, sample.sessions], [id, sessions]);
  },
);

Then("{int} of {int} sessions are drawn", function (this: World, count: number, all: number) {
  const { sessions, of } = this.shown<SampleDrawn>();
  assert.deepEqual({ count: sessions.length, of }, { count, of: all });
});

Then("the sample comes out as recorded", function (this: World) {
  const { holds, seedIsOfTheLog, recorded, redrawn } = this.shown<Redrawn>();
  assert.deepEqual({ holds, seedIsOfTheLog, redrawn }, { holds: true, seedIsOfTheLog: true, redrawn: recorded });
  assert(recorded.length > 0, "nothing was drawn");
});

Then("the sample does not come out as recorded", function (this: World) {
  const { holds, seedIsOfTheLog, recorded, redrawn } = this.shown<Redrawn>();
  assert.deepEqual({ holds, seedIsOfTheLog }, { holds: false, seedIsOfTheLog: true });
  assert.notDeepEqual(redrawn, recorded);
});

Then("the seed is none that the log had", function (this: World) {
  const { holds, seedIsOfTheLog } = this.shown<Redrawn>();
  assert.deepEqual({ holds, seedIsOfTheLog }, { holds: false, seedIsOfTheLog: false });
});

Then("the seed of the sample is the hash of record {string}", async function (this: World, type: string) {
  const [sample] = this.shown<{ readonly samples: readonly ShownSample[] }>().samples;
  assert(sample, "there is no sample");
  const { log } = this.story.simulator.ports;
  for await (const record of log.read(sample.size - 1)) {
    if (record.seq === sample.size - 1) assert.equal(record.type, type);
    if (record.seq === sample.size) assert.equal(record.prev, sample.seed);
  }
});

Then("the auditor finds by the log alone that the sample {string}", async function (this: World, what: string) {
  this.forgeries = await findingsIn(this.story);
  const [found, ...others] = this.forgeries.filter(({ says }) => says.includes(what));
  assert(found, `nothing of the sort among ${JSON.stringify(this.forgeries)}`);
  assert.deepEqual({ check: found.check, rule: found.rule, others }, { check: "A21", rule: "REVIEW-03", others: [] });
});
