import { managesPolicies, type Switch } from "#domain/grant/login-access-policies.ts";
import { offersLoginAccess } from "#domain/grant/rules.ts";
import type { OrgId, SessionId } from "#domain/ids.ts";
import type { OrgSettings, PublisherAvailability } from "#domain/org.ts";
import { act, asTheUserMay, type Person } from "#usecases/act.ts";
import type { Answer, Ports } from "#usecases/ports.ts";
import { orgOfSession } from "#usecases/publisher.ts";
import type { Standing } from "#usecases/until-settled.ts";
import { availabilityOf, publishersIn, rowFacts } from "./row-facts.ts";

export interface LoginAccessPolicies extends Pick<OrgSettings, Switch> {
  readonly publishers: readonly {
    readonly publisher: OrgId;
    readonly supportOrganization: string;
    readonly packages: readonly string[];
    readonly availability: PublisherAvailability["availability"];
  }[];
  /** Whether this user may change anything here (GRANT-19). */
  readonly mayChange: boolean;
}

/** An administrator opens Login Access Policies in Setup. Publishers without login access are absent (GRANT-17). */
export const viewLoginAccessPolicies =
  (ports: Ports) =>
  (user: SessionId): Promise<Answer<LoginAccessPolicies>> => {
    const about = {
      org: orgOfSession(ports, user),
      name: "open Login Access Policies",
      needs: "View Setup and Configuration",
    } as const;
    return act<LoginAccessPolicies>(ports, user, about, async (acting, standing) => ({
      decision: asTheUserMay(),
      value: await policiesOf(standing, acting),
    }));
  };

/** The page as this person sees it. */
export async function policiesOf(standing: Standing, person: Person): Promise<LoginAccessPolicies> {
  const { adminsLogInAsAnyUser, usersMayGrantLoginAccess } = person.org.settings;
  const publishers: LoginAccessPolicies["publishers"][number][] = [];
  for (const publisher of publishersIn(person.rows)) {
    const facts = await rowFacts(standing, person, publisher);
    if (facts.row.kind !== "publisher" || offersLoginAccess.brokenBy(facts) !== undefined) continue;
    publishers.push({
      publisher,
      supportOrganization: facts.row.label,
      packages: facts.row.packages
        .filter(({ loginAccess }) => loginAccess)
        .map(({ name }) => name)
        .sort(),
      availability: availabilityOf(standing, person.rows, publisher),
    });
  }
  return {
    adminsLogInAsAnyUser,
    usersMayGrantLoginAccess,
    publishers: publishers.sort((a, b) => (a.supportOrganization < b.supportOrganization ? -1 : 1)),
    mayChange: managesPolicies.brokenBy(person) === undefined,
  };
}
