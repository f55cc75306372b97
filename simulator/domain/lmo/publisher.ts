import { type Rule, rule } from "#domain/decision.ts";
import type { Org, Package } from "#domain/org.ts";
import { managedPackages } from "./packages.ts";

/** An org as a publisher: the org itself, and the packages linked to it. */
export interface PublisherFacts {
  readonly org: Org;
  readonly rows: { readonly packages: Readonly<Record<string, Package>> };
}

/** What the rules look at that ask about the publisher and not about the agent. */
interface AgentsOrgFacts {
  readonly agent: PublisherFacts;
}

export const DEVELOPER_EDITIONS: ReadonlySet<Org["edition"]> = new Set(["Developer", "Partner Developer"]);

export const licenseManagementOrg = rule<AgentsOrgFacts>(
  "LMO-01",
  ({ agent: { org } }) => (org.lma ? undefined : `the License Management App is not installed in ${org.name}`),
  "work in the publisher's License Management Org, or install the License Management App in this one",
);

export const noDeveloperEdition = rule<AgentsOrgFacts>(
  "LMO-03",
  ({ agent: { org } }) =>
    DEVELOPER_EDITIONS.has(org.edition)
      ? `${org.name} is ${org.edition} Edition: its License Management App manages no subscribers`
      : undefined,
  "manage subscribers from an Enterprise, Performance or Unlimited Edition production org",
);

export const supportOpened = rule<AgentsOrgFacts>(
  "LMO-07",
  ({ agent: { org, rows } }) => {
    if (!org.lma?.eligiblePartner) return `${org.name} is no eligible partner`;
    const reviewed = managedPackages(org, Object.values(rows.packages)).some(
      ({ securityReviewed }) => securityReviewed,
    );
    return reviewed ? undefined : `no package of ${org.name} has passed the security review`;
  },
  "become an eligible partner and take a package through the security review",
);

/**
 * What a publisher must be so that it has subscribers to support. Where it is not, nobody's permissions matter:
 * these stand before everything that LOGIN-23 asks of the agent.
 */
export const PUBLISHER_RULES: readonly Rule<AgentsOrgFacts>[] = [
  licenseManagementOrg,
  noDeveloperEdition,
  supportOpened,
];
