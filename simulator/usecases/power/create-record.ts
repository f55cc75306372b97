import type { SessionId } from "#domain/ids.ts";
import type { SObjectRecord } from "#domain/org.ts";
import { mayReachRecord, stamp } from "#domain/power/records.ts";
import { act } from "#usecases/act.ts";
import type { Answer, Ports } from "#usecases/ports.ts";
import { orgOfSession } from "#usecases/publisher.ts";
import { recordFacts, type ShownSObject, shown } from "./records.ts";
import { type Save, saved } from "./saved-record.ts";

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
      const decision = mayReachRecord(recordFacts(acting, standing, { sobject }, "change"));
      if (decision.effect === "deny")
        return { decision, happenings: [{ type: "power.refused", act: page.name, target: sobject }] };
      const names = stamp.gives({ reader: acting, now: standing.now });
      const row: SObjectRecord = { id: ports.ids.next("Record"), sobject, fields, ...names };
      return { decision, happenings: saved(ports, acting, standing, { after: row, debug }), value: shown(acting, row) };
    });
  };
