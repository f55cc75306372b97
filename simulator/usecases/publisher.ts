import { Fault } from "#domain/fault.ts";
import type { OrgId, SessionId } from "#domain/ids.ts";
import { leadsTo } from "#domain/license/record.ts";
import { managedPackages } from "#domain/lmo/packages.ts";
import type { Session } from "#domain/login/session.ts";
import { companyOf, type OrgRows, type Package } from "#domain/org.ts";
import type { Acting } from "./act.ts";
import type { Ports } from "./ports.ts";
import { orgIfAny, type Standing } from "./until-settled.ts";

/** The org a session is for. Fault INVALID_SESSION_ID when there is no such session. */
export function orgOfSession(
  { folds }: { readonly folds: { readonly sessions: ReadonlyMap<SessionId, Session> } },
  id: SessionId,
): OrgId {
  const session = folds.sessions.get(id);
  if (!session) throw new Fault("INVALID_SESSION_ID", "no such session; log in first");
  return session.user.org;
}

/** A subscriber org as its publisher's records lead to it: only orgs with a license of one of its packages (LMO-18). */
export async function subscriberOf(
  standing: Standing,
  publisher: Pick<Acting, "rows">,
  id: OrgId,
): Promise<OrgRows | undefined> {
  const records = Object.values(publisher.rows.licenses).filter(({ subscriber }) => subscriber === id);
  const rows = records.length > 0 ? await orgIfAny(standing, id) : undefined;
  return rows && records.some((record) => leadsTo(record, companyOf(rows))) ? rows : undefined;
}

/** The packages that are linked to an org (LMO-05). */
export const managedIn = (rows: OrgRows): readonly Package[] =>
  managedPackages(companyOf(rows), Object.values(rows.packages));

/** The License Management Org that manages such a package; read past the decision, which has to read it again. */
export async function managerOf({ orgs }: Ports, isMeant: (one: Package) => boolean): Promise<OrgId | undefined> {
  for (const org of await orgs.list()) if (managedIn(await orgs.of(org)).some(isMeant)) return org;
  return undefined;
}
