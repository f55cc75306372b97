import type { Face } from "#steps/face.ts";
import type { Party } from "#domain/grant/grant.ts";
import type { PackageId } from "#domain/ids.ts";
import type { AccessDuration } from "#domain/policies.ts";
import type { CastMember } from "#domain/world.ts";
import type { ChangeLoginAccessPolicies } from "#usecases/grant/change-login-access-policies.ts";

type Choice = AccessDuration | "no access";

/** What people do about login access, through whichever face. */
export const grantActs = (face: Face) => ({
  viewLoginAccess: (user: CastMember) =>
    face.act(user, {
      usecase: (simulator, session) => simulator.viewLoginAccess(session),
      request: ["GET", `/orgs/${user.ref.org}/settings/login-access`],
    }),

  chooseLoginAccess: (user: CastMember, party: Party, duration: Choice) =>
    face.act(user, {
      usecase: (simulator, session) => simulator.chooseLoginAccess(session, { party, duration }),
      request: [
        "GET",
        `/orgs/${user.ref.org}/settings/login-access/${party}?duration=${encodeURIComponent(duration)}`,
      ],
    }),

  saveLoginAccess: (user: CastMember, party: Party, duration: Choice) =>
    face.act(user, {
      usecase: (simulator, session) => simulator.saveLoginAccess(session, { party, duration }),
      request: ["PUT", `/orgs/${user.ref.org}/settings/login-access/${party}`, { duration }],
    }),

  saveLoginAccessFor: (user: CastMember, account: CastMember, party: Party, duration: Choice) =>
    face.act(user, {
      usecase: (simulator, session) =>
        simulator.saveLoginAccess(session, { party, duration, account: account.ref.id }),
      request: [
        "PUT",
        `/orgs/${user.ref.org}/settings/login-access/${party}`,
        { duration, account: account.ref.id },
      ],
    }),

  viewLoginAccessPolicies: (user: CastMember) =>
    face.act(user, {
      usecase: (simulator, session) => simulator.viewLoginAccessPolicies(session),
      request: ["GET", `/orgs/${user.ref.org}/setup/login-access-policies`],
    }),

  changeLoginAccessPolicies: (user: CastMember, change: ChangeLoginAccessPolicies) =>
    face.act(user, {
      usecase: (simulator, session) => simulator.changeLoginAccessPolicies(session, change),
      request: ["PATCH", `/orgs/${user.ref.org}/setup/login-access-policies`, change],
    }),

  logInAsOwnUser: (admin: CastMember, user: CastMember) =>
    face.enter(admin, {
      usecase: (simulator, session) => simulator.logInAsOwnUser(session, { user: user.ref.id }),
      request: ["POST", `/orgs/${admin.ref.org}/setup/users/${user.ref.id}/login`],
    }),

  uninstallPackage: (admin: CastMember, packageId: PackageId) =>
    face.act(admin, {
      usecase: (simulator, session) => simulator.uninstallPackage(session, { package: packageId }),
      request: ["DELETE", `/orgs/${admin.ref.org}/setup/packages/${packageId}`],
    }),
});
