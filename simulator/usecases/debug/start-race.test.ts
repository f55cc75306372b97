import { expect, test } from "vitest";
import { holdsItsPlace } from "#domain/debug/session.ts";
import type { OrgId } from "#domain/ids.ts";
import { crowd } from "#fixtures/worlds/crowd.ts";
import { createApp } from "#http/app.ts";
import { sessionTokens } from "#http/session-token.ts";
import { simulatorInMemory } from "#server/in-memory.ts";

// Eight engineers of one publisher launch at the same time, and there is one free session: in one sandbox, or each in
// another. Whoever loses has to be told which of the two limits it was (DEBUG-03, DEBUG-06).

const RACERS = 8;
const ROUNDS = 1_000;

interface Seat {
  readonly org: OrgId;
  readonly token: string;
}

async function stage() {
  const world = crowd({ publishers: 1, engineers: RACERS, productions: 1, sandboxes: RACERS, users: 1, seats: 1 });
  const simulator = await simulatorInMemory(world);
  const tokens = sessionTokens(new Uint8Array(32));
  const { app } = createApp({ simulator, tokens, operatorToken: "the operator's token" });
  const person = (name: string) => {
    const member = world.cast.find((one) => one.name === name);
    if (!member) throw new Error(`nobody called "${name}"`);
    return member.ref;
  };
  const own = async (name: string) =>
    (await simulator.takePlaceOf(person(name), { mfa: true, myDomain: true })).session;
  const call = async ({ org, token }: Seat, method: string, path: string, body?: object) => {
    const response = await app.request(`/orgs/${org}${path}`, {
      method,
      headers: { authorization: `Bearer ${token}`, "content-type": "application/json" },
      ...(body && { body: JSON.stringify(body) }),
    });
    const answer = (await response.json()) as Readonly<Record<string, string>>;
    return { status: response.status, rule: response.headers.get("understudy-rule"), answer };
  };
  /** The engineer is logged in as the administrator of a sandbox, who gave access for longer than the race takes. */
  const enter = async (engineer: number, sandbox: number): Promise<Seat> => {
    const admin = `admin of sandbox ${sandbox} of production 1`;
    const { org, id: user } = person(admin);
    await simulator.saveLoginAccess(await own(admin), {
      party: person("admin of publisher 1").org,
      duration: "1 week",
    });
    const agent = await own(`engineer ${engineer} of publisher 1`);
    const { decision, value } = await simulator.logInAs(agent, { subscriber: org, user });
    if (!value) throw new Error(`engineer ${engineer} is not let in: ${decision.because}`);
    return { org, token: tokens.issue(org, value.session) };
  };
  /** A fresh link and the project it is for; until one start has used them up. */
  const prepare = async (seat: Seat): Promise<void> => {
    const { answer } = await call(seat, "POST", "/setup/apex-debugger/start");
    const { status } = await call(seat, "POST", "/debugger/projects", { path: "ledger", link: answer.link });
    expect(status).toBe(201);
  };
  return { simulator, call, enter, prepare };
}

test.for([
  ["in one sandbox", () => 1, ["DEBUG-06"]],
  ["each in another sandbox", (racer: number) => racer, ["DEBUG-03"]],
  ["two by two", (racer: number) => Math.ceil(racer / 2), ["DEBUG-03", "DEBUG-06"]],
] as const)(
  "of eight who start at once %s, exactly one gets the session, round after round",
  {
    timeout: 120_000,
  },
  async ([, sandboxOf, limits]) => {
    const { simulator, call, enter, prepare } = await stage();
    const seats: Seat[] = [];
    for (let racer = 1; racer <= RACERS; racer += 1) seats.push(await enter(racer, sandboxOf(racer)));
    for (const seat of seats) await prepare(seat);
    const rounds = Math.ceil(ROUNDS / 3);
    const refusals = new Map<string, number>();
    for (let round = 0; round < rounds; round += 1) {
      const started = await Promise.all(seats.map((seat) => call(seat, "POST", "/debugger/sessions", {})));
      const winners = seats.filter((_, racer) => started[racer]?.status === 201);
      expect(winners).toHaveLength(1);
      const running = [...simulator.ports.folds.debugging.running.values()];
      expect(running.filter((one) => holdsItsPlace.gives(one))).toHaveLength(1);
      for (const { status, rule } of started) {
        if (status === 201) continue;
        expect({ status, rule }).toEqual({ status: 403, rule: expect.toBeOneOf([...limits]) });
        refusals.set(rule ?? "", (refusals.get(rule ?? "") ?? 0) + 1);
      }
      const [winner] = winners;
      if (!winner) throw new Error("nobody won");
      expect((await call(winner, "POST", "/debugger/stop")).status).toBe(200);
      await prepare(winner);
    }
    console.log(
      `${rounds} rounds: ${[...refusals].map(([rule, count]) => `${count} refused under ${rule}`).join(", ")}`,
    );
    expect([...refusals.keys()].sort()).toEqual([...limits].sort());
  },
);
