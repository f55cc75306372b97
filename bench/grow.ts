import { randomBytes } from "node:crypto";
import { openFileStorage } from "#audit/file-storage.ts";
import { openLog } from "#audit/log.ts";
import { FEW, fill } from "./support-log.ts";

// A process of its own, run with --expose-gc: appends to a new log, and says what it holds as it goes.

/** What a process holds once so many records are appended, in megabytes. */
export interface Held {
  readonly records: number;
  readonly heap: number;
  readonly resident: number;
}

const MB = 1024 * 1024;
const [folder = "", records = "0", every = "1"] = process.argv.slice(2);
const log = openLog(await openFileStorage(folder, { random: randomBytes }));

function say(appended: number): void {
  // Twice: what a finalizer let go of in the first round is free after the second.
  for (const _ of [1, 2]) globalThis.gc?.();
  const { heapUsed, external, rss } = process.memoryUsage();
  const held: Held = { records: appended, heap: (heapUsed + external) / MB, resident: rss / MB };
  console.log(JSON.stringify(held));
}

await fill(log, Number(records), { world: FEW, every: Number(every), say });
await log.close();
