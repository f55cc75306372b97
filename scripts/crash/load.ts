import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { diceFrom } from "#fixtures/dice.ts";
import { type Acknowledged, untold } from "./acknowledged.ts";
import { lossesIn } from "./survivor.ts";

/** Longest a victim lives once it is ready; now and then one is killed while it is still opening. */
const LONGEST = 400;
const WHILE_OPENING = 0.1;
/** One folder lives through this many crashes before a new one is begun. */
const CRASHES_PER_FOLDER = 25;

async function killOne(state: string, run: number, random: () => number): Promise<readonly Acknowledged[]> {
  const victim = spawn(process.execPath, [fileURLToPath(new URL("./victim.ts", import.meta.url)), state, `${run}`], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  const gone = once(victim, "exit");
  const acknowledged: Acknowledged[] = [];
  const kill = () => victim.kill("SIGKILL");
  if (random() < WHILE_OPENING) setTimeout(kill, random() * LONGEST);
  for await (const line of createInterface({ input: victim.stdout })) {
    const said = parsed(line);
    if (said?.kind === "ready") setTimeout(kill, random() * LONGEST);
    else if (said) acknowledged.push(said);
  }
  // Its output ends before the process has: the folder is free only once that is gone.
  await gone;
  if (victim.exitCode !== null)
    throw new Error(`the victim of run ${run} ended by itself with code ${victim.exitCode}`);
  return acknowledged;
}

/** The last line may have been cut off by the kill: then nobody was told. */
function parsed(line: string): Acknowledged | { readonly kind: "ready" } | undefined {
  try {
    return JSON.parse(line);
  } catch {
    return undefined;
  }
}

export interface LoadOptions {
  readonly times: number;
  readonly seed: number;
  readonly onProgress?: (kills: number) => void;
}

/** What the kills of simulators under load have come to. */
export interface LoadTally {
  readonly kills: number;
  readonly acknowledged: number;
  readonly records: number;
  /** How often a torn tail was set aside. */
  readonly torn: number;
  readonly losses: readonly string[];
}

/** Kills a simulator under load, again and again, and looks at what is left. Error where it has not looked everywhere. */
export async function killUnderLoad({ times, seed, onProgress = () => {} }: LoadOptions): Promise<LoadTally> {
  const random = diceFrom(seed).throw;
  const totals = { kills: 0, acknowledged: 0, records: 0, torn: 0 };
  const losses: string[] = [];
  /** What no folder's run has acknowledged anything of yet. */
  let missing = untold([]);
  while (totals.kills < times && losses.length === 0) {
    const state = mkdtempSync(`${tmpdir()}/understudy-crash-`);
    const all: Acknowledged[] = [];
    let records = 0;
    for (let n = 0; n < CRASHES_PER_FOLDER && totals.kills < times && losses.length === 0; n += 1) {
      all.push(...(await killOne(state, totals.kills, random)));
      const survival = await lossesIn(state, all);
      totals.kills += 1;
      if (survival.setAside > 0) totals.torn += 1;
      records = survival.records;
      losses.push(...survival.losses);
      onProgress(totals.kills);
    }
    const missed = untold(all);
    missing = missing.filter((story) => missed.includes(story));
    totals.acknowledged += all.length;
    totals.records += records;
    if (losses.length === 0) rmSync(state, { recursive: true });
    else losses.push(`kept for a look: ${state}`);
  }
  if (missing.length > 0 && losses.length === 0)
    throw new Error(`nothing was acknowledged of ${missing.join(", ")}: the check has not looked there`);
  return { ...totals, losses };
}
