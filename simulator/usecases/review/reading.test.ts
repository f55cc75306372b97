import { expect, test } from "vitest";
import { openLog } from "#audit/log.ts";
import { memoryStorage } from "#audit/memory-storage.ts";
import type { SessionId } from "#domain/ids.ts";
import { acme } from "#fixtures/worlds/acme.ts";
import { frozenClock } from "#store/clock.ts";
import { memoryCredentials } from "#store/credentials.ts";
import { idsFrom } from "#store/ids.ts";
import { memoryOrgs } from "#store/memory-orgs.ts";
import { seededRandom } from "#store/random.ts";
import { openSimulator, type Simulator } from "#usecases/simulator.ts";

/** A simulator whose log cannot be written any more from the moment that `fail` is called. */
async function stage() {
  const [world, storage] = [acme(), memoryStorage()];
  const append = storage.append.bind(storage);
  let full = false;
  storage.append = (batch) => (full ? Promise.reject(new Error("disk full")) : append(batch));
  const simulator = await openSimulator({
    log: openLog(storage),
    clock: frozenClock(world.clock),
    ids: idsFrom(world.nextId),
    orgs: memoryOrgs(),
    credentials: memoryCredentials({ random: seededRandom(1) }),
  });
  await simulator.loadWorld(world);
  const seat = async (name: string): Promise<SessionId> => {
    const member = world.cast.find((one) => one.name === name);
    if (!member) throw new Error(`nobody called ${name}`);
    return (await simulator.takePlaceOf(member.ref, { mfa: true, myDomain: true })).session;
  };
  const fail = () => {
    full = true;
  };
  return { simulator, rita: await seat("Rita"), nia: await seat("Nia"), fail };
}

const all = { from: 0, limit: 1000 };

type Reading = (simulator: Simulator, who: { readonly rita: SessionId; readonly nia: SessionId }) => Promise<unknown>;

const READINGS: readonly (readonly [string, Reading])[] = [
  ["the operator reads the log", (simulator) => simulator.readAudit(all)],
  ["the operator opens a record", (simulator) => simulator.describeEntry(1)],
  ["the operator reads the reviews", (simulator) => simulator.readReviews("operator", { closed: true })],
  ["a reviewer reads the log", (simulator, { rita }) => simulator.reviewAudit(rita, all)],
  ["a reviewer opens a record", (simulator, { rita }) => simulator.reviewEntry(rita, 1)],
  ["a reviewer reads the reviews", (simulator, { rita }) => simulator.readReviews(rita, { closed: true })],
  ["a reviewer reads the samples", (simulator, { rita }) => simulator.readSamples(rita)],
  ["an org reads its own part", (simulator, { nia }) => simulator.viewTransparency(nia, all)],
  ["the operator asks who was there", (simulator) => simulator.auditWho.byOperator({ limit: 1 })],
  ["the operator asks what was refused", (simulator) => simulator.auditRefusals.byOperator({ limit: 1 })],
  ["a reviewer asks who was there", (simulator, { rita }) => simulator.auditWho.byReviewer(rita, { limit: 1 })],
  ["a reviewer asks what happened", (simulator, { rita }) => simulator.auditTimeline.byReviewer(rita, { limit: 1 })],
  ["an org asks who was there", (simulator, { nia }) => simulator.auditWho.byOrg(nia, { limit: 1 })],
  ["an org asks what sessions saw", (simulator, { nia }) => simulator.auditExposure.byOrg(nia, { limit: 1 })],
];

test.for(READINGS)("where it cannot be put on record that %s, nothing is shown", async ([, read]) => {
  const { simulator, fail, ...who } = await stage();
  fail();
  await expect(read(simulator, who)).rejects.toMatchObject({ code: "LOG_UNAVAILABLE" });
});

test.for(READINGS)("%s, and the log has one record more", async ([, read]) => {
  const { simulator, fail: _, ...who } = await stage();
  const { size } = simulator.ports.log.end;
  await read(simulator, who);
  await read(simulator, who);
  const left: string[] = [];
  for await (const { type } of simulator.ports.log.read(size)) left.push(type);
  expect(left).toEqual(["audit.read"]);
});

test("where an answer begins and how much it holds at a time is no part of the question", async () => {
  const { simulator, rita } = await stage();
  const { size } = simulator.ports.log.end;
  for (const page of [{ limit: 1 }, { limit: 100 }, { limit: 100, from: 3 }])
    await simulator.auditTimeline.byReviewer(rita, page);
  for (const page of [{ limit: 1 }, { limit: 1, before: 5 }]) await simulator.auditWho.byReviewer(rita, page);
  const left: string[] = [];
  for await (const record of simulator.ports.log.read(size)) if (record.type === "audit.read") left.push(record.query);
  expect(left).toEqual(["what happened", "who was there"]);
});

test("an old reading is forgotten, so that questions do not pile up", async () => {
  const { simulator, rita } = await stage();
  const { clock, folds } = simulator.ports;
  for (let seq = 0; seq < 5; seq += 1) await simulator.reviewEntry(rita, seq);
  expect(folds.reviews.readings.size).toBe(5);
  await simulator.moveClock(`${clock.now().slice(0, 11)}10:00:00.000Z` as ReturnType<typeof clock.now>);
  await simulator.reviewEntry(rita, 7);
  expect(folds.reviews.readings.size).toBe(1);
});
