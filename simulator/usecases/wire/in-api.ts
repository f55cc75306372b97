import type { Decision } from "#domain/decision.ts";
import type { SessionId } from "#domain/ids.ts";
import { rowOf } from "#domain/org.ts";
import { holds } from "#domain/user.ts";
import { type Acting, act, asTheUserMay, type Done, entitlementsOf } from "#usecases/act.ts";
import type { Answer, Ports } from "#usecases/ports.ts";
import { orgOfSession } from "#usecases/publisher.ts";
import type { Standing } from "#usecases/until-settled.ts";

type Act = Omit<Parameters<typeof act>[2], "org">;

/**
 * One call of the API by whoever holds a session; there is no other login for it (LOGIN-21). Needs API Enabled of the
 * user. Fault INSUFFICIENT_ACCESS where the session does not serve the API.
 */
export const inApi = <Value>(
  ports: Ports,
  id: SessionId,
  about: Act,
  decideOn: (acting: Acting, standing: Standing) => Promise<Done<Value>> | Done<Value>,
): Promise<Answer<Value>> => act<Value>(throughApi(ports), id, { ...about, org: orgOfSession(ports, id) }, decideOn);

/**
 * Does what a request turns out to mean. One that can mean nothing is an act, too: it takes API Enabled, and goes on
 * record where an agent tries it; `unmeant` asks more than that.
 */
export async function asMeant<Value>(
  ports: Ports,
  session: SessionId,
  name: string,
  meant: () => () => Promise<Answer<Value>>,
  unmeant?: (fault: unknown) => Promise<Answer<never>>,
): Promise<Answer<Value>> {
  let doing: () => Promise<Answer<Value>>;
  try {
    doing = meant();
  } catch (fault) {
    if (unmeant) return unmeant(fault);
    return inApi<Value>(ports, session, { name }, () => {
      throw fault;
    });
  }
  return doing();
}

const doors = new WeakMap<Ports, Ports>();

/** The same simulator as the API opens it: what its pages do can be done there by whoever has API Enabled. */
export function throughApi(ports: Ports): Ports {
  let door = doors.get(ports);
  if (!door) {
    door = { ...ports, door: "API" };
    doors.set(ports, door);
  }
  return door;
}

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
    const user = ports.folds.sessions.get(id)?.user;
    if (!user) return undefined;
    const rows = await ports.orgs.of(user.org);
    const row = rowOf(rows.users, user.id);
    if (!row || holds(entitlementsOf(rows, row), "API Enabled")) return undefined;
    const { decision } = await callApi(ports)(id);
    return decision.effect === "deny" ? decision : undefined;
  };
