import { decide } from "#domain/decision.ts";
import type { PackageId, SessionId } from "#domain/ids.ts";
import { mayReach, objectRight } from "#domain/license/access.ts";
import { listedVersions } from "#domain/lmo/packages.ts";
import type { Package } from "#domain/org.ts";
import type { Answer, Ports } from "#usecases/ports.ts";
import { managedIn } from "#usecases/publisher.ts";
import { inTheLmo, THE_PACKAGES } from "./in-the-lmo.ts";

export interface PackageListed extends Pick<Package, "name" | "namespace" | "generation"> {
  readonly id: PackageId;
  readonly latestVersion: string;
  /** Version numbers, oldest first; none for who may not read version records. */
  readonly versions: readonly string[];
}

const PACKAGES = { object: "sfLma__Package__c", right: "Read" } as const;

/** The Packages tab of the License Management App: the packages linked to it, with the versions it knows. */
export const viewPackages =
  (ports: Ports) =>
  (person: SessionId): Promise<Answer<readonly PackageListed[]>> =>
    inTheLmo(ports, person, { name: "view Packages", ...THE_PACKAGES }, (acting) => ({
      decision: decide({ person: acting, ...PACKAGES }, [objectRight], listedVersions),
      value: managedIn(acting.rows).flatMap((linked) => {
        const versions = listedVersions.gives(linked);
        const latestVersion = versions.at(-1);
        const { id, name, namespace, generation } = linked;
        if (latestVersion === undefined) return [];
        const seesVersions = mayReach(acting.entitlements, "sfLma__Package_Version__c", "Read");
        return [{ id, name, namespace, generation, latestVersion, versions: seesVersions ? versions : [] }];
      }),
    }));
