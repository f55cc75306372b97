import type { Id, SessionId } from "#domain/ids.ts";
import type { SObjectRecord } from "#domain/org.ts";
import { mayReachRecord, stamp } from "#domain/power/records.ts";
import { act } from "#usecases/act.ts";
import type { Answer, Ports } from "#usecases/ports.ts";
import { orgOfSession } from "#usecases/publisher.ts";
import { recordFacts, recordOf, type ShownSObject, shown } from "./records.ts";
import { type Save, saved } from "./saved-record.ts";

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
      const decision = mayReachRecord(recordFacts(acting, standing, before, "change"));
      if (decision.effect === "deny")
        return { decision, happenings: [{ type: "power.refused", act: page.name, target: id }] };
      const names = stamp.gives({ reader: acting, now: standing.now, before });
      const row: SObjectRecord = { ...before, fields: { ...before.fields, ...fields }, ...names };
      return {
        decision,
        happenings: saved(ports, acting, standing, { before, after: row, debug }),
        value: shown(acting, row),
      };
    });
  };
