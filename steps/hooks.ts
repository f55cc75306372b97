import assert from "node:assert/strict";
import { After, AfterAll, Before, BeforeAll } from "@cucumber/cucumber";
import { acme } from "#fixtures/worlds/acme.ts";
import { simulatorInMemory } from "#server/in-memory.ts";
import { withPasswordHash } from "#server/worlds.ts";
import { driveThrough } from "./drivers.ts";
import { HttpFace, UseCaseFace } from "./face.ts";
import { applyMutant } from "./mutant.ts";
import { appBefore, OPERATOR_TOKEN } from "./one-app.ts";
import { Story } from "./story.ts";
import { untracedChanges } from "./untraced-changes.ts";
import type { World } from "./world.ts";

/** Only ever read, so every scenario's own simulator can begin from the same one. */
const world = await withPasswordHash(acme());

Before(async function (this: World) {
  const simulator = await simulatorInMemory(world);
  this.story = new Story(simulator, world);
  this.drive = driveThrough(
    this.parameters.driver === "http"
      ? new HttpFace(this.story, appBefore(simulator), { password: world.password, operatorToken: OPERATOR_TOKEN })
      : new UseCaseFace(this.story),
  );
});

After(async function (this: World, { result }) {
  if (result?.status !== "PASSED") return;
  assert.deepEqual(await untracedChanges(this.story), [], "Setup was changed without a row in the Setup Audit Trail");
  const { overlooked } = this;
  assert(!overlooked, `nobody looked at this: ${overlooked?.because} (${overlooked?.rule ?? overlooked?.code})`);
});

let turnBack: (() => void) | undefined;

BeforeAll(async function () {
  const { mutant } = this.parameters;
  if (typeof mutant === "string") turnBack = await applyMutant(mutant);
});

AfterAll(() => {
  turnBack?.();
  turnBack = undefined;
});
