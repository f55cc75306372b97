import { count, type Entry, isMembers, list, type Members, part, text } from "./entry.ts";
import type { Say } from "./finding.ts";
import { DAY, HOUR, instant, MINUTE, millis } from "./time.ts";

/** A trace flag, as it was set or changed last. */
export interface Flag {
  readonly id: string;
  readonly seq: number;
  readonly traced: Members | undefined;
  readonly startsAt: number;
  readonly endsAt: number;
  readonly publisher?: string;
  state: "set" | "disabled" | "ended";
}

interface OrgTracing {
  readonly flags: Map<string, Flag>;
  /** Debug logs by id: when each is deleted by its age. */
  readonly logs: Map<string, number>;
  /** Debug logs of the last minutes, also where they are gone. */
  recent: { readonly at: number; readonly length: number }[];
  disabledAt?: number;
}

/** A debug log lives so long, by where it came from (LOG-11). */
const LIVES: Readonly<Record<string, number>> = { SystemLog: DAY, Monitoring: 7 * DAY };
const MB = 1024 * 1024;
const BURST_WINDOW = 15 * MINUTE;
/** More than this, in all (LOG-12), or within 15 minutes (LOG-13). */
export const MOST = 1000 * MB;

/** Trace flags and debug logs, and what time does to them. */
export class Tracing {
  readonly #orgs = new Map<string, OrgTracing>();
  #quietUntil = Number.POSITIVE_INFINITY;

  flag(org: string, id: string | undefined): Flag | undefined {
    return id === undefined ? undefined : this.#orgs.get(org)?.flags.get(id);
  }

  flags(org: string): readonly Flag[] {
    return [...(this.#orgs.get(org)?.flags.values() ?? [])];
  }

  /** Whether more was written of late than disables trace flags, or was so less than a quarter of an hour ago (LOG-13). */
  bursts(org: string, now: number): boolean {
    const { recent = [], disabledAt } = this.#orgs.get(org) ?? {};
    const sum = recent.filter(({ at }) => at > now - BURST_WINDOW).reduce((bytes, { length }) => bytes + length, 0);
    return sum > MOST || (disabledAt !== undefined && now < disabledAt + BURST_WINDOW);
  }

  /** Bytes written within the last quarter of an hour. */
  recentBytes(org: string, now: number): number {
    const { recent = [] } = this.#orgs.get(org) ?? {};
    return recent.filter(({ at }) => at > now - BURST_WINDOW).reduce((bytes, { length }) => bytes + length, 0);
  }

  overdue(entry: Entry, at: number, say: Say): void {
    if (at <= this.#quietUntil) return;
    let next = Number.POSITIVE_INFINITY;
    const { seq } = entry;
    for (const { flags, logs } of this.#orgs.values()) {
      for (const flag of flags.values()) {
        if (flag.state === "ended") continue;
        if (at > flag.endsAt) {
          flag.state = "ended";
          const says = `record ${seq} is later than ${instant(flag.endsAt)}, when trace flag ${flag.id} was over, and its end is not on record`;
          say({ check: "A06", rule: "LOG-07", seq, also: [flag.seq], says });
        } else next = Math.min(next, flag.endsAt);
      }
      for (const [id, due] of logs) {
        if (at > due) {
          logs.delete(id);
          say({
            check: "A06",
            rule: "LOG-11",
            seq,
            says: `record ${seq} is later than ${instant(due)}, when debug log ${id} was too old, and it is still there`,
          });
        } else next = Math.min(next, due);
      }
    }
    this.#quietUntil = next;
  }

  take(entry: Entry, at: number, say: Say): void {
    const { type, org, seq } = entry;
    if (org === "platform") return;
    if (type.startsWith("log.trace-flag-")) this.#takeFlag(entry, at, say);
    if (type === "log.deleted" && text(entry, "reason") === "too old") {
      const due = this.#orgs.get(org)?.logs.get(text(entry, "log") ?? "");
      if (due !== at)
        say({
          check: "A06",
          rule: "LOG-11",
          seq,
          says: `record ${seq} deletes a debug log by its age at ${entry.at}, and it was due at ${due === undefined ? "no time" : instant(due)}`,
        });
    }
    for (const change of list(entry, "changes"))
      if (text(part({ change }, "change"), "table") === "apexLogs") this.#takeLog(org, at, change as Members);
  }

  #of(org: string): OrgTracing {
    const known = this.#orgs.get(org);
    if (known) return known;
    const made: OrgTracing = { flags: new Map(), logs: new Map(), recent: [] };
    this.#orgs.set(org, made);
    return made;
  }

  #takeLog(org: string, at: number, { id, row }: Members): void {
    const tracing = this.#of(org);
    if (typeof id !== "string") return;
    if (!isMembers(row)) {
      tracing.logs.delete(id);
      return;
    }
    const startedAt = millis(text(row, "startedAt") ?? "");
    const lines = list(row, "lines");
    const length =
      count(row, "length") ??
      lines.reduce<number>((sum, line) => sum + (text(line as Members, "text")?.length ?? 0) + 1, 0);
    const due = Math.max(startedAt + (LIVES[text(row, "location") ?? "Monitoring"] ?? 7 * DAY), at);
    if (!tracing.logs.has(id)) {
      tracing.recent = tracing.recent.filter((one) => one.at > at - BURST_WINDOW);
      tracing.recent.push({ at: startedAt, length });
    }
    tracing.logs.set(id, due);
    this.#quietUntil = Math.min(this.#quietUntil, due);
  }

  #takeFlag(entry: Entry, at: number, say: Say): void {
    const { type, org, seq } = entry;
    const id = text(entry, "traceFlag");
    if (id === undefined) return;
    const tracing = this.#of(org);
    const known = tracing.flags.get(id);
    if (type === "log.trace-flag-set" || type === "log.trace-flag-changed") {
      if ((type === "log.trace-flag-set") === (known !== undefined))
        say({
          check: "A08",
          seq,
          says: `record ${seq} (${type}) is of trace flag ${id}, which is ${known ? "there already" : "not there"}`,
        });
      const publisher = text(entry, "publisher");
      const [startsAt, endsAt] = [millis(text(entry, "startsAt") ?? ""), millis(text(entry, "endsAt") ?? "")];
      tracing.flags.set(id, {
        id,
        seq,
        traced: part(entry, "traced"),
        startsAt,
        endsAt,
        ...(publisher !== undefined && { publisher }),
        state: "set",
      });
      this.#quietUntil = Math.min(this.#quietUntil, endsAt);
      return;
    }
    if (!known) {
      say({ check: "A08", seq, says: `record ${seq} (${type}) is of trace flag ${id}, which is not there` });
      return;
    }
    if (type === "log.trace-flag-deleted") tracing.flags.delete(id);
    else if (type === "log.trace-flag-disabled") {
      known.state = "disabled";
      tracing.disabledAt = at;
    } else if (type === "log.trace-flag-ended") {
      if (at !== known.endsAt || known.state === "ended")
        say({
          check: "A06",
          rule: "LOG-07",
          seq,
          also: [known.seq],
          says: `record ${seq} ends trace flag ${id}, which was to end at ${instant(known.endsAt)}`,
        });
      known.state = "ended";
    }
  }
}

/** Whether a flag follows whoever something runs as, at an instant (LOG-07). */
export const follows = ({ state, traced, startsAt, endsAt }: Flag, user: string, now: number): boolean =>
  state === "set" &&
  startsAt <= now &&
  now < endsAt &&
  (text(traced, "kind") === "user" ? text(traced, "id") === user : text(traced, "kind") === user);

/** The window of a trace flag in hours. */
export const hoursOf = (startsAt: number, endsAt: number): number => (endsAt - startsAt) / HOUR;
