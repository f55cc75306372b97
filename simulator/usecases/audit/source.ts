import type { AuditIndex } from "#audit/index/search.ts";
import type { ShownRecord } from "#usecases/ports.ts";

/** What a question about the log is answered from: as much of it as whoever asks may see. */
export interface AuditSource {
  readonly index: AuditIndex;
  /** The records of these numbers, in order. */
  records(seqs: readonly number[]): AsyncIterable<ShownRecord>;
  /** Where agents logged in with own credentials: looked into for nothing but the address of a session that is shown. */
  readonly origins: AuditIndex;
}

/** How much of the log a question is about. */
export interface Scope {
  /** Only records before this number count: what was known then. */
  readonly asOf?: number;
}

/** How far the log reaches that an answer was made from. */
export interface Reach {
  /** How many records counted. */
  readonly asOf: number;
}

/** The number of the first record that does not count. */
export const reachOf = ({ index }: AuditSource, { asOf = index.size }: Scope): number => Math.min(asOf, index.size);

/** The records of these numbers, by number. */
export async function recordsBySeq(
  source: AuditSource,
  seqs: Iterable<number>,
): Promise<ReadonlyMap<number, ShownRecord>> {
  const wanted = [...new Set(seqs)].sort((one, other) => one - other);
  const found = new Map<number, ShownRecord>();
  for await (const record of source.records(wanted)) found.set(record.seq, record);
  return found;
}
