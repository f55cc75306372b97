import assert from "node:assert/strict";
import { type DataTable, Given, Then, When } from "@cucumber/cucumber";
import type { EventType } from "#domain/events.ts";
import type { AuditPage } from "#usecases/operator/read-audit.ts";
import type { ShownRecord } from "#usecases/ports.ts";
import type { ShownReview } from "#usecases/review/reviewing.ts";
import type { Seen } from "./face.ts";
import { idOfReview, namesIn } from "./review-rows.ts";
import type { World } from "./world.ts";

// Values that reviewers are shown only once they are disclosed, and what a reader is shown of a record.

const disclose = ({ drive, story }: World, reviewer: string, why: string, record?: number): Promise<Seen> =>
  drive.discloseValues(story.person(reviewer), idOfReview(story), why, record);

When(
  "{person} has the values of the review disclosed: {string}",
  async function (this: World, reviewer: string, why: string) {
    this.answer = await disclose(this, reviewer, why);
  },
);

Given(
  "{person} had the values of the review disclosed: {string}",
  async function (this: World, reviewer: string, why: string) {
    this.granted(await disclose(this, reviewer, why));
  },
);

/** The first or the last record of a kind there is. */
export async function recordOf({ story }: World, which: "first" | "last", type: string): Promise<number> {
  const seqs: number[] = [];
  for await (const record of story.simulator.ports.log.read()) if (record.type === type) seqs.push(record.seq);
  const seq = seqs.at(which === "first" ? 0 : -1);
  assert(seq !== undefined, `there is no ${type} in this story`);
  return seq;
}

When(
  "{person} has the values of the {firstOrLast} {string} disclosed: {string}",
  async function (this: World, reviewer: string, which: "first" | "last", type: string, why: string) {
    this.answer = await disclose(this, reviewer, why, await recordOf(this, which, type));
  },
);

Given(
  "{person} had the values of the {firstOrLast} {string} disclosed: {string}",
  async function (this: World, reviewer: string, which: "first" | "last", type: string, why: string) {
    this.granted(await disclose(this, reviewer, why, await recordOf(this, which, type)));
  },
);

Then("{person} is told that the record is no part of the review", function (this: World, _: string) {
  const { effect, because = "" } = this.answer;
  assert.deepEqual(
    [effect, because.replace(/record \d+/, "record N")],
    ["fault", `record N is no part of what ${idOfReview(this.story)} is about; see review show`],
  );
});

/** The records of a kind among those that were read. */
function shownOf(world: World, type: EventType | string): readonly ShownRecord[] {
  const found = world.shown<AuditPage>().records.filter((one) => one.type === type);
  assert(found.length > 0, `no ${type} was shown`);
  return found;
}

Then("every {string} is shown without {string}", function (this: World, type: string, names: string) {
  for (const record of shownOf(this, type)) {
    assert.deepEqual(record.withheld?.join(", "), names);
    for (const name of names.split(", ")) assert(!(name in record), `${name} is there`);
  }
});

Then("every {string} is shown whole, with {string}", function (this: World, type: string, names: string) {
  for (const record of shownOf(this, type)) {
    assert.equal(record.withheld, undefined);
    for (const name of names.split(", ")) assert(name in record, `${name} is not there`);
  }
});

Then("the {firstOrLast} {string} is shown whole, and no other", function (this: World, which: string, type: string) {
  const shown = shownOf(this, type).map(({ withheld }) => withheld === undefined);
  assert(shown.length > 1, `there is only one ${type}`);
  assert.deepEqual(
    shown,
    shown.map((_, place) => place === (which === "first" ? 0 : shown.length - 1)),
  );
});

Then("of the review are disclosed", function (this: World, table: DataTable) {
  const rows = this.shown<ShownReview>().disclosures.map(({ to, record }) => ({
    to: namesIn(this.story, [to]),
    what: record === undefined ? "all of it" : "one record",
  }));
  assert.deepEqual(rows, table.hashes());
});
