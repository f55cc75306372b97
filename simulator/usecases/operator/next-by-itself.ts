import { type AuditEvent, EVENT_CATALOGUE, type EventType, type Stream } from "#domain/events.ts";
import { allDue } from "#domain/folds.ts";
import type { UserRef } from "#domain/ids.ts";
import { rowOf } from "#domain/org.ts";
import type { Instant } from "#domain/time.ts";
import type { Ports } from "#usecases/ports.ts";
import { passTime } from "#usecases/until-settled.ts";

/** Something that will happen if nobody does anything before, as the event it will leave. */
export interface ByItself {
  readonly at: Instant;
  readonly event: EventType;
  /** The thing it happens to, where that is nobody; else what the event means, in the words of the catalogue. */
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
    const next = due.slice(0, limit).map(async (event): Promise<ByItself> => {
      const { at, type, org, user, delegateUser } = event;
      return {
        at,
        event: type,
        what: (await thingOf(ports, event)) ?? EVENT_CATALOGUE[type],
        org,
        ...(user && { user }),
        ...(delegateUser && { delegateUser }),
      };
    });
    return { next: await Promise.all(next), all: due.length };
  };

/** What of an org's rows an event is about, by its name. */
async function thingOf({ orgs }: Ports, event: AuditEvent): Promise<string | undefined> {
  if (event.org === "platform") return undefined;
  const rows = await orgs.of(event.org);
  switch (event.type) {
    case "log.deleted": {
      const log = rowOf(rows.apexLogs, event.log);
      return log && `debug log ${log.operation}`;
    }
    case "license.expired": {
      const installed = rowOf(rows.installedPackages, event.package);
      return installed && `license of ${installed.name}`;
    }
    default:
      return undefined;
  }
}
