import { spawnSync } from "node:child_process";
import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { expect, test } from "vitest";
import { CannotOpenLog } from "./cannot-open.ts";
import { lockFolder } from "./lock.ts";
import { temporaryFolder } from "./sample-events.ts";

/** What this process writes into its own lock. */
function ownLock(): Record<string, unknown> {
  using folder = temporaryFolder();
  const unlock = lockFolder(folder.path);
  const [name] = readdirSync(folder.path);
  const owner = JSON.parse(readFileSync(`${folder.path}/${name}`, "utf8"));
  unlock();
  return owner;
}

const own = ownLock();
const gone = spawnSync(process.execPath, ["-e", ""]).pid;
const hasProc = existsSync("/proc/self/stat");

/** Whether a folder opens in which a lock of this content was left. */
function opensOver(content: string): boolean {
  using folder = temporaryFolder();
  const left = `${folder.path}/lock-0`;
  writeFileSync(left, content);
  try {
    lockFolder(folder.path)();
    expect(readdirSync(folder.path)).toEqual([]);
    return true;
  } catch (error) {
    expect(error).toBeInstanceOf(CannotOpenLog);
    expect(String(error)).toContain(`remove "${left}"`);
    expect(readdirSync(folder.path)).toEqual(["lock-0"]);
    return false;
  }
}

test.for([
  ["of a process that has ended", { ...own, pid: gone }, true],
  ["of a process that has ended, where there is no /proc", { pid: gone, space: own.space }, true],
  ["of this very process", own, false],
  ["of a living process whose start is not known", { pid: process.pid, space: own.space }, false],
  ["of a living process that we may not touch", { pid: 1, space: own.space }, false],
] as const)("a lock %s", ([, owner, opens]) => {
  expect(opensOver(JSON.stringify(owner))).toBe(opens);
});

test.runIf(hasProc).for([
  ["of an earlier process with our number", { ...own, started: "1" }, true],
  ["from before the system was started anew", { ...own, boot: "another" }, true],
  ["of a container whose processes we do not see", { ...own, pid: gone, space: "pid:[1]" }, false],
] as const)("a lock %s", ([, owner, opens]) => {
  expect(opensOver(JSON.stringify(owner))).toBe(opens);
});

test.for(["", "{", "null", '{"pid":-1}'])("a lock that says %j is not taken over", (content) => {
  expect(opensOver(content)).toBe(false);
});
