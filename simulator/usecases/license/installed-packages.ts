import { allow } from "#domain/decision.ts";
import type { Id, PackageId, SessionId, UserId } from "#domain/ids.ts";
import { type SubscriberLicense, subscriberLicense } from "#domain/license/assigning.ts";
import { type InstalledPackage, type OrgRows, rowOf } from "#domain/org.ts";
import type { Instant } from "#domain/time.ts";
import { act } from "#usecases/act.ts";
import type { Answer, Ports } from "#usecases/ports.ts";
import { orgOfSession } from "#usecases/publisher.ts";
import { packageLicenseOf, seatsOf } from "./records.ts";

/** A seat, `UserPackageLicense` on the platform. */
export interface ListedSeat {
  readonly Id: Id<"UserPackageLicense">;
  readonly PackageLicenseId: Id<"PackageLicense">;
  readonly UserId: UserId;
  readonly username: string;
}

export interface ListedInstallation {
  readonly package: PackageId;
  readonly name: string;
  readonly version: string;
  /** Absent for a package without a license. */
  readonly license?: SubscriberLicense & { readonly Id: Id<"PackageLicense"> };
  readonly assigned: readonly ListedSeat[];
}

/** Setup, Installed Packages: what is installed, with its license and whom its seats are assigned to. */
export const viewInstalledPackages =
  (ports: Ports) =>
  (person: SessionId): Promise<Answer<readonly ListedInstallation[]>> => {
    const org = orgOfSession(ports, person);
    const page = { org, name: "open Installed Packages", needs: "View Setup and Configuration" } as const;
    return act(ports, person, page, ({ rows }, { now }) => ({
      decision: allow(subscriberLicense),
      value: Object.values(rows.installedPackages).map((installed) => listed(rows, installed, now)),
    }));
  };

function listed(rows: OrgRows, installed: InstalledPackage, now: Instant): ListedInstallation {
  const { id, name, version } = installed;
  const license = packageLicenseOf(rows, id);
  if (!license) return { package: id, name, version, assigned: [] };
  const seats = seatsOf(rows, license.id);
  const shown = subscriberLicense.gives({ installed, license, used: seats.length, now });
  const assigned = seats.map((seat) => ({
    Id: seat.id,
    PackageLicenseId: seat.license,
    UserId: seat.user,
    username: rowOf(rows.users, seat.user)?.username ?? seat.user,
  }));
  return { package: id, name, version, license: { Id: license.id, ...shown }, assigned };
}
