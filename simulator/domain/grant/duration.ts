import { decide, type Rule, rule } from "#domain/decision.ts";
import { ACCESS_DURATIONS, type AccessDuration, type Policies } from "#domain/policies.ts";
import { DAY, endOfDay, HOUR, type Instant, later, monthsLater } from "#domain/time.ts";

/** The longest any grant may last (GRANT-04). */
const LONGEST: AccessDuration = "1 year";

const END: Readonly<Record<AccessDuration, (from: Instant) => Instant>> = {
  "1 hour": (from) => later(from, HOUR),
  "1 day": (from) => later(from, DAY),
  "3 days": (from) => later(from, 3 * DAY),
  "1 week": (from) => later(from, 7 * DAY),
  "2 weeks": (from) => later(from, 14 * DAY),
  "1 month": (from) => monthsLater(from, 1),
  "207 days": (from) => later(from, 207 * DAY),
  "1 year": (from) => monthsLater(from, 12),
  "2 years": (from) => monthsLater(from, 24),
};

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
  const [day, longest] = [endOfDay(end, timeZone), END[LONGEST](from)];
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
    END[duration](now) > END[LONGEST](now)
      ? `${duration} is longer than ${LONGEST}, the longest access duration`
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
