import { companyOf } from "#domain/org.ts";
import { crowd } from "#fixtures/worlds/crowd.ts";
import { createApp } from "#http/app.ts";
import { sessionTokens } from "#http/session-token.ts";
import { simulatorInMemory } from "#server/in-memory.ts";
import { timed } from "./figure.ts";

// A process of its own, run with --expose-gc: what many orgs hold in memory, and what one org's request takes among
// them and among few.

/** What the two simulators were found to be like. */
export interface OrgsHeld {
  /** Of each org beyond the few, in bytes. */
  readonly bytes: number;
  /** Milliseconds of one request, round by round. */
  readonly rounds: readonly { readonly few: number; readonly many: number }[];
}

const [FEW, MANY] = (process.argv.slice(2) as [string, string]).map(Number) as [number, number];
const [ROUNDS, REQUESTS] = [9, 1000];

function held(): number {
  // Twice: what a finalizer let go of in the first round is free after the second.
  for (const _ of [1, 2]) globalThis.gc?.();
  const { heapUsed, external } = process.memoryUsage();
  return heapUsed + external;
}

async function opened(orgs: number) {
  const about = { publishers: 1, engineers: 1, productions: orgs, sandboxes: 0, users: 2, seats: 2 };
  const world = crowd(about);
  const admin = world.cast.find(
    ({ role, ref }) => role === "admin" && ref.org === companyOf(world.orgs[1] as never).id,
  );
  if (!admin) throw new Error("a crowd without an administrator");
  const simulator = await simulatorInMemory(world);
  const tokens = sessionTokens(new Uint8Array(32));
  const { app } = createApp({ simulator, tokens, operatorToken: "operator", dailyRequests: Number.MAX_SAFE_INTEGER });
  const { session } = await simulator.takePlaceOf(admin.ref, { mfa: true, myDomain: true });
  const headers = { authorization: `Bearer ${tokens.issue(admin.ref.org, session)}` };
  const path = `http://localhost/services/data/v66.0/sobjects/User/${admin.ref.id}`;
  return async (): Promise<number> => {
    const millis = await timed(async () => {
      for (let n = 0; n < REQUESTS; n += 1) {
        const answer = await app.request(path, { headers });
        if (answer.status !== 200) throw new Error(`answered ${answer.status}: ${await answer.text()}`);
        await answer.text();
      }
    });
    return millis / REQUESTS;
  };
}

const none = await opened(FEW);
// What is loaded and compiled once is not what an org holds.
await none();
const before = held();
const many = await opened(MANY);
const bytes = (held() - before) / MANY;
await many();
const rounds: { few: number; many: number }[] = [];
for (let round = 0; round < ROUNDS; round += 1) {
  if (round % 2 === 0) {
    const few = await none();
    rounds.push({ few, many: await many() });
  } else {
    const large = await many();
    rounds.push({ few: await none(), many: large });
  }
}
const result: OrgsHeld = { bytes, rounds };
console.log(JSON.stringify(result));
