import type { Search } from "#audit/index/search.ts";
import type { Stream } from "#domain/events.ts";
import type { SessionId } from "#domain/ids.ts";
import type { Instant } from "#domain/time.ts";
import { type Entry, entryOf } from "./entry.ts";
import { type AuditSource, type Reach, reachOf, recordsBySeq, type Scope } from "./source.ts";

export interface TimelineQuestion extends Scope {
  readonly org?: Stream;
  readonly person?: NonNullable<Search["person"]>;
  readonly session?: SessionId;
  /** Events by name, or areas by the word before the point: `audit` is who has read the log, `review` who reviewed what. */
  readonly types?: readonly string[];
  readonly effect?: "allow" | "deny";
  readonly rule?: string;
  readonly since?: Instant;
  readonly until?: Instant;
  /** Oldest first from this record on; without it, the newest there are. */
  readonly from?: number;
  readonly limit: number;
}

export interface Timeline extends Reach {
  /** In the order they happened. */
  readonly entries: readonly Entry[];
  /** Where to go on: behind the last record that was looked at. */
  readonly next: number;
  /** Whether there are older ones than those, or younger ones where it began from a record. */
  readonly more: boolean;
}

/** All that happened, of an org, a person, a session, or whatever else is asked for. */
export async function timelineOf(source: AuditSource, question: TimelineQuestion): Promise<Timeline> {
  const { session, from, limit, asOf: _, ...about } = question;
  const asOf = reachOf(source, question);
  const search = {
    ...about,
    asOf,
    ...(session && { sessions: new Set([session]) }),
    ...(from === undefined ? { backwards: true as const } : { from }),
  };
  const seqs: number[] = [];
  let more = false;
  for (const { seq } of source.index.search(search)) {
    more = seqs.length === limit;
    if (more) break;
    seqs.push(seq);
  }
  const records = await recordsBySeq(source, seqs);
  const last = from !== undefined && more ? (seqs.at(-1) ?? from) + 1 : Math.max(asOf, from ?? 0);
  return { entries: [...records.values()].map(entryOf), next: last, more, asOf };
}
