/**
 * Says why something proves nothing: a proof, or a hash, key, note, checkpoint or tile that should have been part of
 * one. Lower case, no full stop, what was received in quotes.
 */
export class InvalidProof extends Error {
  override readonly name = "InvalidProof";
}

/** What was received, in quotes and short enough to be read. */
export const quoted = (text: string): string => JSON.stringify(text.length > 60 ? `${text.slice(0, 60)}…` : text);
