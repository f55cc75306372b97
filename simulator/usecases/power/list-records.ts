import type { SessionId } from "#domain/ids.ts";
import { mayReachRecord } from "#domain/power/records.ts";
import { act, asTheUserMay } from "#usecases/act.ts";
import type { Answer, Ports } from "#usecases/ports.ts";
import { orgOfSession } from "#usecases/publisher.ts";
import { recordFacts, type ShownSObject, shown } from "./records.ts";

/** The business records within the user's reach (POWER-16). */
export const listRecords =
  (ports: Ports) =>
  (session: SessionId): Promise<Answer<readonly ShownSObject[]>> =>
    act(ports, session, { org: orgOfSession(ports, session), name: "open the records" }, (acting, standing) => ({
      decision: asTheUserMay(),
      value: acting.rows.records
        .values()
        .filter(({ deletedAt }) => deletedAt === undefined)
        .filter((record) => mayReachRecord(recordFacts(acting, standing, record, "read")).effect === "allow")
        .map((record) => shown(acting, record)),
    }));
