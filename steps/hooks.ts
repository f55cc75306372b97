import assert from "node:assert/strict";
import { writeFile } from "node:fs/promises";
import { After, AfterAll, Before, BeforeAll } from "@cucumber/cucumber";
import { acme } from "#fixtures/worlds/acme.ts";
import { simulatorInMemory } from "#server/in-memory.ts";
import { withPasswordHash } from "#server/worlds.ts";
import type { Simulator } from "#usecases/simulator.ts";
import { driveThrough } from "./drivers.ts";
import { type Face, UseCaseFace } from "./face.ts";
import { findingsIn } from "./findings.ts";
import { HttpFace } from "./http-face.ts";
import { applyMutant } from "./mutant.ts";
import { appBefore, OPERATOR_TOKEN, tokens } from "./one-app.ts";
import { addressBefore, closeServer } from "./one-server.ts";
import { choosesPolicy, parseChoice } from "./reader/policy-words.ts";
import { FOUND, RECORDED, type Recorded } from "./reader/recorded.ts";
import { SocketFace } from "./socket-face.ts";
import { Story } from "./story.ts";
import { count, counted } from "./told-by-wire.ts";
import { untracedChanges } from "./untraced-changes.ts";
import type { World } from "./world.ts";

/** Only ever read, so every scenario's own simulator can begin from the same one. */
const world = await withPasswordHash(acme());

Before(async function (this: World, { pickle }) {
  const simulator = await simulatorInMemory(world);
  if (this.parameters.policy !== undefined) await choosePolicy(simulator, this.parameters.policy, pickle.steps);
  this.story = new Story(simulator, world);
  this.drive = driveThrough(await faceBefore(this));
});

const about = { password: world.password, tokens, operatorToken: OPERATOR_TOKEN };

async function faceBefore({ story, parameters: { driver } }: World): Promise<Face> {
  if (driver === "http") return new HttpFace(story, appBefore(story.simulator), about);
  if (driver === "socket") return new SocketFace(story, await addressBefore(story.simulator), about);
  return new UseCaseFace(story);
}

After(async function (this: World, { result }) {
  if (result?.status !== "PASSED") return;
  assert.deepEqual(await untracedChanges(this.story), [], "Setup was changed without a row in the Setup Audit Trail");
  const { overlooked } = this;
  assert(!overlooked, `nobody looked at this: ${overlooked?.because} (${overlooked?.rule ?? overlooked?.code})`);
});

/** Each sort of record once. */
async function recordedIn({ simulator, mark }: Story): Promise<readonly Recorded[]> {
  const found = new Map<string, Recorded>();
  for await (const { seq, type, decision } of simulator.ports.log.read(0)) {
    const recorded = { type, ...(decision && { rule: decision.rule }), byTheAct: seq >= mark };
    found.set(JSON.stringify(recorded), recorded);
  }
  return [...found.values()];
}

/** For one repetition of all features; a story that chooses a value of that policy itself begins as ever. */
async function choosePolicy(simulator: Simulator, words: string, steps: readonly { readonly text: string }[]) {
  const { policy, value } = parseChoice(words);
  if (!steps.some((step) => choosesPolicy(step, policy))) await simulator.setPolicy(policy, value);
}

After(async function (this: World) {
  if (this.parameters.records === "attached") this.attach(JSON.stringify(await recordedIn(this.story)), RECORDED);
});

/** Every story's log must stand before the auditor, but for what the story itself forges; also that of a story which failed where somebody asks for the findings. */
After(async function (this: World, { result }) {
  const attached = this.parameters.findings === "attached";
  if (!attached && result?.status !== "PASSED") return;
  const findings = await findingsIn(this.story);
  if (attached) this.attach(JSON.stringify(findings), FOUND);
  else assert.deepEqual(findings, this.forgeries, "the auditor finds something wrong in the log");
});

After(function (this: World, test) {
  if (test.result?.status === "PASSED") count(test, this.drive.face);
});

AfterAll(async function () {
  const { told } = this.parameters;
  await closeServer();
  const came = counted();
  if (typeof told === "string") await writeFile(told, JSON.stringify(came));
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
