import { expect, test } from "vitest";
import { diskOver } from "#audit/disk.ts";
import type { FullDisk } from "#audit/log.ts";
import { pathsIn } from "#audit/paths.ts";
import { temporaryFolder, visited } from "#audit/sample-events.ts";
import { systemCalls } from "#audit/system-calls.ts";
import { parseStartLink } from "#domain/debug/start-link.ts";
import { fromMillis, parseInstant } from "#domain/time.ts";
import { acme } from "#fixtures/worlds/acme.ts";
import { type Opened, openUnderstudy } from "#server/open.ts";
import type { AuditRecord } from "#usecases/ports.ts";
import { judge } from "./judge.ts";
import { type Limited, limited } from "./limited.ts";
import { bytesFrom, openScripted, STATE } from "./scripted-run.ts";
import { SimulatedMachine } from "./simulated-machine.ts";

const PLENTY = 1024 ** 3;

/** A simulator on a disk that fills up, with a clock of the machine in the test's hand. */
async function openOn(state: string, disk: Limited, millis: () => number): Promise<Opened> {
  const frozenAt = parseInstant("2031-03-04T09:00:00.000Z");
  if (!frozenAt) throw new Error("no instant");
  const about = { version: "0.1.0", world: "acme", seed: 1, random: bytesFrom(1), frozenAt } as const;
  const clocks = { systemMillis: () => Date.UTC(2031, 2, 4, 9), monotonicMillis: millis };
  return openUnderstudy({ ...about, ...clocks, state, disk: diskOver(disk.calls) });
}

function person(name: string) {
  const member = acme().cast.find((one) => one.name === name);
  if (!member) throw new Error(`nobody called ${name}`);
  return member.ref;
}

async function recordsOf({ simulator }: Opened, from = 0): Promise<readonly AuditRecord[]> {
  const records: AuditRecord[] = [];
  for await (const record of simulator.ports.log.read(from)) records.push(record);
  return records;
}

test("a full disk ends all access on record, and access comes back when there is space", async () => {
  using folder = temporaryFolder();
  const disk = limited(systemCalls, PLENTY);
  let now = 0;
  const opened = await openOn(folder.path, disk, () => now);
  const { simulator } = opened;
  const [sam, nia, uat] = [person("Sam"), person("Nia"), person("Nia of Acme UAT")];
  const own = await simulator.takePlaceOf(nia, { mfa: true });
  await simulator.saveLoginAccess(own.session, { party: sam.org, duration: "1 week" });
  const inSandbox = await simulator.takePlaceOf(uat, { mfa: true });
  await simulator.saveLoginAccess(inSandbox.session, { party: sam.org, duration: "1 week" });
  const agent = await simulator.takePlaceOf(sam, { mfa: true, myDomain: true });
  const login = await simulator.logInAs(agent.session, { subscriber: nia.org, user: nia.id });
  const engineer = await simulator.takePlaceOf(sam, { mfa: true, myDomain: true });
  const second = await simulator.logInAs(engineer.session, { subscriber: uat.org, user: uat.id });
  if (!login.value || !second.value) throw new Error("nobody was let in");
  const prepared = await simulator.prepareDebugging(second.value.session, { from: "http://localhost:4100" });
  const link = parseStartLink(prepared.value?.link ?? "");
  if (!link) throw new Error("the start link is none");
  await simulator.setUpProject(second.value.session, {
    path: "acme-uat",
    link: { ...link, sessionId: second.value.session },
  });
  const debugging = await simulator.startDebugging(second.value.session, { project: "acme-uat" });
  if (!debugging.value) throw new Error(`no debugging session was started: ${debugging.decision.because}`);
  const before = (await recordsOf(opened)).length;

  disk.free = 100;
  const grants = [0, 1, 2].map(() => simulator.saveLoginAccess(own.session, { party: sam.org, duration: "1 day" }));
  for (const grant of grants)
    await expect(grant).rejects.toMatchObject({ code: "LOG_UNAVAILABLE", message: expect.stringContaining("is full") });
  const said = await recordsOf(opened, before);
  expect(said.map(({ type }) => type)).toEqual([
    "audit.degraded",
    "debug.ended",
    "login.ended",
    "login.ended",
    "audit.org-stated",
    "audit.org-stated",
  ]);
  expect(said[1]).toMatchObject({ reason: "log unavailable", debugSession: debugging.value.debugSession });
  const ended = said.filter(({ type }) => type === "login.ended");
  expect(ended.map(({ session }) => session).sort()).toEqual([login.value.session, second.value.session].sort());
  expect(ended).toMatchObject([{ reason: "log unavailable" }, { reason: "log unavailable" }]);
  expect(simulator.ports.folds.sessions.get(login.value.session)?.state).toBe("ended");
  expect(systemCalls.exists(pathsIn(folder.path).reserve)).toBe(false);

  // There is space again, and nobody has looked since: once a second is enough.
  const read = () => simulator.viewInbox(agent.session);
  await expect(read()).rejects.toMatchObject({ code: "LOG_UNAVAILABLE", message: expect.stringContaining("is full") });
  disk.free = PLENTY;
  now += 999;
  await expect(read()).rejects.toMatchObject({ code: "LOG_UNAVAILABLE" });
  now += 1;
  const again = await simulator.saveLoginAccess(own.session, { party: sam.org, duration: "1 day" });
  expect(again.decision.effect).toBe("allow");
  const since = await recordsOf(opened, before + said.length);
  expect(since.map(({ type }) => type).slice(0, 1)).toEqual(["audit.restored"]);
  expect(since.some(({ type }) => type === "grant.given" || type === "grant.changed")).toBe(true);
  expect(await opened.verifyLog()).toMatchObject({ verdict: "good" });
  await opened.close();
  const reopened = await openOn(folder.path, disk, () => now);
  expect((await recordsOf(reopened)).slice(before, before + said.length)).toEqual(said);
  await reopened.close();
});

const OWN = { at: fromMillis(Date.UTC(2031, 2, 4, 9)), org: "platform" } as const;
const WORDS: FullDisk = {
  lastWords: () => [{ type: "audit.degraded", ...OWN, because: "disk full" }],
  firstWords: () => [{ type: "audit.restored", ...OWN }],
};

async function typesIn({ calls }: SimulatedMachine): Promise<readonly string[]> {
  const log = await openScripted(calls, 1);
  const types: string[] = [];
  for await (const { type } of log.read()) types.push(type);
  await log.close();
  return types;
}

test("whichever byte is the last there is space for, what was acknowledged is there and the log goes on", async () => {
  const outcomes = { written: 0, degraded: 0, restored: 0 };
  for (let free = 0; free < 6000; free += 37) {
    const machine = new SimulatedMachine();
    const disk = limited(machine.calls, PLENTY);
    const acknowledged: AuditRecord[] = [];
    const log = await openScripted(disk.calls, free, STATE, WORDS);
    const append = async (n: number) => {
      const answer = await log.append([visited(n)]);
      if (answer.outcome === "appended") acknowledged.push(...answer.records);
    };
    await append(0);
    disk.free = free;
    let n = 1;
    for (; log.available && n < 20; n += 1) await append(n).catch(() => {});
    outcomes.written += n - 2;
    if (!log.available) outcomes.degraded += 1;
    disk.free = PLENTY;
    expect(await log.regain()).toBe("open");
    outcomes.restored += 1;
    await append(n);
    await log.close();
    const found = await judge(machine.calls, acknowledged);
    expect(found.because, `with ${free} bytes`).toEqual([]);
    const types = await typesIn(machine);
    expect(types.filter((type) => type === "audit.degraded")).toHaveLength(1);
    expect(types.filter((type) => type === "audit.restored")).toHaveLength(1);
  }
  expect(outcomes.degraded).toBe(outcomes.restored);
  expect(outcomes.written).toBeGreaterThan(outcomes.degraded);
});
