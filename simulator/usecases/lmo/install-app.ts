import { decide } from "#domain/decision.ts";
import type { SessionId } from "#domain/ids.ts";
import { INSTALL_ORDER, LICENSE_MANAGEMENT_APP } from "#domain/lmo/apps.ts";
import { licenseManagementOrg } from "#domain/lmo/publisher.ts";
import { type Change, rowOf } from "#domain/org.ts";
import { pageRight } from "#domain/power/page-right.ts";
import type { Profile } from "#domain/user.ts";
import { act } from "#usecases/act.ts";
import type { Answer, Ports } from "#usecases/ports.ts";
import { orgOfSession } from "#usecases/publisher.ts";

/**
 * An administrator installs an app: the License Management App, which makes the org a License Management Org (LMO-01),
 * or one that must get along with it (LMO-04). It opens to the administrator's own profile and to nobody else's.
 * Installing what is there already changes nothing.
 */
export const installApp =
  (ports: Ports) =>
  (admin: SessionId, app: string): Promise<Answer<{ readonly app: string }>> => {
    const org = orgOfSession(ports, admin);
    const name = `install ${app}`;
    return act(
      ports,
      admin,
      { org, name, needs: "Modify All Data", refusal: "lmo.refused" },
      ({ org: company, rows, user }) => {
        const isLma = app === LICENSE_MANAGEMENT_APP;
        const decision = decide({ org: company, app }, INSTALL_ORDER, isLma ? licenseManagementOrg : pageRight);
        const there = isLma ? company.lma !== undefined : company.apps.includes(app);
        if (decision.effect === "deny" || there) return { decision, value: { app } };
        const row = isLma
          ? { ...company, lma: { eligiblePartner: false } }
          : { ...company, apps: [...company.apps, app] };
        const changes = [
          { table: "company", id: org, row } as const,
          ...openedTo(rowOf(rows.profiles, user.profile), app),
        ];
        return { decision, happenings: [{ type: "lmo.app-installed", app, changes }], value: { app } };
      },
    );
  };

const openedTo = (profile: Profile | undefined, app: string): readonly Change[] =>
  profile && !profile.apps?.includes(app)
    ? [{ table: "profiles", id: profile.id, row: { ...profile, apps: [...(profile.apps ?? []), app] } }]
    : [];
