import { checkInclusion } from "./check-proof.ts";
import { type OpenCheckpoint, openCheckpoint, parseCheckpoint } from "./checkpoint.ts";
import { formatHash, type Hash, parseHash } from "./hashes.ts";
import { InvalidProof, quoted } from "./invalid-proof.ts";
import type { Verifier } from "./keys.ts";
import { parseNote } from "./note.ts";
import type { Proof } from "./proof.ts";
import { isSize, parseSize } from "./sizes.ts";

/** All it takes to show offline, to whoever has the log's key, that a leaf is in the log. */
export interface TlogProof {
  readonly index: number;
  readonly path: Proof;
  /** The signed checkpoint as it was issued, byte for byte. */
  readonly checkpoint: string;
  /** Whatever else goes along. Nothing vouches for it. */
  readonly extra?: Uint8Array;
}

const FIRST_LINE = "c2sp.org/tlog-proof@v1";

/** A tree of 2^53-1 leaves is 53 levels high. */
const LONGEST_PATH = 53;

/**
 * The text of c2sp.org/tlog-proof: its version, `extra` with base64 if there is something, `index` with the number of
 * the leaf, the hashes of the inclusion proof from the leaf's sibling upwards, an empty line, and the checkpoint.
 * InvalidProof for whatever `parseTlogProof` would not take back.
 */
export function formatTlogProof({ index, path, checkpoint, extra }: TlogProof): string {
  if (!isSize(index)) throw new InvalidProof(`"${index}" is no index`);
  if (path.length > LONGEST_PATH) throw new InvalidProof("the proof is too long");
  if (extra?.length === 0) throw new InvalidProof("extra data that is empty");
  parseCheckpoint(parseNote(checkpoint).text);
  const head = [FIRST_LINE, ...(extra ? [`extra ${Buffer.from(extra).toString("base64")}`] : []), `index ${index}`];
  return `${[...head, ...path.map(formatHash)].join("\n")}\n\n${checkpoint}`;
}

/**
 * Reads such a text back. InvalidProof when it is malformed or would not format back to the very same text. What it
 * says is not checked yet: see `checkTlogProof`.
 */
export function parseTlogProof(text: string): TlogProof {
  const end = text.indexOf("\n\n");
  if (end === -1) throw new InvalidProof("no empty line between proof and checkpoint");
  const checkpoint = text.slice(end + 2);
  parseCheckpoint(parseNote(checkpoint).text);
  const [first, ...lines] = text.slice(0, end).split("\n");
  if (first !== FIRST_LINE) throw new InvalidProof(`${quoted(first ?? "")} is not ${FIRST_LINE}`);
  const extra = lines[0]?.startsWith("extra ") ? parseExtra(lines.shift() ?? "") : undefined;
  const index = parseIndex(lines.shift() ?? "");
  if (lines.length > LONGEST_PATH) throw new InvalidProof("the proof is too long");
  return { index, path: lines.map(parseHash), checkpoint, ...(extra && { extra }) };
}

/**
 * What the proof shows: that the leaf with this hash stands in the log at `index` of the checkpoint's tree. InvalidProof
 * when it does not, or when none of the known keys signed the checkpoint for the log.
 */
export function checkTlogProof<Key extends Verifier>(
  { index, path, checkpoint }: TlogProof,
  leaf: Hash,
  keys: readonly Key[],
): OpenCheckpoint<Key> {
  const open = openCheckpoint(checkpoint, keys);
  checkInclusion(leaf, index, open, path);
  return open;
}

function parseExtra(line: string): Uint8Array {
  const base64 = line.slice("extra ".length);
  const extra = Buffer.from(base64, "base64");
  if (extra.length === 0 || extra.toString("base64") !== base64)
    throw new InvalidProof(`${quoted(line)} holds no base64`);
  return extra;
}

function parseIndex(line: string): number {
  const index = line.startsWith("index ") ? parseSize(line.slice("index ".length)) : undefined;
  if (index === undefined) throw new InvalidProof(`${quoted(line)} is no line of an index`);
  return index;
}
