import { decide, type Rule } from "#domain/decision.ts";
import type { SessionId } from "#domain/ids.ts";
import { type AgentFacts, CONSOLE_RULES, consoleAccess, type LmaPage } from "#domain/lmo/console.ts";
import { licenseManagementOrg } from "#domain/lmo/publisher.ts";
import type { Permission } from "#domain/user.ts";
import { type Acting, act, type Done } from "#usecases/act.ts";
import type { Answer, Ports } from "#usecases/ports.ts";
import { orgOfSession } from "#usecases/publisher.ts";
import type { Standing } from "#usecases/until-settled.ts";

/** How a page of the License Management App is guarded on which an administrator's own permission is asked, too. */
export const THE_APP: Guard = { rules: [licenseManagementOrg] };

/** How the Packages tab is guarded: it is no page of the Subscriber Support Console, so it asks for no second factor (LMO-10). */
export const THE_PACKAGES: Guard = { rules: [licenseManagementOrg, consoleAccess], page: "Packages" };

/** How the Subscribers tab is guarded; whether the agent may still work is for LOGIN-01 to ask. */
export const THE_CONSOLE: Guard = { rules: CONSOLE_RULES, asksTheAgent: true };

interface Guard {
  readonly rules: readonly Rule<AgentFacts & { readonly page?: LmaPage }>[];
  readonly page?: LmaPage;
  readonly asksTheAgent?: true;
}

interface About extends Guard {
  /** What is being tried, in words that can follow "refused to". */
  readonly name: string;
  readonly needs?: Permission;
  /** The event that a refusal leaves; `lmo.refused` where no other is named. */
  readonly refusal?: "license.refused";
}

/** An act on a page of the License Management App, after the rules that guard the page; a refusal is `lmo.refused`. */
export function inTheLmo<Value>(
  ports: Ports,
  session: SessionId,
  { rules, page, ...about }: About,
  decideOn: (acting: Acting, standing: Standing) => Promise<Done<Value>> | Done<Value>,
): Promise<Answer<Value>> {
  const org = orgOfSession(ports, session);
  return act<Value>(ports, session, { org, refusal: "lmo.refused", ...about }, (acting, standing) => {
    const decision = decide({ agent: acting, ...(page && { page }) }, rules, licenseManagementOrg);
    return decision.effect === "deny" ? { decision } : decideOn(acting, standing);
  });
}
