// Sizes and indexes go up to 2^53-1, which the 32-bit operators of JavaScript would cut: halving is by Math.floor.

/** A number of leaves: whole, from 0 to 2^53-1. */
export const isSize = (size: number): boolean => Number.isSafeInteger(size) && size >= 0;

/** A number past its last binary digit. */
export const half = (number: number): number => Math.floor(number / 2);

export const isOdd = (number: number): boolean => number % 2 === 1;

/** How many perfect subtrees a tree of this size falls into: the ones among its binary digits. */
export function subtreesIn(size: number): number {
  let ones = 0;
  for (let rest = size; rest > 0; rest = half(rest)) ones += rest % 2;
  return ones;
}

/** A whole number from 0 to 2^53-1 in decimal digits without leading zeroes; nothing for any other text. */
export function parseSize(text: string): number | undefined {
  if (!/^(?:0|[1-9][0-9]{0,15})$/.test(text)) return undefined;
  const size = Number(text);
  return isSize(size) ? size : undefined;
}
