import type { Check, Decision } from "#domain/decision.ts";
import type { UserRef } from "#domain/ids.ts";
import type { LoginLink } from "#domain/login/link.ts";
import type { Instant } from "#domain/time.ts";
import { personOf } from "#usecases/act.ts";
import { orgIfAny, type Standing } from "#usecases/until-settled.ts";
import type { Case } from "./case.ts";
import { debugRequestCase } from "./debug-request.ts";
import { grantCase } from "./grant-login-access.ts";
import { licenseCase } from "./license.ts";
import { logInAsCase } from "./log-in-as.ts";
import type { LicenseQuestion, Question } from "./question.ts";
import { withinCase } from "./within.ts";

/** Somebody for whom the answer is yes. */
export interface CouldDo {
  readonly agent?: string;
  readonly user: string;
  readonly org: string;
}

/** Everything there is to say about a yes or a no. */
export interface Explanation {
  readonly decision: Decision;
  readonly checks: readonly Check[];
  readonly facts: Readonly<Record<string, string>>;
  readonly sees?: LoginLink;
  readonly whoCould: readonly CouldDo[];
  /** The next instant at which the answer turns round by itself, and into what; absent when it never does. */
  readonly changesAt?: { readonly at: Instant; readonly to: Decision };
}

/** The case of whatever question. */
export function caseFor(standing: Standing, question: Question): Promise<Case> {
  switch (question.act) {
    case "log in as":
      return logInAsCase(standing, question);
    case "grant login access":
      return grantCase(standing, question);
    case "debug a request":
      return debugRequestCase(standing, question);
    case "modify a license":
    case "refresh licenses":
    case "assign a license":
      return licenseCase(standing, question);
    default:
      return withinCase(standing, question);
  }
}

/** What a case says, with everybody else whom the same answer would be yes for. */
export function explanationOf(of: Case, whoCould: readonly CouldDo[]): Explanation {
  const { decision, checks, facts, sees } = of;
  const turn = of.instants.toSorted().find((instant) => of.at(instant).effect !== decision.effect);
  return {
    decision,
    checks,
    facts,
    ...(sees && { sees }),
    whoCould,
    ...(turn && { changesAt: { at: turn, to: of.at(turn) } }),
  };
}

/** Everybody for whom the answer is yes: the users of the org and, where an agent is asked about, the publisher's agents as each of them. */
export async function everybodyWhoCould(standing: Standing, question: Question): Promise<readonly CouldDo[]> {
  const could: CouldDo[] = [];
  for (const one of await variants(standing, question)) {
    const { decision } = await caseFor(standing, one);
    if (decision.effect === "deny") continue;
    const { user, org } = await personOf(standing, one.user);
    const agent = "agent" in one && one.agent && (await personOf(standing, one.agent)).user.username;
    could.push({ ...(agent && { agent }), user: user.username, org: org.name });
  }
  return could;
}

async function variants(standing: Standing, question: Question): Promise<readonly Question[]> {
  const users = await usersOf(standing, question.user);
  if (question.act === "grant login access" || question.act === "debug a request" || isAboutLicenses(question))
    return users.map((user) => ({ ...question, user }));
  const agents = question.agent ? await usersOf(standing, question.agent) : [];
  const byAgents = users.flatMap((user) => agents.map((agent): Question => ({ ...question, user, agent })));
  if (question.act === "log in as") return byAgents;
  const { agent: _, ...alone } = question;
  return [...users.map((user): Question => ({ ...alone, user })), ...byAgents];
}

const isAboutLicenses = (question: Question): question is LicenseQuestion =>
  question.act === "modify a license" || question.act === "refresh licenses" || question.act === "assign a license";

/** Nobody where there is no such org: whether there is one is for the rules to say. */
const usersOf = async (standing: Standing, { org }: UserRef): Promise<readonly UserRef[]> =>
  Object.values((await orgIfAny(standing, org))?.users ?? {}).map(({ id }) => ({ org, id }));
