import { allow } from "#domain/decision.ts";
import type { PackageId, SessionId } from "#domain/ids.ts";
import { listedVersions } from "#domain/lmo/packages.ts";
import type { Package } from "#domain/org.ts";
import type { Answer, Ports } from "#usecases/ports.ts";
import { inTheLmo, THE_PACKAGES } from "./in-the-lmo.ts";

export interface PackageListed extends Pick<Package, "name" | "namespace" | "generation"> {
  readonly id: PackageId;
  readonly latestVersion: string;
  /** Version numbers, oldest first. */
  readonly versions: readonly string[];
}

/** The Packages tab of the License Management App: the packages linked to it, with the versions it knows. */
export const viewPackages =
  (ports: Ports) =>
  (person: SessionId): Promise<Answer<readonly PackageListed[]>> =>
    inTheLmo(ports, person, { name: "view Packages", ...THE_PACKAGES }, ({ rows }) => ({
      decision: allow(listedVersions),
      value: Object.values(rows.packages).flatMap((linked) => {
        const versions = listedVersions.gives(linked);
        const latestVersion = versions.at(-1);
        const { id, name, namespace, generation } = linked;
        return latestVersion === undefined ? [] : [{ id, name, namespace, generation, latestVersion, versions }];
      }),
    }));
