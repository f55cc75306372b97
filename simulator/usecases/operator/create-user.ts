import { Fault } from "#domain/fault.ts";
import type { OrgId, UserId } from "#domain/ids.ts";
import { type Change, companyOf } from "#domain/org.ts";
import type { User, UserLicense } from "#domain/user.ts";
import { operate } from "#usecases/act.ts";
import type { Ports } from "#usecases/ports.ts";
import { noSuchOrg } from "#usecases/until-settled.ts";

export interface CreateUser {
  readonly org: OrgId;
  readonly name: string;
  readonly username: string;
  readonly password: string;
  /** Name of one of the org's profiles. */
  readonly profile: string;
  readonly license: UserLicense;
}

/**
 * Makes a user who can log in with this password at once.
 * Fault CONFLICT when the username is taken, which is unique over all orgs; INVALID_FIELD when there is no such profile or the org is deleted.
 */
export const createUser =
  (ports: Ports) =>
  async ({ org, name, username, password, profile, license }: CreateUser): Promise<{ readonly user: UserId }> => {
    if (!(await ports.orgs.list()).includes(org)) throw noSuchOrg(org);
    const id = ports.ids.next("User");
    // Before the record, so that whoever is on record can log in; without a record the password is nobody's.
    await ports.credentials.set({ org, id }, password);
    return operate(ports, async (standing) => {
      const rows = await standing.org(org);
      if (companyOf(rows).status === "deleted")
        throw new Fault("INVALID_FIELD", `"${companyOf(rows).name}" is deleted; name an org that is in use`);
      for (const other of await ports.orgs.list()) {
        const users = Object.values((await standing.org(other)).users);
        if (users.some((user) => user.username.toLowerCase() === username.toLowerCase()))
          throw new Fault("CONFLICT", `the username "${username}" is taken; choose another`);
      }
      const profiles = Object.values(rows.profiles);
      const found = profiles.find((one) => one.name === profile);
      if (!found)
        throw new Fault(
          "INVALID_FIELD",
          `no profile "${profile}"; choose one of ${profiles.map((one) => one.name).join(", ")}`,
        );
      const row: User = {
        id,
        username,
        name,
        email: username,
        emailVerified: true,
        active: true,
        frozen: false,
        license,
        profile: found.id,
        permissionSets: [],
        timeZone: companyOf(rows).timeZone,
        mfaEnforced: false,
      };
      const changes: readonly Change[] = [{ table: "users", id, row }];
      return { events: [{ type: "user.created", org, user: { org, id }, username, changes }], value: { user: id } };
    });
  };
