import { type Dice, diceFrom } from "#fixtures/dice.ts";
import { acme } from "#fixtures/worlds/acme.ts";
import { createApp } from "#http/app.ts";
import { sessionTokens } from "#http/session-token.ts";
import { simulatorInMemory } from "#server/in-memory.ts";
import type { Simulator } from "#usecases/simulator.ts";
import { mutated, type Sent } from "./requests.ts";

/** What spoiled requests came to. */
export interface Fuzzed {
  readonly requests: number;
  /** How many were answered with each status. */
  readonly statuses: ReadonlyMap<number, number>;
  /** What must not happen: our own defects, answers that took too long or have no form, each with its request. */
  readonly findings: readonly string[];
  /** Heap after collecting, in bytes, at the end of each round. */
  readonly heap: readonly number[];
}

/** Requests to one simulator, before the next round begins with a fresh one. */
const ROUND = 2_000;
/** Longer than anything here takes on a busy machine. */
const PATIENCE = 5_000;

/** Sends so many spoiled requests to the whole request path, in process. */
export async function fuzz(
  requests: number,
  seed: number,
  onProgress: (done: number) => void = () => {},
): Promise<Fuzzed> {
  const dice = diceFrom(seed);
  const stand = standing(seed);
  const statuses = new Map<number, number>();
  const findings: string[] = [];
  const heap: number[] = [];
  for (let done = 0; done < requests; done += ROUND) {
    const round = await roundWith(stand, dice, Math.min(ROUND, requests - done));
    for (const [status, count] of round.statuses) statuses.set(status, (statuses.get(status) ?? 0) + count);
    findings.push(...round.findings);
    await collected();
    heap.push(process.memoryUsage().heapUsed);
    onProgress(Math.min(requests, done + ROUND));
  }
  return { requests, statuses, findings, heap };
}

/** Collects what is left over. What a Request leaves is only let go of in a turn of its own, of which no request has one. */
async function collected(): Promise<void> {
  for (let turns = 3; turns > 0; turns -= 1) {
    globalThis.gc?.();
    await new Promise((next) => setImmediate(next));
  }
}

/** One app for all rounds, for what an app is described with is never forgotten; each round has a simulator of its own. */
function standing(seed: number) {
  const tokens = sessionTokens(new Uint8Array(32).fill(seed % 256));
  const defects: unknown[] = [];
  const now: { simulator?: Simulator } = {};
  const { app } = createApp({
    simulator: new Proxy({} as Simulator, { get: (_, name) => Reflect.get(now.simulator ?? {}, name) }),
    tokens,
    operatorToken: "operator",
    // Whoever has used up the day is refused everything else.
    dailyRequests: Number.MAX_SAFE_INTEGER,
    onDefect: (error) => defects.push(error),
  });
  return { app, tokens, defects, now };
}

async function roundWith({ app, tokens, defects, now }: ReturnType<typeof standing>, dice: Dice, requests: number) {
  const world = acme();
  const simulator = await simulatorInMemory(world);
  now.simulator = simulator;
  const [nia] = world.cast.filter(({ name }) => name === "Nia");
  if (!nia) throw new Error("nobody is called Nia");
  const open = async () =>
    tokens.issue(nia.ref.org, (await simulator.takePlaceOf(nia.ref, { mfa: true, myDomain: true })).session);
  let token = await open();
  const statuses = new Map<number, number>();
  const findings: string[] = [];
  for (let nth = 0; nth < requests; nth += 1) {
    // Some requests end the session they are made in.
    if (nth % 100 === 0) token = await open();
    const sent = mutated(dice);
    const found = await tryOne(app, sent, token);
    statuses.set(found.status, (statuses.get(found.status) ?? 0) + 1);
    const [defect] = defects.splice(0);
    const because = defect === undefined ? found.because : `our defect: ${(defect as Error).stack ?? defect}`;
    if (because) findings.push(`${because}\n  ${JSON.stringify(sent).slice(0, 800)}`);
  }
  // Held connections would keep the simulator of a round for as long as they may wait.
  simulator.streams.shut();
  return { statuses, findings };
}

type Asked = Pick<ReturnType<typeof createApp>["app"], "request">;

async function tryOne(
  app: Asked,
  sent: Sent,
  token: string,
): Promise<{ readonly status: number; readonly because?: string }> {
  const put = (text: string) => text.replaceAll("TOKEN", token);
  let request: Request;
  try {
    request = new Request(`http://localhost${put(sent.path)}`, {
      method: sent.method,
      headers: Object.fromEntries(Object.entries(sent.headers).map(([name, value]) => [name, put(value)])),
      ...(sent.body !== undefined && !["GET", "HEAD"].includes(sent.method) && { body: put(sent.body) }),
    });
  } catch {
    // No client could send this.
    return { status: 0 };
  }
  const begun = performance.now();
  const waited = new AbortController();
  const answer = await Promise.race([
    app.request(request),
    new Promise<undefined>((resolve) => {
      const timer = setTimeout(() => resolve(undefined), PATIENCE);
      waited.signal.addEventListener("abort", () => clearTimeout(timer));
    }),
  ]);
  waited.abort();
  if (!answer) return { status: -1, because: `no answer within ${PATIENCE} ms` };
  const text = await answer.text();
  const took = performance.now() - begun;
  const { status } = answer;
  if (took > PATIENCE) return { status, because: `it took ${Math.round(took)} ms` };
  const type = answer.headers.get("content-type") ?? "";
  // A fault of SOAP is a 500 by its own rules, and what is not simulated says so by name.
  const isFault = status === 500 && /^text\/xml/.test(type) && text.includes("<faultcode>");
  if (status >= 500 && !isFault && status !== 501)
    return { status, because: `status ${status}: ${text.slice(0, 200)}` };
  if (status >= 400 && /^application\/json/.test(type) && !isSaid(text))
    return { status, because: `no form: ${text.slice(0, 200)}` };
  return { status };
}

/** Whether an error says what is wrong, in the form of whichever interface it is. */
function isSaid(text: string): boolean {
  if (text === "") return true;
  const value: unknown = JSON.parse(text);
  const [first] = Array.isArray(value) ? value : [value];
  return (
    typeof first === "object" &&
    first !== null &&
    ("errorCode" in first || "error" in first || "results" in first || "successful" in first)
  );
}
