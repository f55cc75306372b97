import { mayPrepare, type PrepareFacts } from "#domain/debug/prepare.ts";
import { instanceUrl, withoutSecret } from "#domain/debug/start-link.ts";
import type { SessionId } from "#domain/ids.ts";
import { type Acting, act } from "#usecases/act.ts";
import type { Answer, Ports } from "#usecases/ports.ts";
import { orgOfSession } from "#usecases/publisher.ts";
import { engineerFacts } from "./engineer.ts";

export interface DebuggingPrepared {
  readonly sandbox: string;
  /** Whose requests will be debugged. */
  readonly username: string;
  /** The start link with a mark where the secret goes; who hands it out puts that in (DEBUG-12). */
  readonly link: string;
}

const PREPARE = "prepare a partner debugging session";

/** Setup, Apex Debugger, Start Partner Debugging Session (POWER-05). `from` is the origin the client used. */
export const prepareDebugging =
  (ports: Ports) =>
  (session: SessionId, { from }: { readonly from: string }): Promise<Answer<DebuggingPrepared>> => {
    const page = { org: orgOfSession(ports, session), name: PREPARE, refusal: "debug.refused" } as const;
    return act<DebuggingPrepared>(ports, session, page, (acting) => {
      const decision = mayPrepare(prepareFacts(acting));
      if (decision.effect === "deny") return { decision };
      const { name, myDomain } = acting.org;
      const link = withoutSecret.gives({ project: myDomain, instanceUrl: instanceUrl(from, myDomain) });
      const value = { sandbox: name, username: acting.user.username, link };
      return { decision, happenings: [{ type: "debug.prepared", link }], value };
    });
  };

/** Gathers what decides whether debugging may be prepared. */
export const prepareFacts = (acting: Acting): PrepareFacts => ({
  ...engineerFacts(acting, PREPARE, ["View Setup and Configuration", "API Enabled"]),
  org: acting.org,
});
