import { openLog } from "#audit/log.ts";
import { memoryStorage } from "#audit/memory-storage.ts";
import { acme } from "#fixtures/worlds/acme.ts";
import { memoryCredentials } from "#store/credentials.ts";
import { idsFrom } from "#store/ids.ts";
import { memoryOrgs } from "#store/memory-orgs.ts";
import { seededRandom } from "#store/random.ts";
import { CHEAP } from "#store/password.ts";
import { openSimulator } from "#usecases/simulator.ts";
let bad = 0;
for (let off = 1; off <= 8; off++) {
  const world = acme();
  let t = Date.parse(world.clock);
  const clock = { now: () => new Date((t += 5) - 5).toISOString() as never, moveTo: () => {} };
  const s = await openSimulator({ log: openLog(memoryStorage()), clock, ids: idsFrom(world.nextId), orgs: memoryOrgs(), credentials: memoryCredentials({ random: seededRandom(1), cost: CHEAP }) });
  await s.loadWorld(world);
  const who = (n: string) => world.cast.find((c) => c.name === n)!.ref;
  const nia = (await s.takePlaceOf(who("Nia"), { mfa: true })).session;
  const g = (await s.saveLoginAccess(nia, { party: who("Sam").org, duration: "1 day" })).value!;
  t = Date.parse(g.endsAt!) - 3600_000;
  await s.takePlaceOf(who("Omar"), { mfa: true });
  t = Date.parse(g.endsAt!) - off;
  for (let i = 0; i < 4; i++) await s.takePlaceOf(who("Omar"), { mfa: true });
  const last = new Map();
  for await (const r of s.ports.log.read()) { if ((last.get(r.org) ?? "") > r.at) { bad++; console.log(off, r.seq, r.type, r.at, last.get(r.org)); } last.set(r.org, r.at); }
}
console.log("bad", bad);
// 10
import { mkdtempSync } from "node:fs";
import { openCredentials } from "#store/credentials.ts";
import { frozenClock } from "#store/clock.ts";
const dir = mkdtempSync("/tmp/rev-");
const world = acme();
const credentials = await openCredentials(dir, { random: seededRandom(1), cost: CHEAP });
const s = await openSimulator({ log: openLog(memoryStorage()), clock: frozenClock(world.clock), ids: idsFrom(world.nextId), orgs: memoryOrgs(), credentials });
await s.loadWorld(world); await (credentials as any).flush();
await new Promise((r) => setTimeout(r, 600));
const uat = world.orgs.map((r) => Object.values(r.company)[0]!).find((o) => o.name === "Acme UAT")!;
const { org } = await s.refreshSandbox({ org: uat.id });
const again = await openCredentials(dir, { random: seededRandom(2), cost: CHEAP });
const u = Object.keys((await s.ports.orgs.of(org)).users)[0]!;
console.log("10 durable at answer:", await again.passwordFits({ org, id: u as never }, "understudy"));
process.exit(0);
