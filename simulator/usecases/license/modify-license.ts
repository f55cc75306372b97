import { type Decision, decide } from "#domain/decision.ts";
import { Fault } from "#domain/fault.ts";
import type { Id, OrgId, PackageId, SessionId } from "#domain/ids.ts";
import { FINDING_ORDER, type ModifyFacts, mayModify, onItsPage } from "#domain/license/modify.ts";
import { latestRecord, licenseName, numbersOf, statusOf } from "#domain/license/record.ts";
import {
  accessEnds,
  type Expiration,
  type LicenseStatus,
  type LicenseTerms,
  termsOf,
  theirsAfter,
} from "#domain/license/terms.ts";
import type { License, OrgRows } from "#domain/org.ts";
import type { Acting, Done, Person } from "#usecases/act.ts";
import { inTheLmo, THE_APP } from "#usecases/lmo/in-the-lmo.ts";
import { subscriberFacts } from "#usecases/lmo/view-subscriber.ts";
import type { Answer, Ports } from "#usecases/ports.ts";
import type { Standing } from "#usecases/until-settled.ts";
import { licenseOf, packageLicenseIn, packageLicenseOf, packageOf } from "./records.ts";

/** What to change; what is not named stays as it is. */
export interface Modification {
  readonly status?: LicenseStatus;
  readonly seats?: LicenseTerms["seats"];
  readonly expires?: Expiration;
}

export interface ModifyLicense extends Modification {
  readonly subscriber: OrgId;
  readonly package: PackageId;
}

/**
 * Modify License: the publisher's record and, through the proxy user, what the subscriber org goes by change together.
 * Fault NOT_FOUND when the subscriber holds no license of that package, INVALID_FIELD when nothing is named.
 */
export const modifyLicense =
  (ports: Ports) =>
  (admin: SessionId, request: ModifyLicense): Promise<Answer<LicenseTerms>> =>
    inTheLmo(ports, admin, ABOUT, (acting, standing) => modify(acting, standing, request, "Modify License"));

/** Editing a license record field by field, as other records are: nothing of it can be saved. Fault NOT_FOUND for an unknown id. */
export const editLicenseRecord =
  (ports: Ports) =>
  (admin: SessionId, id: Id<"License">): Promise<Answer<LicenseTerms>> =>
    inTheLmo(ports, admin, { ...ABOUT, name: "edit a license record" }, (acting, standing) => {
      const { subscriber, package: of } = licenseOf(acting.rows, id);
      return modify(acting, standing, { subscriber, package: of }, "the record");
    });

const ABOUT = { name: "modify a license", refusal: "license.refused", ...THE_APP } as const;

async function modify(
  acting: Acting,
  standing: Standing,
  request: ModifyLicense,
  on: ModifyFacts["on"],
): Promise<Done<LicenseTerms>> {
  const { subscriber, package: of } = request;
  const about = { package: of, subscriber };
  const wanted = wantedOf(request);
  const refused = (decision: Decision): Done<LicenseTerms> => ({
    decision,
    happenings: [{ type: "license.refused", act: ABOUT.name, ...about, on, ...(wanted && { wanted }) }],
  });
  const finding = await findingFacts(standing, acting, subscriber);
  const found = decide(finding, FINDING_ORDER, onItsPage);
  if (found.effect === "deny") return refused(found);
  const record = recordIn(acting.rows, finding, of);
  const facts = modifyFacts(standing, acting, finding, record, request, on);
  const decision = mayModify(facts);
  if (decision.effect === "deny" || !finding.rows) return refused(decision);
  if (!request.status && request.seats === undefined && !request.expires)
    throw new Fault("INVALID_FIELD", "nothing is to be modified; name a status, seats or an expiration");
  const theirs = packageLicenseIn(finding.rows, of);
  const before = termsOf(record, theirs);
  const { after: terms } = facts;
  const event = { type: "license.modified", ...about, before, after: terms } as const;
  const row: License = { ...record, terms, converted: facts.converted || terms.status === "Active" };
  const changed = theirsAfter(theirs, terms, standing.now);
  return {
    decision,
    happenings: [
      { ...event, ...(wanted && { wanted }), changes: [{ table: "licenses", id: record.id, row }] },
      { ...event, org: subscriber, changes: [{ table: "packageLicenses", id: theirs.id, row: changed }] },
    ],
    value: terms,
  };
}

/** What is to be made of a license, as a record can keep it; nothing where nothing is named. */
function wantedOf({ status, seats, expires }: Modification) {
  if (status === undefined && seats === undefined && expires === undefined) return undefined;
  const end = expires === undefined ? undefined : (accessEnds.gives({ lastDay: expires }) ?? ("never" as const));
  return {
    ...(status && { status }),
    ...(seats !== undefined && { seats }),
    ...(end && { expires: end }),
  };
}

/** Gathers what is asked while it is open whether there is a record. */
export async function findingFacts(standing: Standing, person: Person, subscriber: OrgId) {
  const object = { object: "sfLma__License__c", right: "Read and Edit" } as const;
  return { ...(await subscriberFacts(standing, person, subscriber)), ...object, person };
}

type Finding = Awaited<ReturnType<typeof findingFacts>>;

/** The record to be modified. Fault NOT_FOUND when the subscriber holds no license of that package. */
export function recordIn({ licenses }: OrgRows, { subscriber, asked }: Finding, of: PackageId): License {
  const record = latestRecord(licenses, asked, of);
  if (record) return record;
  throw new Fault("NOT_FOUND", `"${subscriber?.name ?? asked}" holds no license of package "${of}"`);
}

/** Gathers what editing a license is asked; asked by the page itself and by an explanation of it. */
export function modifyFacts(
  { now }: Standing,
  { rows }: Person,
  finding: Finding,
  record: License,
  { status, seats, expires }: Modification,
  on: ModifyFacts["on"],
): ModifyFacts {
  const terms = termsOf(record, finding.rows && packageLicenseOf(finding.rows, record.package));
  const end = expires === undefined ? terms.expires : accessEnds.gives({ lastDay: expires });
  return {
    ...finding,
    on,
    license: {
      name: licenseName(numbersOf(rows.licenses).get(record.id) ?? 0),
      checkout: record.checkout ?? false,
    },
    package: packageOf(rows, record.package),
    current: statusOf({ license: record, terms }),
    ...(status && { wanted: status }),
    after: {
      status: status === undefined || status === "Uninstalled" ? terms.status : status,
      seats: seats ?? terms.seats,
      ...(end && { expires: end }),
    },
    installedAt: record.installedAt ?? now,
    converted: (record.converted ?? false) || terms.status === "Active",
    changes: { status: status !== undefined && status !== terms.status, expiration: expires !== undefined },
  };
}
