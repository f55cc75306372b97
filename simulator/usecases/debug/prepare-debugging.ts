import type { SessionId } from "#domain/ids.ts";
import { type DebuggingFacts, mayPrepareDebugging } from "#domain/power/debugging.ts";
import { type Acting, act } from "#usecases/act.ts";
import type { Answer, Ports } from "#usecases/ports.ts";
import { orgOfSession } from "#usecases/publisher.ts";

export interface DebuggingPrepared {
  readonly sandbox: string;
  /** Whose requests will be debugged. */
  readonly username: string;
}

const NAME = "prepare a partner debugging session";

/** Setup, Apex Debugger, Start Partner Debugging Session (POWER-05). */
export const prepareDebugging =
  (ports: Ports) =>
  (session: SessionId): Promise<Answer<DebuggingPrepared>> => {
    const org = orgOfSession(ports, session);
    const page = { org, name: NAME, needs: "View Setup and Configuration", refusal: "debug.refused" } as const;
    return act<DebuggingPrepared>(ports, session, page, (acting) => {
      const decision = mayPrepareDebugging(debuggingFacts(acting));
      if (decision.effect === "deny") return { decision };
      const value = { sandbox: acting.org.name, username: acting.user.username };
      return { decision, happenings: [{ type: "debug.prepared" }], value };
    });
  };

/** Gathers what decides whether debugging may be prepared, once the page itself is open. */
export const debuggingFacts = (acting: Acting): DebuggingFacts => ({
  reader: acting,
  person: acting,
  needs: "API Enabled",
  name: NAME,
});
