import { decide, type Rule } from "#domain/decision.ts";
import type { SessionId } from "#domain/ids.ts";
import { type AgentFacts, CONSOLE_RULES } from "#domain/lmo/console.ts";
import { licenseManagementOrg } from "#domain/lmo/publisher.ts";
import type { Permission } from "#domain/user.ts";
import { type Acting, act, type Happening } from "#usecases/act.ts";
import type { Answer, Ports } from "#usecases/ports.ts";
import { orgOfSession } from "#usecases/publisher.ts";
import type { Standing } from "#usecases/until-settled.ts";

/** What is asked of everybody who opens a page of the License Management App other than the Subscribers tab. */
export const APP_ORDER: readonly Rule<Pick<AgentFacts, "agent">>[] = [licenseManagementOrg];

/** What is asked of an agent who opens the Subscribers tab. */
export const CONSOLE_ORDER: readonly Rule<AgentFacts>[] = CONSOLE_RULES;

/** How the two sorts of page are guarded; of an agent in the console LOGIN-01 asks whether she may still work. */
export const THE_APP = { rules: APP_ORDER } as const;
export const THE_CONSOLE = { rules: CONSOLE_ORDER, asksTheAgent: true } as const;

interface About {
  /** What is being tried, in words that can follow "refused to". */
  readonly name: string;
  readonly needs?: Permission;
  readonly rules: readonly Rule<AgentFacts>[];
  readonly asksTheAgent?: true;
}

interface Done<Value> extends Answer<Value> {
  readonly happenings?: readonly Happening[];
}

/** An act on a page of the License Management App, after the rules that guard the page; a refusal is `lmo.refused`. */
export function inTheLmo<Value>(
  ports: Ports,
  session: SessionId,
  { rules, ...about }: About,
  decideOn: (acting: Acting, standing: Standing) => Promise<Done<Value>> | Done<Value>,
): Promise<Answer<Value>> {
  const org = orgOfSession(ports, session);
  return act<Value>(ports, session, { org, refusal: "lmo.refused", ...about }, (acting, standing) => {
    const decision = decide({ agent: acting }, rules, licenseManagementOrg);
    return decision.effect === "deny" ? { decision } : decideOn(acting, standing);
  });
}
