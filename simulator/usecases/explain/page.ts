import { decide } from "#domain/decision.ts";
import { pageRight } from "#domain/power/page-right.ts";
import type { Permission } from "#domain/user.ts";
import type { Acting } from "#usecases/act.ts";
import { type Case, caseOf } from "./case.ts";

/** The permission that a page asks for before the act's own rules are asked (POWER-08). */
export const pageCase = (acting: Acting, needs: Permission, name: string): Case =>
  caseOf({
    facts: { person: acting, needs, name },
    rules: [pageRight],
    decide: (one) => decide(one, [pageRight], pageRight),
    shown: who(acting),
  });

/** Who would do it, in words. */
export const who = ({ user, org, entitlements }: Acting): Record<string, string> => ({
  "works as": `${user.username} of ${org.name}`,
  profile: entitlements.profile.name,
});
