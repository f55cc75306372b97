import type { GrantId, UserId, UserRef } from "#domain/ids.ts";
import type { AccessDuration } from "#domain/policies.ts";
import { type Steps, unchanged } from "#domain/steps.ts";
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

/** The grants of an org after an event of that org. */
export const GRANT_STEPS: Steps<readonly Grant[], GrantEvent> = {
  "grant.given": (grants, event) => {
    const { at, user: saver, grant: id, party, endsAt } = event;
    if (!saver) return grants;
    const lastChange = { at, how: "given", ...doneBy(event) } as const;
    return [
      ...grants,
      { id, user: event.account ?? saver.id, party, savedBy: saver.id, givenAt: at, endsAt, lastChange },
    ];
  },
  "grant.changed": (grants, event) =>
    replaced(grants, event.grant, {
      ...(event.user && { savedBy: event.user.id }),
      endsAt: event.endsAt,
      lastChange: { at: event.at, how: "changed", ...doneBy(event) },
    }),
  "grant.revoked": (grants, event) => ended(grants, event, "revoked", doneBy(event)),
  "grant.expired": (grants, event) => ended(grants, event, "expired"),
  "grant.voided": (grants, event) => ended(grants, event, "void"),
  "grant.refused": unchanged,
  "grant.policy-changed": unchanged,
};

/** Who really did it. */
const doneBy = ({ user, delegateUser }: Pick<GrantEvent, "user" | "delegateUser">): { readonly by?: UserRef } => {
  const by = delegateUser ?? user;
  return by ? { by } : {};
};

const replaced = (grants: readonly Grant[], id: GrantId, about: Partial<Grant>): readonly Grant[] =>
  grants.map((grant) => (grant.id === id ? { ...grant, ...about } : grant));

const ended = (
  grants: readonly Grant[],
  { grant, at }: { readonly grant: GrantId; readonly at: Instant },
  how: "revoked" | "expired" | "void",
  by: { readonly by?: UserRef } = {},
): readonly Grant[] => replaced(grants, grant, { end: { at, how }, lastChange: { at, how, ...by } });
