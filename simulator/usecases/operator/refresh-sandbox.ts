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
        ...(await licensesLed(ports, standing, { before, sandbox, after: rows })),
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

/**
 * The publishers' records lead from the old org to the new one: one for each package of the copy, taken over from that
 * of the old org, or from production's where the package reached production since. Records of others are gone.
 */
async function licensesLed(ports: Ports, standing: Standing, { before, sandbox, after }: Refreshed) {
  const installed = Object.values(after.installedPackages);
  const publishers = new Set([...Object.values(before.installedPackages), ...installed].map((one) => one.publisher));
  const events: Recorded[] = [];
  for (const org of publishers) {
    const licenses = Object.values((await standing.org(org)).licenses);
    const old = licenses.filter(({ subscriber }) => subscriber === sandbox.id);
    const production = licenses.filter(({ subscriber }) => subscriber === sandbox.sandbox?.of);
    const led = installed.flatMap(({ id }): readonly License[] => {
      const own = old.find((one) => one.package === id);
      const known = own ?? production.find((one) => one.package === id);
      if (!known) return [];
      const { terms: _, ...license } = known;
      return [{ ...license, id: own?.id ?? ports.ids.next("License"), subscriber: companyOf(after).id }];
    });
    const changes = [
      ...led.map((row): Change => ({ table: "licenses", id: row.id, row })),
      ...old
        .filter(({ id }) => !led.some((row) => row.id === id))
        .map(({ id }): Change => ({ table: "licenses", id, row: null })),
    ];
    if (changes.length > 0) events.push({ type: "license.changed", org, what: "the sandbox was refreshed", changes });
  }
  return events;
}

/** A refresh: the sandbox with its rows until now, and the rows that take their place. */
interface Refreshed {
  readonly before: OrgRows;
  readonly sandbox: Org;
  readonly after: OrgRows;
}
