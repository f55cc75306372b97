import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { systemCalls } from "#audit/system-calls.ts";
import type { AuditRecord } from "#usecases/ports.ts";
import { judge } from "./judge.ts";
import { NOTHING_LOOKED_AT, type Tally, tallied } from "./tally.ts";

const VICTIM = fileURLToPath(new URL("./point-victim.ts", import.meta.url));

export interface PointOptions {
  readonly seed: number;
  /** The first point and how far the next one is; 1 and 1 for all of them. */
  readonly from?: number;
  readonly every?: number;
  readonly onProgress?: (points: number) => void;
}

/**
 * Lets a process on the disk of the machine kill itself before and behind each call that changes the disk, until it
 * lives longer than its script, and looks at what it left. Killing a process takes nothing out of the system's memory:
 * what a loss of power does is for the simulated machine.
 */
export async function killAtPoints({ seed, from = 1, every = 1, onProgress = () => {} }: PointOptions): Promise<Tally> {
  let tally: Tally = NOTHING_LOOKED_AT;
  for (let point = from; ; point += every) {
    const both = await Promise.all((["before", "after"] as const).map((side) => killAt(seed, point, side)));
    for (const { survived, found, where } of both) if (!survived) tally = tallied(tally, found, where);
    onProgress(tally.crashes);
    if (both.some(({ survived }) => survived)) return tally;
  }
}

async function killAt(seed: number, point: number, side: "before" | "after") {
  const folder = mkdtempSync(`${tmpdir()}/understudy-point-`);
  const state = `${folder}/state`;
  try {
    const victim = spawn(process.execPath, [VICTIM, state, `${seed}`, `${point}`, side], {
      stdio: ["ignore", "pipe", "inherit"],
    });
    const gone = once(victim, "exit");
    const acknowledged: AuditRecord[] = [];
    for await (const line of createInterface({ input: victim.stdout })) acknowledged.push(...JSON.parse(line));
    await gone;
    if (victim.exitCode !== null && victim.exitCode !== 0)
      throw new Error(`the victim of point ${point} ended by itself with code ${victim.exitCode}`);
    const found = await judge(systemCalls, acknowledged, { state });
    return { survived: victim.exitCode === 0, found, where: `seed ${seed}, killed ${side} call ${point}` };
  } finally {
    rmSync(folder, { recursive: true });
  }
}
