import { definition, rule } from "#domain/decision.ts";
import type { OrgId } from "#domain/ids.ts";
import type { Org, Package } from "#domain/org.ts";

/** A package that is to be linked, as the org it is developed in has it. */
export interface LinkFacts {
  readonly package: Package;
  /** Name of the License Management Org it is linked to already. */
  readonly linkedTo?: string;
}

export const oneManager = rule<LinkFacts>(
  "LMO-05",
  ({ package: { name }, linkedTo }) => (linkedTo ? `${name} is linked to ${linkedTo} already` : undefined),
  "manage the package from the License Management Org it is linked to",
);

/** Whether a package is developed in the org whose row this is, and not only linked to it. */
export const isDevelopedIn = (org: OrgId, { packagingOrg, linkedTo }: Package): boolean =>
  linkedTo !== undefined || packagingOrg.id === org;

/** The packages an org manages: those that were linked to it (LMO-05). What is developed there and linked to nobody, or to another org, is not among them. */
export const managedPackages = (
  { id, lma }: Pick<Org, "id" | "lma">,
  packages: readonly Package[],
): readonly Package[] => (lma ? packages.filter((one) => one.linkedTo === id || !isDevelopedIn(id, one)) : []);

/** The version numbers of a package that its License Management Org shows. A package without one is not shown at all. */
export const listedVersions = definition<Package, readonly string[]>("LMO-06", ({ kind, versions }) =>
  kind === "managed" ? versions.filter(({ state }) => state === "released").map(({ number }) => number) : [],
);
