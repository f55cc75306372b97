import { notFound } from "#domain/fault.ts";
import type { Id, SessionId } from "#domain/ids.ts";
import { rowOf, type SObjectRecord } from "#domain/org.ts";
import { mayReachRecord, stamp } from "#domain/power/records.ts";
import type { Instant } from "#domain/time.ts";
import { type Acting, act, asTheUserMay, type Happening } from "#usecases/act.ts";
import type { Answer, Ports } from "#usecases/ports.ts";
import { orgOfSession } from "#usecases/publisher.ts";
import type { Standing } from "#usecases/until-settled.ts";
import { logOfSave } from "./log-of-save.ts";

export interface ShownSObject {
  readonly id: Id<"Record">;
  readonly sobject: string;
  readonly fields: SObjectRecord["fields"];
  /** Usernames: the user's, also where an agent was at the keyboard (POWER-22). */
  readonly createdBy: string;
  readonly lastModifiedBy: string;
  readonly lastModifiedAt: Instant;
}

/** The business records within the user's reach (POWER-16). */
export const listRecords =
  (ports: Ports) =>
  (session: SessionId): Promise<Answer<readonly ShownSObject[]>> =>
    act(ports, session, { org: orgOfSession(ports, session), name: "open the records" }, (acting) => ({
      decision: asTheUserMay(),
      value: Object.values(acting.rows.records)
        .filter((record) => mayReachRecord({ reader: acting, record, to: "read" }).effect === "allow")
        .map((record) => shown(acting, record)),
    }));

/** One business record. Fault NOT_FOUND when there is none of this id. */
export const viewRecord =
  (ports: Ports) =>
  (session: SessionId, id: Id<"Record">): Promise<Answer<ShownSObject>> => {
    const page = { org: orgOfSession(ports, session), name: "view a record" };
    return act<ShownSObject>(ports, session, page, (acting) => {
      const record = recordOf(acting, id);
      const decision = mayReachRecord({ reader: acting, record, to: "read" });
      if (decision.effect === "deny")
        return { decision, happenings: [{ type: "power.refused", act: page.name, target: id }] };
      return { decision, value: shown(acting, record) };
    });
  };

interface Save {
  /** Asks for a debug log of the save, as a request with debugging parameters does. */
  readonly debug?: boolean;
}

export interface CreateRecord extends Save {
  readonly sobject: string;
  readonly fields: SObjectRecord["fields"];
}

/** Creates a business record, which then is the user's own. */
export const createRecord =
  (ports: Ports) =>
  (session: SessionId, { sobject, fields, debug }: CreateRecord): Promise<Answer<ShownSObject>> => {
    const page = { org: orgOfSession(ports, session), name: "create a record" };
    return act<ShownSObject>(ports, session, page, (acting, standing) => {
      const decision = mayReachRecord({ reader: acting, to: "change" });
      if (decision.effect === "deny")
        return { decision, happenings: [{ type: "power.refused", act: page.name, target: sobject }] };
      const names = stamp.gives({ reader: acting, now: standing.now });
      const row: SObjectRecord = { id: ports.ids.next("Record"), sobject, fields, ...names };
      return { decision, happenings: saved(ports, acting, standing, { after: row, debug }), value: shown(acting, row) };
    });
  };

export interface EditRecord extends Save {
  readonly record: Id<"Record">;
  /** Fields that are not named keep their values. */
  readonly fields: SObjectRecord["fields"];
}

/** Changes a business record. Fault NOT_FOUND when there is none of this id. */
export const editRecord =
  (ports: Ports) =>
  (session: SessionId, { record: id, fields, debug }: EditRecord): Promise<Answer<ShownSObject>> => {
    const page = { org: orgOfSession(ports, session), name: "change a record" };
    return act<ShownSObject>(ports, session, page, (acting, standing) => {
      const before = recordOf(acting, id);
      const decision = mayReachRecord({ reader: acting, record: before, to: "change" });
      if (decision.effect === "deny")
        return { decision, happenings: [{ type: "power.refused", act: page.name, target: id }] };
      const names = stamp.gives({ reader: acting, now: standing.now, before });
      const row: SObjectRecord = { ...before, fields: { ...before.fields, ...fields }, ...names };
      return { decision, happenings: saved(ports, acting, standing, { before, after: row, debug }), value: shown(acting, row) };
    });
  };

interface Saved {
  readonly before?: SObjectRecord;
  readonly after: SObjectRecord;
  readonly debug: boolean | undefined;
}

function saved(ports: Ports, acting: Acting, { now }: Standing, { before, after, debug }: Saved): readonly Happening[] {
  const changed: Happening = {
    type: "power.record-changed",
    sobject: after.sobject,
    record: after.id,
    ...(before && { before: before.fields }),
    after: after.fields,
    changes: [{ table: "records", id: after.id, row: after }],
  };
  if (!debug) return [changed];
  const row = logOfSave({ id: ports.ids.next("ApexLog"), acting, now, ...(before && { before }), after });
  return [changed, { type: "log.written", log: row.id, changes: [{ table: "apexLogs", id: row.id, row }] }];
}

function recordOf({ rows }: Acting, id: Id<"Record">): SObjectRecord {
  const record = rowOf(rows.records, id);
  if (!record) throw notFound("record with id", id);
  return record;
}

const shown = ({ rows }: Acting, record: SObjectRecord): ShownSObject => {
  const name = (user: SObjectRecord["createdBy"]) => rowOf(rows.users, user)?.username ?? user;
  const { id, sobject, fields, lastModifiedAt } = record;
  return { id, sobject, fields, createdBy: name(record.createdBy), lastModifiedBy: name(record.lastModifiedBy), lastModifiedAt };
};
