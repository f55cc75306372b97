import { definition, rule } from "#domain/decision.ts";
import type { DebugSessionId, SessionId } from "#domain/ids.ts";
import { formatInstant, type Instant } from "#domain/time.ts";
import type { SampleId } from "./names.ts";
import { sha256 } from "./sha256.ts";

/** From an instant on, until before another. */
export interface Period {
  readonly from: Instant;
  readonly to: Instant;
}

/** A sample of the sessions that ended in a period, as it was drawn. */
export interface Sample extends Period {
  readonly id: SampleId;
  readonly at: Instant;
  /** Number of the record that says so. */
  readonly drawnAs: number;
  /** Of a hundred sessions, how many at least. */
  readonly rate: number;
  /** Hash of the last record that the log had, and how many it had. */
  readonly seed: string;
  readonly size: number;
  /** From how many sessions they were drawn. */
  readonly of: number;
  readonly sessions: readonly (SessionId | DebugSessionId)[];
}

interface Draw {
  readonly candidates: readonly (SessionId | DebugSessionId)[];
  readonly rate: number;
  readonly seed: string;
}

/**
 * The sessions that a seed draws: of a hundred as many as the rate says, a part of one counting as one. They are those
 * whose SHA-256 over seed, space and id comes first, in that order; `printf '%s %s' SEED ID | sha256sum` is all it takes.
 */
export const drawn = definition<Draw, readonly (SessionId | DebugSessionId)[]>(
  "REVIEW-03",
  ({ candidates, rate, seed }) =>
    candidates
      .map((id) => ({ id, rank: sha256(`${seed} ${id}`) }))
      .sort((one, other) => (one.rank < other.rank ? -1 : 1))
      .slice(0, Math.ceil((candidates.length * rate) / 100))
      .map(({ id }) => id),
);

interface PeriodFacts {
  readonly period: Period;
  readonly samples: readonly Period[];
}

const periodOf = ({ from, to }: Period): string => `${formatInstant(from)} to ${formatInstant(to)}`;

export const drawnOnce = rule<PeriodFacts>(
  "REVIEW-04",
  ({ period: { from, to }, samples }) => {
    const other = samples.find((one) => one.from < to && from < one.to);
    return other && `a sample of ${periodOf(other)} was drawn already`;
  },
  "draw of a period that no sample has looked at; a sample can be drawn again to check it",
);
