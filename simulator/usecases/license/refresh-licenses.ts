import { decide } from "#domain/decision.ts";
import type { OrgId, PackageId, SessionId } from "#domain/ids.ts";
import { learnedFrom, nextNumber, recordOf } from "#domain/license/record.ts";
import { nextRefresh, onceAWeek, withoutRecord } from "#domain/license/refresh.ts";
import { termsOf, theirsAfter } from "#domain/license/terms.ts";
import { type Change, companyOf, type License, type OrgRows, rowOf } from "#domain/org.ts";
import type { Instant } from "#domain/time.ts";
import type { Acting, Happening } from "#usecases/act.ts";
import { publisherLeft } from "#usecases/grant/publisher-left.ts";
import type { Answer, Ports } from "#usecases/ports.ts";
import type { Standing } from "#usecases/until-settled.ts";
import { inTheRecords } from "./in-the-records.ts";
import { licenseOf, packageLicenseOf, packageOf } from "./records.ts";

export interface LicensesRefreshed {
  /** How many records of the package there are now. */
  readonly records: number;
  /** How many of them the refresh made. */
  readonly made: number;
  readonly nextAvailableRefresh: Instant;
}

/**
 * Refresh Licenses: every record of a package learns how its subscriber org is now, every subscriber org goes by what
 * the record says, installations without a record get one, and records without an installation become Uninstalled.
 * Fault NOT_FOUND when the package is not linked here.
 */
export const refreshLicenses =
  (ports: Ports) =>
  (admin: SessionId, id: PackageId): Promise<Answer<LicensesRefreshed>> => {
    const about = { name: "refresh licenses", object: "sfLma__Package__c", right: "Read and Edit" } as const;
    return inTheRecords(ports, admin, about, async (acting, standing) => {
      const linked = packageOf(acting.rows, id);
      const decision = decide({ package: linked, now: standing.now }, [onceAWeek], onceAWeek);
      if (decision.effect === "deny")
        return { decision, happenings: [{ type: "license.refused", act: about.name, package: id }] };
      const installations = await installationsOf(ports, standing, id);
      const { rows, made } = recordsAfter(ports, acting, standing, id, installations);
      const subscribers = rows.flatMap((row) => carried(acting, standing, row, installations.get(row.subscriber)));
      const changes: readonly Change[] = [
        { table: "packages", id, row: { ...linked, lastRefresh: standing.now } },
        ...rows.map((row): Change => ({ table: "licenses", id: row.id, row })),
      ];
      return {
        decision,
        happenings: [{ type: "license.refreshed", package: id, records: rows.length, changes }, ...subscribers],
        value: { records: rows.length, made, nextAvailableRefresh: nextRefresh(standing.now) },
      };
    });
  };

/** The orgs that have the package, wherever they are. */
async function installationsOf(
  { orgs }: Ports,
  standing: Standing,
  id: PackageId,
): Promise<ReadonlyMap<OrgId, OrgRows>> {
  const found = new Map<OrgId, OrgRows>();
  for (const org of [...(await orgs.list())].sort())
    if (rowOf((await orgs.of(org)).installedPackages, id)) found.set(org, await standing.org(org));
  return found;
}

function recordsAfter(
  ports: Ports,
  { rows: { licenses } }: Acting,
  { now }: Standing,
  id: PackageId,
  installations: ReadonlyMap<OrgId, OrgRows>,
): { readonly rows: readonly License[]; readonly made: number } {
  const known = Object.values(licenses).filter((one) => one.package === id);
  const inStep = known.map((record): License => {
    const theirs = installations.get(record.subscriber);
    if (record.uninstalledAt !== undefined) return record;
    const learned = theirs && learnedFrom(theirs, id);
    return learned ? { ...record, learned } : { ...record, uninstalledAt: now };
  });
  let number = nextNumber(licenses);
  const without = withoutRecord.gives({ package: id, licenses, installedIn: [...installations.keys()] });
  const made = without.flatMap((subscriber): readonly License[] => {
    const theirs = installations.get(subscriber);
    const learned = theirs && learnedFrom(theirs, id);
    if (!theirs || !learned) return [];
    const terms = termsOf({}, packageLicenseOf(theirs, id));
    const about = { id: ports.ids.next("License"), subscriber, package: id, terms, number, installedAt: now, learned };
    number += 1;
    return [{ ...about, converted: terms.status === "Active" }];
  });
  return { rows: [...inStep, ...made], made: made.length };
}

/** What a refresh carries to one subscriber org: whose package it is now, and the terms of its license. With its last package an old publisher leaves. */
function carried(
  { org: publisher, rows }: Acting,
  standing: Standing,
  record: License,
  theirs: OrgRows | undefined,
): readonly Happening[] {
  const { now } = standing;
  // Nothing is carried to an org whose proxy user is deactivated (LMO-22).
  if (!theirs || record.uninstalledAt !== undefined || companyOf(theirs).status !== "active") return [];
  const changes: Change[] = [];
  const voided: Happening[] = [];
  const installed = rowOf(theirs.installedPackages, record.package);
  if (installed && installed.publisher !== publisher.id) {
    const left = publisherLeft(standing, theirs, installed);
    const row = { ...installed, publisher: publisher.id };
    changes.push({ table: "installedPackages", id: installed.id, row }, ...left.forgotten);
    voided.push(...left.voided);
  }
  const license = packageLicenseOf(theirs, record.package);
  const known = recordOf.gives({ ...rows, subscriber: record.subscriber, package: record.package });
  if (license && known) {
    const row = theirsAfter(license, termsOf(licenseOf(rows, known), license), now);
    if (JSON.stringify(row) !== JSON.stringify(theirsAfter(license, termsOf({}, license), now)))
      changes.push({ table: "packageLicenses", id: license.id, row });
  }
  if (changes.length === 0) return [];
  return [{ type: "license.refreshed", org: record.subscriber, package: record.package, changes }, ...voided];
}
