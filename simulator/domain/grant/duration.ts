import { definition } from "../decision.ts";
import type { AccessDuration, Policies } from "../policies.ts";
import { DAY, endOfDay, HOUR, type Instant, later, monthsLater } from "../time.ts";

/** The longest any grant may last (GRANT-04). */
export const LONGEST: AccessDuration = "1 year";

const END: Readonly<Record<AccessDuration, (from: Instant) => Instant>> = {
  "1 hour": (from) => later(from, HOUR),
  "1 day": (from) => later(from, DAY),
  "3 days": (from) => later(from, 3 * DAY),
  "1 week": (from) => later(from, 7 * DAY),
  "2 weeks": (from) => later(from, 14 * DAY),
  "1 month": (from) => monthsLater(from, 1),
  "207 days": (from) => later(from, 207 * DAY),
  "1 year": (from) => monthsLater(from, 12),
};

/** When login access given now for a duration will be over (GRANT-06, policy `grantExpiryGranularity`). */
export const endOfAccess = definition<
  {
    readonly from: Instant;
    readonly duration: AccessDuration;
    readonly granularity: Policies["grantExpiryGranularity"];
    readonly timeZone: string;
  },
  Instant
>("GRANT-06", ({ from, duration, granularity, timeZone }) => {
  const end = END[duration](from);
  return granularity === "instant" ? end : endOfDay(end, timeZone);
});
