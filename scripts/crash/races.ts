import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { systemCalls } from "#audit/system-calls.ts";
import type { AuditRecord } from "#usecases/ports.ts";
import { judge } from "./judge.ts";
import { NOTHING_LOOKED_AT, type Tally, tallied } from "./tally.ts";

const CONTENDER = fileURLToPath(new URL("./contender.ts", import.meta.url));

export interface RaceOptions {
  readonly races: number;
  readonly onProgress?: (races: number) => void;
}

/** How many want the same log at the same time. */
const FEWEST = 2;
const MOST = 8;
const BATCHES = 6;
/** How long an owner is stopped, while the others go on trying. */
const STOPPED = 300;

/** What a contender said, and when by the clock they share. */
interface Said {
  readonly said: "opened" | "acknowledged" | "closing" | "refused";
  readonly at: string;
  readonly records?: readonly AuditRecord[];
}

/** From when to when a process had the log open. */
interface Ownership {
  readonly who: number;
  readonly from: bigint;
  readonly to: bigint;
}

/**
 * Lets processes race for one log. In every other race the first owner is stopped for a while as if it hung, and in the
 * others it is killed, so that its lock is stale. Never may two have the log open at once; nothing acknowledged to any
 * of them may be missing; and the log has to be good.
 */
export async function race({ races, onProgress = () => {} }: RaceOptions): Promise<Tally> {
  let tally: Tally = NOTHING_LOOKED_AT;
  for (let number = 0; number < races; number += 1) {
    const contenders = FEWEST + (number % (MOST - FEWEST + 1));
    const folder = mkdtempSync(`${tmpdir()}/understudy-race-`);
    try {
      const { ownerships, acknowledged } = await raceIn(`${folder}/state`, contenders, number % 2 === 0);
      const found = await judge(systemCalls, acknowledged, { state: `${folder}/state` });
      const because = [...found.because, ...overlaps(ownerships)];
      const otherwise = found.otherwise + because.length - found.because.length;
      tally = tallied(tally, { ...found, otherwise, because }, `race ${number} of ${contenders}`);
    } finally {
      rmSync(folder, { recursive: true });
    }
    onProgress(tally.crashes);
  }
  return tally;
}

async function raceIn(state: string, contenders: number, isStopped: boolean) {
  const ownerships: Ownership[] = [];
  const acknowledged: AuditRecord[] = [];
  let isFirst = true;
  const disturb = (owner: ChildProcess): boolean => {
    if (!isFirst) return false;
    isFirst = false;
    owner.kill(isStopped ? "SIGSTOP" : "SIGKILL");
    if (isStopped) setTimeout(() => owner.kill("SIGCONT"), STOPPED);
    return true;
  };
  await Promise.all(
    Array.from({ length: contenders }, async (_, who) => {
      const contender = spawn(process.execPath, [CONTENDER, state, `${who}`, `${BATCHES}`], {
        stdio: ["ignore", "pipe", "inherit"],
      });
      const gone = once(contender, "exit");
      let from: bigint | undefined;
      let last = 0n;
      for await (const line of createInterface({ input: contender.stdout })) {
        const { said, at, records = [] }: Said = JSON.parse(line);
        last = BigInt(at);
        acknowledged.push(...records);
        if (said === "opened") from = last;
        if (said === "acknowledged") disturb(contender);
        if (said !== "closing" || from === undefined) continue;
        ownerships.push({ who, from, to: last });
        from = undefined;
      }
      await gone;
      // Whoever was killed had it at least until the last thing it said.
      if (from !== undefined) ownerships.push({ who, from, to: last });
      if (contender.exitCode !== 0 && contender.signalCode !== "SIGKILL")
        throw new Error(`contender ${who} ended with ${contender.exitCode ?? contender.signalCode}`);
    }),
  );
  return { ownerships, acknowledged };
}

function overlaps(ownerships: readonly Ownership[]): readonly string[] {
  const inOrder = [...ownerships].sort((one, other) => (one.from < other.from ? -1 : 1));
  return inOrder.flatMap(({ who, from }, place) => {
    const before = inOrder[place - 1];
    return before && from < before.to ? [`${who} opened the log while ${before.who} had it`] : [];
  });
}
