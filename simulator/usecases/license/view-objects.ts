import { allow } from "#domain/decision.ts";
import type { SessionId } from "#domain/ids.ts";
import { mayReach } from "#domain/license/access.ts";
import {
  type ApiRecord,
  KEPT,
  type Kept,
  type LmaObject,
  leadFields,
  licenseFields,
  lmaObject,
  packageFields,
  versionFields,
} from "#domain/license/api.ts";
import { packageRecord } from "#domain/license/package-record.ts";
import { numbersOf } from "#domain/license/record.ts";
import { listedVersions } from "#domain/lmo/packages.ts";
import type { OrgRows } from "#domain/org.ts";
import { inTheLmo, THE_PACKAGES } from "#usecases/lmo/in-the-lmo.ts";
import type { Answer, Ports } from "#usecases/ports.ts";
import { managedIn } from "#usecases/publisher.ts";
import { inTheRecords } from "./in-the-records.ts";
import { type ReadOrg, recordFacts } from "./records.ts";
import { readPast } from "./view-licenses.ts";

export interface ListedObject {
  readonly object: LmaObject;
  /** Absent for an object the person may not read (LICENSE-21). */
  readonly records?: number;
}

/** The objects that the License Management App keeps its records in, with how many there are. */
export const viewObjects =
  (ports: Ports) =>
  (person: SessionId): Promise<Answer<readonly ListedObject[]>> =>
    inTheLmo(
      ports,
      person,
      { name: "list the objects of the app", ...THE_PACKAGES },
      async ({ rows, entitlements }) => {
        const value = await Promise.all(
          KEPT.map(async (of): Promise<ListedObject> => {
            const object = lmaObject.gives({ of });
            if (!mayReach(entitlements, object, "Read")) return { object };
            return { object, records: (await recordsIn(rows, of, readPast(ports))).length };
          }),
        );
        return { decision: allow(lmaObject), value };
      },
    );

/** The records of one object by the API names of their fields, as a query of the platform's API answers them. */
export const queryObject =
  (ports: Ports) =>
  (person: SessionId, object: LmaObject): Promise<Answer<readonly ApiRecord[]>> =>
    inTheRecords(ports, person, { name: `query ${object}`, object, right: "Read" }, async ({ rows }) => {
      const kept = KEPT.find((of) => lmaObject.gives({ of }) === object);
      const value = kept ? await recordsIn(rows, kept, readPast(ports)) : [];
      return { decision: allow(object === "sfLma__License__c" ? licenseFields : lmaObject), value };
    });

/** The records of one object by the API names of their fields. */
export async function recordsIn(rows: OrgRows, of: Kept, read: ReadOrg): Promise<readonly ApiRecord[]> {
  const [packages, licenses] = [managedIn(rows).filter(isShown), Object.values(rows.licenses)];
  switch (of) {
    case "packages":
      return packages.map((one) =>
        packageFields(
          one,
          packageRecord.gives({ package: one, listed: listedVersions.gives(one), seesVersions: false }),
        ),
      );
    case "versions":
      return packages.flatMap((one) => {
        const listed = listedVersions.gives(one);
        return one.versions
          .filter(({ number }) => listed.includes(number))
          .map((version) => versionFields(one, version));
      });
    case "licenses": {
      const numbers = numbersOf(rows.licenses);
      return Promise.all(
        licenses.map(async (license) => licenseFields.gives(await recordFacts(rows, license, read, numbers))),
      );
    }
    case "leads": {
      const leads = licenses
        .map((one) => leadFields(one, rows.packages[one.package]))
        .filter((one) => one !== undefined);
      // A copy in a sandbox names the lead of its production org, which is there once.
      return [...new Map(leads.map((lead) => [lead.Id, lead])).values()];
    }
  }
}

/** A package without a released version is not shown at all (LMO-06). */
const isShown = (one: OrgRows["packages"][string]): boolean => listedVersions.gives(one).length > 0;
