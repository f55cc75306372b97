import assert from "node:assert/strict";
import { After, AfterAll, Before, BeforeAll } from "@cucumber/cucumber";
import { acme } from "#fixtures/worlds/acme.ts";
import { createApp } from "#http/app.ts";
import { sessionTokens } from "#http/session-token.ts";
import { simulatorInMemory } from "#fixtures/simulator.ts";
import { driveThrough } from "./drivers.ts";
import { HttpFace, UseCaseFace } from "./face.ts";
import { applyMutant } from "./mutant.ts";
import { Story } from "./story.ts";
import type { World } from "./world.ts";

const OPERATOR = "operator";

Before(async function (this: World) {
  const world = acme();
  this.story = new Story(await simulatorInMemory(world), world);
  const { simulator } = this.story;
  if (this.parameters.driver === "http") {
    const tokens = sessionTokens(new Uint8Array(32));
    const { app } = createApp({ simulator, tokens, operatorToken: OPERATOR });
    this.drive = driveThrough(new HttpFace(this.story, app, world.password));
  } else this.drive = driveThrough(new UseCaseFace(this.story));
});

After(function (this: World, { result }) {
  if (result?.status !== "PASSED") return;
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
