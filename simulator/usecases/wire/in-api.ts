import { Fault } from "#domain/fault.ts";
import type { SessionId } from "#domain/ids.ts";
import { channelsOf } from "#domain/login/within.ts";
import { type Acting, act, type Done } from "#usecases/act.ts";
import type { Answer, Ports } from "#usecases/ports.ts";
import { orgOfSession } from "#usecases/publisher.ts";
import type { Standing } from "#usecases/until-settled.ts";

/**
 * One call of the API by whoever holds a session; there is no other login for it (LOGIN-21). Needs API Enabled of the
 * user. Fault INVALID_SESSION_ID where the session does not serve the API.
 */
export const inApi = <Value>(
  ports: Ports,
  id: SessionId,
  about: { readonly name: string; readonly saves?: string },
  decideOn: (acting: Acting, standing: Standing) => Promise<Done<Value>> | Done<Value>,
): Promise<Answer<Value>> =>
  act<Value>(ports, id, { ...about, org: orgOfSession(ports, id), needs: "API Enabled" }, (acting, standing) => {
    if (!channelsOf.gives(acting.session).includes("API"))
      throw new Fault("INVALID_SESSION_ID", "this session does not serve the API; log in for it");
    return decideOn(acting, standing);
  });
