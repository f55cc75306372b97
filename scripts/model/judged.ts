import { Auditor } from "#audit/auditor/auditor.ts";
import type { Finding } from "#audit/auditor/finding.ts";
import { openLog } from "#audit/log.ts";
import { actAtRandom } from "./acts.ts";
import { forgetfulStorage } from "./forgetful-storage.ts";
import { stageFor } from "./stage.ts";

/** What the auditor said of a random history. */
export interface Judged {
  readonly records: number;
  readonly held: number;
  readonly notEvaluated: number;
  readonly findings: number;
  readonly first: readonly Finding[];
}

/** How far a history has come. */
export interface Progress {
  readonly acts: number;
  readonly records: number;
  readonly findings: number;
  /** Milliseconds that the auditor itself took. */
  readonly judging: number;
}

const SHOWN = 20;
const TOLD_EVERY = 1_000;

/**
 * Plays so many random acts, with the auditor reading along: every record is seen once, and then it is gone.
 * `onProgress` is told how far it has come, now and then.
 */
export async function judgeHistory(
  seed: number,
  acts: number,
  onProgress?: (progress: Progress) => void,
): Promise<Judged> {
  const log = openLog(forgetfulStorage());
  const auditor = new Auditor();
  let judging = 0;
  log.follow((record) => {
    const begun = performance.now();
    auditor.take(record);
    judging += performance.now() - begun;
  });
  const stage = await stageFor(seed, log);
  for (let done = 1; done <= acts; done += 1) {
    await actAtRandom(stage);
    if (done % TOLD_EVERY === 0)
      onProgress?.({ acts: done, records: log.end.size, findings: auditor.findings.length, judging });
  }
  auditor.close();
  const { findings, held, notEvaluated } = auditor;
  return { records: log.end.size, held, notEvaluated, findings: findings.length, first: findings.slice(0, SHOWN) };
}
