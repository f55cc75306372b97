import type { Stream } from "#domain/events.ts";
import { NO_HASH } from "./record.ts";

/** Where the records of one stream end. */
export interface Head {
  /** Number of the last one within the stream. */
  readonly orgSeq: number;
  /** Its hash. */
  readonly hash: string;
  /** Up to which number the log has stated what it holds; -1 for not at all. */
  readonly stated: number;
}

/** Where a log ends, and so what the next record has to follow. */
export interface LogEnd {
  /** How many records there are, which is also the number of the next one. */
  readonly size: number;
  /** Hash of the last record. */
  readonly hash: string;
  /** How many batches there are. */
  readonly batches: number;
  readonly heads: ReadonlyMap<Stream, Head>;
  /** Date part of the last record's platform time; empty before the first. */
  readonly day: string;
}

export const NOTHING_YET: LogEnd = { size: 0, hash: NO_HASH, batches: 0, heads: new Map(), day: "" };

/** The head of a stream that has no record yet. */
export const NO_HEAD: Head = { orgSeq: -1, hash: NO_HASH, stated: -1 };
