import type { Stream } from "#domain/events.ts";
import type { AuditRecord } from "#usecases/ports.ts";
import { InvalidRecord } from "./invalid-record.ts";
import { type Content, type Line, linesOf, textOf } from "./lines.ts";
import { hashOf, NO_HASH, parseRecord } from "./record.ts";

/** Where a chain of records ends, and so what the next record has to follow. */
export interface ChainEnd {
  /** How many records there are, which is also the number of the next one. */
  readonly size: number;
  /** Hash of the last record. */
  readonly hash: string;
  /** How many bytes their lines take. */
  readonly bytes: number;
  /** Number of the last record of each org and of the platform. */
  readonly heads: ReadonlyMap<Stream, number>;
}

const EMPTY_CHAIN: ChainEnd = { size: 0, hash: NO_HASH, bytes: 0, heads: new Map() };

/**
 * What a check finds. `end` is the end of the last whole append before the first thing amiss.
 * Torn: behind it stands only the beginning of an append that never came to its end, as a crash leaves it.
 * Broken: record `seq`, whose line begins at `byte`, does not follow, and no crash while appending explains it.
 */
export type ChainCheck =
  | { readonly outcome: "whole"; readonly end: ChainEnd }
  | {
      readonly outcome: "torn" | "broken";
      readonly end: ChainEnd;
      readonly seq: number;
      readonly byte: number;
      readonly because: string;
    };

/**
 * Reads a log from its first byte and names the first record that does not follow: in form, in number, in the hash of
 * the record before, in the number within its org, or because its append is incomplete. Nothing covers the last
 * record but the final hash: whoever knows it from elsewhere compares.
 */
export async function checkChain(content: Content): Promise<ChainCheck> {
  const chain = new Chain();
  for await (const line of linesOf(content)) {
    try {
      chain.take(line);
    } catch (error) {
      if (!(error instanceof InvalidRecord)) throw error;
      const about = { end: chain.end, seq: chain.size, byte: line.byte, because: error.message };
      return { outcome: isTorn(line) ? "torn" : "broken", ...about };
    }
  }
  const { end, size } = chain;
  if (size === end.size) return { outcome: "whole", end };
  const because = `the append that begins with record ${end.size} is incomplete`;
  return { outcome: "torn", end, seq: end.size, byte: end.bytes, because };
}

/** Takes records in one by one, each of which must follow the one before. */
class Chain {
  /** The end of the last whole append. */
  end = EMPTY_CHAIN;
  #last = { size: 0, hash: NO_HASH, bytes: 0 };
  readonly #heads = new Map<Stream, number>();
  /** The heads that an append not yet whole moves. */
  readonly #moved = new Map<Stream, number>();

  get size(): number {
    return this.#last.size;
  }

  take(line: Line): void {
    if (!line.ended) throw new InvalidRecord("the line is cut off");
    const text = textOf(line);
    const record = parseRecord(text);
    const { size, hash } = this.#last;
    if (record.seq !== size) throw new InvalidRecord(`record ${record.seq} stands where record ${size} belongs`);
    if (record.prev !== hash) throw new InvalidRecord('"prev" is not the hash of the record before');
    this.#followsInItsOrg(record);
    this.#last = { size: size + 1, hash: hashOf(text), bytes: line.byte + line.bytes.length + 1 };
    if (!record.more) this.#close();
  }

  #followsInItsOrg({ org, orgSeq }: AuditRecord): void {
    const next = (this.#moved.get(org) ?? this.#heads.get(org) ?? -1) + 1;
    if (orgSeq !== next) throw new InvalidRecord(`"orgSeq" of ${org} is ${orgSeq} and should be ${next}`);
    this.#moved.set(org, orgSeq);
  }

  #close(): void {
    for (const [org, orgSeq] of this.#moved) this.#heads.set(org, orgSeq);
    this.#moved.clear();
    this.end = { ...this.#last, heads: this.#heads };
  }
}

/**
 * A write that was cut short leaves the beginning of a line, perhaps with zero bytes behind it. A line that was ended,
 * or a whole record behind which something other than its newline stands, was changed after it was written.
 */
function isTorn({ ended, bytes, byte }: Line): boolean {
  if (ended) return false;
  try {
    parseRecord(textOf({ bytes: bytes.subarray(0, -1), byte, ended }));
    return bytes.at(-1) === 0;
  } catch {
    return true;
  }
}
