import { EVENT_CATALOGUE, type EventType, type Stream } from "#domain/events.ts";
import { allDue } from "#domain/folds.ts";
import type { UserRef } from "#domain/ids.ts";
import type { Instant } from "#domain/time.ts";
import type { Ports } from "#usecases/ports.ts";
import { passTime } from "#usecases/until-settled.ts";

/** Something that will happen if nobody does anything before, as the event it will leave. */
export interface ByItself {
  readonly at: Instant;
  readonly event: EventType;
  /** What that event means, in the words of the catalogue of events. */
  readonly what: string;
  readonly org: Stream;
  readonly user?: UserRef;
  /** The agent, where it happens to a LoginAs session. */
  readonly delegateUser?: UserRef;
}

export interface NextByItself {
  /** Soonest first, no more than were asked for. */
  readonly next: readonly ByItself[];
  /** How many there are in all. */
  readonly all: number;
}

/** What will happen by itself and when: ends of grants, of idle sessions, and whatever else time brings. */
export const nextByItself =
  (ports: Ports) =>
  async (limit = 10): Promise<NextByItself> => {
    await passTime(ports);
    const due = allDue(ports.folds);
    const next = due.slice(0, limit).map(
      ({ at, type, org, user, delegateUser }): ByItself => ({
        at,
        event: type,
        what: EVENT_CATALOGUE[type],
        org,
        ...(user && { user }),
        ...(delegateUser && { delegateUser }),
      }),
    );
    return { next, all: due.length };
  };
