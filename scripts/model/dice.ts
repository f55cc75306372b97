/** Chance with a seed: the same throws in the same order in every run. */
export interface Dice {
  /** A number from 0 up to 1, which it never is. */
  throw(): number;
  /** A whole number from 0 up to `count`, which it never is. */
  upTo(count: number): number;
  /** One of these; nothing of none. */
  oneOf<One>(all: readonly One[]): One | undefined;
}

/** Mulberry32: small, even, and good enough to shuffle a story. */
export function diceFrom(seed: number): Dice {
  let state = seed >>> 0;
  const one = (): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  const upTo = (count: number): number => Math.floor(one() * count);
  return { throw: one, upTo, oneOf: (all) => all[upTo(all.length)] };
}
