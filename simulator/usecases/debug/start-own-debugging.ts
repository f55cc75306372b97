import { openOwnLicense } from "#domain/debug/allowance.ts";
import { parseFilters } from "#domain/debug/filter.ts";
import { type DebugFilters, NO_FILTERS } from "#domain/debug/session.ts";
import { mayStartOwn, type OwnStartFacts } from "#domain/debug/start.ts";
import type { SessionId } from "#domain/ids.ts";
import { companyOf } from "#domain/org.ts";
import { type Acting, act } from "#usecases/act.ts";
import type { Answer, Ports } from "#usecases/ports.ts";
import { orgOfSession } from "#usecases/publisher.ts";
import type { Standing } from "#usecases/until-settled.ts";
import type { DebuggingStarted } from "./start-debugging.ts";

/** The permission of the own Apex Debugger, and what it is for. */
export const DEBUGGING = { name: "debug Apex", needs: "Debug Apex" } as const;

/** A user of the org launches the org's own Apex Debugger, which is no matter of any publisher's (DEBUG-07). */
export const startOwnDebugging =
  (ports: Ports) =>
  (
    session: SessionId,
    { filters = NO_FILTERS }: { readonly filters?: DebugFilters } = {},
  ): Promise<Answer<DebuggingStarted>> => {
    const page = {
      org: orgOfSession(ports, session),
      ...DEBUGGING,
      refusal: "debug.refused",
    } as const;
    return act<DebuggingStarted>(ports, session, page, async (acting, standing) => {
      const facts = await ownStartFacts(acting, standing);
      const decision = mayStartOwn(facts);
      if (decision.effect === "deny") return { decision };
      parseFilters(filters);
      const [type, { production }] = [openOwnLicense(facts), facts];
      if (!type || !production) throw new Error("an own debugging session that no license is open for");
      const debugSession = ports.ids.next("ApexDebuggerSession");
      const { id: subscriber, instance } = acting.org;
      return {
        decision,
        happenings: [
          { type: "debug.started", debugSession, license: { org: production.id, type }, filters, instance },
          { type: "debug.allowance-taken", org: production.id, debugSession, subscriber },
        ],
        value: { debugSession },
      };
    });
  };

/** Gathers what decides whether the own debugging session may begin. */
export async function ownStartFacts({ org: sandbox }: Acting, standing: Standing): Promise<OwnStartFacts> {
  const production = sandbox.sandbox && companyOf(await standing.org(sandbox.sandbox.of));
  const licensed = production ? standing.debugSessionsBy(production.id) : [];
  return {
    sandbox,
    ...(production && { production }),
    ofTheProduction: licensed.filter(({ publisher }) => publisher === undefined),
    where: sandbox.instance,
    instance: standing.instance(sandbox.instance),
    inTheSandbox: standing.debugSessionsOf(sandbox.id),
  };
}
