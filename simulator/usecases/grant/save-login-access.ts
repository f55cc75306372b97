import { allow, type Decision } from "#domain/decision.ts";
import { endOfAccess } from "#domain/grant/duration.ts";
import { type Grant, isRunning, latestGrant } from "#domain/grant/grant.ts";
import { type ListingFacts, mayGrant, savedByTheUser } from "#domain/grant/rules.ts";
import type { OrgId, SessionId } from "#domain/ids.ts";
import { companyOf, type OrgRows } from "#domain/org.ts";
import type { AccessDuration } from "#domain/policies.ts";
import type { Instant } from "#domain/time.ts";
import { type Acting, act, type Happening } from "#usecases/act.ts";
import type { Answer, Ports } from "#usecases/ports.ts";
import { orgOfSession } from "#usecases/publisher.ts";
import type { Standing } from "#usecases/until-settled.ts";

export interface SaveLoginAccess {
  readonly publisher: OrgId;
  readonly duration: AccessDuration | "no access";
}

export interface AccessSaved {
  /** When the access ends; absent after "no access". */
  readonly endsAt?: Instant;
}

/** A user chooses an access duration in a publisher's row and saves it. */
export const saveLoginAccess =
  (ports: Ports) =>
  (user: SessionId, { publisher, duration }: SaveLoginAccess): Promise<Answer<AccessSaved>> => {
    const org = orgOfSession(ports, user);
    return act<AccessSaved>(ports, user, { org, name: "grant login access" }, async (acting, standing) => {
      const running = runningGrant(standing, acting, publisher);
      if (duration === "no access") {
        const decision: Decision = allow(savedByTheUser);
        if (!running) return { decision, value: {} };
        return { decision, happenings: [{ type: "grant.revoked", grant: running.id, party: publisher }], value: {} };
      }
      const decision = mayGrant(await listingFacts(standing, acting, publisher));
      if (decision.effect === "deny")
        return { decision, happenings: [{ type: "grant.refused", party: publisher, duration }] };
      const endsAt = endOfAccess.gives({
        from: standing.now,
        duration,
        granularity: standing.policies.grantExpiryGranularity,
        timeZone: acting.user.timeZone,
      });
      const about = { party: publisher, duration, endsAt };
      const happening: Happening = running
        ? { type: "grant.changed", grant: running.id, ...about, before: running.endsAt }
        : { type: "grant.given", grant: ports.ids.next("Grant"), ...about };
      return { decision, happenings: [happening], value: { endsAt } };
    });
  };

function runningGrant(standing: Standing, { ref }: Acting, publisher: OrgId): Grant | undefined {
  const grant = latestGrant(standing.grants(ref.org), ref.id, publisher);
  return grant && isRunning(grant, standing.now) ? grant : undefined;
}

/** Gathers what decides whether a publisher is on a user's grant page. */
export async function listingFacts(standing: Standing, user: Acting, publisher: OrgId): Promise<ListingFacts> {
  return {
    user: user.user,
    entitlements: user.entitlements,
    org: user.org,
    publisher: { name: companyOf(await standing.org(publisher)).name, ...offeredBy(user.rows, user, publisher, standing) },
    policies: standing.policies,
  };
}

function offeredBy(rows: OrgRows, { user }: Acting, publisher: OrgId, { policies }: Standing) {
  const licenses = Object.values(rows.packageLicenses);
  const packages = Object.values(rows.installedPackages)
    .filter((installed) => installed.publisher === publisher)
    .map(({ id, name, loginAccess }) => {
      const license = licenses.find((one) => one.package === id);
      const assigned = Object.values(rows.userPackageLicenses).some(
        (seat) => seat.license === license?.id && seat.user === user.id,
      );
      return { name, loginAccess, assigned, ...(license && { license }) };
    });
  const chosen = rows.loginAccessPolicies[publisher]?.availability;
  return { packages, availability: chosen ?? policies.publisherDefaultAvailability };
}
