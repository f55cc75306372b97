import assert from "node:assert/strict";
import { type DataTable, Then, When } from "@cucumber/cucumber";
import type { World } from "./world.ts";

When("{person} reviews the last record of {org}", async function (this: World, reviewer: string, org: string) {
  const { id } = await this.story.org(org);
  let last = 0;
  for await (const { seq, org: of } of this.story.simulator.ports.log.read()) if (of === id) last = seq;
  this.answer = await this.drive.reviewEntry(this.story.person(reviewer), last);
});

When("{person} reviews record {int}", async function (this: World, reviewer: string, seq: number) {
  this.answer = await this.drive.reviewEntry(this.story.person(reviewer), seq);
});

Then("the record says", function (this: World, table: DataTable) {
  const shown = Object.entries(this.shown<Readonly<Record<string, unknown>>>()).map(([name, value]) => [
    name,
    Array.isArray(value) ? value.join(", ") : String(value),
  ]);
  assert.deepEqual(Object.fromEntries(shown), table.rowsHash());
});
