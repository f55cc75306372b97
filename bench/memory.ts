import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { type Figure, shown } from "./figure.ts";
import type { Held } from "./grow.ts";

const RECORDS = 5_000_000;
const EVERY = 500_000;
/** From here on nothing more should be held. */
const SETTLED = 1_000_000;

/** What a log holds in memory the longer it is appended to; the people and orgs it tells of are always the same ones. */
export async function memory(dir = tmpdir()): Promise<readonly Figure[]> {
  const folder = mkdtempSync(join(dir, "understudy-memory-"));
  try {
    const samples = await samplesOf(folder);
    const from = samples.find(({ records }) => records >= SETTLED);
    const to = samples.at(-1);
    if (!from || !to || to.records < RECORDS) throw new Error("the process that appends ended before its time");
    const beside = (what: "heap" | "resident") => `${shown(from[what])} MB, then ${shown(to[what])} MB`;
    const name = "growth from the 1,000,000th record to the 5,000,000th";
    const common = { unit: "MB", bound: 32, wanted: "at most" } as const;
    return [
      { name: `${name}, heap`, measured: to.heap - from.heap, ...common, beside: beside("heap") },
      // What the system gives a process it takes back when it likes, so more of it is no growth yet.
      {
        name: `${name}, resident`,
        measured: to.resident - from.resident,
        ...common,
        bound: 64,
        beside: beside("resident"),
      },
    ];
  } finally {
    rmSync(folder, { recursive: true });
  }
}

async function samplesOf(folder: string): Promise<readonly Held[]> {
  const script = fileURLToPath(new URL("./grow.ts", import.meta.url));
  const child = spawn(process.execPath, ["--expose-gc", script, folder, `${RECORDS}`, `${EVERY}`], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  const ended = once(child, "close");
  const samples: Held[] = [];
  for await (const line of createInterface(child.stdout)) {
    const held: Held = JSON.parse(line);
    samples.push(held);
    process.stderr.write(`${held.records} records: heap ${shown(held.heap)} MB, resident ${shown(held.resident)} MB\n`);
  }
  await ended;
  return samples;
}
