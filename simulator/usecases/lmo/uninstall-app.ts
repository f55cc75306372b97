import { Fault } from "#domain/fault.ts";
import type { OrgId, SessionId } from "#domain/ids.ts";
import { LICENSE_MANAGEMENT_APP } from "#domain/lmo/apps.ts";
import { isDevelopedIn } from "#domain/lmo/packages.ts";
import type { Change, OrgRows, Package } from "#domain/org.ts";
import { act, asTheUserMay } from "#usecases/act.ts";
import type { Answer, Ports } from "#usecases/ports.ts";
import { orgOfSession } from "#usecases/publisher.ts";

/**
 * An administrator uninstalls an app. With the License Management App go the records it kept: before it is moved to
 * another org, where packages are linked again and licenses refreshed (LICENSE-22). Packages that are developed here,
 * contacts, and what subscribers have stay. Fault NOT_FOUND when the app is not installed.
 */
export const uninstallApp =
  (ports: Ports) =>
  (admin: SessionId, app: string): Promise<Answer<{ readonly app: string }>> => {
    const org = orgOfSession(ports, admin);
    const page = { org, name: `uninstall ${app}`, needs: "Modify All Data", refusal: "lmo.refused" } as const;
    return act(ports, admin, page, ({ org: company, rows }) => {
      const isLma = app === LICENSE_MANAGEMENT_APP;
      if (isLma ? !company.lma : !company.apps.includes(app))
        throw new Fault("NOT_FOUND", `no app "${app}" is installed in "${company.name}"`);
      const { lma, ...others } = company;
      const row = isLma ? others : { ...company, apps: company.apps.filter((one) => one !== app) };
      const changes: readonly Change[] = [
        { table: "company", id: org, row },
        ...(isLma && lma ? recordsGone(org, rows) : []),
      ];
      return { decision: asTheUserMay(), happenings: [{ type: "lmo.app-uninstalled", app, changes }], value: { app } };
    });
  };

const recordsGone = (org: OrgId, { packages, licenses }: OrgRows): readonly Change[] => [
  ...Object.values(packages).map((one): Change => ({ table: "packages", id: one.id, row: developed(org, one) })),
  ...Object.keys(licenses).map((id): Change => ({ table: "licenses", id, row: null })),
];

/** What is left of a package: nothing where it was only linked, and what its developer knows where it was made. */
function developed(org: OrgId, of: Package): Package | null {
  if (!isDevelopedIn(org, of)) return null;
  if (of.linkedTo !== org) return of;
  const { linkedTo: _, defaults: __, leadManager: ___, lastRefresh: ____, ...known } = of;
  return known;
}
