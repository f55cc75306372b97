import { definition } from "#domain/decision.ts";
import type { OrgId } from "#domain/ids.ts";
import { companyOf, NO_ROWS, type Org, type OrgRows } from "#domain/org.ts";

interface RefreshFacts {
  /** The sandbox as it was until now. */
  readonly sandbox: Org;
  /** The org it is a copy of, as it stands. */
  readonly production: OrgRows;
  /** The id nobody has used yet. */
  readonly id: OrgId;
}

/** Which org takes the sandbox's place: a new one, so that whatever hangs on an org id, as grants do, stays behind. */
export const idAfterRefresh = definition<Pick<RefreshFacts, "id">, OrgId>("GRANT-30", ({ id }) => id);

/**
 * The rows of the refreshed sandbox: setup and people of its production org under their own ids, as the platform keeps
 * them, business records in Full and Partial Copy sandboxes only, and every package licensed to the entire org.
 */
export function copyOfProduction(facts: RefreshFacts): OrgRows {
  const { sandbox, production } = facts;
  const { edition, settings } = companyOf(production);
  const company: Org = { ...sandbox, id: idAfterRefresh.gives(facts), edition, settings };
  const withData = sandbox.sandbox?.kind === "Full" || sandbox.sandbox?.kind === "Partial Copy";
  return {
    ...production,
    ...LEFT_BEHIND,
    company: { [company.id]: company },
    users: mapRows(production.users, (user) => ({ ...user, username: `${user.username}.${suffixOf(sandbox)}` })),
    packageLicenses: mapRows(production.packageLicenses, ({ expires: _, ...license }) => ({
      ...license,
      status: "Active",
      seats: "site",
    })),
    records: withData ? production.records : NO_ROWS.records,
  };
}

/** What no copy takes over: a publisher's own records, seats nobody counts in a sandbox, logs, and OAuth consents. */
const { packages, licenses, userPackageLicenses, apexLogs, oauthConsents } = NO_ROWS;
const LEFT_BEHIND = { packages, licenses, userPackageLicenses, apexLogs, oauthConsents };

/** What a sandbox adds to the usernames of its production org: `uat` of `acme--uat`. */
export function suffixOf({ myDomain }: Pick<Org, "myDomain">): string {
  const [, sandbox = myDomain] = myDomain.split("--");
  return sandbox;
}

function mapRows<Row>(table: Readonly<Record<string, Row>>, change: (row: Row) => Row): Readonly<Record<string, Row>> {
  return Object.fromEntries(Object.entries(table).map(([id, row]) => [id, change(row)]));
}
