import type { OrgId, UserRef } from "#domain/ids.ts";
import type { Org } from "#domain/org.ts";
import type { User } from "#domain/user.ts";

/** Whom and what records name by id, as they are called now. */
export interface Names {
  /** Users by org and id, as `keyOfUser` puts them together: a sandbox keeps the ids of the users it copied. */
  readonly people: ReadonlyMap<string, Pick<User, "username" | "name" | "license">>;
  readonly orgs: ReadonlyMap<OrgId, Pick<Org, "id" | "name" | "kind" | "myDomain">>;
}

export const keyOfUser = ({ org, id }: UserRef): string => `${org} ${id}`;

/** What somebody is called; the id where the row is gone, as after the refresh of a sandbox. */
export function personCalled({ people }: Names, ref: UserRef): Pick<User, "username" | "name" | "license"> {
  return people.get(keyOfUser(ref)) ?? { username: ref.id, name: ref.id, license: "Salesforce" };
}

export const orgCalled = ({ orgs }: Names, id: OrgId): string => orgs.get(id)?.name ?? id;
