import assert from "node:assert/strict";
import { Then } from "@cucumber/cucumber";
import { DAY, fromMillis, toMillis } from "#domain/time.ts";
import type { TraceName } from "./acts/trace.ts";
import { cellOf, flat, recordOf } from "./trace-rows.ts";
import type { World } from "./world.ts";

Then("the {trace} of {org} gains {string}", async function (this: World, trace: TraceName, org: string, what: string) {
  assert.deepEqual(await gained(this, trace, org), [what]);
});

Then("the {trace} of {org} gains nothing", async function (this: World, trace: TraceName, org: string) {
  assert.deepEqual(await gained(this, trace, org), []);
});

Then("the audit log of {org} gains {string}", async function (this: World, name: string, event: string) {
  const { id } = await this.story.org(name);
  const types = (await this.story.gained(id)).map(({ type }) => type as string);
  assert(types.includes(event), `gained ${types.join(", ") || "nothing"}`);
});

Then(
  "the whole Login History of {org} shows {string} first",
  async function (this: World, org: string, status: string) {
    const { value } = await asItsAdministrator(this, org, "whole Login History");
    const [, newest] = flat(value);
    assert.equal(newest?.Status, status);
  },
);

/** What says the most of a row of each trace. */
const TELLING = ["Action", "URI", "LoginType"] as const;

/**
 * What the last act left in a trace, as the org's own administrator reads it afterwards: the next day, when it is a
 * file that appears no sooner.
 */
async function gained(world: World, trace: TraceName, org: string): Promise<readonly string[]> {
  const { simulator, mark } = world.story;
  const end = simulator.ports.log.end.size;
  if (trace === "event log files") await simulator.moveClock(nextDay(simulator.ports.clock.now()));
  const { value } = await asItsAdministrator(world, org, trace);
  const rows = flat(value).filter((row) => recordOf(row) >= mark && recordOf(row) < end);
  return Promise.all(
    rows.map((row) => cellOf(world.story, row, TELLING.find((column) => row[column] !== undefined) ?? "")),
  );
}

/** A trace as an administrator of the org reads it, who has just logged in for that. */
async function asItsAdministrator({ story, drive }: World, org: string, trace: TraceName) {
  const { mark } = story;
  const { id } = await story.org(org);
  const admin = [...story.cast.values()].find(({ ref, role }) => ref.org === id && /admin/.test(role));
  assert(admin, `nobody administers ${org}`);
  await drive.face.signIn(admin, { mfa: true, myDomain: true });
  const { value, because } = await drive.readTraceAsSelf(admin, trace);
  assert(value, because);
  // To look is not what the story is about.
  story.mark = mark;
  return { value };
}

const nextDay = (now: Parameters<typeof toMillis>[0]) => fromMillis((Math.floor(toMillis(now) / DAY) + 1) * DAY);
