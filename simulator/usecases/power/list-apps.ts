import type { SessionId } from "#domain/ids.ts";
import { act, asTheUserMay } from "#usecases/act.ts";
import type { Answer, Ports } from "#usecases/ports.ts";
import { orgOfSession } from "#usecases/publisher.ts";
import { type Consent, consentsOf, shown } from "./consents.ts";

/** The apps a user has let in. */
export const listApps =
  (ports: Ports) =>
  (session: SessionId): Promise<Answer<readonly Consent[]>> =>
    act(ports, session, { org: orgOfSession(ports, session), name: "open Connected Apps" }, (acting) => ({
      decision: asTheUserMay(),
      value: consentsOf(acting).map(shown),
    }));
