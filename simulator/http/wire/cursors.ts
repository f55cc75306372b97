import { Fault } from "#domain/fault.ts";
import type { SessionId } from "#domain/ids.ts";
import type { ResultRow } from "#soql/run.ts";

/** The rest of a result, for whoever comes back for it. */
export interface Page {
  readonly rows: readonly ResultRow[];
  readonly totalSize: number;
  /** What the address of the next page ends with; absent on the last one. */
  readonly next?: string;
}

interface Cursor {
  readonly session: SessionId;
  readonly rows: readonly ResultRow[];
  readonly size: number;
}

/** As on the platform: with an eleventh cursor of one session the oldest is gone. */
const MOST_OF_A_SESSION = 10;
/** Of all sessions together; a result is held whole. */
const MOST = 500;

/**
 * Results that do not fit one page, by the id of each. Kept by this process only: a cursor of before a restart is as
 * unknown as one that expired.
 */
export class Cursors {
  readonly #cursors = new Map<string, Cursor>();
  readonly #newId: () => string;

  constructor(newId: () => string) {
    this.#newId = newId;
  }

  /** The first page of a result. */
  first(session: SessionId, rows: readonly ResultRow[], totalSize: number, size: number): Page {
    if (rows.length <= size) return { rows, totalSize };
    const id = this.#newId();
    const own = [...this.#cursors].filter(([, one]) => one.session === session).map(([key]) => key);
    for (const key of own.slice(0, Math.max(0, own.length - MOST_OF_A_SESSION + 1))) this.#cursors.delete(key);
    for (const key of this.#cursors.keys()) if (this.#cursors.size >= MOST) this.#cursors.delete(key);
    this.#cursors.set(id, { session, rows, size });
    return { rows: rows.slice(0, size), totalSize, next: `${id}-${size}` };
  }

  /** The page an address ends with. Fault INVALID_QUERY_LOCATOR for one that is not there, or not this session's. */
  next(session: SessionId, locator: string): Page {
    const [, id = "", from = ""] = /^(01g[0-9A-Za-z]{12,15})-(\d{1,9})$/.exec(locator) ?? [];
    const cursor = this.#cursors.get(id);
    const begin = Number(from);
    if (!cursor || cursor.session !== session || from === "" || begin > cursor.rows.length)
      throw new Fault("INVALID_QUERY_LOCATOR", "invalid query locator");
    const end = begin + cursor.size;
    const rows = cursor.rows.slice(begin, end);
    const about = { rows, totalSize: cursor.rows.length };
    return end < cursor.rows.length ? { ...about, next: `${id}-${end}` } : about;
  }
}
