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
 * what anybody of the org, may do. Who asks learns no more than the pages would show.
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
  if ("agent" in question && question.agent) throw elsewhere();
  const page = { person: acting, needs: "View Setup and Configuration", name: `${NAME} about somebody else` } as const;
  const decision = question.user.id === acting.user.id ? asTheUserMay() : decide(page, [pageRight], pageRight);
  if (decision.effect === "deny") return { decision };
  const whoCould = await everybodyWhoCould(standing, question);
  return { decision, value: explanationOf(await caseFor(standing, question), whoCould) };
}

function ownOrgOnly({ org }: Acting, whom: UserRef): void {
  if (whom.org !== org.id) throw elsewhere();
}

const elsewhere = () =>
  new Fault("INSUFFICIENT_ACCESS", "that is not for you to ask; ask about people of your own org");
