import { expect, test } from "vitest";
import { DAY, later } from "#domain/time.ts";
import { acme } from "#fixtures/worlds/acme.ts";
import { simulatorInMemory } from "#server/in-memory.ts";

/** Nia grants a week and Omar a day; Sam is logged in as Nia, beside three sessions of their own. */
async function stage() {
  const world = acme();
  const simulator = await simulatorInMemory(world);
  const person = (name: string) => {
    const member = world.cast.find((one) => one.name === name);
    if (!member) throw new Error(`nobody called ${name}`);
    return member.ref;
  };
  const party = person("Sam").org;
  for (const [name, duration] of [
    ["Nia", "1 week"],
    ["Omar", "1 day"],
  ] as const) {
    const { session } = await simulator.takePlaceOf(person(name), { mfa: true });
    await simulator.saveLoginAccess(session, { party, duration });
  }
  const { session } = await simulator.takePlaceOf(person("Sam"), { mfa: true, myDomain: true });
  const { org: subscriber, id: user } = person("Nia");
  await simulator.logInAs(session, { subscriber, user });
  return { simulator, person, now: world.clock };
}

/** What this is about; a world has more that time brings. */
const isAccess = (event: string): boolean => /^(?:grant|login|session)\./.test(event);

/** Time, event and user of what the log says of access from a record on. */
async function written({ simulator }: Awaited<ReturnType<typeof stage>>, from: number) {
  const found = [];
  for await (const { at, type, user } of simulator.ports.log.read(from))
    if (isAccess(type)) found.push([at, type, user]);
  return found;
}

test("what happens by itself is what was listed: each at its own instant, and in order", async () => {
  const here = await stage();
  const { simulator, person, now } = here;
  const access = async () => (await simulator.nextByItself(1000)).next.filter(({ event }) => isAccess(event));
  const next = await access();
  expect(next.map(({ event, user, delegateUser }) => [event, user, delegateUser])).toEqual(
    expect.arrayContaining([
      ["login.ended", person("Nia"), person("Sam")],
      ["session.ended", person("Sam"), undefined],
      ["grant.expired", person("Omar"), undefined],
      ["grant.expired", person("Nia"), undefined],
    ]),
  );
  const end = simulator.ports.log.end.size;
  await simulator.moveClock(later(now, 8 * DAY));
  const happened = await written(here, end);
  expect(happened).toEqual(next.map(({ at, event, user }) => [at, event, user]));
  expect(happened.map(([at]) => at)).toEqual(happened.map(([at]) => at).toSorted());
  expect(new Set(happened.map(([at]) => at)).size).toBeGreaterThan(2);
  expect(await access()).toEqual([]);
});

test("no more are listed than were asked for, soonest first", async () => {
  const { simulator } = await stage();
  const [whole, some] = [await simulator.nextByItself(1000), await simulator.nextByItself(2)];
  expect(whole.all).toBeGreaterThan(2);
  expect(some).toEqual({ next: whole.next.slice(0, 2), all: whole.all });
});

test("what happens to no user says to what it happens", async () => {
  const { simulator } = await stage();
  const { next } = await simulator.nextByItself(1000);
  const things = next.filter(({ user }) => !user).map(({ event, what }) => `${event}: ${what}`);
  expect(new Set(things)).toEqual(
    new Set(["log.deleted: debug log InvoiceReminder.remind", "license.expired: license of Ledger"]),
  );
});
