import { Fault } from "#domain/fault.ts";
import type { OrgId } from "#domain/ids.ts";
import { type Change, companyOf, type Edition, myDomainOf, type Org } from "#domain/org.ts";
import { type Permission, type Profile, SYSTEM_ADMINISTRATOR } from "#domain/user.ts";
import { operate } from "#usecases/act.ts";
import type { Ports } from "#usecases/ports.ts";
import type { Standing } from "#usecases/until-settled.ts";

export interface CreateOrg {
  readonly name: string;
  readonly kind: Exclude<Org["kind"], "sandbox">;
  readonly edition: Edition;
  readonly instance: string;
  readonly governmentCloud: boolean;
}

/** The profiles every new org has; more come with a world. */
const PROFILES: Readonly<Record<string, readonly Permission[]>> = {
  "System Administrator": SYSTEM_ADMINISTRATOR,
  "Standard User": ["API Enabled"],
};

/** Fault CONFLICT when another org has the name or the My Domain. */
export async function checkNewName(
  { orgs }: Ports,
  standing: Standing,
  { name, myDomain }: Pick<Org, "name" | "myDomain">,
): Promise<void> {
  for (const id of await orgs.list()) {
    const other = companyOf(await standing.org(id));
    if (other.name === name || other.myDomain === myDomain)
      throw new Fault("CONFLICT", `there is an org "${other.name}" already; choose another name than "${name}"`);
  }
}

/** Makes an org that nobody is in yet. Fault CONFLICT when another org has the name or the My Domain made of it. */
export const createOrg =
  (ports: Ports) =>
  ({ name, kind, edition, instance, governmentCloud }: CreateOrg): Promise<{ readonly org: OrgId }> =>
    operate(ports, async (standing) => {
      const id = ports.ids.next("Org");
      const myDomain = myDomainOf({ id, name });
      await checkNewName(ports, standing, { name, myDomain });
      const org: Org = {
        id,
        name,
        kind,
        edition,
        instance,
        governmentCloud,
        status: "active",
        contact: { name: "", phone: "", email: "", address: "" },
        myDomain,
        timeZone: "UTC",
        limits: { fileStorage: 0, dataStorage: 0, apiRequests: 0 },
        settings: {
          adminsLogInAsAnyUser: false,
          usersMayGrantLoginAccess: true,
          mfaRequired: false,
          mfaDuringLogInAs: false,
          mfaIsHighAssurance: true,
          forceReloginAfterLogInAs: false,
        },
        apps: [],
      };
      const profiles = Object.entries(PROFILES).map(([profile, permissions]): Change => {
        const row: Profile = { id: ports.ids.next("Profile"), name: profile, permissions };
        return { table: "profiles", id: row.id, row };
      });
      const changes: readonly Change[] = [{ table: "company", id, row: org }, ...profiles];
      const created = { type: "org.created", name } as const;
      // On the platform's own record, too, so that of two who choose one name at the same time one asks again.
      return {
        events: [
          { ...created, org: "platform" },
          { ...created, org: id, changes },
        ],
        value: { org: id },
      };
    });
