import { Fault } from "#domain/fault.ts";
import { isRunning } from "#domain/grant/grant.ts";
import type { OrgId } from "#domain/ids.ts";
import { leadIdOf, learnedFrom, nextNumber, recordOf } from "#domain/license/record.ts";
import { isLoginAs } from "#domain/login/session.ts";
import {
  type Change,
  companyOf,
  entriesOf,
  type License,
  type Org,
  type OrgRows,
  rowOf,
  TABLES,
  type Table,
} from "#domain/org.ts";
import { copyOfProduction, type Sandbox } from "#domain/platform/sandbox.ts";
import type { Happening } from "#usecases/act.ts";
import type { Ports } from "#usecases/ports.ts";
import { managedIn } from "#usecases/publisher.ts";
import { orgIfAny, type Standing } from "#usecases/until-settled.ts";

// What making, refreshing and deleting a sandbox have in common.

/** What goes on record in one of the orgs concerned. */
export type Recorded = Happening & { readonly org: OrgId };

/**
 * Copies the production org into a new org, with the credentials of its people, so that everybody can log in before
 * the record says that the org is there. Fault INVALID_FIELD when it is no production org in use.
 */
export async function madeFrom(ports: Ports, standing: Standing, sandbox: Sandbox, old?: OrgId): Promise<OrgRows> {
  const production = await standing.org(sandbox.sandbox.of);
  const { name, kind, status } = companyOf(production);
  if (kind !== "production" || status !== "active")
    throw new Fault("INVALID_FIELD", `"${name}" is no production org in use; name one that is`);
  const taken = await usernamesBeside(ports, standing, old);
  const rows = copyOfProduction({ sandbox, production, id: ports.ids.next("Org"), taken });
  const { id: org } = companyOf(rows);
  for (const { id } of Object.values(rows.users))
    ports.credentials.copy({ org: companyOf(production).id, id }, { org, id });
  await ports.credentials.flush();
  return rows;
}

/** Every username there is, but for those of an org that will be gone. */
async function usernamesBeside(
  { orgs }: Ports,
  standing: Standing,
  old: OrgId | undefined,
): Promise<readonly string[]> {
  const others = (await orgs.list()).filter((org) => org !== old);
  const rows = await Promise.all(others.map((org) => standing.org(org)));
  return rows.flatMap(({ users }) => Object.values(users).map(({ username }) => username.toLowerCase()));
}

/** The record of a new org, with every row of it. */
export function created(rows: OrgRows): Recorded {
  const { id: org, name } = companyOf(rows);
  const changes = TABLES.flatMap((table) =>
    entriesOf<Table>(rows, table).map(([id, row]) => ({ table, id, row }) as Change),
  );
  return { type: "org.created", org, name, changes };
}

/** The end of an org: of its grants, sessions and trace flags, and of every row but that of the company, which says that it is deleted. */
export function deleted(standing: Standing, rows: OrgRows, what: string): readonly Recorded[] {
  const company = companyOf(rows);
  return [
    ...overIn(standing, company.id),
    { type: "org.changed", org: company.id, what, changes: tombstone(rows, company) },
  ];
}

function overIn(standing: Standing, org: OrgId): readonly Recorded[] {
  const voided = standing
    .grants(org)
    .filter((grant) => isRunning(grant, standing.now))
    .map(({ id, user, party }): Recorded => ({ type: "grant.voided", org, user: { org, id: user }, grant: id, party }));
  const ended = standing.sessionsOf(org).map((session): Recorded => {
    const { id, user, delegate, state } = session;
    const about = { org, user, session: id, ...(delegate && { delegateUser: delegate }) };
    if (state === "awaiting approval") return { type: "login.refused", ...about, reason: "no longer allowed" };
    return {
      type: isLoginAs(session) ? "login.ended" : "session.ended",
      ...about,
      reason: "removed by an administrator",
    };
  });
  const flags = standing
    .traceFlags(org)
    .map(({ id }): Recorded => ({ type: "log.trace-flag-deleted", org, traceFlag: id }));
  return [...voided, ...ended, ...flags];
}

function tombstone(rows: OrgRows, sandbox: Org): readonly Change[] {
  const row: Org = {
    ...sandbox,
    status: "deleted",
    name: `Old ${sandbox.name}`,
    myDomain: `${sandbox.id}-old`.toLowerCase(),
  };
  const gone = TABLES.filter((table) => table !== "company").flatMap((table) =>
    entriesOf<Table>(rows, table).map(([id]): Change => ({ table, id, row: null })),
  );
  return [...gone, { table: "company", id: sandbox.id, row }];
}

interface Moved {
  /** The sandbox with its rows until now, where there was one. */
  readonly before?: OrgRows;
  /** The rows that take their place, where any do. */
  readonly after?: OrgRows;
}

/**
 * The publishers' records of what is installed: those of the org that is gone become Uninstalled, and each package of
 * the copy gets one of its own (LICENSE-02). It names the lead or contact of the production org's, for that is the customer.
 */
export async function recordsFollow(
  ports: Ports,
  standing: Standing,
  { before, after }: Moved,
): Promise<readonly Recorded[]> {
  const installed = [before, after].flatMap((rows) => Object.values(rows?.installedPackages ?? {}));
  const events: Recorded[] = [];
  for (const org of new Set(installed.map(({ publisher }) => publisher))) {
    const rows = await orgIfAny(standing, org);
    if (!rows || !companyOf(rows).lma) continue;
    if (before) events.push(...endedRecords(standing, rows, companyOf(before).id));
    if (after) events.push(...newRecords(ports, standing, rows, after));
  }
  return events;
}

function endedRecords({ now }: Standing, publisher: OrgRows, subscriber: OrgId): readonly Recorded[] {
  return Object.values(publisher.licenses)
    .filter((one) => one.subscriber === subscriber && one.uninstalledAt === undefined)
    .map((license): Recorded => {
      const row: License = { ...license, uninstalledAt: now };
      const about = { org: companyOf(publisher).id, package: license.package, license: license.id, subscriber };
      return { type: "license.uninstalled", ...about, changes: [{ table: "licenses", id: license.id, row }] };
    });
}

function newRecords(ports: Ports, { now }: Standing, publisher: OrgRows, copy: OrgRows): readonly Recorded[] {
  const [{ id: org }, { id: subscriber, sandbox }] = [companyOf(publisher), companyOf(copy)];
  const managed = managedIn(publisher);
  let number = nextNumber(publisher.licenses);
  return Object.values(copy.installedPackages).flatMap((installed): readonly Recorded[] => {
    if (installed.publisher !== org || !managed.some(({ id }) => id === installed.id)) return [];
    const ofProduction =
      sandbox && recordOf.gives({ licenses: publisher.licenses, subscriber: sandbox.of, package: installed.id });
    const customer = ofProduction && rowOf(publisher.licenses, ofProduction);
    const leadId = customer && leadIdOf(customer);
    const learned = learnedFrom(copy, installed.id);
    const row: License = {
      id: ports.ids.next("License"),
      subscriber,
      package: installed.id,
      ...(customer?.lead && leadId && { lead: { ...customer.lead, id: leadId } }),
      ...(customer?.contact && { contact: customer.contact }),
      terms: { status: "Active", seats: "site" },
      number,
      installedAt: now,
      converted: true,
      ...(learned && { learned }),
    };
    number += 1;
    const about = { org, package: installed.id, license: row.id, subscriber, lead: false };
    return [{ type: "license.created", ...about, changes: [{ table: "licenses", id: row.id, row }] }];
  });
}
