import { definition } from "#domain/decision.ts";
import type { User } from "#domain/user.ts";

type Called = Pick<User, "username" | "name">;

/** How the trail names whoever is at the keyboard: by the own username, an agent's in the License Management Org. */
export const delegateUserOf = definition<{ readonly delegate: Called }, string>(
  "TRACE-29",
  ({ delegate }) => delegate.username,
);

/** Whom a row of the trail names: whom the act counts as, and who did it, where that was somebody else. */
export const actorsOf = definition<
  { readonly user: Called; readonly delegate?: Called },
  { readonly CreatedBy: string; readonly DelegateUser?: string }
>("TRACE-02", ({ user, delegate }) => ({
  CreatedBy: user.username,
  ...(delegate && { DelegateUser: delegateUserOf.gives({ delegate }) }),
}));
