import { appendFileSync, readFileSync, truncateSync, writeFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { type AuditLog, openLog } from "#audit/log.ts";
import { memoryStorage } from "#audit/memory-storage.ts";
import { acme, temporaryFolder, visited } from "#audit/sample-events.ts";
import type { AuditEvent } from "#domain/events.ts";
import { formatId } from "#domain/ids.ts";
import { fromMillis } from "#domain/time.ts";
import type { AuditRecord } from "#usecases/ports.ts";
import { type Indexed, indexOver } from "./over.ts";

/** A log of so many records, each of a session of its own. */
async function logOf(records: number, first = 0): Promise<AuditLog> {
  const log = openLog(memoryStorage());
  await more(log, records, first);
  return log;
}

const more = (log: AuditLog, records: number, first: number) =>
  log.append(
    Array.from({ length: records }, (_, n) => ({ ...visited(first + n), session: formatId("AuthSession", first + n) })),
  );

/** The same log, with the number of the first record of each reading. */
function watched(log: Indexed): Indexed & { readonly begun: readonly number[] } {
  const begun: number[] = [];
  return {
    begun,
    get end() {
      return log.end;
    },
    read(from) {
      begun.push(from);
      return log.read(from);
    },
  };
}

/** The record that the log itself begins with. */
const FOUNDED = 1;

const sessionsIn = (index: Awaited<ReturnType<ReturnType<typeof indexOver>>>) =>
  Array.from(index.search({}), ({ session }) => session);

test("nothing is read before the first question, and only what is new at the next", async () => {
  const log = await logOf(3);
  const source = watched(log);
  const index = indexOver(source);
  expect(source.begun).toEqual([]);
  expect((await index()).size).toBe(FOUNDED + 3);
  await more(log, 2, 3);
  expect(sessionsIn(await index())).toEqual([undefined, ...[0, 1, 2, 3, 4].map((n) => formatId("AuthSession", n))]);
  await index();
  expect(source.begun).toEqual([0, FOUNDED + 3]);
});

test("two questions at once take nothing in twice", async () => {
  const index = indexOver(await logOf(3));
  const [one, other] = await Promise.all([index(), index()]);
  expect([one.size, other.size]).toEqual([FOUNDED + 3, FOUNDED + 3]);
});

test("an empty log has an empty index", async () => {
  expect((await indexOver(await logOf(0))()).size).toBe(0);
});

test("a log that cannot be read is an error, and the next question begins anew", async () => {
  const log = await logOf(10);
  let broken = true;
  const index = indexOver({
    end: log.end,
    async *read(from) {
      for await (const record of log.read(from)) {
        if (broken && record.seq === 5) throw new Error("unreadable");
        yield record;
      }
    },
  });
  await expect(index()).rejects.toThrow("unreadable");
  broken = false;
  expect((await index()).size).toBe(FOUNDED + 10);
});

test("it notes ids, kinds and flags, and neither names nor texts nor addresses nor values", async () => {
  using folder = temporaryFolder();
  const log = openLog(memoryStorage());
  const about = { at: fromMillis(0), org: acme, user: { org: acme, id: formatId("User", 1) } } as const;
  const secret = "CS-1042-secret";
  const decision = { effect: "deny", rule: "GRANT-03", because: secret } as const;
  const events: AuditEvent[] = [
    { type: "login.refused", ...about, decision, caseReference: secret },
    { type: "session.refused", ...about, username: secret, address: secret },
    { type: "power.protected-setting-changed", ...about, setting: secret, record: secret, before: { a: secret } },
    { type: "power.email-sent", ...about, to: secret, subject: secret },
    { type: "lmo.subscribers-searched", ...about, text: secret, found: 0 },
    { type: "login.visited", ...about, page: secret },
    { type: "debug.code-deleted", ...about, engineer: about.user, path: secret, how: "recorded" },
  ];
  await log.append(Array.from({ length: 1000 }, (_, n) => events[n % events.length] ?? visited(n)));
  const index = await indexOver(log, { folder: folder.path })();
  expect(Array.from(index.search({ asOf: FOUNDED + 2 }), ({ withCase, rule }) => [withCase, rule])).toEqual([
    [false, undefined],
    [true, "GRANT-03"],
    [false, undefined],
  ]);
  const kept = ["rows", "words", "note"].map((name) => readFileSync(`${folder.path}/${name}`, "latin1")).join();
  expect(kept).toContain(acme);
  expect(kept).not.toContain("secret");
});

test("a sealed case counts as a case, and a sealed member as none", async () => {
  const [sealed, log] = [{ $sealed: "abc" }, await logOf(1)];
  const records: AuditRecord[] = await Array.fromAsync(log.read());
  const index = await indexOver({
    end: log.end,
    async *read() {
      for (const record of records)
        yield { ...record, caseReference: sealed, reason: sealed } as unknown as AuditRecord;
    },
  })();
  const [, row] = index.search({});
  expect([row?.withCase, row?.how]).toEqual([true, undefined]);
});

describe("kept in a folder", () => {
  const MANY = 1500;

  test("it goes on where it stopped", async () => {
    using folder = temporaryFolder();
    const log = await logOf(MANY);
    await indexOver(log, { folder: folder.path })();
    await more(log, 3, MANY);
    const again = watched(log);
    const index = await indexOver(again, { folder: folder.path })();
    expect(again.begun).toEqual([FOUNDED + MANY]);
    expect(sessionsIn(index)).toEqual(sessionsIn(await indexOver(log)()));
  });

  test("it is kept again when enough has come, and goes on from there", async () => {
    using folder = temporaryFolder();
    const log = await logOf(MANY);
    const index = indexOver(log, { folder: folder.path });
    await index();
    await more(log, MANY, MANY);
    await index();
    const again = watched(log);
    expect(sessionsIn(await indexOver(again, { folder: folder.path })())).toEqual(sessionsIn(await index()));
    expect(again.begun).toEqual([]);
  });

  test.for<readonly [string, (path: string) => void]>([
    ["a byte of the rows is another", (path) => flip(`${path}/rows`, 4711)],
    ["a byte of the words is another", (path) => flip(`${path}/words`, 11)],
    ["rows are missing", (path) => truncateSync(`${path}/rows`, 640)],
    ["words are missing", (path) => truncateSync(`${path}/words`, 20)],
    ["the note is no JSON", (path) => writeFileSync(`${path}/note`, "{")],
    ["the note is of another version", (path) => writeFileSync(`${path}/note`, '{"version":2,"size":3}')],
  ])("it is made anew where %s", async ([, damage]) => {
    using folder = temporaryFolder();
    const log = await logOf(MANY);
    const whole = sessionsIn(await indexOver(log, { folder: folder.path })());
    damage(folder.path);
    const again = watched(log);
    expect(sessionsIn(await indexOver(again, { folder: folder.path })())).toEqual(whole);
    expect(again.begun).toEqual([0]);
    const after = watched(log);
    expect(sessionsIn(await indexOver(after, { folder: folder.path })())).toEqual(whole);
    expect(after.begun).toEqual([]);
  });

  test.for([
    ["is another log of the same length", MANY],
    ["is another log that is longer", MANY + 10],
    ["is shorter", MANY - 10],
  ] as const)("it is made anew where the log %s", async ([, length]) => {
    using folder = temporaryFolder();
    await indexOver(await logOf(MANY), { folder: folder.path })();
    const other = await logOf(length, 1_000_000);
    const index = await indexOver(other, { folder: folder.path })();
    expect(sessionsIn(index)).toEqual(sessionsIn(await indexOver(other)()));
  });

  test("what a killed process has left behind the rows is written over", async () => {
    using folder = temporaryFolder();
    const log = await logOf(MANY);
    await indexOver(log, { folder: folder.path })();
    appendFileSync(`${folder.path}/rows`, Buffer.alloc(100, 7));
    appendFileSync(`${folder.path}/words`, "half a wo");
    await more(log, MANY, MANY);
    const index = sessionsIn(await indexOver(log, { folder: folder.path })());
    const again = watched(log);
    expect(sessionsIn(await indexOver(again, { folder: folder.path })())).toEqual(index);
    expect(again.begun).toEqual([]);
  });

  test("who only reads leaves the folder as it is", async () => {
    using folder = temporaryFolder();
    const log = await logOf(MANY);
    await indexOver(log, { folder: folder.path })();
    await more(log, MANY, MANY);
    const before = ["rows", "words", "note"].map((name) => readFileSync(`${folder.path}/${name}`));
    const index = await indexOver(log, { folder: folder.path, readOnly: true })();
    expect(index.size).toBe(FOUNDED + 2 * MANY);
    expect(["rows", "words", "note"].map((name) => readFileSync(`${folder.path}/${name}`))).toEqual(before);
  });
});

function flip(path: string, byte: number): void {
  const bytes = readFileSync(path);
  bytes[byte] = (bytes[byte] ?? 0) ^ 1;
  writeFileSync(path, bytes);
}
