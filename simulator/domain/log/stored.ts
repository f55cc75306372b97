import type { OrgId } from "#domain/ids.ts";
import type { ApexLog, Change } from "#domain/org.ts";
import type { Instant } from "#domain/time.ts";
import { lengthOf } from "./length.ts";
import { livesUntil, recentOf, type StoredLog, type WrittenLog } from "./storage.ts";

/** A stored log with the instant at which it is deleted by its age, never before it came on record. */
interface Ageing extends StoredLog {
  readonly dueAt: Instant;
}

/** The debug logs of one org, without their lines. */
export interface OrgLogs {
  readonly stored: ReadonlyMap<string, Ageing>;
  /** Those of the last minutes, also where they are gone again: what a burst is counted by. */
  readonly recent: readonly WrittenLog[];
}

export const NO_LOGS: OrgLogs = { stored: new Map(), recent: [] };

type Row = Pick<ApexLog, "id" | "startedAt" | "lines"> & Partial<Pick<ApexLog, "location" | "length">>;

/** What of a row is remembered; the first records of this version say neither where a log came from nor its length. */
export const aboutLog = ({
  id,
  startedAt,
  location = "Monitoring",
  lines,
  length = lengthOf(lines),
}: Row): StoredLog => ({
  id,
  startedAt,
  location,
  length,
});

/** A log that will be deleted by its age, unless it is gone before. */
export interface DueLog {
  readonly org: OrgId;
  readonly log: Ageing;
}

/** Keeps an index of all debug logs by what the events say of their rows; kept in place, since every event passes here. */
export class LogIndex {
  readonly #orgs = new Map<OrgId, { stored: Map<string, Ageing>; recent: WrittenLog[] }>();
  /** Soonest first. What is gone since is still in here, until it comes to the front. */
  readonly #queue: DueLog[] = [];

  of(org: OrgId): OrgLogs {
    return this.#orgs.get(org) ?? NO_LOGS;
  }

  /** Takes in what an event changes; answers when the first of its new logs is due, if any. */
  change(org: OrgId, at: Instant, changes: readonly Change[]): Instant | undefined {
    let first: Instant | undefined;
    for (const change of changes) {
      if (change.table !== "apexLogs") continue;
      if (change.row === null) this.#orgs.get(org)?.stored.delete(change.id);
      else first = earlier(first, this.#add(org, at, aboutLog(change.row)));
    }
    return first;
  }

  /** The log that is deleted by its age next. */
  get soonest(): DueLog | undefined {
    for (let first = this.#queue[0]; first; first = this.#queue[0]) {
      if (this.#orgs.get(first.org)?.stored.get(first.log.id) === first.log) return first;
      this.#queue.shift();
    }
    return undefined;
  }

  *[Symbol.iterator](): Generator<DueLog, void> {
    for (const [org, { stored }] of this.#orgs) for (const log of stored.values()) yield { org, log };
  }

  #add(org: OrgId, at: Instant, log: StoredLog): Instant {
    const logs = this.#orgs.get(org) ?? { stored: new Map<string, Ageing>(), recent: [] };
    this.#orgs.set(org, logs);
    const ends = livesUntil.gives(log);
    const ageing = { ...log, dueAt: ends > at ? ends : at };
    if (!logs.stored.has(log.id)) {
      logs.recent = [...recentOf(logs.recent, at), { at: log.startedAt, length: log.length }];
    }
    logs.stored.set(log.id, ageing);
    this.#queue.splice(this.#placeOf(ageing), 0, { org, log: ageing });
    return ageing.dueAt;
  }

  /** Behind all that are due sooner or at the same instant. */
  #placeOf({ dueAt }: Ageing): number {
    let [from, to] = [0, this.#queue.length];
    while (from < to) {
      const middle = (from + to) >>> 1;
      if ((this.#queue[middle]?.log.dueAt ?? "") <= dueAt) from = middle + 1;
      else to = middle;
    }
    return from;
  }
}

const earlier = (one: Instant | undefined, other: Instant): Instant => (one && one < other ? one : other);
