import { decide } from "#domain/decision.ts";
import type { SessionId } from "#domain/ids.ts";
import { debugLogRight } from "#domain/log/right.ts";
import { type Acting, act, type Done } from "#usecases/act.ts";
import type { Answer, Ports } from "#usecases/ports.ts";
import { orgOfSession } from "#usecases/publisher.ts";
import type { Standing } from "#usecases/until-settled.ts";

/** One act on trace flags or debug logs: whoever may not keep or delete logs learns nothing of what is there (LOG-03). */
export const inDebugLogs = <Value>(
  ports: Ports,
  session: SessionId,
  name: string,
  decideOn: (acting: Acting, standing: Standing) => Done<Value>,
): Promise<Answer<Value>> => {
  const about = { org: orgOfSession(ports, session), name, refusal: "log.refused" } as const;
  return act<Value>(ports, session, about, (acting, standing) => {
    const decision = decide({ person: acting, does: name }, [debugLogRight], debugLogRight);
    return decision.effect === "deny" ? { decision } : decideOn(acting, standing);
  });
};
