import { setTimeout as after } from "node:timers/promises";
import { describe, expect, test } from "vitest";
import { openLog } from "#audit/log.ts";
import { memoryStorage } from "#audit/memory-storage.ts";
import { DAY, fromMillis, HOUR, later, toMillis } from "#domain/time.ts";
import type { World } from "#domain/world.ts";
import { acme } from "#fixtures/worlds/acme.ts";
import { frozenClock } from "#store/clock.ts";
import { memoryCredentials } from "#store/credentials.ts";
import { idsFrom } from "#store/ids.ts";
import { memoryOrgs } from "#store/memory-orgs.ts";
import { CHEAP } from "#store/password.ts";
import { seededRandom } from "#store/random.ts";
import type { AuditRecord, Clock } from "#usecases/ports.ts";
import { openSimulator } from "#usecases/simulator.ts";

// What the operator does while others act, and what two operators do at the same time.

interface About {
  readonly clock?: Clock;
  /** Whether the log takes its time, so that what begins together decides together. */
  readonly pause?: boolean;
  readonly world?: World;
}

/** A world without orgs, so that another can be loaded later. */
const nothing: World = { ...acme(), orgs: [], cast: [] };

async function stage({ clock = frozenClock(acme().clock), pause = true, world = acme() }: About = {}) {
  const storage = memoryStorage();
  const append = storage.append.bind(storage);
  if (pause)
    storage.append = async (batch) => {
      await after(1);
      await append(batch);
    };
  const credentials = memoryCredentials({ random: seededRandom(1), cost: CHEAP });
  const stores = { orgs: memoryOrgs(), ids: idsFrom(world.nextId), credentials };
  const simulator = await openSimulator({ log: openLog(storage), clock, ...stores });
  await simulator.loadWorld(world);
  const person = (name: string) => {
    const member = world.cast.find((one) => one.name === name);
    if (!member) throw new Error(`nobody called ${name}`);
    return member.ref;
  };
  return { simulator, person };
}

type Stage = Awaited<ReturnType<typeof stage>>;

async function grantOfADay({ simulator, person }: Stage) {
  const { session } = await simulator.takePlaceOf(person("Nia"), { mfa: true });
  const { value } = await simulator.saveLoginAccess(session, { party: person("Sam").org, duration: "1 day" });
  if (!value?.endsAt) throw new Error("no login access was given");
  return value.endsAt;
}

/** The records that stand behind a later one of their own org. */
async function tooLate({ simulator }: Stage): Promise<readonly AuditRecord[]> {
  const latest = new Map<string, string>();
  const found: AuditRecord[] = [];
  for await (const record of simulator.ports.log.read()) {
    if (record.at < (latest.get(record.org) ?? "")) found.push(record);
    latest.set(record.org, record.at);
  }
  return found;
}

describe("of two at the same time one is told of the conflict", () => {
  const outcomes = async (both: readonly Promise<unknown>[]) =>
    (await Promise.allSettled(both)).map((one) => (one.status === "rejected" ? one.reason.code : "done")).sort();

  test("who make an org of the same name", async () => {
    const { simulator } = await stage();
    const about = { name: "Twin", kind: "production", edition: "Enterprise", instance: "NA1" } as const;
    const make = () => simulator.createOrg({ ...about, governmentCloud: false });
    expect(await outcomes([make(), make()])).toEqual(["CONFLICT", "done"]);
  });

  test("who make a user of the same name, each in another org", async () => {
    const { simulator, person } = await stage();
    const about = { name: "Twin", username: "twin@example.com", password: "a password" } as const;
    const make = ({ org }: { readonly org: Parameters<typeof simulator.createUser>[0]["org"] }) =>
      simulator.createUser({ org, ...about, profile: "System Administrator", license: "Salesforce" });
    expect(await outcomes([make(person("Nia")), make(person("Hugo"))])).toEqual(["CONFLICT", "done"]);
  });

  test("or both go on, who make a sandbox anew and a user of a name it wants, whoever comes first", async () => {
    const about = { name: "Twin", password: "a password", profile: "System Administrator" } as const;
    const firsts = new Set<string>();
    for (let ticks = 0; ticks < 60; ticks += 1) {
      const { simulator, person } = await stage();
      const make = (name: string, username: string) =>
        simulator.createUser({ org: person(name).org, ...about, license: "Salesforce", username });
      await make("Nia", "twin@example.com");
      // Hashing the password takes its time; what is decided at the same time begins behind it.
      const { credentials } = simulator.ports;
      const set = credentials.set.bind(credentials);
      const hashed = Promise.withResolvers<void>();
      credentials.set = (...given) => set(...given).finally(hashed.resolve);
      const refreshed = hashed.promise.then(async () => {
        for (let tick = 0; tick < ticks; tick += 1) await undefined;
        return simulator.refreshSandbox({ org: person("Nia of Acme UAT").org });
      });
      const [user = ""] = await outcomes([make("Hugo", "twin@example.com.uat"), refreshed]);
      firsts.add(user);
      const names = (await simulator.listPeople()).map(({ username }) => username);
      expect(new Set(names).size).toBe(names.length);
    }
    expect([...firsts].sort()).toEqual(["CONFLICT", "done"]);
  });

  test("who load a world each", async () => {
    const { simulator } = await stage({ world: nothing });
    const half = { ...acme(), orgs: acme().orgs.slice(0, 2), cast: [] };
    expect(await outcomes([simulator.loadWorld(half), simulator.loadWorld(acme())])).toEqual(["CONFLICT", "done"]);
    expect(await simulator.listOrgs()).toHaveLength(2);
  });

  test("who load a world and make an org", async () => {
    const { simulator } = await stage({ world: nothing });
    const about = { name: "Twin", kind: "production", edition: "Enterprise", instance: "NA1" } as const;
    const make = simulator.createOrg({ ...about, governmentCloud: false });
    expect(await outcomes([make, simulator.loadWorld(acme())])).toEqual(["CONFLICT", "done"]);
    expect((await simulator.listOrgs()).map(({ name }) => name)).toEqual(["Twin"]);
  });
});

describe("within an org time never goes back", () => {
  test("while the clock is moved over the end of login access and others act", async () => {
    const at = await stage({ pause: false });
    await grantOfADay(at);
    const { simulator, person } = at;
    const all: Promise<unknown>[] = [simulator.moveClock(later(simulator.ports.clock.now(), 2 * DAY))];
    for (let n = 0; n < 30; n += 1) {
      all.push(simulator.takePlaceOf(person("Omar"), { mfa: true }));
      await undefined;
    }
    await Promise.all(all);
    expect(await tooLate(at)).toEqual([]);
  });

  test("while the clock runs over the end of login access in the middle of an act", async () => {
    let millis = toMillis(acme().clock);
    const clock: Clock = {
      // Every look at it is five milliseconds later than the one before.
      now: () => {
        millis += 5;
        return fromMillis(millis);
      },
      moveTo: () => {},
    };
    const at = await stage({ clock });
    const endsAt = await grantOfADay(at);
    millis = toMillis(endsAt) - HOUR;
    await at.simulator.takePlaceOf(at.person("Omar"), { mfa: true });
    millis = toMillis(endsAt) - 6;
    await at.simulator.takePlaceOf(at.person("Omar"), { mfa: true });
    await at.simulator.takePlaceOf(at.person("Omar"), { mfa: true });
    expect(await tooLate(at)).toEqual([]);
  });
});
