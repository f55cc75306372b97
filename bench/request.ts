import { type ChildProcess, execFile, fork } from "node:child_process";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { type Bench, median, shown } from "./figure.ts";

const run = promisify(execFile);
const CONNECTIONS = 50;
const ROUNDS = 5;
const SECONDS = 2;

/** The record that is read: one row of an org's own data, behind session, tenant and permission checks. */
const PATH = "/orgs/{org}/app/records/{record}";

interface Served {
  readonly child: ChildProcess;
  readonly port: number;
  readonly path: string;
  readonly token: string;
}

/** Reading one record over a socket, through the whole request path, beside a bare route that answers the same bytes, headers and body. */
export const request: Bench = async () => {
  const ours = await serveFrom(["simulator", PATH]);
  try {
    const response = await fetch(`http://127.0.0.1:${ours.port}${ours.path}`, {
      headers: { authorization: `Bearer ${ours.token}` },
    });
    const body = await response.text();
    if (!response.ok) throw new Error(`GET ${PATH} answers ${response.status}: ${body.slice(0, 200)}`);
    const bare = await serveFrom(["bare", ours.path, body, JSON.stringify(own(response.headers))]);
    try {
      return [await compare(ours, bare, body.length)];
    } finally {
      bare.child.kill();
    }
  } finally {
    ours.child.kill();
  }
};

/** The headers that an app sets itself; the rest is the server's. */
const own = (headers: Headers): Record<string, string> =>
  Object.fromEntries(
    [...headers].filter(([name]) => !["connection", "content-length", "date", "keep-alive"].includes(name)),
  );

async function compare(ours: Served, bare: Served, bytes: number) {
  await load(ours, 1);
  await load(bare, 1);
  const rates: { readonly ours: number; readonly bare: number }[] = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    // In turn first and second, so that neither side always meets the warmer machine.
    if (round % 2 === 0) {
      const first = await load(ours, SECONDS);
      rates.push({ ours: first, bare: await load(bare, SECONDS) });
    } else {
      const first = await load(bare, SECONDS);
      rates.push({ bare: first, ours: await load(ours, SECONDS) });
    }
  }
  const [own, floor] = [median(rates.map((one) => one.ours)), median(rates.map((one) => one.bare))];
  return {
    name: `reading one record, ${CONNECTIONS} connections`,
    measured: median(rates.map((one) => one.ours / one.bare)),
    unit: "of a bare route",
    bound: 0.5,
    wanted: "at least" as const,
    beside: `${shown(own)} of ${shown(floor)} requests/s, ${bytes} bytes`,
  };
}

/** Starts one of the servers in a process of its own; it tells its port when it listens. */
function serveFrom(args: readonly string[]): Promise<Served> {
  const child = fork(fileURLToPath(import.meta.resolve("./server.ts")), [...args]);
  return new Promise((resolve, reject) => {
    child.once("message", (said) => resolve({ child, ...(said as Omit<Served, "child">) }));
    child.once("exit", (code) => reject(new Error(`the server ended with ${code}`)));
  });
}

interface Loaded {
  readonly requests: { readonly average: number };
  readonly non2xx: number;
  readonly errors: number;
}

/** Requests a second that a server answered; every one of them with success. */
async function load({ port, path, token }: Served, seconds: number): Promise<number> {
  const cannon = fileURLToPath(import.meta.resolve("autocannon"));
  const url = `http://127.0.0.1:${port}${path}`;
  const args = [
    cannon,
    "-j",
    "-n",
    "-c",
    String(CONNECTIONS),
    "-d",
    String(seconds),
    "-H",
    `authorization=Bearer ${token}`,
    url,
  ];
  const { stdout } = await run(process.execPath, args, { maxBuffer: 16 * 1024 * 1024 });
  const { requests, non2xx, errors } = JSON.parse(stdout) as Loaded;
  if (non2xx > 0 || errors > 0) throw new Error(`${non2xx} refused requests and ${errors} errors under load`);
  return requests.average;
}
