import { Fault } from "#domain/fault.ts";
import type { SessionId } from "#domain/ids.ts";
import { channelsOf } from "#domain/login/within.ts";
import { type Acting, act, type Done } from "#usecases/act.ts";
import type { Answer, Ports } from "#usecases/ports.ts";
import { orgOfSession } from "#usecases/publisher.ts";
import type { Standing } from "#usecases/until-settled.ts";

/**
 * One call of the API by whoever holds a session; there is no other login for it (LOGIN-21). Needs API Enabled of the
 * user. Fault INSUFFICIENT_ACCESS where the session does not serve the API.
 */
export const inApi = <Value>(
  ports: Ports,
  id: SessionId,
  about: { readonly name: string; readonly saves?: string },
  decideOn: (acting: Acting, standing: Standing) => Promise<Done<Value>> | Done<Value>,
): Promise<Answer<Value>> =>
  act<Value>(ports, id, { ...about, org: orgOfSession(ports, id), needs: "API Enabled" }, (acting, standing) => {
    if (!channelsOf.gives(acting.session).includes("API"))
      // Never INVALID_SESSION_ID: a client would fetch another session like this one, and another, without end.
      throw new Fault("INSUFFICIENT_ACCESS", "This session is not valid for use with the REST API");
    return decideOn(acting, standing);
  });
