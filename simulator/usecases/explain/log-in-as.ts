import { type Decision, decide } from "#domain/decision.ts";
import { orgDetails } from "#domain/lmo/org-details.ts";
import { approvalNeeded } from "#domain/login/approval.ts";
import { linkFor } from "#domain/login/link.ts";
import { checksOf, type LogInAsFacts, mayLogInAs } from "#domain/login/rules.ts";
import { levelAfter } from "#domain/login/sign-in.ts";
import { formatInstant, type Instant } from "#domain/time.ts";
import { personOf } from "#usecases/act.ts";
import { VIEW_ORDER } from "#usecases/lmo/view-subscriber.ts";
import { type Agent, logInAsFacts } from "#usecases/login/log-in-as.ts";
import type { Standing } from "#usecases/until-settled.ts";
import { type Case, caseOf } from "./case.ts";
import type { QuestionOf } from "./question.ts";

/** May this agent log in as this user? `session` is the agent's own, where there is one, else one is imagined. */
export async function logInAsCase(
  standing: Standing,
  { agent: ref, user, caseReference, mfa = true }: QuestionOf<"log in as">,
  session?: Agent["session"],
): Promise<Case> {
  const person = await personOf(standing, ref);
  const agent: Agent = { ...person, session: session ?? { mfa, level: levelAfter(mfa, person.org) } };
  const request = { subscriber: user.org, user: user.id, ...(caseReference && { caseReference }) };
  const facts = await logInAsFacts(standing, agent, request);
  const { grant } = facts;
  const about = {
    facts,
    rules: checksOf(facts),
    decide: mayLogInAs,
    shown: { ...ofTheAgent(facts), ...(mayLook(facts) && ofTheSubscriber(facts, standing)) },
    instants: grant && !grant.end ? [grant.endsAt] : [],
    later: (now: Instant): LogInAsFacts => ({ ...facts, now }),
  };
  return { ...caseOf(about), sees: linkFor.gives(mayLogInAs(facts)) };
}

/** Whether this agent could open the Org Details of the subscriber: who may not look learns nothing of it here either. */
const mayLook = (facts: LogInAsFacts): boolean => mayView(facts).effect === "allow";

const mayView = (facts: LogInAsFacts): Decision => decide(facts, VIEW_ORDER, orgDetails);

const ofTheAgent = ({ agent: { user, org, session }, caseReference }: LogInAsFacts): Record<string, string> => ({
  agent: `${user.username} of ${org.name}, ${user.active ? (user.frozen ? "frozen" : "active") : "inactive"}`,
  session: `${session.mfa ? "with" : "without"} multi-factor authentication, ${session.level === "standard" ? "standard" : "high"} assurance`,
  "case reference": caseReference ?? "none",
});

function ofTheSubscriber({ subscriber, user, grant }: LogInAsFacts, { policies }: Standing): Record<string, string> {
  if (!subscriber) return {};
  const waits = user !== undefined && approvalNeeded.gives({ subscriber, user, loginAsMfa: policies.loginAsMfa });
  return {
    subscriber: `${subscriber.name}, ${subscriber.kind}, on ${subscriber.instance}, ${subscriber.status}`,
    ...(user && {
      user: `${user.username}, ${user.active ? (user.frozen ? "frozen" : "active") : "inactive"}`,
      "user license": user.license,
      "login access": stateOf(grant),
      approval: waits ? "the user has to approve the login" : "not needed",
    }),
  };
}

function stateOf(grant: LogInAsFacts["grant"]): string {
  if (!grant) return "none";
  return grant.end ? `${grant.end.how} at ${formatInstant(grant.end.at)}` : `until ${formatInstant(grant.endsAt)}`;
}
