import { rule } from "#domain/decision.ts";
import { type Entitlements, holds, type Permission } from "#domain/user.ts";

/** What decides whether somebody may do what takes a permission. */
export interface PageFacts {
  readonly person: { readonly user: { readonly username: string }; readonly entitlements: Entitlements };
  readonly needs: Permission;
  readonly name: string;
}

/** Asked of every act that needs a permission, whether the user herself or an agent logged in as her tries it. */
export const pageRight = rule<PageFacts>(
  "POWER-08",
  ({ person: { user, entitlements }, needs, name }) =>
    holds(entitlements, needs) ? undefined : `${user.username} lacks ${needs}, which it takes to ${name}`,
  "let an administrator of the org give the user the permission, by profile or permission set",
);
