import { definition } from "#domain/decision.ts";
import type { Package, PackageVersion } from "#domain/org.ts";
import { type Day, dayOf, type Instant } from "#domain/time.ts";
import { versionName } from "./record.ts";
import { nextRefresh } from "./refresh.ts";

export interface VersionRecord {
  readonly package: string;
  readonly name: string;
  /** major.minor.patch. */
  readonly versionNumber: string;
  /** 18 characters. */
  readonly versionId: string;
  /** Absent where nobody noted it. */
  readonly releaseDate?: Day;
}

/** A package record as its page shows it, with its released versions. */
export interface PackageRecord {
  readonly name: string;
  /** 18 characters, beginning with 033. */
  readonly packageId: string;
  readonly developerName: string;
  /** 18 characters; absent where nobody noted it. */
  readonly developerOrgId?: string;
  readonly latestVersion?: string;
  /** Username; absent while nobody was chosen. */
  readonly leadManager?: string;
  /** Absent while the licenses were never refreshed. */
  readonly lastLicenseRefresh?: Instant;
  readonly nextAvailableRefresh?: Instant;
  /** Oldest first; none for who may not read version records (LICENSE-21). */
  readonly versions: readonly VersionRecord[];
}

export const versionRecord = (of: Package, version: PackageVersion): VersionRecord => ({
  package: of.name,
  name: versionName(of, version),
  versionNumber: version.number,
  versionId: version.id,
  ...(version.releasedAt && { releaseDate: dayOf(version.releasedAt) }),
});

interface PackageRecordFacts {
  readonly package: Package;
  /** The numbers of the versions that are listed (LMO-06). */
  readonly listed: readonly string[];
  /** Whether who looks may read version records. */
  readonly seesVersions: boolean;
  /** Username of the lead manager. */
  readonly leadManager?: string;
}

export const packageRecord = definition<PackageRecordFacts, PackageRecord>(
  "LICENSE-18",
  ({ package: of, listed, seesVersions, leadManager }) => {
    const latest = listed.at(-1);
    return {
      name: of.name,
      packageId: of.id,
      developerName: of.packagingOrg.name,
      ...(of.packagingOrg.id && { developerOrgId: of.packagingOrg.id }),
      ...(latest && { latestVersion: latest }),
      ...(leadManager && { leadManager }),
      ...(of.lastRefresh && {
        lastLicenseRefresh: of.lastRefresh,
        nextAvailableRefresh: nextRefresh(of.lastRefresh),
      }),
      versions: seesVersions
        ? of.versions.filter(({ number }) => listed.includes(number)).map((one) => versionRecord(of, one))
        : [],
    };
  },
);
