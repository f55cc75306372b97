import { describe, expect, test } from "vitest";
import type { Stream } from "#domain/events.ts";
import { fromMillis } from "#domain/time.ts";
import type { AuditRecord } from "#usecases/ports.ts";
import { type AuditLog, openLog } from "./log.ts";
import { MemoryDisk } from "./memory-disk.suite.ts";
import { type MemoryStorage, memoryStorage } from "./memory-storage.ts";
import { hashOf, NO_HASH } from "./record.ts";
import { acme, globex, nia, visited } from "./sample-events.ts";
import { openSample } from "./sample-log.suite.ts";
import type { Batch, Storage } from "./storage.ts";
import { verify } from "./verify.ts";

const heads = (...entries: [Stream, number][]) => new Map(entries);
const seqs = (records: readonly AuditRecord[]) => records.map(({ seq }) => seq);
const readAll = (log: AuditLog, from?: number) => Array.fromAsync(log.read(from));

/** A storage like another one, except for how it appends. */
const over = (kept: MemoryStorage, append: Storage["append"]): Storage => ({
  get end() {
    return kept.end;
  },
  isFull: false,
  regain: async () => true,
  origin: kept.origin,
  key: kept.key,
  full: undefined,
  setAside: 0,
  syncs: 0,
  append,
  read: (from) => kept.read(from),
  pick: (numbers) => kept.pick(numbers),
  lines: (from) => kept.lines(from),
  erase: (erasure) => kept.erase(erasure),
  nextKey: () => kept.nextKey(),
  close: () => kept.close(),
});

/** Whether the bytes that a folder would hold are those of a good log. */
async function isGood(storage: MemoryStorage): Promise<boolean> {
  const disk = new MemoryDisk(new Map([["audit/seg/000000000000.jsonl", storage.content()]]));
  return (await verify({ disk, folder: "audit", linesOnly: true })).verdict === "good";
}

/** Storage whose syncs a test lets through, or fails, one by one. */
function heldStorage() {
  const kept = memoryStorage();
  const batches: Batch[] = [];
  const turns: { keep: () => void; fail: (error: Error) => void }[] = [];
  const storage = over(kept, (batch) => {
    const { promise, resolve, reject } = Promise.withResolvers<void>();
    batches.push(batch);
    turns.push({ keep: () => resolve(kept.append(batch)), fail: reject });
    return promise;
  });
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

test("numbers records in the log and in each org, behind the record that founds it", async () => {
  const log = openLog(memoryStorage());
  await log.append([visited(0)]);
  const appended = await log.append([visited(1, globex), visited(2), visited(3)]);
  expect(appended).toMatchObject({
    outcome: "appended",
    records: [
      { seq: 2, b: 1, org: globex, orgSeq: 0, more: true },
      { seq: 3, b: 1, org: acme, orgSeq: 1, more: true },
      { seq: 4, b: 1, org: acme, orgSeq: 2 },
    ],
  });
  const records = await readAll(log);
  expect(records.map(({ more }) => more)).toEqual([true, undefined, true, true, undefined]);
  expect(records[0]).toMatchObject({ type: "audit.founded", org: "platform", seq: 0, orgSeq: 0 });
  expect(log.end.size).toBe(5);
});

test("chains each record to the one before, and to the one before in its org", async () => {
  const storage = memoryStorage();
  const log = openLog(storage);
  await log.append([visited(0), visited(1, globex), visited(2)]);
  const lines = await Array.fromAsync(storage.lines(0));
  const [, first, second, third] = await readAll(log);
  expect(second?.prev).toBe(hashOf(lines[1] ?? ""));
  expect(third).toMatchObject({ prev: hashOf(lines[2] ?? ""), orgPrev: hashOf(lines[1] ?? "") });
  expect(first?.orgPrev).toBe(NO_HASH);
  expect(log.end.hash).toBe(hashOf(lines[3] ?? ""));
  expect(await Promise.all([0, 1, 2, 3, 4].map((seq) => log.follows(seq)))).toEqual([true, true, true, true, false]);
});

test("gives back what was appended, and keeps no page in the lines", async () => {
  const storage = memoryStorage();
  const log = openLog(storage);
  await log.append([visited(7)]);
  expect((await readAll(log)).at(-1)).toMatchObject(visited(7));
  expect(Buffer.from(storage.content()).toString()).not.toContain("page 7");
});

test("writes down when a record was appended, by the machine", async () => {
  const moments = [1, 2].map((n) => ({ wall: fromMillis(Date.UTC(2026, 0, 1) + n), mono: n }));
  let next = 0;
  const log = openLog(memoryStorage(), { moment: () => moments[next++] ?? { wall: fromMillis(0), mono: 0 } });
  await log.append([visited(0)]);
  await log.append([visited(1)]);
  expect(await readAll(log)).toMatchObject([moments[0], moments[0], moments[1]]);
});

test("writes a log that verifies, and goes on where it ended", async () => {
  const storage = memoryStorage();
  const first = openLog(storage);
  await first.append([visited(0), visited(1, "platform")]);
  await first.close();
  const second = openLog(storage);
  await second.append([visited(2)], heads([acme, 0], ["platform", 1], [globex, -1]));
  expect(second.end.size).toBe(4);
  expect(await isGood(storage)).toBe(true);
});

describe("what the log says of itself", () => {
  const day = 86_400_000;
  const ended = (org: typeof acme) =>
    ({ type: "login.ended", at: visited(1).at, org, user: nia, reason: "logged out" }) as const;
  const told = async (log: AuditLog) =>
    (await readAll(log)).flatMap((record) =>
      record.type === "audit.org-stated" ? [[record.seq, record.subject, record.number, record.hash]] : [],
    );

  test("where a LoginAs session ended: what it then holds of the org, which is no answer to whoever appended", async () => {
    const storage = memoryStorage();
    const log = openLog(storage);
    await log.append([visited(0)]);
    const appended = await log.append([ended(acme)]);
    expect(appended).toMatchObject({ records: [{ type: "login.ended", seq: 2, orgSeq: 1 }] });
    const lines = await Array.fromAsync(storage.lines(0));
    expect(await told(log)).toEqual([[3, acme, 1, hashOf(lines[2] ?? "")]]);
    expect(await isGood(storage)).toBe(true);
  });

  test("one statement for each org, however many sessions ended there", async () => {
    const log = openLog(memoryStorage());
    await log.append([ended(acme), ended(globex), ended(acme)]);
    expect((await told(log)).map(([, ...about]) => about.slice(0, 2))).toEqual([
      [acme, 1],
      [globex, 0],
    ]);
  });

  test("on a new day: what it holds of each org of which it has not told, and of no other", async () => {
    const storage = memoryStorage();
    const log = openLog(storage);
    await log.append([visited(0), visited(1, globex)]);
    await log.append([ended(acme)]);
    await log.append([visited(day, globex)]);
    expect((await told(log)).map(([seq, org, number]) => [seq, org, number])).toEqual([
      [4, acme, 1],
      [5, globex, 0],
    ]);
    await log.append([visited(day + 1)]);
    await openLog(storage).append([visited(2 * day)]);
    expect((await told(openLog(storage))).map(([, org]) => org)).toEqual([acme, globex, acme, globex]);
    expect(await isGood(storage)).toBe(true);
  });

  test("where a segment is full: that the next one begins, once", async () => {
    const disk = new MemoryDisk();
    const log = await openSample(disk, "full", 1);
    for (const n of [0, 1, 2]) await log.append([visited(n)]);
    const records = await readAll(log);
    expect(
      records.flatMap((record) => (record.type === "audit.segment-sealed" ? [[record.seq, record.first]] : [])),
    ).toEqual([
      [2, 0],
      [4, 2],
    ]);
    expect(disk.list("state/audit/seg").filter((name) => name.endsWith(".jsonl"))).toEqual([
      "000000000000.jsonl",
      "000000000002.jsonl",
      "000000000004.jsonl",
    ]);
    await log.close();
  });

  test("of a key that comes to be due: in the last record of its batch, whenever it is asked for", async () => {
    const disk = new MemoryDisk();
    const log = await openSample(disk, "rotated", 1_000_000);
    const asked = [log.append([visited(0)]), log.rotateKey(visited(1).at), log.append([visited(2)])];
    await Promise.all(asked);
    // Just behind an append nothing is being written, and nothing may be left waiting.
    await log.append([visited(3)]);
    const key = await log.rotateKey(visited(4).at);
    await log.append([visited(5)]);
    await log.close();
    const records = await readAll(log);
    const rotations = records.filter(({ type }) => type === "audit.key-rotated");
    expect(rotations).toHaveLength(2);
    expect(rotations.at(-1)).toMatchObject({ key });
    for (const { b, seq } of rotations) expect(records.findLast((record) => record.b === b)?.seq).toBe(seq);
    const verdict = await verify({ disk, folder: "state/audit", signerState: "state/signer/state" });
    expect(verdict.verdict).toBe("good");
  });
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
  expect(seen).toEqual(["followed 0", "followed 1", "followed 2", "answered 0", "answered 1"]);
  leave();
  void log.append([visited(2)]);
  await next("keep");
  expect(seen).toHaveLength(5);
  expect(seqs(await readAll(log, 2))).toEqual([2, 3]);
  expect(await readAll(log, 4)).toEqual([]);
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
    expect(batches.map(({ lines }) => lines.length)).toEqual([2, 18]);
    expect(log.stats).toMatchObject({ appends: 10, records: 20, batches: 2 });
  });

  test("hold at most 1,024 records, and never part of an append", async () => {
    const { storage, batches, next } = heldStorage();
    const log = openLog(storage);
    for (let n = 0; n < 500; n += 1) void log.append([visited(n), visited(n), visited(n)]);
    await next("keep");
    await next("keep");
    expect(batches.map(({ lines }) => lines.length)).toEqual([1024, 477]);
  });

  test("take no more once they hold a mebibyte, values with the lines", async () => {
    const { storage, batches, next } = heldStorage();
    const log = openLog(storage);
    const large = { ...visited(0), page: "x".repeat(600_000) };
    for (const event of [visited(0), large, large, visited(1), { ...large, page: "x".repeat(2_000_000) }])
      void log.append([event]);
    for (const _ of [1, 2]) await next("keep");
    expect(batches.map(({ records }) => seqs(records))).toEqual([
      [0, 1, 2, 3],
      [4, 5],
    ]);
  });
});

describe("expect", () => {
  test("appends when every org still ends where the decision saw it", async () => {
    const log = openLog(memoryStorage());
    await log.append([visited(0)], heads([acme, -1], ["platform", -1]));
    expect(await log.append([visited(1)], heads([acme, 0], ["platform", 0]))).toMatchObject({ outcome: "appended" });
  });

  test("writes nothing when another event came in between, in any org that was looked at", async () => {
    const log = openLog(memoryStorage());
    await log.append([visited(0), visited(1, globex)]);
    expect(await log.append([visited(2)], heads([acme, 0], [globex, -1]))).toEqual({ outcome: "moved on" });
    expect(await log.append([visited(2)], heads([acme, 1]))).toEqual({ outcome: "moved on" });
    expect(log.end.size).toBe(3);
  });

  test("of many that race on one sight of an org, one wins", async () => {
    const log = openLog(memoryStorage());
    const answers = await Promise.all(
      Array.from({ length: 20 }, (_, n) => log.append([visited(n)], heads([acme, -1]))),
    );
    expect(answers.filter(({ outcome }) => outcome === "appended")).toHaveLength(1);
    expect(log.end.size).toBe(2);
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
    expect(seen).toEqual(["followed 0", "followed 1", "moved on"]);
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
      expect(seqs(await readAll(log))).toEqual([0, 1]);
      await log.close();
    },
  );

  test("may hold what it rejected when it is opened anew, and always what it acknowledged", async () => {
    const kept = memoryStorage();
    // The write went through and its sync failed, so the record is there and nobody may rely on it.
    const failing = over(kept, (batch) =>
      kept.append(batch).then(() => (kept.syncs > 1 ? Promise.reject(new Error("EIO")) : undefined)),
    );
    const log = openLog(failing);
    await log.append([visited(0)]);
    await expect(log.append([visited(1)])).rejects.toMatchObject({ code: "LOG_UNAVAILABLE" });
    expect(seqs(await readAll(log))).toEqual([0, 1]);
    const again = openLog(kept);
    expect(seqs(await readAll(again))).toEqual([0, 1, 2]);
    expect(await again.append([visited(2)], heads([acme, 1]))).toMatchObject({ outcome: "appended" });
    expect(await isGood(kept)).toBe(true);
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
    records: [{ seq: 1, orgSeq: 0 }],
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
