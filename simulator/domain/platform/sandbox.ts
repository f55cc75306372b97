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

/** What a sandbox has of its own; all else in its Company Information is its production org's. */
export type Sandbox = Pick<Org, "name" | "instance" | "governmentCloud" | "myDomain" | "limits"> &
  Required<Pick<Org, "sandbox">>;

interface CopyFacts {
  /** The sandbox as it will be, or as it was until now. */
  readonly sandbox: Sandbox;
  /** The org it is a copy of, as it stands. */
  readonly production: OrgRows;
  /** The id nobody has used yet. */
  readonly id: OrgId;
  /** The usernames that are taken elsewhere, in lower case. */
  readonly taken: Iterable<string>;
}

/**
 * The rows of a sandbox that is made, or made anew: setup and people of its production org under their own ids, as the
 * platform keeps them, the records its kind carries, and every package licensed to the entire org (LICENSE-10). Grants,
 * sessions and logs hang on an org's id, so none comes along; nor do subscriber debug logs that a publisher switched on
 * in production (POWER-18).
 */
export function copyOfProduction(facts: CopyFacts): OrgRows {
  const { sandbox, production } = facts;
  const company = companyOfCopy(facts);
  const usernames = namesBesides(facts.taken);
  const users = mapRows(production.users, (user) => ({
    ...user,
    username: usernames(`${user.username}.${suffixOf(sandbox)}`),
  }));
  const { profiles, permissionSets, installedPackages, loginAccessPolicies, apexClasses, customSettings } = production;
  return {
    ...NO_ROWS,
    profiles,
    permissionSets,
    installedPackages: mapRows(installedPackages, (one) => ({ ...one, subscriberDebugLogs: false })),
    loginAccessPolicies,
    apexClasses,
    customSettings,
    company: { [company.id]: company },
    users,
    packageLicenses: siteByDefault.gives({ org: company })
      ? mapRows(production.packageLicenses, ({ expires: _, ...license }) => ({
          ...license,
          status: "Active",
          seats: "site",
        }))
      : production.packageLicenses,
    ...dataFor(sandbox, production, users),
  };
}

/** It is neither a License Management Org nor a trial, and what its production org bought stays there. */
function companyOfCopy(facts: CopyFacts): Org {
  const { lma: _, trialEnds: __, boughtDebuggers: ___, ...company } = companyOf(facts.production);
  return { ...company, ...facts.sandbox, id: idAfterRefresh.gives(facts), kind: "sandbox", status: "active" };
}

/** Makes usernames that nobody else has: as on the platform one that is taken gets characters in front. */
function namesBesides(others: Iterable<string>): (wanted: string) => string {
  const taken = new Set(others);
  return (wanted) => {
    let username = wanted;
    for (let n = 1; taken.has(username.toLowerCase()); n += 1) username = `${String(n).padStart(5, "0")}${wanted}`;
    taken.add(username.toLowerCase());
    return username;
  };
}

/**
 * Records of custom metadata types are setup, and so in every kind of sandbox; those of custom settings are data, and
 * what is set for a user is set for the same user here.
 */
function dataFor(
  { sandbox }: Sandbox,
  { records, settingRecords, customSettings, ...was }: OrgRows,
  users: OrgRows["users"],
) {
  const carries = CARRIES[sandbox.kind];
  const chosen = new Set(sandbox.template);
  const renamed = new Map(Object.values(was.users).map(({ id, username }) => [username, users[id]?.username]));
  const kept =
    carries === "no records"
      ? keptRows(settingRecords, ({ setting }) => customSettings[setting]?.type === "custom metadata type")
      : settingRecords;
  return {
    records:
      carries === "all records"
        ? records
        : records.after(
            [...records].flatMap(([id, { sobject }]) => (chosen.has(sobject) ? [] : [[id, null] as const])),
          ),
    settingRecords: mapRows(kept, (row) => ({ ...row, owner: renamed.get(row.owner) ?? row.owner })),
  };
}

/** What a sandbox adds to the usernames of its production org: `uat` of `acme--uat`. */
export const suffixOf = ({ myDomain }: Pick<Org, "myDomain">): string => myDomain.replace(/^.*--/, "");

function keptRows<Row>(
  table: Readonly<Record<string, Row>>,
  keep: (row: Row) => boolean,
): Readonly<Record<string, Row>> {
  return Object.fromEntries(Object.entries(table).filter(([, row]) => keep(row)));
}

function mapRows<Row>(table: Readonly<Record<string, Row>>, change: (row: Row) => Row): Readonly<Record<string, Row>> {
  return Object.fromEntries(Object.entries(table).map(([id, row]) => [id, change(row)]));
}
