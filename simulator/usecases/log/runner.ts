import type { OrgId } from "#domain/ids.ts";
import type { LogUser, Org, OrgRows } from "#domain/org.ts";
import { agentOf } from "#domain/power/reader.ts";
import type { Acting } from "#usecases/act.ts";

/** Whom a transaction runs as, and in which org. */
export interface Runner {
  readonly org: Org;
  readonly rows: OrgRows;
  readonly user: LogUser;
  /** The publisher whose LoginAs session it runs in. */
  readonly publisher?: OrgId;
}

/** What somebody at work sets off runs as the user, in a LoginAs session too. */
export function runnerOf(acting: Acting): Runner {
  const publisher = agentOf(acting)?.org.id;
  return { org: acting.org, rows: acting.rows, user: acting.user.id, ...(publisher && { publisher }) };
}
