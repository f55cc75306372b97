import { type Check, decide, type RuleId } from "#domain/decision.ts";
import { objectRight } from "#domain/license/access.ts";
import { ASSIGN_ORDER, mayAssign } from "#domain/license/assigning.ts";
import { FINDING_ORDER, MODIFY_ORDER, mayModify, onItsPage } from "#domain/license/modify.ts";
import { nextRefresh, onceAWeek } from "#domain/license/refresh.ts";
import { formatTerms } from "#domain/license/terms.ts";
import { licenseManagementOrg } from "#domain/lmo/publisher.ts";
import { formatInstant, type Instant } from "#domain/time.ts";
import { type Person, personOf } from "#usecases/act.ts";
import { assignFacts } from "#usecases/license/assign-license.ts";
import { findingFacts, modifyFacts, recordIn } from "#usecases/license/modify-license.ts";
import { packageOf } from "#usecases/license/records.ts";
import type { Standing } from "#usecases/until-settled.ts";
import { type Case, caseOf, oneAfterTheOther } from "./case.ts";
import type { LicenseQuestion, QuestionOf } from "./question.ts";

/** May this user do that about licenses? The rules are asked in the order in which the act itself asks them. */
export async function licenseCase(standing: Standing, question: LicenseQuestion): Promise<Case> {
  const person = await personOf(standing, question.user);
  switch (question.act) {
    case "modify a license":
      return modifying(standing, person, question);
    case "refresh licenses":
      return refreshing(standing, person, question);
    case "assign a license":
      return assigning(person, question);
  }
}

async function modifying(standing: Standing, person: Person, question: QuestionOf<"modify a license">): Promise<Case> {
  const { subscriber, package: of, ...wanted } = question;
  const finding = await findingFacts(standing, person, subscriber);
  const found = caseOf({
    facts: finding,
    rules: [licenseManagementOrg, ...FINDING_ORDER],
    decide: (one) => decide(one, [licenseManagementOrg, ...FINDING_ORDER], onItsPage),
    shown: who(person),
  });
  const rules = MODIFY_ORDER.slice(FINDING_ORDER.length);
  if (found.decision.effect === "deny") return withoutReaching(found, rules);
  const facts = modifyFacts(standing, person, finding, recordIn(person.rows, finding, of), wanted, "Modify License");
  const { license, current, after } = facts;
  const shown = { license: license.name, status: current, "would be": formatTerms(after) };
  return oneAfterTheOther(found, caseOf({ facts, rules, decide: mayModify, shown }));
}

async function refreshing(
  standing: Standing,
  person: Person,
  { package: id }: QuestionOf<"refresh licenses">,
): Promise<Case> {
  const object = { object: "sfLma__Package__c", right: "Read and Edit", person, agent: person } as const;
  const guard = [licenseManagementOrg, objectRight];
  const guarded = caseOf({
    facts: object,
    rules: guard,
    decide: (one) => decide(one, guard, objectRight),
    shown: who(person),
  });
  if (guarded.decision.effect === "deny") return withoutReaching(guarded, [onceAWeek]);
  const linked = packageOf(person.rows, id);
  const facts = { package: linked, now: standing.now };
  const { lastRefresh } = linked;
  const refresh = caseOf({
    facts,
    rules: [onceAWeek],
    decide: (one) => decide(one, [onceAWeek], onceAWeek),
    shown: { package: linked.name, "last license refresh": lastRefresh ? formatInstant(lastRefresh) : "never" },
    instants: lastRefresh && nextRefresh(lastRefresh) > standing.now ? [nextRefresh(lastRefresh)] : [],
    later: (now: Instant) => ({ ...facts, now }),
  });
  return oneAfterTheOther(guarded, refresh);
}

function assigning(person: Person, { package: id }: QuestionOf<"assign a license">): Case {
  const facts = assignFacts(person, { package: id }, true);
  const { seats } = facts.license;
  return caseOf({
    facts,
    rules: ASSIGN_ORDER,
    decide: mayAssign,
    shown: {
      ...who(person),
      package: facts.package.name,
      licenses: seats === "site" ? "for the entire org" : `${facts.used} of ${seats} assigned`,
    },
  });
}

/** A case that is over before there is anything to ask the other rules of. */
const withoutReaching = (of: Case, rules: readonly { readonly id: RuleId; readonly says: string }[]): Case => ({
  ...of,
  checks: [...of.checks, ...rules.map(({ id, says }): Check => ({ rule: id, says, verdict: "not reached" }))],
});

const who = ({ user, org, entitlements }: Person): Record<string, string> => ({
  user: `${user.username} of ${org.name}`,
  profile: entitlements.profile.name,
});
