import { describe, expect, test } from "vitest";
import type { Stream } from "#domain/events.ts";
import type { AuditRecord } from "#usecases/ports.ts";
import { checkChain } from "./chain.ts";
import { type AuditLog, openLog } from "./log.ts";
import { memoryStorage } from "./memory-storage.ts";
import { acme, globex, visited } from "./sample-events.ts";
import type { Batch, Storage } from "./storage.ts";

const heads = (...entries: [Stream, number][]) => new Map(entries);
const seqs = (records: readonly AuditRecord[]) => records.map(({ seq }) => seq);
const readAll = (log: AuditLog, from?: number) => Array.fromAsync(log.read(from));

/** Storage whose syncs a test lets through, or fails, one by one. */
function heldStorage() {
  const kept = memoryStorage();
  const batches: Batch[] = [];
  const turns: { keep: () => void; fail: (error: Error) => void }[] = [];
  const storage: Storage = {
    found: kept.found,
    setAside: 0,
    syncs: 0,
    append: (batch) =>
      new Promise((resolve, reject) => {
        batches.push(batch);
        turns.push({ keep: () => resolve(kept.append(batch)), fail: reject });
      }),
    read: (from) => kept.read(from),
    pick: (numbers) => kept.pick(numbers),
    close: () => kept.close(),
  };
  const next = async (how: "keep" | Error) => {
    await ready();
    const turn = turns.shift();
    if (how === "keep") turn?.keep();
    else turn?.fail(how);
    await ready();
  };
  return { storage, batches, next };
}
/** Longer than any chain of answers within the process. */
const ready = () => new Promise((resolve) => setImmediate(resolve));

test("numbers records in the log and in each org", async () => {
  const log = openLog(memoryStorage());
  await log.append([visited(0)]);
  const appended = await log.append([visited(1, globex), visited(2), visited(3)]);
  expect(appended).toMatchObject({
    outcome: "appended",
    records: [
      { seq: 1, org: globex, orgSeq: 0, more: true },
      { seq: 2, org: acme, orgSeq: 1, more: true },
      { seq: 3, org: acme, orgSeq: 2 },
    ],
  });
  expect((await readAll(log)).map(({ more }) => more)).toEqual([undefined, true, true, undefined]);
  expect(log.end.size).toBe(4);
});

test("writes a log that checks, and goes on where it ended", async () => {
  const storage = memoryStorage();
  const first = openLog(storage);
  await first.append([visited(0), visited(1, "platform")]);
  await first.close();
  const second = openLog(storage);
  await second.append([visited(2)], heads([acme, 0], ["platform", 0], [globex, -1]));
  expect(await checkChain([storage.content()])).toMatchObject({ outcome: "whole", end: { ...second.end, size: 3 } });
});

test("answers when the record is durable and the followers have it, in order", async () => {
  const { storage, next } = heldStorage();
  const log = openLog(storage);
  const seen: string[] = [];
  const leave = log.follow(({ seq }) => seen.push(`followed ${seq}`));
  for (const n of [0, 1]) void log.append([visited(n)]).then(() => seen.push(`answered ${n}`));
  await ready();
  expect(seen).toEqual([]);
  expect(log.end.size).toBe(0);
  expect(await readAll(log)).toEqual([]);
  await next("keep");
  expect(seen).toEqual(["followed 0", "followed 1", "answered 0", "answered 1"]);
  leave();
  void log.append([visited(2)]);
  await next("keep");
  expect(seen).toHaveLength(4);
  expect(seqs(await readAll(log, 1))).toEqual([1, 2]);
  expect(await readAll(log, 3)).toEqual([]);
});

describe("batches", () => {
  test("whatever is queued while one sync runs shares the next", async () => {
    const { storage, batches, next } = heldStorage();
    const log = openLog(storage);
    void log.append([visited(0)]);
    await ready();
    for (let n = 1; n < 10; n += 1) void log.append([visited(n), visited(n)]);
    await next("keep");
    await next("keep");
    expect(batches.map(({ lines }) => lines.length)).toEqual([1, 18]);
    expect(log.stats).toMatchObject({ appends: 10, records: 19, batches: 2 });
  });

  test("hold at most 1,024 records, and never part of an append", async () => {
    const { storage, batches, next } = heldStorage();
    const log = openLog(storage);
    for (let n = 0; n < 500; n += 1) void log.append([visited(n), visited(n), visited(n)]);
    await next("keep");
    await next("keep");
    expect(batches.map(({ lines }) => lines.length)).toEqual([1023, 477]);
  });

  test("hold about a mebibyte; what is larger goes alone", async () => {
    const { storage, batches, next } = heldStorage();
    const log = openLog(storage);
    const large = { ...visited(0), page: "x".repeat(600_000) };
    for (const event of [visited(0), large, large, visited(1), { ...large, page: "x".repeat(2_000_000) }])
      void log.append([event]);
    for (const _ of [1, 2, 3]) await next("keep");
    expect(batches.map(({ records }) => seqs(records))).toEqual([[0, 1], [2, 3], [4]]);
  });
});

describe("expect", () => {
  test("appends when every org still ends where the decision saw it", async () => {
    const log = openLog(memoryStorage());
    await log.append([visited(0)], heads([acme, -1], ["platform", -1]));
    expect(await log.append([visited(1)], heads([acme, 0]))).toMatchObject({ outcome: "appended" });
  });

  test("writes nothing when another event came in between, in any org that was looked at", async () => {
    const log = openLog(memoryStorage());
    await log.append([visited(0), visited(1, globex)]);
    expect(await log.append([visited(2)], heads([acme, 0], [globex, -1]))).toEqual({ outcome: "moved on" });
    expect(await log.append([visited(2)], heads([acme, 1]))).toEqual({ outcome: "moved on" });
    expect(log.end.size).toBe(2);
  });

  test("of many that race on one sight of an org, one wins", async () => {
    const log = openLog(memoryStorage());
    const answers = await Promise.all(
      Array.from({ length: 20 }, (_, n) => log.append([visited(n)], heads([acme, -1]))),
    );
    expect(answers.filter(({ outcome }) => outcome === "appended")).toHaveLength(1);
    expect(log.end.size).toBe(1);
  });

  test("counts events still in flight, and answers only when those have reached the followers", async () => {
    const { storage, next } = heldStorage();
    const log = openLog(storage);
    const seen: string[] = [];
    log.follow(({ seq }) => seen.push(`followed ${seq}`));
    void log.append([visited(0)]);
    void log.append([visited(1)], heads([acme, -1])).then(({ outcome }) => seen.push(outcome));
    await ready();
    expect(seen).toEqual([]);
    await next("keep");
    expect(seen).toEqual(["followed 0", "moved on"]);
  });
});

describe("a log that cannot be written", () => {
  test.for(["ENOSPC: no space left on device, write", "EIO: i/o error, fdatasync"])(
    "rejects everything after %s",
    async (reason) => {
      const { storage, batches, next } = heldStorage();
      const failures: unknown[] = [];
      const log = openLog(storage, { onFailure: (error) => failures.push(error) });
      const refused = { code: "LOG_UNAVAILABLE", cause: new Error(reason) };
      const first = log.append([visited(0)]);
      await next("keep");
      const inFlight = log.append([visited(1)]);
      await ready();
      const queued = log.append([visited(2)]);
      const overtaken = log.append([visited(3)], heads([acme, -1]));
      const all = Promise.allSettled([first, inFlight, queued, overtaken]);
      expect(log.available).toBe(true);
      await next(new Error(reason));
      expect(await all).toMatchObject([
        { status: "fulfilled" },
        { status: "rejected", reason: refused },
        { status: "rejected", reason: refused },
        { status: "rejected", reason: refused },
      ]);
      expect(log.available).toBe(false);
      await expect(log.append([visited(4)])).rejects.toMatchObject({ code: "LOG_UNAVAILABLE" });
      expect(batches).toHaveLength(2);
      expect(failures).toEqual([new Error(reason)]);
      expect(seqs(await readAll(log))).toEqual([0]);
      await log.close();
    },
  );

  test("may hold what it rejected when it is opened anew, and always what it acknowledged", async () => {
    const kept = memoryStorage();
    const failing: Storage = {
      found: kept.found,
      setAside: 0,
      syncs: 0,
      // The write went through and its sync failed, so the record is there and nobody may rely on it.
      append: (batch) => kept.append(batch).then(() => (kept.syncs > 1 ? Promise.reject(new Error("EIO")) : undefined)),
      read: (from) => kept.read(from),
      pick: (numbers) => kept.pick(numbers),
      close: () => kept.close(),
    };
    const log = openLog(failing);
    await log.append([visited(0)]);
    await expect(log.append([visited(1)])).rejects.toMatchObject({ code: "LOG_UNAVAILABLE" });
    expect(seqs(await readAll(log))).toEqual([0]);
    const again = openLog(kept);
    expect(seqs(await readAll(again))).toEqual([0, 1]);
    expect(await again.append([visited(2)], heads([acme, 1]))).toMatchObject({ outcome: "appended" });
    expect(await checkChain([kept.content()])).toMatchObject({ outcome: "whole" });
  });

  test("is one whose follower throws, because what is seen and what is on record would part", async () => {
    const log = openLog(memoryStorage());
    log.follow(() => {
      throw new Error("cannot fold");
    });
    await expect(log.append([visited(0)])).rejects.toMatchObject({
      code: "LOG_UNAVAILABLE",
      cause: new Error("cannot fold"),
    });
    expect(log.available).toBe(false);
  });
});

test("refuses what a record cannot say, and takes nothing of it in", async () => {
  const log = openLog(memoryStorage());
  await expect(log.append([visited(0), { ...visited(1), page: "\ud800" }])).rejects.toMatchObject({
    code: "INVALID_FIELD",
  });
  expect(await log.append([visited(2)], heads([acme, -1]))).toMatchObject({
    outcome: "appended",
    records: [{ seq: 0, orgSeq: 0 }],
  });
});

test("closes behind what was appended before, and takes nothing more", async () => {
  const { storage, next } = heldStorage();
  const log = openLog(storage);
  const last = log.append([visited(0)]);
  const closed = log.close();
  expect(log.available).toBe(false);
  await expect(log.append([visited(1)])).rejects.toMatchObject({ code: "LOG_UNAVAILABLE" });
  await next("keep");
  await closed;
  expect(await last).toMatchObject({ outcome: "appended" });
});

test("appends no events as nothing", async () => {
  const log = openLog(memoryStorage());
  expect(await log.append([])).toEqual({ outcome: "appended", records: [] });
  expect(log.stats).toEqual({ appends: 0, records: 0, batches: 0, syncs: 0 });
});
