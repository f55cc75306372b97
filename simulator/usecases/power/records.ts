import { notFound } from "#domain/fault.ts";
import type { Id } from "#domain/ids.ts";
import { lapsedIn, namespaceOf } from "#domain/license/reach.ts";
import { rowOf, type SObjectRecord } from "#domain/org.ts";
import type { RecordFacts } from "#domain/power/records.ts";
import type { Instant } from "#domain/time.ts";
import type { Acting } from "#usecases/act.ts";
import type { Standing } from "#usecases/until-settled.ts";

/** A business record as its page shows it. */
export interface ShownSObject {
  readonly id: Id<"Record">;
  readonly sobject: string;
  readonly fields: SObjectRecord["fields"];
  /** Usernames: the user's, also where an agent was at the keyboard (POWER-22). */
  readonly createdBy: string;
  readonly lastModifiedBy: string;
  readonly lastModifiedAt: Instant;
}

/** The record of this id. Fault NOT_FOUND when the org has none. */
export function recordOf({ rows }: Acting, id: Id<"Record">): SObjectRecord {
  const record = rowOf(rows.records, id);
  if (!record || record.deletedAt) throw notFound("record with id", id);
  return record;
}

/** Gathers what decides whether a record may be read or changed, or one made. */
export function recordFacts(
  acting: Acting,
  { now }: Pick<Standing, "now">,
  about: Pick<SObjectRecord, "sobject"> & Partial<SObjectRecord>,
  to: RecordFacts["to"],
): RecordFacts {
  const { sobject, createdBy } = about;
  const lapsed = lapsedIn(acting.rows, namespaceOf(sobject), now);
  return { reader: acting, what: sobject, to, ...(createdBy && { record: { createdBy } }), ...(lapsed && { lapsed }) };
}

export const shown = ({ rows }: Acting, record: SObjectRecord): ShownSObject => {
  const name = (user: SObjectRecord["createdBy"]) => rowOf(rows.users, user)?.username ?? user;
  const { id, sobject, fields, lastModifiedAt } = record;
  return {
    id,
    sobject,
    fields,
    createdBy: name(record.createdBy),
    lastModifiedBy: name(record.lastModifiedBy),
    lastModifiedAt,
  };
};
