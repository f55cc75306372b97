import { definition, rule } from "#domain/decision.ts";
import type { Package } from "#domain/org.ts";

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

/** The version numbers of a package that its License Management Org shows. A package without one is not shown at all. */
export const listedVersions = definition<Package, readonly string[]>("LMO-06", ({ kind, versions }) =>
  kind === "managed" ? versions.filter(({ state }) => state === "released").map(({ number }) => number) : [],
);
