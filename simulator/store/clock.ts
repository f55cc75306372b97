import { Fault } from "#domain/fault.ts";
import { fromMillis, type Instant, toMillis } from "#domain/time.ts";
import type { Clock } from "#usecases/ports.ts";

/** A clock that stands still until it is moved. */
export function frozenClock(at: Instant): Clock {
  let now = at;
  return {
    now: () => now,
    moveTo: (instant) => {
      now = notBefore(now, instant);
    },
  };
}

/**
 * A clock that runs as fast as the system's, from `startAt` on, or from the system's own time. When the system's clock
 * is set back this one waits until it has caught up: platform time never goes back.
 */
export function runningClock(systemMillis: () => number, startAt?: Instant): Clock {
  const ahead = (at: Instant) => toMillis(at) - systemMillis();
  let offset = startAt === undefined ? 0 : ahead(startAt);
  let latest = Number.NEGATIVE_INFINITY;
  const now = () => {
    latest = Math.max(latest, systemMillis() + offset);
    return fromMillis(latest);
  };
  return {
    now,
    moveTo: (instant) => {
      offset = ahead(notBefore(now(), instant));
    },
  };
}

/** The instant to move to. Fault INVALID_FIELD naming both when it lies in the past. */
function notBefore(now: Instant, instant: Instant): Instant {
  if (instant >= now) return instant;
  throw new Fault(
    "INVALID_FIELD",
    `the clock stands at "${now}" and cannot go back to "${instant}"; choose a later instant`,
  );
}
