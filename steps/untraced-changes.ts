import type { Table } from "#domain/org.ts";
import { leavesTracesIn } from "#domain/trace/record.ts";
import { setupChangeOf } from "#domain/trace/setup-changes.ts";
import type { Story } from "./story.ts";

/** What an org is set up by; whoever writes such a row has changed Setup. All other tables hold data, or are the publisher's. */
const SETUP_TABLES: readonly Table[] = [
  "company",
  "users",
  "profiles",
  "permissionSets",
  "installedPackages",
  "loginAccessPolicies",
  "apexClasses",
  "customSettings",
];

/**
 * The events of a story by which somebody, at work in an org, changed how it is set up, and which leave no row in its
 * Setup Audit Trail: TRACE-01 must hold for every act there is, whatever feature tells it.
 */
export async function untracedChanges({ simulator }: Story): Promise<readonly string[]> {
  const untraced: string[] = [];
  const names = { people: new Map(), orgs: new Map() };
  const policies = { auditActionForPartnerLogin: "suloginaccessused" } as const;
  for await (const record of simulator.ports.log.read()) {
    const { user, session, changes = [], type } = record;
    if (!user || !session || !leavesTracesIn.gives({ event: record, org: user.org })) continue;
    if (!changes.some(({ table }) => SETUP_TABLES.includes(table))) continue;
    if (!setupChangeOf(record, { org: user.org, names, policies })) untraced.push(type);
  }
  return untraced;
}
