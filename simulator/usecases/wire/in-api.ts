import type { Decision } from "#domain/decision.ts";
import { Fault } from "#domain/fault.ts";
import type { SessionId } from "#domain/ids.ts";
import { channelsOf } from "#domain/login/within.ts";
import { rowOf } from "#domain/org.ts";
import { holds } from "#domain/user.ts";
import { type Acting, act, asTheUserMay, type Done, entitlementsOf } from "#usecases/act.ts";
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

/** Who the API takes the caller for. */
export interface ApiIdentity {
  readonly username: string;
  readonly org: string;
}

/** An API call with the session at hand (LOGIN-21). */
export const callApi =
  (ports: Ports) =>
  (id: SessionId): Promise<Answer<ApiIdentity>> =>
    inApi<ApiIdentity>(ports, id, { name: "call the API" }, ({ user, org }) => ({
      decision: asTheUserMay(),
      value: { username: user.username, org: org.name },
    }));

/**
 * The refusal, put on record, of whoever may not use the API at all; nothing for whoever may. Asked before anything of a
 * request is looked at, so that a stranger learns nothing of what an endpoint takes.
 */
export const refusedApi =
  (ports: Ports) =>
  async (id: SessionId): Promise<Decision | undefined> => {
    const { org, id: user } = ports.folds.sessions.get(id)?.user ?? {};
    const rows = org && (await ports.orgs.of(org));
    const row = rows && user && rowOf(rows.users, user);
    if (!rows || !row || holds(entitlementsOf(rows, row), "API Enabled")) return undefined;
    const { decision } = await callApi(ports)(id);
    return decision.effect === "deny" ? decision : undefined;
  };
