import type { TreeHead } from "./check-proof.ts";
import { formatHash, parseHash } from "./hashes.ts";
import { InvalidProof, quoted } from "./invalid-proof.ts";
import type { Verifier } from "./keys.ts";
import { isLine } from "./note.ts";
import { openNote } from "./signed-note.ts";
import { isSize, parseSize } from "./sizes.ts";

/** What a log says of itself when it signs: which one it is, and what its tree is at a size. */
export interface Checkpoint extends TreeHead {
  /** The log's own name in the world, and the name of its key. */
  readonly origin: string;
}

/**
 * The text of c2sp.org/tlog-checkpoint: origin, size and root, a line each. Extension lines are never written: no
 * monitor could audit them. InvalidProof for whatever `parseCheckpoint` would not take back.
 */
export function formatCheckpoint({ origin, size, root }: Checkpoint): string {
  if (!isLine(origin)) throw new InvalidProof(`${quoted(origin)} is no origin`);
  if (!isSize(size)) throw new InvalidProof(`"${size}" is no number of leaves`);
  return `${origin}\n${size}\n${formatHash(root)}\n`;
}

/** Reads such a text back. InvalidProof for further lines, and for any other spelling of these. */
export function parseCheckpoint(text: string): Checkpoint {
  const [origin, digits, base64, end, ...more] = text.split("\n");
  if (origin === undefined || digits === undefined || base64 === undefined || end !== "" || more.length > 0)
    throw new InvalidProof(`${quoted(text)} has not the three lines of a checkpoint`);
  if (!isLine(origin)) throw new InvalidProof(`${quoted(origin)} is no origin`);
  const size = parseSize(digits);
  if (size === undefined) throw new InvalidProof(`${quoted(digits)} is no number of leaves`);
  return { origin, size, root: parseHash(base64) };
}

/** A checkpoint whose signatures were verified. */
export interface OpenCheckpoint<Key extends Verifier> extends Checkpoint {
  /** Who of the known keys signed it, the log itself among them. */
  readonly signedBy: readonly Key[];
}

/**
 * Opens a signed checkpoint with the keys one trusts, of the log and of witnesses. InvalidProof for what `openNote` or
 * `parseCheckpoint` refuse, and when the log itself did not sign: a key that has the origin for its name.
 */
export function openCheckpoint<Key extends Verifier>(note: string, keys: readonly Key[]): OpenCheckpoint<Key> {
  const { text, signedBy } = openNote(note, keys);
  const checkpoint = parseCheckpoint(text);
  if (!signedBy.some(({ name }) => name === checkpoint.origin))
    throw new InvalidProof(`no known key of ${quoted(checkpoint.origin)} signed its checkpoint`);
  return { ...checkpoint, signedBy };
}
