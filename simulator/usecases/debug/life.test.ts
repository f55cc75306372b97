import { expect, test } from "vitest";
import type { OrgId, SessionId, UserRef } from "#domain/ids.ts";
import { companyOf, type Org } from "#domain/org.ts";
import { acme } from "#fixtures/worlds/acme.ts";
import { simulatorInMemory } from "#server/in-memory.ts";
import type { Simulator } from "#usecases/simulator.ts";

// What no single story tells: many at the same instant, counted over several orgs; and a sandbox that goes away.

const FROM = "http://localhost";

/** Sam, in a LoginAs session of his own in each of some sandboxes of Globex, with a project and a start link. */
async function stage(sandboxes: number) {
  const world = acme();
  const simulator = await simulatorInMemory(world);
  const person = (name: string): UserRef => {
    const member = world.cast.find((one) => one.name === name);
    if (!member) throw new Error(`nobody called ${name}`);
    return member.ref;
  };
  const sam = person("Sam");
  const logins: SessionId[] = [];
  for (let nth = 0; nth < sandboxes; nth += 1) {
    const gwen = { org: await sandboxOf(simulator, person("Gwen").org, nth), id: person("Gwen").id };
    const { session: own } = await simulator.takePlaceOf(gwen, { mfa: true });
    await simulator.saveLoginAccess(own, { party: sam.org, duration: "1 day" });
    const { session } = await simulator.takePlaceOf(sam, { mfa: true, myDomain: true });
    const { value } = await simulator.logInAs(session, { subscriber: gwen.org, user: gwen.id });
    if (!value) throw new Error("Sam was not let in");
    await simulator.prepareDebugging(value.session, { from: FROM });
    logins.push(value.session);
  }
  const link = (login: SessionId) => ({ project: "globex", instanceUrl: FROM, sessionId: login });
  const setUp = (login: SessionId, path: string) => simulator.setUpProject(login, { path, link: link(login) });
  return { simulator, logins, setUp, lmo: sam.org };
}

async function sandboxOf(simulator: Simulator, production: OrgId, nth: number): Promise<OrgId> {
  const company = companyOf(await simulator.ports.orgs.of(production));
  const id = simulator.ports.ids.next("Org");
  const about = {
    name: `Globex ${nth}`,
    myDomain: `globex--${nth}`,
    sandbox: { kind: "Full", of: production },
  } as const;
  const row: Org = { ...company, ...about, id, kind: "sandbox" };
  await simulator.changeOrg(id, "an empty sandbox", [{ table: "company", id, row }]);
  return (await simulator.refreshSandbox({ org: id })).org;
}

const typesOf = async ({ ports }: Simulator): Promise<readonly string[]> => {
  const types: string[] = [];
  for await (const { type } of ports.log.read()) types.push(type);
  return types;
};

test("of many starts on one allowance one takes it", async () => {
  const { simulator, logins, setUp, lmo } = await stage(8);
  for (const login of logins) await setUp(login, login);
  const answers = await Promise.all(logins.map((login) => simulator.startDebugging(login)));
  const rules = answers.map(({ decision }) => `${decision.effect} ${decision.rule}`);
  expect(rules.filter((one) => one === "allow DEBUG-03")).toHaveLength(1);
  expect(rules.filter((one) => one === "deny DEBUG-03")).toHaveLength(logins.length - 1);
  expect([...simulator.ports.folds.debugging.running.values()].map(({ license }) => license.org)).toEqual([lmo]);
});

test("of many starts in one sandbox one finds room, whatever the allowance", async () => {
  const { simulator, logins, setUp } = await stage(1);
  await simulator.setPolicy("debuggerAllowance", 1_000);
  const [login] = logins;
  if (!login) throw new Error("nobody is logged in");
  await setUp(login, "globex");
  const answers = await Promise.all(Array.from({ length: 20 }, () => simulator.startDebugging(login)));
  expect(answers.filter(({ decision }) => decision.effect === "allow")).toHaveLength(1);
  expect(simulator.ports.folds.debugging.running.size).toBe(1);
});

test("of many set-ups at one place every older project is on record as deleted", async () => {
  const { simulator, logins, setUp } = await stage(5);
  await Promise.all(logins.map((login) => setUp(login, "globex")));
  const types = await typesOf(simulator);
  const count = (type: string) => types.filter((one) => one === type).length;
  expect(count("debug.code-downloaded")).toBe(5);
  expect(count("debug.code-deleted")).toBe(4);
  expect(count("debug.duty-opened") - count("debug.duty-closed")).toBe(1);
  expect(await simulator.listAllDuties()).toHaveLength(1);
});

test("whoever ends one session at the same time as others, it ends once", async () => {
  const { simulator, logins, setUp, lmo } = await stage(1);
  const [login] = logins;
  if (!login) throw new Error("nobody is logged in");
  await setUp(login, "globex");
  const { value: { debugSession } = {} } = await simulator.startDebugging(login);
  if (!debugSession) throw new Error("nothing was started");
  const lena = acme().cast.find(({ name }) => name === "Lena")?.ref.id;
  if (!lena) throw new Error("nobody called Lena");
  const { session: admin } = await simulator.takePlaceOf({ org: lmo, id: lena }, { mfa: true, myDomain: true });
  const answers = await Promise.all([
    simulator.removeDebugSession(admin, { debugSession }),
    simulator.endDebugging(login),
    simulator.removeDebugSession(admin, { debugSession }),
    simulator.endDebugging(login, { debugSession }),
  ]);
  expect(answers.filter(({ decision }) => decision.effect === "allow")).toHaveLength(1);
  expect((await typesOf(simulator)).filter((type) => type === "debug.ended")).toHaveLength(1);
});

test("whoever starts as maintenance begins does not go on", async () => {
  const { simulator, logins, setUp } = await stage(1);
  const [login] = logins;
  if (!login) throw new Error("nobody is logged in");
  await setUp(login, "globex");
  await Promise.all([simulator.startDebugging(login), simulator.changeInstance("NA114", "maintenance", true)]);
  expect(simulator.ports.folds.debugging.running.size).toBe(0);
});

test("a session whose sandbox was refreshed is over, and listed without its people", async () => {
  const { simulator, logins, setUp } = await stage(1);
  const [login] = logins;
  if (!login) throw new Error("nobody is logged in");
  await setUp(login, "globex");
  await simulator.startDebugging(login);
  const [before] = await simulator.listDebugSessions();
  const { user } = simulator.ports.folds.sessions.get(login) ?? {};
  if (!user) throw new Error("the login is not on record");
  await simulator.refreshSandbox({ org: user.org });
  const [after] = await simulator.listDebugSessions();
  expect(before).toMatchObject({ state: "active", org: "Globex 0", user: "gwen@globex.example.0" });
  expect(after).toMatchObject({
    state: "ended",
    org: "Old Globex 0",
    user: user.id,
    delegate: "sam@ledgerlabs.example",
  });
  expect(after?.record.StatusMessage).toBe("ended with the session it rested on");
});
