import { decide } from "#domain/decision.ts";
import type { SessionId } from "#domain/ids.ts";
import { withinTheLicense } from "#domain/license/reach.ts";
import type { ApexClass } from "#domain/org.ts";
import { mayViewCode, obfuscated } from "#domain/power/code.ts";
import { act, asTheUserMay } from "#usecases/act.ts";
import type { Answer, Ports } from "#usecases/ports.ts";
import { orgOfSession } from "#usecases/publisher.ts";
import { codeFacts, codeOf, goesOnRecord, type ListedCode, listed, viewed } from "./code.ts";

export interface ShownCode extends ListedCode {
  /** Whether `body` is the whole source or what POWER-10 leaves of it. */
  readonly view: "full" | "obfuscated";
  readonly body: string;
}

/** The page of one class or trigger: its source for whoever may see that, its obfuscated form for everybody else. */
export const viewCode =
  (ports: Ports) =>
  (session: SessionId, id: ApexClass["id"]): Promise<Answer<ShownCode>> => {
    const org = orgOfSession(ports, session);
    const page = { org, name: "open an Apex class or trigger", needs: "View Setup and Configuration" } as const;
    return act<ShownCode>(ports, session, page, (acting, standing) => {
      const code = codeOf(acting, id);
      const facts = codeFacts(acting, standing, code);
      const inFull = mayViewCode(facts).effect === "allow";
      // Without the license there is nothing of the package to call either, and so no signature to see.
      const globals = decide(facts, [withinTheLicense], withinTheLicense).effect === "allow" ? code.body : "";
      return {
        decision: asTheUserMay(),
        ...(goesOnRecord(acting, code) && inFull && { happenings: [viewed(code)] }),
        value: {
          ...listed(code),
          view: inFull ? "full" : "obfuscated",
          body: inFull ? code.body : obfuscated.gives({ kind: code.kind, body: globals }),
        },
      };
    });
  };
