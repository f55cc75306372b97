import { allow, decide, type Rule } from "#domain/decision.ts";
import { Fault } from "#domain/fault.ts";
import type { OrgId, PackageId, SessionId } from "#domain/ids.ts";
import { type LinkFacts, oneManager } from "#domain/lmo/packages.ts";
import { userNamed } from "#domain/login/sign-in.ts";
import { companyOf, type Package, rowOf } from "#domain/org.ts";
import { isWorking } from "#domain/user.ts";
import type { Answer, Ports } from "#usecases/ports.ts";
import { managerOf } from "#usecases/publisher.ts";
import { orgIfAny, type Standing } from "#usecases/until-settled.ts";
import { inTheLmo, THE_APP } from "./in-the-lmo.ts";

export interface LinkPackage {
  /** The org the package is developed in, and credentials of one of its users: they prove that the package is ours. */
  readonly packagingOrg: OrgId;
  readonly username: string;
  readonly password: string;
  readonly package: PackageId;
}

export interface PackageLinked {
  readonly package: PackageId;
  readonly name: string;
}

/** What linking is asked, in order, once the page is open. */
const LINK_ORDER: readonly Rule<LinkFacts>[] = [oneManager];

/**
 * An LMO admin links a package to the License Management Org.
 * Fault INVALID_LOGIN when the credentials are none of the packaging org, which goes on that org's record; NOT_FOUND when
 * it develops no such package.
 */
export const linkPackage =
  (ports: Ports) =>
  async (
    admin: SessionId,
    { packagingOrg, username, password, package: id }: LinkPackage,
  ): Promise<Answer<PackageLinked>> => {
    const fits = await credentialsFit(ports, packagingOrg, username, password);
    const about = { name: "link a package", needs: "Modify All Data", ...THE_APP } as const;
    return inTheLmo(ports, admin, about, async ({ org: { id: lmo } }, standing) => {
      const rows = await orgIfAny(standing, packagingOrg);
      const user = rows && userNamed(rows, username);
      if (!rows || !user || !isWorking(user) || !fits)
        return {
          decision: allow(oneManager),
          // A password was tried on somebody of that org, whoever tried it from wherever.
          happenings: rows ? [{ type: "session.refused", org: packagingOrg, username }] : [],
          fault: invalidLogin(username),
        };
      const developed = rowOf(rows.packages, id);
      if (!developed) throw new Fault("NOT_FOUND", `no package "${id}" is developed in "${companyOf(rows).name}"`);
      const decision = decide(await linkFacts(ports, standing, developed), LINK_ORDER, oneManager);
      if (decision.effect === "deny") return { decision };
      const { linkedTo: _, ...known } = developed;
      const linked = { ...known, packagingOrg: { ...known.packagingOrg, id: packagingOrg } };
      const mark = { table: "packages", id, row: { ...developed, linkedTo: lmo } } as const;
      const event = { type: "lmo.package-linked", package: id } as const;
      return {
        decision,
        happenings: [
          { ...event, changes: [{ table: "packages", id, row: linked }] },
          { ...event, org: packagingOrg, changes: [mark] },
        ],
        value: { package: id, name: developed.name },
      };
    });
  };

const invalidLogin = (username: string) =>
  new Fault("INVALID_LOGIN", `no login to the packaging org as "${username}"; check username and password`);

/** Checked before the decision: a password takes its time, and no decision should have to be made again for it. */
async function credentialsFit({ orgs, credentials }: Ports, org: OrgId, username: string, password: string) {
  if (!(await orgs.list()).includes(org)) return false;
  const user = userNamed(await orgs.of(org), username);
  return user !== undefined && credentials.passwordFits({ org, id: user.id }, password);
}

/**
 * Whoever manages the package is looked for, whatever the org it is developed in says: an org that the License Management
 * App was moved away from manages nothing any more (LICENSE-22). A link that somebody makes at the same time is on that
 * org's record, too, so the decision is made again.
 */
async function linkFacts(ports: Ports, standing: Standing, developed: Package): Promise<LinkFacts> {
  const manager = await managerOf(ports, ({ id }) => id === developed.id);
  return { package: developed, ...(manager && { linkedTo: companyOf(await standing.org(manager)).name }) };
}
