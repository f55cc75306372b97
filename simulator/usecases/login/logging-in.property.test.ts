import fc from "fast-check";
import { expect, test } from "vitest";
import { Fault } from "#domain/fault.ts";
import type { OrgId } from "#domain/ids.ts";
import { rowOf } from "#domain/org.ts";
import { type Instant, later } from "#domain/time.ts";
import { acme } from "#fixtures/worlds/acme.ts";
import { createApp } from "#http/app.ts";
import { sessionTokens } from "#http/session-token.ts";
import { simulatorInMemory } from "#server/in-memory.ts";
import type { Answer } from "#usecases/ports.ts";
import {
  AGENTS,
  type Agent,
  EMPLOYER,
  LENGTH,
  Oracle,
  PUBLISHERS,
  type Publisher,
  type Running,
  USERS,
  type User,
} from "./oracle.suite.ts";

// Random histories against an oracle that knows the catalogue and none of the rules' code: nobody who may not gets in,
// everybody who may does, a session lasts as long as it may, and no session is good in another org.

// Mostly the same few people, or too little would come of it: a login needs a grant of the same user just before.
const who = fc.oneof(
  { weight: 4, arbitrary: fc.constantFrom<User>("Nia", "Omar") },
  { weight: 2, arbitrary: fc.constantFrom(...USERS) },
);
const agent = fc.oneof(
  { weight: 4, arbitrary: fc.constantFrom<Agent>("Sam", "Tess") },
  { weight: 1, arbitrary: fc.constantFrom(...AGENTS) },
);
const publisher = fc.oneof(
  { weight: 4, arbitrary: fc.constant<Publisher>("Ledger Labs") },
  { weight: 1, arbitrary: fc.constantFrom(...PUBLISHERS) },
);
const seldom = fc.oneof({ weight: 1, arbitrary: fc.constant(true) }, { weight: 3, arbitrary: fc.constant(false) });
const step = fc.oneof(
  {
    weight: 3,
    arbitrary: fc.record({
      do: fc.constant("grant"),
      who,
      publisher,
      length: fc.constantFrom("1 day", "3 days", "1 week"),
    }),
  },
  { weight: 1, arbitrary: fc.record({ do: fc.constant("take back"), who, publisher }) },
  {
    weight: 1,
    arbitrary: fc.record({ do: fc.constant("freeze"), whom: fc.constantFrom(...USERS, ...AGENTS), frozen: seldom }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      do: fc.constant("wait"),
      minutes: fc.constantFrom(1, 30, 59, 60, 61, 119, 120, 1439, 1440, 4321),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({ do: fc.constant("policy"), name: fc.constantFrom("letRun", "case"), on: seldom }),
  },
  { weight: 6, arbitrary: fc.record({ do: fc.constant("log in"), agent, who, named: fc.boolean() }) },
  { weight: 4, arbitrary: fc.record({ do: fc.constant("work"), which: fc.nat(20) }) },
);
type Step = typeof step extends fc.Arbitrary<infer One> ? One : never;

/** Whether it was let in; a fault about the session is a no. */
async function letIn(asked: Promise<Answer<unknown>>): Promise<boolean> {
  try {
    return (await asked).decision.effect === "allow";
  } catch (error) {
    if (error instanceof Fault && error.code === "INVALID_SESSION_ID") return false;
    throw error;
  }
}

async function theHistory(steps: readonly Step[]): Promise<{ readonly logins: number; readonly refused: number }> {
  const world = acme();
  const simulator = await simulatorInMemory(world);
  const tokens = sessionTokens(new Uint8Array(32));
  const { app } = createApp({ simulator, tokens, operatorToken: "operator" });
  const person = (name: string) => {
    const member = world.cast.find((one) => one.name === name);
    if (!member) throw new Error(`nobody called "${name}"`);
    return member;
  };
  const lmo: Record<Publisher, OrgId> = {
    "Ledger Labs": person("Sam").ref.org,
    "Quill Inc": person("Quentin").ref.org,
  };
  const own = async (name: string) =>
    (await simulator.takePlaceOf(person(name).ref, { mfa: true, myDomain: true })).session;
  const oracle = new Oracle();
  const sessions: Running[] = [];
  let refused = 0;

  for (const one of steps) {
    switch (one.do) {
      case "grant": {
        const saved = simulator.saveLoginAccess(await own(one.who), {
          party: lmo[one.publisher],
          duration: one.length,
        });
        expect(await letIn(saved)).toBe(oracle.grant(one.who, one.publisher, LENGTH[one.length]));
        break;
      }
      case "take back": {
        const saved = simulator.saveLoginAccess(await own(one.who), {
          party: lmo[one.publisher],
          duration: "no access",
        });
        expect(await letIn(saved)).toBe(oracle.takeBack(one.who, one.publisher));
        break;
      }
      case "freeze": {
        const { org, id } = person(one.whom).ref;
        const row = rowOf((await simulator.ports.orgs.of(org)).users, id);
        if (row)
          await simulator.changeOrg(org, "frozen", [{ table: "users", id, row: { ...row, frozen: one.frozen } }]);
        oracle.frozen[one.frozen ? "add" : "delete"](one.whom);
        break;
      }
      case "wait":
        await simulator.moveClock(later(simulator.ports.clock.now(), one.minutes * 60_000) as Instant);
        oracle.now += one.minutes * 60_000;
        break;
      case "policy":
        if (one.name === "letRun")
          await simulator.setPolicy("onGrantEndDuringSession", one.on ? "letRun" : "endAtNextRequest");
        else await simulator.setPolicy("requireCaseReference", one.on);
        oracle[one.name === "letRun" ? "letRun" : "caseRequired"] = one.on;
        break;
      case "log in": {
        const { org: subscriber, id: user } = person(one.who).ref;
        const request = { subscriber, user, ...(one.named && { caseReference: "CS-1042" }) };
        const { decision, value } = await simulator.logInAs(await own(one.agent), request);
        expect(decision.effect === "allow", decision.because).toBe(oracle.mayLogIn(one.agent, one.who, one.named));
        const access = oracle.access.get(one.who + EMPLOYER[one.agent]);
        if (value && access)
          sessions.push({
            id: value.session,
            agent: one.agent,
            user: one.who,
            access,
            lastActiveAt: oracle.now,
            over: false,
          });
        else refused += 1;
        break;
      }
      case "work": {
        const session = sessions[one.which % Math.max(sessions.length, 1)];
        if (session) expect(await letIn(simulator.viewSession(session.id))).toBe(oracle.mayWork(session));
        break;
      }
    }
  }

  // Whatever has happened, no session is good anywhere but in its own org.
  const orgs = await simulator.ports.orgs.list();
  for (const { id, user, over } of sessions) {
    const home = person(user).ref.org;
    const token = tokens.issue(home, id);
    for (const org of over ? orgs : orgs.filter((other) => other !== home)) {
      const { status } = await app.request(`/orgs/${org}/session`, { headers: { authorization: `Bearer ${token}` } });
      expect(status).toBe(401);
    }
  }
  return { logins: sessions.length, refused };
}

test("in random histories exactly those get in who may, for as long as they may, and in no other org", async () => {
  let logins = 0;
  let refused = 0;
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 20, maxLength: 60 }), async (steps) => {
      const told = await theHistory(steps);
      logins += told.logins;
      refused += told.refused;
    }),
    { numRuns: 60, seed: 7 },
  );
  console.log(`${logins} logins let in, ${refused} refused`);
  expect(logins).toBeGreaterThan(100);
  expect(refused).toBeGreaterThan(100);
});
