import { definition } from "#domain/decision.ts";
import type { UserRef } from "#domain/ids.ts";
import type { Entitlements } from "#domain/user.ts";
import type { Session } from "./session.ts";

/** What a LoginAs session opens: all that the user's profile and permission sets open, and nothing of the agent's (LOGIN-06). */
export const permissionsWithin = definition<
  { readonly user: Entitlements; readonly agent: Entitlements },
  Entitlements
>("LOGIN-06", ({ user }) => user);

/** What a session can be used for. */
export type Channel = "pages" | "API";

/**
 * The ways one session serves; nobody logs in a second time for the API (LOGIN-21). What an app has fetched serves what
 * the app was let in for.
 */
export const channelsOf = definition<Pick<Session, "delegate" | "through">, readonly Channel[]>(
  "LOGIN-21",
  ({ through }) => {
    const { scopes } = through ?? {};
    if (!scopes || scopes.includes("full")) return ["pages", "API"];
    return [
      ...(scopes.includes("web") ? (["pages"] as const) : []),
      ...(scopes.includes("api") ? (["API"] as const) : []),
    ];
  },
);

/** Whether an agent's login takes the place of a session that runs on the same login access: it never does (LOGIN-22). */
export const takesThePlaceOf = definition<{ readonly running: Session; readonly agent: UserRef }, boolean>(
  "LOGIN-22",
  () => false,
);
