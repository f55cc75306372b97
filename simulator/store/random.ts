import { createHash } from "node:crypto";

/** Where secrets and salts come from: so many bytes nobody can guess, or, seeded, the same ones in every run. */
export type Random = (size: number) => Uint8Array;

/** The same bytes in the same order for the same seed. For specs and demos only: who knows the seed knows them all. */
export function seededRandom(seed: number | string): Random {
  let block = 0;
  return (size) => {
    const bytes = new Uint8Array(size);
    for (let filled = 0; filled < size; filled += 32) {
      const digest = createHash("sha256").update(`${seed} ${block}`).digest();
      bytes.set(digest.subarray(0, size - filled), filled);
      block += 1;
    }
    return bytes;
  };
}
