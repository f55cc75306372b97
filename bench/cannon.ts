import { type ChildProcess, execFile, fork } from "node:child_process";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { median } from "./figure.ts";

const run = promisify(execFile);
export const CONNECTIONS = 50;
const SECONDS = 2;
/** Before anything is measured: so long it takes until the code of a whole request path is compiled. */
const WARM_UP = 5;

/** A server in a process of its own, and what is asked of it. */
export interface Served {
  readonly child: ChildProcess;
  readonly port: number;
  readonly path: string;
  readonly token: string;
}

/** Starts one of our own servers; it tells its port when it listens. */
export function serveFrom(args: readonly string[], script = "./server.ts"): Promise<Served> {
  const child = fork(fileURLToPath(new URL(script, import.meta.url)), [...args]);
  return new Promise((resolve, reject) => {
    child.once("message", (said) => resolve({ child, ...(said as Omit<Served, "child">) }));
    child.once("exit", (code) => reject(new Error(`the server ended with ${code}`)));
  });
}

/** What a server answers to the one request; Error where it is no success. */
export async function answerOf({ port, path, token }: Omit<Served, "child">): Promise<{
  readonly body: string;
  readonly headers: Headers;
}> {
  const response = await fetch(`http://127.0.0.1:${port}${path}`, { headers: { authorization: `Bearer ${token}` } });
  const body = await response.text();
  if (!response.ok) throw new Error(`GET ${path} answers ${response.status}: ${body.slice(0, 200)}`);
  return { body, headers: response.headers };
}

/** A route of Hono's that answers the same bytes, headers and body, and does nothing else. */
export async function bareBeside(served: Served): Promise<{ readonly bare: Served; readonly body: string }> {
  const { body, headers } = await answerOf(served);
  return { bare: await serveFrom(["bare", served.path, body, JSON.stringify(own(headers))]), body };
}

/** The headers that an app sets itself; the rest is the server's. */
const own = (headers: Headers): Record<string, string> =>
  Object.fromEntries(
    [...headers].filter(([name]) => !["connection", "content-length", "date", "keep-alive"].includes(name)),
  );

/** Requests a second of several servers, in each round in the other order, so that none always meets the warmer machine. */
export async function raced<Name extends string>(
  servers: Readonly<Record<Name, Omit<Served, "child">>>,
  rounds: number,
): Promise<Readonly<Record<Name, readonly number[]>>> {
  const names = Object.keys(servers) as Name[];
  const rates = Object.fromEntries(names.map((name) => [name, []])) as unknown as Record<Name, number[]>;
  for (const name of names) await load(servers[name], WARM_UP);
  for (let round = 0; round < rounds; round += 1)
    for (const name of round % 2 === 0 ? names : names.toReversed())
      rates[name].push(await load(servers[name], SECONDS));
  return rates;
}

/** The median of what each round says of one rate against another. */
export const ratio = (ones: readonly number[], others: readonly number[]): number =>
  median(ones.map((one, round) => one / (others[round] ?? Number.NaN)));

interface Loaded {
  readonly requests: { readonly average: number };
  readonly non2xx: number;
  readonly errors: number;
}

/** Requests a second that a server answered; every one of them with success. */
async function load({ port, path, token }: Omit<Served, "child">, seconds: number): Promise<number> {
  const cannon = fileURLToPath(import.meta.resolve("autocannon"));
  const url = `http://127.0.0.1:${port}${path}`;
  const about = ["-j", "-n", "-c", `${CONNECTIONS}`, "-d", `${seconds}`, "-H", `authorization=Bearer ${token}`];
  const { stdout } = await run(process.execPath, [cannon, ...about, url], { maxBuffer: 16 * 1024 * 1024 });
  const { requests, non2xx, errors } = JSON.parse(stdout) as Loaded;
  if (non2xx > 0 || errors > 0) throw new Error(`${non2xx} refused requests and ${errors} errors under load`);
  if (requests.average === 0) throw new Error(`nothing was answered at port ${port} within ${seconds} s`);
  return requests.average;
}
