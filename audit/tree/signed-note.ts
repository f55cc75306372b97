import { InvalidProof, quoted } from "./invalid-proof.ts";
import type { Signer, Verifier } from "./keys.ts";
import { formatNote, parseNote } from "./note.ts";

/** A note whose signatures were verified. */
export interface OpenNote<Key extends Verifier> {
  readonly text: string;
  /** Who of the known keys signed it: at least one, in the order of the signatures. */
  readonly signedBy: readonly Key[];
}

/** The text as a note with the signature of each signer, in their order. InvalidProof for what no note can be. */
export const signNote = (text: string, ...signers: readonly Signer[]): string =>
  formatNote({ text, signatures: signers.map((signer) => signer.sign(text)) });

/**
 * Opens a note with the keys one trusts. Signatures of other keys are passed over, even under the name or the id of a
 * known one. InvalidProof when the note is malformed, no known key signed it, one signed it twice, or one of their
 * signatures does not verify.
 */
export function openNote<Key extends Verifier>(note: string, keys: readonly Key[]): OpenNote<Key> {
  const known = byNameAndId(keys);
  const { text, signatures } = parseNote(note);
  const signedBy = new Set<Key>();
  for (const { name, id, bytes } of signatures) {
    const key = known.get(`${name}+${id}`);
    if (key === undefined) continue;
    if (signedBy.has(key)) throw new InvalidProof(`two signatures of ${quoted(name)}`);
    if (!key.verifies(text, bytes)) throw new InvalidProof(`the signature of ${quoted(name)} does not verify`);
    signedBy.add(key);
  }
  if (signedBy.size === 0) throw new InvalidProof("no signature of a known key");
  return { text, signedBy: [...signedBy] };
}

/** Two keys that share both would make it a matter of order whose signature counts. */
function byNameAndId<Key extends Verifier>(keys: readonly Key[]): ReadonlyMap<string, Key> {
  const known = new Map<string, Key>();
  for (const key of keys) {
    const handle = `${key.name}+${key.id}`;
    if (known.has(handle)) throw new InvalidProof(`two known keys ${quoted(handle)}`);
    known.set(handle, key);
  }
  return known;
}
