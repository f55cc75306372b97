import { Fault } from "#domain/fault.ts";
import { isRunning } from "#domain/grant/grant.ts";
import { copyOfProduction } from "#domain/grant/refreshed-sandbox.ts";
import type { OrgId } from "#domain/ids.ts";
import { isLoginAs } from "#domain/login/session.ts";
import { type Change, companyOf, type License, type Org, type OrgRows, TABLES } from "#domain/org.ts";
import { type Happening, operate } from "#usecases/act.ts";
import type { Ports } from "#usecases/ports.ts";
import type { Standing } from "#usecases/until-settled.ts";

/** What goes on record in one of the orgs concerned. */
type Recorded = Happening & { readonly org: OrgId };

/**
 * Copies the production org anew into a new org that takes the sandbox's place. The old org is deleted with all rows,
 * its grants are void, its sessions over, and its publishers' licenses lead to the new one: all in one append.
 * Fault INVALID_FIELD when the org is no sandbox or deleted already.
 */
export const refreshSandbox =
  (ports: Ports) =>
  ({ org: old }: { readonly org: OrgId }): Promise<{ readonly org: OrgId }> =>
    operate(ports, async (standing) => {
      const before = await standing.org(old);
      const sandbox = companyOf(before);
      if (!sandbox.sandbox || sandbox.status === "deleted")
        throw new Fault(
          "INVALID_FIELD",
          `"${sandbox.name}" is no sandbox that can be refreshed; name one that is in use`,
        );
      const production = await standing.org(sandbox.sandbox.of);
      const rows = copyOfProduction({ sandbox, production, id: ports.ids.next("Org") });
      const company = companyOf(rows);
      for (const { id } of Object.values(rows.users))
        ports.credentials.copy({ org: companyOf(production).id, id }, { org: company.id, id });
      // Before the record, so that whoever is on record can log in.
      await ports.credentials.flush();
      const events: readonly Recorded[] = [
        ...overIn(standing, old),
        { type: "org.changed", org: old, what: "deleted by a refresh", changes: tombstone(before, sandbox) },
        { type: "org.created", org: company.id, name: company.name, changes: everyRow(rows) },
        ...(await licensesLed(standing, before, old, company.id)),
      ];
      return { events, value: { org: company.id } };
    });

/** What ends with the old org: grants and sessions. */
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
  return [...voided, ...ended];
}

/** Every row of the old org goes but that of the company, which says that it is deleted. */
function tombstone(rows: OrgRows, sandbox: Org): readonly Change[] {
  const row: Org = {
    ...sandbox,
    status: "deleted",
    name: `Old ${sandbox.name}`,
    myDomain: `${sandbox.id}-old`.toLowerCase(),
  };
  const gone = TABLES.filter((table) => table !== "company").flatMap((table) =>
    Object.keys(rows[table]).map((id): Change => ({ table, id, row: null })),
  );
  return [...gone, { table: "company", id: sandbox.id, row }];
}

const everyRow = (rows: OrgRows): readonly Change[] =>
  TABLES.flatMap((table) => Object.entries(rows[table]).map(([id, row]) => ({ table, id, row }) as Change));

/** The publishers' records of the old org lead to the new one from now on. */
async function licensesLed(standing: Standing, before: OrgRows, old: OrgId, to: OrgId): Promise<readonly Recorded[]> {
  const publishers = new Set(Object.values(before.installedPackages).map(({ publisher }) => publisher));
  const events: Recorded[] = [];
  for (const org of publishers) {
    const own = Object.values((await standing.org(org)).licenses).filter(({ subscriber }) => subscriber === old);
    const changes = own.map(({ terms: _, ...license }): Change => {
      const row: License = { ...license, subscriber: to };
      return { table: "licenses", id: row.id, row };
    });
    if (changes.length > 0) events.push({ type: "license.changed", org, what: "the sandbox was refreshed", changes });
  }
  return events;
}
