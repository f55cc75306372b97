import { allow } from "#domain/decision.ts";
import { Fault } from "#domain/fault.ts";
import type { SessionId } from "#domain/ids.ts";
import type { Session } from "#domain/login/session.ts";
import { levelAfter } from "#domain/login/sign-in.ts";
import { whoseDevice } from "#domain/power/second-factor.ts";
import { act } from "#usecases/act.ts";
import type { Answer, Ports } from "#usecases/ports.ts";
import { orgOfSession } from "#usecases/publisher.ts";

export interface Verified {
  readonly level: Session["level"];
}

/**
 * Whoever holds a running session proves a second factor with a one-time code; in a LoginAs session it is the code of
 * the agent's own device. Fault INVALID_LOGIN when the code is wrong; that, too, is on record.
 */
export const verifySession =
  (ports: Ports) =>
  async (id: SessionId, { code }: { readonly code: string }): Promise<Answer<Verified>> => {
    const org = orgOfSession(ports, id);
    const fits = await codeFits(ports, id, code);
    return act<Verified>(ports, id, { org, name: "verify with a one-time code" }, (acting) => {
      const decision = allow(whoseDevice);
      const { username } = (acting.delegate ?? acting).user;
      if (!fits) {
        const fault = new Fault(
          "INVALID_LOGIN",
          "the one-time code is wrong or used up; wait for the next one on the device",
        );
        return { decision, happenings: [{ type: "session.refused", username }], fault };
      }
      const level = levelAfter(true, acting.org);
      return { decision, happenings: [{ type: "session.verified", level }], value: { level } };
    });
  };

/** Asked once and before the decision, since a one-time code is good for one use only; and of running sessions only. */
async function codeFits({ folds, credentials, clock }: Ports, id: SessionId, code: string): Promise<boolean> {
  const session = folds.sessions.get(id);
  if (session?.state !== "active") return false;
  return credentials.codeFits(whoseDevice.gives(session), code, clock.now());
}
