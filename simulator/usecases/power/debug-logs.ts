import type { Id } from "#domain/ids.ts";
import { type ApexLog, rowOf } from "#domain/org.ts";
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
  username: rowOf(rows.users, user)?.username ?? user,
  operation,
  startedAt,
});
