import { notFound } from "#domain/fault.ts";
import type { Id } from "#domain/ids.ts";
import { rowOf, type SObjectRecord } from "#domain/org.ts";
import type { Instant } from "#domain/time.ts";
import type { Acting } from "#usecases/act.ts";

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
  if (!record) throw notFound("record with id", id);
  return record;
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
