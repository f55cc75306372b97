import { actAtRandom } from "./acts.ts";
import { Limits, type Peaks } from "./limits.ts";
import { stageFor } from "./stage.ts";

/** What a history of random acts came to. */
export interface Told {
  readonly acts: number;
  readonly records: number;
  /** Hash of the last record, and so of every byte before it. */
  readonly hash: string;
  readonly violations: readonly string[];
  readonly peaks: Peaks;
  readonly counts: Readonly<Record<"allow" | "deny" | "fault", number>>;
  /** How often each rule refused. */
  readonly rules: ReadonlyMap<string, number>;
}

/** How many debugging sessions each publisher has: one, and the last of them bought another. */
const BOUGHT = 1;

/**
 * Plays as many random acts as asked for and reads along what goes on record: the same seed throws the same dice.
 * `onProgress` is told how many acts are done, now and then.
 */
export async function history(seed: number, acts: number, onProgress?: (done: number) => void): Promise<Told> {
  const stage = await stageFor(seed);
  const { simulator, world } = stage;
  const publishers = world.cast.filter(({ name }) => /^admin of publisher \d+$/.test(name)).map(({ ref }) => ref.org);
  const buyer = publishers.at(-1);
  if (!buyer) throw new Error("a crowd without publishers");
  await simulator.buyDebuggers({ org: buyer, bought: BOUGHT });
  const allowances = new Map(publishers.map((org) => [org, org === buyer ? 1 + BOUGHT : 1]));
  const limits = new Limits(allowances, world.orgs);
  simulator.ports.log.follow((record) => limits.read(record));
  for (let done = 0; done < acts; done += 1) {
    await actAtRandom(stage);
    if (done % 1_000 === 0) onProgress?.(done);
  }
  const { size, hash } = simulator.ports.log.end;
  const { violations, peaks } = limits;
  return { acts, records: size, hash, violations, peaks, counts: stage.counts, rules: stage.rules };
}
