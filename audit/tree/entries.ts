import { InvalidProof } from "./invalid-proof.ts";

/** The largest leaf: its length stands in two bytes. */
export const LARGEST_LEAF = 65_535;

/**
 * A bundle of leaves as c2sp.org/tlog-tiles has it: before each leaf its length in two bytes, the higher one first.
 * RangeError for a leaf of more than 65,535 bytes.
 */
export function formatEntries(leaves: readonly Uint8Array[]): Buffer {
  const parts: Uint8Array[] = [];
  for (const leaf of leaves) {
    if (leaf.length > LARGEST_LEAF) throw new RangeError(`a leaf of ${leaf.length} bytes`);
    parts.push(Uint8Array.of(leaf.length >> 8, leaf.length & 0xff), leaf);
  }
  return Buffer.concat(parts);
}

/** Reads a bundle of so many leaves back. InvalidProof when it holds fewer or more. */
export function parseEntries(content: Buffer, leaves: number): readonly Buffer[] {
  const entries: Buffer[] = [];
  let byte = 0;
  while (byte < content.length) {
    const begin = byte + 2;
    const end = begin > content.length ? begin : begin + content.readUInt16BE(byte);
    if (end > content.length) throw new InvalidProof(`its leaf at byte ${byte} is cut off`);
    entries.push(content.subarray(begin, end));
    byte = end;
  }
  if (entries.length !== leaves) throw new InvalidProof(`it holds ${entries.length} leaves and should hold ${leaves}`);
  return entries;
}
