import { rule } from "#domain/decision.ts";
import { type Entitlements, holds } from "#domain/user.ts";

export interface DebugLogRight {
  readonly person: { readonly user: { readonly username: string }; readonly entitlements: Entitlements };
  /** What it is for: `delete a debug log`. */
  readonly does: string;
}

/**
 * Asked wherever no page of Setup stands before debug logs: of queries, of deleting, and of trace flags, by which logs
 * are kept. The pages themselves ask for the same permission under POWER-08.
 */
export const debugLogRight = rule<DebugLogRight>(
  "LOG-03",
  ({ person: { user, entitlements }, does }) =>
    holds(entitlements, "View All Data")
      ? undefined
      : `${user.username} lacks View All Data, which it takes to ${does}`,
  "let an administrator of the org give the user View All Data, by profile or permission set",
);
