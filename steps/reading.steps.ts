import assert from "node:assert/strict";
import { type DataTable, Given, Then, When } from "@cucumber/cucumber";
import { EVENT_CATALOGUE, type EventType } from "#domain/events.ts";
import type { ShownReview } from "#usecases/review/reviewing.ts";
import type { LogQuestion } from "./acts/review.ts";
import { cellOfReview, idOfReview } from "./review-rows.ts";
import type { World } from "./world.ts";

const typeNamed = (name: string): EventType => {
  assert(Object.hasOwn(EVENT_CATALOGUE, name), `no event "${name}"`);
  return name as EventType;
};

const readLog = ({ story, drive }: World, reader: string, question: LogQuestion = {}) =>
  drive.readLog(story.person(reader), question);

When("{person} reads the audit log", async function (this: World, reader: string) {
  this.answer = await readLog(this, reader);
});

Given("{person} has read the audit log", async function (this: World, reader: string) {
  this.granted(await readLog(this, reader));
});

When("{person} goes on reading the audit log", async function (this: World, reader: string) {
  this.answer = await readLog(this, reader, { from: 3 });
});

When("{person} reads the audit log of {org}", async function (this: World, reader: string, org: string) {
  this.answer = await readLog(this, reader, { org: (await this.story.org(org)).id });
});

When("{person} looks for {string} in the audit log", async function (this: World, reader: string, type: string) {
  this.answer = await readLog(this, reader, { type: typeNamed(type) });
});

When("the operator reads the audit log", async function (this: World) {
  this.answer = await this.drive.readLogAsOperator({});
});

Given("the operator has read the audit log", async function (this: World) {
  this.granted(await this.drive.readLogAsOperator({}));
});

When("{person} reads the reviews", async function (this: World, reader: string) {
  this.answer = await this.drive.readReviews(this.story.person(reader), false);
});

When("{person} reads all reviews", async function (this: World, reader: string) {
  this.answer = await this.drive.readReviews(this.story.person(reader), true);
});

When("{person} reads the review", async function (this: World, reader: string) {
  this.answer = await this.drive.readReview(this.story.person(reader), idOfReview(this.story));
});

When("the operator reads the review", async function (this: World) {
  this.answer = await this.drive.readReviewAsOperator(idOfReview(this.story));
});

Then("the reviews are only", async function (this: World, table: DataTable) {
  const [columns = []] = table.raw();
  const { reviews } = this.shown<{ readonly reviews: readonly ShownReview[] }>();
  const rows = await Promise.all(
    reviews.map(async (one) =>
      Object.fromEntries(
        await Promise.all(columns.map(async (column) => [column, await cellOfReview(this.story, one, column)])),
      ),
    ),
  );
  assert.deepEqual(rows, table.hashes());
});

Then("there is nothing to review", function (this: World) {
  assert.deepEqual(this.shown<{ readonly reviews: readonly ShownReview[] }>().reviews, []);
});
