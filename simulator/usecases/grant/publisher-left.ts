import { sharedRow } from "#domain/grant/row.ts";
import { voidedBy } from "#domain/license/reach.ts";
import { type Change, companyOf, type InstalledPackage, type OrgRows } from "#domain/org.ts";
import type { Happening } from "#usecases/act.ts";
import type { Standing } from "#usecases/until-settled.ts";

/** What becomes of a publisher in an org that a package of it leaves. */
interface PublisherLeft {
  /** A publisher that comes back is a newly installed one again (GRANT-21). */
  readonly forgotten: readonly Change[];
  /** The grants that end, for nobody could take them back any more: the publisher has no row (LICENSE-20). */
  readonly voided: readonly Happening[];
}

/** With a package of its own that is still there a publisher stays, and so do its grants. */
export function publisherLeft(standing: Standing, rows: OrgRows, gone: InstalledPackage): PublisherLeft {
  const { id: org } = companyOf(rows);
  const others = Object.values(rows.installedPackages).filter(({ id }) => id !== gone.id);
  const party = sharedRow.gives(gone);
  const grants = standing.grants(org);
  const over = voidedBy.gives({ uninstalled: gone, others, grants, now: standing.now });
  return {
    forgotten: others.some((one) => sharedRow.gives(one) === party)
      ? []
      : [{ table: "loginAccessPolicies", id: party, row: null }],
    voided: over.map((grant): Happening => {
      const account = grants.find(({ id }) => id === grant)?.user;
      return { type: "grant.voided", org, grant, party, ...(account && { account }) };
    }),
  };
}
