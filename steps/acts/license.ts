import type { Id, OrgId, PackageId, UserId } from "#domain/ids.ts";
import type { LmaObject } from "#domain/license/api.ts";
import type { CastMember } from "#domain/world.ts";
import type { Face } from "#steps/face.ts";
import * as ofPeople from "#steps/wire/people.ts";
import * as ofTraces from "#steps/wire/traces.ts";
import type { Modification } from "#usecases/license/modify-license.ts";
import type { DefaultsRegistered } from "#usecases/license/register-defaults.ts";

/** What is done about licenses on either side, through whichever face. */
export const licenseActs = (face: Face) => ({ ...publisherActs(face), ...subscriberActs(face) });

const publisherActs = (face: Face) => ({
  viewObjects: (person: CastMember) =>
    face.act(person, {
      usecase: (simulator, session) => simulator.viewObjects(session),
      request: ["GET", "/lma/objects"],
    }),
  queryObject: (person: CastMember, object: LmaObject) =>
    face.act(person, {
      usecase: (simulator, session) => simulator.queryObject(session, object),
      request: ["GET", `/lma/objects/${object}/records`],
      wire: ofTraces.queryObject(object),
    }),
  viewLicenses: (person: CastMember) =>
    face.act(person, {
      usecase: (simulator, session) => simulator.viewLicenses(session),
      request: ["GET", "/lma/licenses"],
    }),
  viewLicense: (person: CastMember, license: Id<"License">) =>
    face.act(person, {
      usecase: (simulator, session) => simulator.viewLicense(session, license),
      request: ["GET", `/lma/licenses/${license}`],
    }),
  viewPackage: (person: CastMember, of: PackageId) =>
    face.act(person, {
      usecase: (simulator, session) => simulator.viewPackage(session, of),
      request: ["GET", `/lma/packages/${of}`],
    }),
  modifyLicense: (admin: CastMember, subscriber: OrgId, of: PackageId, what: Modification) =>
    face.act(admin, {
      usecase: (simulator, session) => simulator.modifyLicense(session, { subscriber, package: of, ...what }),
      request: ["PATCH", `/lma/subscribers/${subscriber}/licenses/${of}`, what],
    }),
  editLicenseRecord: (admin: CastMember, license: Id<"License">, fields: Readonly<Record<string, string>>) =>
    face.act(admin, {
      usecase: (simulator, session) => simulator.editLicenseRecord(session, license),
      request: ["PATCH", `/lma/licenses/${license}`, { fields }],
    }),
  registerDefaults: (admin: CastMember, of: PackageId, what: DefaultsRegistered) =>
    face.act(admin, {
      usecase: (simulator, session) => simulator.registerDefaults(session, { package: of, ...what }),
      request: ["PUT", `/lma/packages/${of}/defaults`, what],
    }),
  refreshLicenses: (admin: CastMember, of: PackageId) =>
    face.act(admin, {
      usecase: (simulator, session) => simulator.refreshLicenses(session, of),
      request: ["POST", `/lma/packages/${of}/refresh-licenses`],
    }),
});

const subscriberActs = (face: Face) => ({
  installPackage: (admin: CastMember, org: OrgId, version: Id<"PackageVersion">) =>
    face.act(admin, {
      usecase: (simulator, session) => simulator.installPackage(session, version),
      request: ["POST", `/orgs/${org}/setup/packages`, { version }],
    }),
  viewInstalledPackages: (person: CastMember, org: OrgId) =>
    face.act(person, {
      usecase: (simulator, session) => simulator.viewInstalledPackages(session),
      request: ["GET", `/orgs/${org}/setup/packages`],
    }),
  assignLicense: (admin: CastMember, org: OrgId, of: PackageId, user: UserId) =>
    face.act(admin, {
      usecase: (simulator, session) => simulator.assignLicense(session, { package: of, user }),
      request: ["PUT", `/orgs/${org}/setup/packages/${of}/licenses/${user}`],
      wire: ofPeople.assignLicense(org, of, user),
    }),
  unassignLicense: (admin: CastMember, org: OrgId, of: PackageId, user: UserId) =>
    face.act(admin, {
      usecase: (simulator, session) => simulator.unassignLicense(session, { package: of, user }),
      request: ["DELETE", `/orgs/${org}/setup/packages/${of}/licenses/${user}`],
      wire: ofPeople.unassignLicense(org, of, user),
    }),
});
