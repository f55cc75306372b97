import { decide, type Rule } from "#domain/decision.ts";
import { Fault } from "#domain/fault.ts";
import type { OrgId, PackageId, SessionId } from "#domain/ids.ts";
import { orgReachable, ownSubscriber, type SubscriberFacts } from "#domain/lmo/subscriber.ts";
import type { PackageLicense } from "#domain/org.ts";
import { pageRight } from "#domain/power/page-right.ts";
import type { Instant } from "#domain/time.ts";
import type { Answer, Ports } from "#usecases/ports.ts";
import { inTheLmo, THE_APP } from "./in-the-lmo.ts";
import { subscriberFacts } from "./view-subscriber.ts";

export interface ModifyLicense {
  readonly subscriber: OrgId;
  readonly package: PackageId;
  readonly status?: Extract<PackageLicense["status"], "Active" | "Trial" | "Suspended">;
  readonly seats?: PackageLicense["seats"];
  readonly expires?: Instant | "never";
}

/** The license as it stands afterwards, on both sides. */
export interface LicenseModified {
  readonly status: PackageLicense["status"];
  readonly seats: PackageLicense["seats"];
  /** Absent when the license does not expire. */
  readonly expires?: Instant;
}

/** What editing a license is asked, in order, once the page is open. */
const MODIFY_ORDER: readonly Rule<SubscriberFacts>[] = [ownSubscriber, orgReachable];

/**
 * An LMO admin edits a subscriber's license: the publisher's record and, through the proxy user, what the subscriber
 * org goes by change together. Fault NOT_FOUND when the subscriber holds no license of that package.
 */
export const modifyLicense =
  (ports: Ports) =>
  (admin: SessionId, { subscriber, package: id, ...wanted }: ModifyLicense): Promise<Answer<LicenseModified>> => {
    const name = "modify a license";
    return inTheLmo(ports, admin, { name, needs: "Modify All Data", ...THE_APP }, async (acting, standing) => {
      const facts = await subscriberFacts(standing, acting, subscriber);
      const decision = decide(facts, MODIFY_ORDER, pageRight);
      if (!facts.subscriber || decision.effect === "deny")
        return { decision, happenings: [{ type: "lmo.refused", act: name, subscriber }] };
      const record = Object.values(acting.rows.licenses).find(
        (one) => one.subscriber === subscriber && one.package === id,
      );
      const theirs = Object.values(facts.rows.packageLicenses).find((one) => one.package === id);
      if (!record || !theirs)
        throw new Fault("NOT_FOUND", `"${facts.subscriber.name}" holds no license of package "${id}"`);
      const terms = termsAfter(theirs, wanted);
      const { expires: _, ...lasting } = theirs;
      const event = { type: "license.changed", what: `${facts.subscriber.name}: ${formatTerms(terms)}` } as const;
      return {
        decision,
        happenings: [
          { ...event, changes: [{ table: "licenses", id: record.id, row: { ...record, terms } }] },
          {
            ...event,
            org: subscriber,
            changes: [{ table: "packageLicenses", id: theirs.id, row: { ...lasting, ...terms } }],
          },
        ],
        value: terms,
      };
    });
  };

function termsAfter(
  theirs: PackageLicense,
  { status, seats, expires }: Omit<ModifyLicense, "subscriber" | "package">,
): LicenseModified {
  const end = expires === "never" ? undefined : (expires ?? theirs.expires);
  return { status: status ?? theirs.status, seats: seats ?? theirs.seats, ...(end && { expires: end }) };
}

const formatTerms = ({ status, seats, expires }: LicenseModified): string =>
  `${status}, ${seats === "site" ? "Site License" : `${seats} seats`}, ${expires ? `until ${expires}` : "does not expire"}`;
