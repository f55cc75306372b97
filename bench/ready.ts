import { spawn } from "node:child_process";
import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { acme } from "#fixtures/worlds/acme.ts";
import { simulatorInMemory } from "#server/in-memory.ts";
import { type Bench, median, shown, timed } from "./figure.ts";

const STARTS = 5;
/** A quarter of what one face of the suite makes: the median is one in the middle of a run, not at its cold start. */
const FRESH = 400;
const PATIENCE = 10_000;

/** What a simulator in memory costs, of which every scenario has its own. */
export const fresh: Bench = async () => {
  const all: number[] = [];
  for (let n = 0; n < FRESH; n += 1) all.push(await timed(() => simulatorInMemory(acme())));
  const warm = median(all);
  const beside = `the very first ${shown(all[0] ?? 0)} ms`;
  return [
    {
      name: "a fresh simulator in memory, world acme",
      measured: warm,
      unit: "ms",
      bound: 5,
      wanted: "at most",
      beside,
    },
  ];
};

/** How soon after its start the process answers that it is ready. */
export const ready: Bench = async () => {
  const starts: number[] = [];
  for (let n = 0; n < STARTS; n += 1) starts.push(await start());
  return [
    {
      name: "process started until it is ready",
      measured: median(starts),
      unit: "ms",
      bound: 500,
      wanted: "at most",
      beside: `of ${STARTS} starts`,
    },
  ];
};

/** Milliseconds from starting the process to its first "ready" on the port; it is asked to stop afterwards. */
async function start(): Promise<number> {
  if (!existsSync("simulator/understudy.mjs")) throw new Error("there is no simulator/understudy.mjs to start");
  const state = mkdtempSync(join(tmpdir(), "understudy-ready-"));
  const port = await freePort();
  const begun = performance.now();
  const child = spawn(
    process.execPath,
    ["simulator/understudy.mjs", "start", "--port", String(port), "--state", state],
    {
      stdio: ["ignore", "ignore", "pipe"],
    },
  );
  let said = "";
  child.stderr.setEncoding("utf8").on("data", (text: string) => (said += text));
  const ended = new Promise<void>((resolve) => child.once("exit", () => resolve()));
  try {
    while (!(await answers(port))) {
      if (child.exitCode !== null) throw new Error(`the process ended with ${child.exitCode}: ${said.slice(0, 300)}`);
      if (performance.now() - begun > PATIENCE) throw new Error(`not ready after ${PATIENCE} ms`);
      await new Promise((resolve) => setTimeout(resolve, 2));
    }
    return performance.now() - begun;
  } finally {
    child.kill("SIGTERM");
    await ended;
    rmSync(state, { recursive: true, force: true });
  }
}

async function answers(port: number): Promise<boolean> {
  try {
    return (await fetch(`http://127.0.0.1:${port}/readyz`)).ok;
  } catch {
    return false;
  }
}

/** A port that is free now; nobody else takes one in the moment until it is used. */
async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  if (address === null || typeof address === "string") throw new Error("no port is free");
  return address.port;
}
