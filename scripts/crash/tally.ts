import type { Findings } from "./judge.ts";

/** What many looks have come to. */
export interface Tally extends Omit<Findings, "because"> {
  /** How many crashes were looked at. */
  readonly crashes: number;
  /** Every finding, with the crash it was found after. */
  readonly because: readonly string[];
}

export const NOTHING_LOOKED_AT: Tally = {
  crashes: 0,
  looked: 0,
  lost: 0,
  falseCorruption: 0,
  otherwise: 0,
  because: [],
};

/** One more look, after the crash that `place` tells how to have again. */
export const tallied = (tally: Tally, found: Findings, place: string): Tally => ({
  crashes: tally.crashes + 1,
  looked: tally.looked + found.looked,
  lost: tally.lost + found.lost,
  falseCorruption: tally.falseCorruption + found.falseCorruption,
  otherwise: tally.otherwise + found.otherwise,
  because: [...tally.because, ...found.because.map((one) => `${place}: ${one}`)],
});

/** Whether nothing was found, of something that was looked at. */
export const isClean = ({ crashes, looked, because }: Tally): boolean =>
  crashes > 0 && looked > 0 && because.length === 0;
