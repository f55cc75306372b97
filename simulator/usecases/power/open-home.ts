import { allow } from "#domain/decision.ts";
import type { SessionId } from "#domain/ids.ts";
import { type WayIn, wayIn } from "#domain/power/way-in.ts";
import { act } from "#usecases/act.ts";
import type { Answer, Ports } from "#usecases/ports.ts";
import { orgOfSession } from "#usecases/publisher.ts";

export interface Home {
  readonly org: string;
  readonly username: string;
  readonly wayIn: WayIn;
}

/** The home page of the org a session is for: what it is to be logged in (POWER-01). */
export const openHome =
  (ports: Ports) =>
  (session: SessionId): Promise<Answer<Home>> =>
    act(ports, session, { org: orgOfSession(ports, session), name: "open the home page" }, (acting) => ({
      decision: allow(wayIn),
      value: { org: acting.org.name, username: acting.user.username, wayIn: wayIn.gives(acting) },
    }));
