// Runs the script on the disk of the machine and kills itself at one of its calls: point-victim.ts STATE SEED N before|after
import { writeSync } from "node:fs";
import { systemCalls } from "#audit/system-calls.ts";
import { run } from "./scripted-run.ts";
import { watched } from "./watched.ts";

const [, , state = "", seed = "", point = "", side = ""] = process.argv;
if (side !== "before" && side !== "after") throw new Error("usage: point-victim.ts STATE SEED N before|after");

/** The end of this process, at once: nothing behind it runs. */
function die(): never {
  process.kill(process.pid, "SIGKILL");
  for (;;);
}

const calls = watched(systemCalls, ({ number }, make) => {
  if (number !== Number(point)) return make();
  if (side === "before") die();
  const made = make();
  return made instanceof Promise ? made.then(die) : die();
});
const { failure } = await run({
  calls,
  seed: Number(seed),
  state,
  onAcknowledged: (records) => writeSync(1, `${JSON.stringify(records)}\n`),
});
if (failure) throw failure;
