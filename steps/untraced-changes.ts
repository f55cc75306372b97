import type { Table } from "#domain/org.ts";
import { leavesTracesIn } from "#domain/trace/record.ts";
import { setupRow } from "#domain/trace/setup-audit-trail.ts";
import type { Story } from "./story.ts";

/** What an org is set up by; whoever writes such a row has changed Setup. All other tables hold data, or are the publisher's. */
const SETUP_TABLES: readonly Table[] = [
  "company",
  "users",
  "profiles",
  "permissionSets",
  "installedPackages",
  "userPackageLicenses",
  "loginAccessPolicies",
  "apexClasses",
  "customSettings",
];

const facts = {
  names: { people: new Map(), orgs: new Map() },
  policies: { auditActionForPartnerLogin: "suloginaccessused" },
} as const;

/**
 * The events of a story by which somebody of an org changed how it is set up, and which leave no row in its Setup Audit
 * Trail, or one without the delegate user: TRACE-01 must hold for every act there is, whatever feature tells it. What
 * no rule was asked about the operator did, who is nobody of the org.
 */
export async function untracedChanges({ simulator }: Story): Promise<readonly string[]> {
  const untraced: string[] = [];
  for await (const record of simulator.ports.log.read()) {
    const { user, delegateUser, decision, changes = [], type, seq: append } = record;
    if (!user || !decision || !leavesTracesIn.gives({ event: record, org: user.org })) continue;
    if (!changes.some(({ table }) => SETUP_TABLES.includes(table))) continue;
    const row = setupRow.gives({ record: { ...record, append }, org: user.org, ...facts });
    if (!row || (row.DelegateUser === undefined) !== (delegateUser === undefined)) untraced.push(type);
  }
  return untraced;
}
