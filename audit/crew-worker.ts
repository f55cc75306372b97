import { parentPort, workerData } from "node:worker_threads";
import { type CrewGround, type Errand, type Part, standingIn, type Word } from "./crew.ts";
import { realDisk } from "./disk.ts";
import { ringIn } from "./key-ring.ts";
import { Reading } from "./reading.ts";

// What a worker of a verification does: reads one sealed segment after the other, as it is asked to.

/** So many bytes are told of at once. */
const WORTH_TELLING = 1024 * 1024;

const { folder, keys, checkpoint }: CrewGround = workerData;
const ring = keys === undefined ? undefined : ringIn(realDisk, keys);
// Before any file is opened: an erasure destroys keys that a file may still need which was opened before.
ring?.();
const say = (word: Word): void => parentPort?.postMessage(word);

parentPort?.on("message", async (errand: Errand) => say({ part: await read(errand) }));

/** What a segment adds up to; nothing where anything is the matter with it. */
async function read({ first, before }: Errand): Promise<Part | undefined> {
  let unsaid = 0;
  const onBytes = (bytes: number) => {
    unsaid += bytes;
    if (unsaid < WORTH_TELLING) return;
    say({ bytes: unsaid });
    unsaid = 0;
  };
  try {
    const from = before && standingIn(Buffer.from(before.seal)).standing;
    const reading = new Reading({ disk: realDisk, folder, checkpoint, ring, onBytes }, from);
    await reading.through(first, before?.first, false);
    say({ bytes: unsaid });
    return reading.seal === undefined ? undefined : { seal: reading.seal, found: reading.found };
  } catch {
    return undefined;
  }
}
