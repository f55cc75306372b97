import { decide } from "#domain/decision.ts";
import type { SessionId } from "#domain/ids.ts";
import { objectRight } from "#domain/license/access.ts";
import type { LmaObject } from "#domain/license/api.ts";
import type { ObjectRight } from "#domain/user.ts";
import type { Acting, Done } from "#usecases/act.ts";
import { inTheLmo, THE_APP, THE_PACKAGES } from "#usecases/lmo/in-the-lmo.ts";
import type { Answer, Ports } from "#usecases/ports.ts";
import type { Standing } from "#usecases/until-settled.ts";

interface About {
  /** What is being tried, in words that can follow "refused to". */
  readonly name: string;
  readonly object: LmaObject;
  readonly right: ObjectRight;
}

/** An act on records of the License Management App, behind its app and the object permission; a refusal is `license.refused`. */
export const inTheRecords = <Value>(
  ports: Ports,
  session: SessionId,
  { name, object, right }: About,
  decideOn: (acting: Acting, standing: Standing) => Promise<Done<Value>> | Done<Value>,
): Promise<Answer<Value>> => {
  // Who looks, opens a tab of the app; what an administrator sets up asks for the object alone.
  const guard = right === "Read" ? THE_PACKAGES : THE_APP;
  return inTheLmo<Value>(ports, session, { name, refusal: "license.refused", ...guard }, (acting, standing) => {
    const decision = decide({ person: acting, object, right }, [objectRight], objectRight);
    return decision.effect === "deny" ? { decision } : decideOn(acting, standing);
  });
};
