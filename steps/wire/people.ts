import { type OrgId, type PackageId, type SessionId, siblingId, type UserId } from "#domain/ids.ts";
import type { CastMember } from "#domain/world.ts";
import type { WireTelling } from "#steps/face.ts";
import type { ChangeUser } from "#usecases/login/change-user.ts";
import type { SignIn } from "#usecases/login/sign-in.ts";
import type { ApiIdentity } from "#usecases/wire/in-api.ts";
import { rowsIn, rowsOf } from "./say.ts";

// Getting in and out, and what administrators do with users, their sessions and their seats.

/** Logging in by SOAP, which takes no one-time code and comes from where it comes from. */
export const signIn =
  (
    { ref, username }: CastMember,
    org: OrgId,
    { password, ...about }: Pick<SignIn, "password" | "code" | "address">,
  ): WireTelling<unknown> =>
  () =>
    ref.org === org && Object.keys(about).length === 0
      ? { say: (connection) => connection.login(username, password) }
      : undefined;

/** Who a caller is, and of which org. That takes several requests, and each of an agent's is on record. */
export const callApi =
  (): WireTelling<ApiIdentity> =>
  ({ isAgent }) =>
    isAgent
      ? undefined
      : {
          say: async (connection) => {
            const { username } = await connection.identity();
            const [org] = await rowsOf(connection, "SELECT Name FROM Organization");
            return { username, org: `${org?.Name}` };
          },
        };

/** One switch of a user at a time. */
export const changeUser =
  (user: UserId, { active, frozen, ...others }: Omit<ChangeUser, "user">): WireTelling<unknown> =>
  () => {
    if (Object.keys(others).length > 0 || (active === undefined) === (frozen === undefined)) return undefined;
    if (active !== undefined)
      return { say: async (connection) => connection.sobject("User").update({ Id: user, IsActive: active }) };
    return {
      say: async (connection) => {
        await connection.sobject("UserLogin").update({ Id: siblingId("UserLogin", user), IsFrozen: frozen });
        return { frozen };
      },
    };
  };

export const deleteSession =
  (deleted: SessionId): WireTelling<unknown> =>
  () => ({ say: (connection) => connection.sobject("AuthSession").destroy(deleted) });

export const assignLicense =
  (org: OrgId, of: PackageId, user: UserId): WireTelling<unknown> =>
  async (moment) => {
    const { packageLicenses } = await rowsIn(moment, org);
    const license = Object.values(packageLicenses).find((one) => one.package === of);
    if (!license) return undefined;
    const row = { PackageLicenseId: license.id, UserId: user };
    return { say: (connection) => connection.sobject("UserPackageLicense").create(row) };
  };

export const unassignLicense =
  (org: OrgId, of: PackageId, user: UserId): WireTelling<unknown> =>
  async (moment) => {
    const { packageLicenses, userPackageLicenses } = await rowsIn(moment, org);
    const seat = Object.values(userPackageLicenses).find(
      (one) => one.user === user && packageLicenses[one.license]?.package === of,
    );
    return seat && { say: (connection) => connection.sobject("UserPackageLicense").destroy(seat.id) };
  };
