import type { EventType, Stream } from "#domain/events.ts";
import { nextDue } from "#domain/folds.ts";
import type { UserRef } from "#domain/ids.ts";
import type { Instant } from "#domain/time.ts";
import type { Ports } from "#usecases/ports.ts";
import { passTime } from "#usecases/until-settled.ts";

export interface NextByItself {
  readonly at: Instant;
  readonly event: EventType;
  readonly org: Stream;
  readonly user?: UserRef;
}

/** What will happen next without anybody doing anything: the end of a grant or of an idle session. */
export const nextByItself = (ports: Ports) => async (): Promise<NextByItself | undefined> => {
  await passTime(ports);
  const due = nextDue(ports.folds);
  return due && { at: due.at, event: due.type, org: due.org, ...(due.user && { user: due.user }) };
};
