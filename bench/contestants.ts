import { createHash, randomBytes } from "node:crypto";
import { closeSync, fdatasync, openSync, writeSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { openFileStorage } from "#audit/file-storage.ts";
import { openLog } from "#audit/log.ts";
import type { AuditEvent } from "#domain/events.ts";
import { fromMillis } from "#domain/time.ts";

/** Something that makes events durable: what is given together may share its syncs, and is answered when it is kept. */
export interface Contestant {
  /** What it does for integrity, in a word or two. */
  readonly proves: string;
  append(events: readonly AuditEvent[]): Promise<unknown>;
  close(): Promise<unknown>;
}

const require = createRequire(new URL("./peers/package.json", import.meta.url));

/** Ours, and what others would take in its place; each in a folder of its own. */
export const CONTESTANTS: Readonly<Record<string, (folder: string) => Promise<Contestant>>> = {
  understudy: async (folder) => {
    const log = openLog(await openFileStorage(folder, { random: randomBytes }), {
      random: randomBytes,
      moment: () => ({ wall: fromMillis(Date.now()), mono: Math.floor(performance.now() * 1000) }),
    });
    return {
      proves: "Merkle tree, signature, commitments",
      append: (events) => Promise.all(events.map((event) => log.append([event]))),
      close: () => log.close(),
    };
  },

  /** The same batches and syncs with nothing else: two files that are synced together, and a third behind them. */
  "plain JSONL": async (folder) => {
    const [lines, values, seal] = ["lines", "values", "state"].map((name) => openSync(join(folder, name), "w")) as [
      number,
      number,
      number,
    ];
    const sync = (file: number) =>
      new Promise<void>((done, fail) => fdatasync(file, (error) => (error ? fail(error) : done())));
    const page = Buffer.alloc(1024);
    let turn = 0;
    return {
      proves: "nothing",
      append: async (events) => {
        writeSync(lines, events.map((event) => `${JSON.stringify(event)}\n`).join(""));
        writeSync(values, page);
        await Promise.all([sync(lines), sync(values)]);
        turn += 1;
        writeSync(seal, page, 0, page.length, (turn % 2) * 4096);
        await sync(seal);
      },
      close: async () => {
        for (const file of [lines, values, seal]) closeSync(file);
      },
    };
  },

  /** The usual home-made audit table: SQLite in WAL mode that syncs every commit, and a chain of hashes in a trigger. */
  "sqlite, hash chain": async (folder) => {
    const db = new DatabaseSync(join(folder, "audit.db"));
    db.exec("PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL");
    db.function("sha256", { deterministic: true }, (text) =>
      createHash("sha256").update(String(text)).digest("base64"),
    );
    db.exec(`
      CREATE TABLE audit (seq INTEGER PRIMARY KEY, event TEXT NOT NULL, hash TEXT);
      CREATE TRIGGER chained AFTER INSERT ON audit BEGIN
        UPDATE audit SET hash = sha256(coalesce((SELECT hash FROM audit WHERE seq = NEW.seq - 1), '') || NEW.event)
        WHERE seq = NEW.seq;
      END`);
    const insert = db.prepare("INSERT INTO audit (event) VALUES (?)");
    return {
      proves: "hash chain",
      append: async (events) => {
        db.exec("BEGIN");
        for (const event of events) insert.run(JSON.stringify(event));
        db.exec("COMMIT");
      },
      close: async () => db.close(),
    };
  },

  hypercore: async (folder) => {
    const Hypercore = require("hypercore");
    const core = new Hypercore(folder);
    await core.ready();
    return {
      proves: "Merkle tree, signature",
      append: (events) => core.append(events.map((event) => Buffer.from(JSON.stringify(event)))),
      close: () => core.close(),
    };
  },

  "classic-level, sync": async (folder) => {
    const { ClassicLevel } = require("classic-level");
    const level = new ClassicLevel(folder);
    await level.open();
    let next = 0;
    return {
      proves: "nothing",
      append: (events) =>
        level.batch(
          events.map((event) => ({
            type: "put",
            key: String(next++).padStart(12, "0"),
            value: JSON.stringify(event),
          })),
          { sync: true },
        ),
      close: () => level.close(),
    };
  },
};
