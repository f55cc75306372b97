import { idAfterRefresh } from "#domain/grant/refreshed-sandbox.ts";
import type { OrgId } from "#domain/ids.ts";
import { siteByDefault } from "#domain/license/install.ts";
import { companyOf, NO_ROWS, type Org, type OrgRows, type SandboxKind } from "#domain/org.ts";

/** What each kind of sandbox carries besides the setup: all records, those a template chooses, or none. */
const CARRIES: Readonly<Record<SandboxKind, "all records" | "chosen records" | "no records">> = {
  Developer: "no records",
  "Developer Pro": "no records",
  "Partial Copy": "chosen records",
  Full: "all records",
};

interface CopyFacts {
  /** The sandbox as it will call itself, or as it was until now. */
  readonly sandbox: Org;
  /** The org it is a copy of, as it stands. */
  readonly production: OrgRows;
  /** The id nobody has used yet. */
  readonly id: OrgId;
}

/**
 * The rows of a sandbox that is made, or made anew: setup and people of its production org under their own ids, as the
 * platform keeps them, the records its kind carries, and every package licensed to the entire org (LICENSE-10). Grants,
 * sessions and logs hang on an org's id, so none comes along.
 */
export function copyOfProduction(facts: CopyFacts): OrgRows {
  const { sandbox, production } = facts;
  const { edition, settings } = companyOf(production);
  const company: Org = { ...sandbox, id: idAfterRefresh.gives(facts), edition, settings };
  const { profiles, permissionSets, installedPackages, loginAccessPolicies, apexClasses, customSettings } = production;
  return {
    ...NO_ROWS,
    profiles,
    permissionSets,
    installedPackages,
    loginAccessPolicies,
    apexClasses,
    customSettings,
    company: { [company.id]: company },
    users: mapRows(production.users, (user) => ({ ...user, username: `${user.username}.${suffixOf(sandbox)}` })),
    packageLicenses: siteByDefault.gives({ org: company })
      ? mapRows(production.packageLicenses, ({ expires: _, ...license }) => ({
          ...license,
          status: "Active",
          seats: "site",
        }))
      : production.packageLicenses,
    ...dataFor(sandbox, production),
  };
}

/** Records of custom metadata types are setup, and so in every kind of sandbox; those of custom settings are data. */
function dataFor({ sandbox }: Org, { records, settingRecords, customSettings }: OrgRows) {
  const carries = sandbox ? CARRIES[sandbox.kind] : "no records";
  const chosen = new Set(sandbox?.template);
  return {
    records: carries === "all records" ? records : keptRows(records, ({ sobject }) => chosen.has(sobject)),
    settingRecords:
      carries === "no records"
        ? keptRows(settingRecords, ({ setting }) => customSettings[setting]?.type === "custom metadata type")
        : settingRecords,
  };
}

/** What a sandbox adds to the usernames of its production org: `uat` of `acme--uat`. */
export function suffixOf({ myDomain }: Pick<Org, "myDomain">): string {
  const [, sandbox = myDomain] = myDomain.split("--");
  return sandbox;
}

function keptRows<Row>(
  table: Readonly<Record<string, Row>>,
  keep: (row: Row) => boolean,
): Readonly<Record<string, Row>> {
  return Object.fromEntries(Object.entries(table).filter(([, row]) => keep(row)));
}

function mapRows<Row>(table: Readonly<Record<string, Row>>, change: (row: Row) => Row): Readonly<Record<string, Row>> {
  return Object.fromEntries(Object.entries(table).map(([id, row]) => [id, change(row)]));
}
