import { type Decision, decide, definition, type Rule, rule } from "#domain/decision.ts";
import { type ComponentFacts, withinTheLicense } from "#domain/license/reach.ts";
import type { SObjectRecord } from "#domain/org.ts";
import type { Instant } from "#domain/time.ts";
import { holds } from "#domain/user.ts";
import type { Reader } from "./reader.ts";

export interface RecordFacts extends ComponentFacts {
  readonly reader: Reader;
  /** Absent when the record is only coming into being, which every user may do. */
  readonly record?: Pick<SObjectRecord, "createdBy">;
  readonly to: "read" | "change";
}

/** The user's own reach decides, also when an agent is at the keyboard: own records, or all data by permission. */
export const asFarAsTheUser = rule<RecordFacts>(
  "POWER-16",
  ({ reader: { user, entitlements }, record, to }) => {
    if (!record || record.createdBy === user.id || holds(entitlements, "Modify All Data")) return undefined;
    if (to === "read" && holds(entitlements, "View All Data")) return undefined;
    const needed = to === "read" ? "View All Data" : "Modify All Data";
    return `${user.username} lacks ${needed}, and the record is somebody else's`;
  },
  "work as a user who owns the record or may reach all data",
);

/** The order in which a reach for a record is judged. */
const RECORD_ORDER: readonly Rule<RecordFacts>[] = [withinTheLicense, asFarAsTheUser];

/** May this record be read or changed? */
export const mayReachRecord = (facts: RecordFacts): Decision => decide(facts, RECORD_ORDER, asFarAsTheUser);

/** The names a record carries after a change: the user's, never the agent's. */
export const stamp = definition<
  { readonly reader: Reader; readonly now: Instant; readonly before?: SObjectRecord },
  Pick<SObjectRecord, "createdBy" | "lastModifiedBy" | "lastModifiedAt">
>("POWER-22", ({ reader: { user }, now, before }) => ({
  createdBy: before?.createdBy ?? user.id,
  lastModifiedBy: user.id,
  lastModifiedAt: now,
}));
