import type { GrantId, UserId, UserRef } from "#domain/ids.ts";
import type { AccessDuration } from "#domain/policies.ts";
import type { Instant } from "#domain/time.ts";
import type { Grant, Party } from "./grant.ts";

interface About {
  readonly grant: GrantId;
  readonly party: Party;
  /** Whose account it opens, where that is not the account of the user who acts (GRANT-18, policy `siteLicenceGrantTarget`). */
  readonly account?: UserId;
  /** An agent logged in as the user did it, and not the user (LOGIN-26). */
  readonly byAgent?: true;
}

/** What each event of granting adds to the envelope. */
export interface GrantEvents {
  "grant.given": About & { readonly duration: AccessDuration; readonly endsAt: Instant };
  "grant.changed": About & { readonly duration: AccessDuration; readonly endsAt: Instant; readonly before: Instant };
  "grant.revoked": About;
  "grant.expired": About;
  "grant.voided": About;
  "grant.refused": { readonly party: Party; readonly duration: string; readonly account?: UserId };
  "grant.policy-changed": {
    readonly party?: Party;
    readonly setting: string;
    readonly before: string | boolean;
    readonly after: string | boolean;
    /** An agent logged in as the administrator did it (LOGIN-26). */
    readonly byAgent?: true;
  };
}

export const GRANT_EVENTS: Readonly<Record<keyof GrantEvents, string>> = {
  "grant.given": "a user gave login access",
  "grant.changed": "a user replaced the end of running login access",
  "grant.revoked": "a user took login access back",
  "grant.expired": "the chosen access duration was over",
  "grant.voided":
    "login access ended because the publisher's last package was uninstalled or the sandbox was refreshed",
  "grant.refused": "a user was not allowed to give login access",
  "grant.policy-changed": "an administrator changed the Login Access Policies",
};

type GrantEvent = {
  readonly at: Instant;
  readonly user?: UserRef;
  readonly delegateUser?: UserRef;
} & { [Type in keyof GrantEvents]: { readonly type: Type } & GrantEvents[Type] }[keyof GrantEvents];

/** One step of the fold: the grants of an org after an event of that org. */
export function grantsAfter(grants: readonly Grant[], event: GrantEvent): readonly Grant[] {
  const { at } = event;
  const by = event.delegateUser ?? event.user;
  const replaced = (id: GrantId, about: Partial<Grant>) =>
    grants.map((grant) => (grant.id === id ? { ...grant, ...about } : grant));
  const ended = (id: GrantId, how: "revoked" | "expired" | "void") =>
    replaced(id, { end: { at, how }, lastChange: { at, how, ...(how === "revoked" && by && { by }) } });
  switch (event.type) {
    case "grant.given": {
      if (!event.user) return grants;
      const { grant: id, party, endsAt, account: user = event.user.id } = event;
      const lastChange = { at, how: "given", ...(by && { by }) } as const;
      return [...grants, { id, user, party, savedBy: event.user.id, givenAt: at, endsAt, lastChange }];
    }
    case "grant.changed":
      return replaced(event.grant, {
        ...(event.user && { savedBy: event.user.id }),
        endsAt: event.endsAt,
        lastChange: { at, how: "changed", ...(by && { by }) },
      });
    case "grant.revoked":
      return ended(event.grant, "revoked");
    case "grant.expired":
      return ended(event.grant, "expired");
    case "grant.voided":
      return ended(event.grant, "void");
    default:
      return grants;
  }
}
