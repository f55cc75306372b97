import type { Id, SessionId } from "#domain/ids.ts";
import { mayReachRecord } from "#domain/power/records.ts";
import { act } from "#usecases/act.ts";
import type { Answer, Ports } from "#usecases/ports.ts";
import { orgOfSession } from "#usecases/publisher.ts";
import { recordFacts, recordOf, type ShownSObject, shown } from "./records.ts";

/** One business record. Fault NOT_FOUND when there is none of this id. */
export const viewRecord =
  (ports: Ports) =>
  (session: SessionId, id: Id<"Record">): Promise<Answer<ShownSObject>> => {
    const page = { org: orgOfSession(ports, session), name: "view a record" };
    return act<ShownSObject>(ports, session, page, (acting, standing) => {
      const record = recordOf(acting, id);
      const decision = mayReachRecord(recordFacts(acting, standing, record, "read"));
      if (decision.effect === "deny")
        return { decision, happenings: [{ type: "power.refused", act: page.name, target: id }] };
      return { decision, value: shown(acting, record) };
    });
  };
