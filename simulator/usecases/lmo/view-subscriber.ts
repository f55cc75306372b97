import { allow, decide, type Rule } from "#domain/decision.ts";
import type { OrgId, SessionId, UserId } from "#domain/ids.ts";
import { mayReach } from "#domain/license/access.ts";
import { type AgentFacts, CONSOLE_RULES } from "#domain/lmo/console.ts";
import { type OrgDetails, orgDetails } from "#domain/lmo/org-details.ts";
import { ownSubscriber, type SubscriberFacts } from "#domain/lmo/subscriber.ts";
import { type LoginLink, linkFor } from "#domain/login/link.ts";
import { mayLogInAs } from "#domain/login/rules.ts";
import { companyOf } from "#domain/org.ts";
import type { Acting, Person } from "#usecases/act.ts";
import { logInAsFacts } from "#usecases/login/log-in-as.ts";
import type { Answer, Ports } from "#usecases/ports.ts";
import { subscriberOf } from "#usecases/publisher.ts";
import type { Standing } from "#usecases/until-settled.ts";
import { inTheLmo, THE_CONSOLE } from "./in-the-lmo.ts";

/** What opening Org Details is asked, in order. */
export const VIEW_ORDER: readonly Rule<AgentFacts & SubscriberFacts>[] = [...CONSOLE_RULES, ownSubscriber];

/** Gathers what the rules about a subscriber org look at, for whatever somebody in the License Management Org wants there. */
export async function subscriberFacts<Agent extends Person>(standing: Standing, agent: Agent, asked: OrgId) {
  const rows = await subscriberOf(standing, agent, asked);
  return rows ? { agent, asked, rows, subscriber: companyOf(rows) } : { agent, asked };
}

/** An agent opens the Org Details of a subscriber. */
export const viewSubscriber =
  (ports: Ports) =>
  (agent: SessionId, subscriber: OrgId): Promise<Answer<OrgDetails>> =>
    inTheLmo(ports, agent, { name: "view Org Details", ...THE_CONSOLE }, async (acting, standing) => {
      const facts = await subscriberFacts(standing, acting, subscriber);
      const decision = decide(facts, VIEW_ORDER, orgDetails);
      if (!facts.subscriber || decision.effect === "deny")
        return { decision, happenings: [{ type: "lmo.refused", act: "view Org Details", subscriber }] };
      const lead = mayReach(acting.entitlements, "Lead", "Read")
        ? Object.values(acting.rows.licenses).find((one) => one.subscriber === subscriber && one.lead)?.lead
        : undefined;
      const value = orgDetails.gives({
        now: standing.now,
        publisher: acting.org.id,
        subscriber: facts.subscriber,
        rows: facts.rows,
        grants: standing.grants(subscriber),
        seesLicenses: mayReach(acting.entitlements, "sfLma__License__c", "Read"),
        links: await linksBeside(standing, acting, subscriber),
        ...(lead && { lead }),
      });
      return { decision: allow(orgDetails), happenings: [{ type: "lmo.subscriber-viewed", subscriber }], value };
    });

/** What the login itself would say to this agent, for each user who granted; the case is named behind the link (LMO-20). */
async function linksBeside(standing: Standing, agent: Acting, subscriber: OrgId): Promise<Record<UserId, LoginLink>> {
  const links: Record<UserId, LoginLink> = {};
  for (const { user, party } of standing.grants(subscriber)) {
    if (party !== agent.org.id || Object.hasOwn(links, user)) continue;
    const facts = await logInAsFacts(standing, agent, { subscriber, user });
    const policies = { ...facts.policies, requireCaseReference: false };
    links[user] = linkFor.gives(mayLogInAs({ ...facts, policies }));
  }
  return links;
}
