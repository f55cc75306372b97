import { decide } from "#domain/decision.ts";
import { Fault } from "#domain/fault.ts";
import type { SessionId, UserRef } from "#domain/ids.ts";
import { CONSOLE_RULES } from "#domain/lmo/console.ts";
import { ownGrant } from "#domain/login/rules.ts";
import { pageRight } from "#domain/power/page-right.ts";
import { type Acting, act, asTheUserMay, operate } from "./act.ts";
import { caseFor, type Explanation, everybodyWhoCould, explanationOf } from "./explain/explanation.ts";
import { logInAsCase } from "./explain/log-in-as.ts";
import type { Question, QuestionOf } from "./explain/question.ts";
import type { Answer, Ports } from "./ports.ts";
import { orgOfSession } from "./publisher.ts";
import type { Standing } from "./until-settled.ts";

/** The operator asks about anybody. Fault NOT_FOUND when the question names somebody or something that is not there. */
export const explainToOperator =
  (ports: Ports) =>
  (question: Question): Promise<Explanation> =>
    operate(ports, async (standing) => {
      const whoCould = await everybodyWhoCould(standing, question);
      return { events: [], value: explanationOf(await caseFor(standing, question), whoCould) };
    });

const NAME = "ask for an explanation";

/**
 * A person asks about the own side: an agent about logging in, a user about what the user, or an administrator about
 * what anybody of the org, may do; an agent logged in as a user about what that opens. Who asks learns no more than the
 * pages would show.
 * Fault INSUFFICIENT_ACCESS when the question is about people of another org.
 */
export const explain =
  (ports: Ports) =>
  (id: SessionId, question: Question): Promise<Answer<Explanation>> => {
    const about = { org: orgOfSession(ports, id), name: NAME };
    // An agent who may not work any more is to hear just that (LOGIN-01).
    return question.act === "log in as"
      ? act<Explanation>(ports, id, { ...about, asksTheAgent: true }, (acting, standing) =>
          toAnAgent(acting, standing, question),
        )
      : act<Explanation>(ports, id, about, (acting, standing) => toAUser(acting, standing, question));
  };

async function toAnAgent(acting: Acting, standing: Standing, question: QuestionOf<"log in as">) {
  ownOrgOnly(acting, question.agent);
  const isSelf = question.agent.id === acting.user.id;
  const console = decide({ agent: acting }, CONSOLE_RULES, ownGrant);
  if (!isSelf && console.effect === "deny") return { decision: console };
  const own = await logInAsCase(standing, question, isSelf ? acting.session : undefined);
  const whoCould = console.effect === "allow" ? await everybodyWhoCould(standing, question) : [];
  return { decision: asTheUserMay(), value: explanationOf(own, whoCould) };
}

async function toAUser(acting: Acting, standing: Standing, question: Exclude<Question, QuestionOf<"log in as">>) {
  ownOrgOnly(acting, question.user);
  const agent = "agent" in question ? question.agent : undefined;
  if (agent && !isAtWork(acting, question.user, agent)) throw elsewhere();
  const isSelf = question.user.id === acting.user.id && !isOfTheDebugger(question);
  const page = {
    person: acting,
    needs: "View Setup and Configuration",
    name: `${NAME} ${beyondSelf(question)}`,
  } as const;
  const decision = isSelf ? asTheUserMay() : decide(page, [pageRight], pageRight);
  if (decision.effect === "deny") return { decision };
  const could = await everybodyWhoCould(standing, question);
  // Which users of the subscriber could do it by themselves is not for the agent.
  const whoCould = agent ? could.filter((one) => one.agent !== undefined) : could;
  return { decision, value: explanationOf(await caseFor(standing, question), whoCould) };
}

/** An agent asks in the LoginAs session of which the question is. */
const isAtWork = ({ user, delegate }: Acting, as: UserRef, agent: UserRef): boolean =>
  as.id === user.id && delegate?.ref.org === agent.org && delegate.ref.id === agent.id;

/** What a debugging session would do with a request tells of the session, which Setup shows to few (DEBUG-25). */
const isOfTheDebugger = ({ act: what }: Question): boolean => what === "debug a request";

const beyondSelf = (question: Question): string =>
  isOfTheDebugger(question) ? "about a debugging session" : "about somebody else";

function ownOrgOnly({ org }: Acting, whom: UserRef): void {
  if (whom.org !== org.id) throw elsewhere();
}

const elsewhere = () =>
  new Fault("INSUFFICIENT_ACCESS", "that is not for you to ask; ask about people of your own org");
