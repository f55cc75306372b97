import type { AuditEvent } from "#domain/events.ts";
import type { OrgId } from "#domain/ids.ts";
import type { PackageLicense } from "#domain/org.ts";
import type { Instant } from "#domain/time.ts";

/** A package license whose last day of access is still to come, or not yet on record as over. */
export interface Expiring {
  readonly org: OrgId;
  readonly license: PackageLicense & { readonly expires: Instant };
  /** When it goes on record: when access ends, or when a row came that had ended before. */
  readonly at: Instant;
}

/** By org and license: a sandbox keeps the ids of what it copied. */
export type ExpiringLicenses = Map<string, Expiring>;

/** Takes one row in that an event wrote, or deleted; answers when it will expire. */
export function noteLicense(
  expiring: ExpiringLicenses,
  org: OrgId,
  id: string,
  row: PackageLicense | null,
  since: Instant,
): Instant | undefined {
  const key = `${org} ${id}`;
  expiring.delete(key);
  const expires = row?.expires;
  // A suspended license gives no access that could end; the publisher decides about it first.
  if (!row || !expires || row.status === "Expired" || row.status === "Suspended") return undefined;
  const at = expires > since ? expires : since;
  expiring.set(key, { org, license: { ...row, expires }, at });
  return at;
}

/** The end of every license that has one, each as the event it will leave; running grants go on (GRANT-24). */
export function* licensesDue({
  expiringLicenses,
}: {
  readonly expiringLicenses: ExpiringLicenses;
}): Generator<AuditEvent, void> {
  for (const { org, license, at } of expiringLicenses.values()) {
    const row: PackageLicense = { ...license, status: "Expired" };
    yield {
      type: "license.expired",
      at,
      org,
      package: license.package,
      license: license.id,
      changes: [{ table: "packageLicenses", id: license.id, row }],
    };
  }
}
