import type { RowFacts } from "#domain/grant/row.ts";
import { LISTING, mayGrant } from "#domain/grant/rules.ts";
import type { Instant } from "#domain/time.ts";
import { personOf } from "#usecases/act.ts";
import { rowFacts } from "#usecases/grant/row-facts.ts";
import type { Standing } from "#usecases/until-settled.ts";
import { type Case, caseOf } from "./case.ts";
import type { QuestionOf } from "./question.ts";

/** May this user grant login access to this party? */
export async function grantCase(
  standing: Standing,
  { user: ref, party }: QuestionOf<"grant login access">,
): Promise<Case> {
  const facts = await rowFacts(standing, await personOf(standing, ref), party);
  return caseOf({
    facts,
    rules: LISTING,
    decide: mayGrant,
    shown: shownOf(facts),
    instants: licensesOf(facts).flatMap(({ expires }) => (expires && expires > facts.now ? [expires] : [])),
    later: (now: Instant): RowFacts => ({ ...facts, now }),
  });
}

const licensesOf = ({ row }: RowFacts) =>
  row.kind === "publisher" ? row.packages.flatMap(({ license }) => license ?? []) : [];

function shownOf({ user, entitlements, org, row }: RowFacts): Record<string, string> {
  const about = {
    user: user.username,
    profile: entitlements.profile.name,
    org: `${org.name}, ${org.edition} Edition`,
    "any-user switch": org.settings.adminsLogInAsAnyUser ? "on" : "off",
    row: row.label,
  };
  if (row.kind !== "publisher") return about;
  const packages = row.packages.map(({ name, loginAccess, license, assigned }) => {
    const seat =
      license?.seats === "site" ? "licensed to the entire org" : assigned ? "a license is the user's" : "no license";
    return `${name}: ${loginAccess ? seat : "without login access"}`;
  });
  return {
    ...about,
    "available to": row.availability === "users" ? "administrators and users" : "administrators only",
    packages: packages.join("; ") || "none",
  };
}
