import { allow } from "#domain/decision.ts";
import type { Id, OrgId, PackageId, SessionId } from "#domain/ids.ts";
import { type LicenseRecord, licenseRecord, numbersOf } from "#domain/license/record.ts";
import type { License, OrgRows } from "#domain/org.ts";
import type { Acting } from "#usecases/act.ts";
import type { Answer, Ports } from "#usecases/ports.ts";
import { inTheRecords } from "./in-the-records.ts";
import { licenseOf, type ReadOrg, recordFacts } from "./records.ts";

export interface ListedLicense extends LicenseRecord {
  readonly id: Id<"License">;
  readonly subscriber: OrgId;
  readonly package: PackageId;
}

const ABOUT = { object: "sfLma__License__c", right: "Read" } as const;

/** The Licenses tab of the License Management App: every record of every package, in the order of their numbers. */
export const viewLicenses =
  (ports: Ports) =>
  (person: SessionId): Promise<Answer<readonly ListedLicense[]>> =>
    inTheRecords(ports, person, { name: "view Licenses", ...ABOUT }, async ({ rows }) => ({
      decision: allow(licenseRecord),
      value: await listedIn(rows, readPast(ports)),
    }));

/** One license record. Fault NOT_FOUND when there is none of this id. */
export const viewLicense =
  (ports: Ports) =>
  (person: SessionId, id: Id<"License">): Promise<Answer<ListedLicense>> =>
    inTheRecords(ports, person, { name: "view a license", ...ABOUT }, async ({ rows }: Acting) => ({
      decision: allow(licenseRecord),
      value: await listed(rows, licenseOf(rows, id), readPast(ports)),
    }));

async function listedIn(rows: OrgRows, read: ReadOrg): Promise<readonly ListedLicense[]> {
  const numbers = numbersOf(rows.licenses);
  const numberOf = ({ id }: License) => numbers.get(id) ?? 0;
  const inOrder = Object.values(rows.licenses).sort((one, other) => numberOf(one) - numberOf(other));
  return Promise.all(inOrder.map((license) => listed(rows, license, read, numbers)));
}

async function listed(...about: Parameters<typeof recordFacts>): Promise<ListedLicense> {
  const [, { id, subscriber, package: of }] = about;
  return { id, subscriber, package: of, ...licenseRecord.gives(await recordFacts(...about)) };
}

/** Reads past the standing: what a list shows is no decision, and must not wait until all subscribers stand still. */
export const readPast =
  ({ orgs }: Ports): ReadOrg =>
  async (org) =>
    (await orgs.list()).includes(org) ? orgs.of(org) : undefined;
