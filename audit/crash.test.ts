import { spawn } from "node:child_process";
import { once } from "node:events";
import { readdirSync, readFileSync } from "node:fs";
import { createInterface } from "node:readline";
import { expect, test } from "vitest";
import { openFileStorage } from "./file-storage.ts";
import { openLog } from "./log.ts";
import { temporaryFolder } from "./sample-events.ts";

const url = (file: string) => new URL(file, import.meta.url).href;

/** A process that appends without end, three records at a time, and prints the last number of each answered append. */
function writer(state: string) {
  const program = `
    import { openFileStorage } from "${url("./file-storage.ts")}";
    import { openLog } from "${url("./log.ts")}";
    import { visited } from "${url("./sample-events.ts")}";
    const log = openLog(await openFileStorage(${JSON.stringify(state)}));
    const run = async () => {
      for (let n = 0; ; n += 1) {
        const { records } = await log.append([visited(n), visited(n), visited(n)]);
        process.stdout.write(records.at(-1).seq + "\\n");
      }
    };
    await Promise.all(Array.from({ length: 20 }, run));
  `;
  return spawn(process.execPath, ["--input-type=module", "-e", program], { stdio: ["ignore", "pipe", "inherit"] });
}

test("a killed writer loses nothing it answered, leaves whole appends, and its lock is taken over", {
  timeout: 20_000,
}, async () => {
  using folder = temporaryFolder();
  let size = 0;
  for (const answers of [1, 300, 2000]) {
    const child = writer(folder.path);
    const gone = once(child, "exit");
    let answered = 0;
    let newest = -1;
    for await (const line of createInterface({ input: child.stdout })) {
      newest = Number(line);
      answered += 1;
      if (answered === 1) {
        const refused = openFileStorage(folder.path);
        await expect(refused).rejects.toThrow(`process ${child.pid} has this state folder open`);
      }
      if (answered === answers) child.kill("SIGKILL");
    }
    await gone;
    const storage = await openFileStorage(folder.path);
    expect(storage.found.size).toBeGreaterThan(newest);
    expect(storage.found.size % 3).toBe(0);
    expect(storage.found.size).toBeGreaterThan(size);
    size = storage.found.size;
    await openLog(storage).close();
  }
  expect(readdirSync(`${folder.path}/audit`).filter((name) => name.startsWith("lock-"))).toEqual([]);
  expect(readFileSync(`${folder.path}/audit/log.jsonl`, "utf8").trimEnd().split("\n")).toHaveLength(size);
});
