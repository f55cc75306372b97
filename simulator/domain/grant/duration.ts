import { decide, type Rule, rule } from "#domain/decision.ts";
import { type Figure, figure } from "#domain/figure.ts";
import { ACCESS_DURATIONS, type AccessDuration, type Policies } from "#domain/policies.ts";
import { DAY, endOfDay, HOUR, type Instant, later, monthsLater } from "#domain/time.ts";

/** The longest any grant may last (GRANT-04). */
export const LONGEST = figure("GRANT-04", 1, "year");

/** How much of its unit each access duration is. */
export const LENGTHS: Readonly<Record<AccessDuration, Figure>> = {
  "1 hour": figure("GRANT-05", 1, "hours"),
  "1 day": figure("GRANT-05", 1, "days"),
  "3 days": figure("GRANT-05", 3, "days"),
  "1 week": figure("GRANT-05", 1, "weeks"),
  "2 weeks": figure("GRANT-05", 2, "weeks"),
  "1 month": figure("GRANT-05", 1, "months"),
  "207 days": figure("GRANT-05", 207, "days"),
  "1 year": figure("GRANT-05", 1, "years"),
  "2 years": figure("GRANT-04", 2, "years"),
};

type Ending = (from: Instant) => Instant;
const timed =
  (length: Figure, unit: number): Ending =>
  (from) =>
    later(from, length.is * unit);
/** As the calendar has them: the same day of a later month, or of a later year. */
const dated =
  (length: Figure, months: number): Ending =>
  (from) =>
    monthsLater(from, length.is * months);

const END: Readonly<Record<AccessDuration, Ending>> = {
  "1 hour": timed(LENGTHS["1 hour"], HOUR),
  "1 day": timed(LENGTHS["1 day"], DAY),
  "3 days": timed(LENGTHS["3 days"], DAY),
  "1 week": timed(LENGTHS["1 week"], 7 * DAY),
  "2 weeks": timed(LENGTHS["2 weeks"], 7 * DAY),
  "1 month": dated(LENGTHS["1 month"], 1),
  "207 days": timed(LENGTHS["207 days"], DAY),
  "1 year": dated(LENGTHS["1 year"], 12),
  "2 years": dated(LENGTHS["2 years"], 12),
};
const longestEnd = dated(LONGEST, 12);

interface Choice {
  readonly from: Instant;
  readonly duration: AccessDuration;
  readonly granularity: Policies["grantExpiryGranularity"];
  /** Of the user who chooses; her day ends in it. */
  readonly timeZone: string;
}

/** When login access given now for a duration will be over (GRANT-06, policy `grantExpiryGranularity`). */
export function endOfAccess({ from, duration, granularity, timeZone }: Choice): Instant {
  const end = END[duration](from);
  if (granularity === "instant") return end;
  // The rest of the day must not make it longer than any grant may last (GRANT-04).
  const [day, longest] = [endOfDay(end, timeZone), longestEnd(from)];
  return day < longest ? day : longest;
}

/** What decides whether a duration can be chosen. */
export interface DurationFacts {
  readonly now: Instant;
  readonly duration: AccessDuration;
  readonly policies: Pick<Policies, "grantDurationChoices">;
}

export const atMostAYear = rule<DurationFacts>(
  "GRANT-04",
  ({ now, duration }) =>
    END[duration](now) > longestEnd(now)
      ? `${duration} is longer than ${LONGEST.is} ${LONGEST.unit}, the longest access duration`
      : undefined,
  "choose 1 year or less, and grant again when it is over",
);

export const isOffered = rule<DurationFacts>(
  "GRANT-05",
  ({ duration, policies: { grantDurationChoices } }) =>
    grantDurationChoices.includes(duration)
      ? undefined
      : `${duration} is not offered; there are no access, ${grantDurationChoices.join(", ")}`,
  "choose one of the access durations of the grant page",
);

/** What a chosen duration is asked; behind what is asked of the row. */
export const DURATION_RULES: readonly Rule<DurationFacts>[] = [atMostAYear, isOffered];

/** What the picklist of every row offers, shortest first: whatever could be saved. */
export const durationsOffered = (about: Omit<DurationFacts, "duration">): readonly AccessDuration[] =>
  ACCESS_DURATIONS.filter((duration) => decide({ ...about, duration }, DURATION_RULES, isOffered).effect === "allow");
