import { expect, test } from "vitest";
import { openLog } from "#audit/log.ts";
import { memoryStorage } from "#audit/memory-storage.ts";
import type { Storage } from "#audit/storage.ts";
import { NO_FILTERS } from "#domain/debug/session.ts";
import type { Frame } from "#domain/debug/variable.ts";
import { formatId, type UserRef } from "#domain/ids.ts";
import { acme } from "#fixtures/worlds/acme.ts";
import { frozenClock } from "#store/clock.ts";
import { memoryCredentials } from "#store/credentials.ts";
import { idsFrom } from "#store/ids.ts";
import { memoryOrgs } from "#store/memory-orgs.ts";
import { seededRandom } from "#store/random.ts";
import type { AuditRecord } from "#usecases/ports.ts";
import { openSimulator, type Simulator } from "#usecases/simulator.ts";

// What no feature can tell: requests that race for the last thread, a process that goes away, and values in the log.

const world = acme();
const orgs = memoryOrgs();

async function open(storage: Storage): Promise<Simulator> {
  return openSimulator({
    log: openLog(storage),
    clock: frozenClock(world.clock),
    ids: idsFrom(world.nextId + 1_000),
    orgs,
    credentials: memoryCredentials({ random: seededRandom(world.seed) }),
  });
}

const debugSession = formatId("ApexDebuggerSession", 900_001);
const SECRET = "4711 Privet Drive";
const stack: [Frame] = [
  {
    file: "ledg/InvoiceService",
    method: "ledg.InvoiceService.post(Id)",
    line: 17,
    variables: [
      { name: "address", scope: "local", type: "String", value: SECRET },
      {
        name: "byAddress",
        scope: "local",
        type: "Map<String,Id>",
        inside: [{ name: SECRET, scope: "local", type: "Id", value: "001" }],
      },
    ],
  },
];

/** Nia debugs in her sandbox, with a breakpoint at the line above. */
async function debugging(
  simulator: Simulator,
): Promise<{ readonly user: UserRef; readonly session: AuditRecord["session"] }> {
  const user = world.cast.find(({ name }) => name === "Nia of Acme UAT")?.ref;
  if (!user) throw new Error("nobody debugs");
  const { session } = await simulator.takePlaceOf(user, { mfa: true });
  const about = { at: world.clock, org: user.org, user, session, debugSession } as const;
  const publisher = world.cast.find(({ name }) => name === "Sam")?.ref.org;
  if (!publisher) throw new Error("there is no publisher");
  const license = { org: publisher, type: "free" } as const;
  const id = formatId("ApexDebuggerBreakpoint", 900_002);
  await simulator.ports.log.append([
    { type: "debug.started", ...about, publisher, license, filters: NO_FILTERS, instance: "EU48" },
    {
      type: "debug.breakpoint-set",
      ...about,
      breakpoint: { kind: "line", id, file: "ledg/InvoiceService", line: 17, verified: true },
    },
  ]);
  return { user, session };
}

async function recordsOf({ ports: { log } }: Simulator): Promise<readonly AuditRecord[]> {
  const records: AuditRecord[] = [];
  for await (const record of log.read()) records.push(record);
  return records;
}

test("of many requests that begin at once two are debugged, and what is read of them leaves no value in the log", async () => {
  const simulator = await open(memoryStorage());
  await simulator.loadWorld(world);
  const { user, session } = await debugging(simulator);
  const begun = await Promise.all(
    Array.from({ length: 20 }, () => simulator.beginRequest({ user, type: "REST", entryPoint: "post" })),
  );
  expect(begun.map(({ is }) => is).toSorted()).toEqual([...Array(2).fill("debugged"), ...Array(18).fill("undebugged")]);

  const request = begun.find(({ is }) => is === "debugged")?.request;
  if (!request || !session) throw new Error("nothing is debugged");
  expect(await simulator.reachLine({ org: user.org, request, stack })).toMatchObject({ stops: true });
  const read = (path: readonly string[]) => simulator.readVariables(session, { request, frame: 0, path });
  expect((await read([])).value?.variables[0]).toMatchObject({ name: "address", value: SECRET });
  expect((await read(["byAddress"])).value?.variables).toMatchObject([{ name: SECRET }]);
  expect((await read(["byAddress", SECRET])).value?.variables).toEqual([]);
  expect(JSON.stringify(await recordsOf(simulator))).not.toContain(SECRET);

  await expect(simulator.reachLine({ org: user.org, request, stack })).rejects.toThrow("is stopped");
  await simulator.continueThread(session, { request });
  expect(simulator.ports.stacks.size, "a stack that nobody needs is kept").toBe(0);
});

test("requests do not outlive the process that runs them, nor does one that waits", async () => {
  const storage = memoryStorage();
  const before = await open(storage);
  await before.loadWorld(world);
  await before.setPolicy("thirdThread", "waits");
  const { user, session } = await debugging(before);
  const begun = [];
  for (const entryPoint of ["one", "two", "three"])
    begun.push(await before.beginRequest({ user, type: "REST", entryPoint }));
  expect(begun.map(({ is }) => is)).toEqual(["debugged", "debugged", "waits"]);
  const [first, , third] = begun;
  if (!first || !third || !session) throw new Error("nothing is debugged");
  await before.reachLine({ org: user.org, request: first.request, stack });
  await expect(before.finishRequest({ org: user.org, request: third.request })).rejects.toThrow("waits for a thread");

  const after = await open(storage);
  await after.recordOpening({ version: "1", setAside: 0, inOrder: true });
  expect((await after.viewDebugger(session)).value).toMatchObject({ threads: [], waiting: 0, state: "active" });
  const ends = (await recordsOf(after)).filter(({ type }) => type === "debug.request-finished");
  expect(ends).toMatchObject(begun.map(({ request }) => ({ request, how: "cut off" })));
  const again = await after.beginRequest({ user, type: "REST", entryPoint: "four" });
  expect(again.is).toBe("debugged");
  expect((await after.viewDebugger(session)).value?.threads).toMatchObject([{ entryPoint: "four", state: "running" }]);
});
