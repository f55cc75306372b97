import { Auditor } from "#audit/auditor/auditor.ts";
import type { Finding } from "#audit/auditor/finding.ts";
import { actAtRandom } from "./acts.ts";
import { stageFor } from "./stage.ts";

/** What the auditor said of a random history. */
export interface Judged {
  readonly records: number;
  readonly held: number;
  readonly findings: number;
  readonly first: readonly Finding[];
}

const SHOWN = 20;

/** Plays so many random acts, with the auditor reading along. */
export async function judgeHistory(seed: number, acts: number): Promise<Judged> {
  const stage = await stageFor(seed);
  const { log } = stage.simulator.ports;
  const auditor = new Auditor();
  for await (const record of log.read()) auditor.take(record);
  log.follow((record) => auditor.take(record));
  for (let done = 0; done < acts; done += 1) await actAtRandom(stage);
  const { findings, held } = auditor;
  return { records: log.end.size, held, findings: findings.length, first: findings.slice(0, SHOWN) };
}
