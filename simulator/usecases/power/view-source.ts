import type { SessionId } from "#domain/ids.ts";
import type { ApexClass } from "#domain/org.ts";
import { mayViewCode } from "#domain/power/code.ts";
import { act } from "#usecases/act.ts";
import type { Answer, Ports } from "#usecases/ports.ts";
import { orgOfSession } from "#usecases/publisher.ts";
import { codeFacts, codeOf, goesOnRecord, listed, viewed } from "./code.ts";
import type { ShownCode } from "./view-code.ts";

/** The source itself: all of it or a refusal. */
export const viewSource =
  (ports: Ports) =>
  (session: SessionId, id: ApexClass["id"]): Promise<Answer<ShownCode>> => {
    const org = orgOfSession(ports, session);
    const page = { org, name: "view Apex source", needs: "View Setup and Configuration" } as const;
    return act<ShownCode>(ports, session, page, (acting, standing) => {
      const code = codeOf(acting, id);
      const facts = codeFacts(acting, standing, code);
      const decision = mayViewCode(facts);
      if (decision.effect === "deny")
        return { decision, happenings: [{ type: "power.refused", act: page.name, target: facts.what }] };
      return {
        decision,
        ...(goesOnRecord(acting, code) && { happenings: [viewed(code)] }),
        value: { ...listed(code), view: "full", body: code.body },
      };
    });
  };
