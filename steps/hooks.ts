import assert from "node:assert/strict";
import { After, AfterAll, Before, BeforeAll } from "@cucumber/cucumber";
import { acme } from "#fixtures/worlds/acme.ts";
import { createApp } from "#http/app.ts";
import { sessionTokens } from "#http/session-token.ts";
import { simulatorInMemory } from "#server/in-memory.ts";
import { withPasswordHash } from "#server/worlds.ts";
import type { Simulator } from "#usecases/simulator.ts";
import { driveThrough } from "./drivers.ts";
import { HttpFace, UseCaseFace } from "./face.ts";
import { applyMutant } from "./mutant.ts";
import { Story } from "./story.ts";
import type { World } from "./world.ts";

const OPERATOR = "operator";

/** Only ever read, so every scenario's own simulator can begin from the same one. */
const world = await withPasswordHash(acme());

let told: Simulator | undefined;
/** Stands for the simulator of the scenario being told. */
const simulator = new Proxy({} as Simulator, {
  get: (_, name) => {
    if (!told) throw new Error("no scenario has begun");
    return Reflect.get(told, name);
  },
});
let http: ReturnType<typeof createApp>["app"] | undefined;

/** One app for all scenarios: defining the routes takes longer than telling a scenario. */
const appOnce = () => {
  http ??= createApp({ simulator, tokens: sessionTokens(new Uint8Array(32)), operatorToken: OPERATOR }).app;
  return http;
};

Before(async function (this: World) {
  told = await simulatorInMemory(world);
  this.story = new Story(told, world);
  if (this.parameters.driver === "http") {
    this.drive = driveThrough(new HttpFace(this.story, appOnce(), world.password));
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
