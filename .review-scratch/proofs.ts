import { mkdtempSync } from "node:fs";
import { openLog } from "#audit/log.ts";
import { memoryStorage } from "#audit/memory-storage.ts";
import { acme } from "#fixtures/worlds/acme.ts";
import { createApp } from "#http/app.ts";
import { sessionTokens } from "#http/session-token.ts";
import { simulatorInMemory } from "#server/in-memory.ts";
import { loadWorldInto } from "#server/load-world.ts";
import { openCredentials, memoryCredentials } from "#store/credentials.ts";
import { frozenClock } from "#store/clock.ts";
import { idsFrom } from "#store/ids.ts";
import { memoryOrgs } from "#store/memory-orgs.ts";
import { seededRandom } from "#store/random.ts";
import { CHEAP } from "#store/password.ts";
import { openSimulator } from "#usecases/simulator.ts";
import { later } from "#domain/time.ts";

const make = async () => {
  const world = acme();
  const s = await simulatorInMemory(world);
  const who = (n: string) => world.cast.find((c) => c.name === n)!.ref;
  const seat = async (n: string, how = { mfa: true, myDomain: true }) => (await s.takePlaceOf(who(n), how)).session;
  const recs = async (f = 0) => { const r: any[] = []; for await (const x of s.ports.log.read(f)) r.push(x); return r; };
  const enter = async (agent: string, user: string, party = who(agent).org) => {
    const nia = await seat(user);
    await s.saveLoginAccess(nia, { party, duration: "1 week" });
    const a = await seat(agent);
    const u = who(user);
    return (await s.logInAs(a, { subscriber: u.org, user: u.id })).value!.session;
  };
  return { world, s, who, seat, recs, enter };
};
const say = (n: string, ...x: unknown[]) => console.log(`\n## ${n}\n`, ...x.map((y) => typeof y === "string" ? y : JSON.stringify(y)?.slice(0, 600)));
const err = (e: any) => `${e.code ?? e.name}: ${e.message}`;

{ // 1 transparency
  const { s, who, seat, enter } = await make();
  const sam = await enter("Sam", "Nia");
  const rows = await s.ports.orgs.of(who("Nia").org);
  const setting = Object.values(rows.customSettings).find((x) => x.name === "ledg__Rounding__c")!;
  await s.editSettingRecord(sam, { setting: setting.id, record: Object.values(rows.settingRecords).find((r) => r.setting === setting.id)!.id, values: { Mode__c: "SECRET_MODE" } });
  await s.createRecord(sam, { sobject: "X", fields: { Name: "a", Secret: "LOGLINE" }, debug: true });
  const page = await s.viewTransparency(await seat("Nia"), { from: 0, limit: 1000 });
  const text = JSON.stringify(page.value);
  say("1 transparency", { secretVisible: text.includes("SECRET_MODE"), logLines: text.includes("EXECUTION_STARTED") });
}
{ // 2 races
  const { s, who } = await make();
  const r = await Promise.allSettled([who("Nia"), who("Hugo")].map((w) => s.createUser({ org: w.org, name: "x", username: "dup@x.example", password: "12345678", profile: "System Administrator", license: "Salesforce" })));
  const o = await Promise.allSettled([1, 2].map(() => s.createOrg({ name: "Twin", kind: "production", edition: "Enterprise", instance: "NA1", governmentCloud: false })));
  say("2 races", r.map((x) => x.status), o.map((x) => x.status));
}
{ // 3 mfa elevation
  const { s, who, seat } = await make();
  const lena0 = await seat("Lena");
  await s.changeLoginAccessPolicies(lena0, { adminsLogInAsAnyUser: true });
  const lena = await seat("Lena", { mfa: false, myDomain: true });
  const as = await s.logInAsOwnUser(lena, { user: who("Sam").id });
  const found = await s.searchSubscribers(as.value!.session, "Acme");
  say("3 mfa elevation", found);
}
{ // 4 moveClock
  const { s, who, seat, recs } = await make();
  const nia = await seat("Nia"), sam = await seat("Sam");
  await s.saveLoginAccess(nia, { party: who("Sam").org, duration: "1 day" });
  const to = later(s.ports.clock.now(), 2 * 24 * 3600_000);
  const n = s.ports.log.end.size;
  const acts: Promise<unknown>[] = [];
  const move = s.moveClock(to);
  for (let i = 0; i < 30; i++) { acts.push(s.takePlaceOf(who("Omar"), { mfa: true })); acts.push(s.searchSubscribers(sam, "x").catch(() => {})); acts.push(s.logInAs(sam, { subscriber: who("Nia").org, user: who("Nia").id }).catch(err)); await undefined; }
  await Promise.all([move, ...acts]);
  const list = await recs(n);
  const back: any[] = []; const last = new Map();
  for (const r of list) { if ((last.get(r.org) ?? "") > r.at) back.push([r.seq, r.type, r.at, last.get(r.org), r.decision?.because]); last.set(r.org, r.at); }
  say("4 moveClock backwards per org", back.length, back.slice(0, 3));
}
{ // 5 faults
  const { s, who, enter } = await make();
  const sam = await enter("Sam", "Nia");
  const n = s.ports.log.end.size;
  const rows = await s.ports.orgs.of(who("Nia").org);
  const setting = Object.values(rows.customSettings).find((x) => x.name === "ledg__Rounding__c")!;
  const f = await s.createSettingRecord(sam, { setting: setting.id, owner: "Organization", values: {} }).catch(err);
  const g = await s.viewSource(sam, "01p5f0000000zzzAAA" as never).catch(err);
  say("5 faults unrecorded", f, g, { gained: s.ports.log.end.size - n });
}
{ // 6 link guess
  const { s, who, seat, world } = await make();
  const lena = await seat("Lena");
  const n = s.ports.log.end.size;
  const out: string[] = [];
  for (const password of ["wrong", "understudy"]) out.push(await s.linkPackage(lena, { packagingOrg: who("Nia").org, username: "nia@acme.example", password, package: "0335f0000000zzzAAA" as never }).then((x) => JSON.stringify(x), err));
  say("6 link oracle", out, { gained: s.ports.log.end.size - n });
  const tokens = sessionTokens(new Uint8Array(32));
  const { app } = createApp({ simulator: s, tokens, operatorToken: "op" });
  const codes: number[] = [];
  for (let i = 0; i < 15; i++) codes.push((await app.request("/lma/packages", { method: "POST", headers: { authorization: `Bearer ${tokens.issue(who("Lena").org, lena)}`, "content-type": "application/json" }, body: JSON.stringify({ packagingOrg: who("Nia").org, username: "nia@acme.example", password: `w${i}`, package: Object.keys((await s.ports.orgs.of(who("Sam").org)).packages)[0] }) })).status);
  say("6b throttle", codes.join(" "));
}
{ // 7 whoCould
  const { s, who, seat } = await make();
  const petra = await seat("Petra");
  const x = await s.explain(petra, { act: "grant login access", user: who("Petra"), party: "administrators" });
  say("7 whoCould of a portal user", x.value?.whoCould);
}
{ // 8 explain log
  const { s, who, seat, enter } = await make();
  const sam = await enter("Sam", "Nia");
  await s.createRecord(sam, { sobject: "ledg__Invoice__c", fields: { Name: "a" }, debug: true });
  const rows = await s.ports.orgs.of(who("Nia").org);
  const log = Object.values(rows.apexLogs).find((l) => l.publisher)!;
  const own = await seat("Sam");
  const pk = Object.values(rows.installedPackages).find((p) => p.namespace === "ledg")!;
  await s.switchDebugLogs(own, { subscriber: who("Nia").org, package: pk.id, on: true, confirmed: true });
  const nia = await seat("Nia");
  say("8", (await s.explain(nia, { act: "read a debug log", user: who("Nia"), log: log.id, namespace: "ledg" })).value?.decision, (await s.viewDebugLog(nia, { log: log.id, namespace: "ledg" })).decision);
}
{ // 9 blank
  const { s, who, seat } = await make();
  await s.setPolicy("requireCaseReference", true);
  await s.saveLoginAccess(await seat("Nia"), { party: who("Sam").org, duration: "1 day" });
  say("9 blank case", (await s.logInAs(await seat("Sam"), { subscriber: who("Nia").org, user: who("Nia").id, caseReference: "  " })).decision);
}
{ // 10 copy durability
  const dir = mkdtempSync("/tmp/rev-");
  const world = acme();
  const credentials = await openCredentials(dir, { random: seededRandom(1), cost: CHEAP });
  const s = await openSimulator({ log: openLog(memoryStorage()), clock: frozenClock(world.clock), ids: idsFrom(world.nextId), orgs: memoryOrgs(), credentials });
  await s.loadWorld(world); await credentials.flush();
  const uat = world.orgs.map((r) => Object.values(r.company)[0]!).find((o) => o.name === "Acme UAT")!;
  const { org } = await s.refreshSandbox({ org: uat.id });
  const again = await openCredentials(dir, { random: seededRandom(2), cost: CHEAP });
  const u = Object.keys((await s.ports.orgs.of(org)).users)[0]!;
  say("10 copy durable at answer", await again.passwordFits({ org, id: u as never }, "understudy"));
}
{ // 11
  const { s, who, seat } = await make();
  const rows = await s.ports.orgs.of(who("Nia").org);
  say("11 name leak", (await s.viewRecord(await seat("Petra"), Object.keys(rows.records)[0] as never)).decision);
}
{ // 12 ticking clock
  const world = acme();
  let t = Date.parse(world.clock);
  const clock = { now: () => new Date(t++).toISOString() as never, moveTo: () => {} };
  const s = await openSimulator({ log: openLog(memoryStorage()), clock, ids: idsFrom(world.nextId), orgs: memoryOrgs(), credentials: memoryCredentials({ random: seededRandom(1), cost: CHEAP }) });
  await s.loadWorld(world);
  const who = (n: string) => world.cast.find((c) => c.name === n)!.ref;
  const nia = (await s.takePlaceOf(who("Nia"), { mfa: true })).session;
  const g = (await s.saveLoginAccess(nia, { party: who("Sam").org, duration: "1 day" })).value!;
  let back: any[] = [];
  for (let d = -6; d < 3; d++) {
    // fresh attempt around the end
  }
  t = Date.parse(g.endsAt!) - 1;
  const omar = (await s.takePlaceOf(who("Omar"), { mfa: true }));
  await s.takePlaceOf(who("Omar"), { mfa: true });
  const last = new Map();
  for await (const r of s.ports.log.read()) { if ((last.get(r.org) ?? "") > r.at) back.push([r.seq, r.type, r.at, last.get(r.org)]); last.set(r.org, r.at); }
  say("12 ticking", back);
}
{ // 13 load twice
  const world = acme();
  const s = await openSimulator({ log: openLog(memoryStorage()), clock: frozenClock(world.clock), ids: idsFrom(1_000_000), orgs: memoryOrgs(), credentials: memoryCredentials({ random: seededRandom(1), cost: CHEAP }) });
  say("13 load twice", (await Promise.allSettled([loadWorldInto(s, "acme", 1), loadWorldInto(s, "acme", 2)])).map((x) => x.status));
}
{ // 14 recheck + anyUser
  const { s, who, seat } = await make();
  await s.setPolicy("siteLicenceGrantTarget", "anyUser"); await s.setPolicy("eligibilityRecheckAtLogin", true);
  const nia = await seat("Nia of Acme UAT"), omar = who("Omar of Acme UAT");
  const given = await s.saveLoginAccess(nia, { party: who("Sam").org, duration: "1 day", account: omar.id });
  say("14", given.decision, (await s.logInAs(await seat("Sam"), { subscriber: omar.org, user: omar.id })).decision);
}
process.exit(0);
