import type { Party } from "#domain/grant/grant.ts";
import type { OrgId, PackageId } from "#domain/ids.ts";
import type { AccessDuration } from "#domain/policies.ts";
import type { CastMember } from "#domain/world.ts";
import type { Face } from "#steps/face.ts";
import type { ChangeLoginAccessPolicies } from "#usecases/grant/change-login-access-policies.ts";

type Choice = AccessDuration | "no access";

/** What people do about login access, through whichever face, in the org they are working in. */
export const grantActs = (face: Face) => ({
  viewLoginAccess: (user: CastMember, org: OrgId) =>
    face.act(user, {
      usecase: (simulator, session) => simulator.viewLoginAccess(session),
      request: ["GET", `/orgs/${org}/settings/login-access`],
    }),

  chooseLoginAccess: (user: CastMember, org: OrgId, party: Party, duration: Choice) =>
    face.act(user, {
      usecase: (simulator, session) => simulator.chooseLoginAccess(session, { party, duration }),
      request: ["GET", `/orgs/${org}/settings/login-access/${party}?duration=${encodeURIComponent(duration)}`],
    }),

  saveLoginAccess: (user: CastMember, org: OrgId, party: Party, duration: Choice) =>
    face.act(user, {
      usecase: (simulator, session) => simulator.saveLoginAccess(session, { party, duration }),
      request: ["PUT", `/orgs/${org}/settings/login-access/${party}`, { duration }],
    }),

  saveLoginAccessFor: (user: CastMember, org: OrgId, account: CastMember, party: Party, duration: Choice) =>
    face.act(user, {
      usecase: (simulator, session) => simulator.saveLoginAccess(session, { party, duration, account: account.ref.id }),
      request: ["PUT", `/orgs/${org}/settings/login-access/${party}`, { duration, account: account.ref.id }],
    }),

  viewLoginAccessPolicies: (user: CastMember, org: OrgId) =>
    face.act(user, {
      usecase: (simulator, session) => simulator.viewLoginAccessPolicies(session),
      request: ["GET", `/orgs/${org}/setup/login-access-policies`],
    }),

  changeLoginAccessPolicies: (user: CastMember, org: OrgId, change: ChangeLoginAccessPolicies) =>
    face.act(user, {
      usecase: (simulator, session) => simulator.changeLoginAccessPolicies(session, change),
      request: ["PATCH", `/orgs/${org}/setup/login-access-policies`, change],
    }),

  logInAsOwnUser: (admin: CastMember, user: CastMember) =>
    face.enter(admin, {
      usecase: (simulator, session) => simulator.logInAsOwnUser(session, { user: user.ref.id }),
      request: ["POST", `/orgs/${user.ref.org}/setup/users/${user.ref.id}/login`],
    }),

  uninstallPackage: (admin: CastMember, org: OrgId, packageId: PackageId) =>
    face.act(admin, {
      usecase: (simulator, session) => simulator.uninstallPackage(session, { package: packageId }),
      request: ["DELETE", `/orgs/${org}/setup/packages/${packageId}`],
    }),
});
