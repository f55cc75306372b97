import { rule } from "#domain/decision.ts";
import { type Entitlements, holds, type ObjectRight } from "#domain/user.ts";
import type { LmaObject } from "./api.ts";

export interface ObjectFacts {
  readonly person: { readonly user: { readonly username: string }; readonly entitlements: Entitlements };
  readonly object: LmaObject;
  readonly right: ObjectRight;
}

/** Whether profile or permission sets open the records of an object; who may view or modify all data needs no more. */
export function mayReach({ profile, permissionSets }: Entitlements, object: LmaObject, right: ObjectRight): boolean {
  const of = { profile, permissionSets };
  if (holds(of, "Modify All Data") || (right === "Read" && holds(of, "View All Data"))) return true;
  return [profile, ...permissionSets].some(({ objects }) => {
    const given = objects && Object.hasOwn(objects, object) ? objects[object] : undefined;
    return given === right || given === "Read and Edit";
  });
}

export const objectRight = rule<ObjectFacts>(
  "LICENSE-21",
  ({ person: { user, entitlements }, object, right }) =>
    mayReach(entitlements, object, right) ? undefined : `${user.username} lacks ${right} on ${object}`,
  "let an administrator of the License Management Org give the user that object permission, by profile or permission set",
);
