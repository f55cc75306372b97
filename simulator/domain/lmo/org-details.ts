import { definition } from "#domain/decision.ts";
import { type Grant, isRunning } from "#domain/grant/grant.ts";
import type { OrgId, PackageId, UserId } from "#domain/ids.ts";
import { type Grantable, grantableBy } from "#domain/license/reach.ts";
import type { LoginLink } from "#domain/login/link.ts";
import type { License, Org, OrgRows, PackageLicense } from "#domain/org.ts";
import { rowOf } from "#domain/org.ts";
import type { Instant } from "#domain/time.ts";

/** A user who lets the publisher in now, and until when. */
export interface GrantingUser {
  readonly user: UserId;
  readonly name: string;
  readonly username: string;
  readonly profile: string;
  readonly endsAt: Instant;
  /** Whether there is a Login link beside the user: a reason that lies with the org leaves none (LOGIN-24). */
  readonly link: LoginLink;
}

/** One installed package with its license, as the subscriber org has them. */
export interface PackageLine {
  readonly package: PackageId;
  readonly name: string;
  readonly namespace: string;
  readonly version: string;
  /** Absent when the org has the package without a license. */
  readonly status?: PackageLicense["status"];
  readonly seats?: PackageLicense["seats"];
  /** Assigned seats; absent under a site license, which assigns none. */
  readonly used?: number;
  /** Absent when the license does not expire. */
  readonly expires?: Instant;
  /** Who there can grant login access by this license (LICENSE-11). */
  readonly grantableBy?: Grantable;
  readonly subscriberDebugLogs: boolean;
}

/** The Org Details page, also called Subscriber Overview. */
export interface OrgDetails {
  readonly organization: Pick<Org, "id" | "name" | "instance" | "edition" | "kind" | "status" | "contact" | "timeZone">;
  /** What the publisher noted when the package was installed, shown beside it to who may read leads (LICENSE-21). */
  readonly lead?: License["lead"];
  /** Share of each limit that is used, in percent. */
  readonly limits: Org["limits"];
  readonly loginAccess: readonly GrantingUser[];
  readonly packages: readonly PackageLine[];
}

/** All that Org Details is drawn from. */
export interface OrgDetailsFacts {
  readonly now: Instant;
  readonly publisher: OrgId;
  readonly subscriber: Org;
  readonly rows: Pick<OrgRows, "users" | "profiles" | "installedPackages" | "packageLicenses" | "userPackageLicenses">;
  readonly grants: readonly Grant[];
  /** Whether who looks may read license records; without that nothing of them is shown (LICENSE-21). */
  readonly seesLicenses: boolean;
  /** How the way in looks beside each user who was asked about. */
  readonly links: Readonly<Record<UserId, LoginLink>>;
  readonly lead?: License["lead"];
}

/** The contact a publisher calls. It may differ from the lead's, which is older and the publisher's own note. */
export const contactShown = definition<Pick<OrgDetailsFacts, "subscriber" | "lead">, Org["contact"]>(
  "LMO-15",
  ({ subscriber }) => subscriber.contact,
);

/** The login access section: only grants to this publisher that run at this instant. */
export const loginLinks = definition<
  Pick<OrgDetailsFacts, "now" | "publisher" | "rows" | "grants" | "links">,
  readonly GrantingUser[]
>("LMO-16", ({ now, publisher, rows, grants, links }) =>
  grants
    .filter((grant) => grant.party === publisher && isRunning(grant, now))
    .flatMap(({ user: id, endsAt }) => {
      const user = rowOf(rows.users, id);
      const profile = user && rowOf(rows.profiles, user.profile)?.name;
      if (!user) return [];
      const { name, username } = user;
      return [{ user: id, name, username, profile: profile ?? "", endsAt, link: links[id] ?? "no link" }];
    }),
);

/** The packages section: this publisher's packages in the org, no other's. */
export const packageLines = definition<
  Pick<OrgDetailsFacts, "publisher" | "rows" | "now" | "seesLicenses">,
  readonly PackageLine[]
>("LMO-17", ({ publisher, rows, now, seesLicenses }) =>
  Object.values(rows.installedPackages)
    .filter((installed) => installed.publisher === publisher)
    .map(({ id, name, namespace, version, subscriberDebugLogs }) => ({
      package: id,
      name,
      namespace,
      version,
      subscriberDebugLogs,
      ...(seesLicenses && licenseOf(rows, id, now)),
    })),
);

function licenseOf(rows: OrgDetailsFacts["rows"], id: PackageId, now: Instant) {
  const license = Object.values(rows.packageLicenses).find((one) => one.package === id);
  if (!license) return {};
  const { status, seats, expires } = license;
  const used = Object.values(rows.userPackageLicenses).filter((seat) => seat.license === license.id).length;
  const grantable = grantableBy.gives({ license, now });
  return { status, seats, ...(seats !== "site" && { used }), ...(expires && { expires }), grantableBy: grantable };
}

export const orgDetails = definition<OrgDetailsFacts, OrgDetails>("LMO-14", (facts) => {
  const { id, name, instance, edition, kind, status, timeZone, limits } = facts.subscriber;
  return {
    organization: { id, name, instance, edition, kind, status, timeZone, contact: contactShown.gives(facts) },
    ...(facts.lead && { lead: facts.lead }),
    limits,
    loginAccess: loginLinks.gives(facts),
    packages: packageLines.gives(facts),
  };
});
