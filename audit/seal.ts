import type { Stream } from "#domain/events.ts";
import { canonical } from "./canonical.ts";
import type { Standing } from "./checker.ts";
import type { Head } from "./log-end.ts";
import { formatHash, parseHash } from "./tree/hashes.ts";

/** A segment as a file: the number of its first record, its bytes and their hash. */
export interface SegmentFile {
  readonly first: number;
  readonly bytes: number;
  /** In base64. */
  readonly sha256: string;
}

/** What a full segment adds up to with those before it (SPEC.md, section 6), as the bytes of its seal file. */
export const formatSeal = ({ first, bytes, sha256 }: SegmentFile, standing: Standing): string =>
  `${canonical({
    v: 2,
    first,
    size: standing.size,
    bytes,
    sha256,
    batch: standing.batches - 1,
    last: standing.hash,
    day: standing.day,
    edge: standing.edge.map(formatHash),
    heads: Object.fromEntries(
      [...standing.heads].map(([stream, { orgSeq, hash, stated }]) => [stream, [orgSeq, hash, stated]]),
    ),
    keys: standing.keys,
  })}\n`;

/** Reads one back; throws for anything that is not the form above. Whether it is true, only the records tell. */
export function parseSeal(text: string, origin: string): { readonly file: SegmentFile; readonly standing: Standing } {
  const { first, bytes, sha256, ...seal }: Seal = JSON.parse(text);
  const heads = new Map<Stream, Head>();
  for (const [stream, [orgSeq, hash, stated]] of Object.entries(seal.heads))
    heads.set(stream as Stream, { orgSeq, hash, stated });
  const standing = {
    size: seal.size,
    hash: seal.last,
    batches: seal.batch + 1,
    day: seal.day,
    origin,
    heads,
    keys: seal.keys,
    edge: seal.edge.map(parseHash),
  };
  const file = { first, bytes, sha256 };
  if (formatSeal(file, standing) !== text) throw new Error("no seal of a segment");
  return { file, standing };
}

interface Seal extends SegmentFile {
  readonly size: number;
  readonly batch: number;
  readonly last: string;
  readonly day: string;
  readonly edge: readonly string[];
  readonly heads: Readonly<Record<string, readonly [number, string, number]>>;
  readonly keys: readonly string[];
}
