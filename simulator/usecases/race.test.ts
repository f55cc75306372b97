import { randomBytes } from "node:crypto";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as after } from "node:timers/promises";
import { describe, expect, test } from "vitest";
import { openFileStorage } from "#audit/file-storage.ts";
import { openLog } from "#audit/log.ts";
import { memoryStorage } from "#audit/memory-storage.ts";
import type { Storage } from "#audit/storage.ts";
import { Fault } from "#domain/fault.ts";
import type { SessionId, UserRef } from "#domain/ids.ts";
import { acme } from "#fixtures/worlds/acme.ts";
import { createApp } from "#http/app.ts";
import { sessionTokens } from "#http/session-token.ts";
import { frozenClock } from "#store/clock.ts";
import { memoryCredentials } from "#store/credentials.ts";
import { idsFrom } from "#store/ids.ts";
import { memoryOrgs } from "#store/memory-orgs.ts";
import { seededRandom } from "#store/random.ts";
import type { AuditRecord } from "./ports.ts";
import { openSimulator } from "./simulator.ts";

// Whoever races against the end of what allows the request loses from the very record of that end on: no allow
// stands behind it in the log, and nobody who was answered "let in" is missing from the log before it.

const CROWD = 200;

/** Numbers between 0 and 1, the same in every run. */
function dice(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}

/** Memory whose syncs take their time, each another. */
function slowMemory(seed: number): Storage {
  const memory = memoryStorage();
  const roll = dice(seed);
  const append = memory.append.bind(memory);
  memory.append = async (batch) => {
    if (roll() < 0.5) await after(Math.floor(roll() * 3));
    await append(batch);
  };
  return memory;
}

type Said = "let in" | "refused";
interface Knock {
  readonly usecase: () => Promise<{ readonly decision: { readonly effect: "allow" | "deny" } }>;
  readonly request: readonly [method: string, path: string, body: unknown, session: SessionId, of: UserRef];
}

async function stage(storage: Storage) {
  const world = acme();
  const simulator = await openSimulator({
    log: openLog(storage),
    clock: frozenClock(world.clock),
    ids: idsFrom(world.nextId),
    orgs: memoryOrgs(),
    credentials: memoryCredentials({ random: seededRandom(1) }),
  });
  await simulator.loadWorld(world);
  const tokens = sessionTokens(new Uint8Array(32));
  const { app } = createApp({ simulator, tokens, operatorToken: "the operator's token" });
  const person = (name: string): UserRef => {
    const member = world.cast.find((one) => one.name === name);
    if (!member) throw new Error(`nobody called ${name}`);
    return member.ref;
  };
  const seat = async (name: string) =>
    (await simulator.takePlaceOf(person(name), { mfa: true, myDomain: true })).session;
  const knock = {
    "use cases": async ({ usecase }: Knock): Promise<Said> => {
      try {
        return (await usecase()).decision.effect === "allow" ? "let in" : "refused";
      } catch (error) {
        if (error instanceof Fault && error.code === "INVALID_SESSION_ID") return "refused";
        throw error;
      }
    },
    http: async ({ request: [method, path, body, session, of] }: Knock): Promise<Said> => {
      const headers = { authorization: `Bearer ${tokens.issue(of.org, session)}`, "content-type": "application/json" };
      const response = await app.request(path, { method, headers, body: JSON.stringify(body) });
      if (response.ok) return "let in";
      if (response.status === 401 || response.status === 403) return "refused";
      throw new Error(`status ${response.status}: ${await response.text()}`);
    },
  };
  return { simulator, person, seat, knock };
}

type Stage = Awaited<ReturnType<typeof stage>>;

/** What a crowd wants, what takes the ground from under it, and which records are an allow of what it wants. */
interface Race {
  readonly knock: Knock;
  readonly end: () => Promise<unknown>;
  readonly ending: AuditRecord["type"];
  readonly isAllow: (record: AuditRecord) => boolean;
}

async function logins({ simulator, person, seat }: Stage): Promise<Omit<Race, "end" | "ending">> {
  const [sam, nia] = [await seat("Sam"), person("Nia")];
  const [agent, about] = [person("Sam"), { subscriber: nia.org, user: nia.id }];
  return {
    knock: {
      usecase: () => simulator.logInAs(sam, about),
      request: ["POST", `/lma/subscribers/${nia.org}/login/${nia.id}`, {}, sam, agent],
    },
    isAllow: ({ type }) => type === "login.started" || type === "login.awaiting-approval",
  };
}

/** Something harmless, again and again, in one LoginAs session: no login access for a publisher that has none. */
async function visits({ simulator, person, seat }: Stage): Promise<Omit<Race, "end" | "ending">> {
  const [nia, quill] = [person("Nia"), person("Quentin").org];
  const { value } = await simulator.logInAs(await seat("Sam"), { subscriber: nia.org, user: nia.id });
  if (!value) throw new Error("Sam was not let in");
  const { session } = value;
  return {
    knock: {
      usecase: () => simulator.saveLoginAccess(session, { party: quill, duration: "no access" }),
      request: ["PUT", `/orgs/${nia.org}/settings/login-access/${quill}`, { duration: "no access" }, session, nia],
    },
    isAllow: (record) =>
      record.session === session && record.decision?.effect === "allow" && record.type !== "login.ended",
  };
}

async function grantedBy({ simulator, person, seat }: Stage) {
  const [nia, party] = [await seat("Nia"), person("Sam").org];
  const save = (duration: "1 week" | "no access") => simulator.saveLoginAccess(nia, { party, duration });
  await save("1 week");
  return { takeBack: () => save("no access") };
}

const RACES: Readonly<Record<string, (on: Stage) => Promise<Race>>> = {
  "to log in, against the user who takes login access back": async (on) => {
    const { takeBack } = await grantedBy(on);
    return { ...(await logins(on)), end: takeBack, ending: "grant.revoked" };
  },
  "to work on in a LoginAs session, against the user who takes login access back": async (on) => {
    const { takeBack } = await grantedBy(on);
    return { ...(await visits(on)), end: takeBack, ending: "grant.revoked" };
  },
  "to log in without a case, against the policy that demands one": async (on) => {
    await grantedBy(on);
    const end = () => on.simulator.setPolicy("requireCaseReference", true);
    return { ...(await logins(on)), end, ending: "policy.changed" };
  },
  "to work on after the grant's end, against the policy that ends such sessions": async (on) => {
    const { takeBack } = await grantedBy(on);
    const crowd = await visits(on);
    await on.simulator.setPolicy("onGrantEndDuringSession", "letRun");
    await takeBack();
    const end = () => on.simulator.setPolicy("onGrantEndDuringSession", "endAtNextRequest");
    return { ...crowd, end, ending: "policy.changed" };
  },
};

/** Lets the crowd knock at moments of its own, ends in the middle what allows it, and reads what came of it. */
async function run(on: Stage, face: keyof Stage["knock"], { knock, end, ending, isAllow }: Race, seed: number) {
  const mark = on.simulator.ports.log.end.size;
  const roll = dice(seed);
  const knocks = Array.from({ length: CROWD }, async () => {
    if (roll() < 0.5) await after(Math.floor(roll() * 40));
    return on.knock[face](knock);
  });
  const ended = after(5 + Math.floor(roll() * 20)).then(end);
  const said = await Promise.all(knocks);
  await ended;
  const records: AuditRecord[] = [];
  for await (const record of on.simulator.ports.log.read(mark)) records.push(record);
  const at = records.findIndex(({ type }) => type === ending);
  const allows = records.filter(isAllow);
  return {
    letIn: said.filter((one) => one === "let in").length,
    refused: said.filter((one) => one === "refused").length,
    ended: at >= 0,
    allowsOnRecord: allows.length,
    allowsBehindTheEnd: records
      .slice(at + 1)
      .filter(isAllow)
      .map(({ seq, type }) => `${seq} ${type}`),
  };
}

test("whoever lost comes next, however quick those are who go on writing", { timeout: 20_000 }, async () => {
  const on = await stage(slowMemory(3));
  const { simulator, person, seat } = on;
  const [nia, party] = [await seat("Nia"), person("Sam").org];
  const [sam, about] = [await seat("Sam"), { subscriber: person("Nia").org, user: person("Nia").id }];
  let [goesOn, written] = [true, 0];
  /** Rows of an org, as fast as they can be written: the quickest decision there is. */
  const hammer = async (org: UserRef["org"]): Promise<void> => {
    while (goesOn) {
      const { company } = await simulator.ports.orgs.of(org);
      const changes = Object.values(company).map((row) => ({ table: "company", id: row.id, row }) as const);
      await simulator.changeOrg(org, "hammered", changes);
      written += 1;
      if (written > 2_000) throw new Error("the others wait for ever");
    }
  };
  const hammers = [person("Nia").org, party].map(hammer);
  const acts = (async () => {
    for (let n = 0; n < 10; n += 1) {
      await simulator.saveLoginAccess(nia, { party, duration: n % 2 === 0 ? "1 week" : "no access" });
      await simulator.logInAs(sam, about);
    }
    goesOn = false;
  })();
  await Promise.all([...hammers, acts]);
  expect(written).toBeGreaterThan(10);
});

describe.for(["use cases", "http"] as const)("through %s", (face) => {
  describe.for(["memory that takes its time", "a file"] as const)("with the log in %s", (kind) => {
    test.for(Object.keys(RACES))("two hundred race %s", { timeout: 30_000 }, async (name) => {
      const prepare = RACES[name];
      if (!prepare) throw new Error(`no race "${name}"`);
      for (const seed of kind === "a file" ? [1] : [1, 2]) {
        const folder = mkdtempSync(join(tmpdir(), "understudy-race-"));
        try {
          const on = await stage(
            kind === "a file" ? await openFileStorage(folder, { random: randomBytes }) : slowMemory(seed),
          );
          const came = await run(on, face, await prepare(on), seed);
          await on.simulator.ports.log.close();
          expect(came.allowsBehindTheEnd).toEqual([]);
          expect(came).toMatchObject({ ended: true, allowsOnRecord: came.letIn });
          expect(came.letIn + came.refused).toBe(CROWD);
          // A race that only one side could win proves nothing.
          expect(Math.min(came.letIn, came.refused), `let in ${came.letIn}, refused ${came.refused}`).toBeGreaterThan(
            0,
          );
        } finally {
          rmSync(folder, { recursive: true });
        }
      }
    });
  });
});
