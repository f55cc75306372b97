import { createHash } from "node:crypto";
import { type Disk, diskOver } from "#audit/disk.ts";
import { openFileStorage } from "#audit/file-storage.ts";
import { type AuditLog, type FullDisk, openLog } from "#audit/log.ts";
import { acme, globex, nia, visited } from "#audit/sample-events.ts";
import type { Random } from "#audit/sealing.ts";
import type { SystemCalls } from "#audit/system-calls.ts";
import type { AuditEvent } from "#domain/events.ts";
import { Fault } from "#domain/fault.ts";
import { formatId } from "#domain/ids.ts";
import { fromMillis } from "#domain/time.ts";
import { type Dice, diceFrom } from "#fixtures/dice.ts";
import type { AuditRecord } from "#usecases/ports.ts";

/** Where the log of a scripted run is, on whatever disk. */
export const STATE = "/state";
/** Small, so that a short run fills several segments. */
const SEGMENT_BYTES = 5_000;
const RESERVE_BYTES = 2_000;

const HOUR = 3_600_000;
/** How often the log is opened, and how often somebody appends to it each time. */
const OPENINGS = 2;
const ROUNDS = 4;
/** Behind which of these, the last time, the key changes. */
const ROTATION = 2;

/** What a run of the script was told. */
export interface Told {
  /** Whatever was acknowledged, in order. */
  readonly acknowledged: readonly AuditRecord[];
  /** What made the log unavailable, where something did. */
  readonly failure?: unknown;
  /** Whether it was an append that failed. */
  readonly appendedTo?: boolean;
  /** Whether an append after that did not fail. */
  readonly wentOn?: boolean;
}

export interface Script {
  readonly calls: SystemCalls;
  readonly seed: number;
  readonly state?: string;
  /** Called whenever the log is about to be opened. */
  readonly onOpening?: () => void;
  readonly onAcknowledged?: (records: readonly AuditRecord[]) => void;
}

/** Random bytes with a seed. */
export function bytesFrom(seed: number): Random {
  let block = 0;
  return (size) => {
    block += 1;
    return createHash("shake256", { outputLength: size }).update(`${seed} ${block}`).digest();
  };
}

/** Opens a log with small segments over these calls. Told to, it says its last and its first words on a full disk. */
export async function openScripted(
  calls: SystemCalls,
  seed: number,
  state = STATE,
  onFullDisk?: FullDisk,
): Promise<AuditLog> {
  const [disk, random]: [Disk, Random] = [diskOver(calls), bytesFrom(seed)];
  const sizes = { segmentBytes: SEGMENT_BYTES, reserveBytes: RESERVE_BYTES };
  return openLog(await openFileStorage(state, { disk, random, ...sizes }), {
    random,
    ...(onFullDisk && { onFullDisk }),
  });
}

/**
 * Opens a log, appends to it, closes it, and does all that again: one event or several at once, alone or while others
 * append, in several orgs and about several people, over some days. The same seed makes the same run. Ends where the
 * log becomes unavailable.
 */
export async function run({
  calls,
  seed,
  state,
  onOpening = () => {},
  onAcknowledged = () => {},
}: Script): Promise<Told> {
  const dice = diceFrom(seed);
  const acknowledged: AuditRecord[] = [];
  const told = (records: readonly AuditRecord[]) => {
    acknowledged.push(...records);
    onAcknowledged(records);
  };
  let at = Date.UTC(2031, 2, 4, 9);
  try {
    for (let opening = 0; opening < OPENINGS; opening += 1) {
      onOpening();
      const log = await openScripted(calls, seed + opening, state);
      try {
        for (let round = 0; round < ROUNDS; round += 1) {
          at += dice.upTo(12) * HOUR;
          const failure = await appendSome(log, dice, at, told);
          if (failure) return { acknowledged, failure, appendedTo: true, wentOn: await goesOn(log, told) };
          if (round === ROTATION && opening > 0) await log.rotateKey(fromMillis(at));
        }
      } finally {
        if (log.available) await log.close();
        else await log.close().catch(() => {});
      }
    }
    return { acknowledged };
  } catch (failure) {
    return { acknowledged, failure };
  }
}

async function appendSome(
  log: AuditLog,
  dice: Dice,
  at: number,
  told: (records: readonly AuditRecord[]) => void,
): Promise<unknown> {
  const failures: unknown[] = [];
  const append = async () => {
    try {
      const appended = await log.append(someEvents(dice, at));
      if (appended.outcome === "appended") told(appended.records);
    } catch (error) {
      failures.push(error);
    }
  };
  const waiting: Promise<void>[] = [];
  for (let left = 1 + dice.upTo(3); left > 0; left -= 1) {
    waiting.push(append());
    // Some come while others are being synced, and go into the batch behind.
    if (dice.upTo(2) === 0) await new Promise((resolve) => setImmediate(resolve));
  }
  await Promise.all(waiting);
  return failures[0];
}

/** Whether a log can be appended to. */
async function goesOn(log: AuditLog, told: (records: readonly AuditRecord[]) => void): Promise<boolean> {
  try {
    const appended = await log.append([visited(0)]);
    if (appended.outcome === "appended") told(appended.records);
    return true;
  } catch {
    return false;
  }
}

/** Events with and without sealed values, of orgs that have more and more people. */
function someEvents(dice: Dice, at: number): readonly AuditEvent[] {
  const events: AuditEvent[] = [];
  for (let left = 1 + dice.upTo(3); left > 0; left -= 1) {
    const org = dice.oneOf([acme, globex]) ?? acme;
    const user = { org, id: formatId("User", 1 + dice.upTo(4)) };
    const about = { at: fromMillis(at + 10 - left), org, user } as const;
    const session = formatId("AuthSession", 1 + dice.upTo(9));
    const way = dice.upTo(4);
    if (way === 0) events.push({ type: "login.ended", ...about, session, delegateUser: nia, reason: "logged out" });
    else if (way === 1) events.push({ type: "audit.opened", at: about.at, org: "platform", version: "0.1.0" });
    else events.push({ type: "login.visited", ...about, page: `page ${"ü".repeat(dice.upTo(400))}` });
  }
  return events;
}

/** Whether a failure is what a log says that cannot be written. */
export const isUnavailable = (failure: unknown): boolean =>
  failure instanceof Fault && failure.code === "LOG_UNAVAILABLE";
