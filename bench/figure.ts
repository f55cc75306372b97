/** One measured figure, and what it has to be. */
export interface Figure {
  readonly name: string;
  readonly measured: number;
  readonly unit: string;
  /** The bound that was set, and on which side of it the figure has to lie. */
  readonly bound: number;
  readonly wanted: "at least" | "at most";
  /** What else is worth knowing beside it. */
  readonly beside?: string;
}

/** Measures some figures; slow ones say on standard error what they are at. */
export type Bench = () => Promise<readonly Figure[]>;

export type Verdict = "reached" | "close" | "missed";

/** A busy machine is no defect: a figure is only missed when it is off by more than half. */
const MARGIN = 1.5;

export function verdictOn({ measured, bound, wanted }: Figure): Verdict {
  const off = wanted === "at least" ? bound / measured : measured / bound;
  if (off <= 1) return "reached";
  return off <= MARGIN ? "close" : "missed";
}

export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const [low, high] = [sorted[Math.floor((sorted.length - 1) / 2)], sorted[Math.ceil((sorted.length - 1) / 2)]];
  if (low === undefined || high === undefined) throw new Error("the median of nothing");
  return (low + high) / 2;
}

/** Three digits that count: 1,234,567 becomes 1,230,000, and 0.12345 becomes 0.123. */
export const shown = (value: number): string => Number(value.toPrecision(3)).toLocaleString("en-US");

/** Milliseconds that something took. */
export async function timed(doIt: () => Promise<unknown>): Promise<number> {
  const begun = performance.now();
  await doIt();
  return performance.now() - begun;
}
