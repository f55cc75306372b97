import type { Party } from "#domain/grant/grant.ts";
import {
  firstAvailability,
  OWN_ADMINISTRATORS,
  type Row,
  type RowFacts,
  type RowPackage,
  rowLabel,
  SALESFORCE_SUPPORT,
  sharedRow,
} from "#domain/grant/row.ts";
import type { OrgId } from "#domain/ids.ts";
import { companyOf, type OrgRows } from "#domain/org.ts";
import type { Person } from "#usecases/act.ts";
import { orgIfAny, type Standing } from "#usecases/until-settled.ts";

/** The publishers of what is installed in an org, each once, in the order they were installed in (GRANT-29). */
export const publishersIn = ({ installedPackages }: OrgRows): readonly OrgId[] => [
  ...new Set(Object.values(installedPackages).map((installed) => sharedRow.gives(installed))),
];

/** Gathers what decides whether a party's row is on a user's grant page. */
export async function rowFacts(standing: Standing, person: Person, party: Party): Promise<RowFacts> {
  const { user, entitlements, org } = person;
  return {
    now: standing.now,
    user,
    entitlements,
    org,
    row: await rowOfParty(standing, person, party),
    policies: standing.policies,
  };
}

async function rowOfParty(standing: Standing, { rows, user }: Person, party: Party): Promise<Row> {
  if (party === "administrators") return OWN_ADMINISTRATORS;
  if (party === "salesforce") return SALESFORCE_SUPPORT;
  return {
    kind: "publisher",
    label: await labelOf(standing, rows, party),
    packages: packagesOf(rows, party, user.id),
    availability: availabilityOf(standing, rows, party),
  };
}

/** A publisher's name as its row shows it; whoever has nothing installed here is not looked up, so that no name leaks. */
async function labelOf(standing: Standing, rows: OrgRows, publisher: OrgId): Promise<string> {
  const lmo = publishersIn(rows).includes(publisher) ? await orgIfAny(standing, publisher) : undefined;
  return lmo ? rowLabel.gives({ lmo: companyOf(lmo) }) : publisher;
}

/** Whom a publisher is available to: as an administrator decided, else as it began. */
export const availabilityOf = ({ policies }: Standing, { loginAccessPolicies }: OrgRows, publisher: OrgId) =>
  loginAccessPolicies[publisher]?.availability ?? firstAvailability.gives({ policies });

function packagesOf(rows: OrgRows, publisher: OrgId, user: string): readonly RowPackage[] {
  const licenses = Object.values(rows.packageLicenses);
  const seats = Object.values(rows.userPackageLicenses);
  return Object.values(rows.installedPackages)
    .filter((installed) => sharedRow.gives(installed) === publisher)
    .map(({ id, name, loginAccess }) => {
      const license = licenses.find((one) => one.package === id);
      const assigned = seats.some((seat) => seat.license === license?.id && seat.user === user);
      return { name, loginAccess, assigned, ...(license && { license }) };
    });
}
