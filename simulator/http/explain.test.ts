import { expect, test } from "vitest";
import { NO_FILTERS } from "#domain/debug/session.ts";
import { formatId, type UserRef } from "#domain/ids.ts";
import { companyOf } from "#domain/org.ts";
import { acme } from "#fixtures/worlds/acme.ts";
import { simulatorInMemory } from "#server/in-memory.ts";
import { createApp } from "./app.ts";
import { sessionTokens } from "./session-token.ts";

test("the operator asks about anybody, and a stranger about nobody", async () => {
  const world = acme();
  const simulator = await simulatorInMemory(world);
  const { app } = createApp({ simulator, tokens: sessionTokens(new Uint8Array(32)), operatorToken: "operator" });
  const ref = (name: string) => world.cast.find((one) => one.name === name)?.ref;
  const ask = (question: unknown, token?: string) =>
    app.request("/explain", {
      method: "POST",
      headers: { "content-type": "application/json", ...(token && { authorization: `Bearer ${token}` }) },
      body: JSON.stringify(question),
    });

  const mayLogIn = { act: "log in as", agent: ref("Quentin"), user: ref("Nia") };
  expect((await ask(mayLogIn)).status).toBe(401);
  const answer = await ask(mayLogIn, "operator");
  expect(await answer.json()).toMatchObject({ decision: { effect: "deny", rule: "GRANT-03" }, whoCould: [] });

  const mayPrepare = { act: "prepare debugging", agent: ref("Sam"), user: ref("Nia of Acme UAT") };
  const { org, id: user } = ref("Nia of Acme UAT") ?? {};
  const nia = org && user && (await simulator.takePlaceOf({ org, id: user }, { mfa: false })).session;
  const publisher = ref("Sam")?.org;
  if (!nia || !publisher) throw new Error("the world has lost somebody");
  expect(await (await ask(mayPrepare, "operator")).json()).toMatchObject({
    decision: { effect: "deny", rule: "GRANT-03" },
  });
  await simulator.saveLoginAccess(nia, { party: publisher, duration: "1 day" });
  expect(await (await ask(mayPrepare, "operator")).json()).toMatchObject({
    decision: { effect: "allow", rule: "POWER-05" },
    whoCould: [{ agent: "sam@ledgerlabs.example", user: "nia@acme.example.uat", org: "Acme UAT" }],
    changesAt: { at: "2031-03-05T09:00:00.000Z", to: { rule: "GRANT-06" } },
  });
  expect((await ask({ ...mayLogIn, act: "fly" }, "operator")).status).toBe(400);
});

interface Told {
  readonly decision: { readonly effect: "allow" | "deny"; readonly rule: string };
  readonly checks: readonly { readonly verdict: string; readonly cure?: string }[];
  readonly facts: Readonly<Record<string, string>>;
  readonly whoCould: readonly { readonly agent?: string; readonly user: string }[];
  readonly changesAt?: { readonly at: string };
}

/** Sam works as Nia in her sandbox and debugs there; each question of the union, about Nia and about Sam as Nia. */
async function sandbox() {
  const world = acme();
  const simulator = await simulatorInMemory(world);
  const tokens = sessionTokens(new Uint8Array(32));
  const { app } = createApp({ simulator, tokens, operatorToken: "operator" });
  const person = (name: string): UserRef => {
    const member = world.cast.find((one) => one.name === name);
    if (!member) throw new Error(`nobody called ${name}`);
    return member.ref;
  };
  const [nia, sam] = [person("Nia of Acme UAT"), person("Sam")];
  const own = async (ref: UserRef) => (await simulator.takePlaceOf(ref, { mfa: true, myDomain: true })).session;
  await simulator.saveLoginAccess(await own(nia), { party: sam.org, duration: "1 week" });
  const { value } = await simulator.logInAs(await own(sam), { subscriber: nia.org, user: nia.id });
  if (!value) throw new Error("Sam is not let in");
  const rows = await simulator.ports.orgs.of(nia.org);
  const { instance } = companyOf(rows);
  const license = { org: sam.org, type: "free" } as const;
  const about = { at: world.clock, org: nia.org, user: nia, delegateUser: sam, session: value.session } as const;
  const debugSession = formatId("ApexDebuggerSession", 900_001);
  const session = { debugSession, publisher: sam.org, license, filters: NO_FILTERS, instance };
  await simulator.ports.log.append([{ type: "debug.started", ...about, ...session }]);
  const idOf = (table: Readonly<Record<string, unknown>>) => Object.keys(table)[0];
  const [log, setting, of] = [rows.apexLogs, rows.customSettings, rows.installedPackages].map(idOf);
  const code = idOf(rows.apexClasses);
  /** What a user and an agent can do inside the org. */
  const within = [
    { act: "view code", code },
    { act: "read a debug log", log, namespace: "ledg" },
    { act: "delete a debug log", log },
    { act: "set a trace flag", whom: nia.id },
    { act: "use a custom setting", setting },
    { act: "prepare debugging" },
    { act: "read a trace", trace: "Login History" },
    { act: "delete a session" },
    { act: "start debugging", project: "ledger" },
    { act: "save code", code },
    { act: "set up a project" },
    { act: "start own debugging" },
    { act: "end debugging" },
    { act: "authorize an app", app: "Quarterly", purpose: "data access" },
  ];
  const alone = [
    { act: "grant login access", party: sam.org },
    { act: "assign a license", package: of },
    { act: "debug a request", type: "REST", entryPoint: "post" },
  ];
  const publishers = [
    { act: "modify a license", subscriber: nia.org, package: of, seats: 5 },
    { act: "refresh licenses", package: of },
  ];
  const ask = async (question: object, who: UserRef | "operator" | "the agent at work") => {
    const at = who === "operator" ? who : who === "the agent at work" ? value.session : await own(who);
    const token =
      at === "operator" || who === "operator" ? at : tokens.issue(who === "the agent at work" ? nia.org : who.org, at);
    const response = await app.request("/explain", {
      method: "POST",
      headers: { "content-type": "application/json", authorization: `Bearer ${token}` },
      body: JSON.stringify(question),
    });
    const rule = response.headers.get("understudy-rule");
    return { status: response.status, rule, told: (await response.json()) as Told };
  };
  return { simulator, world, person, nia, sam, within, alone, publishers, ask, rows };
}

test("every question is answered to whom it concerns, and to nobody of another org", async () => {
  const { person, nia, sam, within, alone, publishers, ask } = await sandbox();
  const lena = person("Lena");
  const asked = [
    ...within.flatMap((question) => [
      { ...question, user: nia },
      { ...question, user: nia, agent: sam },
    ]),
    ...alone.map((question) => ({ ...question, user: nia })),
    ...publishers.map((question) => ({ ...question, user: lena })),
    { act: "log in as", user: nia, agent: sam },
  ];
  for (const question of asked) {
    const what = JSON.stringify(question);
    const { status, told } = await ask(question, "operator");
    expect(status, what).toBe(200);
    expect(told.checks.length, what).toBeGreaterThan(0);
    expect(Object.keys(told.facts).length, what).toBeGreaterThan(0);
    if (told.decision.effect === "allow") expect(told.whoCould.length, what).toBeGreaterThan(0);
    const broken = told.checks.find(({ verdict }) => verdict === "broken");
    expect(broken === undefined || Boolean(broken.cure), what).toBe(true);
    for (const stranger of ["Gwen", "Quentin", "Nia"])
      expect((await ask(question, person(stranger))).status, `${stranger} asks ${what}`).toBe(403);
  }
  for (const question of [...within, ...alone]) {
    const what = JSON.stringify(question);
    expect((await ask({ ...question, user: nia }, nia)).status, what).toBe(200);
    expect(await ask({ ...question, user: nia }, person("Omar of Acme UAT")), what).toMatchObject({ rule: "POWER-08" });
  }
  for (const question of publishers) expect((await ask({ ...question, user: lena }, lena)).status).toBe(200);
  expect((await ask({ act: "log in as", user: nia, agent: sam }, sam)).status).toBe(200);
});

test("an agent at work asks what that opens, and hears of no user what she could do alone", async () => {
  const { nia, sam, person, within, ask } = await sandbox();
  for (const question of within) {
    const { status, told } = await ask({ ...question, user: nia, agent: sam }, "the agent at work");
    expect(status, question.act).toBe(200);
    expect(told.whoCould.filter(({ agent }) => agent === undefined)).toEqual([]);
    expect((await ask({ ...question, user: nia, agent: person("Tess") }, "the agent at work")).status).toBe(403);
    expect((await ask({ ...question, user: nia, agent: sam }, sam)).status).toBe(403);
    expect((await ask({ ...question, user: nia, agent: sam }, nia)).status).toBe(403);
  }
});

test("who may not see a debugging session or a log hears nothing of it here", async () => {
  const { simulator, nia, person, ask } = await sandbox();
  const omar = person("Omar of Acme UAT");
  const question = { act: "debug a request", user: omar, type: "REST", entryPoint: "post" };
  expect(await ask(question, omar)).toMatchObject({ status: 403, rule: "POWER-08" });
  const [log] = Object.values((await simulator.ports.orgs.of(nia.org)).apexLogs);
  const { told } = await ask({ act: "delete a debug log", user: omar, log: log?.id }, omar);
  expect(told).toMatchObject({ decision: { effect: "deny" }, facts: { "debug log": log?.id } });
});

test("a custom setting of a package goes with the license, and the answer says when", async () => {
  const { simulator, person, ask } = await sandbox();
  const milton = person("Milton");
  const { customSettings } = await simulator.ports.orgs.of(milton.org);
  const setting = Object.values(customSettings).find(({ namespace }) => namespace === "ledg");
  if (!setting) throw new Error("Ledger has no setting");
  const row = { ...setting, visibility: "public" } as const;
  await simulator.changeOrg(milton.org, "the setting is public", [{ table: "customSettings", id: row.id, row }]);
  const question = { act: "use a custom setting", user: milton, setting: setting.id };
  const { told } = await ask(question, milton);
  expect(told).toMatchObject({
    decision: { effect: "allow" },
    changesAt: { at: "2031-04-03T00:00:00.000Z", to: { rule: "LICENSE-19" } },
  });
});
