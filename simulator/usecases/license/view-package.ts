import { allow } from "#domain/decision.ts";
import type { PackageId, SessionId } from "#domain/ids.ts";
import { mayReach } from "#domain/license/access.ts";
import { type PackageRecord, packageRecord } from "#domain/license/package-record.ts";
import { listedVersions } from "#domain/lmo/packages.ts";
import { rowOf } from "#domain/org.ts";
import type { Answer, Ports } from "#usecases/ports.ts";
import { inTheRecords } from "./in-the-records.ts";
import { packageOf } from "./records.ts";

/** The record of one package, with its versions and when its licenses can be refreshed. Fault NOT_FOUND when it is not linked here. */
export const viewPackage =
  (ports: Ports) =>
  (person: SessionId, id: PackageId): Promise<Answer<PackageRecord>> => {
    const about = { name: "view a package", object: "sfLma__Package__c", right: "Read" } as const;
    return inTheRecords(ports, person, about, ({ rows, entitlements }) => {
      const linked = packageOf(rows, id);
      const manager = linked.leadManager && rowOf(rows.users, linked.leadManager);
      const value = packageRecord.gives({
        package: linked,
        listed: listedVersions.gives(linked),
        seesVersions: mayReach(entitlements, "sfLma__Package_Version__c", "Read"),
        ...(manager && { leadManager: manager.username }),
      });
      return { decision: allow(packageRecord), value };
    });
  };
