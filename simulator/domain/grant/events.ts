import type { GrantId } from "../ids.ts";
import type { AccessDuration } from "../policies.ts";
import type { Instant } from "../time.ts";
import type { Grant, Party } from "./grant.ts";

/** What each event of granting adds to the envelope. */
export interface GrantEvents {
  "grant.given": { readonly grant: GrantId; readonly party: Party; readonly duration: AccessDuration; readonly endsAt: Instant };
  "grant.changed": { readonly grant: GrantId; readonly party: Party; readonly duration: AccessDuration; readonly endsAt: Instant; readonly before: Instant };
  "grant.revoked": { readonly grant: GrantId; readonly party: Party };
  "grant.expired": { readonly grant: GrantId; readonly party: Party };
  "grant.voided": { readonly grant: GrantId; readonly party: Party };
  "grant.refused": { readonly party: Party; readonly duration: string };
  "grant.policy-changed": { readonly party?: Party; readonly setting: string; readonly before: string | boolean; readonly after: string | boolean };
}

export const GRANT_EVENTS: Readonly<Record<keyof GrantEvents, string>> = {
  "grant.given": "a user gave login access",
  "grant.changed": "a user replaced the end of running login access",
  "grant.revoked": "a user took login access back",
  "grant.expired": "the chosen access duration was over",
  "grant.voided": "login access ended because the publisher's last package was uninstalled",
  "grant.refused": "a user was not allowed to give login access",
  "grant.policy-changed": "an administrator changed the Login Access Policies",
};

/** One step of the fold: the grants of an org after an event of that org. */
export function grantsAfter(
  grants: readonly Grant[],
  event: { readonly at: Instant; readonly user?: { readonly id: Grant["user"] } } & {
    [Type in keyof GrantEvents]: { readonly type: Type } & GrantEvents[Type];
  }[keyof GrantEvents],
): readonly Grant[] {
  const replaced = (id: GrantId, about: Partial<Grant>) =>
    grants.map((grant) => (grant.id === id ? { ...grant, ...about } : grant));
  switch (event.type) {
    case "grant.given":
      if (!event.user) return grants;
      return [...grants, { id: event.grant, user: event.user.id, party: event.party, givenAt: event.at, endsAt: event.endsAt }];
    case "grant.changed":
      return replaced(event.grant, { endsAt: event.endsAt });
    case "grant.revoked":
      return replaced(event.grant, { end: { at: event.at, how: "revoked" } });
    case "grant.expired":
      return replaced(event.grant, { end: { at: event.at, how: "expired" } });
    case "grant.voided":
      return replaced(event.grant, { end: { at: event.at, how: "void" } });
    default:
      return grants;
  }
}
