import type { Id } from "#domain/ids.ts";
import { isOnTheList } from "#domain/log/listing.ts";
import { type ApexLog, isPlatformUser, type LogUser, type OrgRows, rowOf } from "#domain/org.ts";
import type { Instant } from "#domain/time.ts";
import type { Acting } from "#usecases/act.ts";

/** A debug log as the Debug Logs page lists it. */
export interface ListedLog {
  readonly id: Id<"ApexLog">;
  readonly username: string;
  readonly operation: string;
  readonly startedAt: Instant;
}

export const listed = ({ rows }: Acting, { id, user, operation, startedAt }: ApexLog): ListedLog => ({
  id,
  username: usernameOf(rows, user),
  operation,
  startedAt,
});

/** The user's name; one of the platform's own users is called by what it is. */
const usernameOf = (rows: OrgRows, user: LogUser): string =>
  isPlatformUser(user) ? user : (rowOf(rows.users, user)?.username ?? user);

/** The logs that are there for this reader (LOG-18). */
export const logsFor = (acting: Acting): readonly ApexLog[] =>
  Object.values(acting.rows.apexLogs).filter(({ publisher }) =>
    isOnTheList.gives({ reader: acting, ...(publisher && { publisher }) }),
  );
