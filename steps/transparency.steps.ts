import assert from "node:assert/strict";
import { Then, When } from "@cucumber/cucumber";
import type { AuditPage } from "#usecases/operator/read-audit.ts";
import { placeOf } from "./place.ts";
import type { World } from "./world.ts";

When("{person} reads what was done in the org", async function (this: World, who: string) {
  this.answer = await this.drive.viewTransparency(this.story.person(who), placeOf(this, who));
});

Then("{string} is told, and {string} is not", function (this: World, event: string, secret: string) {
  const { records } = this.shown<AuditPage>();
  const told = records.some(({ type }) => type === event);
  assert.deepEqual({ told, secret: JSON.stringify(records).includes(secret) }, { told: true, secret: false });
});
