// Wants to be the one writer of a log, over and over, and tells what comes of it: contender.ts STATE NAME BATCHES
import { writeSync } from "node:fs";
import { setTimeout } from "node:timers/promises";
import { openFileStorage } from "#audit/file-storage.ts";
import { openLog } from "#audit/log.ts";
import { visited } from "#audit/sample-events.ts";
import { bytesFrom } from "./scripted-run.ts";

const [, , state, name = "0", batches = "5"] = process.argv;
if (!state) throw new Error("usage: contender.ts STATE NAME BATCHES");

/** By a clock that all processes of the machine share. */
const say = (said: string, more: object = {}) =>
  writeSync(1, `${JSON.stringify({ said, at: `${process.hrtime.bigint()}`, ...more })}\n`);

const random = bytesFrom(Number(name));
let left = Number(batches);
while (left > 0) {
  try {
    const storage = await openFileStorage(state, { random, segmentBytes: 10_000, reserveBytes: 0 });
    say("opened");
    const log = openLog(storage, { random });
    // A turn of a few batches, so that the log changes hands.
    for (let turn = 0; turn < 3 && left > 0; turn += 1, left -= 1) {
      const appended = await log.append([visited(Number(name) * 1000 + left)]);
      if (appended.outcome === "appended") say("acknowledged", { records: appended.records });
      await setTimeout(5);
    }
    say("closing");
    await log.close();
  } catch (error) {
    if (!(error instanceof Error) || error.name !== "CannotOpenLog") throw error;
    say("refused", { because: error.message });
  }
  await setTimeout(Math.random() * 30);
}
