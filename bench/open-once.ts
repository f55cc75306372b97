// Says how many milliseconds a log under a state folder takes from being opened to one more record that is durable.
import { randomBytes } from "node:crypto";
import { openFileStorage } from "#audit/file-storage.ts";
import { openLog } from "#audit/log.ts";
import { fromMillis } from "#domain/time.ts";

const begun = performance.now();
const log = openLog(await openFileStorage(process.argv[2] ?? "", { random: randomBytes }));
const open = performance.now() - begun;
await log.append([{ type: "audit.opened", at: fromMillis(Date.UTC(2200, 0)), org: "platform", version: "bench" }]);
console.log(JSON.stringify({ open, appended: performance.now() - begun }));
await log.close();
