import { isDeepStrictEqual } from "node:util";
import { diskOver } from "#audit/disk.ts";
import { pathsIn } from "#audit/paths.ts";
import { visited } from "#audit/sample-events.ts";
import type { SystemCalls } from "#audit/system-calls.ts";
import type { Verdict } from "#audit/verdict.ts";
import { verify } from "#audit/verify.ts";
import type { AuditRecord } from "#usecases/ports.ts";
import { openScripted, STATE } from "./scripted-run.ts";

/** What a look at a log that a crash left has come to. */
export interface Findings {
  /** Records that somebody was told of, each of which was looked for. */
  readonly looked: number;
  /** Of those, the ones that are not there as they were acknowledged. */
  readonly lost: number;
  /** Verdicts of corruption, or refusals to open, where there was only a crash. */
  readonly falseCorruption: number;
  /** Whatever else is not as it must be. */
  readonly otherwise: number;
  /** Each of these, in words. */
  readonly because: readonly string[];
}

/** Verifies a log that nobody writes, its values with their keys as well. */
function verdictOn(calls: SystemCalls, state = STATE): Promise<Verdict> {
  const [disk, { audit, signer, keys }] = [diskOver(calls), pathsIn(state)];
  return verify({ disk, folder: audit, signerState: `${signer}/state`, keys });
}

/**
 * Looks at what a crash left: no verifier may call it damaged; it opens; everything acknowledged is there, with its
 * values, and no append is there by half; it can be appended to; and then it is good.
 */
export async function judge(
  calls: SystemCalls,
  acknowledged: readonly AuditRecord[],
  { state = STATE, opening = calls }: { readonly state?: string; readonly opening?: SystemCalls } = {},
): Promise<Findings> {
  const because: string[] = [];
  const found = { looked: acknowledged.length, lost: 0, falseCorruption: 0, otherwise: 0 };
  try {
    const before = await verdictOn(calls, state);
    if (before.verdict === "bad") {
      found.falseCorruption += 1;
      because.push(`called bad before it was opened: ${JSON.stringify(before.defect)}`);
    }
    const log = await openScripted(opening, 1_000_000 + acknowledged.length, state);
    const records: AuditRecord[] = [];
    for await (const record of log.read()) records.push(record);
    for (const one of acknowledged) {
      if (isDeepStrictEqual(records[one.seq], one)) continue;
      found.lost += 1;
      because.push(`record ${one.seq} was acknowledged and is lost`);
    }
    if (records.at(-1)?.more) because.push("an append is there by half");
    const { at = undefined } = records.at(-1) ?? {};
    const appended = await log.append([{ ...visited(0), ...(at && { at }) }]);
    if (appended.outcome !== "appended") because.push("it cannot be appended to");
    await log.close();
    const after = await verdictOn(calls, state);
    if (after.verdict !== "good") because.push(`${after.verdict} after it was opened: ${JSON.stringify(after)}`);
  } catch (error) {
    const isRefusal = error instanceof Error && error.name === "CannotOpenLog";
    if (isRefusal) found.falseCorruption += 1;
    because.push(isRefusal ? `it does not open: ${error.message}` : `it fails: ${stackOf(error)}`);
  }
  found.otherwise = because.length - found.lost - found.falseCorruption;
  return { ...found, because };
}

const stackOf = (error: unknown): string => (error instanceof Error ? (error.stack ?? error.message) : String(error));
