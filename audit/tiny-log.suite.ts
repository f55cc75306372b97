// The log of SPEC.md, section 11: made anew by a test, and compared with what stands there to the byte.
import { fromMillis } from "#domain/time.ts";
import { openLog } from "./log.ts";
import { memoryStorage } from "./memory-storage.ts";
import { acme, nia, visited } from "./sample-events.ts";

/** Five records in three batches: two about an org, and what the log then states of it. */
export async function tinyLog() {
  const storage = memoryStorage();
  const log = openLog(storage);
  await log.append([{ type: "audit.opened", at: fromMillis(0), org: "platform", version: "0.1.0" }]);
  await log.append([visited(1)]);
  await log.append([{ type: "login.ended", at: fromMillis(0), org: acme, user: nia, reason: "logged out" }]);
  const complete = { org: acme, from: 0, to: 1 };
  const pack = await log.evidence({ numbers: [2, 3, 4], complete });
  return { storage, log, pack };
}
